//! Within which time what is due of a quality feedback: a policy by severity, in sets that hold from a day on. A case keeps the
//! set of the day on which it was raised.

use super::words::QualitySeverity;
use crate::calendar::{LAST_YEAR, out_of_range};
use crate::ids::QualityTermsId;
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::text::Line;
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// The most of each number: working days for the verdict, hours for containment, days for causes and plan.
const MOST: (i64, i64, i64) = (60, 2160, 365);

/// Within which time from the verdict something is to be done, for a severity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QualitySeverityTerms {
    /// How grave it is.
    pub severity: QualitySeverity,
    /// Hours until it is contained, 1–2160.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 2160, example = 24))]
    pub containment_hours: u16,
    /// Days until the causes are known, 1–365.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 365, example = 10))]
    pub cause_days: u16,
    /// Days until there is a plan, 1–365; not before the causes.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 365, example = 14))]
    pub plan_days: u16,
}

/// The numbers of a set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QualityTerms {
    /// Working days within which quality gives its verdict, 1–60.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 60, example = 1))]
    pub triage_working_days: u16,
    /// Each severity once.
    #[cfg_attr(feature = "openapi", schema(min_items = 4, max_items = 4))]
    pub severities: Vec<QualitySeverityTerms>,
}

/// What the sources name, whatever the severity.
fn usual(severity: QualitySeverity) -> QualitySeverityTerms {
    QualitySeverityTerms { severity, containment_hours: 24, cause_days: 10, plan_days: 14 }
}

impl QualityTerms {
    /// The numbers that are shipped, one set for all severities: triage within a working day, containment 24 h, cause 10 days,
    /// plan 14 days by default (workflows, quality_feedback).
    pub fn shipped() -> Self {
        let severities = QualitySeverity::ALL.iter().copied().map(usual).collect();
        Self { triage_working_days: 1, severities }
    }

    /// The numbers of a severity; each set names all of them.
    pub fn of(&self, severity: QualitySeverity) -> QualitySeverityTerms {
        let named = self.severities.iter().find(|one| one.severity == severity);
        named.copied().unwrap_or_else(|| usual(severity))
    }

    fn check_at(&self, check: &mut Checker, pointer: &str) {
        check.range(self.triage_working_days.into(), 1..=MOST.0, &format!("{pointer}/triage_working_days"));
        for severity in QualitySeverity::ALL {
            let named = self.severities.iter().filter(|one| one.severity == *severity).count();
            check.check(named == 1, &format!("{pointer}/severities"), FieldProblem::Inconsistent);
        }
        for (n, one) in self.severities.iter().enumerate() {
            let at = |field: &str| format!("{pointer}/severities/{n}/{field}");
            check.range(one.containment_hours.into(), 1..=MOST.1, &at("containment_hours"));
            check.range(one.cause_days.into(), 1..=MOST.2, &at("cause_days"));
            check.range(one.plan_days.into(), 1..=MOST.2, &at("plan_days"));
            check.check(one.plan_days >= one.cause_days, &at("plan_days"), FieldProblem::Inconsistent);
        }
    }
}

/// What is sent to add a set, or to replace one that does not hold yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QualityTermsInput {
    /// The first day on which cases that are raised take it; later than today, so that no case that is there changes.
    #[cfg_attr(feature = "openapi", schema(example = "2099-01-01"))]
    pub valid_from: NaiveDate,
    /// On what it rests.
    #[cfg_attr(feature = "openapi", schema(example = "质量例会 2026-11 决议"))]
    pub source: Line<300>,
    /// The numbers.
    pub terms: QualityTerms,
}

impl QualityTermsInput {
    /// Whether it changes nothing that is there, and its numbers can be.
    ///
    /// # Errors
    /// `validation_failed` with each field.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check.check(self.valid_from > today, "/valid_from", FieldProblem::TooEarly);
        if self.valid_from.year() > LAST_YEAR {
            check.push(out_of_range("/valid_from"));
        }
        self.terms.check_at(&mut check, "/terms");
        check.finish()
    }
}

/// A set of deadlines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityTermsSet {
    /// Its id.
    pub id: QualityTermsId,
    /// The first day on which cases that are raised take it.
    pub valid_from: NaiveDate,
    /// On what it rests.
    #[cfg_attr(feature = "openapi", schema(example = "质量例会 2026-11 决议"))]
    pub source: String,
    /// The numbers.
    pub terms: QualityTerms,
    /// Whether cases that are raised today take it.
    pub in_force: bool,
    /// Whether the caller can still replace it.
    pub editable: bool,
    /// Who wrote it; absent for what was shipped.
    #[cfg_attr(feature = "openapi", schema(example = "赵敏"))]
    pub author_name: Option<String>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(change: impl Fn(&mut QualityTermsInput)) -> Vec<String> {
        let mut input = QualityTermsInput {
            valid_from: "2026-12-01".parse().unwrap(),
            source: "例会".parse().unwrap(),
            terms: QualityTerms::shipped(),
        };
        change(&mut input);
        let refusal = input.check("2026-11-30".parse().unwrap()).err();
        refusal.map(|r| r.fields.iter().map(|f| f.pointer.clone()).collect()).unwrap_or_default()
    }

    #[test]
    fn a_set_begins_tomorrow_and_names_each_severity_once() {
        assert!(input(|_| ()).is_empty());
        assert_eq!(input(|i| i.valid_from = "2026-11-30".parse().unwrap()), ["/valid_from"]);
        assert_eq!(input(|i| i.valid_from = "2999-01-01".parse().unwrap()), ["/valid_from"]);
        assert_eq!(input(|i| i.terms.triage_working_days = 0), ["/terms/triage_working_days"]);
        assert_eq!(input(|i| i.terms.severities[1].plan_days = 9), ["/terms/severities/1/plan_days"]);
        assert_eq!(
            input(|i| i.terms.severities[2].severity = QualitySeverity::Critical),
            ["/terms/severities", "/terms/severities"]
        );
    }

    #[test]
    fn what_is_shipped_is_what_the_workflows_name() {
        let shipped = QualityTerms::shipped();
        assert_eq!(shipped.triage_working_days, 1);
        for severity in QualitySeverity::ALL {
            let one = shipped.of(*severity);
            assert_eq!((one.containment_hours, one.cause_days, one.plan_days), (24, 10, 14), "{severity}");
        }
    }
}
