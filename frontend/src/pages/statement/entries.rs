//! What is in no statement yet, and what people ask to be settled.

use super::lines::document;
use super::request::{RequestForm, ReviewForm};
use crate::api::statement;
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::components::export::Export;
use crate::components::facts::Panel;
use crate::components::field::Choice;
use crate::components::filters::{FilterBar, Select};
use crate::components::link::Link;
use crate::components::list::{Nothing, list_view};
use crate::components::money::balance;
use crate::components::page_head::PageHead;
use crate::components::paper::Paper;
use crate::components::status_badge::badge;
use crate::components::table::Row;
use crate::components::time::Time;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::page::OneOf;
use shared::records::statement::*;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    kind: Option<EntryKind>,
    #[serde(skip_serializing_if = "Option::is_none")]
    settled: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

impl Filter {
    fn query(&self) -> SettlementEntryQuery {
        SettlementEntryQuery {
            kind: self.kind.map(|kind| OneOf(vec![kind])),
            settled: Some(self.settled.unwrap_or(false)),
            cursor: self.cursor.clone(),
            ..SettlementEntryQuery::default()
        }
    }
}

fn row(one: &SettlementEntry, l: Locale) -> Row {
    let statement = one.statement_id.zip(one.statement_number.clone()).map(|(id, number)| {
        html! { <Link to={Route::Statements(Record::One(id))} class="sb-number">{ number }</Link> }
    });
    Row {
        key: one.id.to_string(),
        to: None,
        cells: vec![
            html! { <span class="sb-keep">{ one.arose_on.to_string() }</span> },
            html! { { &one.party_name } },
            html! { { one.kind.label(l) } },
            document(one.source, one.source_id, &one.source_number),
            balance(one.amount, one.currency),
            html! { { one.note.clone().unwrap_or_default() } },
            statement.unwrap_or_default(),
        ],
    }
}

/// The page.
#[component]
pub fn EntriesPage() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.clone(), |filter| async move { statement::entries(&filter.query()).await });
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
    let asked = AttrValue::from(serde_urlencoded::to_string(filter.query()).unwrap_or_default());
    let nothing = Nothing {
        title: t!(l, "settlement-none"),
        hint: t!(l, "settlement-none-hint"),
        clear: clear.clone(),
    };
    let columns = vec![
        t!(l, "statement-arose"),
        t!(l, "statement-party"),
        t!(l, "statement-kind"),
        t!(l, "statement-document"),
        t!(l, "statement-amount"),
        t!(l, "settlement-note"),
        t!(l, "settlement-statement"),
    ];
    let settled = vec![
        Choice::new("false", t!(l, "settlement-open")),
        Choice::new("true", t!(l, "settlement-settled")),
    ];
    html! {
        <>
            <PageHead title={t!(l, "settlement-nav")} actions={html! { <Export list="settlement-entries" query={asked} /> }} />
            <div class="sb-dashboard">
            if may(&me, Permission::SettlementPropose) {
                <Requests reload={loaded.reload.clone()} />
            }
            <Panel title={t!(l, "settlement-entries")}>
                <FilterBar {clear}>
                    <Select
                        id="filter-settled"
                        label={t!(l, "settlement-which")}
                        value={filter.settled.unwrap_or(false).to_string()}
                        choices={settled}
                        onchange={with(|f, v| f.settled = (v == "true").then_some(true))}
                    />
                    <Select
                        id="filter-kind"
                        label={t!(l, "statement-kind")}
                        value={filter.kind.map(EntryKind::as_str).unwrap_or_default()}
                        choices={choices!(EntryKind, l)}
                        none={t!(l, "page-all")}
                        onchange={with(|f, v| f.kind = v.parse().ok())}
                    />
                </FilterBar>
                { list_view(&loaded, t!(l, "settlement-entries"), columns, |one| row(one, l), nothing) }
            </Panel>
            </div>
        </>
    }
}

/// Properties of [`Requests`].
#[derive(Clone, PartialEq, Properties)]
struct RequestsProps {
    /// Reads the entries again.
    reload: Callback<()>,
}

/// What is asked for: the newest, those that wait first come to the eye by their state.
#[component]
fn Requests(props: &RequestsProps) -> Html {
    let l = use_locale();
    let asking = use_state_eq(|| false);
    let doing = use_state_eq(|| None::<(RequestAction, SettlementRequest)>);
    let loaded = use_load((), |()| async move {
        statement::requests(&SettlementRequestQuery { limit: Some(20), ..SettlementRequestQuery::default() })
            .await
    });
    let open = |on: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(on))
    };
    let row = |one: &SettlementRequest| {
        let button = |action: &RequestAction| {
            let (doing, action, one) = (doing.setter(), *action, one.clone());
            let onclick = Callback::from(move |()| doing.set(Some((action, one.clone()))));
            html! { <Button key={action.as_str()} label={action.label(l)} small=true {onclick} /> }
        };
        let of = match (one.ticket_id.zip(one.ticket_number.clone()), &one.contract) {
            (Some((id, number)), _) => document(EntrySource::Ticket, Some(id.0), &number),
            (None, Some(contract)) => document(EntrySource::Contract, None, contract),
            (None, None) => html! {},
        };
        let form = (
            AttrValue::from(t!(l, "settlement-csrr")),
            AttrValue::from(format!("settlement-entries/requests/{}/paper", one.id)),
        );
        Row {
            key: one.id.to_string(),
            to: None,
            cells: vec![
                html! { <span class="sb-number">{ &one.number }</span> },
                badge(one.status, l),
                html! { <span class="sb-name">{ &one.party_name }</span> },
                html! { { one.kind.label(l) } },
                of,
                balance(one.amount, one.currency),
                html! { <div class="sb-name">{ &one.reason }if let Some(why) = &one.refusal { <div class="sb-quiet">{ why }</div> }</div> },
                html! { <>{ &one.requested_by_name }{ " " }<Time at={one.created_at} day=true /></> },
                html! { <div class="sb-badges">{ for one.available_actions.iter().map(button) }<Paper forms={vec![form]} /></div> },
            ],
        }
    };
    let columns = vec![
        t!(l, "statement-number"),
        t!(l, "page-status"),
        t!(l, "statement-party"),
        t!(l, "statement-kind"),
        t!(l, "statement-document"),
        t!(l, "statement-amount"),
        t!(l, "settlement-reason"),
        t!(l, "settlement-asked"),
        t!(l, "statement-next"),
    ];
    let nothing = Nothing {
        title: t!(l, "settlement-no-requests"),
        hint: t!(l, "settlement-no-requests-hint"),
        clear: None,
    };
    let ondone = {
        let (again, entries) = (loaded.reload.clone(), props.reload.clone());
        Callback::from(move |()| {
            again.emit(());
            entries.emit(());
        })
    };
    let onclose = {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(None))
    };
    let actions = html! {
        <Button label={t!(l, "settlement-ask")} kind={Kind::Primary} icon={Icon::Plus} onclick={open(true)} />
    };
    html! {
        <Panel title={t!(l, "settlement-requests")} {actions}>
            { list_view(&loaded, t!(l, "settlement-requests"), columns, row, nothing) }
            if *asking {
                <RequestForm ondone={ondone.clone()} onclose={open(false)} />
            }
            if let Some((action, one)) = (*doing).clone() {
                <ReviewForm {one} {action} {ondone} {onclose} />
            }
        </Panel>
    }
}
