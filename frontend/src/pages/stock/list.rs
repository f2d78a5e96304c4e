//! The list of stock: what there is of each part at each location. What is low is seen.

use super::dialog::{MoveButton, Prefill};
use super::reorder::ReorderPoint;
use crate::api::stock;
use crate::components::async_view::use_load;
use crate::components::export::Export;
use crate::components::field::Choice;
use crate::components::filters::{FilterBar, SearchBox, Select};
use crate::components::finder::{Finder, Found};
use crate::components::form::{Values, put, use_form};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::search_select::{SearchSelect, words};
use crate::components::status_badge::label;
use crate::components::table::Row;
use crate::components::time::Time;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use patternfly_yew::prelude::{Color, Icon};
use serde::{Deserialize, Serialize};
use shared::i18n::Locale;
use shared::ids::{LocationId, PartId};
use shared::records::stock::{StockLevel, StockQuery, StockSort};
use shared::text::Line;
use yew::prelude::*;

/// What the list shows, as it stands in the address. The words of what was chosen stand beside its id.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    q: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    low: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_stock: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sort: Option<StockSort>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location_id: Option<LocationId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    location: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part_id: Option<PartId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> StockQuery {
        StockQuery {
            q: self.q.as_deref().and_then(|q| Line::new(q).ok()),
            location_id: self.location_id,
            part_id: self.part_id,
            low: self.low,
            in_stock: self.in_stock,
            sort: self.sort,
            limit: None,
            cursor: self.cursor.clone(),
        }
    }

    fn chosen(&self) -> Values {
        let mut values = Values::new();
        put(&mut values, "location_id", self.location_id);
        put(&mut values, &words("location_id"), self.location.as_ref());
        values
    }
}

/// Whether it is time to order, as a badge.
pub(super) fn state(level: &StockLevel, l: Locale) -> Html {
    if level.low {
        label(Color::Orange, Some(Icon::ExclamationTriangle), t!(l, "stock-low"))
    } else if level.on_hand == 0 {
        label(Color::Grey, None, t!(l, "stock-nothing"))
    } else {
        html! {}
    }
}

fn row(level: &StockLevel, reload: &Callback<()>, l: Locale) -> Row {
    let to = Route::Parts(Record::One(level.part_id));
    let about =
        t!(l, "stock-move-of", part = level.part_number.as_str(), location = level.location_name.as_str());
    Row {
        key: level.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &level.part_number }</Link> },
            html! { { &level.part_name } },
            html! { { &level.location_name } },
            html! { <strong>{ format::number(level.on_hand) }</strong> },
            html! { { format::number(level.free) } },
            html! { { level.measure.label(l) } },
            html! { <span><ReorderPoint level={level.clone()} reload={reload.clone()} /></span> },
            state(level, l),
            html! { <Time at={level.updated_at} relative=true /> },
            html! { <MoveButton prefill={Prefill::of(level)} reload={reload.clone()} small=true {about} /> },
        ],
    }
}

/// The list of stock.
#[component]
pub fn StockPage() -> Html {
    let l = use_locale();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move { stock::list(&filter.query()).await });
    let form = use_form(|| filter.chosen());
    {
        // The address has changed another way: "back", or "clear filters".
        let (reset, chosen) = (form.reset.clone(), filter.chosen());
        use_effect_with(filter.location_id, move |_| reset.emit(chosen));
    }
    let narrow = Filter { cursor: None, sort: None, ..filter.clone() } != Filter::default();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let search = {
        let (filter, replace) = (filter.clone(), query.replace.clone());
        Callback::from(move |q: String| {
            replace.emit(Filter { q: (!q.is_empty()).then_some(q), cursor: None, ..filter.clone() });
        })
    };
    let with = |change: fn(&mut Filter, String)| {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |value: String| {
            let mut filter = Filter { cursor: None, ..filter.clone() };
            change(&mut filter, value);
            push.emit(filter);
        })
    };
    let picked = {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |found: Option<Found>| {
            let mut next = Filter { cursor: None, ..filter.clone() };
            next.location_id = found.as_ref().and_then(|one| one.id.parse().ok());
            next.location = found.map(|one| one.label);
            if next.location_id != filter.location_id {
                push.emit(next);
            }
        })
    };
    let prefill = Prefill { part: None, location: filter.location_id.zip(filter.location.clone()) };
    let asked = AttrValue::from(serde_urlencoded::to_string(filter.query()).unwrap_or_default());
    let actions = html! {
        <>
            <LinkButton to={Route::StockMovements} label={t!(l, "stock-nav-movements")} icon={Icon::History} />
            <MoveButton {prefill} reload={loaded.reload.clone()} />
            <Export list="stock" query={asked} />
        </>
    };
    let nothing = if narrow {
        Nothing {
            title: t!(l, "stock-none-found"),
            hint: t!(l, "part-none-found-hint"),
            clear: clear.clone(),
        }
    } else {
        Nothing { title: t!(l, "stock-none"), hint: t!(l, "stock-none-hint"), clear: None }
    };
    let columns = vec![
        t!(l, "part-number"),
        t!(l, "part-name"),
        t!(l, "stock-location"),
        t!(l, "stock-on-hand"),
        t!(l, "stock-free"),
        t!(l, "part-measure"),
        t!(l, "stock-reorder-point"),
        t!(l, "page-status"),
        t!(l, "stock-updated"),
        t!(l, "page-actions"),
    ];
    let states =
        vec![Choice::new("true", t!(l, "stock-low-only")), Choice::new("false", t!(l, "stock-enough"))];
    let stocked =
        vec![Choice::new("true", t!(l, "stock-in-stock")), Choice::new("false", t!(l, "stock-nothing"))];
    let reload = loaded.reload.clone();
    html! {
        <>
            <PageHead title={t!(l, "stock-nav")} {actions} />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "part-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
                <Select
                    id="filter-low"
                    label={t!(l, "stock-reorder-point")}
                    value={filter.low.map(|low| low.to_string()).unwrap_or_default()}
                    choices={states}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.low = v.parse().ok())}
                />
                <Select
                    id="filter-in-stock"
                    label={t!(l, "stock-on-hand")}
                    value={filter.in_stock.map(|stocked| stocked.to_string()).unwrap_or_default()}
                    choices={stocked}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.in_stock = v.parse().ok())}
                />
                <Select
                    id="filter-sort"
                    label={t!(l, "part-order")}
                    value={filter.sort.unwrap_or(StockSort::Part).as_str()}
                    choices={choices!(StockSort, l)}
                    onchange={with(|f, v| f.sort = v.parse().ok())}
                />
                <div class="sb-about" role="group" aria-label={t!(l, "stock-filter")}>
                    <SearchSelect
                        form={form.clone()}
                        name="location_id"
                        label={t!(l, "stock-location")}
                        finder={Finder::Location}
                        onpick={picked}
                    />
                </div>
            </FilterBar>
            { list_view(&loaded, t!(l, "stock-nav"), columns, |level| row(level, &reload, l), nothing) }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_lives_in_the_address() {
        let filter: Filter = serde_urlencoded::from_str("low=true&sort=-on_hand&location=CD").unwrap();
        assert_eq!((filter.low, filter.sort), (Some(true), Some(StockSort::OnHandDesc)));
        assert_eq!(serde_urlencoded::to_string(filter.query()).unwrap(), "low=true&sort=-on_hand");
    }
}
