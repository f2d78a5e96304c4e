//! The page of an organisation.

use crate::api::{self, organization};
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::{Link, LinkButton};
use crate::components::page_head::PageHead;
use crate::components::status_badge::active;
use crate::components::table::{Table, pick};
use crate::i18n::use_locale;
use crate::pages::user;
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::ids::OrganizationId;
use shared::records::user::UserQuery;
use yew::prelude::*;

/// Columns that do not say again whose page it is.
const PEOPLE: [usize; 5] = [0, 1, 3, 4, 5];

/// Properties of the parts of the page.
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The organisation.
    pub id: OrganizationId,
}

/// The page of an organisation.
#[component]
pub fn OrganizationPage(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let id = props.id;
    let loaded = use_load(id, organization::get);
    let title = loaded.data.as_ref().map_or_else(|| t!(l, "people-organization-one"), |o| o.name.clone());
    let badges = loaded.data.as_ref().map(|o| active(o.active, l)).unwrap_or_default();
    let actions = html! {
        if may(&me, Permission::OrganizationManage) {
            <LinkButton to={Route::Organizations(Record::Edit(id))} label={t!(l, "page-edit")} icon={Icon::PencilAlt} />
        }
    };
    let view = async_view(
        &loaded,
        |_| None,
        |o| {
            html! {
                <Panel title={t!(l, "people-organization-one")}>
                    { facts(vec![
                        (t!(l, "people-code"), words(Some(&o.code))),
                        (t!(l, "people-organization-kind"), words(Some(o.kind.label(l)))),
                        (t!(l, "people-zone"), words(Some(&o.zone))),
                        (t!(l, "people-phone"), words(o.phone.as_ref())),
                        (t!(l, "people-address"), words(o.address.as_ref())),
                    ]) }
                </Panel>
            }
        },
    );
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Organizations(Record::List), AttrValue::from(t!(l, "page-nav-organizations"))))}
                {badges}
                {actions}
            />
            { view }
            if may(&me, Permission::UserRead) {
                <People {id} />
            }
        </>
    }
}

#[component]
fn People(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, |id| async move {
        let query = UserQuery { organization_id: Some(id), limit: Some(20), ..UserQuery::default() };
        api::user::list(&query).await
    });
    let view = async_view(
        &loaded,
        |page| page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "people-none-here") }</p> }),
        |page| {
            let rows = page.items.iter().map(|u| user::row(u, l).pick(&PEOPLE)).collect::<Vec<_>>();
            html! { <Table label={t!(l, "page-nav-users")} columns={pick(user::columns(l), &PEOPLE)} {rows} /> }
        },
    );
    let all = AttrValue::from(format!("organization_id={}", props.id));
    let actions = html! { <Link to={Route::Users(Record::List)} query={all}>{ t!(l, "people-all") }</Link> };
    html! { <div class="sb-below"><Panel title={t!(l, "page-nav-users")} {actions}>{ view }</Panel></div> }
}
