//! What an entry may say, and how entries add up.

use super::words::*;
use crate::money::{Balance, Currency};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

/// The largest size of a single entry: as much as an amount holds.
pub const MOST: i64 = 999_999_999;
/// The largest size of what a claim comes to, which is a sum of many lines.
pub const MOST_OF_CLAIM: i64 = 999_999_999_999;

/// Which sign an entry must have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// It is owed to the maker.
    ToMaker,
    /// The maker owes it.
    ByMaker,
    /// Either.
    Either,
}

impl EntryKind {
    /// The sign of an entry of this kind, as the maker sees it.
    pub fn sign(self) -> Sign {
        match self {
            Self::ApprovedClaim => Sign::ByMaker,
            Self::PaidService
            | Self::ContractFee
            | Self::OverduePartCharge
            | Self::Recovery
            | Self::SupplierCharge
            | Self::Penalty
            | Self::ChargeBack => Sign::ToMaker,
            Self::Correction => Sign::Either,
        }
    }

    /// What an amount is as an entry of this kind, as the maker sees it.
    pub fn signed(self, amount: Balance) -> Balance {
        match self.sign() {
            Sign::ByMaker => amount.reversed(),
            Sign::ToMaker | Sign::Either => amount,
        }
    }

    /// Those that people ask for by hand; all others follow from their documents.
    pub const BY_HAND: [Self; 4] = [Self::PaidService, Self::ContractFee, Self::Penalty, Self::Correction];
}

/// Whether an entry of a kind may be of this amount: not nothing, of its sign, and no larger than an amount, or than a claim.
pub fn amount_fits(kind: EntryKind, amount: Balance) -> bool {
    let value = amount.value();
    let right = match kind.sign() {
        Sign::ToMaker => value.is_sign_positive(),
        Sign::ByMaker => value.is_sign_negative(),
        Sign::Either => true,
    };
    let most = match kind {
        EntryKind::ApprovedClaim | EntryKind::ChargeBack => MOST_OF_CLAIM,
        _ => MOST,
    };
    right && !value.is_zero() && value.trunc().abs() <= Decimal::from(most)
}

/// What lines come to, for each currency: the sum and nothing else, since nothing is rounded.
pub fn totals(lines: impl IntoIterator<Item = (Currency, Balance)>) -> BTreeMap<Currency, Balance> {
    let mut sums: BTreeMap<Currency, Vec<Balance>> = BTreeMap::new();
    for (currency, amount) in lines {
        sums.entry(currency).or_default().push(amount);
    }
    sums.into_iter().map(|(currency, amounts)| (currency, amounts.into_iter().sum())).collect()
}

/// The entry that puts a line right: what it should be, less what it is. Nothing where it is right already, or where no
/// entry holds the difference.
pub fn correction(is: Balance, should_be: Balance) -> Option<Balance> {
    let difference = Balance::stored(should_be.value().checked_sub(is.value())?);
    amount_fits(EntryKind::Correction, difference).then_some(difference)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn balance(text: &str) -> Balance {
        text.parse().unwrap()
    }

    /// Typed out again.
    #[test]
    fn each_kind_has_its_sign() {
        let table = [
            ("approved_claim", "-"),
            ("paid_service", "+"),
            ("contract_fee", "+"),
            ("overdue_part_charge", "+"),
            ("recovery", "+"),
            ("supplier_charge", "+"),
            ("penalty", "+"),
            ("correction", "+-"),
            ("charge_back", "+"),
        ];
        assert_eq!(table.len(), EntryKind::ALL.len());
        for (kind, signs) in table {
            let kind: EntryKind = kind.parse().unwrap();
            assert_eq!(amount_fits(kind, balance("0.01")), signs.contains('+'), "{kind}");
            assert_eq!(amount_fits(kind, balance("-0.01")), signs.contains('-'), "{kind}");
            assert!(!amount_fits(kind, Balance::default()), "{kind}");
        }
        assert!(amount_fits(EntryKind::Penalty, balance("999999999.99")));
        assert!(!amount_fits(EntryKind::Penalty, balance("1000000000")));
    }

    proptest! {
        /// Σ lines = total to the cent in every currency, in whatever order and however they are split.
        #[test]
        fn totals_are_exact_to_the_cent(
            lines in prop::collection::vec((0_usize..4, -99_999_999_999_i64..=99_999_999_999), 0..60), cut in 0_usize..60
        ) {
            let of = |(currency, cents): &(usize, i64)| (Currency::ALL[*currency], Balance::stored(Decimal::new(*cents, 2)));
            let all = totals(lines.iter().map(of));
            for (n, currency) in Currency::ALL.iter().enumerate() {
                let cents: i128 = lines.iter().filter(|line| line.0 == n).map(|line| i128::from(line.1)).sum();
                let total = all.get(currency).copied().unwrap_or_default();
                prop_assert_eq!(total.value() * Decimal::ONE_HUNDRED, Decimal::from_i128_with_scale(cents, 0));
                prop_assert_eq!(total.to_string().parse::<Balance>(), Ok(total));
            }
            let (one, other) = lines.split_at(cut.min(lines.len()));
            let halves = [totals(other.iter().map(of)), totals(one.iter().map(of))];
            prop_assert_eq!(totals(halves.into_iter().flatten()), all);
        }

        /// A corrected line and its correction together are what it should have been.
        #[test]
        fn a_correction_puts_right(is in -99_999_999_999_i64..=99_999_999_999, should in -99_999_999_999_i64..=99_999_999_999) {
            let [is, should] = [is, should].map(|cents| Balance::stored(Decimal::new(cents, 2)));
            match correction(is, should) {
                Some(difference) => prop_assert_eq!([is, difference].into_iter().sum::<Balance>(), should),
                None => prop_assert!(is == should || (should.value() - is.value()).abs() >= Decimal::from(MOST + 1)),
            }
        }
    }
}
