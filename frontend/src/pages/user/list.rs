//! The list of people.

use crate::api::user;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::export::Export;
use crate::components::filters::{FilterBar, SearchBox, Select};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::badge;
use crate::components::table::{Row, kept};
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::{Permission, Role};
use shared::i18n::Locale;
use shared::ids::OrganizationId;
use shared::page::OneOf;
use shared::records::user::{User, UserQuery, UserStatus};
use shared::text::Line;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<UserStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    role: Option<Role>,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization_id: Option<OrganizationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

/// The columns of a list of people.
pub fn columns(l: Locale) -> Vec<String> {
    vec![
        t!(l, "people-name"),
        t!(l, "account-email"),
        t!(l, "people-organization"),
        t!(l, "people-roles"),
        t!(l, "people-phone"),
        t!(l, "page-status"),
    ]
}

/// A person as a row.
pub fn row(u: &User, l: Locale) -> Row {
    let to = Route::Users(Record::One(u.id));
    Row {
        key: u.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-keep">{ &u.name }</Link> },
            html! { { &u.email } },
            html! { { &u.organization_name } },
            html! { { u.roles.iter().map(|r| r.label(l)).collect::<Vec<_>>().join(" · ") } },
            kept(u.phone.as_ref()),
            badge(u.status, l),
        ],
    }
}

/// The list of people.
#[component]
pub fn UserList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move {
        let query = UserQuery {
            q: filter.q.as_deref().and_then(|q| Line::new(q).ok()),
            status: filter.status.map(|s| OneOf(vec![s])),
            role: filter.role,
            organization_id: filter.organization_id,
            cursor: filter.cursor,
            ..UserQuery::default()
        };
        user::list(&query).await
    });
    let narrow = Filter { cursor: None, ..filter.clone() } != Filter::default();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let with = |change: fn(&mut Filter, String)| {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |value: String| {
            let mut filter = Filter { cursor: None, ..filter.clone() };
            change(&mut filter, value);
            push.emit(filter);
        })
    };
    let search = {
        let (filter, replace) = (filter.clone(), query.replace.clone());
        Callback::from(move |q: String| {
            replace.emit(Filter { q: (!q.is_empty()).then_some(q), cursor: None, ..filter.clone() });
        })
    };
    let file = AttrValue::from(serde_urlencoded::to_string(&query.value).unwrap_or_default());
    let actions = html! {
        <>
            <Export list="users" query={file} />
            if may(&me, Permission::UserManage) {
                <LinkButton to={Route::Users(Record::New)} label={t!(l, "people-invite")} kind={Kind::Primary} icon={Icon::Plus} />
            }
        </>
    };
    let nothing =
        Nothing { title: t!(l, "people-none"), hint: t!(l, "people-none-hint"), clear: clear.clone() };
    html! {
        <>
            <PageHead title={t!(l, "page-nav-users")} {actions} />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "people-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
                <Select
                    id="filter-role"
                    label={t!(l, "people-roles")}
                    value={filter.role.map(Role::as_str).unwrap_or_default()}
                    choices={choices!(Role, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.role = v.parse().ok())}
                />
                <Select
                    id="filter-status"
                    label={t!(l, "page-status")}
                    value={filter.status.map(UserStatus::as_str).unwrap_or_default()}
                    choices={choices!(UserStatus, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.status = v.parse().ok())}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "page-nav-users"), columns(l), |u| row(u, l), nothing) }
        </>
    }
}
