//! The rules by which claims are adjudicated: written, rehearsed on the last months, published by a second person.

mod fields;
mod form;
mod trial;

use self::fields::{LIMITS, NUMBERS, limit_label, number_label};
use self::form::RuleSetForm;
use self::trial::Rehearsal;
use crate::api::{Key, warranty_claim};
use crate::components::alert::ProblemAlert;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::{Link, LinkButton};
use crate::components::money::total;
use crate::components::page_head::PageHead;
use crate::components::status_badge::badge;
use crate::components::table::{Row, Table};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::AdjudicationRuleSetId;
use shared::money::Amount;
use shared::problem::Problem;
use shared::records::warranty_claim::*;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

pub use self::form::RuleSetNew;

fn row(one: &RuleSet, l: Locale) -> Row {
    let to = Route::RuleSets(Record::One(one.id));
    Row {
        key: one.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to}>{ &one.name }</Link> },
            badge(one.status, l),
            html! { <span class="sb-keep">{ one.valid_from.to_string() }</span> },
            html! { { if one.in_force { t!(l, "claim-rules-in-force") } else { String::new() } } },
            html! { { one.author_name.clone().unwrap_or_default() } },
            html! { { one.published_by_name.clone().unwrap_or_default() } },
        ],
    }
}

/// All sets of rules.
#[component]
pub fn RuleSetList() -> Html {
    let l = use_locale();
    let me = use_me();
    let loaded = use_load((), |()| warranty_claim::rule_sets());
    let actions = html! {
        if may(&me, Permission::AdjudicationManage) {
            <LinkButton to={Route::RuleSets(Record::New)} label={t!(l, "claim-rules-new")} kind={Kind::Primary} icon={Icon::Plus} />
        }
    };
    let columns = vec![
        t!(l, "claim-rules-name"),
        t!(l, "page-status"),
        t!(l, "claim-rules-from"),
        t!(l, "claim-rules-holds"),
        t!(l, "claim-rules-author"),
        t!(l, "claim-rules-publisher"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "claim-nav-rules")} {actions} />
            { async_view(&loaded, |_| None, |all| {
                let rows = all.iter().map(|one| row(one, l)).collect::<Vec<_>>();
                html! { <Table label={t!(l, "claim-nav-rules")} columns={columns.clone()} {rows} /> }
            }) }
        </>
    }
}

/// Properties of [`RuleSetPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The set.
    pub id: AdjudicationRuleSetId,
}

/// One of them: a draft is a form, what is live is read; both can be rehearsed.
#[component]
pub fn RuleSetPage(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let loaded = use_load(props.id, warranty_claim::rule_set);
    let failed = use_state_eq(|| None::<Rc<Problem>>);
    let title = loaded.data.as_ref().map_or_else(|| t!(l, "claim-nav-rules"), |set| set.name.clone());
    let badges = loaded.data.as_ref().map(|set| badge(set.status, l));
    let actions = loaded.data.as_ref().filter(|set| set.publishable).map(|set| {
        let (id, version) = (set.id, set.version);
        let (took, failed) = (loaded.set.clone(), failed.setter());
        let onclick = Callback::from(move |()| {
            let (took, failed, toaster) = (took.clone(), failed.clone(), toaster.clone());
            spawn_local(async move {
                match warranty_claim::publish_rule_set(id, version, Key::new()).await {
                    Ok(set) => {
                        toaster.say(t!(l, "page-saved"));
                        failed.set(None);
                        took.emit(set);
                    }
                    Err(problem) => failed.set(Some(Rc::new(problem))),
                }
            });
        });
        html! { <Button label={t!(l, "claim-rules-publish")} kind={Kind::Primary} {onclick} /> }
    });
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::RuleSets(Record::List), AttrValue::from(t!(l, "claim-nav-rules"))))}
                badges={badges.unwrap_or_default()}
                actions={actions.unwrap_or_default()}
            />
            if let Some(problem) = &*failed {
                <ProblemAlert problem={problem.clone()} />
            }
            <div class="sb-dashboard">
            <Rehearsal id={props.id} />
            { async_view(&loaded, |_| None, |set| if set.editable {
                html! { <RuleSetForm base={Rc::new(set.rules.clone())} set={set.clone()} reload={loaded.reload.clone()} /> }
            } else {
                html! { <Panel title={t!(l, "claim-rules-what")}>{ said(set, l) }</Panel> }
            }) }
            </div>
        </>
    }
}

fn said(set: &RuleSet, l: Locale) -> Html {
    let mut all = vec![(t!(l, "claim-rules-from"), words(Some(set.valid_from.to_string())))];
    all.extend(
        NUMBERS.iter().map(|(name, of)| (number_label(name, l), words(Some(of(&set.rules).to_string())))),
    );
    let own = set.rules.consequences.iter();
    all.extend(own.map(|line| (line.check.label(l), words(Some(line.outcome.label(l))))));
    let limit = |line: &CurrencyLimits| {
        let amounts =
            [line.auto_approve, line.pre_authorize, line.review, line.absurd, line.per_km, line.per_night];
        let cell =
            |amount: Amount| html! { <span class="sb-keep">{ total(amount.into(), line.currency) }</span> };
        Row {
            key: line.currency.to_string(),
            to: None,
            cells: [html! { { line.currency.label(l) } }].into_iter().chain(amounts.map(cell)).collect(),
        }
    };
    let rows = set.rules.limits.iter().map(limit).collect::<Vec<_>>();
    let names = LIMITS.iter().map(|name| limit_label(name, l));
    let columns = [t!(l, "claim-currency")].into_iter().chain(names).collect::<Vec<_>>();
    html! {
        <>
            { facts(all) }
            <Table label={t!(l, "claim-rules-what")} {columns} {rows} class="sb-figures" />
        </>
    }
}
