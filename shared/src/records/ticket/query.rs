//! What is asked of the list of tickets.

use super::bulk::Tag;
use super::words::*;
use crate::ids::{CustomerId, FaultCodeId, OrganizationId, ProductId, TeamId, UnitId, UserId};
use crate::page::OneOf;
use crate::records::clock::{ClockKind, ClockOutcome};
use crate::records::report::TicketDimension;
use crate::text::Line;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Filters of the list of tickets.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct TicketQuery {
    /// Only tickets in these states, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<TicketStatus>>))]
    pub status: Option<OneOf<TicketStatus>>,
    /// Only tickets on which work is owed, or only those on which none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    /// Only tickets of these kinds, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<TicketKind>>))]
    pub kind: Option<OneOf<TicketKind>>,
    /// Only tickets of these priorities, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<TicketPriority>>))]
    pub priority: Option<OneOf<TicketPriority>>,
    /// Only tickets of this customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// Only tickets about this unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_id: Option<UnitId>,
    /// Only tickets about this product model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only tickets about units produced on this day or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub produced_from: Option<NaiveDate>,
    /// Only tickets about units produced on this day or earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub produced_until: Option<NaiveDate>,
    /// Only tickets of this dealer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dealer_id: Option<OrganizationId>,
    /// Only tickets given to this person.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assignee_id: Option<UserId>,
    /// Only tickets given to this team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team_id: Option<TeamId>,
    /// Only tickets of which a promise is broken, or only those of which none is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub breached: Option<bool>,
    /// Only tickets on which something is due before then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_before: Option<DateTime<Utc>>,
    /// Only tickets that nobody in particular has, or only those that somebody has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unassigned: Option<bool>,
    /// Only special cases (专案), or none of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special_case: Option<bool>,
    /// Only individual cases (个案), or none of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub individual_case: Option<bool>,
    /// Only tickets filed at or after this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_from: Option<DateTime<Utc>>,
    /// Only tickets filed before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub created_until: Option<DateTime<Utc>>,
    /// Only tickets that came to be resolved, or were closed without it, at or after this instant. What is said of one
    /// turn holds of the same one: with both bounds it lies between them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved_from: Option<DateTime<Utc>>,
    /// Only tickets that came to be resolved before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub resolved_until: Option<DateTime<Utc>>,
    /// Only tickets that were closed, cancelled or merged at or after this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_from: Option<DateTime<Utc>>,
    /// Only tickets that were closed, cancelled or merged before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_until: Option<DateTime<Utc>>,
    /// Only tickets that were opened again at or after this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened_from: Option<DateTime<Utc>>,
    /// Only tickets that were opened again before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened_until: Option<DateTime<Utc>>,
    /// Only tickets that were ever opened again, or only those that never were.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reopened: Option<bool>,
    /// Only tickets on which work was owed at this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open_at: Option<DateTime<Utc>>,
    /// Only tickets about these topics, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<TicketTopic>>))]
    pub topic: Option<OneOf<TicketTopic>>,
    /// Only tickets with this fault.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fault_code_id: Option<FaultCodeId>,
    /// Only tickets that say nothing of these, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<TicketDimension>>))]
    pub without: Option<OneOf<TicketDimension>>,
    /// Only tickets that say something of this, but none of the values of `other_than`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub other_by: Option<TicketDimension>,
    /// The ids, or the topics, that `other_by` leaves out, separated by commas.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<String>>, max_items = 20))]
    pub other_than: Option<OneOf<String>>,
    /// Only tickets with such a promise; with the three that follow it is one and the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock: Option<ClockKind>,
    /// Only tickets of which a promise came out like this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clock_outcome: Option<ClockOutcome>,
    /// Only tickets of which a promise was kept or broken at or after this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_from: Option<DateTime<Utc>>,
    /// Only tickets of which a promise was kept or broken before this instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decided_until: Option<DateTime<Utc>>,
    /// Only the ticket with this number of the caller's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 200))]
    pub external_reference: Option<Line<200>>,
    /// Only tickets that an import brought under this name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub external_source: Option<Line<100>>,
    /// Only tickets with this tag; only for those who see tags.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 40))]
    pub tag: Option<Tag>,
    /// Part of the number, subject, or contact's name or telephone.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Order; newest first by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<TicketSort>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// What is counted, and by what.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct TicketCountQuery {
    /// What to group by.
    pub by: TicketGroup,
    /// Only tickets that an import brought under this name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub external_source: Option<Line<100>>,
    /// Only tickets on which work is owed, or only those on which none is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
}
