//! The audit trail: one row per change, written in the same transaction.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who changed what, when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Its id.
    pub id: Uuid,
    /// When.
    pub at: DateTime<Utc>,
    /// Who; absent for the system itself.
    pub actor_id: Option<Uuid>,
    /// Who, by the name of that day.
    pub actor_name: String,
    /// The kind of record.
    #[cfg_attr(feature = "openapi", schema(example = "ticket"))]
    pub record: String,
    /// Which one.
    pub record_id: Uuid,
    /// What was done to it.
    #[cfg_attr(feature = "openapi", schema(example = "resolve"))]
    pub action: String,
    /// The request that did it.
    pub request_id: Option<String>,
    /// The fields that changed and their new values.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub changes: serde_json::Value,
}

/// Filters of the audit trail.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct AuditQuery {
    /// Only changes of this record.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_id: Option<Uuid>,
    /// Only changes by this person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor_id: Option<Uuid>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}
