//! The list of customers.

use crate::api::customer;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::export::Export;
use crate::components::filters::{FilterBar, SearchBox, Select};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::table::{Row, kept};
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::records::customer::{Customer, CustomerQuery, CustomerSort};
use shared::text::Line;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<CustomerSort>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

fn row(c: &Customer, l: Locale) -> Row {
    let to = Route::Customers(Record::One(c.id));
    Row {
        key: c.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &c.number }</Link> },
            html! { { &c.name } },
            html! { { c.kind.label(l) } },
            kept(c.phone.as_ref()),
            html! { { c.address.clone().unwrap_or_default() } },
            html! { { c.dealer_name.clone().unwrap_or_default() } },
        ],
    }
}

/// The list of customers.
#[component]
pub fn CustomerList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move {
        let query = CustomerQuery {
            q: filter.q.as_deref().and_then(|q| Line::new(q).ok()),
            sort: filter.sort,
            cursor: filter.cursor,
            ..CustomerQuery::default()
        };
        customer::list(&query).await
    });
    let clear = filter.q.is_some().then(|| query.push.reform(|()| Filter::default()));
    let search = {
        let (filter, replace) = (filter.clone(), query.replace.clone());
        Callback::from(move |q: String| {
            replace.emit(Filter { q: (!q.is_empty()).then_some(q), cursor: None, ..filter.clone() });
        })
    };
    let sort = {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |value: String| {
            let sort = value.parse().ok().filter(|s| *s != CustomerSort::Name);
            push.emit(Filter { sort, cursor: None, ..filter.clone() });
        })
    };
    let file = AttrValue::from(serde_urlencoded::to_string(&query.value).unwrap_or_default());
    let actions = html! {
        <>
            <Export list="customers" query={file} />
            if may(&me, Permission::CustomerManage) {
                <LinkButton to={Route::Customers(Record::New)} label={t!(l, "customer-new")} kind={Kind::Primary} icon={Icon::Plus} />
            }
        </>
    };
    let nothing = if filter.q.is_some() {
        Nothing {
            title: t!(l, "customer-none-found"),
            hint: t!(l, "customer-none-found-hint"),
            clear: clear.clone(),
        }
    } else {
        Nothing { title: t!(l, "customer-none"), hint: t!(l, "customer-none-hint"), clear: None }
    };
    let columns = vec![
        t!(l, "customer-number"),
        t!(l, "customer-name"),
        t!(l, "customer-kind"),
        t!(l, "people-phone"),
        t!(l, "customer-address"),
        t!(l, "ticket-dealer"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "page-nav-customers")} {actions} />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "customer-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
                <Select
                    id="filter-sort"
                    label={t!(l, "page-sort")}
                    value={filter.sort.unwrap_or(CustomerSort::Name).as_str()}
                    choices={choices!(CustomerSort, l)}
                    onchange={sort}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "page-nav-customers"), columns, |c| row(c, l), nothing) }
        </>
    }
}
