//! Early warning (handbook 7): complaints and returns by production month × months in service, and which production month
//! has significantly more of them than the rest of its model.

use super::Month;
use crate::ids::{PartId, ProductId, RmaId, TicketId, UnitId};
use crate::problem::{Checker, FieldProblem, Refusal};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use statrs::distribution::{Binomial, DiscreteCDF};

/// Chance of one false alarm among all production months of a model that are tested together, in percent.
pub const ALARM_PERCENT: f64 = 1.0;
/// The most months of production that one table holds.
pub const MOST_COHORTS: u32 = 36;
/// Months in service are counted up to this one.
pub const MOST_AGE: usize = 24;

/// What is asked of the early warning.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct EarlyWarningQuery {
    /// The table of this model; without it, which models have alarms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only what this part caused; with a model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_id: Option<PartId>,
    /// How many months of production, the present one included: 1–36, 24 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 36))]
    pub months: Option<u32>,
}

impl EarlyWarningQuery {
    /// How many months.
    ///
    /// # Errors
    /// `validation_failed` when it is not 1–36, or a part stands there without a model.
    pub fn months(&self) -> Result<u32, Refusal> {
        let months = self.months.unwrap_or(24);
        let mut check = Checker::default();
        check.range(months.into(), 1..=MOST_COHORTS.into(), "?months");
        check.check(
            self.part_id.is_none() || self.product_id.is_some(),
            "?product_id",
            FieldProblem::Required,
        );
        check.finish()?;
        Ok(months)
    }
}

/// The early warning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarlyWarning {
    /// The first month of production.
    pub from: Month,
    /// The last one.
    pub until: Month,
    /// Every model with units produced in them; the most alarms first.
    pub models: Vec<WarningModel>,
    /// The parts that caused something of these models, at most 50; the most alarms first.
    pub parts: Vec<WarningPart>,
    /// The table of the model that was asked for; absent without one, or where it has no units.
    pub table: Option<WarningTable>,
}

/// How a model stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningModel {
    /// The model.
    pub product_id: ProductId,
    /// Its code.
    pub product_code: String,
    /// Its name.
    pub product_name: String,
    /// Units produced in these months.
    pub units: i64,
    /// Complaints and returns about them.
    pub incidents: i64,
    /// Months of production with an alarm.
    pub alarms: Vec<Month>,
}

/// What a part caused of a model: what was returned, and complaints for which it was returned, or which a quality feedback or a
/// claim puts down to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningPart {
    /// The model.
    pub product_id: ProductId,
    /// Its code.
    pub product_code: String,
    /// The part.
    pub part_id: PartId,
    /// Its number.
    pub part_number: String,
    /// Its name.
    pub part_name: String,
    /// Complaints and returns.
    pub incidents: i64,
    /// Months of production with an alarm.
    pub alarms: Vec<Month>,
}

/// The most parts that are told.
pub const MOST_WARNED_PARTS: usize = 50;
/// The most incidents that are listed behind a number.
pub const MOST_BEHIND: usize = 500;

/// Which number of a table is opened.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct WarningIncidentQuery {
    /// The model.
    pub product_id: ProductId,
    /// Only what this part caused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_id: Option<PartId>,
    /// The month of production.
    #[cfg_attr(feature = "openapi", param(value_type = String, example = "2026-03", pattern = "^[0-9]{4}-[0-9]{2}$"))]
    pub month: Month,
    /// Only in this month of service, the first being 1; up to 25.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 25))]
    pub service_month: Option<u32>,
}

impl WarningIncidentQuery {
    /// Between which whole months of service, both included.
    ///
    /// # Errors
    /// `validation_failed` when the month of service is not 1–25, or the other is none that is reckoned with.
    pub fn ages(&self) -> Result<(usize, usize), Refusal> {
        use chrono::Datelike;
        let mut check = Checker::default();
        let last = i64::try_from(MOST_AGE).unwrap_or(i64::MAX);
        if let Some(month) = self.service_month {
            check.range(month.into(), 1..=last + 1, "?service_month");
        }
        let years = crate::calendar::FIRST_YEAR..=crate::calendar::LAST_YEAR;
        if !years.contains(&self.month.first_day().year()) {
            check.push(crate::calendar::out_of_range("?month"));
        }
        check.finish()?;
        let age = |month: u32| usize::try_from(month.saturating_sub(1)).unwrap_or(MOST_AGE);
        Ok(self.service_month.map_or((0, MOST_AGE), |month| (age(month), age(month))))
    }
}

/// What is behind a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningIncidents {
    /// The complaints and returns, the first first; at most 500.
    pub incidents: Vec<WarningIncident>,
    /// Whether there are more.
    pub more: bool,
}

/// A complaint or a return about a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningIncident {
    /// When it was reported, or came to be returned.
    pub day: NaiveDate,
    /// In which month of the unit's service, the first being 1.
    pub service_month: u32,
    /// The unit.
    pub unit_id: UnitId,
    /// Its serial number.
    pub unit_serial: String,
    /// The complaint.
    pub ticket_id: Option<TicketId>,
    /// The return, where no complaint stands behind it.
    pub rma_id: Option<RmaId>,
    /// The number of either.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-000123"))]
    pub number: String,
    /// What it is about, or what came back.
    #[cfg_attr(feature = "openapi", schema(example = "门机异响"))]
    pub subject: String,
}

/// The table of a model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningTable {
    /// The model.
    pub product_id: ProductId,
    /// Only what this part caused is counted.
    pub part_id: Option<PartId>,
    /// Its months of production with units, the oldest first.
    pub rows: Vec<WarningRow>,
    /// All of them together, by month in service.
    pub all: Vec<WarningCell>,
    /// Months that were tested together.
    pub tested: i64,
    /// An alarm is a chance below this: one percent, divided by the months that were tested (Bonferroni).
    #[cfg_attr(feature = "openapi", schema(example = 0.000_5))]
    pub threshold: f64,
}

/// A month of production.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningRow {
    /// The month.
    pub month: Month,
    /// Units produced in it.
    pub units: i64,
    /// Complaints and returns about them.
    pub incidents: i64,
    /// How many there would be if its units were like all of the model's at the same age.
    #[cfg_attr(feature = "openapi", schema(example = 2.4))]
    pub expected: f64,
    /// The chance of so many or more if they were; absent where there is nothing to compare it with.
    #[cfg_attr(feature = "openapi", schema(example = 0.000_02))]
    pub chance: Option<f64>,
    /// That is too small to be chance.
    pub alarm: bool,
    /// By month in service, the first month first.
    pub cells: Vec<WarningCell>,
}

/// A month in service of a month of production.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningCell {
    /// Units that are already in that month of service.
    pub units: i64,
    /// Complaints and returns in it.
    pub incidents: i64,
    /// Incidents per thousand of these units; absent where there are none.
    #[cfg_attr(feature = "openapi", schema(example = 12.5))]
    pub per_thousand: Option<f64>,
}

impl WarningCell {
    fn of(units: i64, incidents: i64) -> Self {
        let per_thousand = (units > 0).then(|| (incidents as f64 * 10_000.0 / units as f64).round() / 10.0);
        Self { units, incidents, per_thousand }
    }
}

/// What was counted of a month of production: by whole months in service, units of just that age and incidents at it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cohort {
    /// Units whose age in whole months is that of the place; those older than the last place stand in it.
    pub ages: Vec<i64>,
    /// Incidents in that month of service.
    pub incidents: Vec<i64>,
}

impl Cohort {
    /// Units that have come into each month of service: only those that are already so old can have had an incident in it.
    fn at_risk(&self) -> Vec<i64> {
        let mut sum = 0;
        let mut risk: Vec<i64> = (0..=MOST_AGE)
            .rev()
            .map(|age| {
                sum += self.ages.get(age).copied().unwrap_or_default();
                sum
            })
            .collect();
        risk.reverse();
        risk
    }

    fn incident(&self, age: usize) -> i64 {
        self.incidents.get(age).copied().unwrap_or_default()
    }
}

/// The chance of `seen` or more of `trials`, each with this chance: the exact upper tail of the binomial distribution.
pub fn upper_tail(seen: u64, trials: u64, chance: f64) -> Option<f64> {
    if seen == 0 {
        return Some(1.0);
    }
    Some(Binomial::new(chance, trials).ok()?.sf(seen - 1))
}

/// The chance of `seen` or fewer of `trials`, each with this chance: the exact lower tail of the binomial distribution.
pub fn lower_tail(seen: u64, trials: u64, chance: f64) -> Option<f64> {
    Some(Binomial::new(chance, trials).ok()?.cdf(seen))
}

/// The table of a model.
///
/// Under the assumption that all months are alike, each incident of the model falls on a month of production with the chance
/// that this month's units at risk give it, age by age. Where these chances differ with age the number spreads less than the
/// binomial distribution of the same mean (Hoeffding 1956), whose exact upper tail is taken: the test is one-sided, rather too
/// careful than too quick, compares units of the same age and needs no estimate of how often the model fails.
pub fn warning_table(
    (product_id, part_id): (ProductId, Option<PartId>),
    cohorts: &[(Month, Cohort)],
) -> WarningTable {
    let risks: Vec<Vec<i64>> = cohorts.iter().map(|(_, cohort)| cohort.at_risk()).collect();
    let all: Vec<WarningCell> = (0..=MOST_AGE)
        .map(|age| {
            let units = risks.iter().map(|risk| risk[age]).sum();
            WarningCell::of(units, cohorts.iter().map(|(_, cohort)| cohort.incident(age)).sum())
        })
        .collect();
    let total: i64 = all.iter().map(|cell| cell.incidents).sum();
    let mut rows: Vec<WarningRow> = cohorts
        .iter()
        .zip(&risks)
        .map(|((month, cohort), risk)| {
            let cells: Vec<WarningCell> = risk
                .iter()
                .enumerate()
                .map(|(age, units)| WarningCell::of(*units, cohort.incident(age)))
                .collect();
            let share = |(cell, all): (&WarningCell, &WarningCell)| match all.units {
                0 => 0.0,
                units => all.incidents as f64 * cell.units as f64 / units as f64,
            };
            let expected: f64 = cells.iter().zip(&all).map(share).sum();
            let incidents: i64 = cells.iter().map(|cell| cell.incidents).sum();
            // Where all incidents must be its own there is nothing to compare.
            let comparable = total > 0 && expected > 0.0 && expected < total as f64;
            let count = |n: i64| u64::try_from(n).unwrap_or_default();
            let chance = comparable
                .then(|| upper_tail(count(incidents), count(total), expected / total as f64))
                .flatten();
            WarningRow { month: *month, units: risk[0], incidents, expected, chance, alarm: false, cells }
        })
        .collect();
    let tested = rows.iter().filter(|row| row.chance.is_some()).count();
    let threshold = ALARM_PERCENT / 100.0 / tested.max(1) as f64;
    for row in &mut rows {
        row.alarm = row.chance.is_some_and(|chance| chance < threshold);
    }
    WarningTable {
        product_id,
        part_id,
        rows,
        all,
        tested: i64::try_from(tested).unwrap_or(i64::MAX),
        threshold,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn id() -> (ProductId, Option<PartId>) {
        (ProductId(uuid::Uuid::nil()), None)
    }

    #[test]
    fn a_part_needs_its_model_and_a_month_of_service_is_counted_from_one() {
        let part =
            EarlyWarningQuery { part_id: Some(PartId(uuid::Uuid::nil())), ..EarlyWarningQuery::default() };
        assert_eq!(part.months().unwrap_err().fields[0].pointer, "?product_id");
        let behind = |service_month, month: &str| {
            let (product_id, part_id) = id();
            let query =
                WarningIncidentQuery { product_id, part_id, month: month.parse().unwrap(), service_month };
            query.ages().map_err(|refusal| refusal.fields[0].pointer.clone())
        };
        assert_eq!(behind(None, "2026-03"), Ok((0, 24)));
        assert_eq!(behind(Some(1), "2026-03"), Ok((0, 0)));
        assert_eq!(behind(Some(25), "2026-03"), Ok((24, 24)));
        assert_eq!(behind(Some(0), "2026-03"), Err("?service_month".into()));
        assert_eq!(behind(Some(26), "2026-03"), Err("?service_month".into()));
        assert_eq!(behind(None, "1200-03"), Err("?month".into()));
    }

    /// Upper tails as one minus what tables of the cumulative binomial distribution print to four places (as in Montgomery,
    /// Introduction to Statistical Quality Control, and Hogg, Probability and Statistical Inference).
    #[test]
    fn the_tail_is_what_the_published_tables_print() {
        for (trials, chance, until, printed) in [
            (5, 0.20, 1, 0.7373),
            (10, 0.10, 2, 0.9298),
            (10, 0.50, 3, 0.1719),
            (15, 0.30, 6, 0.8689),
            (20, 0.10, 2, 0.6769),
            (20, 0.25, 5, 0.6172),
            (20, 0.50, 14, 0.9793),
            (25, 0.05, 3, 0.9659),
        ] {
            let tail = upper_tail(until + 1, trials, chance).unwrap();
            assert!((1.0 - tail - printed).abs() < 0.000_05, "{trials} {chance} {until}: {tail}");
        }
        assert_eq!(upper_tail(0, 10, 0.3), Some(1.0));
        assert!((lower_tail(6, 15, 0.30).unwrap() - 0.8689).abs() < 0.000_05);
        // Far out it is still exact: all of ten.
        assert!((upper_tail(10, 10, 0.1).unwrap() / 1e-10 - 1.0).abs() < 1e-9);
    }

    fn cohort(month: &str, age: usize, units: i64, incidents: &[i64]) -> (Month, Cohort) {
        let mut ages = vec![0; MOST_AGE + 1];
        ages[age] = units;
        (month.parse().unwrap(), Cohort { ages, incidents: incidents.to_vec() })
    }

    #[test]
    fn only_units_that_are_that_old_count() {
        let mut some = cohort("2026-01", 2, 100, &[0, 1, 3]);
        some.1.ages[0] = 50;
        let table = warning_table(id(), &[some]);
        let cells: Vec<_> =
            table.rows[0].cells.iter().take(4).map(|c| (c.units, c.incidents, c.per_thousand)).collect();
        let expected = [(150, 0, Some(0.0)), (100, 1, Some(10.0)), (100, 3, Some(30.0)), (0, 0, None)];
        assert_eq!(cells, expected);
        assert_eq!((table.rows[0].units, table.rows[0].incidents), (150, 4));
        assert_eq!(table.rows[0].chance, None, "one month alone is not compared with itself");
    }

    /// Four months of a hundred units each, three of them with two incidents, the last with twelve. By hand: 18 incidents, each
    /// with a chance of one quarter, twelve or more: 0.00025 (sum of the binomial terms); below 0.01 / 4.
    #[test]
    fn a_bad_month_stands_out() {
        let months = ["2026-01", "2026-02", "2026-03", "2026-04"];
        let cohorts: Vec<_> =
            months.iter().map(|m| cohort(m, 6, 100, &[0, if *m == "2026-03" { 12 } else { 2 }])).collect();
        let table = warning_table(id(), &cohorts);
        assert_eq!((table.tested, table.threshold), (4, 0.0025));
        let alarms: Vec<_> = table.rows.iter().filter(|r| r.alarm).map(|r| r.month.to_string()).collect();
        assert_eq!(alarms, ["2026-03"]);
        let bad = &table.rows[2];
        assert_eq!(bad.expected, 4.5);
        let term = |k: u32| {
            let choose = (0..k).fold(1.0, |c, i| c * f64::from(18 - i) / f64::from(i + 1));
            choose * 0.25_f64.powi(k as i32) * 0.75_f64.powi(18 - k as i32)
        };
        let by_hand: f64 = (12..=18).map(term).sum();
        assert!((bad.chance.unwrap() - by_hand).abs() < 1e-12, "{by_hand}");
    }

    #[test]
    fn an_old_month_is_not_blamed_for_its_age() {
        // All fail alike, two of a hundred in each month of service; the oldest has had most of them.
        let cohorts = [("2025-06", 11), ("2026-02", 3), ("2026-04", 1)]
            .map(|(month, age)| cohort(month, age, 100, &vec![2; age + 1]));
        let table = warning_table(id(), &cohorts);
        assert!(
            table.rows.iter().all(|row| !row.alarm && (row.expected - row.incidents as f64).abs() < 1e-9)
        );
    }

    proptest! {
        /// What is expected adds up to what was seen, and nothing below it is an alarm.
        #[test]
        fn expectation_adds_up(
            months in proptest::collection::vec((0_usize..MOST_AGE, 1_i64..500, 0_i64..20), 2..12),
        ) {
            let cohorts: Vec<_> = months.iter().enumerate().map(|(n, (age, units, incidents))| {
                let mut by_age = vec![0; age + 1];
                by_age[*age] = *incidents;
                let month = "2024-01".parse::<Month>().unwrap().plus(n as u32);
                (month, cohort("2024-01", *age, *units, &by_age).1)
            }).collect();
            let table = warning_table(id(), &cohorts);
            let (seen, expected): (f64, f64) =
                table.rows.iter().fold((0.0, 0.0), |(s, e), r| (s + r.incidents as f64, e + r.expected));
            prop_assert!((seen - expected).abs() < 1e-6 * (1.0 + seen));
            prop_assert!(table.rows.iter().all(|r| r.chance.is_none_or(|c| (0.0..=1.0).contains(&c))));
            prop_assert!(table.rows.iter().all(|r| !r.alarm || r.incidents as f64 > r.expected));
        }
    }
}
