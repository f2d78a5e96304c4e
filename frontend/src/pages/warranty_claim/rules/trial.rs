//! What a set of rules would have done to the last months.

use super::Props;
use crate::api::warranty_claim;
use crate::components::alert::ProblemAlert;
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::Link;
use crate::components::money::total;
use crate::components::status_badge::badge;
use crate::components::table::{Row, Table};
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use shared::i18n::Locale;
use shared::problem::Problem;
use shared::records::warranty_claim::*;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// What the set would have done to the last months.
#[component]
pub fn Rehearsal(props: &Props) -> Html {
    let l = use_locale();
    let trial = use_state_eq(|| None::<Rc<RuleSetTrial>>);
    let failed = use_state_eq(|| None::<Rc<Problem>>);
    let busy = use_state_eq(|| false);
    let id = props.id;
    let onclick = {
        let (trial, failed, busy) = (trial.setter(), failed.setter(), busy.setter());
        Callback::from(move |()| {
            let (trial, failed, busy) = (trial.clone(), failed.clone(), busy.clone());
            busy.set(true);
            spawn_local(async move {
                match warranty_claim::try_rule_set(id, TryRuleSet { months: 12 }).await {
                    Ok(found) => {
                        failed.set(None);
                        trial.set(Some(Rc::new(found)));
                    }
                    Err(problem) => failed.set(Some(Rc::new(problem))),
                }
                busy.set(false);
            });
        })
    };
    let actions =
        html! { <Button label={t!(l, "claim-rules-try")} kind={Kind::Secondary} {onclick} busy={*busy} /> };
    html! {
        <Panel title={t!(l, "claim-rules-rehearsal")} {actions}>
            if let Some(problem) = &*failed {
                <ProblemAlert problem={problem.clone()} />
            }
            if let Some(trial) = &*trial {
                { tried(trial, l) }
            } else {
                <p class="sb-quiet">{ t!(l, "claim-rules-rehearsal-hint") }</p>
            }
        </Panel>
    }
}

fn tried(trial: &RuleSetTrial, l: Locale) -> Html {
    let mut all = vec![
        (t!(l, "claim-rules-tried"), words(Some(format::number(trial.claims)))),
        (t!(l, "claim-rules-flips"), words(Some(format::number(trial.flips)))),
    ];
    all.extend(trial.money.iter().map(|m| {
        let from_to = format!("{} → {}", total(m.before, m.currency), total(m.after, m.currency));
        (t!(l, "claim-rules-money"), words(Some(from_to)))
    }));
    all.extend(trial.shifts.iter().map(|s| {
        (format!("{} → {}", s.before.label(l), s.after.label(l)), words(Some(format::number(s.claims))))
    }));
    all.extend(trial.dealers.iter().map(|d| (d.dealer_name.clone(), words(Some(format::number(d.flips))))));
    let columns = vec![
        t!(l, "claim-number"),
        t!(l, "claim-dealer"),
        t!(l, "claim-rules-before"),
        t!(l, "claim-rules-after"),
    ];
    let row = |one: &ClaimFlip| {
        let to = Route::Claims(Record::One(one.claim_id));
        let said = |outcome: ClaimOutcome, sum| {
            html! { <>{ badge(outcome, l) }{ " " }<span class="sb-keep">{ total(sum, one.currency) }</span></> }
        };
        Row {
            key: one.claim_id.to_string(),
            to: Some(to),
            cells: vec![
                html! { <Link {to} class="sb-number">{ &one.number }</Link> },
                html! { { &one.dealer_name } },
                said(one.before, one.proposed_before),
                said(one.after, one.proposed_after),
            ],
        }
    };
    let rows = trial.changed.iter().map(row).collect::<Vec<_>>();
    html! {
        <div aria-live="polite">
            { facts(all) }
            if !rows.is_empty() {
                <Table label={t!(l, "claim-rules-changed")} {columns} {rows} />
            }
        </div>
    }
}
