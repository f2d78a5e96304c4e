//! What can be done with a recovery, each in a dialogue.

use crate::api::recovery;
use crate::components::field::{AreaField, TextField};
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::money::{amount, words as money_words};
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::session::use_me;
use serde_json::{Value, json};
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::problem::{FieldProblem, Refusal};
use shared::records::recovery::*;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`ActionForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The recovery.
    pub recovery: Rc<Recovery>,
    /// What is done.
    pub doing: RecoveryAction,
    /// Takes it as it is then.
    pub ondone: Callback<Recovery>,
    /// Reads it again.
    pub reload: Callback<()>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

fn values() -> Values {
    let mut values = Values::new();
    for name in ["delivery", "note", "reason", "amount"] {
        put(&mut values, name, None::<String>);
    }
    values
}

fn read(one: &Recovery, doing: RecoveryAction, values: &Values) -> Result<Value, Refusal> {
    use RecoveryAction::*;
    let mut d = Draft::new(values);
    match doing {
        Notify => {
            let delivery = d.need("delivery");
            d.finish(delivery.map(|delivery| NotifyRecovery { delivery })).map(|body| json!(body))
        }
        Accept => {
            let note = d.maybe("note");
            d.finish(Some(AcceptRecovery { note })).map(|body| json!(body))
        }
        Object | Appeal | Keep | Withdraw => {
            let reason = d.need("reason");
            d.finish(reason.map(|reason| RecoveryReason { reason })).map(|body| json!(body))
        }
        Reduce | Rule => {
            if d.raw("amount").is_empty() {
                d.refuse("amount", FieldProblem::Required);
            }
            let (amount, reason) = (amount(&mut d, "amount"), d.need("reason"));
            let built = amount.zip(reason).map(|(amount, reason)| RecoveryDecision { amount, reason });
            let body = d.finish(built)?;
            if doing == Reduce {
                may_reduce(one.head.amount, body.amount)?;
            } else {
                may_rule_amount(one.head.claimed, body.amount)?;
            }
            Ok(json!(body))
        }
        ReExamine | Debit => Ok(json!({})),
    }
}

/// The dialogue.
#[component]
pub fn ActionForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let inside = use_me().organization_kind == OrganizationKind::Manufacturer;
    let (doing, head) = (props.doing, &props.recovery.head);
    let (id, version) = (head.id, head.version);
    let form = use_form(values);
    use_fresh(&form, Some(version), values(), props.reload.clone());
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |one: Recovery| {
            let (number, status) = (one.head.number.as_str(), one.head.status.label(l));
            toaster.say(t!(l, "statement-done", number = number, status = status));
            ondone.emit(one);
            onclose.emit(());
        })
    };
    let known = props.recovery.clone();
    let submit = use_submit(
        &form,
        move |values: &Values| read(&known, doing, values),
        move |body, key| async move { recovery::act(id, doing, body, version, key).await },
        done,
    );
    html! {
        <FormModal
            title={format!("{} · {}", doing.label(l), head.number)}
            label={doing.label(l)}
            danger={matches!(doing, RecoveryAction::Withdraw)}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            <p class="sb-quiet">{ hint(doing, inside, l) }</p>
            <p><strong>{ money_words(head.amount, head.currency) }</strong></p>
            { fields(&form, doing, inside, l) }
        </FormModal>
    }
}

fn hint(doing: RecoveryAction, inside: bool, l: Locale) -> String {
    use RecoveryAction::*;
    match doing {
        Notify => t!(l, "recovery-notify-hint"),
        Accept if inside => t!(l, "recovery-accept-inside"),
        Accept => t!(l, "recovery-accept-hint"),
        Object => t!(l, "recovery-object-hint"),
        Appeal => t!(l, "recovery-appeal-hint"),
        ReExamine => t!(l, "recovery-examine-hint"),
        Keep | Reduce => t!(l, "recovery-again-hint"),
        Withdraw => t!(l, "recovery-withdraw-hint"),
        Rule => t!(l, "recovery-rule-hint"),
        Debit => t!(l, "recovery-debit-hint"),
    }
}

fn fields(form: &Form, doing: RecoveryAction, inside: bool, l: Locale) -> Html {
    use RecoveryAction::*;
    match doing {
        Notify => html! {
            <TextField form={form.clone()} name="delivery" label={t!(l, "recovery-delivery")} hint={t!(l, "recovery-delivery-hint")} required=true max=200 autofocus=true />
        },
        Accept => html! {
            <AreaField form={form.clone()} name="note" label={t!(l, "statement-note")} required={inside} lines=2 max=1000 autofocus=true />
        },
        Object | Appeal | Keep | Withdraw => html! {
            <AreaField form={form.clone()} name="reason" label={t!(l, "recovery-reason")} required=true lines=3 max=1000 autofocus=true />
        },
        Reduce | Rule => html! {
            <>
                <TextField form={form.clone()} name="amount" label={t!(l, "recovery-amount")} required=true autofocus=true />
                <AreaField form={form.clone()} name="reason" label={t!(l, "recovery-reason")} required=true lines=3 max=1000 />
            </>
        },
        ReExamine | Debit => html! {},
    }
}
