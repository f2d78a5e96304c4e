//! How long tickets took, one by one.

use super::parts::Tabs;
use crate::api::report;
use crate::components::async_view::use_load;
use crate::components::export::Export;
use crate::components::filters::{FilterBar, SearchBox};
use crate::components::link::Link;
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::badge;
use crate::components::table::Row;
use crate::components::time::Time;
use crate::format::Reader;
use crate::route::{Record, Route, use_query};
use crate::session::use_reader;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use shared::records::report::{TicketTimesQuery, TicketTimesRow};
use shared::text::Line;
use yew::prelude::*;

/// What is shown, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> TicketTimesQuery {
        TicketTimesQuery {
            external_source: self.source.as_deref().and_then(|s| Line::new(s).ok()),
            cursor: self.cursor.clone(),
            ..TicketTimesQuery::default()
        }
    }
}

fn row(t: &TicketTimesRow, reader: Reader) -> Row {
    let to = Route::Tickets(Record::One(t.ticket_id));
    let time = |at: Option<DateTime<Utc>>| match at {
        Some(at) => html! { <Time {at} /> },
        None => html! {},
    };
    let span = |seconds: Option<i64>| match seconds {
        Some(seconds) => html! { <span class="sb-keep">{ reader.span(seconds) }</span> },
        None => html! {},
    };
    Row {
        key: t.ticket_id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &t.number }</Link> },
            badge(t.status, reader.locale),
            time(Some(t.created_at)),
            time(t.last_resolved_at),
            span(t.gross_seconds),
            span(t.paused_seconds),
            span(t.parked_seconds),
            span(t.net_seconds),
            span(t.net_business_seconds),
            html! { { t.reopen_count } },
        ],
    }
}

/// How long tickets took.
#[component]
pub fn TicketTimesPage() -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let asked = filter.query();
    let loaded = use_load(asked.clone(), |query| async move { report::ticket_times(&query).await });
    let clear = filter.source.is_some().then(|| query.push.reform(|()| Filter::default()));
    let search = query
        .replace
        .reform(|source: String| Filter { source: (!source.is_empty()).then_some(source), cursor: None });
    let columns = vec![
        t!(l, "ticket-number"),
        t!(l, "page-status"),
        t!(l, "dashboard-created"),
        t!(l, "dashboard-resolved-at"),
        t!(l, "dashboard-gross"),
        t!(l, "dashboard-paused"),
        t!(l, "dashboard-parked"),
        t!(l, "dashboard-net"),
        t!(l, "dashboard-net-business"),
        t!(l, "dashboard-reopened"),
    ];
    let nothing = Nothing {
        title: t!(l, "ticket-none-found"),
        hint: t!(l, "dashboard-times-none"),
        clear: clear.clone(),
    };
    let address = AttrValue::from(serde_urlencoded::to_string(&asked).unwrap_or_default());
    let actions = html! { <Export list="reports/ticket-times" query={address} report=true /> };
    html! {
        <>
            <PageHead title={t!(l, "dashboard-times")} {actions}>
                <p class="sb-quiet">{ t!(l, "dashboard-times-hint") }</p>
            </PageHead>
            <Tabs />
            <FilterBar {clear}>
                <SearchBox label={t!(l, "dashboard-source")} value={filter.source.clone().unwrap_or_default()} onchange={search} />
            </FilterBar>
            { list_view(&loaded, t!(l, "dashboard-times"), columns, |t| row(t, reader), nothing) }
        </>
    }
}
