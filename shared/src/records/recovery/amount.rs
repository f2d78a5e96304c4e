//! What a line of a recovery comes to: the only place that rounds.

use super::words::RecoveryLineKind;
use crate::money::Amount;
use crate::problem::{FieldProblem, Refusal};
use rust_decimal::{Decimal, RoundingStrategy};

/// Cost × quantity × the supplier's share, half a cent rounded up, once. A penalty is for each unit, whatever the share; handling is
/// the supplier's alone. Nothing where nothing, or more than an amount can hold, comes of it.
pub fn line_amount(
    kind: RecoveryLineKind,
    cost: Amount,
    quantity: i32,
    share_percent: i32,
) -> Option<Amount> {
    let share = match kind {
        RecoveryLineKind::Penalty | RecoveryLineKind::Handling => 100,
        _ => share_percent,
    };
    let exact = cost
        .value()
        .checked_mul(Decimal::from(quantity))?
        .checked_mul(Decimal::from(share))?
        .checked_div(Decimal::ONE_HUNDRED)?;
    let rounded = exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let amount: Amount = format!("{rounded:.2}").parse().ok()?;
    (!amount.value().is_zero()).then_some(amount)
}

/// Whether a claim may come down to an amount: to less than it is, and not to nothing, which would be to give it up.
///
/// # Errors
/// `validation_failed` at the amount.
pub fn may_reduce(is: Amount, to: Amount) -> Result<(), Refusal> {
    if to.value().is_zero() {
        return Err(Refusal::field("/amount", FieldProblem::AmountZero));
    }
    if to >= is {
        return Err(Refusal::field("/amount", FieldProblem::Inconsistent));
    }
    Ok(())
}

/// Whether a ruling may set an amount: no more than was claimed, and not nothing.
///
/// # Errors
/// `validation_failed` at the amount.
pub fn may_rule_amount(claimed: Amount, to: Amount) -> Result<(), Refusal> {
    if to.value().is_zero() {
        return Err(Refusal::field("/amount", FieldProblem::AmountZero));
    }
    if to > claimed {
        return Err(Refusal::field("/amount", FieldProblem::Inconsistent));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    #[test]
    fn a_share_of_the_cost_and_all_of_a_penalty() {
        use RecoveryLineKind::*;
        let shown = |kind, cost: &str, quantity, share| {
            line_amount(kind, amount(cost), quantity, share).map(|a| a.to_string())
        };
        assert_eq!(shown(Material, "760", 2, 80).as_deref(), Some("1216.00"));
        assert_eq!(shown(Labour, "90.01", 1, 50).as_deref(), Some("45.01"), "half a cent is one");
        assert_eq!(shown(Travel, "0.01", 1, 49), None);
        assert_eq!(shown(Penalty, "500", 3, 10).as_deref(), Some("1500.00"));
        assert_eq!(shown(Handling, "50", 1, 10).as_deref(), Some("50.00"));
        assert_eq!(shown(Material, "999999999.99", 2, 100), None, "no amount holds that");
    }

    #[test]
    fn a_claim_comes_down_and_never_up() {
        assert!(may_reduce(amount("10"), amount("9.99")).is_ok());
        assert!(may_reduce(amount("10"), amount("10")).is_err());
        assert!(may_reduce(amount("10"), amount("0")).is_err());
        assert!(may_rule_amount(amount("10"), amount("10")).is_ok());
        assert!(may_rule_amount(amount("10"), amount("10.01")).is_err());
    }

    proptest! {
        /// Off by half a cent at most, never more than the whole, and rounded once: the shares of two sides make the whole but for a cent.
        #[test]
        fn a_line_is_exact_to_the_cent(cents in 1_i64..10_000_000, quantity in 1_i32..100, share in 1_i32..100) {
            let cost = Amount::stored(Decimal::new(cents, 2));
            let whole = cost.value() * Decimal::from(quantity);
            let of = |share| line_amount(RecoveryLineKind::Material, cost, quantity, share).map_or(Decimal::ZERO, Amount::value);
            let exact = whole * Decimal::from(share) / Decimal::ONE_HUNDRED;
            prop_assert!((of(share) - exact).abs() <= Decimal::new(5, 3));
            prop_assert!(of(share) <= whole && of(share).scale() <= 2);
            prop_assert!((of(share) + of(100 - share) - whole).abs() <= Decimal::new(1, 2));
            prop_assert_eq!(of(100), whole);
        }
    }
}
