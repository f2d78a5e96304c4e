//! Effect proven by field data (ELV 4.2): units made after a change are compared with those made before it, at the same age.

use super::view::QualityMeasure;
use super::words::{QualityEffectVerdict, QualityMeasureKind, QualityWatchOutcome};
use crate::records::report::{Month, lower_tail, upper_tail};
use chrono::{DateTime, Days, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Days after closing at which the effect is measured.
pub const EFFECT_DAYS: [u32; 3] = [30, 60, 90];
/// Chance of a wrong verdict over all of a watch, in percent, for each of the two sides.
pub const EFFECT_PERCENT: f64 = 5.0;
/// Units made within so many days before the change are what it is compared with.
pub const BEFORE_DAYS: u64 = 365;
/// A change that works leaves at most this part of the incidents.
pub const WORTH_HALF: f64 = 0.5;

/// A watch: from when on units are made differently, and what was found so far.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityWatch {
    /// Units made from this day on have the change.
    pub changed_on: NaiveDate,
    /// When the watch began: with the end of the case.
    pub armed_at: DateTime<Utc>,
    /// When it is looked at next; absent once it is over.
    pub next_at: Option<DateTime<Utc>>,
    /// How it ended.
    pub outcome: Option<QualityWatchOutcome>,
    /// What was found, the oldest first.
    pub checks: Vec<QualityEffectCheck>,
}

/// What was found after so many days.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityEffectCheck {
    /// Days after the end of the case.
    #[cfg_attr(feature = "openapi", schema(example = 30))]
    pub day: u32,
    /// When it was measured.
    pub at: DateTime<Utc>,
    /// What was found.
    pub finding: QualityEffectFinding,
}

/// Units and what happened to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityEffectGroup {
    /// Units.
    pub units: i64,
    /// Days that they were in service, at the age that is compared.
    pub unit_days: i64,
    /// Complaints and returns of this kind in these days.
    pub incidents: i64,
    /// Incidents per thousand units and thirty days; absent without any day of service.
    #[cfg_attr(feature = "openapi", schema(example = 4.2))]
    pub rate: Option<f64>,
}

impl QualityEffectGroup {
    /// Of what was counted.
    pub fn of(units: i64, unit_days: i64, incidents: i64) -> Self {
        let rate = (unit_days > 0).then(|| (incidents as f64 * 300_000.0 / unit_days as f64).round() / 10.0);
        Self { units, unit_days, incidents, rate }
    }
}

/// What the comparison says.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityEffectFinding {
    /// Units made within a year before the change.
    pub before: QualityEffectGroup,
    /// Units made since.
    pub after: QualityEffectGroup,
    /// How many incidents there would be since if nothing had changed.
    #[cfg_attr(feature = "openapi", schema(example = 6.5))]
    pub expected: f64,
    /// The chance of so few or fewer if nothing had changed; absent where there is nothing to compare.
    #[cfg_attr(feature = "openapi", schema(example = 0.008))]
    pub chance_unchanged: Option<f64>,
    /// The chance of so many or more if there were only half as many as before.
    #[cfg_attr(feature = "openapi", schema(example = 0.7))]
    pub chance_halved: Option<f64>,
    /// Either chance must be below this: five percent, divided by the times at which it is measured (Bonferroni).
    #[cfg_attr(feature = "openapi", schema(example = 0.0167))]
    pub threshold: f64,
    /// What follows.
    pub verdict: QualityEffectVerdict,
}

/// Units of a month of production.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityEffectMonth {
    /// The month.
    pub month: Month,
    /// Whether they were made after the change; the month of the change stands there twice.
    pub after: bool,
    /// Units and what happened to them.
    pub group: QualityEffectGroup,
}

/// The effect of a case, as it can be measured now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityEffect {
    /// The watch, once the case was closed.
    pub watch: Option<QualityWatch>,
    /// The day from which on it is measured: of the watch, of who asks, or the day of the last corrective measure; absent where
    /// the case names no model or nothing was changed yet.
    pub changed_on: Option<NaiveDate>,
    /// Service up to this age is compared, in days.
    #[cfg_attr(feature = "openapi", schema(example = 45))]
    pub days: i64,
    /// What the comparison says today.
    pub finding: Option<QualityEffectFinding>,
    /// By month of production, the oldest first.
    pub months: Vec<QualityEffectMonth>,
}

/// What is asked of the effect.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct QualityEffectQuery {
    /// As if units had been made differently from this day on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed_on: Option<NaiveDate>,
}

/// Compares by the one-sided conditional test of two Poisson rates (Przyborowski and Wilenski 1940): of all incidents each
/// falls on the units made since with the chance that their days of service give it, so that their number is binomial.
///
/// Significantly fewer than before: effective. Significantly more than half as many as before: not effective. Else it is too
/// early to tell.
pub fn judge_effect(before: QualityEffectGroup, after: QualityEffectGroup) -> QualityEffectFinding {
    let threshold = EFFECT_PERCENT / 100.0 / EFFECT_DAYS.len() as f64;
    let (old, new) = (before.unit_days as f64, after.unit_days as f64);
    let all = u64::try_from(before.incidents + after.incidents).unwrap_or_default();
    let seen = u64::try_from(after.incidents).unwrap_or_default();
    let comparable = old > 0.0 && new > 0.0 && all > 0;
    let chance_unchanged = comparable.then(|| lower_tail(seen, all, new / (old + new))).flatten();
    let half = new * WORTH_HALF;
    let chance_halved = comparable.then(|| upper_tail(seen, all, half / (old + half))).flatten();
    let below = |chance: Option<f64>| chance.is_some_and(|chance| chance < threshold);
    let verdict = if below(chance_unchanged) {
        QualityEffectVerdict::Effective
    } else if below(chance_halved) {
        QualityEffectVerdict::NotEffective
    } else {
        QualityEffectVerdict::Undecided
    };
    let expected = if old > 0.0 { before.incidents as f64 * new / old } else { 0.0 };
    QualityEffectFinding { before, after, expected, chance_unchanged, chance_halved, threshold, verdict }
}

/// What all months of production together say.
pub fn judge_months(months: &[QualityEffectMonth]) -> QualityEffectFinding {
    let sum = |after: bool| {
        let of = months.iter().filter(|month| month.after == after).map(|month| month.group);
        of.fold(QualityEffectGroup::of(0, 0, 0), |all, one| {
            QualityEffectGroup::of(
                all.units + one.units,
                all.unit_days + one.unit_days,
                all.incidents + one.incidents,
            )
        })
    };
    judge_effect(sum(false), sum(true))
}

/// From which day on units are made differently: as is said, else since the last corrective measure was done.
pub fn change_day(said: Option<NaiveDate>, measures: &[QualityMeasure], zone: Tz) -> Option<NaiveDate> {
    let corrective = measures.iter().filter(|measure| measure.kind == QualityMeasureKind::Corrective);
    let done = corrective.filter_map(|measure| measure.done_at).max();
    said.or_else(|| done.map(|at| at.with_timezone(&zone).date_naive()))
}

/// Service up to this age is compared, in days: no unit made since can be older.
pub fn compared_days(changed_on: NaiveDate, today: NaiveDate) -> i64 {
    (today - changed_on).num_days().max(1)
}

impl QualityWatch {
    /// A new one.
    pub fn begun(changed_on: NaiveDate, now: DateTime<Utc>) -> Self {
        Self { changed_on, armed_at: now, next_at: due(now, 0), outcome: None, checks: vec![] }
    }

    /// After it was measured: it is over when that says something, or when it was the last time.
    pub fn measured(mut self, finding: QualityEffectFinding, now: DateTime<Utc>) -> Self {
        let done = self.checks.len();
        let Some(day) = EFFECT_DAYS.get(done).copied() else { return self };
        self.checks.push(QualityEffectCheck { day, at: now, finding });
        self.next_at = due(self.armed_at, done + 1);
        self.outcome = match finding.verdict {
            QualityEffectVerdict::Effective => Some(QualityWatchOutcome::Effective),
            QualityEffectVerdict::NotEffective => Some(QualityWatchOutcome::NotEffective),
            QualityEffectVerdict::Undecided if self.next_at.is_none() => {
                Some(QualityWatchOutcome::Inconclusive)
            }
            QualityEffectVerdict::Undecided => None,
        };
        if self.outcome.is_some() {
            self.next_at = None;
        }
        self
    }
}

/// When it is measured for the time after so many.
fn due(armed_at: DateTime<Utc>, done: usize) -> Option<DateTime<Utc>> {
    EFFECT_DAYS.get(done).and_then(|day| armed_at.checked_add_days(Days::new(u64::from(*day))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn group(unit_days: i64, incidents: i64) -> QualityEffectGroup {
        QualityEffectGroup::of(unit_days / 30, unit_days, incidents)
    }

    /// The example of Przyborowski and Wilenski's test as Lehmann and Romano (Testing Statistical Hypotheses, 4.5) put it: given
    /// the sum, the second count is binomial. With equal days of service and ten incidents, two or fewer on one side have the
    /// chance that tables of the binomial distribution print for ten throws of a coin: 0.0547; one or fewer 0.0107.
    #[test]
    fn equal_exposure_is_a_coin() {
        for (before, after, printed) in [(8, 2, 0.0547), (9, 1, 0.0107), (5, 5, 0.6230), (10, 0, 0.0010)] {
            let chance = judge_effect(group(3000, before), group(3000, after)).chance_unchanged.unwrap();
            assert!((chance - printed).abs() < 0.000_05, "{before} {after}: {chance}");
        }
    }

    /// Against the cumulative terms that tables of the binomial distribution print to four places (as in Montgomery and Runger,
    /// Applied Statistics and Probability for Engineers, appendix A, table II): p is the share of the days since the change.
    #[test]
    fn unequal_exposure_is_as_printed() {
        // (days before, days since, incidents in all): the chance of none since, one or fewer, two or fewer, three or fewer.
        for (old, new, all, printed) in [
            (9000, 1000, 20, [0.1216, 0.3917, 0.6769, 0.8670]),
            (3000, 1000, 10, [0.0563, 0.2440, 0.5256, 0.7759]),
            (7000, 3000, 15, [0.0047, 0.0353, 0.1268, 0.2969]),
            (6000, 4000, 20, [0.0000, 0.0005, 0.0036, 0.0160]),
        ] {
            for (after, printed) in (0..).zip(printed) {
                let chance =
                    judge_effect(group(old, all - after), group(new, after)).chance_unchanged.unwrap();
                assert!((chance - printed).abs() < 0.000_05, "{old} {new} {after} of {all}: {chance}");
            }
        }
        // Half of 2000 days beside 3000: p is a quarter, and the chance of so many or more is what is left of one less.
        for (after, one_less) in [(4, 0.7759), (5, 0.9219), (6, 0.9803)] {
            let chance = judge_effect(group(3000, 10 - after), group(2000, after)).chance_halved.unwrap();
            assert!((chance - (1.0 - one_less)).abs() < 0.000_05, "{after}: {chance}");
        }
    }

    #[test]
    fn each_verdict_has_its_reason() {
        use QualityEffectVerdict::*;
        for (before, after, verdict) in [
            // As long in service: ten before, none since; ten and ten; ten and eight; nothing at all.
            ((3000, 10), (3000, 0), Effective),
            ((3000, 10), (3000, 2), Undecided),
            ((3000, 40), (3000, 40), NotEffective),
            ((3000, 10), (3000, 10), Undecided),
            ((3000, 0), (3000, 0), Undecided),
            // It became worse.
            ((3000, 2), (3000, 12), NotEffective),
            // Too few days since to tell.
            ((30_000, 10), (300, 0), Undecided),
            ((0, 0), (3000, 3), Undecided),
        ] {
            let found = judge_effect(group(before.0, before.1), group(after.0, after.1));
            assert_eq!(found.verdict, verdict, "{before:?} {after:?} {found:?}");
        }
        let found = judge_effect(group(6000, 10), group(3000, 0));
        assert_eq!((found.expected, found.before.rate, found.after.rate), (5.0, Some(50.0), Some(0.0)));
    }

    #[test]
    fn a_watch_is_looked_at_three_times_at_most() {
        let start: DateTime<Utc> = "2026-01-01T08:00:00Z".parse().unwrap();
        let unclear = judge_effect(group(3000, 1), group(300, 0));
        let mut watch = QualityWatch::begun("2025-12-20".parse().unwrap(), start);
        for (day, next) in [(30, Some("2026-03-02")), (60, Some("2026-04-01")), (90, None)] {
            assert_eq!(watch.outcome, None);
            watch = watch.clone().measured(unclear, start);
            assert_eq!(watch.checks.last().unwrap().day, day);
            assert_eq!(watch.next_at.map(|at| at.date_naive().to_string()).as_deref(), next);
        }
        assert_eq!(watch.outcome, Some(QualityWatchOutcome::Inconclusive));
        assert_eq!(watch.clone().measured(unclear, start), watch, "what is over stays as it is");

        let clear = judge_effect(group(3000, 10), group(3000, 0));
        let watch = QualityWatch::begun("2025-12-20".parse().unwrap(), start).measured(clear, start);
        assert_eq!((watch.outcome, watch.next_at), (Some(QualityWatchOutcome::Effective), None));
    }

    proptest! {
        /// Fewer incidents since never speak against a change, and more never for it.
        #[test]
        fn fewer_incidents_never_look_worse(
            old in 1_i64..1_000_000, new in 1_i64..1_000_000, before in 0_i64..200, after in 1_i64..200,
        ) {
            let rank = |verdict| match verdict {
                QualityEffectVerdict::NotEffective => 0,
                QualityEffectVerdict::Undecided => 1,
                QualityEffectVerdict::Effective => 2,
            };
            let more = judge_effect(group(old, before), group(new, after));
            let fewer = judge_effect(group(old, before), group(new, after - 1));
            prop_assert!(rank(fewer.verdict) >= rank(more.verdict), "{fewer:?} {more:?}");
        }
    }
}
