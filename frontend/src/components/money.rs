//! Amounts as people read them.

use crate::components::form::Draft;
use crate::format;
use shared::money::{Amount, Currency, Total};
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
    }
}
