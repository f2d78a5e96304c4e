//! The page of the routing rules.

use super::form::{RuleForm, new_rule};
use super::trial::{Trial, team_name};
use crate::api::{routing_rule, team};
use crate::components::alert::ProblemAlert;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::confirm::use_deed;
use crate::components::field::Choice;
use crate::components::form::is_stale;
use crate::components::page_head::PageHead;
use crate::components::status_badge::active;
use crate::components::table::{Row, Table};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::pages::rule::condition::condition_view;
use crate::pages::rule::names::{Names, mentioned, use_names};
use crate::pages::rule::order::{Deed, RuleButtons, shifted};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::records::import::PageQuery;
use shared::records::routing_rule::{RoutingRule, RoutingRules, RoutingRulesInForce};
use std::rc::Rc;
use yew::prelude::*;

/// The page of the routing rules.
#[component]
pub fn RoutingRulesPage() -> Html {
    let l = use_locale();
    let loaded = use_load((), |()| routing_rule::get());
    let teams = use_load((), |()| async { team::list(&PageQuery { limit: Some(100), cursor: None }).await });
    let choices: Vec<Choice> = teams
        .data
        .iter()
        .flat_map(|page| &page.items)
        .map(|t| Choice::new(t.code.clone(), t.name.clone()))
        .collect();
    let (reload, set) = (loaded.reload.clone(), loaded.set.clone());
    let view = async_view(
        &loaded,
        |_| None,
        |in_force| html! { <Editor in_force={in_force.clone()} teams={choices} {reload} {set} /> },
    );
    html! {
        <>
            <PageHead title={t!(l, "page-nav-routing-rules")}><p class="sb-quiet">{ t!(l, "rule-routing-hint") }</p></PageHead>
            { view }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    in_force: Rc<RoutingRulesInForce>,
    teams: Vec<Choice>,
    reload: Callback<()>,
    set: Callback<RoutingRulesInForce>,
}

/// The rules as they stand on the page, until they are saved.
#[component]
fn Editor(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let me = use_me();
    let may_change = may(&me, Permission::RuleManage);
    let rules = use_state_eq(|| props.in_force.rules.clone());
    let open = use_state_eq(|| None::<Option<usize>>);
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
        t!(l, "ticket-team"),
        t!(l, "rule-assign"),
        t!(l, "rule-tell"),
    ];
    if may_change {
        columns.push(t!(l, "page-actions"));
    }
    let rows: Vec<Row> = rules
        .iter()
        .enumerate()
        .map(|(at, rule)| {
            let mut row = row(at, rule, &props.teams, &names, l);
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
                Callback::from(move |rule: RoutingRule| {
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
                    <RuleForm {rule} new={at.is_none()} others={others.collect::<Vec<_>>()} teams={props.teams.clone()} names={names.clone()} {ondone} onclose={close} />
                }
            })
        }
        None => None,
    };
    let add = {
        let open = open.setter();
        Callback::from(move |()| open.set(Some(None)))
    };
    let reset = {
        let (rules, in_force) = (rules.setter(), props.in_force.clone());
        Callback::from(move |()| rules.set(in_force.rules.clone()))
    };
    let done = {
        let (rules, set) = (rules.setter(), props.set.clone());
        Callback::from(move |in_force: RoutingRulesInForce| {
            toaster.say(t!(l, "page-saved"));
            rules.set(in_force.rules.clone());
            set.emit(in_force);
        })
    };
    let (sent, version) = ((*rules).clone(), props.in_force.version);
    let deed = use_deed(
        move |_| {
            let rules = sent.clone();
            async move { routing_rule::update(RoutingRules { rules }, version).await }
        },
        done,
    );
    let stale = is_stale(deed.problem.as_ref());
    {
        // Somebody else was quicker: the next attempt goes on from theirs.
        let reload = props.reload.clone();
        use_effect_with(stale, move |stale| {
            if *stale {
                reload.emit(());
            }
        });
    }
    html! {
        <>
            <p class="pf-v6-screen-reader" role="status">{ (*said).clone() }</p>
            if let Some(problem) = &deed.problem {
                <ProblemAlert problem={problem.clone()} />
                if stale {
                    <p class="sb-quiet">{ t!(l, "page-stale-kept") }</p>
                }
            }
            <Table label={t!(l, "page-nav-routing-rules")} {columns} {rows} class="sb-rules" />
            if may_change {
                <div class="sb-form-foot sb-sticky-foot">
                    <Button label={t!(l, "page-save")} kind={Kind::Primary} disabled={!changed} busy={deed.busy} onclick={deed.run.clone()} />
                    <Button label={t!(l, "rule-add")} icon={Icon::Plus} onclick={add} />
                    if changed {
                        <Button label={t!(l, "rule-reset")} kind={Kind::Link} onclick={reset} />
                        <span class="sb-quiet">{ t!(l, "rule-unsaved") }</span>
                    }
                </div>
            }
            <Trial rules={(*rules).clone()} teams={props.teams.clone()} />
            { dialogue.unwrap_or_default() }
        </>
    }
}

fn row(at: usize, rule: &RoutingRule, teams: &[Choice], names: &Names, l: Locale) -> Row {
    let comma = if l == Locale::ZhCn { "、" } else { ", " };
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
            html! { { rule.team.as_ref().map(|code| team_name(teams, code.as_str(), l)).unwrap_or_default() } },
            html! { { rule.assign.label(l) } },
            html! { { rule.tell.iter().map(|a| a.label(l)).collect::<Vec<_>>().join(comma) } },
        ],
    }
}
