//! What there is of one part, on its page.

use super::dialog::{MoveButton, Prefill};
use super::list::state;
use super::movements::{cells, columns};
use super::reorder::ReorderPoint;
use crate::api::stock;
use crate::components::async_view::{async_view, use_load};
use crate::components::facts::Panel;
use crate::components::link::Link;
use crate::components::table::{Row, Table, pick};
use crate::format;
use crate::i18n::use_locale;
use crate::route::Route;
use serde::Serialize;
use shared::i18n::Locale;
use shared::ids::PartId;
use shared::page::MAX_LIMIT;
use shared::records::stock::{MovementQuery, StockLevel, StockMovement, StockQuery};
use yew::prelude::*;

/// Movements that are shown.
const LATEST: u32 = 8;
/// The column that says which part it is, which is known here.
const PART: usize = 2;

/// Properties of [`PartStock`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The part.
    pub id: PartId,
    /// Its number and name.
    pub name: AttrValue,
}

/// Where the list of movements begins.
#[derive(Serialize)]
struct About {
    part_id: PartId,
    part: String,
}

fn level_row(level: &StockLevel, reload: &Callback<()>, l: Locale) -> Row {
    let about =
        t!(l, "stock-move-of", part = level.part_number.as_str(), location = level.location_name.as_str());
    Row {
        key: level.id.to_string(),
        to: None,
        cells: vec![
            html! { { &level.location_name } },
            html! { <strong>{ format::number(level.on_hand) }</strong> },
            html! { { format::number(level.free) } },
            html! { <ReorderPoint level={level.clone()} reload={reload.clone()} /> },
            state(level, l),
            html! { <MoveButton prefill={Prefill::of(level)} reload={reload.clone()} small=true {about} /> },
        ],
    }
}

fn movement_row(m: &StockMovement, kept: &[usize], l: Locale) -> Row {
    Row { key: m.id.to_string(), to: None, cells: pick(cells(m, l), kept) }
}

/// What there is of a part at each location, and how it came there.
#[component]
pub fn PartStock(props: &Props) -> Html {
    let l = use_locale();
    let id = props.id;
    let levels = use_load(id, |id| async move {
        stock::list(&StockQuery { part_id: Some(id), limit: Some(MAX_LIMIT), ..StockQuery::default() }).await
    });
    let moved = use_load(id, |id| async move {
        stock::movements(&MovementQuery {
            part_id: Some(id),
            limit: Some(LATEST),
            ..MovementQuery::default()
        })
        .await
    });
    let reload = {
        let (levels, moved) = (levels.reload.clone(), moved.reload.clone());
        Callback::from(move |()| {
            levels.emit(());
            moved.emit(());
        })
    };
    let prefill = Prefill { part: Some((id, props.name.to_string())), location: None };
    let about = About { part_id: id, part: props.name.to_string() };
    let query = AttrValue::from(serde_urlencoded::to_string(about).unwrap_or_default());
    let where_ = vec![
        t!(l, "stock-location"),
        t!(l, "stock-on-hand"),
        t!(l, "stock-free"),
        t!(l, "stock-reorder-point"),
        t!(l, "page-status"),
        t!(l, "page-actions"),
    ];
    let kept: Vec<usize> = (0..columns(l).len()).filter(|n| *n != PART).collect();
    html! {
        <>
            <Panel title={t!(l, "stock-nav")} actions={html! { <MoveButton {prefill} reload={reload.clone()} /> }}>
                { async_view(
                    &levels,
                    |page| page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "stock-part-none") }</p> }),
                    |page| {
                        let rows = page.items.iter().map(|level| level_row(level, &reload, l)).collect::<Vec<_>>();
                        html! { <Table label={t!(l, "stock-nav")} columns={where_} {rows} /> }
                    },
                ) }
            </Panel>
            <Panel
                title={t!(l, "stock-latest")}
                actions={html! { <Link to={Route::StockMovements} {query}>{ t!(l, "stock-all-movements") }</Link> }}
            >
                { async_view(
                    &moved,
                    |page| page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "stock-no-movements") }</p> }),
                    |page| {
                        let rows = page.items.iter().map(|m| movement_row(m, &kept, l)).collect::<Vec<_>>();
                        html! { <Table label={t!(l, "stock-latest")} columns={pick(columns(l), &kept)} {rows} /> }
                    },
                ) }
            </Panel>
        </>
    }
}
