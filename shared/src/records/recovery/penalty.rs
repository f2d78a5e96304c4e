//! What a supplier pays for each unit that failed before it was delivered: data with a first day, by currency (MGT-T 4.5.3).

use crate::money::{Amount, Currency};
use crate::problem::{Checker, FieldProblem};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// The most lines of the table.
pub const MOST_PENALTIES: usize = 40;

/// Between which amounts a penalty for one unit lies, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PenaltyBounds {
    /// The first day; they hold until the next ones in the same currency begin.
    #[cfg_attr(feature = "openapi", schema(example = "2026-01-01"))]
    pub valid_from: NaiveDate,
    /// In which currency.
    pub currency: Currency,
    /// No less than this much for one unit.
    #[cfg_attr(feature = "openapi", schema(example = "500.00"))]
    pub least: Amount,
    /// No more than this much for one unit.
    #[cfg_attr(feature = "openapi", schema(example = "2000.00"))]
    pub most: Amount,
}

impl PenaltyBounds {
    /// The handbook's: 500 to 2000 yuan (MGT-T 4.5.3). It names no other currency, so there is no penalty in any.
    pub fn shipped() -> Vec<Self> {
        let yuan = |n: i64| Amount::stored(Decimal::new(n * 100, 2));
        vec![Self {
            valid_from: NaiveDate::from_ymd_opt(2000, 1, 1).unwrap_or_default(),
            currency: Currency::Cny,
            least: yuan(500),
            most: yuan(2000),
        }]
    }

    /// Whether a penalty for one unit is within them.
    pub fn allow(&self, penalty: Amount) -> bool {
        (self.least..=self.most).contains(&penalty)
    }

    /// Those in force in a currency on a day; none where no penalty is agreed.
    pub fn on(all: &[Self], currency: Currency, day: NaiveDate) -> Option<&Self> {
        let begun = all.iter().filter(|one| one.currency == currency && one.valid_from <= day);
        begun.max_by_key(|one| one.valid_from)
    }

    /// Whether a table makes sense: each day once in a currency, and least not over most.
    pub fn check_all(all: &[Self], check: &mut Checker) {
        let most = i64::try_from(MOST_PENALTIES).unwrap_or(i64::MAX);
        check.range(i64::try_from(all.len()).unwrap_or(i64::MAX), 0..=most, "/penalties");
        for (n, one) in all.iter().enumerate().take(MOST_PENALTIES) {
            let at = |name: &str| format!("/penalties/{n}/{name}");
            check.check(!one.least.value().is_zero(), &at("least"), FieldProblem::AmountZero);
            check.check(one.least <= one.most, &at("most"), FieldProblem::Inconsistent);
            let told = &all[..n];
            let twice = told.iter().any(|o| o.currency == one.currency && o.valid_from == one.valid_from);
            check.check(!twice, &at("valid_from"), FieldProblem::Taken);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(from: &str, currency: Currency, least: &str, most: &str) -> PenaltyBounds {
        let [least, most] = [least, most].map(|text| text.parse().unwrap());
        PenaltyBounds { valid_from: from.parse().unwrap(), currency, least, most }
    }

    #[test]
    fn the_bounds_of_the_day_hold_and_the_handbooks_are_shipped() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let fits = |all: &[PenaltyBounds], on: &str, penalty: &str| {
            let bounds = PenaltyBounds::on(all, Currency::Cny, day(on));
            bounds.is_some_and(|bounds| bounds.allow(penalty.parse().unwrap()))
        };
        let mut all = PenaltyBounds::shipped();
        for (penalty, is) in [("499.99", false), ("500", true), ("2000", true), ("2000.01", false)] {
            assert_eq!(fits(&all, "2026-11-27", penalty), is, "{penalty}");
        }
        assert!(PenaltyBounds::on(&all, Currency::Eur, day("2026-11-27")).is_none());
        all.insert(0, line("2027-01-01", Currency::Cny, "800", "3000"));
        assert!(fits(&all, "2026-12-31", "500") && !fits(&all, "2027-01-01", "500"));
        assert!(fits(&all, "2027-01-01", "3000"));
    }

    #[test]
    fn a_table_that_makes_no_sense_is_refused_line_by_line() {
        let twice = line("2026-01-01", Currency::Eur, "100", "50");
        let all = [line("2026-01-01", Currency::Eur, "0", "50"), twice];
        let mut check = Checker::default();
        PenaltyBounds::check_all(&all, &mut check);
        let refused = check.finish().unwrap_err();
        let fields: Vec<_> = refused.fields.iter().map(|f| f.pointer.as_str()).collect();
        assert_eq!(fields, ["/penalties/0/least", "/penalties/1/most", "/penalties/1/valid_from"]);
    }
}
