//! Counts as they are read.

use super::words::{StockCountAction, StockCountStatus};
use crate::ids::{LocationId, PartId, StockCountId};
use crate::page::OneOf;
use crate::records::part::Measure;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A count in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockCountSummary {
    /// Its id.
    pub id: StockCountId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "SC-2026-000001"))]
    pub number: String,
    /// How far it is.
    pub status: StockCountStatus,
    /// Where it is counted.
    pub location_id: LocationId,
    /// That location's name.
    #[cfg_attr(feature = "openapi", schema(example = "上海服务站库"))]
    pub location_name: String,
    /// Lines.
    pub lines: i64,
    /// Lines that are counted.
    pub counted_lines: i64,
    /// Lines where something else was counted than expected.
    pub differing_lines: i64,
    /// When it was opened.
    pub opened_at: DateTime<Utc>,
    /// Who opened it.
    pub opened_by_name: String,
    /// When all was counted.
    pub counted_at: Option<DateTime<Utc>>,
    /// Who counted.
    pub counted_by_name: Option<String>,
    /// When it was approved.
    pub approved_at: Option<DateTime<Utc>>,
    /// Who approved it.
    pub approved_by_name: Option<String>,
    /// A remark.
    pub note: Option<String>,
    /// Why it was given up.
    pub cancel_reason: Option<String>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// A count with its lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockCount {
    /// What the list says of it.
    pub head: StockCountSummary,
    /// Its lines, by part number.
    pub lines: Vec<StockCountLine>,
    /// What the caller can do with it.
    pub available_actions: Vec<StockCountAction>,
    /// Whether the caller may enter what was counted.
    pub editable: bool,
}

/// A line of a count.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockCountLine {
    /// The part.
    pub part_id: PartId,
    /// The part's number.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2201"))]
    pub part_number: String,
    /// The part's name.
    #[cfg_attr(feature = "openapi", schema(example = "门机皮带 1200 mm"))]
    pub part_name: String,
    /// What it is counted in.
    pub measure: Measure,
    /// How many the books had when the count was opened.
    pub expected: i64,
    /// How many lie there; absent for not counted yet.
    pub counted: Option<i64>,
    /// How many more lie there than the books had; below zero for how many less.
    pub difference: Option<i64>,
}

/// How many more lie there than expected.
pub fn difference(expected: i64, counted: Option<i64>) -> Option<i64> {
    counted.map(|counted| counted - expected)
}

/// Filters of the list of counts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct StockCountQuery {
    /// Only at this location.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location_id: Option<LocationId>,
    /// Only counts in these states, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<StockCountStatus>>))]
    pub status: Option<OneOf<StockCountStatus>>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}
