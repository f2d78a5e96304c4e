//! The fields of a set of rules: what they are called, what they hold, and what is typed into them.

use crate::components::form::{Draft, Values, put};
use crate::components::money::amount;
use chrono::NaiveDate;
use shared::i18n::Locale;
use shared::problem::{FieldProblem, Refusal};
use shared::records::warranty_claim::*;

/// The name of a number, and how it is read.
pub(super) type Number = (&'static str, fn(&Rules) -> u16);

/// The numbers of a set, in the order of the form.
pub(super) const NUMBERS: [Number; 11] = [
    ("claim_days", |r| r.claim_days),
    ("appeal_days", |r| r.appeal_days),
    ("answer_working_days", |r| r.answer_working_days),
    ("question_days", |r| r.question_days),
    ("return_grace_days", |r| r.return_grace_days),
    ("price_tolerance", |r| r.price_tolerance),
    ("labour_tolerance", |r| r.labour_tolerance),
    ("travel_km", |r| r.travel_km),
    ("evidence", |r| r.evidence),
    ("spike_percent", |r| r.spike_percent),
    ("spike_claims", |r| r.spike_claims),
];

pub(super) fn number_label(name: &str, l: Locale) -> String {
    match name {
        "claim_days" => t!(l, "claim-rules-claim-days"),
        "appeal_days" => t!(l, "claim-rules-appeal-days"),
        "answer_working_days" => t!(l, "claim-rules-answer-days"),
        "question_days" => t!(l, "claim-rules-question-days"),
        "return_grace_days" => t!(l, "claim-rules-grace-days"),
        "price_tolerance" => t!(l, "claim-rules-price-tolerance"),
        "labour_tolerance" => t!(l, "claim-rules-labour-tolerance"),
        "travel_km" => t!(l, "claim-rules-travel-km"),
        "evidence" => t!(l, "claim-rules-evidence"),
        "spike_percent" => t!(l, "claim-rules-spike-percent"),
        _ => t!(l, "claim-rules-spike-claims"),
    }
}

/// The limits of a currency, in the order of the form.
pub(super) const LIMITS: [&str; 6] =
    ["auto_approve", "pre_authorize", "review", "absurd", "per_km", "per_night"];

pub(super) fn limit_label(name: &str, l: Locale) -> String {
    match name {
        "auto_approve" => t!(l, "claim-rules-auto"),
        "pre_authorize" => t!(l, "claim-rules-pre"),
        "review" => t!(l, "claim-rules-review"),
        "absurd" => t!(l, "claim-rules-absurd"),
        "per_km" => t!(l, "claim-rules-km"),
        _ => t!(l, "claim-rules-night"),
    }
}

pub(super) fn limit_field(n: usize, name: &str) -> String {
    format!("rules/limits/{n}/{name}")
}

pub(super) fn consequence_field(check: ClaimCheck) -> String {
    format!("consequence/{check}")
}

pub(super) fn values(name: &str, from: NaiveDate, rules: &Rules) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "name", Some(name));
    put(v, "valid_from", Some(from));
    for (name, of) in NUMBERS {
        put(v, &format!("rules/{name}"), Some(of(rules)));
    }
    for (n, line) in rules.limits.iter().enumerate() {
        let amounts =
            [line.auto_approve, line.pre_authorize, line.review, line.absurd, line.per_km, line.per_night];
        for (name, amount) in LIMITS.iter().zip(amounts) {
            put(v, &limit_field(n, name), Some(amount));
        }
    }
    for check in ClaimCheck::ALL {
        put(v, &consequence_field(*check), Some(rules.consequence(*check)));
    }
    values
}

/// What is typed. Consequences that are the shipped ones are not said.
pub(super) fn read(values: &Values, base: &Rules) -> Result<RuleSetInput, Refusal> {
    let mut d = Draft::new(values);
    let (name, valid_from) = (d.need("name"), d.need("valid_from"));
    let mut number = |name: &str| d.need::<u16>(&format!("rules/{name}")).unwrap_or_default();
    let mut rules = Rules {
        claim_days: number("claim_days"),
        appeal_days: number("appeal_days"),
        answer_working_days: number("answer_working_days"),
        question_days: number("question_days"),
        return_grace_days: number("return_grace_days"),
        price_tolerance: number("price_tolerance"),
        labour_tolerance: number("labour_tolerance"),
        travel_km: number("travel_km"),
        evidence: number("evidence"),
        spike_percent: number("spike_percent"),
        spike_claims: number("spike_claims"),
        limits: vec![],
        consequences: vec![],
    };
    for (n, line) in base.limits.iter().enumerate() {
        let mut typed = |name: &str| {
            let field = limit_field(n, name);
            let found = amount(&mut d, &field);
            if found.is_none() && d.raw(&field).is_empty() {
                d.refuse(&field, FieldProblem::Required);
            }
            found
        };
        let found: Vec<_> = LIMITS.iter().map(|name| typed(name)).collect();
        if let [Some(auto), Some(pre), Some(review), Some(absurd), Some(km), Some(night)] = found[..] {
            rules.limits.push(CurrencyLimits {
                currency: line.currency,
                auto_approve: auto,
                pre_authorize: pre,
                review,
                absurd,
                per_km: km,
                per_night: night,
            });
        }
    }
    let shipped = Rules::shipped();
    for check in ClaimCheck::ALL {
        if let Some(outcome) = d.need::<CheckOutcome>(&consequence_field(*check))
            && outcome != shipped.consequence(*check)
        {
            rules.consequences.push(Consequence { check: *check, outcome });
        }
    }
    let built = name.zip(valid_from).map(|(name, valid_from)| RuleSetInput { name, valid_from, rules });
    let input = d.finish(built)?;
    input.rules.check("/rules")?;
    Ok(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_that_is_shown_is_read_as_it_was() {
        let mut rules = Rules::shipped();
        rules.consequences = vec![Consequence { check: ClaimCheck::Evidence, outcome: CheckOutcome::Info }];
        rules.claim_days = 45;
        let shown = values("2027", "2027-01-01".parse().unwrap(), &rules);
        assert_eq!(read(&shown, &rules).unwrap().rules, rules);
    }
}
