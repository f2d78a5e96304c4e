//! The list of counts, and opening one.

use crate::api::stock_count;
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::components::field::AreaField;
use crate::components::filters::{FilterBar, Select};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::link::Link;
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::record_form::FormModal;
use crate::components::search_select::{SearchSelect, words};
use crate::components::status_badge::badge;
use crate::components::table::Row;
use crate::components::time::Time;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::page::OneOf;
use shared::problem::{FieldProblem, Refusal};
use shared::records::stock_count::{
    CreateStockCount, StockCount, StockCountQuery, StockCountStatus, StockCountSummary,
};
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<StockCountStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

fn row(count: &StockCountSummary, l: Locale) -> Row {
    let to = Route::StockCounts(Record::One(count.id));
    Row {
        key: count.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &count.number }</Link> },
            html! { { &count.location_name } },
            badge(count.status, l),
            html! { { format!("{} / {}", format::number(count.counted_lines), format::number(count.lines)) } },
            html! { { format::number(count.differing_lines) } },
            html! { <Time at={count.opened_at} /> },
            html! { { count.counted_by_name.clone().unwrap_or_default() } },
            html! { { count.approved_by_name.clone().unwrap_or_default() } },
        ],
    }
}

/// The list of counts.
#[component]
pub fn StockCountList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let opening = use_state_eq(|| false);
    let set = |to: bool| {
        let opening = opening.setter();
        Callback::from(move |()| opening.set(to))
    };
    let loaded = use_load(filter.clone(), |filter| async move {
        let query = StockCountQuery {
            status: filter.status.map(|status| OneOf(vec![status])),
            cursor: filter.cursor,
            ..StockCountQuery::default()
        };
        stock_count::list(&query).await
    });
    let clear = filter.status.is_some().then(|| query.push.reform(|()| Filter::default()));
    let choose = query.push.reform(|value: String| Filter { status: value.parse().ok(), cursor: None });
    let actions = html! {
        if may(&me, Permission::StockMove) {
            <Button label={t!(l, "count-new")} kind={Kind::Primary} icon={Icon::Plus} onclick={set(true)} />
        }
    };
    let nothing =
        Nothing { title: t!(l, "count-none"), hint: t!(l, "count-none-hint"), clear: clear.clone() };
    let columns = vec![
        t!(l, "count-number"),
        t!(l, "stock-location"),
        t!(l, "page-status"),
        t!(l, "count-progress"),
        t!(l, "count-differing"),
        t!(l, "count-opened"),
        t!(l, "count-counted-by"),
        t!(l, "count-approved-by"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "count-nav")} {actions} />
            <FilterBar {clear}>
                <Select
                    id="filter-status"
                    label={t!(l, "page-status")}
                    value={filter.status.map(StockCountStatus::as_str).unwrap_or_default()}
                    choices={choices!(StockCountStatus, l)}
                    none={t!(l, "page-all")}
                    onchange={choose}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "count-nav"), columns, |count| row(count, l), nothing) }
            if *opening {
                <OpenCount onclose={set(false)} />
            }
        </>
    }
}

fn read(values: &Values) -> Result<CreateStockCount, Refusal> {
    let mut d = Draft::new(values);
    if d.raw("location_id").is_empty() && !d.raw(&words("location_id")).is_empty() {
        d.refuse("location_id", FieldProblem::NoSuchRecord);
        return d.finish(None);
    }
    let (location, note) = (d.need("location_id"), d.maybe("note"));
    d.finish(location.map(|location_id| CreateStockCount { location_id, note }))
}

#[derive(Clone, PartialEq, Properties)]
struct OpenProps {
    onclose: Callback<()>,
}

/// Opens a count.
#[component]
fn OpenCount(props: &OpenProps) -> Html {
    let l = use_locale();
    let form = use_form(|| {
        let mut values = Values::new();
        for field in ["location_id", "location_id#", "note"] {
            put(&mut values, field, None::<String>);
        }
        values
    });
    let done = Callback::from(|made: StockCount| route::go(Route::StockCounts(Record::One(made.head.id))));
    let submit = use_submit(&form, read, stock_count::create, done);
    html! {
        <FormModal title={t!(l, "count-new")} label={t!(l, "count-open")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <p class="sb-quiet">{ t!(l, "count-new-hint") }</p>
            <SearchSelect form={form.clone()} name="location_id" label={t!(l, "stock-location")} required=true finder={Finder::Location} autofocus=true />
            <AreaField form={form.clone()} name="note" label={t!(l, "count-note")} lines=2 max=1000 />
        </FormModal>
    }
}
