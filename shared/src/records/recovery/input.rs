//! What is sent about recoveries.

use super::penalty::PenaltyBounds;
use crate::ids::{OrganizationId, RmaLineId, WarrantyClaimLineId};
use crate::money::{Amount, Currency};
use crate::problem::{Checker, FieldProblem, FieldRefusal, Refusal};
use crate::text::{Line, Text};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The most parts and costs of claims in one recovery.
pub const MOST_PARTS: usize = 200;

/// A part in a recovery, with what it cost besides itself; the part's own price is taken from the price list of the day of its
/// inspection.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecoverPart {
    /// The line of the return that it came with.
    pub rma_line_id: RmaLineId,
    /// What one is reckoned at; needed where the price list says nothing, or where it is to be another.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "760.00"))]
    pub unit_cost: Option<Amount>,
    /// What the work on all of it cost, of which the supplier bears its share; not where a warranty claim was paid for it, whose line
    /// is recovered instead.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "360.00"))]
    pub labour: Option<Amount>,
    /// What the travel cost, of which the supplier bears its share; not where a warranty claim was paid for it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "120.00"))]
    pub travel: Option<Amount>,
    /// The penalty for each unit, for what failed before it was delivered, within the bounds of the policy (MGT-T 4.5.3).
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "500.00"))]
    pub penalty: Option<Amount>,
}

/// What is sent to put a recovery together.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateRecovery {
    /// On whom.
    pub supplier_id: OrganizationId,
    /// What it is counted in.
    pub currency: Currency,
    /// The parts; may be none where costs of claims are recovered.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub parts: Vec<RecoverPart>,
    /// Lines of warranty claims that were paid, of which the supplier bears the share that the inspection of their part gives it
    /// (MGT-T 4.5.1).
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub claim_lines: Vec<WarrantyClaimLineId>,
    /// What the handling of the case costs, which is the supplier's.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "50.00"))]
    pub handling: Option<Amount>,
    /// What the supplier should know.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "10 月批次同步带轮偏心，三宗同因。"))]
    pub note: Option<Text<1000>>,
}

impl CreateRecovery {
    /// Whether it has parts or costs of claims, each once.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let most = i64::try_from(MOST_PARTS).unwrap_or(i64::MAX);
        let all = self.parts.len().saturating_add(self.claim_lines.len());
        check.range(i64::try_from(all).unwrap_or(i64::MAX), 1..=most, "/parts");
        let mut known = BTreeSet::new();
        for (n, part) in self.parts.iter().enumerate().take(MOST_PARTS) {
            let once = known.insert(part.rma_line_id);
            check.check(once, &format!("/parts/{n}/rma_line_id"), FieldProblem::Taken);
        }
        let mut known = BTreeSet::new();
        for (n, line) in self.claim_lines.iter().enumerate().take(MOST_PARTS) {
            check.check(known.insert(*line), &format!("/claim_lines/{n}"), FieldProblem::Taken);
        }
        check.finish()
    }

    /// Whether penalties are within the bounds of the day.
    ///
    /// # Errors
    /// `validation_failed` with each that is not.
    pub fn check_penalties(&self, bounds: &[PenaltyBounds], today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let bounds = PenaltyBounds::on(bounds, self.currency, today);
        for (n, part) in self.parts.iter().enumerate().take(MOST_PARTS) {
            let fits = part.penalty.is_none_or(|penalty| bounds.is_some_and(|bounds| bounds.allow(penalty)));
            if !fits {
                let field = FieldRefusal::new(format!("/parts/{n}/penalty"), FieldProblem::NotAllowed);
                check.push(field);
            }
        }
        check.finish()
    }
}

/// What is sent to tell the supplier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NotifyRecovery {
    /// How it is proven that the supplier has it: receipt of the mail, waybill, signature.
    #[cfg_attr(feature = "openapi", schema(example = "邮件回执 2026-11-27 09:12，胡斌"))]
    pub delivery: Line<200>,
}

/// What is sent to accept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptRecovery {
    /// A remark; on whose word, where the house says so for the supplier.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "认可，请从货款中扣除。"))]
    pub note: Option<Text<1000>>,
}

/// What is sent to object, to stay with a claim, or to give it up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecoveryReason {
    /// Why.
    #[cfg_attr(feature = "openapi", schema(example = "该批次出厂检验合格，疑为安装不当。"))]
    pub reason: Text<1000>,
}

/// What is sent to ask for less, or to decide for good.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RecoveryDecision {
    /// What is to be borne.
    #[cfg_attr(feature = "openapi", schema(example = "960.00"))]
    pub amount: Amount,
    /// Why.
    #[cfg_attr(feature = "openapi", schema(example = "复检：一件为安装划伤，其余成立。"))]
    pub reason: Text<1000>,
}
