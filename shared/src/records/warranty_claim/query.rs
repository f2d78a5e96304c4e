//! Filters of the register of claims.

use super::words::*;
use crate::ids::{OrganizationId, PartId, ProductId, TicketId, UnitId};
use crate::money::Currency;
use crate::page::OneOf;
use crate::records::report::{CostDimension, Month};
use crate::text::Line;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Filters of the register of claims.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct WarrantyClaimQuery {
    /// Part of the number or of the dealer's order number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only in these states, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<WarrantyClaimStatus>>))]
    pub status: Option<OneOf<WarrantyClaimStatus>>,
    /// Only of these kinds, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<WarrantyClaimKind>>))]
    pub kind: Option<OneOf<WarrantyClaimKind>>,
    /// Only of this dealer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dealer_id: Option<OrganizationId>,
    /// Only of this unit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_id: Option<UnitId>,
    /// Only of this ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_id: Option<TicketId>,
    /// Only those that wait for an answer and are due until the end of this day: then silence decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due_until: Option<NaiveDate>,
    /// Only those that were answered by the rules, a person or silence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided_by: Option<ClaimDecider>,
    /// Only those that were answered on this day or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_from: Option<NaiveDate>,
    /// Only those that were answered on this day or before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_until: Option<NaiveDate>,
    /// Only those in this currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Only for units of this model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only for units that were made in this month.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, example = "2026-01", pattern = "^[0-9]{4}-[0-9]{2}$"))]
    pub made_in: Option<Month>,
    /// Only those of which this part is a cause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub causal_part_id: Option<PartId>,
    /// Only those of which a part of this supplier is a cause; inside the maker's house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supplier_id: Option<OrganizationId>,
    /// Only those of which nothing is said of this: their unit, its month of production, a cause or who supplies it; inside the
    /// maker's house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub without: Option<CostDimension>,
    /// Only those of which suppliers bore something, or nothing; inside the maker's house.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recovered: Option<bool>,
    /// The order; newest first by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<WarrantyClaimSort>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// From which ticket a claim is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ClaimProposalQuery {
    /// The ticket.
    pub ticket_id: TicketId,
}
