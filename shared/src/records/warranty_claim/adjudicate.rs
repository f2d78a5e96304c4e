//! The adjudication: a pure function of a claim, what is known of it, and the rules (handbook 8). Page and server call it.

use super::claim_checks::*;
use super::facts::*;
use super::input::*;
use super::line_checks::*;
use super::rules::*;
use super::words::*;
use crate::i18n::Message;
use crate::money::{Amount, Total};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt::Display;

/// What a check found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CheckResult {
    /// The check.
    pub check: ClaimCheck,
    /// What came of it.
    pub outcome: CheckOutcome,
    /// The line that it concerns, counted from 0 over all jobs; absent for the whole claim.
    pub line: Option<u16>,
    /// Why, with what it was reckoned from: messages `check-…`.
    pub message: Message,
}

/// What the checks leave of a line.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineProposal {
    /// What is claimed.
    pub claimed: Amount,
    /// What lists, standard times and shares allow of it.
    pub allowed: Amount,
    /// The worst that a check found on it.
    pub outcome: CheckOutcome,
}

/// What came of all checks.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Adjudication {
    /// Approved, referred to a person, or rejected.
    pub outcome: ClaimOutcome,
    /// What is claimed in all.
    pub claimed: Total,
    /// What the checks leave of it.
    pub proposed: Total,
    /// The same by lines, in their order.
    pub lines: Vec<LineProposal>,
    /// The checks, those of the whole claim first.
    pub checks: Vec<CheckResult>,
}

/// Collects what checks find.
pub(super) struct Findings<'a> {
    pub(super) rules: &'a Rules,
    pub(super) line: Option<u16>,
    checks: Vec<CheckResult>,
}

impl Findings<'_> {
    pub(super) fn note(
        &mut self,
        check: ClaimCheck,
        outcome: CheckOutcome,
        key: &str,
        values: &[(&str, &dyn Display)],
    ) {
        let message = Message::new(format!("check-{check}-{key}"), values);
        self.checks.push(CheckResult { check, outcome, line: self.line, message });
    }

    pub(super) fn pass(&mut self, check: ClaimCheck, key: &str, values: &[(&str, &dyn Display)]) {
        self.note(check, CheckOutcome::Pass, key, values);
    }

    /// It does not pass: what comes of it is for the rules to say.
    pub(super) fn fail(&mut self, check: ClaimCheck, key: &str, values: &[(&str, &dyn Display)]) {
        self.note(check, self.rules.consequence(check), key, values);
    }

    fn worst(&self, line: Option<u16>) -> CheckOutcome {
        let of = self.checks.iter().filter(|found| found.line == line);
        of.map(|found| found.outcome).max().unwrap_or(CheckOutcome::Pass)
    }
}

/// Adjudicates a claim.
pub fn adjudicate(claim: &WarrantyClaimInput, facts: &ClaimFacts, rules: &Rules) -> Adjudication {
    let mut found = Findings { rules, line: None, checks: vec![] };
    unit(&mut found, claim, facts);
    dates(&mut found, claim, facts);
    usage(&mut found, claim, facts);
    duplicate(&mut found, claim, facts);
    amount(&mut found, claim);
    evidence(&mut found, facts);
    authorization(&mut found, claim, facts);
    campaign(&mut found, claim, facts);
    spike(&mut found, claim, facts);
    if let Some(shares) = claim.goodwill {
        found.fail(
            ClaimCheck::Goodwill,
            "shares",
            &[("maker", &shares.maker), ("dealer", &shares.dealer), ("customer", &shares.customer)],
        );
    }
    let mut lines = vec![];
    let mut km = i64::from(rules.travel_km);
    for (n, (job, line)) in claim.lines().enumerate() {
        found.line = u16::try_from(n).ok();
        covered(&mut found, claim, facts, job, line);
        let mut allowed = match line.class {
            CostClass::Part => part(&mut found, claim, facts, line),
            CostClass::Labour => labour(&mut found, claim, facts, line),
            CostClass::Travel => travel(&mut found, claim, line, &mut km),
            CostClass::Outside | CostClass::Misc => {
                found.fail(ClaimCheck::OtherCost, "looked", &[("amount", &line.amount)]);
                line.amount
            }
        };
        allowed = share_of(&mut found, claim, facts, (job, line), allowed);
        let outcome = found.worst(found.line);
        if outcome == CheckOutcome::Reject {
            allowed = Amount::stored(Decimal::ZERO);
        }
        lines.push(LineProposal { claimed: line.amount, allowed, outcome });
    }
    found.line = None;
    conclude(found, claim, lines)
}

/// Puts together what comes of it all.
fn conclude(
    mut found: Findings<'_>,
    claim: &WarrantyClaimInput,
    mut lines: Vec<LineProposal>,
) -> Adjudication {
    let claimed = claim.claimed();
    let all_rejected = lines.iter().all(|line| line.outcome == CheckOutcome::Reject);
    if found.worst(None) == CheckOutcome::Reject || all_rejected {
        for line in &mut lines {
            line.allowed = Amount::stored(Decimal::ZERO);
        }
        let Findings { checks, .. } = found;
        return Adjudication { outcome: ClaimOutcome::Reject, claimed, proposed: Total::ZERO, lines, checks };
    }
    let proposed: Total = lines.iter().map(|line| Total::from(line.allowed)).sum();
    match found.rules.limits(claim.currency) {
        Some(limits) if claimed > Total::from(limits.auto_approve) => {
            found.fail(
                ClaimCheck::AutoLimit,
                "over",
                &[("claimed", &claimed), ("limit", &limits.auto_approve)],
            );
        }
        Some(limits) => found.pass(
            ClaimCheck::AutoLimit,
            "within",
            &[("claimed", &claimed), ("limit", &limits.auto_approve)],
        ),
        None => found.fail(ClaimCheck::AutoLimit, "none", &[("currency", &claim.currency)]),
    }
    let referred =
        found.checks.iter().any(|check| check.outcome >= CheckOutcome::Refer) || proposed != claimed;
    let outcome = if referred { ClaimOutcome::Refer } else { ClaimOutcome::Approve };
    Adjudication { outcome, claimed, proposed, lines, checks: found.checks }
}

#[cfg(test)]
#[path = "adjudicate_tests.rs"]
mod tests;
