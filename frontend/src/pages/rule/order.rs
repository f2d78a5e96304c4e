//! The order of rules: the first that applies decides, so each can be moved by buttons that a keyboard reaches.

use crate::browser;
use crate::components::button::{Button, Kind};
use crate::i18n::use_locale;
use gloo_timers::callback::Timeout;
use patternfly_yew::prelude::Icon;
use yew::prelude::*;

/// The list with one of its rules moved one place.
pub fn shifted<T: Clone>(rules: &[T], at: usize, up: bool) -> Vec<T> {
    let mut rules = rules.to_vec();
    let other = if up { at.checked_sub(1) } else { at.checked_add(1) };
    if let Some(other) = other.filter(|o| *o < rules.len() && at < rules.len()) {
        rules.swap(at, other);
    }
    rules
}

/// What is to be done with a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Deed {
    /// One place up.
    Up,
    /// One place down.
    Down,
    /// Open its form.
    Edit,
    /// Take it out.
    Remove,
}

/// Properties of [`RuleButtons`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The place of the rule.
    pub at: usize,
    /// How many there are.
    pub len: usize,
    /// Its name.
    pub name: AttrValue,
    /// Told what is to be done.
    pub ondo: Callback<Deed>,
}

/// The buttons of a rule. After a move the focus is on the button at the new place.
#[component]
pub fn RuleButtons(props: &Props) -> Html {
    let l = use_locale();
    let (at, len) = (props.at, props.len);
    let deed = |deed: Deed| props.ondo.reform(move |()| deed);
    let step = |deed: Deed| {
        let ondo = props.ondo.clone();
        Callback::from(move |()| {
            ondo.emit(deed);
            let (place, first, second) = match deed {
                Deed::Up => (at.saturating_sub(1), "sb-up", "sb-down"),
                _ => (at + 1, "sb-down", "sb-up"),
            };
            Timeout::new(50, move || {
                let _ = browser::focus(&format!("#rule-{place} .{first}:not([disabled])"))
                    || browser::focus(&format!("#rule-{place} .{second}"));
            })
            .forget();
        })
    };
    let name = props.name.as_str();
    html! {
        <span class="sb-rule-buttons" id={format!("rule-{at}")}>
            <Button label={t!(l, "rule-up", name = name)} kind={Kind::Plain} small=true icon={Icon::LongArrowAltUp} class="sb-up" disabled={at == 0} onclick={step(Deed::Up)} />
            <Button label={t!(l, "rule-down", name = name)} kind={Kind::Plain} small=true icon={Icon::LongArrowAltDown} class="sb-down" disabled={at + 1 == len} onclick={step(Deed::Down)} />
            <Button label={t!(l, "rule-edit", name = name)} kind={Kind::Plain} small=true icon={Icon::PencilAlt} onclick={deed(Deed::Edit)} />
            <Button label={t!(l, "rule-remove", name = name)} kind={Kind::Plain} small=true icon={Icon::Trash} onclick={deed(Deed::Remove)} />
        </span>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_moves_one_place_and_not_over_the_ends() {
        assert_eq!(shifted(&[1, 2, 3], 2, true), [1, 3, 2]);
        assert_eq!(shifted(&[1, 2, 3], 0, false), [2, 1, 3]);
        assert_eq!(shifted(&[1, 2, 3], 0, true), [1, 2, 3]);
        assert_eq!(shifted(&[1, 2, 3], 2, false), [1, 2, 3]);
    }
}
