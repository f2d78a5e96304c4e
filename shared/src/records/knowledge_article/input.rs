//! What is sent about articles.

use super::view::{KnowledgeText, MOST_LINKS};
use super::words::*;
use crate::ids::{FaultCodeId, ProductId};
use crate::page::OneOf;
use crate::problem::{FieldProblem, FieldRefusal, Refusal};
use crate::text::{Line, Text};
use serde::{Deserialize, Serialize};

/// What is sent to create or replace an article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct KnowledgeArticleInput {
    /// Its title.
    #[cfg_attr(feature = "openapi", schema(example = "门机异响的检查与处理"))]
    pub title: Line<200>,
    /// Its text, in Markdown; raw HTML is shown as text.
    #[cfg_attr(feature = "openapi", schema(example = "1. 断电挂牌。\n2. 检查皮带张力。"))]
    pub body: Text<100_000>,
    /// What it is.
    pub kind: KnowledgeKind,
    /// Who may read it once it is published.
    pub audience: KnowledgeAudience,
    /// Models it is about, at most 50.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub product_ids: Vec<ProductId>,
    /// Fault codes it is about, at most 50.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub fault_code_ids: Vec<FaultCodeId>,
}

impl KnowledgeArticleInput {
    /// Whether there are not too many links.
    ///
    /// # Errors
    /// `validation_failed` with each list that is too long.
    pub fn check(&self) -> Result<(), Refusal> {
        let long = [("/product_ids", self.product_ids.len()), ("/fault_code_ids", self.fault_code_ids.len())];
        let fields: Vec<FieldRefusal> = long
            .into_iter()
            .filter(|(_, len)| *len > MOST_LINKS)
            .map(|(at, _)| FieldRefusal::new(at, FieldProblem::TooLarge).arg("limit", MOST_LINKS as i64))
            .collect();
        if fields.is_empty() { Ok(()) } else { Err(Refusal::fields(fields)) }
    }

    /// What it says.
    pub fn text(&self) -> KnowledgeText {
        KnowledgeText {
            title: self.title.to_string(),
            body: self.body.to_string(),
            kind: self.kind,
            audience: self.audience,
        }
    }
}

/// Filters of articles.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct KnowledgeQuery {
    /// Words that each stand in number, title or text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only of these kinds, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<KnowledgeKind>>))]
    pub kind: Option<OneOf<KnowledgeKind>>,
    /// Only in these states, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<KnowledgeStatus>>))]
    pub status: Option<OneOf<KnowledgeStatus>>,
    /// Only about this model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only about this fault code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fault_code_id: Option<FaultCodeId>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// What is said of a file when it is sent; the file itself is the body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct CreateKnowledgeFile {
    /// Its name.
    #[cfg_attr(feature = "openapi", param(min_length = 1, max_length = 200, example = "主板固件.bin"))]
    pub name: Line<200>,
    /// Its version, as whoever made it calls it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, min_length = 1, max_length = 60))]
    pub label: Option<Line<60>>,
}
