//! The intake: filing a ticket while the customer is on the telephone.

use super::aside::{CustomerAside, UnitAside};
use super::caller::{CallerField, take_contact};
use super::draft;
use super::fields::{WhatFields, WhoFields, customer};
use super::forecast::Forecast;
use crate::api::ticket;
use crate::browser;
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::form::{Form, Values, use_form, use_submit};
use crate::components::link::LinkButton;
use crate::components::page_head::PageHead;
use crate::components::record_form::{Problems, save_key};
use crate::components::search_select::words;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::pages::campaign::OpenCampaigns;
use crate::pages::knowledge_article::Suggestions;
use crate::route::{self, Record, Route};
use crate::session::{may, use_me, use_reader};
use crate::unsaved::use_unsaved;
use chrono::Utc;
use serde::Deserialize;
use shared::auth::{OrganizationKind, Permission};
use shared::ids::{CustomerId, FaultCodeId, ProductId, UnitId};
use shared::records::account::Me;
use shared::records::customer::Contact;
use shared::records::ticket::{Ticket, TicketChannel};
use shared::records::unit::UnitLife;
use std::rc::Rc;
use yew::prelude::*;

/// What another page says the ticket is about: `?unit_id=…` or `?customer_id=…&customer=…`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct About {
    unit_id: Option<UnitId>,
    customer_id: Option<CustomerId>,
    customer: String,
}

/// People of the house write down calls; everybody else writes here themselves.
fn channel(me: &Me) -> TicketChannel {
    match me.organization_kind {
        OrganizationKind::Manufacturer => TicketChannel::Phone,
        OrganizationKind::Dealer
        | OrganizationKind::ServiceCenter
        | OrganizationKind::Supplier
        | OrganizationKind::Customer => TicketChannel::Web,
    }
}

fn beginning(me: &Me, about: &About) -> Values {
    let mut values = draft::empty(channel(me));
    values.insert("caller".into(), String::new());
    values.insert(words("caller"), String::new());
    if let Some(unit) = about.unit_id {
        values.insert("unit_id".into(), unit.to_string());
    }
    if let Some(customer) = about.customer_id {
        values.insert("customer_id".into(), customer.to_string());
        values.insert(words("customer_id"), about.customer.clone());
    }
    if me.organization_kind == OrganizationKind::Customer {
        // Who writes is who can be asked.
        values.insert("contact_name".into(), me.name.clone());
        values.insert("contact_phone".into(), me.phone.clone().unwrap_or_default());
        values.insert("contact_email".into(), me.email.clone());
    }
    values
}

/// What the unit tells the form: its owner and site, where nothing else was said.
fn take_unit(form: &Form, life: &UnitLife) {
    let unit = &life.unit;
    form.set(&words("unit_id"), unit.serial.clone());
    let pairs = [
        ("customer_id", unit.customer_id.map(|id| id.to_string()), &unit.customer_name),
        ("site_id", unit.site_id.map(|id| id.to_string()), &unit.site_name),
    ];
    for (name, id, label) in pairs {
        if let Some(id) = id.filter(|_| form.get(name).is_empty()) {
            form.set(name, id);
            form.set(&words(name), label.clone().unwrap_or_default());
        }
    }
}

/// The intake.
#[component]
pub fn TicketForm() -> Html {
    let l = use_locale();
    let me = use_me();
    let reader = use_reader();
    let toaster = use_toaster();
    let about = use_memo((), |()| serde_urlencoded::from_str::<About>(&browser::query()).unwrap_or_default());
    let form = use_form(|| beginning(&me, &about));
    use_unsaved(&form);
    let done = Callback::from(move |ticket: Ticket| {
        toaster.say(t!(l, "ticket-filed", number = ticket.number.as_str()));
        route::go(Route::Tickets(Record::One(ticket.id)));
    });
    let submit =
        use_submit(&form, move |values| draft::create(values, reader, Utc::now()), ticket::create, done);
    let onkeydown = save_key(&submit);
    // Whoever leaves the customer behind leaves its site and unit too.
    let oncustomer = {
        let form = form.clone();
        Callback::from(move |_| {
            for name in ["site_id", "unit_id"] {
                form.set(name, "");
                form.set(&words(name), "");
            }
        })
    };
    // The model of the unit that was chosen.
    let model = use_state_eq(|| None::<ProductId>);
    let onload = {
        let (form, model) = (form.clone(), model.setter());
        Callback::from(move |life: Rc<UnitLife>| {
            model.set(Some(life.unit.product_id));
            take_unit(&form, &life);
        })
    };
    let oncontact = {
        let form = form.clone();
        Callback::from(move |contact: Contact| take_contact(&form, &contact))
    };
    let unit: Option<UnitId> = form.get("unit_id").parse().ok();
    let customer = customer(&form);
    // A customer is who calls.
    let may_look_up =
        me.organization_kind != OrganizationKind::Customer && may(&me, Permission::CustomerRead);
    let product = form.get("product_id").parse().ok().or(model.filter(|_| unit.is_some()));
    html! {
        <>
            <PageHead
                title={t!(l, "ticket-new")}
                parent={Some((Route::Tickets(Record::List), AttrValue::from(t!(l, "ticket-list"))))}
            />
            // Ctrl+Enter works beside the form too, where a contact was just chosen.
            <div class="sb-split" {onkeydown}>
                <form class="pf-v6-c-form sb-intake" novalidate=true onsubmit={submit.onsubmit()}>
                    <Problems form={form.clone()} />
                    if may_look_up {
                        <CallerField form={form.clone()} />
                    }
                    <WhoFields form={form.clone()} {oncustomer} autofocus={!may_look_up} />
                    <WhatFields form={form.clone()} filing=true />
                    <div class="sb-form-foot sb-sticky-foot">
                        <Button label={t!(l, "ticket-file")} kind={Kind::Primary} submit=true busy={submit.busy} title={t!(l, "page-save-key")} />
                        <LinkButton to={Route::Tickets(Record::List)} label={t!(l, "page-cancel")} kind={Kind::Link} />
                        <span class="sb-quiet sb-wide-only">{ t!(l, "page-save-key") }</span>
                    </div>
                </form>
                <aside class="sb-aside" aria-label={t!(l, "ticket-known")}>
                    if let Some(unit_id) = unit {
                        <OpenCampaigns key={format!("campaigns-{unit_id}")} {unit_id} />
                    }
                    <Forecast form={form.clone()} />
                    if let Some(id) = unit {
                        <UnitAside key={id.to_string()} {id} {onload} />
                    }
                    if let Some(id) = customer {
                        <CustomerAside key={id.to_string()} {id} {oncontact} with_tickets={unit.is_none()} />
                    }
                    if unit.is_none() && customer.is_none() {
                        <Panel title={t!(l, "ticket-known")}>
                            <p class="sb-quiet">{ t!(l, "ticket-known-hint") }</p>
                        </Panel>
                    }
                    if may(&me, Permission::KnowledgeRead) {
                        <Suggestions
                            fault_code_id={form.get("fault_code_id").parse::<FaultCodeId>().ok()}
                            product_id={product}
                            subject={form.get("subject").to_owned()}
                        />
                    }
                </aside>
            </div>
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_page_may_say_what_it_is_about() {
        let id = "01933f6e-0000-7000-8000-000000000001";
        let about: About =
            serde_urlencoded::from_str(&format!("customer_id={id}&customer=%E8%A5%BF%E6%B9%96")).unwrap();
        assert_eq!(about.customer, "西湖");
        assert!(about.unit_id.is_none() && about.customer_id.is_some());
    }
}
