//! "Is this unit or part under warranty on this date, and by which term?" One answer, with its reasons
//! (handbook 2; ELV 3.4).

use crate::i18n::Message;
use crate::records::policy::Policy;
use crate::text::{Line, Text};
use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

text_enums! {
    /// What a warranty pays for.
    CoverageClass in "coverage_class" {
        /// The part.
        Part = "part",
        /// The work.
        Labour = "labour",
        /// The way there.
        Travel = "travel",
    }

    /// What the warranty began with, in this order of preference.
    StartBasis in "start_basis" {
        /// The customer accepted the unit.
        Acceptance = "acceptance",
        /// It was installed.
        Installation = "installation",
        /// It was shipped, and the grace period has passed.
        Shipment = "shipment",
    }

    /// Why something is not covered although the term runs.
    ExclusionKind in "exclusion_kind" {
        /// Used against its instructions.
        Misuse = "misuse",
        /// Opened or repaired by somebody who may not.
        UnauthorisedRepair = "unauthorised_repair",
        /// Wears out by its nature.
        Consumable = "consumable",
        /// Anything else; the note says what.
        Other = "other",
    }

    /// The answer.
    WarrantyStatus in "warranty_status" {
        /// Covered.
        InWarranty = "in_warranty",
        /// The term or the usage limit is used up.
        Expired = "expired",
        /// The term has not begun.
        NotStarted = "not_started",
        /// The term runs, but an exclusion applies.
        Excluded = "excluded",
        /// No date is known that a term could begin with.
        Unknown = "unknown",
    }

    /// Which rule gave the term.
    TermSource in "term_source" {
        /// A term of the product model.
        Product = "product",
        /// The policy's default.
        Policy = "policy",
        /// An extension granted to this unit.
        Extension = "extension",
    }
}

/// One warranty term of a product model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WarrantyTerm {
    /// What it pays for; absent for all.
    #[serde(default)]
    pub coverage: Option<CoverageClass>,
    /// Class of part it is for; absent for all.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "traction_machine"))]
    pub part_class: Option<Line<100>>,
    /// How long, in months, 0–600; 0 for not at all.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 600, example = 24))]
    pub months: u16,
    /// How much of the cost, in percent, 1–100.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100, example = 100))]
    pub percent: u8,
    /// Ends earlier at this usage, in the product's usage unit.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000_000_000_i64))]
    pub usage_limit: Option<i64>,
}

/// A longer warranty for one unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WarrantyExtension {
    /// What it pays for; absent for all.
    #[serde(default)]
    pub coverage: Option<CoverageClass>,
    /// Class of part it is for; absent for all.
    #[serde(default)]
    pub part_class: Option<Line<100>>,
    /// The last day covered.
    pub until: NaiveDate,
    /// Why, and on whose word.
    #[cfg_attr(feature = "openapi", schema(example = "延保合同 2026-018"))]
    pub reason: Text<1000>,
}

/// Something the warranty of one unit does not cover.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WarrantyExclusion {
    /// Why.
    pub kind: ExclusionKind,
    /// Class of part it is for; absent for all.
    #[serde(default)]
    pub part_class: Option<Line<100>>,
    /// The first day excluded.
    pub from: NaiveDate,
    /// What happened.
    pub note: Text<1000>,
}

/// What is known of a unit, as far as its warranty goes.
#[derive(Clone, Copy, Debug)]
pub struct WarrantyFacts<'a> {
    /// Day of shipment.
    pub shipped_on: Option<NaiveDate>,
    /// Day of installation.
    pub installed_on: Option<NaiveDate>,
    /// Day of acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// Terms of its model.
    pub terms: &'a [WarrantyTerm],
    /// Its extensions.
    pub extensions: &'a [WarrantyExtension],
    /// Its exclusions.
    pub exclusions: &'a [WarrantyExclusion],
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct WarrantyQuestion<'a> {
    /// The day, usually that of the failure.
    pub on: NaiveDate,
    /// What is to be paid.
    pub coverage: CoverageClass,
    /// Class of the part that failed.
    pub part_class: Option<&'a str>,
    /// Usage on that day, in the product's usage unit.
    pub usage: Option<i64>,
}

/// The answer for one class of cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarrantyVerdict {
    /// What was asked about.
    pub coverage: CoverageClass,
    /// The answer.
    pub status: WarrantyStatus,
    /// The day asked about.
    pub on: NaiveDate,
    /// What the warranty began with.
    pub basis: Option<StartBasis>,
    /// The first day covered.
    pub starts_on: Option<NaiveDate>,
    /// The last day covered.
    pub ends_on: Option<NaiveDate>,
    /// Which rule gave the term.
    pub source: Option<TermSource>,
    /// How much of the cost is covered, in percent.
    pub percent: u8,
    /// Why, step by step: messages `warranty-…`.
    pub reasons: Vec<Message>,
}

/// The first day and what it came from: acceptance, else installation, else shipment plus grace.
pub fn start(facts: &WarrantyFacts<'_>, policy: &Policy) -> Option<(StartBasis, NaiveDate)> {
    let grace = Days::new(policy.shipment_grace_days.into());
    facts
        .accepted_on
        .map(|d| (StartBasis::Acceptance, d))
        .or(facts.installed_on.map(|d| (StartBasis::Installation, d)))
        .or(facts.shipped_on.and_then(|d| Some((StartBasis::Shipment, d.checked_add_days(grace)?))))
}

fn fits(coverage: Option<CoverageClass>, part_class: Option<&str>, question: &WarrantyQuestion<'_>) -> bool {
    coverage.is_none_or(|c| c == question.coverage)
        && part_class.is_none_or(|c| Some(c) == question.part_class)
}

/// The answer for one class of cost.
pub fn verdict(
    facts: &WarrantyFacts<'_>,
    question: &WarrantyQuestion<'_>,
    policy: &Policy,
) -> WarrantyVerdict {
    let mut answer = WarrantyVerdict {
        coverage: question.coverage,
        status: WarrantyStatus::Unknown,
        on: question.on,
        basis: None,
        starts_on: None,
        ends_on: None,
        source: None,
        percent: 0,
        reasons: vec![],
    };
    let Some((basis, starts_on)) = start(facts, policy) else {
        answer.reasons.push(Message::new("warranty-no-start", &[]));
        return answer;
    };
    answer.basis = Some(basis);
    answer.starts_on = Some(starts_on);
    answer.reasons.push(Message::new(
        if basis == StartBasis::Shipment { "warranty-starts-after-grace" } else { "warranty-starts" },
        &[("basis_label", &basis.label_key()), ("date", &starts_on), ("days", &policy.shipment_grace_days)],
    ));

    let term = facts.terms.iter().find(|t| fits(t.coverage, t.part_class.as_deref(), question));
    let (source, months, percent, limit) = match term {
        Some(t) => (TermSource::Product, t.months, t.percent, t.usage_limit),
        None => (TermSource::Policy, policy.warranty_months, 100, None),
    };
    // The term ends on the day before the same day of the last month: 18 months from 1 March end on 31 August.
    let term_end = starts_on.checked_add_months(Months::new(months.into())).and_then(|d| d.pred_opt());
    let Some(mut ends_on) = term_end else {
        answer.reasons.push(Message::new("warranty-no-start", &[]));
        return answer;
    };
    answer.source = Some(source);
    answer.percent = percent;
    answer.reasons.push(Message::new(
        if source == TermSource::Product { "warranty-term-product" } else { "warranty-term-policy" },
        &[("months", &months), ("date", &ends_on)],
    ));

    let used_up = limit.zip(question.usage).is_some_and(|(limit, usage)| usage > limit);
    let extension = facts
        .extensions
        .iter()
        .filter(|e| fits(e.coverage, e.part_class.as_deref(), question) && e.until > ends_on)
        .max_by_key(|e| e.until);
    if let Some(extension) = extension {
        ends_on = extension.until;
        answer.source = Some(TermSource::Extension);
        answer
            .reasons
            .push(Message::new("warranty-extended", &[("date", &ends_on), ("reason", &extension.reason)]));
    }
    answer.ends_on = Some(ends_on);

    let exclusion = facts.exclusions.iter().find(|e| {
        e.from <= question.on && e.part_class.as_deref().is_none_or(|c| Some(c) == question.part_class)
    });
    answer.status = if question.on < starts_on {
        WarrantyStatus::NotStarted
    } else if question.on > ends_on {
        WarrantyStatus::Expired
    } else if let Some(exclusion) = exclusion {
        answer.reasons.push(Message::new(
            "warranty-excluded",
            &[
                ("kind_label", &exclusion.kind.label_key()),
                ("date", &exclusion.from),
                ("note", &exclusion.note),
            ],
        ));
        WarrantyStatus::Excluded
    } else if used_up {
        answer.reasons.push(Message::new(
            "warranty-used-up",
            &[("usage", &question.usage.unwrap_or_default()), ("limit", &limit.unwrap_or_default())],
        ));
        WarrantyStatus::Expired
    } else {
        WarrantyStatus::InWarranty
    };
    if answer.status != WarrantyStatus::InWarranty {
        answer.percent = 0;
    }
    answer.reasons.push(Message::new(
        format!("warranty-{}", answer.status.as_str().replace('_', "-")),
        &[("date", &question.on)],
    ));
    answer
}

/// The answers for part, labour and travel.
pub fn verdicts(
    facts: &WarrantyFacts<'_>,
    on: NaiveDate,
    part_class: Option<&str>,
    usage: Option<i64>,
    policy: &Policy,
) -> Vec<WarrantyVerdict> {
    CoverageClass::ALL
        .iter()
        .map(|coverage| {
            verdict(facts, &WarrantyQuestion { on, coverage: *coverage, part_class, usage }, policy)
        })
        .collect()
}

/// The first and the last day on which anything of a unit is covered, before what excludes all of it; nothing where it is not known when
/// the warranty begins. Terms for a class of parts do not count.
pub fn span(facts: &WarrantyFacts<'_>, policy: &Policy) -> Option<(NaiveDate, NaiveDate)> {
    let (_, starts_on) = start(facts, policy)?;
    let ends_on = verdicts(facts, starts_on, None, None, policy)
        .into_iter()
        .filter_map(|answer| answer.ends_on)
        .max()?;
    let whole = facts.exclusions.iter().filter(|exclusion| exclusion.part_class.is_none());
    let excluded = whole.filter_map(|exclusion| exclusion.from.pred_opt()).min();
    Some((starts_on, excluded.map_or(ends_on, |last| last.min(ends_on))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;

    fn day(s: &str) -> NaiveDate {
        s.parse().unwrap()
    }

    fn facts() -> WarrantyFacts<'static> {
        WarrantyFacts {
            shipped_on: Some(day("2025-01-10")),
            installed_on: Some(day("2025-02-20")),
            accepted_on: Some(day("2025-03-01")),
            terms: &[],
            extensions: &[],
            exclusions: &[],
        }
    }

    #[test]
    fn what_is_covered_spans_the_longest_term_up_to_what_excludes_all() {
        let policy = Policy::default();
        assert_eq!(span(&facts(), &policy), Some((day("2025-03-01"), day("2026-08-31"))));
        let exclusion = |part_class: Option<&str>| WarrantyExclusion {
            kind: ExclusionKind::ALL[0],
            part_class: part_class.map(|class| class.parse().unwrap()),
            from: day("2026-01-01"),
            note: "x".parse().unwrap(),
        };
        let (all, some) = ([exclusion(None)], [exclusion(Some("belt"))]);
        let until = |exclusions| span(&WarrantyFacts { exclusions, ..facts() }, &policy).unwrap().1;
        assert_eq!((until(&all), until(&some)), (day("2025-12-31"), day("2026-08-31")));
        let nothing = WarrantyFacts { shipped_on: None, installed_on: None, accepted_on: None, ..facts() };
        assert_eq!(span(&nothing, &policy), None);
    }

    fn ask(facts: &WarrantyFacts<'_>, on: &str) -> WarrantyVerdict {
        let question = WarrantyQuestion {
            on: day(on),
            coverage: CoverageClass::Part,
            part_class: Some("door_operator"),
            usage: Some(500),
        };
        verdict(facts, &question, &Policy::default())
    }

    #[test]
    fn eighteen_months_from_acceptance_by_default() {
        let f = facts();
        let v = ask(&f, "2026-08-31");
        assert_eq!(
            (v.status, v.basis, v.ends_on),
            (WarrantyStatus::InWarranty, Some(StartBasis::Acceptance), Some(day("2026-08-31")))
        );
        assert_eq!(ask(&f, "2026-09-01").status, WarrantyStatus::Expired);
        assert_eq!(ask(&f, "2025-02-28").status, WarrantyStatus::NotStarted);
    }

    #[test]
    fn installation_then_shipment_plus_grace_stand_in_for_acceptance() {
        let installed = WarrantyFacts { accepted_on: None, ..facts() };
        assert_eq!(ask(&installed, "2025-06-01").starts_on, Some(day("2025-02-20")));
        let shipped = WarrantyFacts { installed_on: None, ..installed };
        assert_eq!(ask(&shipped, "2025-06-01").starts_on, Some(day("2025-04-10")));
        let nothing = WarrantyFacts { shipped_on: None, ..shipped };
        assert_eq!(ask(&nothing, "2025-06-01").status, WarrantyStatus::Unknown);
    }

    #[test]
    fn a_month_end_start_ends_on_a_day_that_exists() {
        let f = WarrantyFacts { accepted_on: Some(day("2024-08-31")), ..facts() };
        assert_eq!(ask(&f, "2025-01-01").ends_on, Some(day("2026-02-27")));
    }

    #[test]
    fn the_first_term_that_fits_decides_and_usage_may_end_it_early() {
        let terms = [
            WarrantyTerm {
                coverage: Some(CoverageClass::Labour),
                part_class: None,
                months: 6,
                percent: 100,
                usage_limit: None,
            },
            WarrantyTerm {
                coverage: None,
                part_class: Some(Line::new("door_operator").unwrap()),
                months: 36,
                percent: 80,
                usage_limit: Some(400),
            },
        ];
        let f = WarrantyFacts { terms: &terms, ..facts() };
        let v = ask(&f, "2027-01-01");
        assert_eq!((v.status, v.ends_on), (WarrantyStatus::Expired, Some(day("2028-02-29"))));
        assert!(v.reasons.iter().any(|r| r.key == "warranty-used-up"));
        let all = verdicts(&f, day("2025-04-01"), Some("door_operator"), Some(10), &Policy::default());
        assert_eq!(all.iter().map(|v| v.percent).collect::<Vec<_>>(), [80, 100, 80]);
    }

    #[test]
    fn extensions_lengthen_and_exclusions_end_it() {
        let extensions = [WarrantyExtension {
            coverage: None,
            part_class: None,
            until: day("2027-12-31"),
            reason: Text::new("延保").unwrap(),
        }];
        let exclusions = [WarrantyExclusion {
            kind: ExclusionKind::Misuse,
            part_class: None,
            from: day("2027-06-01"),
            note: Text::new("flooded pit").unwrap(),
        }];
        let f = WarrantyFacts { extensions: &extensions, exclusions: &exclusions, ..facts() };
        let v = ask(&f, "2027-05-31");
        assert_eq!((v.status, v.source), (WarrantyStatus::InWarranty, Some(TermSource::Extension)));
        assert_eq!(ask(&f, "2027-06-01").status, WarrantyStatus::Excluded);
        assert_eq!(ask(&f, "2028-01-01").status, WarrantyStatus::Expired);
    }

    #[test]
    fn every_reason_has_words_in_both_languages() {
        for locale in Locale::ALL {
            for reason in ask(&facts(), "2026-01-01").reasons {
                let words = reason.text(*locale);
                assert_ne!(words, reason.key);
                assert!(!words.contains('{'), "{words}");
            }
        }
    }
}
