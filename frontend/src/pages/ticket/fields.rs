//! The fields that intake and change of a ticket share.

use super::draft;
use crate::components::field::{AreaField, CheckField, ChoiceField, TextField};
use crate::components::finder::{Finder, Found};
use crate::components::form::Form;
use crate::components::search_select::SearchSelect;
use crate::components::status_badge::badge;
use crate::i18n::use_locale;
use crate::session::use_me;
use shared::auth::OrganizationKind;
use shared::ids::CustomerId;
use shared::records::ticket::*;
use yew::prelude::*;

/// The customer whose id a form holds.
pub fn customer(form: &Form) -> Option<CustomerId> {
    form.get("customer_id").parse().ok()
}

/// Properties of [`WhoFields`].
#[derive(Clone, PartialEq, Properties)]
pub struct WhoProps {
    /// The form.
    pub form: Form,
    /// Told which customer was chosen.
    #[prop_or_default]
    pub oncustomer: Callback<Option<Found>>,
    /// Told which unit was chosen.
    #[prop_or_default]
    pub onunit: Callback<Option<Found>>,
    /// The first field has the focus.
    #[prop_or_default]
    pub autofocus: bool,
}

/// Who calls, and about which equipment.
#[component]
pub fn WhoFields(props: &WhoProps) -> Html {
    let l = use_locale();
    let me = use_me();
    let form = &props.form;
    let outside_customer = me.organization_kind == OrganizationKind::Customer;
    let has_unit = !form.get("unit_id").is_empty();
    html! {
        <fieldset class="sb-fieldset">
            <legend>{ t!(l, "ticket-part-who") }</legend>
            <div class="sb-grid sb-grid-3">
                if !outside_customer {
                    <SearchSelect
                        form={form.clone()}
                        name="customer_id"
                        label={t!(l, "ticket-customer")}
                        hint={t!(l, "ticket-customer-hint")}
                        finder={Finder::Customer}
                        onpick={props.oncustomer.clone()}
                        autofocus={props.autofocus}
                    />
                }
                <SearchSelect
                    form={form.clone()}
                    name="unit_id"
                    label={t!(l, "ticket-unit")}
                    hint={t!(l, "ticket-unit-hint")}
                    finder={Finder::Unit(customer(form))}
                    onpick={props.onunit.clone()}
                    autofocus={props.autofocus && outside_customer}
                />
                if !has_unit {
                    <SearchSelect
                        form={form.clone()}
                        name="product_id"
                        label={t!(l, "ticket-product")}
                        hint={t!(l, "ticket-product-hint")}
                        finder={Finder::Product}
                    />
                }
                if let Some(customer) = customer(form) {
                    <SearchSelect
                        form={form.clone()}
                        name="site_id"
                        label={t!(l, "ticket-site")}
                        finder={Finder::Site(customer)}
                    />
                }
            </div>
            <div class="sb-grid sb-grid-3">
                <TextField form={form.clone()} name="contact_name" label={t!(l, "ticket-contact-name")} max=100 />
                <TextField form={form.clone()} name="contact_phone" label={t!(l, "ticket-contact-phone")} kind="tel" max=40 />
                <TextField form={form.clone()} name="contact_email" label={t!(l, "ticket-contact-email")} kind="email" max=254 />
            </div>
        </fieldset>
    }
}

/// Properties of [`WhatFields`].
#[derive(Clone, PartialEq, Properties)]
pub struct WhatProps {
    /// The form.
    pub form: Form,
    /// The ticket is being filed: channel and time of the call belong to it.
    #[prop_or_default]
    pub filing: bool,
    /// What became of the crisis flag.
    #[prop_or(CrisisStatus::None)]
    pub crisis: CrisisStatus,
}

/// What it is about and how urgent it is.
#[component]
pub fn WhatFields(props: &WhatProps) -> Html {
    let l = use_locale();
    let form = &props.form;
    let priority = draft::expected_priority(&form.values, props.crisis);
    let unknown = t!(l, "page-not-known");
    html! {
        <>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "ticket-part-what") }</legend>
                <TextField form={form.clone()} name="subject" label={t!(l, "ticket-subject")} hint={t!(l, "ticket-subject-hint")} required=true max=200 />
                <AreaField form={form.clone()} name="description" label={t!(l, "ticket-description")} max=20000 lines=3 />
                <div class="sb-grid sb-grid-3">
                    <ChoiceField form={form.clone()} name="kind" label={t!(l, "ticket-kind")} required=true choices={choices!(TicketKind, l)} />
                    if props.filing {
                        <ChoiceField form={form.clone()} name="channel" label={t!(l, "ticket-channel")} required=true choices={choices!(TicketChannel, l)} />
                        <TextField form={form.clone()} name="reported_at" label={t!(l, "ticket-reported-at")} kind="datetime-local" hint={t!(l, "ticket-reported-at-hint")} />
                    }
                    if props.filing {
                        <ChoiceField form={form.clone()} name="topic" label={t!(l, "ticket-topic")} choices={choices!(TicketTopic, l)} none={unknown.clone()} />
                    } else {
                        <ChoiceField form={form.clone()} name="topic" label={t!(l, "ticket-topic")} required=true choices={choices!(TicketTopic, l)} />
                    }
                    <ChoiceField form={form.clone()} name="remedy_wanted" label={t!(l, "ticket-remedy")} choices={choices!(TicketRemedy, l)} none={unknown.clone()} />
                    <SearchSelect form={form.clone()} name="fault_code_id" label={t!(l, "ticket-fault-code")} finder={Finder::FaultCode(l)} />
                    <TextField form={form.clone()} name="usage_value" label={t!(l, "ticket-usage")} kind="number" hint={t!(l, "ticket-usage-hint")} />
                    if !props.filing {
                        <ChoiceField form={form.clone()} name="service_class" label={t!(l, "ticket-service-class")} choices={choices!(ServiceClass, l)} none={unknown} />
                    }
                </div>
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "ticket-part-urgency") }</legend>
                <div class="sb-grid sb-grid-3">
                    <ChoiceField form={form.clone()} name="severity" label={t!(l, "ticket-severity")} required=true choices={choices!(TicketSeverity, l)} />
                    <ChoiceField form={form.clone()} name="impact" label={t!(l, "ticket-impact")} required=true hint={t!(l, "ticket-impact-hint")} choices={choices!(TicketImpact, l)} />
                    <div class="sb-expected" role="status">
                        <span class="pf-v6-c-form__label-text">{ t!(l, "ticket-expected-priority") }</span>
                        { badge(priority, l) }
                    </div>
                </div>
                <CheckField form={form.clone()} name="safety_risk" label={t!(l, "ticket-safety")} hint={t!(l, "ticket-safety-hint")} />
            </fieldset>
        </>
    }
}
