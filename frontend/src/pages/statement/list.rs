//! The list of statements: for the house all of them, for a party its own.

use super::collect::CollectForm;
use crate::api::statement;
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::components::export::Export;
use crate::components::filters::{FilterBar, Select};
use crate::components::link::Link;
use crate::components::list::{Nothing, list_view};
use crate::components::money::balance;
use crate::components::page_head::PageHead;
use crate::components::status_badge::{badge, label};
use crate::components::table::{Row, kept};
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::{Color, Icon};
use serde::{Deserialize, Serialize};
use shared::auth::{OrganizationKind, Permission};
use shared::i18n::Locale;
use shared::money::Currency;
use shared::page::OneOf;
use shared::records::statement::{StatementQuery, StatementStatus, StatementSummary};
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<StatementStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    party_kind: Option<OrganizationKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<Currency>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> StatementQuery {
        StatementQuery {
            status: self.status.map(|status| OneOf(vec![status])),
            party_kind: self.party_kind.map(|kind| OneOf(vec![kind])),
            currency: self.currency,
            cursor: self.cursor.clone(),
            ..StatementQuery::default()
        }
    }
}

/// How many lines are disputed.
pub fn disputed(count: i64, l: Locale) -> Html {
    if count == 0 {
        return html! {};
    }
    label(Color::Orange, Some(Icon::ExclamationTriangle), t!(l, "statement-disputed-count", count = count))
}

/// The place of the party among the columns; a party knows who it is.
const PARTY: usize = 3;

fn row(one: &StatementSummary, inside: bool, l: Locale) -> Row {
    let to = Route::Statements(Record::One(one.id));
    let mut cells = vec![
        html! { <Link {to} class="sb-number">{ &one.number }</Link> },
        html! { <span class="sb-keep">{ one.month.to_string() }</span> },
        html! { <>{ badge(one.status, l) }{ disputed(one.disputed, l) }</> },
        html! { { &one.party_name } },
        balance(one.total, one.currency),
        html! { { format::number(one.lines.into()) } },
        kept(one.due_on),
    ];
    if !inside {
        drop(cells.remove(PARTY));
    }
    Row { key: one.id.to_string(), to: Some(to), cells }
}

/// The list.
#[component]
pub fn StatementList() -> Html {
    let l = use_locale();
    let me = use_me();
    let inside = me.organization_kind == OrganizationKind::Manufacturer;
    let collecting = use_state_eq(|| false);
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move { statement::list(&filter.query()).await });
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
    let open = |on: bool| {
        let collecting = collecting.setter();
        Callback::from(move |()| collecting.set(on))
    };
    let asked = AttrValue::from(serde_urlencoded::to_string(filter.query()).unwrap_or_default());
    let actions = html! {
        <>
            <Export list="statements" query={asked} />
            if may(&me, Permission::StatementPrepare) {
                <Button label={t!(l, "statement-collect")} kind={Kind::Primary} icon={Icon::Plus} onclick={open(true)} />
            }
        </>
    };
    let hint = if inside { t!(l, "statement-none-hint") } else { t!(l, "statement-none-party") };
    let nothing = Nothing { title: t!(l, "statement-none"), hint, clear: clear.clone() };
    let mut columns = vec![
        t!(l, "statement-number"),
        t!(l, "statement-month"),
        t!(l, "page-status"),
        t!(l, "statement-party"),
        t!(l, "statement-total"),
        t!(l, "statement-lines"),
        t!(l, "statement-due"),
    ];
    let mut states = choices!(StatementStatus, l);
    if !inside {
        columns.remove(PARTY);
        states.retain(|choice| choice.value != StatementStatus::Collecting.as_str());
    }
    let mut kinds = choices!(OrganizationKind, l);
    kinds.retain(|choice| choice.value != OrganizationKind::Manufacturer.as_str());
    html! {
        <>
            <PageHead title={t!(l, "statement-nav")} {actions} />
            <FilterBar {clear}>
                <Select
                    id="filter-status"
                    label={t!(l, "page-status")}
                    value={filter.status.map(StatementStatus::as_str).unwrap_or_default()}
                    choices={states}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.status = v.parse().ok())}
                />
                if inside {
                    <Select
                        id="filter-party-kind"
                        label={t!(l, "statement-party-kind")}
                        value={filter.party_kind.map(OrganizationKind::as_str).unwrap_or_default()}
                        choices={kinds}
                        none={t!(l, "page-all")}
                        onchange={with(|f, v| f.party_kind = v.parse().ok())}
                    />
                }
                <Select
                    id="filter-currency"
                    label={t!(l, "statement-currency")}
                    value={filter.currency.map(Currency::as_str).unwrap_or_default()}
                    choices={choices!(Currency, l)}
                    none={t!(l, "page-all")}
                    onchange={with(|f, v| f.currency = v.parse().ok())}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "statement-nav"), columns, |one| row(one, inside, l), nothing) }
            if *collecting {
                <CollectForm ondone={loaded.reload.clone()} onclose={open(false)} />
            }
        </>
    }
}
