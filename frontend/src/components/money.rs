//! Amounts as people read them.

use crate::components::form::Draft;
use crate::format;
use shared::money::{Amount, Balance, Currency, Total};
use shared::problem::FieldProblem;
use yew::prelude::*;

/// An amount with its currency: `CNY 12,345.00`.
pub fn words(amount: Amount, currency: Currency) -> String {
    let text = amount.to_string();
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    format!("{currency} {}.{cents}", format::number(whole.parse().unwrap_or_default()))
}

/// The same, kept together.
pub fn money(amount: Amount, currency: Currency) -> Html {
    html! { <span class="sb-keep">{ words(amount, currency) }</span> }
}

/// A sum with its currency.
pub fn total(sum: Total, currency: Currency) -> String {
    words(Amount::stored(sum.value()), currency)
}

/// A signed amount with its currency: `CNY −2,360.00`.
pub fn balance_words(balance: Balance, currency: Currency) -> String {
    let text = balance.size().to_string();
    let (whole, cents) = text.split_once('.').unwrap_or((&text, "00"));
    let sign = if balance.value().is_sign_negative() { "−" } else { "" };
    format!("{currency} {sign}{}.{cents}", format::number(whole.parse().unwrap_or_default()))
}

/// The same, kept together.
pub fn balance(balance: Balance, currency: Currency) -> Html {
    html! { <span class="sb-keep">{ balance_words(balance, currency) }</span> }
}

/// A signed amount that is typed; nothing when the field is empty or wrong, which is noted.
pub fn typed_balance(d: &mut Draft<'_>, name: &str) -> Option<Balance> {
    let raw = d.raw(name);
    if raw.is_empty() {
        d.refuse(name, FieldProblem::Required);
        return None;
    }
    raw.parse().map_err(|_| d.refuse(name, FieldProblem::AmountMalformed)).ok()
}

/// An amount that is typed; nothing when the field is empty or wrong, which is noted.
pub fn amount(d: &mut Draft<'_>, name: &str) -> Option<Amount> {
    let raw = d.raw(name);
    if raw.is_empty() {
        return None;
    }
    raw.parse().map_err(|_| d.refuse(name, FieldProblem::AmountMalformed)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_in_thousands() {
        let shown = |text: &str| words(text.parse().unwrap(), Currency::Cny);
        assert_eq!(shown("1234567.5"), "CNY 1,234,567.50");
        assert_eq!(shown("0"), "CNY 0.00");
        let signed = |text: &str| balance_words(text.parse().unwrap(), Currency::Cny);
        assert_eq!(signed("-1234567.5"), "CNY −1,234,567.50");
        assert_eq!(signed("0"), "CNY 0.00");
    }
}
