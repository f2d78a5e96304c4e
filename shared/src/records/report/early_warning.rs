//! Early warning (handbook 7): complaints and returns by production month × months in service, and which production month
//! has significantly more of them than the rest of its model.

use super::Month;
use super::warning::*;
use crate::ids::{PartId, ProductId};
use statrs::distribution::{Binomial, DiscreteCDF};

/// Chance of one false alarm among all production months of a model that are tested together, in percent.
pub const ALARM_PERCENT: f64 = 1.0;
/// Months in service are counted up to this one.
pub const MOST_AGE: usize = 24;

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
