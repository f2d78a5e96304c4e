//! The list of product models.

use crate::api::product;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::export::Export;
use crate::components::field::Choice;
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
use shared::i18n::{Locale, known};
use shared::records::product::{Product, ProductQuery};
use shared::text::Line;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    active: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

fn row(p: &Product, l: Locale) -> Row {
    let to = Route::Products(Record::One(p.id));
    Row {
        key: p.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &p.code }</Link> },
            html! { { &p.name } },
            html! { { known(l, "product_line", &p.line) } },
            html! { { p.brand.clone().unwrap_or_default() } },
            html! { { p.warranty_terms.len() } },
            active(p.active, l),
        ],
    }
}

/// The list of product models.
#[component]
pub fn ProductList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move {
        let query = ProductQuery {
            q: filter.q.as_deref().and_then(|q| Line::new(q).ok()),
            active: filter.active,
            cursor: filter.cursor,
            ..ProductQuery::default()
        };
        product::list(&query).await
    });
    let narrow = filter.q.is_some() || filter.active.is_some();
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
            push.emit(Filter { active: value.parse().ok(), cursor: None, ..filter.clone() });
        })
    };
    let file = AttrValue::from(serde_urlencoded::to_string(&query.value).unwrap_or_default());
    let actions = html! {
        <>
            <Export list="products" query={file} />
            if may(&me, Permission::ProductManage) {
                <LinkButton to={Route::Products(Record::New)} label={t!(l, "catalogue-new-product")} kind={Kind::Primary} icon={Icon::Plus} />
            }
        </>
    };
    let nothing = if narrow {
        Nothing {
            title: t!(l, "catalogue-none-found"),
            hint: t!(l, "catalogue-none-found-hint"),
            clear: clear.clone(),
        }
    } else {
        Nothing {
            title: t!(l, "catalogue-no-products"),
            hint: t!(l, "catalogue-no-products-hint"),
            clear: None,
        }
    };
    let columns = vec![
        t!(l, "catalogue-code"),
        t!(l, "catalogue-name"),
        t!(l, "catalogue-line"),
        t!(l, "catalogue-brand"),
        t!(l, "catalogue-terms"),
        t!(l, "page-status"),
    ];
    let choices = vec![
        Choice::new("true", t!(l, "catalogue-active")),
        Choice::new("false", t!(l, "catalogue-inactive")),
    ];
    html! {
        <>
            <PageHead title={t!(l, "page-nav-products")} {actions} />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "catalogue-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
                <Select
                    id="filter-active"
                    label={t!(l, "page-status")}
                    value={filter.active.map(|a| a.to_string()).unwrap_or_default()}
                    {choices}
                    none={t!(l, "page-all")}
                    onchange={choose}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "page-nav-products"), columns, |p| row(p, l), nothing) }
        </>
    }
}
