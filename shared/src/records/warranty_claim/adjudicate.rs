//! The adjudication: a pure function of a claim, what is known of it, and the rules (handbook 8). Page and server call it.

use super::facts::*;
use super::input::*;
use super::rules::*;
use super::words::*;
use crate::i18n::Message;
use crate::money::{Amount, Total};
use crate::records::part::price_on;
use crate::records::pre_authorization::PreAuthorizationStatus;
use crate::records::rma::RmaLineStatus;
use crate::warranty::{WarrantyQuestion, WarrantyStatus, verdict};
use chrono::{Days, NaiveDate};
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
struct Findings<'a> {
    rules: &'a Rules,
    line: Option<u16>,
    checks: Vec<CheckResult>,
}

impl Findings<'_> {
    fn note(&mut self, check: ClaimCheck, outcome: CheckOutcome, key: &str, values: &[(&str, &dyn Display)]) {
        let message = Message::new(format!("check-{check}-{key}"), values);
        self.checks.push(CheckResult { check, outcome, line: self.line, message });
    }

    fn pass(&mut self, check: ClaimCheck, key: &str, values: &[(&str, &dyn Display)]) {
        self.note(check, CheckOutcome::Pass, key, values);
    }

    /// It does not pass: what comes of it is for the rules to say.
    fn fail(&mut self, check: ClaimCheck, key: &str, values: &[(&str, &dyn Display)]) {
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

fn unit(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
    match (&facts.unit, claim.unit_id) {
        (Some(unit), _) if unit.dealer_id == Some(facts.dealer_id) => {
            found.pass(ClaimCheck::Unit, "theirs", &[("serial", &unit.serial)]);
        }
        (Some(unit), _) => found.fail(ClaimCheck::Unit, "not_theirs", &[("serial", &unit.serial)]),
        (None, Some(_)) => found.fail(ClaimCheck::Unit, "unknown", &[]),
        (None, None) => found.note(ClaimCheck::Unit, CheckOutcome::Refer, "none", &[]),
    }
}

fn dates(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
    let (failed, repaired) = (claim.failed_on, claim.repaired_on);
    let delivered = facts
        .unit
        .as_ref()
        .and_then(|unit| [unit.shipped_on, unit.installed_on, unit.accepted_on].into_iter().flatten().min());
    if failed > repaired {
        found.fail(ClaimCheck::Dates, "order", &[("failed", &failed), ("repaired", &repaired)]);
    } else if repaired > facts.today {
        found.fail(ClaimCheck::Dates, "future", &[("repaired", &repaired), ("today", &facts.today)]);
    } else if let Some(day) = delivered.filter(|day| failed < *day && claim.kind != WarrantyClaimKind::ZeroKm)
    {
        found.fail(ClaimCheck::Dates, "before_delivery", &[("failed", &failed), ("delivered", &day)]);
    } else {
        found.pass(ClaimCheck::Dates, "in_order", &[("failed", &failed), ("repaired", &repaired)]);
    }
    let days = i64::from(found.rules.claim_days);
    let last = repaired.checked_add_days(Days::new(found.rules.claim_days.into())).unwrap_or(NaiveDate::MAX);
    if facts.today > last {
        found.fail(ClaimCheck::Deadline, "late", &[("days", &days), ("last", &last)]);
    } else {
        found.pass(ClaimCheck::Deadline, "in_time", &[("days", &days), ("last", &last)]);
    }
}

/// An earlier failure with more usage, or a later one with less.
fn usage(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
    let Some(now) = claim.usage else { return };
    let backwards = facts.earlier.iter().filter(|other| other.same_unit).find_map(|other| {
        let then = other.usage?;
        let wrong = (other.failed_on < claim.failed_on && then > now)
            || (other.failed_on > claim.failed_on && then < now);
        wrong.then_some((other, then))
    });
    match backwards {
        Some((other, then)) => found.fail(
            ClaimCheck::Usage,
            "backwards",
            &[("usage", &now), ("other", &then), ("number", &other.number), ("date", &other.failed_on)],
        ),
        None => found.pass(ClaimCheck::Usage, "forwards", &[("usage", &now)]),
    }
}

fn duplicate(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
    let faults: Vec<_> = claim.jobs.iter().filter_map(|job| job.fault_code_id).collect();
    let same_fault = |other: &EarlierClaim| {
        other.fault_code_ids.iter().any(|fault| faults.contains(fault))
            || (faults.is_empty() && other.fault_code_ids.is_empty())
    };
    let mut of_unit = facts.earlier.iter().filter(|other| other.same_unit);
    let overlaps =
        |other: &&EarlierClaim| other.failed_on <= claim.repaired_on && claim.failed_on <= other.repaired_on;
    let same = of_unit.clone().find(|other| other.failed_on == claim.failed_on && same_fault(other));
    let overlap = of_unit.find(|other| overlaps(other) && same_fault(other));
    match same.or(overlap) {
        Some(other) => found.fail(
            ClaimCheck::Duplicate,
            "claimed",
            &[("number", &other.number), ("failed", &other.failed_on), ("repaired", &other.repaired_on)],
        ),
        None => found.pass(ClaimCheck::Duplicate, "new", &[]),
    }
    let Some(order) = &claim.order_number else { return };
    let taken = facts.earlier.iter().find(|other| other.order_number.as_deref() == Some(order.as_str()));
    match taken {
        Some(other) => {
            found.fail(ClaimCheck::OrderNumber, "taken", &[("order", order), ("number", &other.number)])
        }
        None => found.pass(ClaimCheck::OrderNumber, "new", &[("order", order)]),
    }
}

fn amount(found: &mut Findings<'_>, claim: &WarrantyClaimInput) {
    let claimed = claim.claimed();
    let absurd = found.rules.limits(claim.currency).map(|limits| limits.absurd);
    match absurd {
        _ if claimed == Total::ZERO => found.fail(ClaimCheck::Amount, "zero", &[]),
        Some(limit) if claimed > Total::from(limit) => {
            found.fail(ClaimCheck::Amount, "absurd", &[("claimed", &claimed), ("limit", &limit)]);
        }
        _ => found.pass(ClaimCheck::Amount, "sound", &[("claimed", &claimed)]),
    }
}

fn evidence(found: &mut Findings<'_>, facts: &ClaimFacts) {
    let wanted = found.rules.evidence;
    let values: [(&str, &dyn Display); 2] = [("count", &facts.evidence), ("wanted", &wanted)];
    if facts.evidence >= i64::from(wanted) {
        found.pass(ClaimCheck::Evidence, "attached", &values);
    } else {
        found.fail(ClaimCheck::Evidence, "missing", &values);
    }
}

fn authorization(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
    let claimed = claim.claimed();
    let from = found.rules.limits(claim.currency).map(|limits| limits.pre_authorize);
    let Some(limit) = from.filter(|limit| claimed > Total::from(*limit)) else {
        if let Some(given) = &facts.authorization {
            found.note(
                ClaimCheck::PreAuthorization,
                CheckOutcome::Info,
                "not_needed",
                &[("number", &given.number)],
            );
        }
        return;
    };
    let Some(given) = &facts.authorization else {
        return found.fail(
            ClaimCheck::PreAuthorization,
            "missing",
            &[("claimed", &claimed), ("limit", &limit)],
        );
    };
    let fits = given.status == PreAuthorizationStatus::Granted
        && given.dealer_id == facts.dealer_id
        && Some(given.unit_id) == claim.unit_id
        && given.currency == claim.currency
        && given.valid_until.is_some_and(|until| claim.repaired_on <= until)
        && given.limit.is_some_and(|limit| claimed <= Total::from(limit));
    if fits {
        found.pass(ClaimCheck::PreAuthorization, "granted", &[("number", &given.number)]);
    } else {
        found.fail(
            ClaimCheck::PreAuthorization,
            "not_fitting",
            &[("number", &given.number), ("claimed", &claimed)],
        );
    }
}

fn campaign(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
    let of_claim = facts.campaigns.iter().find(|open| Some(open.id) == claim.campaign_id);
    match (claim.kind, of_claim, facts.campaigns.first()) {
        (WarrantyClaimKind::Campaign, Some(open), _) => {
            found.pass(ClaimCheck::Campaign, "concerned", &[("number", &open.number)]);
        }
        (WarrantyClaimKind::Campaign, None, _) => found.fail(ClaimCheck::Campaign, "not_concerned", &[]),
        (_, _, Some(open)) => found.fail(ClaimCheck::Campaign, "open", &[("number", &open.number)]),
        (_, _, None) => found.pass(ClaimCheck::Campaign, "none", &[]),
    }
}

fn spike(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
    let month = Total::stored(Decimal::new(facts.history.this_month_cents, 2)) + claim.claimed();
    let usual = facts.usual_month();
    let bound = usual.value() * Decimal::from(found.rules.spike_percent) / Decimal::ONE_HUNDRED;
    let values: [(&str, &dyn Display); 2] = [("month", &month), ("usual", &usual)];
    if facts.history.claims < i64::from(found.rules.spike_claims) {
        return;
    }
    if month.value() > bound {
        found.fail(ClaimCheck::Spike, "stands_out", &values);
    } else {
        found.pass(ClaimCheck::Spike, "usual", &values);
    }
}

/// The class of part that a line's warranty goes by: its own part's, else that of the part that caused it.
fn part_class<'a>(facts: &'a ClaimFacts, job: &ClaimJobInput, line: &ClaimLineInput) -> Option<&'a str> {
    facts.part(line.part_id.or(job.causal_part_id)?)?.part_class.as_deref()
}

/// Whether the warranty is what pays for this kind of claim.
fn by_warranty(kind: WarrantyClaimKind) -> bool {
    matches!(kind, WarrantyClaimKind::Standard | WarrantyClaimKind::Parts)
}

fn question<'a>(
    claim: &WarrantyClaimInput,
    facts: &'a ClaimFacts,
    job: &ClaimJobInput,
    line: &ClaimLineInput,
) -> WarrantyQuestion<'a> {
    let class = part_class(facts, job, line);
    WarrantyQuestion {
        on: claim.failed_on,
        coverage: line.class.coverage(),
        part_class: class,
        usage: claim.usage,
    }
}

fn covered(
    found: &mut Findings<'_>,
    claim: &WarrantyClaimInput,
    facts: &ClaimFacts,
    job: &ClaimJobInput,
    line: &ClaimLineInput,
) {
    let check = ClaimCheck::Coverage;
    if !by_warranty(claim.kind) {
        return found.note(check, CheckOutcome::Info, "by_kind", &[("kind_label", &claim.kind.label_key())]);
    }
    let Some(unit) = &facts.unit else { return };
    let answer = verdict(&unit.warranty(), &question(claim, facts, job, line), &facts.policy);
    let ends = answer.ends_on.map_or_else(|| "—".to_owned(), |day| day.to_string());
    let source =
        answer.source.map_or_else(|| "check-coverage-no_term".to_owned(), |source| source.label_key());
    let values: [(&str, &dyn Display); 3] =
        [("date", &claim.failed_on), ("ends", &ends), ("source_label", &source)];
    match answer.status {
        WarrantyStatus::InWarranty => found.pass(check, "covered", &values),
        WarrantyStatus::Excluded => found.fail(ClaimCheck::Exclusion, "excluded", &values),
        WarrantyStatus::Unknown => found.note(check, CheckOutcome::Refer, "unknown", &values),
        WarrantyStatus::NotStarted => found.fail(check, "not_started", &values),
        WarrantyStatus::Expired => found.fail(check, "expired", &values),
    }
}

/// What the warranty's percentage and the maker's share of a goodwill leave.
fn share_of(
    found: &mut Findings<'_>,
    claim: &WarrantyClaimInput,
    facts: &ClaimFacts,
    (job, line): (&ClaimJobInput, &ClaimLineInput),
    allowed: Amount,
) -> Amount {
    let mut percent = claim.goodwill.map_or(100, |shares| shares.maker);
    if let Some(unit) = facts.unit.as_ref().filter(|_| by_warranty(claim.kind)) {
        let answer = verdict(&unit.warranty(), &question(claim, facts, job, line), &facts.policy);
        if answer.status == WarrantyStatus::InWarranty && answer.percent < 100 {
            percent = answer.percent.into();
            found.note(ClaimCheck::Coverage, CheckOutcome::Refer, "percent", &[("percent", &percent)]);
        }
    }
    if percent == 100 { allowed } else { allowed.percent(percent) }
}

/// Caps a line at what is allowed, where it is more than the tolerance over it.
fn within(claimed: Amount, allowed: Amount, tolerance: u16) -> bool {
    claimed.value() * Decimal::ONE_HUNDRED <= allowed.value() * Decimal::from(100 + u32::from(tolerance))
}

fn part(
    found: &mut Findings<'_>,
    claim: &WarrantyClaimInput,
    facts: &ClaimFacts,
    line: &ClaimLineInput,
) -> Amount {
    let Some(part) = line.part_id.and_then(|id| facts.part(id)) else { return line.amount };
    if let Some(unit) = &facts.unit {
        let fits = part.product_ids.is_empty() || part.product_ids.contains(&unit.product_id);
        let values: [(&str, &dyn Display); 1] = [("part", &part.number)];
        if fits {
            found.pass(ClaimCheck::PartFit, "fits", &values);
        } else {
            found.fail(ClaimCheck::PartFit, "does_not_fit", &values);
        }
    }
    old_part(found, facts, line, part);
    let Some(list) = price_on(&part.prices, claim.repaired_on) else {
        found.fail(ClaimCheck::PartPrice, "none", &[("part", &part.number), ("date", &claim.repaired_on)]);
        return line.amount;
    };
    if list.currency != claim.currency {
        found.fail(ClaimCheck::Currency, "list", &[("part", &part.number), ("currency", &list.currency)]);
        return line.amount;
    }
    let all = Amount::rounded(list.price.value() * Decimal::from(line.quantity));
    let values: [(&str, &dyn Display); 4] =
        [("price", &list.price), ("quantity", &line.quantity), ("allowed", &all), ("claimed", &line.amount)];
    if within(line.amount, all, found.rules.price_tolerance) {
        found.pass(ClaimCheck::PartPrice, "within", &values);
        line.amount
    } else {
        found.fail(ClaimCheck::PartPrice, "over", &values);
        all
    }
}

fn old_part(found: &mut Findings<'_>, facts: &ClaimFacts, line: &ClaimLineInput, part: &PartFacts) {
    let check = ClaimCheck::OldPart;
    let named = line.rma_line_id.and_then(|id| facts.returns.iter().find(|back| back.id == id));
    let Some(back) = named else {
        if part.return_owed {
            found.fail(check, "missing", &[("part", &part.number)]);
        }
        return;
    };
    let values: [(&str, &dyn Display); 2] =
        [("number", &back.number), ("state_label", &back.status.label_key())];
    if let Some(other) = &back.claimed_by {
        found.fail(check, "claimed", &[("number", &back.number), ("other", other)]);
    } else if back.dealer_id != facts.dealer_id || back.part_id.is_some_and(|id| id != part.id) {
        found.fail(check, "another", &values);
    } else if back.status == RmaLineStatus::Lost {
        found.fail(check, "lost", &values);
    } else if OWED.contains(&back.status) {
        found.note(check, CheckOutcome::Info, "due", &values);
    } else {
        found.pass(check, "back", &values);
    }
}

/// States of an old part that is still to come: no part, no money (MGT-T 4.2.1).
pub const OWED: [RmaLineStatus; 3] = [RmaLineStatus::Due, RmaLineStatus::Shipped, RmaLineStatus::Lost];

fn labour(
    found: &mut Findings<'_>,
    claim: &WarrantyClaimInput,
    facts: &ClaimFacts,
    line: &ClaimLineInput,
) -> Amount {
    let named = line.operation_id.and_then(|id| facts.operations.iter().find(|known| known.id == id));
    let Some(operation) = named else {
        found.fail(ClaimCheck::LabourTime, "no_operation", &[]);
        return line.amount;
    };
    let Some(rate) = rate_on(&facts.rates, claim.repaired_on) else {
        found.fail(ClaimCheck::LabourTime, "no_rate", &[("date", &claim.repaired_on)]);
        return line.amount;
    };
    if rate.currency != claim.currency {
        found.fail(ClaimCheck::Currency, "rate", &[("currency", &rate.currency)]);
        return line.amount;
    }
    let minutes = Decimal::from(operation.standard_minutes);
    let standard = Amount::rounded(rate.rate.value() * minutes / Decimal::from(60));
    let values: [(&str, &dyn Display); 5] = [
        ("code", &operation.code),
        ("minutes", &operation.standard_minutes),
        ("rate", &rate.rate),
        ("allowed", &standard),
        ("claimed", &line.amount),
    ];
    if within(line.amount, standard, found.rules.labour_tolerance) {
        found.pass(ClaimCheck::LabourTime, "within", &values);
        line.amount
    } else {
        found.fail(ClaimCheck::LabourTime, "over", &values);
        standard
    }
}

/// Kilometres are paid up to so many for one claim: what one line has used up is not there for the next.
fn travel(
    found: &mut Findings<'_>,
    claim: &WarrantyClaimInput,
    line: &ClaimLineInput,
    km: &mut i64,
) -> Amount {
    let Some(limits) = found.rules.limits(claim.currency).copied() else {
        found.fail(ClaimCheck::Travel, "no_rate", &[("currency", &claim.currency)]);
        return line.amount;
    };
    let paid = i64::from(line.quantity).min(*km);
    *km -= paid;
    let nights = Decimal::from(line.nights.unwrap_or(0));
    let allowed = limits.per_km.value() * Decimal::from(paid) + limits.per_night.value() * nights;
    let allowed = Amount::rounded(allowed);
    let values: [(&str, &dyn Display); 5] = [
        ("km", &line.quantity),
        ("paid", &paid),
        ("rate", &limits.per_km),
        ("allowed", &allowed),
        ("claimed", &line.amount),
    ];
    if line.amount <= allowed {
        found.pass(ClaimCheck::Travel, "within", &values);
        line.amount
    } else {
        found.fail(ClaimCheck::Travel, "over", &values);
        allowed
    }
}

#[cfg(test)]
#[path = "adjudicate_tests.rs"]
mod tests;
