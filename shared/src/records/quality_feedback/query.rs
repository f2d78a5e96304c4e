//! Filters of the register.

use super::words::*;
use crate::ids::*;
use crate::page::OneOf;
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// Filters of the register.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct QualityFeedbackQuery {
    /// Words of number, subject, description and batch, each of which must stand there; for the maker's people.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only those in these states, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<QualityStatus>>))]
    pub status: Option<OneOf<QualityStatus>>,
    /// Only those that go on, or only those that have ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    /// Only those of these severities, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<QualitySeverity>>))]
    pub severity: Option<OneOf<QualitySeverity>>,
    /// Only those that are worked on so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<QualityMethod>,
    /// Only about this part.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part_id: Option<PartId>,
    /// Only about this product model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only for which this supplier is responsible.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supplier_id: Option<OrganizationId>,
    /// Only those this person sees to; for the maker's people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner_id: Option<UserId>,
    /// Only from this ticket; for the maker's people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket_id: Option<TicketId>,
    /// Only from this line of a return; for the maker's people.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rma_line_id: Option<RmaLineId>,
    /// Only those of which something is overdue, or only others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overdue: Option<bool>,
    /// Order; the newest first by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<QualitySort>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

impl QualityFeedbackQuery {
    /// The first filter by what is told inside the house only, as it stands in the query.
    pub fn inner(&self) -> Option<&'static str> {
        match () {
            () if self.q.is_some() => Some("?q"),
            () if self.owner_id.is_some() => Some("?owner_id"),
            () if self.ticket_id.is_some() => Some("?ticket_id"),
            () if self.rma_line_id.is_some() => Some("?rma_line_id"),
            () if self.overdue.is_some() => Some("?overdue"),
            () if self.sort == Some(QualitySort::Due) => Some("?sort"),
            () => None,
        }
    }
}
