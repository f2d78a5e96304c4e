//! The list of units.

use crate::api::unit;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::export::Export;
use crate::components::filters::{FilterBar, SearchBox, Select};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::badge;
use crate::components::table::Row;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use chrono::NaiveDate;
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::{CustomerId, ProductId};
use shared::page::OneOf;
use shared::records::unit::{UnitQuery, UnitSort, UnitStatus, UnitSummary};
use shared::text::Line;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Part of the serial number or of the owner's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only in this state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<UnitStatus>,
    /// Only of this customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// Only of this model.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only those produced on this day or later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub produced_from: Option<NaiveDate>,
    /// Only those produced on this day or earlier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub produced_until: Option<NaiveDate>,
    /// Order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<UnitSort>,
    /// Which page of the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> UnitQuery {
        UnitQuery {
            q: self.q.as_deref().and_then(|q| Line::new(q).ok()),
            status: self.status.map(|s| OneOf(vec![s])),
            customer_id: self.customer_id,
            product_id: self.product_id,
            produced_from: self.produced_from,
            produced_until: self.produced_until,
            sort: self.sort,
            cursor: self.cursor.clone(),
            ..UnitQuery::default()
        }
    }

    fn is_narrow(&self) -> bool {
        Self { sort: None, cursor: None, ..self.clone() } != Self::default()
    }
}

/// The columns of a list of units.
pub fn columns(l: Locale) -> Vec<String> {
    vec![
        t!(l, "unit-serial"),
        t!(l, "ticket-product"),
        t!(l, "page-status"),
        t!(l, "unit-owner"),
        t!(l, "ticket-site"),
        t!(l, "ticket-dealer"),
        t!(l, "unit-warranty-part"),
        t!(l, "unit-warranty-ends"),
    ]
}

/// A unit as a row.
pub fn row(u: &UnitSummary, l: Locale) -> Row {
    let to = Route::Units(Record::One(u.id));
    Row {
        key: u.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &u.serial }</Link> },
            html! { { &u.product_name } },
            badge(u.status, l),
            html! { { u.customer_name.clone().unwrap_or_default() } },
            html! { { u.site_name.clone().unwrap_or_default() } },
            html! { { u.dealer_name.clone().unwrap_or_default() } },
            badge(u.warranty, l),
            u.warranty_ends_on
                .map(|d| html! { <span class="sb-keep">{ d.to_string() }</span> })
                .unwrap_or_default(),
        ],
    }
}

/// The list of units.
#[component]
pub fn UnitList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.query(), |query| async move { unit::list(&query).await });
    let clear = filter.is_narrow().then(|| query.push.reform(|()| Filter::default()));
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
            <Export list="units" query={file} />
            if may(&me, Permission::UnitManage) {
                <LinkButton to={Route::Units(Record::New)} label={t!(l, "unit-new")} kind={Kind::Primary} icon={Icon::Plus} />
            }
        </>
    };
    let nothing = if filter.is_narrow() {
        Nothing { title: t!(l, "unit-none-found"), hint: t!(l, "unit-none-found-hint"), clear: clear.clone() }
    } else {
        Nothing { title: t!(l, "unit-none"), hint: t!(l, "unit-none-hint"), clear: None }
    };
    html! {
        <>
            <PageHead title={t!(l, "page-nav-units")} {actions} />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "unit-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
                <Select
                    id="filter-status"
                    label={t!(l, "page-status")}
                    value={filter.status.map(UnitStatus::as_str).unwrap_or_default()}
                    choices={choices!(UnitStatus, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.status = v.parse().ok())}
                />
                <Select
                    id="filter-sort"
                    label={t!(l, "page-sort")}
                    value={filter.sort.unwrap_or(UnitSort::Serial).as_str()}
                    choices={choices!(UnitSort, l)}
                    onchange={with(|f, v| f.sort = v.parse().ok().filter(|s| *s != UnitSort::Serial))}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "page-nav-units"), columns(l), |u| row(u, l), nothing) }
        </>
    }
}
