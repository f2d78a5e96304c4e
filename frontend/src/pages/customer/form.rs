//! Creating a customer, and changing what is known of one.

use crate::api::customer;
use crate::components::async_view::{async_view, use_load};
use crate::components::field::{AreaField, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::use_me;
use shared::auth::OrganizationKind;
use shared::ids::CustomerId;
use shared::problem::{FieldProblem, Refusal};
use shared::records::account::Me;
use shared::records::customer::{Customer, CustomerInput, CustomerKind};
use std::rc::Rc;
use yew::prelude::*;

const CARERS: &[OrganizationKind] = &[OrganizationKind::Dealer, OrganizationKind::ServiceCenter];

fn values(customer: Option<&Customer>, me: &Me) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "kind", Some(customer.map_or(CustomerKind::Company, |c| c.kind)));
    put(v, "name", customer.map(|c| &c.name));
    put(v, "phone", customer.and_then(|c| c.phone.as_ref()));
    put(v, "email", customer.and_then(|c| c.email.as_ref()));
    put(v, "address", customer.and_then(|c| c.address.as_ref()));
    put(v, "dealer_id", customer.and_then(|c| c.dealer_id));
    put(v, &words("dealer_id"), customer.and_then(|c| c.dealer_name.as_ref()));
    put(v, "organization_id", customer.and_then(|c| c.organization_id));
    put(v, &words("organization_id"), customer.and_then(|c| c.organization_name.as_ref()));
    put(v, "note", customer.and_then(|c| c.note.as_ref()));
    if customer.is_none() && CARERS.contains(&me.organization_kind) {
        // A dealer's customer is looked after by the dealer.
        put(v, "dealer_id", Some(me.organization_id));
        put(v, &words("dealer_id"), Some(&me.organization_name));
    }
    values
}

fn read(values: &Values) -> Result<CustomerInput, Refusal> {
    let mut d = Draft::new(values);
    for name in ["dealer_id", "organization_id"] {
        if d.raw(name).is_empty() && !d.raw(&words(name)).is_empty() {
            d.refuse(name, FieldProblem::NoSuchRecord);
        }
    }
    let (kind, name) = (d.need("kind"), d.need("name"));
    let (phone, email, address) = (d.maybe("phone"), d.email("email"), d.maybe("address"));
    let (dealer_id, organization_id) = (d.maybe("dealer_id"), d.maybe("organization_id"));
    let note = d.maybe("note");
    d.finish(kind.zip(name).map(|(kind, name)| CustomerInput {
        kind,
        name,
        phone,
        email,
        address,
        dealer_id,
        organization_id,
        note,
    }))
}

/// Creating a customer.
#[component]
pub fn CustomerNew() -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead
                title={t!(l, "customer-new")}
                parent={Some((Route::Customers(Record::List), AttrValue::from(t!(l, "page-nav-customers"))))}
            />
            <CustomerForm />
        </>
    }
}

/// Properties of [`CustomerEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The customer.
    pub id: CustomerId,
}

/// Changing what is known of a customer.
#[component]
pub fn CustomerEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, customer::get);
    let reload = loaded.reload.clone();
    let parent = loaded.data.as_ref().map_or_else(|| t!(l, "page-nav-customers"), |c| c.name.clone());
    html! {
        <>
            <PageHead
                title={t!(l, "customer-edit")}
                parent={Some((Route::Customers(Record::One(props.id)), AttrValue::from(parent)))}
            />
            { async_view(&loaded, |_| None, |c| html! { <CustomerForm customer={c.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    customer: Option<Rc<Customer>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn CustomerForm(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let toaster = use_toaster();
    let customer = props.customer.as_deref();
    let at = customer.map(|c| (c.id, c.version));
    let form = use_form(|| values(customer, &me));
    use_fresh(&form, at.map(|(_, v)| v), values(customer, &me), props.reload.clone());
    let done = Callback::from(move |customer: Customer| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Customers(Record::One(customer.id)));
    });
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move {
            match at {
                Some((id, version)) => customer::update(id, body, version).await,
                None => customer::create(body, key).await,
            }
        },
        done,
    );
    let cancel = Route::Customers(at.map_or(Record::List, |(id, _)| Record::One(id)));
    let inside = me.organization_kind == OrganizationKind::Manufacturer;
    html! {
        <FormFrame form={form.clone()} {submit} {cancel}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "customer-identity") }</legend>
                <div class="sb-grid">
                    <TextField form={form.clone()} name="name" label={t!(l, "customer-name")} required=true max=200 autofocus=true />
                    <ChoiceField form={form.clone()} name="kind" label={t!(l, "customer-kind")} required=true choices={choices!(CustomerKind, l)} />
                    <TextField form={form.clone()} name="phone" label={t!(l, "people-phone")} kind="tel" max=40 />
                    <TextField form={form.clone()} name="email" label={t!(l, "account-email")} kind="email" max=254 />
                </div>
                <AreaField form={form.clone()} name="address" label={t!(l, "customer-address")} lines=2 max=500 />
            </fieldset>
            if inside {
                <fieldset class="sb-fieldset">
                    <legend>{ t!(l, "customer-part-house") }</legend>
                    <div class="sb-grid">
                        <SearchSelect form={form.clone()} name="dealer_id" label={t!(l, "ticket-dealer")} finder={Finder::Organization(CARERS)} />
                        <SearchSelect
                            form={form.clone()}
                            name="organization_id"
                            label={t!(l, "customer-organization")}
                            hint={t!(l, "customer-organization-hint")}
                            finder={Finder::Organization(&[OrganizationKind::Customer])}
                        />
                    </div>
                    <AreaField form={form.clone()} name="note" label={t!(l, "customer-note")} hint={t!(l, "customer-note-hint")} lines=3 max=4000 />
                </fieldset>
            }
        </FormFrame>
    }
}
