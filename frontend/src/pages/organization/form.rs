//! Creating an organisation, and changing one.

use crate::api::organization;
use crate::components::async_view::{async_view, use_load};
use crate::components::field::{AreaField, CheckField, ChoiceField, TextField};
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::use_me;
use chrono_tz::Tz;
use shared::auth::OrganizationKind;
use shared::ids::OrganizationId;
use shared::problem::{FieldProblem, Refusal};
use shared::records::organization::{Organization, OrganizationInput};
use std::rc::Rc;
use yew::prelude::*;

fn values(organization: Option<&Organization>, zone: &str) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "kind", Some(organization.map_or(OrganizationKind::Dealer, |o| o.kind)));
    put(v, "code", organization.map(|o| &o.code));
    put(v, "name", organization.map(|o| &o.name));
    put(v, "zone", Some(organization.map_or(zone, |o| &o.zone)));
    put(v, "phone", organization.and_then(|o| o.phone.as_ref()));
    put(v, "address", organization.and_then(|o| o.address.as_ref()));
    put(v, "active", organization.is_none_or(|o| o.active).then_some("true"));
    values
}

fn read(values: &Values) -> Result<OrganizationInput, Refusal> {
    let mut d = Draft::new(values);
    let (kind, code, name, zone) = (d.need("kind"), d.need("code"), d.need("name"), d.need("zone"));
    if !d.raw("zone").is_empty() && d.raw("zone").parse::<Tz>().is_err() {
        d.refuse("zone", FieldProblem::NotAllowed);
    }
    let (phone, address, active) = (d.maybe("phone"), d.maybe("address"), d.on("active"));
    let built = kind.zip(code).zip(name.zip(zone)).map(|((kind, code), (name, zone))| OrganizationInput {
        kind,
        code,
        name,
        zone,
        phone,
        address,
        active,
    });
    d.finish(built)
}

/// Creating an organisation.
#[component]
pub fn OrganizationNew() -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead
                title={t!(l, "people-new-organization")}
                parent={Some((Route::Organizations(Record::List), AttrValue::from(t!(l, "page-nav-organizations"))))}
            />
            <OrganizationForm />
        </>
    }
}

/// Properties of [`OrganizationEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The organisation.
    pub id: OrganizationId,
}

/// Changing an organisation.
#[component]
pub fn OrganizationEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, organization::get);
    let reload = loaded.reload.clone();
    let parent = loaded.data.as_ref().map_or_else(|| t!(l, "page-nav-organizations"), |o| o.name.clone());
    html! {
        <>
            <PageHead
                title={t!(l, "people-edit-organization")}
                parent={Some((Route::Organizations(Record::One(props.id)), AttrValue::from(parent)))}
            />
            { async_view(&loaded, |_| None, |o| html! { <OrganizationForm organization={o.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    organization: Option<Rc<Organization>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn OrganizationForm(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let toaster = use_toaster();
    let organization = props.organization.as_deref();
    let at = organization.map(|o| (o.id, o.version));
    let form = use_form(|| values(organization, &me.zone));
    use_fresh(&form, at.map(|(_, v)| v), values(organization, &me.zone), props.reload.clone());
    let done = Callback::from(move |organization: Organization| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Organizations(Record::One(organization.id)));
    });
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move {
            match at {
                Some((id, version)) => organization::update(id, body, version).await,
                None => organization::create(body, key).await,
            }
        },
        done,
    );
    let cancel = Route::Organizations(at.map_or(Record::List, |(id, _)| Record::One(id)));
    // There is one maker, from the start; a kind is for good.
    let mut kinds = choices!(OrganizationKind, l);
    if at.is_none() {
        kinds.retain(|c| c.value != OrganizationKind::Manufacturer.as_str());
    }
    html! {
        <FormFrame form={form.clone()} {submit} {cancel}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "people-organization-one") }</legend>
                <div class="sb-grid">
                    <ChoiceField
                        form={form.clone()}
                        name="kind"
                        label={t!(l, "people-organization-kind")}
                        hint={t!(l, "people-organization-kind-hint")}
                        required=true
                        choices={kinds}
                        disabled={at.is_some()}
                    />
                    <TextField form={form.clone()} name="code" label={t!(l, "people-code")} hint={t!(l, "people-code-hint")} required=true max=40 />
                    <TextField form={form.clone()} name="name" label={t!(l, "people-organization-name")} required=true max=200 />
                    <TextField form={form.clone()} name="zone" label={t!(l, "people-zone")} hint={t!(l, "people-zone-hint")} required=true max=60 />
                    <TextField form={form.clone()} name="phone" label={t!(l, "people-phone")} kind="tel" max=40 />
                </div>
                <AreaField form={form.clone()} name="address" label={t!(l, "people-address")} lines=2 max=500 />
                <CheckField form={form.clone()} name="active" label={t!(l, "catalogue-active")} hint={t!(l, "people-active-hint")} />
            </fieldset>
        </FormFrame>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_that_is_none_is_refused_here() {
        let mut v = values(None, "Asia/Shanghai");
        put(&mut v, "code", Some("DL-HZ"));
        put(&mut v, "name", Some("杭州恒升电梯工程有限公司"));
        assert!(read(&v).is_ok());
        put(&mut v, "zone", Some("Asia/Hangzhou"));
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/zone");
    }
}
