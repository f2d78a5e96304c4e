//! The price list: what a part costs from which day on.

use crate::money::{Amount, Currency};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A line of a part's price list. It holds until the next one begins.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PartPrice {
    /// The first day.
    pub valid_from: NaiveDate,
    /// What it is counted in.
    pub currency: Currency,
    /// What the maker charges for one.
    pub price: Amount,
    /// What the supplier charges the maker for one; told to the maker's people only.
    #[serde(default)]
    pub cost: Option<Amount>,
}

/// The line of a price list that holds on a day; none before the first begins (MGT-T 4.1.8: stock is valued by it).
pub fn price_on(prices: &[PartPrice], day: NaiveDate) -> Option<&PartPrice> {
    prices.iter().filter(|price| price.valid_from <= day).max_by_key(|price| price.valid_from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_price_holds_until_the_next_begins() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let line = |from: &str, price: &str| PartPrice {
            valid_from: day(from),
            currency: Currency::Cny,
            price: price.parse().unwrap(),
            cost: None,
        };
        // In whatever order they stand.
        let list = [line("2026-07-01", "130"), line("2025-01-01", "110"), line("2026-01-01", "120")];
        let on = |text: &str| price_on(&list, day(text)).map(|p| p.price.to_string());
        assert_eq!(on("2024-12-31"), None);
        assert_eq!(on("2025-01-01").as_deref(), Some("110.00"));
        assert_eq!(on("2026-06-30").as_deref(), Some("120.00"));
        assert_eq!(on("2030-01-01").as_deref(), Some("130.00"));
        assert_eq!(price_on(&[], day("2026-01-01")), None);
    }
}
