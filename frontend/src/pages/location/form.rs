//! Creating a location, and changing one.

use crate::api::location;
use crate::components::async_view::{async_view, use_load};
use crate::components::field::{AreaField, CheckField, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use shared::auth::OrganizationKind;
use shared::ids::LocationId;
use shared::problem::{FieldProblem, Refusal};
use shared::records::location::{Location, LocationInput, LocationKind};
use std::rc::Rc;
use yew::prelude::*;

/// Organisations that have locations.
const HOMES: &[OrganizationKind] =
    &[OrganizationKind::Manufacturer, OrganizationKind::ServiceCenter, OrganizationKind::Dealer];

fn values(place: Option<&Location>) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "kind", Some(place.map_or(LocationKind::ServiceCenter, |p| p.kind)));
    put(v, "code", place.map(|p| &p.code));
    put(v, "name", place.map(|p| &p.name));
    put(v, "organization_id", place.map(|p| p.organization_id));
    put(v, &words("organization_id"), place.map(|p| &p.organization_name));
    put(v, "responsible_id", place.and_then(|p| p.responsible_id));
    put(v, &words("responsible_id"), place.and_then(|p| p.responsible_name.as_ref()));
    put(v, "address", place.and_then(|p| p.address.as_ref()));
    put(v, "active", place.is_none_or(|p| p.active).then_some("true"));
    values
}

fn read(values: &Values) -> Result<LocationInput, Refusal> {
    let mut d = Draft::new(values);
    let kind: Option<LocationKind> = d.need("kind");
    let van = kind == Some(LocationKind::Van);
    for field in ["organization_id", "responsible_id"] {
        if d.raw(field).is_empty() && !d.raw(&words(field)).is_empty() && (van || field != "responsible_id") {
            d.refuse(field, FieldProblem::NoSuchRecord);
        }
    }
    let (code, name) = (d.need("code"), d.need("name"));
    let organization_id =
        if d.raw(&words("organization_id")).is_empty() || !d.raw("organization_id").is_empty() {
            d.need("organization_id")
        } else {
            None
        };
    let responsible_id = if van { d.maybe("responsible_id") } else { None };
    let (address, active) = (d.maybe("address"), d.on("active"));
    let built =
        kind.zip(code).zip(name).zip(organization_id).map(|(((kind, code), name), organization_id)| {
            LocationInput { kind, code, name, organization_id, responsible_id, address, active }
        });
    let input = d.finish(built)?;
    input.check()?;
    Ok(input)
}

/// Creating a location.
#[component]
pub fn LocationNew() -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead
                title={t!(l, "stock-new-location")}
                parent={Some((Route::Locations(Record::List), AttrValue::from(t!(l, "stock-nav-locations"))))}
            />
            <LocationForm />
        </>
    }
}

/// Properties of [`LocationEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The location.
    pub id: LocationId,
}

/// Changing a location.
#[component]
pub fn LocationEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, location::get);
    let reload = loaded.reload.clone();
    let title = loaded
        .data
        .as_ref()
        .map_or_else(|| t!(l, "stock-location"), |place| format!("{} {}", place.code, place.name));
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Locations(Record::List), AttrValue::from(t!(l, "stock-nav-locations"))))}
            />
            { async_view(&loaded, |_| None, |place| html! { <LocationForm place={place.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    place: Option<Rc<Location>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn LocationForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let place = props.place.as_deref();
    let at = place.map(|p| (p.id, p.version));
    let form = use_form(|| values(place));
    use_fresh(&form, at.map(|(_, v)| v), values(place), props.reload.clone());
    let done = Callback::from(move |_: Location| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Locations(Record::List));
    });
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move {
            match at {
                Some((id, version)) => location::update(id, body, version).await,
                None => location::create(body, key).await,
            }
        },
        done,
    );
    let home = form.get("organization_id").parse().ok();
    html! {
        <FormFrame form={form.clone()} {submit} cancel={Route::Locations(Record::List)}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "stock-location") }</legend>
                <div class="sb-grid sb-grid-3">
                    <ChoiceField form={form.clone()} name="kind" label={t!(l, "stock-location-kind")} choices={choices!(LocationKind, l)} />
                    <TextField form={form.clone()} name="code" label={t!(l, "stock-location-code")} required=true max=40 autofocus=true />
                    <TextField form={form.clone()} name="name" label={t!(l, "stock-location-name")} required=true max=200 />
                    <SearchSelect form={form.clone()} name="organization_id" label={t!(l, "stock-location-home")} required=true finder={Finder::Organization(HOMES)} />
                    if form.get("kind") == LocationKind::Van.as_str() {
                        <SearchSelect form={form.clone()} name="responsible_id" label={t!(l, "stock-location-responsible")} required=true finder={Finder::User(home)} />
                    }
                </div>
                <AreaField form={form.clone()} name="address" label={t!(l, "stock-location-address")} lines=2 max=500 />
                <CheckField form={form.clone()} name="active" label={t!(l, "catalogue-active")} hint={t!(l, "stock-location-active-hint")} />
            </fieldset>
        </FormFrame>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_van_needs_somebody_and_a_depot_forgets_them() {
        let mut v = values(None);
        let id = "01933f6e-0000-7000-8000-000000000001";
        for (field, value) in [("code", "V-1"), ("name", "服务车"), ("organization_id", id), ("kind", "van")]
        {
            put(&mut v, field, Some(value));
        }
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/responsible_id");
        put(&mut v, "responsible_id", Some(id));
        assert!(read(&v).unwrap().responsible_id.is_some());
        put(&mut v, "kind", Some("central_depot"));
        assert!(read(&v).unwrap().responsible_id.is_none());
    }
}
