//! What a supplier is to bear for a part that it answers for (handbook 8, MGT-T 4.5.1).

use super::words::{ChargeBasis, ChargeKind};
use crate::money::{Amount, Currency};
use crate::problem::{FieldProblem, ProblemCode, Refusal};
use crate::records::part::{PartPrice, price_on};
use crate::records::rma::RmaResponsible;
use chrono::NaiveDate;
use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

/// What a charge would be, with all that it is reckoned from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChargeProposal {
    /// The day of the inspection, whose price list holds.
    pub day: NaiveDate,
    /// What one is reckoned at: what the supplier charged where the price list says so, else the maker's price.
    pub basis: ChargeBasis,
    /// That much for one.
    pub unit_price: Amount,
    /// How many came.
    #[cfg_attr(feature = "openapi", schema(example = 2))]
    pub quantity: i32,
    /// The supplier's share in percent.
    #[cfg_attr(feature = "openapi", schema(example = 80))]
    pub share_percent: i32,
    /// Unit price × quantity × share, to the cent.
    pub amount: Amount,
    /// What it is counted in.
    pub currency: Currency,
}

/// The supplier's share of a part: price on the day of the inspection × quantity × share, half a cent rounded up.
/// Nothing where the price list says nothing for that day, or where nothing or more than an amount can hold comes of it.
pub fn propose_charge(
    prices: &[PartPrice],
    inspected_on: NaiveDate,
    quantity: i32,
    share_percent: i32,
) -> Option<ChargeProposal> {
    let price = price_on(prices, inspected_on)?;
    let (basis, unit_price) = match price.cost {
        Some(cost) => (ChargeBasis::Cost, cost),
        None => (ChargeBasis::Price, price.price),
    };
    let exact = unit_price
        .value()
        .checked_mul(Decimal::from(quantity))?
        .checked_mul(Decimal::from(share_percent))?
        .checked_div(Decimal::ONE_HUNDRED)?;
    let rounded = exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let amount: Amount = format!("{rounded:.2}").parse().ok()?;
    let currency = price.currency;
    (!amount.value().is_zero()).then_some(ChargeProposal {
        day: inspected_on,
        basis,
        unit_price,
        quantity,
        share_percent,
        amount,
        currency,
    })
}

/// Whether a charge on the supplier can be recorded for a line: the inspection found that the supplier answers for it, and
/// it was not charged yet.
///
/// # Errors
/// `transition_refused`, saying which.
pub fn may_charge(name: &str, responsible: Option<RmaResponsible>, charged: bool) -> Result<(), Refusal> {
    let detail = match responsible {
        _ if charged => "problem-transition_refused-charged",
        Some(RmaResponsible::Supplier) => return Ok(()),
        _ => "problem-transition_refused-not_the_supplier",
    };
    Err(Refusal::new(ProblemCode::TransitionRefused).detail(detail).arg("name", name))
}

/// Whether an amount can be charged: not nothing, in the currency of what was charged before, and with a reason where it
/// is not what was proposed.
///
/// # Errors
/// `validation_failed` with the field.
pub fn check_charge(
    (amount, currency): (Amount, Currency),
    noted: bool,
    proposed: Option<&ChargeProposal>,
    charged_in: Option<Currency>,
) -> Result<(), Refusal> {
    if amount.value().is_zero() {
        return Err(Refusal::field("/amount", FieldProblem::AmountZero));
    }
    if charged_in.is_some_and(|other| other != currency) {
        return Err(Refusal::field("/currency", FieldProblem::Inconsistent));
    }
    let as_proposed = proposed.is_some_and(|p| p.amount == amount && p.currency == currency);
    if !as_proposed && !noted {
        return Err(Refusal::field("/note", FieldProblem::Required));
    }
    Ok(())
}

/// Something that a supplier is to bear, recorded once for each kind; the cost lines of a later recovery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SupplierCharge {
    /// For what.
    pub kind: ChargeKind,
    /// How much.
    pub amount: Amount,
    /// What it is counted in.
    pub currency: Currency,
    /// What it was reckoned from.
    pub basis: Option<ChargeBasis>,
    /// At how much for one; what the maker charges others is not told to the supplier.
    pub unit_price: Option<Amount>,
    /// For how many.
    pub quantity: Option<i32>,
    /// With which share in percent.
    pub share_percent: Option<i32>,
    /// Why it is another amount than was proposed.
    #[cfg_attr(feature = "openapi", schema(example = "按年度质量协议的约定金额"))]
    pub note: Option<String>,
    /// Who recorded it; told inside the house.
    #[cfg_attr(feature = "openapi", schema(example = "赵敏"))]
    pub recorded_by_name: Option<String>,
    /// When.
    pub recorded_at: chrono::DateTime<chrono::Utc>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 7, 1).unwrap()
    }

    fn list(price: &str, cost: Option<&str>) -> Vec<PartPrice> {
        let cost = cost.map(|cost| cost.parse().unwrap());
        let (valid_from, currency, price) = (day(), Currency::Cny, price.parse().unwrap());
        vec![PartPrice { valid_from, currency, price, cost }]
    }

    fn amount(prices: &[PartPrice], quantity: i32, share: i32) -> Option<String> {
        propose_charge(prices, day(), quantity, share).map(|p| format!("{} {}", p.basis, p.amount))
    }

    #[test]
    fn a_share_of_what_the_supplier_charged_or_else_of_the_price() {
        assert_eq!(amount(&list("1280", Some("760")), 2, 80).as_deref(), Some("cost 1216.00"));
        assert_eq!(amount(&list("1280", None), 1, 50).as_deref(), Some("price 640.00"));
        assert_eq!(amount(&list("0.01", None), 1, 50).as_deref(), Some("price 0.01"), "half a cent is one");
        assert_eq!(amount(&list("0.01", None), 1, 49), None);
        assert_eq!(amount(&list("1280", None), 1, 0), None);
        assert_eq!(amount(&[], 1, 100), None);
        assert_eq!(amount(&list("999999999.99", None), 2, 100), None, "no amount holds that");
        let before = day().pred_opt().unwrap();
        assert_eq!(propose_charge(&list("1280", None), before, 1, 100), None);
    }

    #[test]
    fn another_amount_needs_a_reason() {
        let proposed = propose_charge(&list("100", None), day(), 1, 100).unwrap();
        let said = |text: &str| (text.parse::<Amount>().unwrap(), Currency::Cny);
        let wrong = |refused: Result<(), Refusal>| refused.map_err(|r| r.fields[0].pointer.clone());
        assert_eq!(wrong(check_charge(said("100"), false, Some(&proposed), None)), Ok(()));
        assert_eq!(wrong(check_charge(said("90"), false, Some(&proposed), None)), Err("/note".into()));
        assert_eq!(wrong(check_charge(said("90"), true, Some(&proposed), None)), Ok(()));
        assert_eq!(wrong(check_charge(said("90"), false, None, None)), Err("/note".into()));
        assert_eq!(wrong(check_charge(said("0"), true, None, None)), Err("/amount".into()));
        let other = check_charge(said("9"), true, None, Some(Currency::Eur));
        assert_eq!(wrong(other), Err("/currency".into()));
    }

    #[test]
    fn only_what_the_supplier_answers_for_is_charged_and_once() {
        assert!(may_charge("皮带", Some(RmaResponsible::Supplier), false).is_ok());
        assert!(may_charge("皮带", Some(RmaResponsible::Supplier), true).is_err());
        assert!(may_charge("皮带", Some(RmaResponsible::Carrier), false).is_err());
        assert!(may_charge("皮带", None, false).is_err());
    }

    proptest! {
        /// Never more than the whole, never off by more than half a cent, and in no case a fraction of a cent.
        #[test]
        fn a_share_is_exact_to_the_cent(cents in 1_i64..10_000_000, quantity in 1_i32..100, share in 1_i32..=100) {
            let unit = Decimal::new(cents, 2);
            let prices = list(&unit.to_string(), None);
            let exact = unit * Decimal::from(quantity) * Decimal::from(share) / Decimal::ONE_HUNDRED;
            match propose_charge(&prices, day(), quantity, share) {
                Some(p) => {
                    let off = (p.amount.value() - exact).abs();
                    prop_assert!(off <= Decimal::new(5, 3), "{off}");
                    prop_assert!(p.amount.value() <= unit * Decimal::from(quantity));
                    prop_assert!(p.amount.value().scale() <= 2);
                }
                None => prop_assert!(exact < Decimal::new(5, 3) || exact > Decimal::new(99_999_999_999, 2)),
            }
        }

        /// Two shares that make the whole are charged as the whole, but for one cent of rounding.
        #[test]
        fn shares_add_up(cents in 100_i64..10_000_000, quantity in 1_i32..100, share in 1_i32..100) {
            let prices = list(&Decimal::new(cents, 2).to_string(), None);
            let of = |share| propose_charge(&prices, day(), quantity, share).unwrap().amount.value();
            prop_assert!((of(share) + of(100 - share) - of(100)).abs() <= Decimal::new(1, 2));
        }
    }
}
