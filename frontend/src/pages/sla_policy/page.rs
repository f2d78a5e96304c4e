//! The page of the SLA policies.

use super::fields::new_rule;
use super::form::RuleForm;
use super::trial::Trial;
use crate::api::{calendar, sla_policy};
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::clock_preview::PreviewDialog;
use crate::components::confirm::use_deed;
use crate::components::field::Choice;
use crate::components::page_head::PageHead;
use crate::components::status_badge::active;
use crate::components::table::{Row, Table};
use crate::components::toast::use_toaster;
use crate::format::Reader;
use crate::i18n::use_locale;
use crate::pages::rule::condition::condition_view;
use crate::pages::rule::names::{Names, mentioned, use_names};
use crate::pages::rule::order::{Deed, RuleButtons, shifted};
use crate::pages::ticket::target_text;
use crate::session::{may, use_me, use_reader};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::records::import::PageQuery;
use shared::records::sla_policy::{PreviewSlaPolicies, SlaPolicies, SlaPoliciesInForce, SlaRule};
use std::rc::Rc;
use yew::prelude::*;

/// The page of the SLA policies.
#[component]
pub fn SlaPoliciesPage() -> Html {
    let l = use_locale();
    let loaded = use_load((), |()| sla_policy::get());
    let calendars =
        use_load((), |()| async { calendar::list(&PageQuery { limit: Some(100), cursor: None }).await });
    let choices: Vec<Choice> = calendars
        .data
        .iter()
        .flat_map(|page| &page.items)
        .map(|c| Choice::new(c.id.to_string(), c.name.clone()))
        .collect();
    let (reload, set) = (loaded.reload.clone(), loaded.set.clone());
    let view = async_view(
        &loaded,
        |_| None,
        |in_force| html! { <Editor in_force={in_force.clone()} calendars={choices} {reload} {set} /> },
    );
    html! {
        <>
            <PageHead title={t!(l, "page-nav-sla-policies")}><p class="sb-quiet">{ t!(l, "rule-sla-hint") }</p></PageHead>
            { view }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    in_force: Rc<SlaPoliciesInForce>,
    calendars: Vec<Choice>,
    reload: Callback<()>,
    set: Callback<SlaPoliciesInForce>,
}

/// The rules as they stand on the page, until they are saved.
#[component]
fn Editor(props: &Props) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let me = use_me();
    let may_change = may(&me, Permission::RuleManage);
    let rules = use_state_eq(|| props.in_force.rules.clone());
    let open = use_state_eq(|| None::<Option<usize>>);
    let saving = use_state_eq(|| false);
    let said = use_state_eq(String::new);
    let names = use_names(mentioned(rules.iter().map(|r| &r.when)));
    let changed = *rules != props.in_force.rules;
    let ondo = |at: usize| {
        let (rules, open, said) = (rules.clone(), open.setter(), said.setter());
        Callback::from(move |deed: Deed| match deed {
            Deed::Up | Deed::Down => {
                let next = shifted(&rules, at, deed == Deed::Up);
                let place = if deed == Deed::Up { at } else { at + 2 };
                if let Some(rule) = rules.get(at) {
                    said.set(t!(l, "rule-moved", name = rule.name.as_str(), place = place as i64));
                }
                rules.set(next);
            }
            Deed::Edit => open.set(Some(Some(at))),
            Deed::Remove => {
                let mut next = (*rules).clone();
                next.remove(at);
                rules.set(next);
            }
        })
    };
    let mut columns = vec![
        t!(l, "rule-place"),
        t!(l, "rule-name"),
        t!(l, "rule-when"),
        t!(l, "rule-promises"),
        t!(l, "rule-pauses"),
        t!(l, "rule-ladder"),
    ];
    if may_change {
        columns.push(t!(l, "page-actions"));
    }
    let rows: Vec<Row> = rules
        .iter()
        .enumerate()
        .map(|(at, rule)| {
            let mut row = row(at, rule, &props.calendars, &names, reader);
            if may_change {
                row.cells.push(html! { <RuleButtons {at} len={rules.len()} name={rule.name.to_string()} ondo={ondo(at)} /> });
            }
            row
        })
        .collect();
    let close = {
        let open = open.setter();
        Callback::from(move |()| open.set(None))
    };
    let dialogue = match *open {
        Some(at) => {
            let rule = at.map_or_else(new_rule, |at| rules.get(at).cloned());
            let others =
                rules.iter().enumerate().filter(|(i, _)| Some(*i) != at).map(|(_, r)| r.name.to_string());
            let ondone = {
                let (rules, open) = (rules.clone(), open.setter());
                Callback::from(move |rule: SlaRule| {
                    let mut next = (*rules).clone();
                    match at.and_then(|at| next.get_mut(at)) {
                        Some(place) => *place = rule,
                        // A new one comes first: whatever it is made for is more special than the rest.
                        None => next.insert(0, rule),
                    }
                    rules.set(next);
                    open.set(None);
                })
            };
            rule.map(|rule| {
                html! {
                    <RuleForm {rule} new={at.is_none()} others={others.collect::<Vec<_>>()} calendars={props.calendars.clone()} names={names.clone()} {ondone} onclose={close} />
                }
            })
        }
        None => None,
    };
    let add = {
        let open = open.setter();
        Callback::from(move |()| open.set(Some(None)))
    };
    let save = {
        let saving = saving.setter();
        Callback::from(move |()| saving.set(true))
    };
    let reset = {
        let (rules, in_force) = (rules.setter(), props.in_force.clone());
        Callback::from(move |()| rules.set(in_force.rules.clone()))
    };
    let saved = {
        let (rules, saving, set) = (rules.setter(), saving.setter(), props.set.clone());
        Callback::from(move |in_force: SlaPoliciesInForce| {
            saving.set(false);
            rules.set(in_force.rules.clone());
            set.emit(in_force);
        })
    };
    let stop = {
        let saving = saving.setter();
        Callback::from(move |()| saving.set(false))
    };
    let recomputing = props.in_force.clocks_to_recompute;
    html! {
        <>
            <p class="pf-v6-screen-reader" role="status">{ (*said).clone() }</p>
            if recomputing > 0 {
                <p class="sb-quiet">{ t!(l, "rule-recomputing", count = recomputing) }</p>
            }
            <Table label={t!(l, "page-nav-sla-policies")} {columns} {rows} class="sb-rules" />
            if may_change {
                <div class="sb-form-foot sb-sticky-foot">
                    <Button label={t!(l, "rule-preview")} kind={Kind::Primary} disabled={!changed} onclick={save} />
                    <Button label={t!(l, "rule-add")} icon={Icon::Plus} onclick={add} />
                    if changed {
                        <Button label={t!(l, "rule-reset")} kind={Kind::Link} onclick={reset} />
                        <span class="sb-quiet">{ t!(l, "rule-unsaved") }</span>
                    }
                </div>
            }
            <Trial rules={(*rules).clone()} calendars={props.calendars.clone()} />
            if *saving {
                <Saving rules={(*rules).clone()} version={props.in_force.version} reload={props.reload.clone()} {saved} onclose={stop} />
            }
            { dialogue.unwrap_or_default() }
        </>
    }
}

fn row(at: usize, rule: &SlaRule, calendars: &[Choice], names: &Names, reader: Reader) -> Row {
    let l = reader.locale;
    let calendar =
        |id: String| calendars.iter().find(|c| c.value == id).map_or(id.clone(), |c| c.label.clone());
    let comma = if l == Locale::ZhCn { "、" } else { ", " };
    let step = |step: &shared::records::clock::Step| {
        let tell = step.tell.iter().map(|a| a.label(l)).collect::<Vec<_>>().join(comma);
        let raise = if step.raise { t!(l, "rule-raises") } else { String::new() };
        format!("{} %: {tell} {raise}", step.at_percent).trim().to_owned()
    };
    Row {
        key: rule.name.to_string(),
        to: None,
        cells: vec![
            html! { { at + 1 } },
            html! {
                <>
                    <strong>{ rule.name.as_str() }</strong>
                    if let Some(source) = &rule.source {
                        <p class="sb-quiet">{ source.as_str() }</p>
                    }
                    if !rule.active {
                        { active(false, l) }
                    }
                </>
            },
            condition_view(&rule.when, names, l),
            html! {
                <ul class="sb-parts" role="list">
                    { for rule.promises.iter().map(|p| html! {
                        <li>{ t!(l, "rule-promise", clock = p.clock.label(l), target = target_text(p.target, reader), calendar = calendar(p.calendar_id.to_string())) }</li>
                    }) }
                </ul>
            },
            html! { { rule.pauses.iter().map(|p| p.label(l)).collect::<Vec<_>>().join(comma) } },
            html! { <ul class="sb-parts" role="list">{ for rule.steps.iter().map(|s| html! { <li>{ step(s) }</li> }) }</ul> },
        ],
    }
}

#[derive(Clone, PartialEq, Properties)]
struct SavingProps {
    rules: Vec<SlaRule>,
    version: i32,
    reload: Callback<()>,
    saved: Callback<SlaPoliciesInForce>,
    onclose: Callback<()>,
}

/// Shows what would move, and saves.
#[component]
fn Saving(props: &SavingProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let preview = use_load(props.rules.clone(), |rules| async move {
        sla_policy::preview(PreviewSlaPolicies { rules }).await
    });
    let done = {
        let saved = props.saved.clone();
        Callback::from(move |in_force| {
            toaster.say(t!(l, "page-saved"));
            saved.emit(in_force);
        })
    };
    let (rules, version) = (props.rules.clone(), props.version);
    let deed = use_deed(
        move |_| {
            let rules = rules.clone();
            async move { sla_policy::update(SlaPolicies { rules }, version).await }
        },
        done,
    );
    {
        // Somebody else was quicker: the next attempt goes on from theirs.
        let (stale, reload) =
            (crate::components::form::is_stale(deed.problem.as_ref()), props.reload.clone());
        use_effect_with(stale, move |stale| {
            if *stale {
                reload.emit(());
            }
        });
    }
    html! { <PreviewDialog title={t!(l, "rule-preview")} {preview} {deed} onclose={props.onclose.clone()} /> }
}
