//! Trying SLA policies out, in the browser, with the very rules that the server uses.

use crate::components::facts::Panel;
use crate::components::field::Choice;
use crate::components::form::use_form;
use crate::components::record_form::Problems;
use crate::pages::rule::subject::{beginning, read, subject_fields};
use crate::pages::rule::trace::trace_view;
use crate::pages::ticket::target_text;
use crate::session::use_reader;
use shared::records::clock::ClockKind;
use shared::records::sla_policy::{SlaPolicies, SlaRule};
use yew::prelude::*;

/// Properties of [`Trial`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The rules as they stand on the page, saved or not.
    pub rules: Vec<SlaRule>,
    /// Names of calendars.
    pub calendars: Vec<Choice>,
}

/// What a ticket would be promised, and why.
#[component]
pub fn Trial(props: &Props) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let form = use_form(beginning);
    let ticket = read(&form.values);
    let policies = SlaPolicies { rules: props.rules.clone() };
    let promises = ClockKind::ALL.iter().map(|clock| {
        let terms = policies.terms(*clock, &ticket);
        let said = terms.as_ref().map(|terms| {
            let id = terms.calendar_id.to_string();
            let calendar =
                props.calendars.iter().find(|c| c.value == id).map_or(id.as_str(), |c| c.label.as_str());
            t!(
                l,
                "clock-promise",
                target = target_text(terms.target, reader),
                rule = terms.rule.as_str(),
                calendar = calendar,
            )
        });
        html! {
            <li key={clock.as_str()}>
                <p><strong>{ clock.label(l) }</strong></p>
                <p>{ said.unwrap_or_else(|| t!(l, "rule-no-promise")) }</p>
                <details class="sb-details">
                    <summary>{ t!(l, "rule-why") }</summary>
                    { trace_view(&policies.trace(*clock, &ticket), l) }
                </details>
            </li>
        }
    });
    html! {
        <Panel title={t!(l, "rule-trial")}>
            <p class="sb-quiet">{ t!(l, "rule-trial-hint") }</p>
            <div class="pf-v6-c-form">
                <Problems form={form.clone()} />
                { subject_fields(&form, l) }
            </div>
            <h3 class="sb-h3">{ t!(l, "rule-outcome") }</h3>
            <ul class="sb-tried" role="list" aria-label={t!(l, "rule-outcome")}>{ for promises }</ul>
        </Panel>
    }
}
