//! Checks of the lines of a claim, and what they allow of them.

use super::adjudicate::Findings;
use super::facts::*;
use super::input::*;
use super::words::*;
use crate::money::Amount;
use crate::records::part::price_on;
use crate::records::rma::RmaLineStatus;
use crate::warranty::{WarrantyQuestion, WarrantyStatus, verdict};
use rust_decimal::Decimal;
use std::fmt::Display;

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

pub(super) fn covered(
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
pub(super) fn share_of(
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

pub(super) fn part(
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
    let all = list_amount(list.price, line.quantity);
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

/// What so many pieces cost by the list.
pub fn list_amount(price: Amount, quantity: i32) -> Amount {
    Amount::rounded(price.value() * Decimal::from(quantity))
}

/// What so many minutes of work cost at a rate for the hour.
pub fn standard_amount(rate: Amount, minutes: i32) -> Amount {
    Amount::rounded(rate.value() * Decimal::from(minutes) / Decimal::from(60))
}

pub(super) fn labour(
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
    let standard = standard_amount(rate.rate, operation.standard_minutes);
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
pub(super) fn travel(
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
