//! The page of a product model.

use crate::api::product;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::{Link, LinkButton};
use crate::components::page_head::PageHead;
use crate::components::status_badge::active;
use crate::components::table::{Row, Table};
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::{Locale, known};
use shared::ids::ProductId;
use shared::records::product::Product;
use yew::prelude::*;

/// Properties of [`ProductPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The model.
    pub id: ProductId,
}

/// The page of a product model.
#[component]
pub fn ProductPage(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let id = props.id;
    let loaded = use_load(id, product::get);
    let title =
        loaded.data.as_ref().map_or_else(|| t!(l, "ticket-product"), |p| format!("{} {}", p.code, p.name));
    let badges = loaded.data.as_ref().map(|p| active(p.active, l)).unwrap_or_default();
    let actions = html! {
        if may(&me, Permission::ProductManage) {
            <LinkButton to={Route::Products(Record::Edit(id))} label={t!(l, "page-edit")} icon={Icon::PencilAlt} />
        }
    };
    let units = AttrValue::from(format!("product_id={id}"));
    let view = async_view(
        &loaded,
        |_| None,
        |p| {
            html! {
                <>
                    <Panel
                        title={t!(l, "catalogue-identity")}
                        actions={html! { <Link to={Route::Units(Record::List)} query={units}>{ t!(l, "catalogue-units") }</Link> }}
                    >
                        { facts(vec![
                            (t!(l, "catalogue-code"), words(Some(&p.code))),
                            (t!(l, "catalogue-name"), words(Some(&p.name))),
                            (t!(l, "catalogue-line"), words(Some(known(l, "product_line", &p.line)))),
                            (t!(l, "catalogue-brand"), words(p.brand.as_ref())),
                            (t!(l, "catalogue-usage-unit"), words(p.usage_unit.as_deref().map(|unit| known(l, "usage_unit", unit)))),
                        ]) }
                    </Panel>
                    <Panel title={t!(l, "catalogue-terms")}>{ terms(p, l) }</Panel>
                </>
            }
        },
    );
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Products(Record::List), AttrValue::from(t!(l, "page-nav-products"))))}
                {badges}
                {actions}
            />
            { view }
        </>
    }
}

fn terms(product: &Product, l: Locale) -> Html {
    if product.warranty_terms.is_empty() {
        return html! { <p class="sb-quiet">{ t!(l, "catalogue-no-terms") }</p> };
    }
    let rows = product.warranty_terms.iter().enumerate().map(|(place, term)| Row {
        key: place.to_string(),
        to: None,
        cells: vec![
            html! { { place + 1 } },
            html! { { term.coverage.map_or_else(|| t!(l, "unit-all-costs"), |c| c.label(l)) } },
            html! { { term.part_class.as_deref().map_or_else(|| t!(l, "catalogue-all-classes"), |class| known(l, "part_class", class)) } },
            html! { { t!(l, "catalogue-months-count", count = i64::from(term.months)) } },
            html! { { format!("{}%", term.percent) } },
            html! { { term.usage_limit.map(format::number).unwrap_or_default() } },
        ],
    });
    let columns = vec![
        t!(l, "catalogue-order"),
        t!(l, "unit-coverage"),
        t!(l, "unit-part-class"),
        t!(l, "catalogue-months"),
        t!(l, "catalogue-percent"),
        t!(l, "catalogue-usage-limit"),
    ];
    html! {
        <>
            <p class="sb-quiet">{ t!(l, "catalogue-terms-hint") }</p>
            <Table label={t!(l, "catalogue-terms")} {columns} rows={rows.collect::<Vec<_>>()} />
        </>
    }
}
