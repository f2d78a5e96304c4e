//! The list of organisations.

use crate::api::organization;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::export::Export;
use crate::components::filters::{FilterBar, SearchBox, Select};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::active;
use crate::components::table::{Row, kept};
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::{OrganizationKind, Permission};
use shared::i18n::Locale;
use shared::page::OneOf;
use shared::records::organization::{Organization, OrganizationQuery};
use shared::text::Line;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<OrganizationKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

fn row(o: &Organization, l: Locale) -> Row {
    let to = Route::Organizations(Record::One(o.id));
    Row {
        key: o.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &o.code }</Link> },
            html! { { &o.name } },
            html! { { o.kind.label(l) } },
            kept(o.phone.as_ref()),
            html! { { &o.zone } },
            active(o.active, l),
        ],
    }
}

/// The list of organisations.
#[component]
pub fn OrganizationList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move {
        let query = OrganizationQuery {
            q: filter.q.as_deref().and_then(|q| Line::new(q).ok()),
            kind: filter.kind.map(|k| OneOf(vec![k])),
            cursor: filter.cursor,
            ..OrganizationQuery::default()
        };
        organization::list(&query).await
    });
    let narrow = filter.q.is_some() || filter.kind.is_some();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let search = {
        let (filter, replace) = (filter.clone(), query.replace.clone());
        Callback::from(move |q: String| {
            replace.emit(Filter { q: (!q.is_empty()).then_some(q), cursor: None, ..filter.clone() });
        })
    };
    let choose = {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |value: String| {
            push.emit(Filter { kind: value.parse().ok(), cursor: None, ..filter.clone() });
        })
    };
    let file = AttrValue::from(serde_urlencoded::to_string(&query.value).unwrap_or_default());
    let actions = html! {
        <>
            <Export list="organizations" query={file} />
            if may(&me, Permission::OrganizationManage) {
                <LinkButton to={Route::Organizations(Record::New)} label={t!(l, "people-new-organization")} kind={Kind::Primary} icon={Icon::Plus} />
            }
        </>
    };
    let nothing = Nothing {
        title: t!(l, "people-no-organizations"),
        hint: t!(l, "people-no-organizations-hint"),
        clear: clear.clone(),
    };
    let columns = vec![
        t!(l, "people-code"),
        t!(l, "people-organization-name"),
        t!(l, "people-organization-kind"),
        t!(l, "people-phone"),
        t!(l, "people-zone"),
        t!(l, "page-status"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "page-nav-organizations")} {actions} />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "people-search-organizations")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
                <Select
                    id="filter-kind"
                    label={t!(l, "people-organization-kind")}
                    value={filter.kind.map(OrganizationKind::as_str).unwrap_or_default()}
                    choices={choices!(OrganizationKind, l)}
                    none={t!(l, "page-all")}
                    onchange={choose}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "page-nav-organizations"), columns, |o| row(o, l), nothing) }
        </>
    }
}
