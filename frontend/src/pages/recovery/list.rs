//! The list of recoveries: for the house all of them, for a supplier those on it.

use crate::api::recovery;
use crate::components::async_view::use_load;
use crate::components::export::Export;
use crate::components::field::Choice;
use crate::components::filters::{FilterBar, Select};
use crate::components::link::Link;
use crate::components::list::{Nothing, list_view};
use crate::components::money::money;
use crate::components::page_head::PageHead;
use crate::components::status_badge::{badge, label};
use crate::components::table::{Row, kept};
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{use_me, use_reader};
use chrono::{Days, NaiveDate, Utc};
use patternfly_yew::prelude::{Color, Icon};
use serde::{Deserialize, Serialize};
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::page::OneOf;
use shared::records::recovery::{RecoveryQuery, RecoveryStatus, RecoverySummary};
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<RecoveryStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    silent: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    /// Silence decides this week what is not answered within seven days.
    fn query(&self, today: NaiveDate) -> RecoveryQuery {
        RecoveryQuery {
            status: self.status.map(|status| OneOf(vec![status])),
            silent_by: self
                .silent
                .filter(|silent| *silent)
                .and_then(|_| today.checked_add_days(Days::new(7))),
            cursor: self.cursor.clone(),
            ..RecoveryQuery::default()
        }
    }
}

/// How many days are left to answer.
pub fn days(left: i64, l: Locale) -> Html {
    match left {
        ..=0 => label(Color::Orange, Some(Icon::ExclamationTriangle), t!(l, "recovery-last-day")),
        left => label(Color::Blue, Some(Icon::Pending), t!(l, "recovery-days", count = left)),
    }
}

/// The place of the supplier among the columns; a supplier knows who it is.
const SUPPLIER: usize = 3;

fn row(one: &RecoverySummary, inside: bool, l: Locale) -> Row {
    let to = Route::Recoveries(Record::One(one.id));
    let mut cells = vec![
        html! { <Link {to} class="sb-number">{ &one.number }</Link> },
        badge(one.status, l),
        one.days_left.map(|left| days(left, l)).unwrap_or_default(),
        html! { { &one.supplier_name } },
        html! { { format::number(one.parts) } },
        money(one.claimed, one.currency),
        money(one.amount, one.currency),
        kept(one.answer_until),
    ];
    if !inside {
        drop(cells.remove(SUPPLIER));
    }
    Row { key: one.id.to_string(), to: Some(to), cells }
}

/// The list.
#[component]
pub fn RecoveryList() -> Html {
    let l = use_locale();
    let inside = use_me().organization_kind == OrganizationKind::Manufacturer;
    let today = use_reader().day(Utc::now());
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load((filter.clone(), today), |(filter, today)| async move {
        recovery::list(&filter.query(today)).await
    });
    let narrow = Filter { cursor: None, ..filter.clone() } != Filter::default();
    let clear = narrow.then(|| query.push.reform(|()| Filter::default()));
    let with = |change: fn(&mut Filter, String)| {
        let (filter, push) = (filter.clone(), query.push.clone());
        Callback::from(move |value: String| {
            let mut filter = Filter { cursor: None, ..filter.clone() };
            change(&mut filter, value);
            push.emit(filter);
        })
    };
    let hint = if inside { t!(l, "recovery-none-hint") } else { t!(l, "recovery-none-supplier") };
    let nothing = Nothing { title: t!(l, "recovery-none"), hint, clear: clear.clone() };
    let mut columns = vec![
        t!(l, "recovery-number"),
        t!(l, "page-status"),
        t!(l, "recovery-left"),
        t!(l, "recovery-supplier"),
        t!(l, "recovery-parts"),
        t!(l, "recovery-claimed"),
        t!(l, "recovery-amount"),
        t!(l, "recovery-until"),
    ];
    let mut states = choices!(RecoveryStatus, l);
    if !inside {
        columns.remove(SUPPLIER);
        states.retain(|choice| choice.value != RecoveryStatus::Candidate.as_str());
    }
    let asked = AttrValue::from(serde_urlencoded::to_string(filter.query(today)).unwrap_or_default());
    let silence = vec![Choice::new("true", t!(l, "recovery-silent-week"))];
    html! {
        <>
            <PageHead title={t!(l, "recovery-nav")} actions={html! { <Export list="recoveries" query={asked} /> }} />
            <FilterBar {clear}>
                <Select
                    id="filter-status"
                    label={t!(l, "page-status")}
                    value={filter.status.map(RecoveryStatus::as_str).unwrap_or_default()}
                    choices={states}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.status = v.parse().ok())}
                />
                <Select
                    id="filter-silent"
                    label={t!(l, "recovery-silence")}
                    value={if filter.silent == Some(true) { "true" } else { "" }}
                    choices={silence}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.silent = v.parse().ok())}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "recovery-nav"), columns, |one| row(one, inside, l), nothing) }
        </>
    }
}
