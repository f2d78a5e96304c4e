//! Exact amounts of money: no binary fractions, no rounding that nobody asked for.

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;
use std::str::FromStr;

text_enums! {
    /// What an amount is counted in (ISO 4217).
    Currency in "currency" {
        /// Renminbi.
        Cny = "CNY",
        /// Euro.
        Eur = "EUR",
        /// US dollar.
        Usd = "USD",
        /// Hong Kong dollar.
        Hkd = "HKD",
    }
}

/// Digits before the point.
const WHOLE: usize = 9;
/// Digits behind it.
const CENTS: usize = 2;

/// An amount: not negative, with at most two digits behind the point. It travels as a string, so that no reader of
/// JSON makes a binary fraction of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(Decimal);

/// Not an amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("amount_malformed")]
pub struct AmountError;

impl Amount {
    /// An amount as it was stored: what was checked when it came in.
    pub fn stored(value: Decimal) -> Self {
        Self(value)
    }

    /// Its value.
    pub fn value(self) -> Decimal {
        self.0
    }

    /// Money in whole cents, half a cent upwards.
    pub fn rounded(value: Decimal) -> Self {
        Self(value.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero))
    }

    /// So much of a hundred of it, in whole cents.
    pub fn percent(self, percent: u16) -> Self {
        Self::rounded(self.0 * Decimal::from(percent) / Decimal::ONE_HUNDRED)
    }

    /// So many of it.
    pub fn times(self, count: i32) -> Total {
        Total(self.0 * Decimal::from(count))
    }
}

/// A sum of amounts: as exact, but without their bound. It travels as a string, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Total(Decimal);

impl Total {
    /// Nothing at all.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// A sum as it was stored or reckoned.
    pub fn stored(value: Decimal) -> Self {
        Self(value)
    }

    /// Its value.
    pub fn value(self) -> Decimal {
        self.0
    }
}

impl Default for Total {
    fn default() -> Self {
        Self::ZERO
    }
}

impl From<Amount> for Total {
    fn from(amount: Amount) -> Self {
        Self(amount.0)
    }
}

impl std::ops::Add for Total {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl std::iter::Sum for Total {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::ZERO, |sum, one| sum + one)
    }
}

impl fmt::Display for Total {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

impl Serialize for Total {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Total {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map(Self).map_err(|_| serde::de::Error::custom("amount_malformed"))
    }
}

impl FromStr for Amount {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let (whole, cents) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(whole, WHOLE) || !digits(cents, CENTS) {
            return Err(AmountError);
        }
        text.parse().map(Self).map_err(|_| AmountError)
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Amount {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some(r"^[0-9]{1,9}(\.[0-9]{1,2})?$"))
            .description(Some("An exact amount, with at most two digits behind the point."))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Amount {}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Total {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some(r"^[0-9]{1,15}(\.[0-9]{1,2})?$"))
            .description(Some("An exact sum of amounts, with two digits behind the point."))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Total {}

/// A signed amount: what is owed to one side, or by it where it is negative. It travels as a string, too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Balance(Decimal);

/// Digits before the point of a balance.
const WHOLE_BALANCE: usize = 13;

impl Balance {
    /// A balance as it was stored, or as it was reckoned.
    pub fn stored(value: Decimal) -> Self {
        // Nothing has no sign.
        Self(if value.is_zero() { Decimal::ZERO } else { value })
    }

    /// Its value.
    pub fn value(self) -> Decimal {
        self.0
    }

    /// The other side of it.
    pub fn reversed(self) -> Self {
        Self::stored(-self.0)
    }

    /// Its size, without its sign.
    pub fn size(self) -> Self {
        Self(self.0.abs())
    }
}

impl From<Amount> for Balance {
    fn from(amount: Amount) -> Self {
        Self::stored(amount.value())
    }
}

impl From<Total> for Balance {
    fn from(total: Total) -> Self {
        Self(total.0)
    }
}

impl std::iter::Sum for Balance {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        Self::stored(all.map(|one| one.0).sum())
    }
}

impl FromStr for Balance {
    type Err = AmountError;

    fn from_str(text: &str) -> Result<Self, AmountError> {
        let (whole, cents) = text.split_once('.').unwrap_or((text, "0"));
        let whole = whole.strip_prefix('-').unwrap_or(whole);
        let digits = |part: &str, most: usize| {
            (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        };
        if !digits(whole, WHOLE_BALANCE) || !digits(cents, CENTS) {
            return Err(AmountError);
        }
        text.parse().map(Self::stored).map_err(|_| AmountError)
    }
}

impl fmt::Display for Balance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.2}", self.0)
    }
}

impl Serialize for Balance {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Balance {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Balance {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some(r"^-?[0-9]{1,13}(\.[0-9]{1,2})?$"))
            .description(Some("An exact amount with its sign, with at most two digits behind the point."))
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Balance {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_amount_keeps_its_cents() {
        for (text, shown) in [("0", "0.00"), ("12.5", "12.50"), ("999999999.99", "999999999.99")] {
            assert_eq!(text.parse::<Amount>().unwrap().to_string(), shown);
        }
        let read: Amount = serde_json::from_str("\"0.10\"").unwrap();
        assert_eq!(serde_json::to_string(&read).unwrap(), "\"0.10\"");
        assert_eq!("0.30".parse::<Amount>(), "0.3".parse::<Amount>());
    }

    #[test]
    fn a_sum_is_exact_beyond_the_bound_of_an_amount() {
        let price: Amount = "999999999.99".parse().unwrap();
        let total = price.times(10_000);
        assert_eq!(total.to_string(), "9999999999900.00");
        let read: Total = serde_json::from_str(&serde_json::to_string(&total).unwrap()).unwrap();
        assert_eq!(read, total);
        assert_eq!("0.10".parse::<Amount>().unwrap().times(3).to_string(), "0.30");
    }

    #[test]
    fn a_balance_has_a_sign_unless_it_is_nothing() {
        for (text, shown) in [("-0", "0.00"), ("-12.5", "-12.50"), ("9999999999999.99", "9999999999999.99")] {
            assert_eq!(text.parse::<Balance>().unwrap().to_string(), shown);
        }
        for text in ["", "-", "--1", "+1", "1.234", "1-", "10000000000000"] {
            assert_eq!(text.parse::<Balance>(), Err(AmountError), "{text:?}");
        }
        let all = ["0.10", "0.20", "-0.30"].map(|text| text.parse::<Balance>().unwrap());
        assert_eq!(all.into_iter().sum::<Balance>(), Balance::default());
        assert_eq!(all[2].reversed().to_string(), "0.30");
    }

    #[test]
    fn what_is_no_amount_is_refused() {
        for text in ["", "-1", "1.", ".5", "1.234", "1e3", "1 000", "１", "1234567890", "1,5", "NaN"] {
            assert_eq!(text.parse::<Amount>(), Err(AmountError), "{text:?}");
        }
        assert!(serde_json::from_str::<Amount>("12.5").is_err());
    }
}
