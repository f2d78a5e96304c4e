//! What the report of warranty costs shows.

use super::super::figures::share;
use super::super::month::Month;
use super::reserve::UnitDays;
use super::words::CostDimension;
use crate::money::{Currency, Total};
use chrono::{DateTime, NaiveDate, Utc};
use rust_decimal::prelude::ToPrimitive;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// What warranty costs, in one currency. Behind each number stands a list of claims with as many entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarrantyCostReport {
    /// The instant it was counted.
    pub at: DateTime<Utc>,
    /// The zone in which months begin.
    #[cfg_attr(feature = "openapi", schema(example = "Asia/Shanghai"))]
    pub zone: String,
    /// The currency of all amounts but those of the open liabilities.
    pub currency: Currency,
    /// The first day.
    pub starts_on: NaiveDate,
    /// The last day.
    pub ends_on: NaiveDate,
    /// All claims that were answered in these months and cost something.
    pub total: CostFigures,
    /// Month by month, by when they were answered.
    pub months: Vec<CostMonth>,
    /// What the rows are told apart by.
    pub by: CostDimension,
    /// The dearest 100, then what cannot be told apart so.
    pub rows: Vec<CostRow>,
    /// How many there are.
    pub values: i64,
    /// What is owed, and what is to be set aside, by currency.
    pub open: Vec<OpenLiability>,
}

/// What is counted of some claims.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CostFigures {
    /// Claims.
    pub claims: i64,
    /// Units that they are for.
    pub units: i64,
    /// What was approved of them.
    #[cfg_attr(feature = "openapi", schema(example = "4500.00"))]
    pub cost: Total,
    /// That by the number of units.
    #[cfg_attr(feature = "openapi", schema(example = "450.00"))]
    pub per_unit: Option<Total>,
    /// How many of the claims suppliers bore something of.
    pub recovered_claims: i64,
    /// What suppliers accepted, or had decided, to bear of it.
    #[cfg_attr(feature = "openapi", schema(example = "1216.00"))]
    pub recovered: Total,
    /// That of the cost, in tenths of a percent.
    pub recovered_rate: Option<i32>,
}

impl CostFigures {
    /// With what follows from the others.
    pub fn of(claims: (i64, i64), units: i64, cost: Decimal, recovered: Decimal) -> Self {
        let cents = |amount: Decimal| (amount * Decimal::ONE_HUNDRED).to_i64().unwrap_or(i64::MAX);
        let each = |units: i64| {
            let each = cost.checked_div(units.into())?;
            Some(Total::stored(each.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero)))
        };
        Self {
            claims: claims.0,
            units,
            cost: Total::stored(cost),
            per_unit: each(units),
            recovered_claims: claims.1,
            recovered: Total::stored(recovered),
            recovered_rate: share(cents(recovered), cents(cost)),
        }
    }
}

/// What a month cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CostMonth {
    /// The month.
    pub month: Month,
    /// What is counted.
    pub figures: CostFigures,
}

/// What was caused by one value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CostRow {
    /// The id or the word of the value; absent for what has none.
    #[cfg_attr(feature = "openapi", schema(example = "01930f7a-5c00-7000-8000-0000000000c1"))]
    pub value: Option<String>,
    /// The value as people read it.
    #[cfg_attr(feature = "openapi", schema(example = "SB-1000P 三宝乘客电梯"))]
    pub label: Option<String>,
    /// What is counted.
    pub figures: CostFigures,
}

/// Claims that are owed something, and how much.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CostPile {
    /// Claims.
    pub claims: i64,
    /// What they come to.
    #[cfg_attr(feature = "openapi", schema(example = "4500.00"))]
    pub amount: Total,
}

/// What is owed in one currency today, and what is to be set aside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenLiability {
    /// The currency.
    pub currency: Currency,
    /// What is approved and not paid.
    pub approved: CostPile,
    /// What waits for an answer, at what is claimed.
    pub waiting: CostPile,
    /// What is to be set aside for repairs that are yet to come.
    pub reserve: CostReserve,
}

/// What is to be set aside, and what it is reckoned from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CostReserve {
    /// What claims cost that were answered in the last 365 days.
    pub year: CostPile,
    /// The first of those days.
    pub since: NaiveDate,
    /// Units that are under warranty today.
    pub units: i64,
    /// Days of those 365 on which units were under warranty.
    pub past_days: i64,
    /// Days from today on on which they will be.
    pub ahead_days: i64,
    /// Cost of the year ÷ past days × days ahead; absent where no unit was under warranty.
    #[cfg_attr(feature = "openapi", schema(example = "18250.00"))]
    pub amount: Option<Total>,
}

impl CostReserve {
    /// From the cost of the year since a day, and days under warranty.
    pub fn of(year: CostPile, since: NaiveDate, days: UnitDays) -> Self {
        Self {
            year,
            since,
            units: days.units,
            past_days: days.past,
            ahead_days: days.ahead,
            amount: super::reserve::reserve(year.amount, days),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_follows_is_rounded_once() {
        let figures = CostFigures::of((3, 1), 3, Decimal::new(10_000, 2), Decimal::new(2_500, 2));
        assert_eq!(figures.per_unit.map(|each| each.to_string()).as_deref(), Some("33.33"));
        assert_eq!(figures.recovered_rate, Some(250));
        let none = CostFigures::of((0, 0), 0, Decimal::ZERO, Decimal::ZERO);
        assert_eq!((none.per_unit, none.recovered_rate), (None, None));
    }
}
