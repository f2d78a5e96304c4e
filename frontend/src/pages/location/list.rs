//! The list of locations.

use crate::api::location;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::filters::{FilterBar, SearchBox, Select};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::active;
use crate::components::table::Row;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::page::OneOf;
use shared::records::location::{Location, LocationKind, LocationQuery};
use shared::text::Line;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<LocationKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

/// What lies at a location.
#[derive(Serialize)]
struct Lying<'a> {
    location_id: String,
    location: &'a str,
}

fn row(place: &Location, may_edit: bool, l: Locale) -> Row {
    let to = Route::Locations(Record::One(place.id));
    let code = if may_edit {
        html! { <Link {to} class="sb-number">{ &place.code }</Link> }
    } else {
        html! { <span class="sb-number">{ &place.code }</span> }
    };
    let lying = Lying { location_id: place.id.to_string(), location: &place.name };
    let query = AttrValue::from(serde_urlencoded::to_string(lying).unwrap_or_default());
    Row {
        key: place.id.to_string(),
        to: may_edit.then_some(to),
        cells: vec![
            code,
            html! { { &place.name } },
            html! { { place.kind.label(l) } },
            html! { { &place.organization_name } },
            html! { { place.responsible_name.clone().unwrap_or_default() } },
            html! { <Link to={Route::Stock} {query}>{ t!(l, "stock-at-location") }</Link> },
            active(place.active, l),
        ],
    }
}

/// The list of locations.
#[component]
pub fn LocationList() -> Html {
    let l = use_locale();
    let may_edit = may(&use_me(), Permission::LocationManage);
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move {
        let query = LocationQuery {
            q: filter.q.as_deref().and_then(|q| Line::new(q).ok()),
            kind: filter.kind.map(|kind| OneOf(vec![kind])),
            cursor: filter.cursor,
            ..LocationQuery::default()
        };
        location::list(&query).await
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
    let actions = html! {
        if may_edit {
            <LinkButton to={Route::Locations(Record::New)} label={t!(l, "stock-new-location")} kind={Kind::Primary} icon={Icon::Plus} />
        }
    };
    let nothing = Nothing {
        title: t!(l, "stock-no-locations"),
        hint: t!(l, "stock-no-locations-hint"),
        clear: clear.clone(),
    };
    let columns = vec![
        t!(l, "stock-location-code"),
        t!(l, "stock-location-name"),
        t!(l, "stock-location-kind"),
        t!(l, "stock-location-home"),
        t!(l, "stock-location-responsible"),
        t!(l, "stock-nav"),
        t!(l, "page-status"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "stock-nav-locations")} {actions} />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "stock-search-locations")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
                <Select
                    id="filter-kind"
                    label={t!(l, "stock-location-kind")}
                    value={filter.kind.map(LocationKind::as_str).unwrap_or_default()}
                    choices={choices!(LocationKind, l)}
                    none={t!(l, "page-all")}
                    onchange={choose}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "stock-nav-locations"), columns, |place| row(place, may_edit, l), nothing) }
        </>
    }
}
