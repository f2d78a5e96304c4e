//! What is shown of tickets.

use super::undo::UndoOffer;
use super::words::*;
use crate::ids::{
    CommentId, CustomerId, FaultCodeId, OrganizationId, ProductId, SiteId, TeamId, TicketEventId, TicketId,
    TicketLinkId, UnitId, UserId,
};
use crate::page::CappedCount;
use crate::records::clock::ClockKind;
use crate::warranty::WarrantyVerdict;
use chrono::{DateTime, Utc};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A ticket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ticket {
    /// Its id.
    pub id: TicketId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-000123"))]
    pub number: String,
    /// What the customer wants.
    pub kind: TicketKind,
    /// How it came in.
    pub channel: TicketChannel,
    /// Where it is.
    pub status: TicketStatus,
    /// Computed from severity, impact, safety and crisis.
    pub priority: TicketPriority,
    /// In one line.
    pub subject: String,
    /// In the customer's words.
    pub description: Option<String>,
    /// When the customer said so.
    pub reported_at: DateTime<Utc>,
    /// Who took it down.
    pub received_by_id: Option<UserId>,
    /// Their name.
    pub received_by_name: Option<String>,
    /// The customer.
    pub customer_id: Option<CustomerId>,
    /// The customer's name.
    pub customer_name: Option<String>,
    /// Who to speak to.
    pub contact_name: Option<String>,
    /// Their telephone.
    pub contact_phone: Option<String>,
    /// Their e-mail.
    pub contact_email: Option<String>,
    /// The dealer or service centre it belongs to.
    pub dealer_id: Option<OrganizationId>,
    /// Its name.
    pub dealer_name: Option<String>,
    /// Where it is.
    pub site_id: Option<SiteId>,
    /// Name of that place.
    pub site_name: Option<String>,
    /// The unit.
    pub unit_id: Option<UnitId>,
    /// Its serial number.
    pub unit_serial: Option<String>,
    /// The product model.
    pub product_id: Option<ProductId>,
    /// The model's code.
    pub product_code: Option<String>,
    /// The model's name.
    pub product_name: Option<String>,
    /// Usage at the time, in the product's usage unit.
    pub usage_value: Option<i64>,
    /// Age of the product in years, where only that is known (imports).
    pub product_age_years: Option<Decimal>,
    /// Year of manufacture, where only that is known (imports).
    pub manufactured_year: Option<i16>,
    /// What the customer wants done.
    pub remedy_wanted: Option<TicketRemedy>,
    /// What it is about.
    pub topic: TicketTopic,
    /// The fault.
    pub fault_code_id: Option<FaultCodeId>,
    /// Its code.
    pub fault_code: Option<String>,
    /// How urgent.
    pub severity: TicketSeverity,
    /// How much is affected.
    pub impact: TicketImpact,
    /// Whether people are in danger.
    pub safety_risk: bool,
    /// What became of the crisis flag.
    pub crisis_status: CrisisStatus,
    /// What is at stake.
    pub crisis_kinds: Vec<CrisisKind>,
    /// Handled as a special case (专案).
    pub special_case: bool,
    /// Handled as an individual case (个案).
    pub individual_case: bool,
    /// The earlier ticket that this one repeats.
    pub repeat_of_id: Option<TicketId>,
    /// Complaints on this unit and topic within the policy's months, this one included.
    pub complaint_count: i32,
    /// Who pays.
    pub service_class: Option<ServiceClass>,
    /// The warranty as it was at verification: part, labour, travel.
    pub warranty: Vec<WarrantyVerdict>,
    /// The person it was given to.
    pub assignee_id: Option<UserId>,
    /// Their name.
    pub assignee_name: Option<String>,
    /// The team it was given to.
    pub team_id: Option<TeamId>,
    /// The team's name.
    pub team_name: Option<String>,
    /// Why it waits.
    pub wait_reason: Option<WaitReason>,
    /// Whose turn it is while it waits.
    pub ball_holder: Option<BallHolder>,
    /// When it comes back by itself.
    pub wait_until: Option<DateTime<Utc>>,
    /// Estimated repair time in minutes.
    pub estimate_minutes: Option<i32>,
    /// What was done.
    pub solution: Option<String>,
    /// Why it happened.
    pub cause: Option<String>,
    /// What came of the repair.
    pub repair_outcome: Option<RepairOutcome>,
    /// Why it could not be repaired.
    pub repair_barrier: Option<String>,
    /// Whether the complaint is justified.
    pub valid_complaint: Option<bool>,
    /// On what grounds.
    pub verdict_grounds: Option<String>,
    /// When the solution was brought.
    pub resolved_at: Option<DateTime<Utc>>,
    /// When the customer was told that silence closes it.
    pub notice_given_at: Option<DateTime<Utc>>,
    /// Who confirmed the solution.
    pub confirmed_by: Option<String>,
    /// When.
    pub confirmed_at: Option<DateTime<Utc>>,
    /// When it was closed, cancelled or merged.
    pub closed_at: Option<DateTime<Utc>>,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    /// How often it was opened again.
    pub reopen_count: i32,
    /// When the customer had a first answer.
    pub responded_at: Option<DateTime<Utc>>,
    /// When somebody was called to the site.
    pub onsite_called_at: Option<DateTime<Utc>>,
    /// When somebody was there.
    pub onsite_arrived_at: Option<DateTime<Utc>>,
    /// What is due next, where a clock runs.
    pub next_due_at: Option<DateTime<Utc>>,
    /// Which clock that is.
    pub next_due_clock: Option<ClockKind>,
    /// How many promises were broken.
    pub breach_count: i32,
    /// How often its clocks' ladders have raised it.
    pub escalation_level: i32,
    /// The rule that routed it.
    pub routed_by: Option<String>,
    /// The ticket in which it goes on.
    pub merged_into_id: Option<TicketId>,
    /// Where the record came from, if not from here.
    pub external_source: Option<String>,
    /// Its number there.
    pub external_reference: Option<String>,
    /// Words that the house has put on it; empty for others.
    pub tags: Vec<String>,
    /// What the caller can do with it now.
    pub available_actions: Vec<TicketActionKind>,
    /// What the caller can take back now.
    pub undo: Option<UndoOffer>,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// When it was filed.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A ticket as a row of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketSummary {
    /// Its id.
    pub id: TicketId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-000123"))]
    pub number: String,
    /// What the customer wants.
    pub kind: TicketKind,
    /// Where it is.
    pub status: TicketStatus,
    /// Computed from severity, impact, safety and crisis.
    pub priority: TicketPriority,
    /// What it is about.
    pub topic: TicketTopic,
    /// In one line.
    pub subject: String,
    /// The customer's name.
    pub customer_name: Option<String>,
    /// The unit's serial number.
    pub unit_serial: Option<String>,
    /// The model's name.
    pub product_name: Option<String>,
    /// Code of the fault.
    pub fault_code: Option<String>,
    /// Name of the dealer.
    pub dealer_name: Option<String>,
    /// Name of the person it was given to.
    pub assignee_name: Option<String>,
    /// Name of the team it was given to.
    pub team_name: Option<String>,
    /// Handled as a special case (专案).
    pub special_case: bool,
    /// Handled as an individual case (个案).
    pub individual_case: bool,
    /// How often it was opened again.
    pub reopen_count: i32,
    /// What is due next, where a clock runs.
    pub next_due_at: Option<DateTime<Utc>>,
    /// Which clock that is.
    pub next_due_clock: Option<ClockKind>,
    /// How many promises were broken.
    pub breach_count: i32,
    /// How often its clocks' ladders have raised it.
    pub escalation_level: i32,
    /// Words that the house has put on it; empty for others.
    pub tags: Vec<String>,
    /// When the customer said so.
    pub reported_at: DateTime<Utc>,
    /// When the solution was brought.
    pub resolved_at: Option<DateTime<Utc>>,
    /// When it was closed, cancelled or merged.
    pub closed_at: Option<DateTime<Utc>>,
    /// When it was filed.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
    /// Grows with each change.
    pub version: i32,
}

/// An entry of a ticket's timeline (售后服务跟踪记录表).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketEvent {
    /// Its id.
    pub id: TicketEventId,
    /// When.
    pub at: DateTime<Utc>,
    /// What kind of entry.
    pub kind: TicketEventKind,
    /// The action taken.
    pub action: Option<TicketActionKind>,
    /// The state before.
    pub from_status: Option<TicketStatus>,
    /// The state after.
    pub to_status: Option<TicketStatus>,
    /// Who; absent for a rule.
    pub actor_id: Option<UserId>,
    /// Who, by the name of that day.
    pub actor_name: String,
    /// What was said or decided.
    pub note: Option<String>,
    /// Values that the entry speaks of, by name.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub values: serde_json::Value,
}

/// A comment on a ticket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Comment {
    /// Its id.
    pub id: CommentId,
    /// Who can read it.
    pub visibility: CommentVisibility,
    /// The text.
    pub body: String,
    /// Who wrote it.
    pub author_id: UserId,
    /// Their name.
    pub author_name: String,
    /// Name of their organisation.
    pub author_organization: String,
    /// When.
    pub created_at: DateTime<Utc>,
}

/// A relation to another ticket that the caller can see.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketLink {
    /// Its id.
    pub id: TicketLinkId,
    /// How.
    pub kind: TicketLinkKind,
    /// True when this ticket is the one that, for example, repeats the other.
    pub outgoing: bool,
    /// The other ticket.
    pub other_id: TicketId,
    /// Its number.
    pub other_number: String,
    /// Its subject.
    pub other_subject: String,
    /// Its state.
    pub other_status: TicketStatus,
}

/// Tickets counted by a field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketCount {
    /// The value; absent where the field is empty.
    pub value: Option<String>,
    /// How many tickets.
    pub count: i64,
}

/// A queue of open tickets, and how many lie in it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketQueue {
    /// Which one.
    pub queue: QueueKind,
    /// The team, where it is a team's.
    pub team_id: Option<TeamId>,
    /// The team's name.
    pub team_name: Option<String>,
    /// Open tickets in it, counted up to 1000.
    pub count: CappedCount,
}
