//! The list of returns.

use crate::api::rma;
use crate::components::async_view::use_load;
use crate::components::button::Kind;
use crate::components::export::Export;
use crate::components::filters::{FilterBar, Select};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::{badge, label};
use crate::components::table::Row;
use crate::components::time::Time;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::{Color, Icon};
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::TicketId;
use shared::page::OneOf;
use shared::records::rma::{RmaKind, RmaQuery, RmaStatus, RmaSummary};
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<RmaStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<RmaKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ticket_id: Option<TicketId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> RmaQuery {
        RmaQuery {
            status: self.status.map(|status| OneOf(vec![status])),
            kind: self.kind,
            ticket_id: self.ticket_id,
            cursor: self.cursor.clone(),
            ..RmaQuery::default()
        }
    }
}

fn row(rma: &RmaSummary, l: Locale) -> Row {
    let to = Route::Rmas(Record::One(rma.id));
    let ticket = rma.ticket_id.zip(rma.ticket_number.clone());
    Row {
        key: rma.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &rma.number }</Link> },
            badge(rma.status, l),
            html! {
                <>
                    { rma.customer_name.as_ref().unwrap_or(&rma.dealer_name) }
                    if rma.kind == RmaKind::CustomerReturn {
                        { " " }{ label(Color::Purple, Some(Icon::User), rma.kind.label(l)) }
                    }
                </>
            },
            ticket.map_or_else(Html::default, |(id, number)| {
                html! { <Link to={Route::Tickets(Record::One(id))} class="sb-number">{ number }</Link> }
            }),
            html! { { format!("{} / {}", rma.owed, rma.lines) } },
            html! { { rma.deadline.map(|day| day.to_string()).unwrap_or_default() } },
            html! { { rma.waybill.clone().unwrap_or_default() } },
            html! { <Time at={rma.created_at} /> },
        ],
    }
}

/// The list of returns.
#[component]
pub fn RmaList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move { rma::list(&filter.query()).await });
    let asked = AttrValue::from(serde_urlencoded::to_string(filter.query()).unwrap_or_default());
    let narrow = filter.status.is_some() || filter.kind.is_some() || filter.ticket_id.is_some();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let choose = {
        let filter = filter.clone();
        query.push.reform(move |value: String| Filter {
            status: value.parse().ok(),
            cursor: None,
            ..filter.clone()
        })
    };
    let of_kind = {
        let filter = filter.clone();
        query.push.reform(move |value: String| Filter {
            kind: value.parse().ok(),
            cursor: None,
            ..filter.clone()
        })
    };
    let actions = html! {
        <>
            if may(&me, Permission::RmaRequest) {
                <LinkButton to={Route::Rmas(Record::New)} label={t!(l, "rma-new")} kind={Kind::Primary} icon={Icon::Plus} />
            }
            if may(&me, Permission::RmaShip) {
                <LinkButton to={Route::ScanRma} label={t!(l, "rma-scan")} icon={Icon::Search} />
            }
            <Export list="rmas" query={asked} />
            <LinkButton to={Route::OverdueRmas} label={t!(l, "rma-overdue")} icon={Icon::Flag} />
        </>
    };
    let nothing = Nothing { title: t!(l, "rma-none"), hint: t!(l, "rma-none-hint"), clear: clear.clone() };
    let columns = vec![
        t!(l, "rma-number"),
        t!(l, "page-status"),
        t!(l, "rma-dealer"),
        t!(l, "rma-ticket"),
        t!(l, "rma-owed"),
        t!(l, "rma-deadline"),
        t!(l, "rma-waybill"),
        t!(l, "rma-created"),
    ];
    html! {
        <>
            <PageHead title={t!(l, "rma-nav")} {actions} />
            <FilterBar {clear}>
                <Select
                    id="filter-status"
                    label={t!(l, "page-status")}
                    value={filter.status.map(RmaStatus::as_str).unwrap_or_default()}
                    choices={choices!(RmaStatus, l)}
                    none={t!(l, "page-all")}
                    onchange={choose}
                />
                <Select
                    id="filter-kind"
                    label={t!(l, "rma-kind")}
                    value={filter.kind.map(RmaKind::as_str).unwrap_or_default()}
                    choices={choices!(RmaKind, l)}
                    none={t!(l, "page-all")}
                    onchange={of_kind}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "rma-nav"), columns, |rma| row(rma, l), nothing) }
        </>
    }
}
