//! Registering a unit, and changing what is known of it.

use crate::api::unit;
use crate::components::async_view::{async_view, use_load};
use crate::components::field::TextField;
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::format::Reader;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::use_reader;
use chrono::{NaiveDate, Utc};
use shared::auth::OrganizationKind;
use shared::ids::{CustomerId, UnitId};
use shared::problem::{FieldProblem, Refusal};
use shared::records::unit::{Unit, UnitInput};
use std::rc::Rc;
use yew::prelude::*;

/// Who looks after units.
const CARERS: &[OrganizationKind] = &[OrganizationKind::Dealer, OrganizationKind::ServiceCenter];

fn values(unit: Option<&Unit>) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "serial", unit.map(|u| &u.serial));
    put(v, "product_id", unit.map(|u| u.product_id));
    put(v, &words("product_id"), unit.map(|u| &u.product_name));
    put(v, "batch", unit.and_then(|u| u.batch.as_ref()));
    put(v, "customer_id", unit.and_then(|u| u.customer_id));
    put(v, &words("customer_id"), unit.and_then(|u| u.customer_name.as_ref()));
    put(v, "site_id", unit.and_then(|u| u.site_id));
    put(v, &words("site_id"), unit.and_then(|u| u.site_name.as_ref()));
    put(v, "dealer_id", unit.and_then(|u| u.dealer_id));
    put(v, &words("dealer_id"), unit.and_then(|u| u.dealer_name.as_ref()));
    put(v, "produced_on", unit.and_then(|u| u.produced_on));
    put(v, "shipped_on", unit.and_then(|u| u.shipped_on));
    put(v, "invoiced_on", unit.and_then(|u| u.invoiced_on));
    put(v, "installed_on", unit.and_then(|u| u.installed_on));
    put(v, "accepted_on", unit.and_then(|u| u.accepted_on));
    put(v, "usage_value", unit.and_then(|u| u.usage_value));
    values
}

fn read(values: &Values, today: NaiveDate) -> Result<UnitInput, Refusal> {
    let mut d = Draft::new(values);
    for name in ["product_id", "customer_id", "site_id", "dealer_id"] {
        if d.raw(name).is_empty() && !d.raw(&words(name)).is_empty() {
            d.refuse(name, FieldProblem::NoSuchRecord);
        }
    }
    let serial = d.need("serial");
    let product_id = if d.raw(&words("product_id")).is_empty() || !d.raw("product_id").is_empty() {
        d.need("product_id")
    } else {
        None
    };
    let (batch, customer_id, site_id) = (d.maybe("batch"), d.maybe("customer_id"), d.maybe("site_id"));
    let (dealer_id, usage_value) = (d.maybe("dealer_id"), d.maybe("usage_value"));
    let (produced_on, shipped_on) = (d.maybe("produced_on"), d.maybe("shipped_on"));
    let (invoiced_on, installed_on) = (d.maybe("invoiced_on"), d.maybe("installed_on"));
    let accepted_on = d.maybe("accepted_on");
    let body = d.finish(serial.zip(product_id).map(|(serial, product_id)| UnitInput {
        serial,
        product_id,
        batch,
        customer_id,
        site_id,
        dealer_id,
        produced_on,
        shipped_on,
        invoiced_on,
        installed_on,
        accepted_on,
        usage_value,
    }))?;
    body.check(today)?;
    Ok(body)
}

fn today(reader: Reader) -> NaiveDate {
    reader.day(Utc::now())
}

/// Registering a unit.
#[component]
pub fn UnitNew() -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead
                title={t!(l, "unit-new")}
                parent={Some((Route::Units(Record::List), AttrValue::from(t!(l, "page-nav-units"))))}
            />
            <UnitForm />
        </>
    }
}

/// Properties of [`UnitEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The unit.
    pub id: UnitId,
}

/// Changing what is known of a unit.
#[component]
pub fn UnitEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, unit::get);
    let reload = loaded.reload.clone();
    let parent = loaded.data.as_ref().map_or_else(|| t!(l, "page-nav-units"), |u| u.serial.clone());
    html! {
        <>
            <PageHead
                title={t!(l, "unit-edit")}
                parent={Some((Route::Units(Record::One(props.id)), AttrValue::from(parent)))}
            />
            { async_view(&loaded, |_| None, |unit| html! { <UnitForm unit={unit.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    unit: Option<Rc<Unit>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn UnitForm(props: &Props) -> Html {
    let l = use_locale();
    let reader = use_reader();
    let toaster = use_toaster();
    let unit = props.unit.as_deref();
    let at = unit.map(|u| (u.id, u.version));
    let form = use_form(|| values(unit));
    use_fresh(&form, at.map(|(_, v)| v), values(unit), props.reload.clone());
    let done = Callback::from(move |unit: Unit| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Units(Record::One(unit.id)));
    });
    let submit = use_submit(
        &form,
        move |values| read(values, today(reader)),
        move |body, key| async move {
            match at {
                Some((id, version)) => unit::update(id, body, version).await,
                None => unit::create(body, key).await,
            }
        },
        done,
    );
    let cancel = Route::Units(at.map_or(Record::List, |(id, _)| Record::One(id)));
    let customer: Option<CustomerId> = form.get("customer_id").parse().ok();
    // A site belongs to its owner: another owner, another site.
    let onpick = {
        let form = form.clone();
        Callback::from(move |_| {
            form.set("site_id", "");
            form.set(&words("site_id"), "");
        })
    };
    let day = |name: &'static str, label: String| {
        html! { <TextField form={form.clone()} {name} {label} kind="date" /> }
    };
    html! {
        <FormFrame form={form.clone()} {submit} {cancel}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "unit-part-what") }</legend>
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="serial" label={t!(l, "unit-serial")} required=true max=80 autofocus=true />
                    <SearchSelect form={form.clone()} name="product_id" label={t!(l, "ticket-product")} required=true finder={Finder::Product} />
                    <TextField form={form.clone()} name="batch" label={t!(l, "unit-batch")} max=80 />
                </div>
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "unit-part-where") }</legend>
                <div class="sb-grid sb-grid-3">
                    <SearchSelect form={form.clone()} name="customer_id" label={t!(l, "unit-owner")} finder={Finder::Customer} {onpick} />
                    if let Some(customer) = customer {
                        <SearchSelect form={form.clone()} name="site_id" label={t!(l, "ticket-site")} finder={Finder::Site(customer)} />
                    }
                    <SearchSelect form={form.clone()} name="dealer_id" label={t!(l, "ticket-dealer")} finder={Finder::Organization(CARERS)} />
                </div>
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "unit-part-days") }</legend>
                <p class="sb-quiet">{ t!(l, "unit-days-hint") }</p>
                <div class="sb-grid sb-grid-3">
                    { day("produced_on", t!(l, "unit-produced-on")) }
                    { day("shipped_on", t!(l, "unit-shipped-on")) }
                    { day("invoiced_on", t!(l, "unit-invoiced-on")) }
                    { day("installed_on", t!(l, "unit-installed-on")) }
                    { day("accepted_on", t!(l, "unit-accepted-on")) }
                    <TextField form={form.clone()} name="usage_value" label={t!(l, "unit-usage")} kind="number" />
                </div>
            </fieldset>
        </FormFrame>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_out_of_order_are_named_before_sending() {
        let today: NaiveDate = "2026-07-21".parse().unwrap();
        let mut v = values(None);
        put(&mut v, "serial", Some("SB1000P-24-00017"));
        put(&mut v, "product_id", Some("01933f6e-0000-7000-8000-000000000001"));
        assert!(read(&v, today).is_ok());
        put(&mut v, "shipped_on", Some("2026-05-01"));
        put(&mut v, "installed_on", Some("2026-04-01"));
        put(&mut v, "accepted_on", Some("2027-01-01"));
        let refusal = read(&v, today).unwrap_err();
        let found: Vec<_> = refusal.fields.iter().map(|f| (f.pointer.as_str(), f.code)).collect();
        assert_eq!(
            found,
            [("/installed_on", FieldProblem::TooEarly), ("/accepted_on", FieldProblem::InFuture)]
        );
    }
}
