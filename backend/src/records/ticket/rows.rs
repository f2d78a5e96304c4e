//! Rows of tickets, and what they become.

use super::undo;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::{ticket_progress, tickets};
use crate::views::ticket_rows;
use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::Value;
use shared::auth::Permission;
use shared::calendar::Schedule;
use shared::ids::{
    CustomerId, FaultCodeId, OrganizationId, ProductId, SiteId, TeamId, TicketId, UnitId, UserId,
};
use shared::records::clock::ClockKind;
use shared::records::policy::Policy;
use shared::records::ticket::*;

/// A ticket with the names of what it points at.
#[derive(Queryable, Selectable)]
#[diesel(table_name = ticket_rows)]
pub(super) struct Row {
    pub id: TicketId,
    pub number: String,
    pub kind: TicketKind,
    pub channel: TicketChannel,
    pub status: TicketStatus,
    pub priority: TicketPriority,
    pub subject: String,
    pub reported_at: DateTime<Utc>,
    pub received_by_id: Option<UserId>,
    pub received_by_name: Option<String>,
    pub customer_id: Option<CustomerId>,
    pub customer_name: Option<String>,
    pub contact_name: Option<String>,
    pub contact_phone: Option<String>,
    pub dealer_id: Option<OrganizationId>,
    pub dealer_name: Option<String>,
    pub site_id: Option<SiteId>,
    pub site_name: Option<String>,
    pub unit_id: Option<UnitId>,
    pub unit_serial: Option<String>,
    pub product_id: Option<ProductId>,
    pub product_code: Option<String>,
    pub product_name: Option<String>,
    pub topic: TicketTopic,
    pub fault_code_id: Option<FaultCodeId>,
    pub fault_code: Option<String>,
    pub severity: TicketSeverity,
    pub impact: TicketImpact,
    pub safety_risk: bool,
    pub crisis_status: CrisisStatus,
    pub crisis_kinds: Vec<CrisisKind>,
    pub special_case: bool,
    pub individual_case: bool,
    pub repeat_of_id: Option<TicketId>,
    pub complaint_count: i32,
    pub service_class: Option<ServiceClass>,
    pub assignee_id: Option<UserId>,
    pub assignee_name: Option<String>,
    pub team_id: Option<TeamId>,
    pub team_name: Option<String>,
    pub wait_reason: Option<WaitReason>,
    pub ball_holder: Option<BallHolder>,
    pub wait_until: Option<DateTime<Utc>>,
    pub estimate_minutes: Option<i32>,
    pub repair_outcome: Option<RepairOutcome>,
    pub valid_complaint: Option<bool>,
    pub resolved_at: Option<DateTime<Utc>>,
    pub notice_given_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub reopen_count: i32,
    pub merged_into_id: Option<TicketId>,
    pub external_source: Option<String>,
    pub external_reference: Option<String>,
    pub next_due_at: Option<DateTime<Utc>>,
    pub next_due_clock: Option<ClockKind>,
    pub breach_count: Option<i32>,
    pub escalation_level: Option<i32>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// What only the ticket's own page shows.
#[derive(Queryable, Selectable)]
#[diesel(table_name = tickets)]
pub(super) struct Texts {
    pub description: Option<String>,
    pub contact_email: Option<String>,
    pub usage_value: Option<i64>,
    pub product_age_years: Option<Decimal>,
    pub manufactured_year: Option<i16>,
    pub remedy_wanted: Option<TicketRemedy>,
    pub warranty: Value,
    pub solution: Option<String>,
    pub cause: Option<String>,
    pub repair_barrier: Option<String>,
    pub verdict_grounds: Option<String>,
    pub confirmed_by: Option<String>,
    pub confirmed_at: Option<DateTime<Utc>>,
    pub cancel_reason: Option<String>,
    pub created_by_id: Option<UserId>,
}

/// What the clocks go by, and what routing said.
#[derive(Queryable, Selectable)]
#[diesel(table_name = ticket_progress)]
pub(super) struct Progress {
    pub responded_at: Option<DateTime<Utc>>,
    pub onsite_called_at: Option<DateTime<Utc>>,
    pub onsite_arrived_at: Option<DateTime<Utc>>,
    pub routed_by: Option<String>,
}

/// A ticket as it is loaded to be shown or acted on.
pub(super) struct Whole {
    pub row: Row,
    pub texts: Texts,
    pub progress: Progress,
    pub last_change: Option<undo::Row>,
    pub tags: Vec<String>,
}

impl Whole {
    /// What the rules need to know. Silence is counted in working days of the service desk.
    pub fn facts(&self, policy: &Policy, desk: &Schedule) -> TicketFacts {
        let row = &self.row;
        let reachable =
            row.contact_name.is_some() && (row.contact_phone.is_some() || self.texts.contact_email.is_some());
        let silence = |at| desk.add_working_days(at, policy.silence_working_days.into()).ok();
        TicketFacts {
            number: row.number.clone(),
            kind: row.kind,
            status: row.status,
            id: row.id,
            has_contact: row.customer_id.is_some() || reachable,
            has_product: row.unit_id.is_some() || row.product_id.is_some(),
            has_warranty_verdict: self.texts.warranty.as_array().is_some_and(|v| !v.is_empty()),
            assignee_id: row.assignee_id,
            team_id: row.team_id,
            crisis_status: row.crisis_status,
            crisis_kinds: row.crisis_kinds.clone(),
            valid_complaint: row.valid_complaint,
            merged_into_id: row.merged_into_id,
            notice_given_at: row.notice_given_at,
            silence_ends_at: row.notice_given_at.and_then(silence),
            reopen_count: row.reopen_count,
            individual_case: row.individual_case,
            estimate_minutes: row.estimate_minutes,
            responded_at: self.progress.responded_at,
            onsite_called_at: self.progress.onsite_called_at,
            onsite_arrived_at: self.progress.onsite_arrived_at,
            open_checks: 0,
        }
    }

    /// The ticket as this caller may see it.
    pub fn show(self, caller: &Caller, policy: &Policy, desk: &Schedule) -> Result<Ticket, Failure> {
        let available_actions = available(&self.facts(policy, desk), &caller.actor, caller.now);
        let last_change = self.last_change.map(LastChange::from);
        let undo = undo_offer(last_change.as_ref(), &caller.actor, self.row.version, caller.now);
        let Self { row, texts, progress, tags, .. } = self;
        let inside = caller.actor.may(Permission::CommentInternal);
        Ok(Ticket {
            available_actions,
            undo,
            tags,
            id: row.id,
            number: row.number,
            kind: row.kind,
            channel: row.channel,
            status: row.status,
            priority: row.priority,
            subject: row.subject,
            description: texts.description,
            reported_at: row.reported_at,
            received_by_id: row.received_by_id,
            received_by_name: row.received_by_name,
            customer_id: row.customer_id,
            customer_name: row.customer_name,
            contact_name: row.contact_name,
            contact_phone: row.contact_phone,
            contact_email: texts.contact_email,
            dealer_id: row.dealer_id,
            dealer_name: row.dealer_name,
            site_id: row.site_id,
            site_name: row.site_name,
            unit_id: row.unit_id,
            unit_serial: row.unit_serial,
            product_id: row.product_id,
            product_code: row.product_code,
            product_name: row.product_name,
            usage_value: texts.usage_value,
            product_age_years: texts.product_age_years,
            manufactured_year: texts.manufactured_year,
            remedy_wanted: texts.remedy_wanted,
            topic: row.topic,
            fault_code_id: row.fault_code_id,
            fault_code: row.fault_code,
            severity: row.severity,
            impact: row.impact,
            safety_risk: row.safety_risk,
            crisis_status: row.crisis_status,
            crisis_kinds: row.crisis_kinds,
            special_case: row.special_case,
            individual_case: row.individual_case,
            repeat_of_id: row.repeat_of_id,
            complaint_count: row.complaint_count,
            service_class: row.service_class,
            warranty: serde_json::from_value(texts.warranty).context("a stored warranty verdict")?,
            assignee_id: row.assignee_id,
            assignee_name: row.assignee_name,
            team_id: row.team_id,
            team_name: row.team_name,
            wait_reason: row.wait_reason,
            ball_holder: row.ball_holder,
            wait_until: row.wait_until,
            estimate_minutes: row.estimate_minutes,
            solution: texts.solution,
            cause: texts.cause,
            repair_outcome: row.repair_outcome,
            repair_barrier: texts.repair_barrier,
            valid_complaint: row.valid_complaint,
            // The grounds name people and causes before they are proven.
            verdict_grounds: texts.verdict_grounds.filter(|_| inside),
            resolved_at: row.resolved_at,
            notice_given_at: row.notice_given_at,
            confirmed_by: texts.confirmed_by,
            confirmed_at: texts.confirmed_at,
            closed_at: row.closed_at,
            cancel_reason: texts.cancel_reason,
            reopen_count: row.reopen_count,
            responded_at: progress.responded_at,
            onsite_called_at: progress.onsite_called_at,
            onsite_arrived_at: progress.onsite_arrived_at,
            next_due_at: row.next_due_at,
            next_due_clock: row.next_due_clock,
            breach_count: row.breach_count.unwrap_or_default(),
            // How the house escalates and routes is its own.
            escalation_level: row.escalation_level.filter(|_| inside).unwrap_or_default(),
            routed_by: progress.routed_by.filter(|_| inside),
            merged_into_id: row.merged_into_id,
            external_source: row.external_source,
            external_reference: row.external_reference,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        })
    }
}

/// A ticket as a row of a list.
#[derive(Queryable, Selectable)]
#[diesel(table_name = ticket_rows)]
pub(super) struct SummaryRow {
    pub id: TicketId,
    number: String,
    kind: TicketKind,
    status: TicketStatus,
    pub priority: TicketPriority,
    topic: TicketTopic,
    subject: String,
    customer_name: Option<String>,
    unit_serial: Option<String>,
    product_name: Option<String>,
    fault_code: Option<String>,
    dealer_name: Option<String>,
    assignee_name: Option<String>,
    team_name: Option<String>,
    special_case: bool,
    individual_case: bool,
    reopen_count: i32,
    pub next_due_at: Option<DateTime<Utc>>,
    next_due_clock: Option<ClockKind>,
    breach_count: Option<i32>,
    escalation_level: Option<i32>,
    reported_at: DateTime<Utc>,
    resolved_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    version: i32,
}

impl SummaryRow {
    /// The row as this caller may see it.
    pub fn show(self, caller: &Caller, tags: Vec<String>) -> TicketSummary {
        let row = self;
        let inside = caller.actor.may(Permission::CommentInternal);
        TicketSummary {
            tags,
            id: row.id,
            number: row.number,
            kind: row.kind,
            status: row.status,
            priority: row.priority,
            topic: row.topic,
            subject: row.subject,
            customer_name: row.customer_name,
            unit_serial: row.unit_serial,
            product_name: row.product_name,
            fault_code: row.fault_code,
            dealer_name: row.dealer_name,
            assignee_name: row.assignee_name,
            team_name: row.team_name,
            special_case: row.special_case,
            individual_case: row.individual_case,
            reopen_count: row.reopen_count,
            next_due_at: row.next_due_at,
            next_due_clock: row.next_due_clock,
            breach_count: row.breach_count.unwrap_or_default(),
            // How the house escalates is its own.
            escalation_level: row.escalation_level.filter(|_| inside).unwrap_or_default(),
            reported_at: row.reported_at,
            resolved_at: row.resolved_at,
            closed_at: row.closed_at,
            created_at: row.created_at,
            updated_at: row.updated_at,
            version: row.version,
        }
    }
}
