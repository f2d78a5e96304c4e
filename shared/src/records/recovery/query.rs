//! Filters of the lists of recoveries.

use super::words::*;
use crate::ids::OrganizationId;
use crate::page::OneOf;
use crate::text::Line;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Filters of the list of recoveries.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct RecoveryQuery {
    /// Part of the number.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only in these states, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<RecoveryStatus>>))]
    pub status: Option<OneOf<RecoveryStatus>>,
    /// Only on this supplier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier_id: Option<OrganizationId>,
    /// Only those that silence decides by this day, unless the supplier answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub silent_by: Option<NaiveDate>,
    /// The order; newest first by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<RecoverySort>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// Filters of the list of what is to be recovered, the earliest inspected first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct ToRecoverQuery {
    /// Only from this supplier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier_id: Option<OrganizationId>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}
