//! How each rule fared when it was tried out.

use crate::components::status_badge::label;
use patternfly_yew::prelude::{Color, Icon};
use shared::i18n::Locale;
use shared::records::condition::{ConditionField, RuleTrace};
use yew::prelude::*;

/// What became of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fared {
    /// It is the first that applies.
    Decides,
    /// It would apply, but an earlier one has decided.
    TooLate,
    /// Something about the ticket does not fit.
    Misses(ConditionField),
}

/// What became of each rule: the first that applies decides.
pub fn fared(trace: &[RuleTrace]) -> Vec<(String, Fared)> {
    let mut decided = false;
    let one = |rule: &RuleTrace| {
        let fared = match (rule.applies, rule.misses) {
            (true, _) if decided => Fared::TooLate,
            (true, _) => {
                decided = true;
                Fared::Decides
            }
            (false, misses) => Fared::Misses(misses.unwrap_or(ConditionField::Inactive)),
        };
        (rule.rule.clone(), fared)
    };
    trace.iter().map(one).collect()
}

/// How each rule fared.
pub fn trace_view(trace: &[RuleTrace], l: Locale) -> Html {
    let rows = fared(trace).into_iter().map(|(rule, fared)| {
        let said = match fared {
            Fared::Decides => label(Color::Green, Some(Icon::Check), t!(l, "rule-decides")),
            Fared::TooLate => label(Color::Grey, Some(Icon::Minus), t!(l, "rule-too-late")),
            Fared::Misses(field) => {
                label(Color::Grey, Some(Icon::Times), t!(l, "rule-misses", field = field.label(l)))
            }
        };
        html! { <li class={classes!((fared == Fared::Decides).then_some("sb-decides"))}><span>{ rule }</span>{ " " }{ said }</li> }
    });
    html! { <ol class="sb-trace">{ for rows }</ol> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_that_applies_decides_and_the_next_comes_too_late() {
        let rule = |name: &str, misses: Option<ConditionField>| RuleTrace {
            rule: name.into(),
            applies: misses.is_none(),
            misses,
        };
        let trace = [rule("a", Some(ConditionField::Kind)), rule("b", None), rule("c", None)];
        let found: Vec<_> = fared(&trace).into_iter().map(|(_, fared)| fared).collect();
        assert_eq!(found, [Fared::Misses(ConditionField::Kind), Fared::Decides, Fared::TooLate]);
    }
}
