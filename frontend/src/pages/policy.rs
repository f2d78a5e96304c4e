//! The numbers of the policy.

mod penalties;

use self::penalties::Penalties;
use crate::api::policy;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::field::TextField;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::{Problems, save_key, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::session::{may, use_me};
use crate::unsaved::use_unsaved;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::problem::Refusal;
use shared::records::policy::{Policy, PolicyInForce};
use std::rc::Rc;
use yew::prelude::*;

fn values(p: &Policy) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "warranty_months", Some(p.warranty_months));
    put(v, "shipment_grace_days", Some(p.shipment_grace_days));
    put(v, "silence_working_days", Some(p.silence_working_days));
    put(v, "individual_case_complaints", Some(p.individual_case_complaints));
    put(v, "individual_case_months", Some(p.individual_case_months));
    put(v, "individual_case_reopenings", Some(p.individual_case_reopenings));
    put(v, "link_days", Some(p.link_days));
    put(v, "payment_days", Some(p.payment_days));
    put(v, "recovery_days", Some(p.recovery_days));
    penalties::write(v, &p.penalties);
    values
}

fn read(values: &Values) -> Result<Policy, Refusal> {
    let mut d = Draft::new(values);
    let mut number = |name| d.need::<u16>(name).unwrap_or_default();
    let mut policy = Policy {
        warranty_months: number("warranty_months"),
        shipment_grace_days: number("shipment_grace_days"),
        silence_working_days: number("silence_working_days"),
        individual_case_complaints: number("individual_case_complaints"),
        individual_case_months: number("individual_case_months"),
        individual_case_reopenings: number("individual_case_reopenings"),
        link_days: number("link_days"),
        payment_days: number("payment_days"),
        recovery_days: number("recovery_days"),
        penalties: vec![],
    };
    policy.penalties = penalties::read(&mut d);
    let policy = d.finish(Some(policy))?;
    policy.check()?;
    Ok(policy)
}

/// What a number is called, and what it does.
fn words(name: &str, l: Locale) -> (String, String) {
    match name {
        "warranty_months" => (t!(l, "policy-warranty-months"), t!(l, "policy-warranty-months-hint")),
        "shipment_grace_days" => (t!(l, "policy-grace-days"), t!(l, "policy-grace-days-hint")),
        "silence_working_days" => (t!(l, "policy-silence-days"), t!(l, "policy-silence-days-hint")),
        "individual_case_complaints" => (t!(l, "policy-complaints"), t!(l, "policy-complaints-hint")),
        "individual_case_months" => (t!(l, "policy-months"), t!(l, "policy-months-hint")),
        "individual_case_reopenings" => (t!(l, "policy-reopenings"), t!(l, "policy-reopenings-hint")),
        "link_days" => (t!(l, "policy-link-days"), t!(l, "policy-link-days-hint")),
        "payment_days" => (t!(l, "policy-payment-days"), t!(l, "policy-payment-days-hint")),
        "recovery_days" => (t!(l, "policy-recovery-days"), t!(l, "policy-recovery-days-hint")),
        other => (other.to_owned(), String::new()),
    }
}

/// The numbers of the policy.
#[component]
pub fn PolicyPage() -> Html {
    let l = use_locale();
    let loaded = use_load((), |()| policy::get());
    let (reload, set) = (loaded.reload.clone(), loaded.set.clone());
    html! {
        <>
            <PageHead title={t!(l, "page-nav-policy")}><p class="sb-quiet">{ t!(l, "policy-hint") }</p></PageHead>
            { async_view(&loaded, |_| None, |p| html! { <PolicyForm in_force={p.clone()} {reload} {set} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    in_force: Rc<PolicyInForce>,
    reload: Callback<()>,
    set: Callback<PolicyInForce>,
}

#[component]
fn PolicyForm(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let toaster = use_toaster();
    let version = props.in_force.version;
    let form = use_form(|| values(&props.in_force.policy));
    use_unsaved(&form);
    use_fresh(&form, Some(version), values(&props.in_force.policy), props.reload.clone());
    let done = {
        let set = props.set.clone();
        Callback::from(move |policy| {
            toaster.say(t!(l, "page-saved"));
            set.emit(policy);
        })
    };
    let submit = use_submit(&form, read, move |body, _| policy::update(body, version), done);
    let may_change = may(&me, Permission::PolicyManage);
    // In the order of the handbook, not of the alphabet.
    let names = [
        "warranty_months",
        "shipment_grace_days",
        "silence_working_days",
        "individual_case_complaints",
        "individual_case_months",
        "individual_case_reopenings",
        "link_days",
        "payment_days",
        "recovery_days",
    ];
    html! {
        <form class="pf-v6-c-form sb-intake" novalidate=true onsubmit={submit.onsubmit()} onkeydown={save_key(&submit)}>
            <Problems form={form.clone()} />
            <div class="sb-fieldset">
                <div class="sb-grid sb-grid-3">
                    { for names.iter().map(|name| {
                        let (label, hint) = words(name, l);
                        html! { <TextField form={form.clone()} name={*name} {label} {hint} kind="number" required=true disabled={!may_change} /> }
                    }) }
                </div>
            </div>
            <Penalties form={form.clone()} open={may_change} />
            if may_change {
                <div class="sb-form-foot">
                    <Button label={t!(l, "page-save")} kind={Kind::Primary} submit=true busy={submit.busy} />
                </div>
            } else {
                <p class="sb-quiet">{ t!(l, "policy-read-only") }</p>
            }
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_form_holds_every_number_and_reads_it_back() {
        let policy = Policy::default();
        let written = serde_json::to_value(&policy).unwrap();
        let shown = values(&policy);
        let numbers = || shown.keys().filter(|name| !name.starts_with("penalties"));
        assert_eq!(numbers().count() + 1, written.as_object().unwrap().len());
        assert_eq!(read(&shown).unwrap(), policy);
        for name in numbers() {
            assert_ne!(&words(name, Locale::En).0, name);
        }
    }

    #[test]
    fn numbers_out_of_range_are_refused_by_the_shared_rule() {
        let mut v = values(&Policy::default());
        put(&mut v, "link_days", Some("61"));
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/link_days");
    }
}
