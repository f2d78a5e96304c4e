//! What is shown of articles.

use super::words::*;
use crate::ids::{KnowledgeArticleId, KnowledgeFileId, ProductId};
use crate::records::attachment::LARGEST;
use crate::records::fault_code::FaultName;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The largest file of an article, in bytes.
pub const LARGEST_FILE: usize = LARGEST;
/// Most models, and most fault codes, that an article is linked to.
pub const MOST_LINKS: usize = 50;

/// What an article says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnowledgeText {
    /// Its title.
    #[cfg_attr(feature = "openapi", schema(example = "门机异响的检查与处理"))]
    pub title: String,
    /// Its text, in Markdown.
    #[cfg_attr(feature = "openapi", schema(example = "1. 断电挂牌。\n2. 检查皮带张力。"))]
    pub body: String,
    /// What it is.
    pub kind: KnowledgeKind,
    /// Who may read it.
    pub audience: KnowledgeAudience,
}

/// A model that an article is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnowledgeProduct {
    /// The model.
    pub id: ProductId,
    /// Its code.
    #[cfg_attr(feature = "openapi", schema(example = "SB-1000P"))]
    pub code: String,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "乘客电梯 SB-1000P"))]
    pub name: String,
}

/// A knowledge article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnowledgeArticle {
    /// Its id.
    pub id: KnowledgeArticleId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "KB-2026-000012"))]
    pub number: String,
    /// Where it is.
    pub status: KnowledgeStatus,
    /// What readers have; before it is first published, what is written so far.
    #[serde(flatten)]
    pub text: KnowledgeText,
    /// What is changed and not published yet; only for those who keep articles.
    pub draft: Option<KnowledgeText>,
    /// Number of the last edition; 0 before the first.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub edition: i32,
    /// When that was published.
    pub published_at: Option<DateTime<Utc>>,
    /// Who published it.
    pub published_by_name: Option<String>,
    /// Who began it.
    pub created_by_name: String,
    /// Models it is about.
    pub products: Vec<KnowledgeProduct>,
    /// Fault codes it is about.
    pub fault_codes: Vec<FaultName>,
    /// What the reader may do with it now.
    pub available_actions: Vec<KnowledgeAction>,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// When it was begun.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// An article in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnowledgeSummary {
    /// Its id.
    pub id: KnowledgeArticleId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "KB-2026-000012"))]
    pub number: String,
    /// Where it is.
    pub status: KnowledgeStatus,
    /// Its title.
    #[cfg_attr(feature = "openapi", schema(example = "门机异响的检查与处理"))]
    pub title: String,
    /// What it is.
    pub kind: KnowledgeKind,
    /// Who may read it.
    pub audience: KnowledgeAudience,
    /// Number of the last edition; 0 before the first.
    #[cfg_attr(feature = "openapi", schema(minimum = 0))]
    pub edition: i32,
    /// When that was published.
    pub published_at: Option<DateTime<Utc>>,
    /// Codes of the models it is about.
    pub product_codes: Vec<String>,
    /// Fault codes it is about.
    pub fault_codes: Vec<String>,
    /// Grows with each change.
    pub version: i32,
}

/// A publishing of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnowledgeEdition {
    /// Its number, from 1.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub edition: i32,
    /// What it said.
    #[serde(flatten)]
    pub text: KnowledgeText,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// Who published it.
    pub published_by_name: String,
}

/// A publishing of an article in a list, without its text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnowledgeEditionSummary {
    /// Its number, from 1.
    #[cfg_attr(feature = "openapi", schema(minimum = 1))]
    pub edition: i32,
    /// Its title then.
    #[cfg_attr(feature = "openapi", schema(example = "门机异响的检查与处理"))]
    pub title: String,
    /// Who could read it then.
    pub audience: KnowledgeAudience,
    /// When it was published.
    pub published_at: DateTime<Utc>,
    /// Who published it.
    pub published_by_name: String,
}

/// A file of an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KnowledgeFile {
    /// Its id.
    pub id: KnowledgeFileId,
    /// Its article.
    pub article_id: KnowledgeArticleId,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "主板固件.bin"))]
    pub name: String,
    /// Its version, as whoever made it calls it.
    #[cfg_attr(feature = "openapi", schema(example = "V3.2.1"))]
    pub label: Option<String>,
    /// What it is, by its first bytes.
    #[cfg_attr(feature = "openapi", schema(example = "application/pdf"))]
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the content, in hexadecimal digits.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    )]
    pub sha256: String,
    /// Who added it.
    pub uploaded_by_name: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Whether the reader may take it away.
    pub removable: bool,
}
