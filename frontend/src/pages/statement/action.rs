//! What can be done with a statement, each in a dialogue.

use crate::api::statement;
use crate::components::field::{AreaField, TextField};
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::money::balance_words;
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::session::{use_me, use_reader};
use chrono::{NaiveDate, Utc};
use serde_json::{Value, json};
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::problem::Refusal;
use shared::records::statement::*;
use std::rc::Rc;
use yew::prelude::*;

fn values(today: NaiveDate) -> Values {
    let mut values = Values::new();
    for name in ["note", "number", "reference"] {
        put(&mut values, name, None::<String>);
    }
    put(&mut values, "invoiced_on", Some(today));
    put(&mut values, "paid_on", Some(today));
    values
}

fn read(
    statement: &Statement,
    doing: StatementAction,
    today: NaiveDate,
    values: &Values,
) -> Result<Value, Refusal> {
    let mut d = Draft::new(values);
    match doing {
        StatementAction::Issue | StatementAction::Lock => Ok(json!({})),
        StatementAction::Agree => {
            let note = d.maybe("note");
            d.finish(Some(AgreeStatement { note })).map(|body| json!(body))
        }
        StatementAction::Invoice => {
            let (number, day) = (d.need("number"), d.need("invoiced_on"));
            let built = number.zip(day).map(|(number, invoiced_on)| InvoiceStatement { number, invoiced_on });
            let body = d.finish(built)?;
            body.check(today)?;
            Ok(json!(body))
        }
        StatementAction::Pay => {
            let (reference, day) = (d.need("reference"), d.need("paid_on"));
            let built = reference.zip(day).map(|(reference, paid_on)| PayStatement { reference, paid_on });
            let body = d.finish(built)?;
            body.check(statement.invoiced_on, today)?;
            Ok(json!(body))
        }
    }
}

/// Properties of [`ActionForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The statement.
    pub statement: Rc<Statement>,
    /// What is done.
    pub doing: StatementAction,
    /// Takes it as it is then.
    pub ondone: Callback<Statement>,
    /// Reads it again.
    pub reload: Callback<()>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// The dialogue.
#[component]
pub fn ActionForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let inside = use_me().organization_kind == OrganizationKind::Manufacturer;
    let today = use_reader().day(Utc::now());
    let (doing, head) = (props.doing, &props.statement.head);
    let (id, version) = (head.id, head.version);
    let form = use_form(move || values(today));
    use_fresh(&form, Some(version), values(today), props.reload.clone());
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |one: Statement| {
            let (number, status) = (one.head.number.as_str(), one.head.status.label(l));
            toaster.say(t!(l, "statement-done", number = number, status = status));
            ondone.emit(one);
            onclose.emit(());
        })
    };
    let known = props.statement.clone();
    let submit = use_submit(
        &form,
        move |values: &Values| read(&known, doing, today, values),
        move |body, key| async move { statement::act(id, doing, body, version, key).await },
        done,
    );
    html! {
        <FormModal
            title={format!("{} · {}", doing.label(l), head.number)}
            label={doing.label(l)}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            <p class="sb-quiet">{ hint(doing, inside, l) }</p>
            <p><strong>{ balance_words(head.total, head.currency) }</strong></p>
            { fields(&form, doing, inside, l) }
        </FormModal>
    }
}

fn hint(doing: StatementAction, inside: bool, l: Locale) -> String {
    match doing {
        StatementAction::Issue => t!(l, "statement-issue-hint"),
        StatementAction::Agree if inside => t!(l, "statement-agree-inside"),
        StatementAction::Agree => t!(l, "statement-agree-hint"),
        StatementAction::Invoice => t!(l, "statement-invoice-hint"),
        StatementAction::Pay => t!(l, "statement-pay-hint"),
        StatementAction::Lock => t!(l, "statement-lock-hint"),
    }
}

fn fields(form: &Form, doing: StatementAction, inside: bool, l: Locale) -> Html {
    match doing {
        StatementAction::Issue | StatementAction::Lock => html! {},
        StatementAction::Agree => html! {
            <AreaField form={form.clone()} name="note" label={t!(l, "statement-note")} required={inside} lines=2 max=1000 autofocus=true />
        },
        StatementAction::Invoice => html! {
            <div class="sb-grid sb-grid-3">
                <TextField form={form.clone()} name="number" label={t!(l, "statement-invoice")} required=true max=50 autofocus=true />
                <TextField form={form.clone()} name="invoiced_on" label={t!(l, "statement-invoiced-on")} required=true kind="date" />
            </div>
        },
        StatementAction::Pay => html! {
            <div class="sb-grid sb-grid-3">
                <TextField form={form.clone()} name="reference" label={t!(l, "statement-reference")} required=true max=100 autofocus=true />
                <TextField form={form.clone()} name="paid_on" label={t!(l, "statement-paid-on")} required=true kind="date" />
            </div>
        },
    }
}
