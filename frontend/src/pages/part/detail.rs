//! The page of a part.

use crate::api::part;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::{Panel, facts, words};
use crate::components::link::{Link, LinkButton};
use crate::components::money::money;
use crate::components::page_head::PageHead;
use crate::components::status_badge::{active, label};
use crate::components::table::{Row, Table};
use crate::i18n::use_locale;
use crate::pages::stock::PartStock;
use crate::route::{Record, Route};
use crate::session::{may, use_me, use_reader};
use chrono::Utc;
use patternfly_yew::prelude::{Color, Icon};
use shared::auth::Permission;
use shared::i18n::{Locale, known};
use shared::ids::PartId;
use shared::records::part::{Part, price_on};
use yew::prelude::*;

/// Properties of [`PartPage`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The part.
    pub id: PartId,
}

/// The page of a part.
#[component]
pub fn PartPage(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let today = use_reader().day(Utc::now());
    let id = props.id;
    let loaded = use_load(id, part::get);
    let title =
        loaded.data.as_ref().map_or_else(|| t!(l, "part-one"), |p| format!("{} {}", p.number, p.name));
    let badges = loaded.data.as_ref().map(|p| badges(p, l)).unwrap_or_default();
    let models = may(&me, Permission::ProductRead);
    let actions = html! {
        if may(&me, Permission::PartManage) {
            <LinkButton to={Route::Parts(Record::Edit(id))} label={t!(l, "page-edit")} icon={Icon::PencilAlt} />
        }
    };
    let view = async_view(
        &loaded,
        |_| None,
        |p| {
            html! {
                <div class="sb-split">
                    <div>
                        <Panel title={t!(l, "part-identity")}>{ identity(p, l) }</Panel>
                        if may(&me, Permission::StockRead) {
                            <PartStock {id} name={format!("{} {}", p.number, p.name)} />
                        }
                    </div>
                    <div class="sb-aside">
                        if !p.prices.is_empty() || may(&me, Permission::PartManage) {
                            <Panel title={t!(l, "part-prices")}>{ prices(p, today, l) }</Panel>
                        }
                        <Panel title={t!(l, "part-fits")}>{ fits(p, models, l) }</Panel>
                    </div>
                </div>
            }
        },
    );
    html! {
        <>
            <PageHead
                {title}
                parent={Some((Route::Parts(Record::List), AttrValue::from(t!(l, "part-nav"))))}
                {badges}
                {actions}
            />
            { view }
        </>
    }
}

fn badges(p: &Part, l: Locale) -> Html {
    html! {
        <>
            { active(p.active, l) }
            if p.superseded_by.is_some() {
                { label(Color::Orange, Some(Icon::ArrowRight), t!(l, "part-superseded")) }
            }
        </>
    }
}

fn identity(p: &Part, l: Locale) -> Html {
    let next = p.superseded_by.as_ref().map(|next| {
        html! { <Link to={Route::Parts(Record::One(next.id))}>{ format!("{} {}", next.number, next.name) }</Link> }
    });
    let owed = match p.return_days {
        Some(days) => t!(l, "part-return-within", count = i64::from(days)),
        None => t!(l, "part-return-not"),
    };
    let tracked = [
        p.batch_tracked.then(|| t!(l, "part-batch-tracked")),
        p.serial_tracked.then(|| t!(l, "part-serial-tracked")),
    ];
    let tracked = tracked.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    facts(vec![
        (t!(l, "part-number"), words(Some(&p.number))),
        (t!(l, "part-name"), words(Some(&p.name))),
        (t!(l, "part-superseded-by"), next),
        (t!(l, "part-class"), words(p.part_class.as_deref().map(|class| known(l, "part_class", class)))),
        (t!(l, "part-measure"), words(Some(p.measure.label(l)))),
        (t!(l, "part-supplier"), words(p.supplier_name.as_ref())),
        (t!(l, "part-tracking"), words(Some(tracked))),
        (t!(l, "part-return"), words(Some(owed))),
        (t!(l, "part-description"), words(p.description.as_ref())),
    ])
}

fn prices(p: &Part, today: chrono::NaiveDate, l: Locale) -> Html {
    if p.prices.is_empty() {
        return html! { <p class="sb-quiet">{ t!(l, "part-no-prices") }</p> };
    }
    let now = price_on(&p.prices, today).map(|price| price.valid_from);
    let costs = p.prices.iter().any(|price| price.cost.is_some());
    let rows = p.prices.iter().map(|price| {
        let mut cells = vec![
            html! {
                <>
                    <span class="sb-keep">{ price.valid_from.to_string() }</span>
                    if now == Some(price.valid_from) {
                        { " " }{ label(Color::Green, None, t!(l, "part-price-now")) }
                    }
                </>
            },
            money(price.price, price.currency),
        ];
        if costs {
            cells.push(price.cost.map(|cost| money(cost, price.currency)).unwrap_or_default());
        }
        Row { key: price.valid_from.to_string(), to: None, cells }
    });
    let mut columns = vec![t!(l, "part-valid-from"), t!(l, "part-price")];
    if costs {
        columns.push(t!(l, "part-cost"));
    }
    html! { <Table label={t!(l, "part-prices")} {columns} rows={rows.collect::<Vec<_>>()} /> }
}

fn fits(p: &Part, models: bool, l: Locale) -> Html {
    if p.products.is_empty() {
        return html! { <p class="sb-quiet">{ t!(l, "part-fits-none") }</p> };
    }
    html! {
        <ul class="sb-earlier">
            { for p.products.iter().map(|model| {
                let name = format!("{} {}", model.code, model.name);
                html! {
                    <li key={model.code.clone()}>
                        if models {
                            <Link to={Route::Products(Record::One(model.id))}>{ name }</Link>
                        } else {
                            { name }
                        }
                    </li>
                }
            }) }
        </ul>
    }
}
