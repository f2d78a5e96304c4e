//! Filters of the list of material transfers.

use super::words::{TransferSort, TransferStatus};
use crate::ids::{LocationId, PartId, TicketId};
use crate::page::OneOf;
use serde::{Deserialize, Serialize};

/// Filters of the list of material transfers.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct TransferQuery {
    /// Only in these states, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<TransferStatus>>))]
    pub status: Option<OneOf<TransferStatus>>,
    /// Only urgent ones, or only others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub urgent: Option<bool>,
    /// Only for this ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_id: Option<TicketId>,
    /// Only from this location.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_location_id: Option<LocationId>,
    /// Only with this part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_id: Option<PartId>,
    /// Only what the caller asked for, or only what others did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mine: Option<bool>,
    /// Only what was shipped at once and whose approval is overdue, or only others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub papers_overdue: Option<bool>,
    /// The order; newest first by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<TransferSort>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}
