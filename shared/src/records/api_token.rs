//! Tokens for scripts: named, limited, expiring, shown once.

use crate::auth::Permission;
use crate::ids::ApiTokenId;
use crate::text::Line;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Longest life of a token, in days.
pub const MAX_DAYS: i64 = 366;

/// A token, without its secret.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ApiToken {
    /// Its id.
    pub id: ApiTokenId,
    /// What it is for.
    #[cfg_attr(feature = "openapi", schema(example = "ERP nightly export"))]
    pub name: String,
    /// What it may do, at most; its owner's own rights limit it further.
    pub permissions: Vec<Permission>,
    /// When it was made.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// When it was last used, to the minute.
    pub last_used_at: Option<DateTime<Utc>>,
    /// When it was revoked.
    pub revoked_at: Option<DateTime<Utc>>,
}

/// What is sent to make a token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateApiToken {
    /// What it is for.
    #[cfg_attr(feature = "openapi", schema(example = "ERP nightly export"))]
    pub name: Line<100>,
    /// What it may do: at least one, of one's own.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
    pub permissions: Vec<Permission>,
    /// Days until it ends, 1–366.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 366, example = 90))]
    pub days: i64,
}

/// A new token with its secret, which is shown this once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewApiToken {
    /// The token.
    pub api_token: ApiToken,
    /// Send it as `Authorization: Bearer …`.
    #[cfg_attr(feature = "openapi", schema(example = "sbt_3q2-7w…"))]
    pub secret: String,
}
