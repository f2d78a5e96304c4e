//! Filters of the lists of settlement.

use super::words::*;
use crate::auth::OrganizationKind;
use crate::ids::{OrganizationId, StatementId};
use crate::money::Currency;
use crate::page::OneOf;
use crate::records::report::Month;
use crate::text::Line;
use serde::{Deserialize, Serialize};

/// Filters of the list of statements.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct StatementQuery {
    /// Part of the number or of the party's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only in these states, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<StatementStatus>>))]
    pub status: Option<OneOf<StatementStatus>>,
    /// Only of this party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party_id: Option<OrganizationId>,
    /// Only of parties of these kinds, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<OrganizationKind>>))]
    pub party_kind: Option<OneOf<OrganizationKind>>,
    /// Only of this month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<Month>,
    /// Only in this currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// The order; newest month first by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<StatementSort>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// Filters of the lines of a statement, in their order.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct StatementLineQuery {
    /// Only in these states, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<StatementLineStatus>>))]
    pub status: Option<OneOf<StatementLineStatus>>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// Filters of the list of settlement entries, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct SettlementEntryQuery {
    /// Only of this party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party_id: Option<OrganizationId>,
    /// Only of these kinds, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<EntryKind>>))]
    pub kind: Option<OneOf<EntryKind>>,
    /// Only in this currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Only those in a statement, or only those in none yet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub settled: Option<bool>,
    /// Only of this statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub statement_id: Option<StatementId>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// Filters of the list of settlement requests, the newest first.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct SettlementRequestQuery {
    /// Only in these states, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<RequestStatus>>))]
    pub status: Option<OneOf<RequestStatus>>,
    /// Only of this party.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub party_id: Option<OrganizationId>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}
