//! Settlement as it is read. Amounts are the maker's: owed to it, or by it where negative.

use super::words::*;
use crate::auth::OrganizationKind;
use crate::ids::{OrganizationId, SettlementEntryId, SettlementRequestId, StatementId, TicketId, UserId};
use crate::money::{Balance, Currency};
use crate::records::report::Month;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// A statement in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementSummary {
    /// Its id.
    pub id: StatementId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "ST-2026-000001"))]
    pub number: String,
    /// How far it is.
    pub status: StatementStatus,
    /// With whom.
    pub party_id: OrganizationId,
    /// That organisation's name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州安达电梯服务有限公司"))]
    pub party_name: String,
    /// What that organisation is.
    pub party_kind: OrganizationKind,
    /// Its month.
    pub month: Month,
    /// What it is counted in.
    pub currency: Currency,
    /// What its lines come to.
    #[cfg_attr(feature = "openapi", schema(example = "-2360.00"))]
    pub total: Balance,
    /// How many lines it has.
    #[cfg_attr(feature = "openapi", schema(example = 12))]
    pub lines: i32,
    /// How many of them are disputed.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub disputed: i64,
    /// Until when it is to be paid; once there is an invoice.
    pub due_on: Option<NaiveDate>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// What the lines of one kind come to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementSum {
    /// The kind.
    pub kind: EntryKind,
    /// How many lines.
    #[cfg_attr(feature = "openapi", schema(example = 3))]
    pub lines: i64,
    /// What they come to.
    #[cfg_attr(feature = "openapi", schema(example = "3840.00"))]
    pub amount: Balance,
}

/// A statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statement {
    /// What the list says of it.
    pub head: StatementSummary,
    /// What its lines come to by kind.
    pub sums: Vec<StatementSum>,
    /// Recoveries from this supplier that are unconfirmed: until none is, its statements are not paid (MGT-T 4.6.3).
    #[cfg_attr(feature = "openapi", schema(example = 0))]
    pub unconfirmed_recoveries: i64,
    /// When it was opened.
    pub created_at: DateTime<Utc>,
    /// Who issued it; told inside the house.
    pub issued_by_id: Option<UserId>,
    /// That person's name; told inside the house.
    pub issued_by_name: Option<String>,
    /// When.
    pub issued_at: Option<DateTime<Utc>>,
    /// Who agreed to it last.
    pub agreed_by_name: Option<String>,
    /// When it was agreed to.
    pub agreed_at: Option<DateTime<Utc>>,
    /// What was said with that.
    pub agreed_note: Option<String>,
    /// The invoice's number.
    #[cfg_attr(feature = "openapi", schema(example = "24332000000012345678"))]
    pub invoice_number: Option<String>,
    /// Its day.
    pub invoiced_on: Option<NaiveDate>,
    /// The day it was paid.
    pub paid_on: Option<NaiveDate>,
    /// The bank's reference.
    #[cfg_attr(feature = "openapi", schema(example = "ICBC20261128-0093"))]
    pub payment_reference: Option<String>,
    /// Who noted the payment; told inside the house.
    pub paid_by_name: Option<String>,
    /// When it was locked.
    pub locked_at: Option<DateTime<Utc>>,
    /// SHA-256 over its lines as they were when it was locked.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    )]
    pub seal: Option<String>,
    /// What the caller can do with it.
    pub available_actions: Vec<StatementAction>,
}

/// A line of a statement.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StatementLine {
    /// Its id: that of its entry.
    pub id: SettlementEntryId,
    /// Its place.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub position: i32,
    /// How far it is.
    pub status: StatementLineStatus,
    /// What for.
    pub kind: EntryKind,
    /// What kind of document it comes from.
    pub source: EntrySource,
    /// That document, where it is kept here; told inside the house.
    pub source_id: Option<Uuid>,
    /// That document's number.
    #[cfg_attr(feature = "openapi", schema(example = "RMA-2026-000001"))]
    pub source_number: String,
    /// The day it arose.
    #[cfg_attr(feature = "openapi", schema(example = "2026-10-18"))]
    pub arose_on: NaiveDate,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(example = "1280.00"))]
    pub amount: Balance,
    /// A remark.
    pub note: Option<String>,
    /// Why the party disputes it.
    #[cfg_attr(feature = "openapi", schema(example = "旧件 11 月 20 日已寄出。"))]
    pub dispute_reason: Option<String>,
    /// Who disputed it.
    pub disputed_by_name: Option<String>,
    /// When.
    pub disputed_at: Option<DateTime<Utc>>,
    /// The house's answer.
    #[cfg_attr(feature = "openapi", schema(example = "该运单是另一件旧件。"))]
    pub answer: Option<String>,
    /// Who answered; told inside the house.
    pub answered_by_name: Option<String>,
    /// When.
    pub answered_at: Option<DateTime<Utc>>,
    /// What it should have been, where it is corrected.
    #[cfg_attr(feature = "openapi", schema(example = "640.00"))]
    pub corrected_to: Option<Balance>,
    /// What the caller can do with it.
    pub available_actions: Vec<StatementLineAction>,
}

/// The statements that something was collected into.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CollectedStatements {
    /// The drafts of that month, at most a hundred.
    pub items: Vec<StatementSummary>,
}

/// An amount to be settled. It never changes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettlementEntry {
    /// Its id.
    pub id: SettlementEntryId,
    /// With whom.
    pub party_id: OrganizationId,
    /// That organisation's name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州安达电梯服务有限公司"))]
    pub party_name: String,
    /// What that organisation is.
    pub party_kind: OrganizationKind,
    /// What for.
    pub kind: EntryKind,
    /// What kind of document it comes from.
    pub source: EntrySource,
    /// That document, where it is kept here; told inside the house.
    pub source_id: Option<Uuid>,
    /// That document's number.
    #[cfg_attr(feature = "openapi", schema(example = "RMA-2026-000001"))]
    pub source_number: String,
    /// The day it arose.
    #[cfg_attr(feature = "openapi", schema(example = "2026-10-18"))]
    pub arose_on: NaiveDate,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(example = "1280.00"))]
    pub amount: Balance,
    /// What it is counted in.
    pub currency: Currency,
    /// A remark.
    pub note: Option<String>,
    /// Who caused it; absent for a rule, and told inside the house.
    pub posted_by_name: Option<String>,
    /// When it was written down.
    pub created_at: DateTime<Utc>,
    /// The statement it is in.
    pub statement_id: Option<StatementId>,
    /// That statement's number.
    #[cfg_attr(feature = "openapi", schema(example = "ST-2026-000001"))]
    pub statement_number: Option<String>,
}

/// A request for an amount to be settled, and its review (CSRR, ELV four-6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettlementRequest {
    /// Its id.
    pub id: SettlementRequestId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "CS-2026-000001"))]
    pub number: String,
    /// How far it is.
    pub status: RequestStatus,
    /// With whom.
    pub party_id: OrganizationId,
    /// That organisation's name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州安达电梯服务有限公司"))]
    pub party_name: String,
    /// What for.
    pub kind: EntryKind,
    /// How much.
    #[cfg_attr(feature = "openapi", schema(example = "860.00"))]
    pub amount: Balance,
    /// What it is counted in.
    pub currency: Currency,
    /// The day it arose.
    #[cfg_attr(feature = "openapi", schema(example = "2026-10-18"))]
    pub arose_on: NaiveDate,
    /// The ticket that it is for.
    pub ticket_id: Option<TicketId>,
    /// That ticket's number.
    pub ticket_number: Option<String>,
    /// The number of the contract.
    #[cfg_attr(feature = "openapi", schema(example = "WB-2026-017"))]
    pub contract: Option<String>,
    /// Why.
    pub reason: String,
    /// Who asked.
    pub requested_by_id: UserId,
    /// That person's name.
    #[cfg_attr(feature = "openapi", schema(example = "王芳"))]
    pub requested_by_name: String,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Who reviewed it.
    #[cfg_attr(feature = "openapi", schema(example = "郭涛"))]
    pub reviewed_by_name: Option<String>,
    /// When.
    pub reviewed_at: Option<DateTime<Utc>>,
    /// Why it was turned down.
    pub refusal: Option<String>,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// What the caller can do with it.
    pub available_actions: Vec<RequestAction>,
}
