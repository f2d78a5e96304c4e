//! The rules by which claims are adjudicated: written, rehearsed on the last months, published by a second person.

use crate::api::{Key, warranty_claim};
use crate::components::alert::ProblemAlert;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words};
use crate::components::field::{ChoiceField, TextField};
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::link::{Link, LinkButton};
use crate::components::money::{amount, total};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::status_badge::badge;
use crate::components::table::{Row, Table};
use crate::components::toast::use_toaster;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::{may, use_me, use_reader};
use chrono::{NaiveDate, Utc};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::AdjudicationRuleSetId;
use shared::money::Amount;
use shared::problem::{FieldProblem, Problem, Refusal};
use shared::records::warranty_claim::*;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

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

/// The name of a number, and how it is read.
type Number = (&'static str, fn(&Rules) -> u16);

/// The numbers of a set, in the order of the form.
const NUMBERS: [Number; 10] = [
    ("claim_days", |r| r.claim_days),
    ("appeal_days", |r| r.appeal_days),
    ("answer_working_days", |r| r.answer_working_days),
    ("return_grace_days", |r| r.return_grace_days),
    ("price_tolerance", |r| r.price_tolerance),
    ("labour_tolerance", |r| r.labour_tolerance),
    ("travel_km", |r| r.travel_km),
    ("evidence", |r| r.evidence),
    ("spike_percent", |r| r.spike_percent),
    ("spike_claims", |r| r.spike_claims),
];

fn number_label(name: &str, l: Locale) -> String {
    match name {
        "claim_days" => t!(l, "claim-rules-claim-days"),
        "appeal_days" => t!(l, "claim-rules-appeal-days"),
        "answer_working_days" => t!(l, "claim-rules-answer-days"),
        "return_grace_days" => t!(l, "claim-rules-grace-days"),
        "price_tolerance" => t!(l, "claim-rules-price-tolerance"),
        "labour_tolerance" => t!(l, "claim-rules-labour-tolerance"),
        "travel_km" => t!(l, "claim-rules-travel-km"),
        "evidence" => t!(l, "claim-rules-evidence"),
        "spike_percent" => t!(l, "claim-rules-spike-percent"),
        _ => t!(l, "claim-rules-spike-claims"),
    }
}

/// The limits of a currency, in the order of the form.
const LIMITS: [&str; 6] = ["auto_approve", "pre_authorize", "review", "absurd", "per_km", "per_night"];

fn limit_label(name: &str, l: Locale) -> String {
    match name {
        "auto_approve" => t!(l, "claim-rules-auto"),
        "pre_authorize" => t!(l, "claim-rules-pre"),
        "review" => t!(l, "claim-rules-review"),
        "absurd" => t!(l, "claim-rules-absurd"),
        "per_km" => t!(l, "claim-rules-km"),
        _ => t!(l, "claim-rules-night"),
    }
}

fn limit_field(n: usize, name: &str) -> String {
    format!("rules/limits/{n}/{name}")
}

fn consequence_field(check: ClaimCheck) -> String {
    format!("consequence/{check}")
}

fn values(name: &str, from: NaiveDate, rules: &Rules) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "name", Some(name));
    put(v, "valid_from", Some(from));
    for (name, of) in NUMBERS {
        put(v, &format!("rules/{name}"), Some(of(rules)));
    }
    for (n, line) in rules.limits.iter().enumerate() {
        let amounts =
            [line.auto_approve, line.pre_authorize, line.review, line.absurd, line.per_km, line.per_night];
        for (name, amount) in LIMITS.iter().zip(amounts) {
            put(v, &limit_field(n, name), Some(amount));
        }
    }
    for check in ClaimCheck::ALL {
        put(v, &consequence_field(*check), Some(rules.consequence(*check)));
    }
    values
}

/// What is typed. Consequences that are the shipped ones are not said.
fn read(values: &Values, base: &Rules) -> Result<RuleSetInput, Refusal> {
    let mut d = Draft::new(values);
    let (name, valid_from) = (d.need("name"), d.need("valid_from"));
    let mut number = |name: &str| d.need::<u16>(&format!("rules/{name}")).unwrap_or_default();
    let mut rules = Rules {
        claim_days: number("claim_days"),
        appeal_days: number("appeal_days"),
        answer_working_days: number("answer_working_days"),
        return_grace_days: number("return_grace_days"),
        price_tolerance: number("price_tolerance"),
        labour_tolerance: number("labour_tolerance"),
        travel_km: number("travel_km"),
        evidence: number("evidence"),
        spike_percent: number("spike_percent"),
        spike_claims: number("spike_claims"),
        limits: vec![],
        consequences: vec![],
    };
    for (n, line) in base.limits.iter().enumerate() {
        let mut typed = |name: &str| {
            let field = limit_field(n, name);
            let found = amount(&mut d, &field);
            if found.is_none() && d.raw(&field).is_empty() {
                d.refuse(&field, FieldProblem::Required);
            }
            found
        };
        let found: Vec<_> = LIMITS.iter().map(|name| typed(name)).collect();
        if let [Some(auto), Some(pre), Some(review), Some(absurd), Some(km), Some(night)] = found[..] {
            rules.limits.push(CurrencyLimits {
                currency: line.currency,
                auto_approve: auto,
                pre_authorize: pre,
                review,
                absurd,
                per_km: km,
                per_night: night,
            });
        }
    }
    let shipped = Rules::shipped();
    for check in ClaimCheck::ALL {
        if let Some(outcome) = d.need::<CheckOutcome>(&consequence_field(*check))
            && outcome != shipped.consequence(*check)
        {
            rules.consequences.push(Consequence { check: *check, outcome });
        }
    }
    let built = name.zip(valid_from).map(|(name, valid_from)| RuleSetInput { name, valid_from, rules });
    let input = d.finish(built)?;
    input.rules.check("/rules")?;
    Ok(input)
}

/// Drafting one: it begins with the rules in force.
#[component]
pub fn RuleSetNew() -> Html {
    let l = use_locale();
    let loaded = use_load((), |()| warranty_claim::rule_sets());
    html! {
        <>
            <PageHead
                title={t!(l, "claim-rules-new")}
                parent={Some((Route::RuleSets(Record::List), AttrValue::from(t!(l, "claim-nav-rules"))))}
            />
            { async_view(&loaded, |_| None, |all| {
                let base = all.iter().find(|one| one.in_force).map_or_else(Rules::shipped, |one| one.rules.clone());
                html! { <RuleSetForm base={Rc::new(base)} /> }
            }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    base: Rc<Rules>,
    #[prop_or_default]
    set: Option<Rc<RuleSet>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn RuleSetForm(props: &FormProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let today = use_reader().day(Utc::now());
    let set = props.set.clone();
    let begin = || match &set {
        Some(set) => values(&set.name, set.valid_from, &set.rules),
        None => values("", today, &props.base),
    };
    let form = use_form(begin);
    use_fresh(&form, set.as_ref().map(|set| set.version), begin(), props.reload.clone());
    let at = set.as_ref().map(|set| (set.id, set.version));
    let done = Callback::from(move |one: RuleSet| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::RuleSets(Record::One(one.id)));
    });
    let base = props.base.clone();
    let submit = use_submit(
        &form,
        move |values: &Values| read(values, &base),
        move |body, key| async move {
            match at {
                Some((id, version)) => warranty_claim::update_rule_set(id, body, version).await,
                None => warranty_claim::create_rule_set(body, key).await,
            }
        },
        done,
    );
    let outcomes: Vec<_> = choices!(CheckOutcome, l).into_iter().skip(1).collect();
    html! {
        <FormFrame form={form.clone()} {submit} cancel={Route::RuleSets(Record::List)}>
            <div class="sb-grid sb-grid-3">
                <TextField form={form.clone()} name="name" label={t!(l, "claim-rules-name")} required=true max=200 />
                <TextField form={form.clone()} name="valid_from" label={t!(l, "claim-rules-from")} kind="date" required=true />
            </div>
            <div class="sb-grid sb-grid-3">
                { for NUMBERS.iter().map(|(name, _)| html! {
                    <TextField key={*name} form={form.clone()} name={format!("rules/{name}")} label={number_label(name, l)} kind="number" required=true />
                }) }
            </div>
            { for props.base.limits.iter().enumerate().map(|(n, line)| html! {
                <fieldset class="sb-fieldset" key={line.currency.as_str()}>
                    <legend>{ line.currency.label(l) }</legend>
                    <div class="sb-grid sb-grid-3">
                        { for LIMITS.iter().map(|name| html! {
                            <TextField key={*name} form={form.clone()} name={limit_field(n, name)} label={limit_label(name, l)} required=true />
                        }) }
                    </div>
                </fieldset>
            }) }
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "claim-rules-consequences") }</legend>
                <div class="sb-grid sb-grid-3">
                    { for ClaimCheck::ALL.iter().map(|check| html! {
                        <ChoiceField key={check.as_str()} form={form.clone()} name={consequence_field(*check)} label={check.label(l)} required=true choices={outcomes.clone()} />
                    }) }
                </div>
            </fieldset>
        </FormFrame>
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

/// What the set would have done to the last months.
#[component]
fn Rehearsal(props: &Props) -> Html {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_that_is_shown_is_read_as_it_was() {
        let mut rules = Rules::shipped();
        rules.consequences = vec![Consequence { check: ClaimCheck::Evidence, outcome: CheckOutcome::Info }];
        rules.claim_days = 45;
        let shown = values("2027", "2027-01-01".parse().unwrap(), &rules);
        assert_eq!(read(&shown, &rules).unwrap().rules, rules);
    }
}
