//! The list of lines of returns: what the numbers of the statistics open.

use super::detail::counted;
use crate::api::rma;
use crate::components::async_view::use_load;
use crate::components::export::Export;
use crate::components::filters::{FilterBar, Select};
use crate::components::link::Link;
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::badge;
use crate::components::table::Row;
use crate::components::time::Time;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use shared::i18n::Locale;
use shared::page::OneOf;
use shared::records::rma::{RmaLineQuery, RmaLineStatus, RmaLineSummary, RmaVerdict, lines_stand};
use yew::prelude::*;

fn row(line: &RmaLineSummary, l: Locale) -> Row {
    let to = Route::Rmas(Record::One(line.rma_id));
    let part = [line.part_number.as_deref().unwrap_or_default(), &line.name].join(" ").trim().to_owned();
    let share = line.share_percent.map(|share| format!(" {share} %")).unwrap_or_default();
    let responsible = line.responsible.map(|who| format!("{}{share}", who.label(l))).unwrap_or_default();
    Row {
        key: line.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &line.rma_number }</Link> },
            html! { <code>{ &line.tag }</code> },
            if lines_stand(line.rma_status) { badge(line.status, l) } else { badge(line.rma_status, l) },
            html! { <span class="sb-name">{ part }</span> },
            html! { <span class="sb-name">{ &line.dealer_name }</span> },
            html! { { line.unit_serial.clone().or(line.product_name.clone()).unwrap_or_default() } },
            html! { <span class="sb-keep">{ counted(line.quantity_due, line.quantity_shipped, line.quantity_received) }</span> },
            line.received_at.map(|at| html! { <Time {at} day=true /> }).unwrap_or_default(),
            html! { { line.verdict.map(|verdict| verdict.label(l)).unwrap_or_default() } },
            html! { { line.failure_mode.clone().unwrap_or_default() } },
            html! { { responsible } },
        ],
    }
}

/// What a list that came from a number is narrowed to beside what can be chosen here.
fn narrowed(query: &RmaLineQuery) -> bool {
    let open = RmaLineQuery { status: None, verdict: None, cursor: None, limit: None, ..query.clone() };
    open != RmaLineQuery::default()
}

/// The list of lines of returns.
#[component]
pub fn LinesPage() -> Html {
    let l = use_locale();
    let query = use_query::<RmaLineQuery>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move { rma::lines(&filter).await });
    let narrow = RmaLineQuery { cursor: None, limit: None, ..filter.clone() } != RmaLineQuery::default();
    let clear = narrow.then(|| query.push.reform(|()| RmaLineQuery::default()));
    let status = {
        let filter = filter.clone();
        query.push.reform(move |value: String| RmaLineQuery {
            status: value.parse().ok().map(|status| OneOf(vec![status])),
            cursor: None,
            ..filter.clone()
        })
    };
    let verdict = {
        let filter = filter.clone();
        query.push.reform(move |value: String| RmaLineQuery {
            verdict: value.parse().ok().map(|verdict| OneOf(vec![verdict])),
            cursor: None,
            ..filter.clone()
        })
    };
    let one = |words: Option<&'static str>| words.unwrap_or_default();
    let nothing = Nothing {
        title: t!(l, "return-lines-none"),
        hint: t!(l, "return-lines-none-hint"),
        clear: clear.clone(),
    };
    let columns = vec![
        t!(l, "rma-number"),
        t!(l, "rma-tag"),
        t!(l, "page-status"),
        t!(l, "rma-part"),
        t!(l, "rma-dealer"),
        t!(l, "return-unit-or-model"),
        t!(l, "rma-counted"),
        t!(l, "return-came"),
        t!(l, "rma-verdict"),
        t!(l, "rma-failure-mode"),
        t!(l, "rma-responsible"),
    ];
    let asked = AttrValue::from(serde_urlencoded::to_string(&filter).unwrap_or_default());
    html! {
        <>
            <PageHead
                title={t!(l, "return-lines-title")}
                parent={Some((Route::Rmas(Record::List), AttrValue::from(t!(l, "rma-nav"))))}
                actions={html! { <Export list="rma-lines" query={asked} /> }}
            />
            <FilterBar {clear}>
                <Select
                    id="filter-status"
                    label={t!(l, "page-status")}
                    value={one(filter.status.as_ref().and_then(|s| s.0.first()).map(|s| s.as_str()))}
                    choices={choices!(RmaLineStatus, l)}
                    none={t!(l, "page-all")}
                    onchange={status}
                />
                <Select
                    id="filter-verdict"
                    label={t!(l, "rma-verdict")}
                    value={one(filter.verdict.as_ref().and_then(|v| v.0.first()).map(|v| v.as_str()))}
                    choices={choices!(RmaVerdict, l)}
                    none={t!(l, "page-all")}
                    onchange={verdict}
                />
            </FilterBar>
            if narrowed(&filter) {
                <p class="sb-quiet">{ t!(l, "return-lines-of-number") }</p>
            }
            { list_view(&loaded, t!(l, "return-lines-title"), columns, |line| row(line, l), nothing) }
        </>
    }
}
