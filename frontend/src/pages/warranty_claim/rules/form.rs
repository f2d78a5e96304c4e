//! Drafting a set of rules, and changing a draft.

use super::fields::*;
use crate::api::warranty_claim;
use crate::components::async_view::{async_view, use_load};
use crate::components::field::{ChoiceField, TextField};
use crate::components::form::{Values, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::use_reader;
use chrono::Utc;
use shared::records::warranty_claim::*;
use std::rc::Rc;
use yew::prelude::*;

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

/// Properties of [`RuleSetForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct FormProps {
    /// The rules that it begins with.
    pub base: Rc<Rules>,
    /// The draft that is changed.
    #[prop_or_default]
    pub set: Option<Rc<RuleSet>>,
    /// Reads it again.
    #[prop_or_default]
    pub reload: Callback<()>,
}

/// The form of a set.
#[component]
pub fn RuleSetForm(props: &FormProps) -> Html {
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
