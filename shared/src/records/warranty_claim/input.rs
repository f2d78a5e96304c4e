//! What is sent about warranty claims.

use super::words::*;
use crate::calendar::{FIRST_YEAR, LAST_YEAR, out_of_range};
use crate::ids::*;
use crate::money::{Amount, Currency, Total};
use crate::problem::{Checker, FieldProblem, FieldRefusal, Refusal};
use crate::text::{Line, Text};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The most jobs of a claim.
pub const MAX_JOBS: usize = 10;
/// The most lines of a job.
pub const MAX_LINES: usize = 30;
/// Pieces, minutes or kilometres of a line.
pub const MOST_OF_A_LINE: i64 = 100_000;

/// Who bears how much of a goodwill, in percent; together all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GoodwillShares {
    /// The maker.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100, example = 60))]
    pub maker: u16,
    /// The dealer.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 100, example = 20))]
    pub dealer: u16,
    /// The customer.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 100, example = 20))]
    pub customer: u16,
}

/// What a dealer claims.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WarrantyClaimInput {
    /// What kind of claim it is.
    pub kind: WarrantyClaimKind,
    /// Whose claim it is: of one's own organisation by default; the maker's people name the dealer.
    #[serde(default)]
    pub dealer_id: Option<OrganizationId>,
    /// The unit; may be absent where parts alone are claimed.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
    /// The ticket in which it was done; its files are the evidence.
    #[serde(default)]
    pub ticket_id: Option<TicketId>,
    /// The dealer's own order number; each is claimed once.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "WO-2026-0815"))]
    pub order_number: Option<Line<80>>,
    /// When it failed.
    #[cfg_attr(feature = "openapi", schema(example = "2026-05-04"))]
    pub failed_on: NaiveDate,
    /// When it was repaired; not before it failed.
    #[cfg_attr(feature = "openapi", schema(example = "2026-05-06"))]
    pub repaired_on: NaiveDate,
    /// Usage of the unit at the failure, in its usage unit.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000_000))]
    pub usage: Option<i64>,
    /// What it is counted in.
    pub currency: Currency,
    /// The campaign whose remedy it is; needed for that kind, and only there.
    #[serde(default)]
    pub campaign_id: Option<CampaignId>,
    /// The leave that was given before.
    #[serde(default)]
    pub pre_authorization_id: Option<PreAuthorizationId>,
    /// Who bears how much; needed for a goodwill, and only there.
    #[serde(default)]
    pub goodwill: Option<GoodwillShares>,
    /// What else is to be known.
    #[serde(default)]
    pub note: Option<Text<2000>>,
    /// What was done, 1–10.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 10))]
    pub jobs: Vec<ClaimJobInput>,
}

/// What was done for one complaint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimJobInput {
    /// What the customer complained of.
    #[cfg_attr(feature = "openapi", schema(example = "3 号梯门机异响"))]
    pub complaint: Text<2000>,
    /// Why it failed.
    #[cfg_attr(feature = "openapi", schema(example = "门机皮带断裂"))]
    pub cause: Text<2000>,
    /// What was done.
    #[cfg_attr(feature = "openapi", schema(example = "更换门机皮带并调整张力"))]
    pub correction: Text<2000>,
    /// Its entry in the fault catalogue.
    #[serde(default)]
    pub fault_code_id: Option<FaultCodeId>,
    /// The part that caused it.
    #[serde(default)]
    pub causal_part_id: Option<PartId>,
    /// What was done to the unit.
    pub action: RepairAction,
    /// What it cost, 1–30 lines.
    #[cfg_attr(feature = "openapi", schema(max_items = 30))]
    pub lines: Vec<ClaimLineInput>,
}

/// A cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClaimLineInput {
    /// What it is.
    pub class: CostClass,
    /// The part; needed for a part, and only there.
    #[serde(default)]
    pub part_id: Option<PartId>,
    /// The operation; needed for labour, and only there.
    #[serde(default)]
    pub operation_id: Option<LabourOperationId>,
    /// In words; needed for outside and miscellaneous costs.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "吊装费"))]
    pub description: Option<Line<200>>,
    /// Pieces of a part, minutes of work, kilometres of the way, pieces of anything else.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100_000, example = 1))]
    pub quantity: i32,
    /// Nights away; for travel only.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 60))]
    pub nights: Option<i32>,
    /// What is claimed for all of it.
    #[cfg_attr(feature = "openapi", schema(example = "120.00"))]
    pub amount: Amount,
    /// The line of a return by which the old part comes back.
    #[serde(default)]
    pub rma_line_id: Option<RmaLineId>,
}

fn day(check: &mut Checker, pointer: &str, day: NaiveDate) {
    if !(FIRST_YEAR..=LAST_YEAR).contains(&day.year()) {
        check.push(out_of_range(pointer));
    }
}

/// What belongs to one kind only is there where it must be, and nowhere else.
fn only(check: &mut Checker, pointer: &str, wanted: bool, given: bool) {
    check.check(!wanted || given, pointer, FieldProblem::Required);
    check.check(wanted || !given, pointer, FieldProblem::Inconsistent);
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl ClaimLineInput {
    fn check(&self, check: &mut Checker, at: &str) {
        check.range(self.quantity.into(), 1..=MOST_OF_A_LINE, &format!("{at}/quantity"));
        only(check, &format!("{at}/part_id"), self.class == CostClass::Part, self.part_id.is_some());
        let labour = self.class == CostClass::Labour;
        only(check, &format!("{at}/operation_id"), labour, self.operation_id.is_some());
        let told = !matches!(self.class, CostClass::Outside | CostClass::Misc) || self.description.is_some();
        check.check(told, &format!("{at}/description"), FieldProblem::Required);
        if let Some(nights) = self.nights {
            let pointer = format!("{at}/nights");
            check.range(nights.into(), 0..=60, &pointer);
            check.check(self.class == CostClass::Travel, &pointer, FieldProblem::Inconsistent);
        }
        let owed = self.class == CostClass::Part || self.rma_line_id.is_none();
        check.check(owed, &format!("{at}/rma_line_id"), FieldProblem::Inconsistent);
    }
}

impl WarrantyClaimInput {
    /// Its lines in their order, each with its job.
    pub fn lines(&self) -> impl Iterator<Item = (&ClaimJobInput, &ClaimLineInput)> {
        self.jobs.iter().flat_map(|job| job.lines.iter().map(move |line| (job, line)))
    }

    /// What is claimed in all.
    pub fn claimed(&self) -> Total {
        self.lines().map(|(_, line)| Total::from(line.amount)).sum()
    }

    /// Whether the fields make sense together. Whether it is paid is for the adjudication to say.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        day(&mut check, "/failed_on", self.failed_on);
        day(&mut check, "/repaired_on", self.repaired_on);
        check.check(self.failed_on <= self.repaired_on, "/repaired_on", FieldProblem::TooEarly);
        check.check(self.repaired_on <= today, "/repaired_on", FieldProblem::InFuture);
        check.check(self.failed_on <= today, "/failed_on", FieldProblem::InFuture);
        if let Some(usage) = self.usage {
            check.range(usage, 0..=1_000_000_000, "/usage");
        }
        let bare = self.kind == WarrantyClaimKind::Parts || self.unit_id.is_some();
        check.check(bare, "/unit_id", FieldProblem::Required);
        let campaign = self.kind == WarrantyClaimKind::Campaign;
        only(&mut check, "/campaign_id", campaign, self.campaign_id.is_some());
        let goodwill = self.kind == WarrantyClaimKind::Goodwill;
        only(&mut check, "/goodwill", goodwill, self.goodwill.is_some());
        if let Some(shares) = self.goodwill {
            check.range(shares.maker.into(), 1..=100, "/goodwill/maker");
            check.range(shares.dealer.into(), 0..=100, "/goodwill/dealer");
            check.range(shares.customer.into(), 0..=100, "/goodwill/customer");
            let all = u32::from(shares.maker) + u32::from(shares.dealer) + u32::from(shares.customer);
            check.check(all == 100, "/goodwill", FieldProblem::Inconsistent);
        }
        check.range(count(self.jobs.len()), 1..=count(MAX_JOBS), "/jobs");
        let mut returned = std::collections::BTreeSet::new();
        for (n, job) in self.jobs.iter().enumerate() {
            check.range(count(job.lines.len()), 1..=count(MAX_LINES), &format!("/jobs/{n}/lines"));
            for (m, line) in job.lines.iter().enumerate() {
                let at = format!("/jobs/{n}/lines/{m}");
                line.check(&mut check, &at);
                if line.rma_line_id.is_some_and(|id| !returned.insert(id)) {
                    check.push(FieldRefusal::new(format!("{at}/rma_line_id"), FieldProblem::Taken));
                }
            }
        }
        check.finish()
    }
}

/// A question to the dealer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AskClaim {
    /// What is to be told.
    #[cfg_attr(feature = "openapi", schema(example = "请补充旧件照片"))]
    pub question: Text<2000>,
}

/// A step that needs its reason.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReasonClaim {
    /// Why.
    pub reason: Text<2000>,
}

/// What is decided on one line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LineDecisionInput {
    /// The line.
    pub line_id: WarrantyClaimLineId,
    /// What is decided.
    pub verdict: LineVerdict,
    /// How much is approved, where it is less than claimed; needed there, and only there.
    #[serde(default)]
    pub amount: Option<Amount>,
    /// Why; needed unless all of it is approved.
    #[serde(default)]
    pub reason: Option<Text<1000>>,
}

/// What is decided on a claim, line by line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DecideClaim {
    /// Each line once.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 300))]
    pub lines: Vec<LineDecisionInput>,
    /// What is said to all of it.
    #[serde(default)]
    pub note: Option<Text<2000>>,
}

/// The final word on an appeal.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleClaim {
    /// Why.
    pub reason: Text<2000>,
    /// Each line once, where the answer changes; none where it stands.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 300))]
    pub lines: Vec<LineDecisionInput>,
}
