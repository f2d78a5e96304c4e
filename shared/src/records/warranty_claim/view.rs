//! Warranty claims as they are read.

use super::adjudicate::{Adjudication, CheckResult};
use super::facts::ClaimFacts;
use super::input::{GoodwillShares, WarrantyClaimInput};
use super::rules::Rules;
use super::words::*;
use crate::ids::*;
use crate::money::{Amount, Currency, Total};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A claim in the register.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarrantyClaimSummary {
    /// Its id.
    pub id: WarrantyClaimId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "WC-2026-000001"))]
    pub number: String,
    /// What kind it is.
    pub kind: WarrantyClaimKind,
    /// How far it is.
    pub status: WarrantyClaimStatus,
    /// What it was answered.
    pub answer: Option<ClaimAnswer>,
    /// Who gave that answer.
    pub decided_by: Option<ClaimDecider>,
    /// Whose it is.
    pub dealer_id: OrganizationId,
    /// That dealer's name.
    pub dealer_name: String,
    /// The unit.
    pub unit_id: Option<UnitId>,
    /// Its serial number.
    pub unit_serial: Option<String>,
    /// The dealer's own order number.
    #[cfg_attr(feature = "openapi", schema(example = "WO-2026-0815"))]
    pub order_number: Option<String>,
    /// When it failed.
    pub failed_on: NaiveDate,
    /// When it was repaired.
    pub repaired_on: NaiveDate,
    /// What it is counted in.
    pub currency: Currency,
    /// What is claimed.
    pub claimed: Total,
    /// What is approved.
    pub approved: Option<Total>,
    /// When it was sent in last.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Until when the maker owes an answer; then silence decides.
    pub answer_due_at: Option<DateTime<Utc>>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// A line of a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarrantyClaimLine {
    /// Its id.
    pub id: WarrantyClaimLineId,
    /// Its place over all jobs, from 0; checks name it by that.
    pub position: i32,
    /// What it is.
    pub class: CostClass,
    /// The part.
    pub part_id: Option<PartId>,
    /// Its number.
    pub part_number: Option<String>,
    /// The operation.
    pub operation_id: Option<LabourOperationId>,
    /// Its code.
    pub operation_code: Option<String>,
    /// In words.
    pub description: String,
    /// Pieces, minutes or kilometres.
    pub quantity: i32,
    /// Nights away.
    pub nights: Option<i32>,
    /// What is claimed.
    pub claimed: Amount,
    /// What is approved; absent before the answer.
    pub approved: Option<Amount>,
    /// What was decided.
    pub verdict: Option<LineVerdict>,
    /// Why.
    pub reason: Option<String>,
    /// The line of a return by which the old part comes back.
    pub rma_line_id: Option<RmaLineId>,
    /// That return.
    pub rma_id: Option<RmaId>,
    /// Its number.
    pub rma_number: Option<String>,
    /// How far the old part is.
    pub rma_status: Option<crate::records::rma::RmaLineStatus>,
    /// Void, as the old part did not come.
    pub void: bool,
}

/// A job of a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarrantyClaimJob {
    /// Its id.
    pub id: WarrantyClaimJobId,
    /// What the customer complained of.
    pub complaint: String,
    /// Why it failed.
    pub cause: String,
    /// What was done.
    pub correction: String,
    /// Its entry in the fault catalogue.
    pub fault_code_id: Option<FaultCodeId>,
    /// That entry's code.
    pub fault_code: Option<String>,
    /// The part that caused it.
    pub causal_part_id: Option<PartId>,
    /// That part's number.
    pub causal_part_number: Option<String>,
    /// What was done to the unit.
    pub action: RepairAction,
    /// What it cost.
    pub lines: Vec<WarrantyClaimLine>,
}

/// What happened to a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarrantyClaimEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// What: a word of the actions, or `answered`, `parts_came`, `void`, `appeal_ended`, `in_statement`, `paid`, `closed`.
    #[cfg_attr(feature = "openapi", schema(example = "submit"))]
    pub kind: String,
    /// Who; absent for a rule.
    pub actor_name: Option<String>,
    /// Where it went.
    pub status: WarrantyClaimStatus,
    /// What was said.
    pub note: Option<String>,
    /// What was approved by then.
    pub approved: Option<Total>,
}

/// A claim as it was sent in once, with what the checks found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarrantyClaimVersion {
    /// The first is 1.
    pub number: i32,
    /// When it was sent in.
    pub at: DateTime<Utc>,
    /// By whom.
    pub by_name: String,
    /// What it said.
    pub input: WarrantyClaimInput,
    /// What came of the checks.
    pub adjudication: Adjudication,
    /// By which rules.
    pub rule_set_id: AdjudicationRuleSetId,
    /// Their name.
    pub rule_set_name: String,
}

/// A claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarrantyClaim {
    /// What the register says of it.
    pub head: WarrantyClaimSummary,
    /// The unit's model.
    pub product_code: Option<String>,
    /// The ticket in which it was done.
    pub ticket_id: Option<TicketId>,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-000123"))]
    pub ticket_number: Option<String>,
    /// Usage at the failure.
    pub usage: Option<i64>,
    /// The campaign.
    pub campaign_id: Option<CampaignId>,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "CP-2026-000001"))]
    pub campaign_number: Option<String>,
    /// The pre-authorisation.
    pub pre_authorization_id: Option<PreAuthorizationId>,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "PA-2026-000001"))]
    pub pre_authorization_number: Option<String>,
    /// Who bears how much.
    pub goodwill: Option<GoodwillShares>,
    /// What else is to be known.
    pub note: Option<String>,
    /// Who filed it.
    pub filed_by_name: String,
    /// The person who answered.
    pub decided_by_name: Option<String>,
    /// When it was appealed.
    pub appealed_at: Option<DateTime<Utc>>,
    /// Until when a question is to be answered, while one is open; then the claim is void.
    pub question_until: Option<DateTime<Utc>>,
    /// When it could be paid.
    pub payable_at: Option<DateTime<Utc>>,
    /// What was done.
    pub jobs: Vec<WarrantyClaimJob>,
    /// What the checks found when it was sent in last.
    pub checks: Vec<CheckResult>,
    /// What they left of its lines.
    pub proposed: Option<Total>,
    /// Its versions, the newest first.
    pub versions: Vec<WarrantyClaimVersion>,
    /// What happened, the newest first.
    pub events: Vec<WarrantyClaimEvent>,
    /// Whether the caller can change what it says.
    pub editable: bool,
    /// What the caller can do with it.
    pub available_actions: Vec<WarrantyClaimAction>,
}

/// What sending a claim in would bring, with all that it is reckoned from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimDryRun {
    /// What the checks find.
    pub adjudication: Adjudication,
    /// What is known of it.
    pub facts: ClaimFacts,
    /// The rules in force.
    pub rules: Rules,
    /// Their name.
    pub rule_set_name: String,
}
