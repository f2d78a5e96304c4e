//! What is to be set aside for repairs under warranty that are yet to come. The sources name no method; this is the plainest one: what a
//! day under warranty of one unit has cost lately, for all days under warranty that are still ahead.

use crate::money::Total;
use chrono::{Days, NaiveDate};
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// The days that are looked back on.
pub const RESERVE_DAYS: u64 = 365;

/// Days under warranty, of one unit or of all.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitDays {
    /// Units that are under warranty today.
    pub units: i64,
    /// Days of the last year on which units were under warranty.
    pub past: i64,
    /// Days from today on on which they will be.
    pub ahead: i64,
}

impl UnitDays {
    /// With those of so many units more.
    #[must_use]
    pub fn and(self, one: Self, count: i64) -> Self {
        let sum = |all: i64, one: i64| all.saturating_add(one.saturating_mul(count));
        Self {
            units: sum(self.units, one.units),
            past: sum(self.past, one.past),
            ahead: sum(self.ahead, one.ahead),
        }
    }
}

/// The days under warranty of one unit, from its first to its last day covered.
pub fn unit_days(starts_on: NaiveDate, ends_on: NaiveDate, today: NaiveDate) -> UnitDays {
    let year_ago = today.checked_sub_days(Days::new(RESERVE_DAYS)).unwrap_or(NaiveDate::MIN);
    let days = |from: NaiveDate, until: NaiveDate| until.signed_duration_since(from).num_days().max(0);
    // What is covered ends with the last day.
    let end = ends_on.succ_opt().unwrap_or(ends_on);
    UnitDays {
        units: i64::from(starts_on <= today && today < end),
        past: days(starts_on.max(year_ago), end.min(today)),
        ahead: days(starts_on.max(today), end),
    }
}

/// Cost of the last year ÷ its days under warranty × the days ahead, to the cent. Nothing where no unit was under warranty: it cannot be told.
pub fn reserve(cost: Total, days: UnitDays) -> Option<Total> {
    if days.past <= 0 {
        return None;
    }
    let exact = cost.value().checked_mul(days.ahead.into())?.checked_div(days.past.into())?;
    Some(Total::stored(cents(exact)))
}

fn cents(exact: Decimal) -> Decimal {
    exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn total(text: &str) -> Total {
        Total::stored(text.parse().unwrap())
    }

    #[test]
    fn days_under_warranty_are_told_apart_by_today() {
        let of = |from, until| {
            let days = unit_days(day(from), day(until), day("2026-11-27"));
            (days.units, days.past, days.ahead)
        };
        // A year and a half, half of it over.
        assert_eq!(of("2026-11-17", "2026-12-06"), (1, 10, 10));
        assert_eq!(of("2020-01-01", "2030-01-01").1, 365, "no more than the year");
        assert_eq!(of("2020-01-01", "2024-01-01"), (0, 0, 0));
        assert_eq!(of("2027-01-01", "2027-01-10"), (0, 0, 10), "begins later");
        assert_eq!(of("2026-11-01", "2026-11-26"), (0, 26, 0), "ended yesterday");
        assert_eq!(of("2026-11-27", "2026-11-27"), (1, 0, 1), "today is the only one");
    }

    #[test]
    fn what_a_day_cost_is_set_aside_for_each_day_ahead() {
        let days = |past, ahead| UnitDays { units: 1, past, ahead };
        assert_eq!(reserve(total("1000"), days(365, 730)), Some(total("2000")));
        assert_eq!(reserve(total("100"), days(3, 1)), Some(total("33.33")));
        assert_eq!(reserve(total("0"), days(3, 9)), Some(total("0")));
        assert_eq!(reserve(total("100"), days(0, 9)), None, "nothing to go by");
        assert_eq!(reserve(total("100"), days(10, 0)), Some(total("0")));
    }

    proptest! {
        /// Twice as many units, or days ahead, want twice as much; a day is on one side of today only.
        #[test]
        fn it_grows_with_what_is_ahead(cents in 0_i64..1_000_000_000, past in 1_i64..10_000_000, ahead in 0_i64..10_000_000) {
            let cost = Total::stored(Decimal::new(cents, 2));
            let of = |ahead| reserve(cost, UnitDays { units: 1, past, ahead }).unwrap().value();
            prop_assert!((of(ahead) * Decimal::TWO - of(ahead * 2)).abs() <= Decimal::new(1, 2));
            prop_assert!(of(ahead) <= of(ahead + 1));
        }

        #[test]
        fn a_day_is_past_or_ahead(start in -3000_i64..3000, length in 0_i64..3000) {
            let today = day("2026-11-27");
            let starts = today + chrono::Duration::days(start);
            let days = unit_days(starts, starts + chrono::Duration::days(length), today);
            prop_assert!(days.past + days.ahead <= length + 1);
            prop_assert!(days.past <= 365 && days.ahead >= days.units);
        }
    }
}
