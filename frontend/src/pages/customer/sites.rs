//! The sites of a customer.

use crate::api::site;
use crate::components::async_view::{Loaded, async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::field::{AreaField, CheckField, TextField};
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::status_badge::label;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use patternfly_yew::prelude::{Color, Icon};
use shared::ids::{CustomerId, SiteId};
use shared::page::Page;
use shared::problem::Refusal;
use shared::records::site::{Site, SiteInput};
use yew::prelude::*;

/// Properties of [`Sites`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The customer.
    pub id: CustomerId,
    /// Whether they may be changed.
    pub may_change: bool,
}

#[derive(Clone, PartialEq)]
enum Doing {
    Nothing,
    Adding,
    Changing(SiteId),
}

/// The sites of a customer.
#[component]
pub fn Sites(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, site::list);
    let doing = use_state_eq(|| Doing::Nothing);
    let set = |to: Doing| {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(to.clone()))
    };
    let view = async_view(
        &loaded,
        |page| {
            page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "customer-no-sites") }</p> })
        },
        |page| {
            html! {
                <ul class="sb-earlier" role="list">
                    { for page.items.iter().map(|s| html! {
                        <li key={s.id.to_string()}>
                            <p>
                                <strong>{ &s.name }</strong>{ " " }
                                <span class="sb-quiet">{ s.region.clone().unwrap_or_default() }</span>{ " " }
                                if s.remote {
                                    { label(Color::Orange, Some(Icon::MapMarker), t!(l, "customer-remote")) }
                                }
                                if props.may_change {
                                    <Button label={t!(l, "customer-edit-site", name = s.name.as_str())} kind={Kind::Plain} small=true icon={Icon::PencilAlt} onclick={set(Doing::Changing(s.id))} />
                                }
                            </p>
                            <p>{ s.address.clone().unwrap_or_default() }</p>
                        </li>
                    }) }
                </ul>
            }
        },
    );
    let actions = html! {
        if props.may_change {
            <Button label={t!(l, "customer-add-site")} kind={Kind::Link} small=true icon={Icon::Plus} onclick={set(Doing::Adding)} />
        }
    };
    let (id, reload, onclose) = (props.id, loaded.reload.clone(), set(Doing::Nothing));
    let dialogue = match &*doing {
        Doing::Nothing => html! {},
        Doing::Adding => html! { <SiteForm {id} {reload} {onclose} /> },
        // From the list, so that a second try after somebody else's change knows the newest version.
        Doing::Changing(changed) => match find(&loaded, *changed) {
            Some(site) => html! { <SiteForm {id} site={site} {reload} {onclose} /> },
            None => html! {},
        },
    };
    html! { <Panel title={t!(l, "customer-sites")} {actions}>{ view }{ dialogue }</Panel> }
}

fn find(loaded: &Loaded<Page<Site>>, id: SiteId) -> Option<Site> {
    loaded.data.as_ref()?.items.iter().find(|one| one.id == id).cloned()
}

fn values(site: Option<&Site>) -> Values {
    let mut values = Values::new();
    put(&mut values, "name", site.map(|s| &s.name));
    put(&mut values, "address", site.and_then(|s| s.address.as_ref()));
    put(&mut values, "region", site.and_then(|s| s.region.as_ref()));
    put(&mut values, "remote", site.filter(|s| s.remote).map(|_| "true"));
    values
}

fn read(values: &Values) -> Result<SiteInput, Refusal> {
    let mut d = Draft::new(values);
    let name = d.need("name");
    let (address, region, remote) = (d.maybe("address"), d.maybe("region"), d.on("remote"));
    d.finish(name.map(|name| SiteInput { name, address, region, remote }))
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    id: CustomerId,
    #[prop_or_default]
    site: Option<Site>,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn SiteForm(props: &FormProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, at) = (props.id, props.site.as_ref().map(|s| (s.id, s.version)));
    let form = use_form(|| values(props.site.as_ref()));
    let version = at.map(|(_, version)| version);
    use_fresh(&form, version, values(props.site.as_ref()), props.reload.clone());
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |_: Site| {
            toaster.say(t!(l, "page-saved"));
            reload.emit(());
            onclose.emit(());
        })
    };
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move {
            match at {
                Some((site, version)) => site::update(id, site, body, version).await,
                None => site::create(id, body, key).await,
            }
        },
        done,
    );
    let title = if at.is_some() { t!(l, "customer-change-site") } else { t!(l, "customer-add-site") };
    html! {
        <FormModal {title} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <TextField form={form.clone()} name="name" label={t!(l, "customer-site-name")} required=true max=200 autofocus=true />
            <AreaField form={form.clone()} name="address" label={t!(l, "customer-address")} lines=2 max=500 />
            <TextField form={form.clone()} name="region" label={t!(l, "customer-region")} max=100 />
            <CheckField form={form.clone()} name="remote" label={t!(l, "customer-remote")} hint={t!(l, "customer-remote-hint")} />
        </FormModal>
    }
}
