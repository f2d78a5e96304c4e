//! Asking for an amount to be settled, and reviewing what others ask for.

use super::collect::PARTIES;
use crate::api::statement;
use crate::components::field::{AreaField, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::money::{balance_words, typed_balance};
use crate::components::record_form::FormModal;
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::session::use_reader;
use chrono::{NaiveDate, Utc};
use serde_json::{Value, json};
use shared::money::Currency;
use shared::problem::{FieldProblem, Refusal};
use shared::records::statement::*;
use yew::prelude::*;

fn values(today: NaiveDate) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    for name in ["party_id", "ticket_id"] {
        put(v, name, None::<String>);
        put(v, &words(name), None::<String>);
    }
    for name in ["amount", "contract", "reason"] {
        put(v, name, None::<String>);
    }
    put(v, "kind", Some(EntryKind::PaidService));
    put(v, "currency", Some(Currency::Cny));
    put(v, "arose_on", Some(today));
    values
}

fn read(today: NaiveDate, values: &Values) -> Result<CreateSettlementRequest, Refusal> {
    let mut d = Draft::new(values);
    for name in ["party_id", "ticket_id"] {
        if d.raw(name).is_empty() && !d.raw(&words(name)).is_empty() {
            d.refuse(name, FieldProblem::NoSuchRecord);
        }
    }
    let (party, kind, currency) = (d.need("party_id"), d.need("kind"), d.need("currency"));
    let (amount, arose_on, reason) = (typed_balance(&mut d, "amount"), d.need("arose_on"), d.need("reason"));
    let paid = kind == Some(EntryKind::PaidService);
    let contracted = kind == Some(EntryKind::ContractFee);
    let ticket_id = d.maybe("ticket_id").filter(|_| paid);
    let contract = d.maybe("contract").filter(|_| contracted);
    let built = party.zip(kind).zip(currency.zip(amount)).zip(arose_on.zip(reason));
    let input = d.finish(built.map(|(((party_id, kind), (currency, amount)), (arose_on, reason))| {
        CreateSettlementRequest { party_id, kind, amount, currency, arose_on, ticket_id, contract, reason }
    }))?;
    input.check(today)?;
    Ok(input)
}

/// Properties of [`RequestForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Told when it is done.
    pub ondone: Callback<()>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// The dialogue in which is asked for an amount.
#[component]
pub fn RequestForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let today = use_reader().day(Utc::now());
    let form = use_form(move || values(today));
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |one: SettlementRequest| {
            toaster.say(t!(l, "settlement-asked-done", number = one.number.as_str()));
            ondone.emit(());
            onclose.emit(());
        })
    };
    let submit = use_submit(&form, move |values: &Values| read(today, values), statement::request, done);
    let kind: Option<EntryKind> = form.get("kind").parse().ok();
    let mut kinds = choices!(EntryKind, l);
    kinds.retain(|choice| EntryKind::BY_HAND.iter().any(|kind| choice.value == kind.as_str()));
    html! {
        <FormModal title={t!(l, "settlement-ask")} label={t!(l, "settlement-ask")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <p class="sb-quiet">{ t!(l, "settlement-ask-hint") }</p>
            <SearchSelect form={form.clone()} name="party_id" label={t!(l, "statement-party")} required=true finder={Finder::Organization(PARTIES)} autofocus=true />
            <div class="sb-grid sb-grid-3">
                <ChoiceField form={form.clone()} name="kind" label={t!(l, "statement-kind")} required=true choices={kinds} />
                <TextField form={form.clone()} name="amount" label={t!(l, "statement-amount")} hint={t!(l, "settlement-amount-hint")} required=true />
                <ChoiceField form={form.clone()} name="currency" label={t!(l, "statement-currency")} required=true choices={choices!(Currency, l)} />
            </div>
            <TextField form={form.clone()} name="arose_on" label={t!(l, "statement-arose")} kind="date" required=true />
            if kind == Some(EntryKind::PaidService) {
                <SearchSelect form={form.clone()} name="ticket_id" label={t!(l, "ticket-one")} required=true finder={Finder::Ticket} />
            }
            if kind == Some(EntryKind::ContractFee) {
                <TextField form={form.clone()} name="contract" label={t!(l, "settlement-contract")} required=true max=50 />
            }
            <AreaField form={form.clone()} name="reason" label={t!(l, "settlement-reason")} required=true lines=2 max=1000 />
        </FormModal>
    }
}

/// Properties of [`ReviewForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReviewProps {
    /// The request.
    pub one: SettlementRequest,
    /// What becomes of it.
    pub action: RequestAction,
    /// Told when it is done.
    pub ondone: Callback<()>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// The dialogue in which a request is reviewed.
#[component]
pub fn ReviewForm(props: &ReviewProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version, action) = (props.one.id, props.one.version, props.action);
    let form = use_form(|| {
        let mut values = Values::new();
        put(&mut values, "reason", None::<String>);
        values
    });
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |one: SettlementRequest| {
            let (number, status) = (one.number.as_str(), one.status.label(l));
            toaster.say(t!(l, "statement-done", number = number, status = status));
            ondone.emit(());
            onclose.emit(());
        })
    };
    let read = move |values: &Values| -> Result<Value, Refusal> {
        let mut d = Draft::new(values);
        match action {
            RequestAction::Approve => Ok(json!({})),
            RequestAction::Refuse => {
                let reason = d.need("reason");
                d.finish(reason.map(|reason| RefuseSettlementRequest { reason })).map(|body| json!(body))
            }
        }
    };
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move { statement::review(id, action, body, version, key).await },
        done,
    );
    let one = &props.one;
    html! {
        <FormModal
            title={format!("{} · {}", action.label(l), one.number)}
            label={action.label(l)}
            danger={action == RequestAction::Refuse}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            <p>{ &one.party_name }{ " · " }{ one.kind.label(l) }{ " · " }<strong>{ balance_words(one.amount, one.currency) }</strong></p>
            <p class="sb-words">{ &one.reason }</p>
            if action == RequestAction::Refuse {
                <AreaField form={form.clone()} name="reason" label={t!(l, "settlement-refusal")} required=true lines=2 max=1000 autofocus=true />
            }
        </FormModal>
    }
}
