//! Collecting what is in no statement yet, in a dialogue.

use crate::api::statement;
use crate::components::field::TextField;
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::record_form::FormModal;
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::session::use_reader;
use chrono::Utc;
use shared::auth::OrganizationKind;
use shared::problem::{FieldProblem, Refusal};
use shared::records::report::Month;
use shared::records::statement::{CollectStatements, CollectedStatements};
use yew::prelude::*;

/// With whom the maker settles.
pub const PARTIES: &[OrganizationKind] = &[
    OrganizationKind::Dealer,
    OrganizationKind::ServiceCenter,
    OrganizationKind::Supplier,
    OrganizationKind::Customer,
];

/// Properties of [`CollectForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// Told when it is done.
    pub ondone: Callback<()>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// The dialogue.
#[component]
pub fn CollectForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let today = use_reader().day(Utc::now());
    let form = use_form(move || {
        let mut values = Values::new();
        put(&mut values, "month", Some(Month::of(today).minus(1)));
        put(&mut values, "party_id", None::<String>);
        put(&mut values, &words("party_id"), None::<String>);
        values
    });
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |found: CollectedStatements| {
            toaster.say(t!(l, "statement-collected", count = found.items.len() as i64));
            ondone.emit(());
            onclose.emit(());
        })
    };
    let read = move |values: &Values| -> Result<CollectStatements, Refusal> {
        let mut d = Draft::new(values);
        if d.raw("party_id").is_empty() && !d.raw(&words("party_id")).is_empty() {
            d.refuse("party_id", FieldProblem::NoSuchRecord);
        }
        let month: Option<Month> = d.raw("month").parse().ok();
        if month.is_none() {
            d.refuse("month", FieldProblem::DateMalformed);
        }
        let party_id = d.maybe("party_id");
        let input = d.finish(month.map(|month| CollectStatements { month, party_id }))?;
        input.check(today)?;
        Ok(input)
    };
    let submit = use_submit(&form, read, statement::collect, done);
    html! {
        <FormModal title={t!(l, "statement-collect")} label={t!(l, "statement-collect")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <p class="sb-quiet">{ t!(l, "statement-collect-hint") }</p>
            <TextField form={form.clone()} name="month" label={t!(l, "statement-month")} kind="month" required=true autofocus=true />
            <SearchSelect
                form={form.clone()}
                name="party_id"
                label={t!(l, "statement-party")}
                finder={Finder::Organization(PARTIES)}
            />
        </FormModal>
    }
}
