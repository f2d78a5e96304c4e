//! Trying routing rules out, in the browser, with the very rules that the server uses.

use crate::components::facts::{Panel, facts, words};
use crate::components::field::Choice;
use crate::components::form::use_form;
use crate::components::record_form::Problems;
use crate::i18n::use_locale;
use crate::pages::rule::subject::{beginning, read, subject_fields};
use crate::pages::rule::trace::trace_view;
use shared::i18n::Locale;
use shared::records::routing_rule::{RoutingRule, RoutingRules};
use yew::prelude::*;

/// Properties of [`Trial`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The rules as they stand on the page, saved or not.
    pub rules: Vec<RoutingRule>,
    /// Teams by code.
    pub teams: Vec<Choice>,
}

/// The name of a team, by its code.
pub fn team_name(teams: &[Choice], code: &str, l: Locale) -> String {
    let found = teams.iter().find(|t| t.value == code);
    found.map_or_else(|| t!(l, "rule-team-missing", code = code), |t| t.label.clone())
}

/// Where a ticket would go, and why.
#[component]
pub fn Trial(props: &Props) -> Html {
    let l = use_locale();
    let form = use_form(beginning);
    let ticket = read(&form.values);
    let rules = RoutingRules { rules: props.rules.clone() };
    let rule = rules.rule_for(&ticket);
    let comma = if l == Locale::ZhCn { "、" } else { ", " };
    let found = rule.map(|rule| {
        let team = rule.team.as_ref().map(|code| team_name(&props.teams, code.as_str(), l));
        let tell = rule.tell.iter().map(|a| a.label(l)).collect::<Vec<_>>().join(comma);
        facts(vec![
            (t!(l, "rule-decided-by"), words(Some(rule.name.as_str()))),
            (t!(l, "ticket-team"), words(team)),
            (t!(l, "rule-assign"), words(Some(rule.assign.label(l)))),
            (t!(l, "rule-tell"), words(Some(tell))),
        ])
    });
    html! {
        <Panel title={t!(l, "rule-trial")}>
            <p class="sb-quiet">{ t!(l, "rule-trial-hint") }</p>
            <div class="pf-v6-c-form">
                <Problems form={form.clone()} />
                { subject_fields(&form, l) }
            </div>
            <h3 class="sb-h3">{ t!(l, "rule-outcome") }</h3>
            { found.unwrap_or_else(|| html! { <p>{ t!(l, "rule-no-rule") }</p> }) }
            { trace_view(&rules.trace(&ticket), l) }
        </Panel>
    }
}
