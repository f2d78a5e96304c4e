//! Checks of a claim as a whole.

use super::adjudicate::Findings;
use super::facts::*;
use super::input::*;
use super::words::*;
use crate::money::Total;
use crate::records::pre_authorization::PreAuthorizationStatus;
use chrono::{Days, NaiveDate};
use rust_decimal::Decimal;
use std::fmt::Display;

pub(super) fn unit(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
    match (&facts.unit, claim.unit_id) {
        (Some(unit), _) if unit.dealer_id == Some(facts.dealer_id) => {
            found.pass(ClaimCheck::Unit, "theirs", &[("serial", &unit.serial)]);
        }
        (Some(unit), _) => found.fail(ClaimCheck::Unit, "not_theirs", &[("serial", &unit.serial)]),
        (None, Some(_)) => found.fail(ClaimCheck::Unit, "unknown", &[]),
        (None, None) => found.note(ClaimCheck::Unit, CheckOutcome::Refer, "none", &[]),
    }
}

pub(super) fn dates(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
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
pub(super) fn usage(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
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

pub(super) fn duplicate(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
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

pub(super) fn amount(found: &mut Findings<'_>, claim: &WarrantyClaimInput) {
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

pub(super) fn evidence(found: &mut Findings<'_>, facts: &ClaimFacts) {
    let wanted = found.rules.evidence;
    let values: [(&str, &dyn Display); 2] = [("count", &facts.evidence), ("wanted", &wanted)];
    if facts.evidence >= i64::from(wanted) {
        found.pass(ClaimCheck::Evidence, "attached", &values);
    } else {
        found.fail(ClaimCheck::Evidence, "missing", &values);
    }
}

pub(super) fn authorization(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
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

pub(super) fn campaign(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
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

pub(super) fn spike(found: &mut Findings<'_>, claim: &WarrantyClaimInput, facts: &ClaimFacts) {
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
