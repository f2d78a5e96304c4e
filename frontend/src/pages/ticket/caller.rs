//! Who calls: one box for a telephone number, a name, a customer or a serial number. What is chosen fills the
//! fields about who and which unit.

use crate::api;
use crate::browser;
use crate::components::field::id;
use crate::components::finder::{Caller, Finder, Found};
use crate::components::form::Form;
use crate::components::search_select::{SearchSelect, words};
use crate::i18n::use_locale;
use shared::ids::CustomerId;
use shared::records::customer::Contact;
use shared::records::unit::UnitQuery;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// Fills in the customer; and the unit, where the customer has only one: then it says so.
async fn take_customer(form: &Form, customer: CustomerId) -> bool {
    if let Ok(found) = api::customer::get(customer).await {
        form.set("customer_id", customer.to_string());
        form.set(&words("customer_id"), found.name);
    }
    let query = UnitQuery { customer_id: Some(customer), limit: Some(2), ..UnitQuery::default() };
    if let Ok(units) = api::unit::list(&query).await
        && let [unit] = units.items.as_slice()
    {
        form.set("unit_id", unit.id.to_string());
        form.set(&words("unit_id"), unit.serial.clone());
        return true;
    }
    false
}

/// Fills in who can be spoken to.
pub fn take_contact(form: &Form, contact: &Contact) {
    form.set("contact_name", contact.name.clone());
    form.set("contact_phone", contact.phone.clone().unwrap_or_default());
    form.set("contact_email", contact.email.clone().unwrap_or_default());
}

async fn take(form: Form, caller: Caller) {
    for name in ["customer_id", "site_id", "unit_id"] {
        form.set(name, "");
        form.set(&words(name), "");
    }
    let has_unit = match caller {
        Caller::Contact(id, customer) => {
            let has_unit = take_customer(&form, customer).await;
            if let Ok(people) = api::customer::contacts(customer).await
                && let Some(contact) = people.items.iter().find(|contact| contact.id == id)
            {
                take_contact(&form, contact);
            }
            has_unit
        }
        Caller::Customer(customer) => take_customer(&form, customer).await,
        // The unit brings its owner and its site.
        Caller::Unit(unit) => {
            form.set("unit_id", unit.to_string());
            true
        }
    };
    // Which of several units it is only the caller knows.
    let next = if has_unit { "subject" } else { "unit_id" };
    browser::focus(&format!("#{}", id(next)));
}

/// Properties of [`CallerField`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The form of the intake.
    pub form: Form,
}

/// Who calls.
#[component]
pub fn CallerField(props: &Props) -> Html {
    let l = use_locale();
    let onpick = {
        let form = props.form.clone();
        Callback::from(move |found: Option<Found>| {
            if let Some(caller) = found.and_then(|found| found.id.parse::<Caller>().ok()) {
                spawn_local(take(form.clone(), caller));
            }
        })
    };
    html! {
        <SearchSelect
            form={props.form.clone()}
            name="caller"
            label={t!(l, "ticket-caller")}
            hint={t!(l, "ticket-caller-hint")}
            finder={Finder::Caller}
            {onpick}
            autofocus=true
        />
    }
}
