//! The list of tickets.

use super::words::flags;
use crate::api::ticket;
use crate::browser;
use crate::components::async_view::use_load;
use crate::components::field::Choice;
use crate::components::filters::{FilterBar, SearchBox, Select};
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, classed_list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::badge;
use crate::components::table::Row;
use crate::components::time::Time;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route, use_query};
use crate::session::{may, use_me};
use gloo_events::EventListener;
use patternfly_yew::prelude::Icon;
use serde::{Deserialize, Serialize};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::{CustomerId, UnitId, UserId};
use shared::page::OneOf;
use shared::records::ticket::*;
use shared::text::Line;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Part of number, subject or contact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub q: Option<String>,
    /// Only those on which work is owed, or only the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    /// Only those given to oneself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mine: Option<bool>,
    /// Only in this state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<TicketStatus>,
    /// Only of this kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<TicketKind>,
    /// Only of this priority.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<TicketPriority>,
    /// Only special cases (专案).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub special_case: Option<bool>,
    /// Only of this customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// Only about this unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_id: Option<UnitId>,
    /// Order.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sort: Option<TicketSort>,
    /// Which page of the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cursor: Option<String>,
}

impl Filter {
    /// What is asked of the server.
    pub fn query(&self, me: UserId) -> TicketQuery {
        TicketQuery {
            q: self.q.as_deref().and_then(|q| Line::new(q).ok()),
            open: self.open,
            assignee_id: self.mine.filter(|m| *m).map(|_| me),
            status: self.status.map(|s| OneOf(vec![s])),
            kind: self.kind.map(|k| OneOf(vec![k])),
            priority: self.priority.map(|p| OneOf(vec![p])),
            special_case: self.special_case,
            customer_id: self.customer_id,
            unit_id: self.unit_id,
            sort: self.sort,
            cursor: self.cursor.clone(),
            ..TicketQuery::default()
        }
    }

    /// Whether anything but the order is asked for.
    pub fn is_narrow(&self) -> bool {
        Self { sort: None, cursor: None, ..self.clone() } != Self::default()
    }
}

/// A ticket as a row.
pub fn row(t: &TicketSummary, l: Locale) -> Row {
    let to = Route::Tickets(Record::One(t.id));
    let holder = t.assignee_name.clone().or_else(|| t.team_name.clone());
    Row {
        key: t.id.to_string(),
        to: Some(to),
        cells: vec![
            html! { <Link {to} class="sb-number">{ &t.number }</Link> },
            badge(t.priority, l),
            badge(t.status, l),
            html! {
                <div class="sb-subject">
                    <span>{ &t.subject }</span>
                    { flags(t.special_case, t.individual_case, t.reopen_count, l) }
                </div>
            },
            html! { <span class="sb-keep">{ t.kind.label(l) }</span> },
            html! { { t.customer_name.clone().or_else(|| t.dealer_name.clone()).unwrap_or_default() } },
            match &t.unit_serial {
                Some(serial) => html! { <span class="sb-keep">{ serial }</span> },
                None => html! { { t.product_name.clone().unwrap_or_default() } },
            },
            match holder {
                Some(name) => html! { <span class="sb-keep">{ name }</span> },
                None if t.status.is_open() => {
                    html! { <span class="sb-quiet sb-keep">{ t!(l, "ticket-unassigned") }</span> }
                }
                None => html! {},
            },
            html! { <Time at={t.reported_at} relative=true /> },
        ],
    }
}

/// The columns of a list of tickets.
pub fn columns(l: Locale) -> Vec<String> {
    vec![
        t!(l, "ticket-number"),
        t!(l, "ticket-priority"),
        t!(l, "page-status"),
        t!(l, "ticket-subject"),
        t!(l, "ticket-kind"),
        t!(l, "ticket-customer"),
        t!(l, "ticket-unit"),
        t!(l, "ticket-assignee"),
        t!(l, "ticket-reported-at"),
    ]
}

/// Whether a key was pressed where one types.
fn is_typing(event: &KeyboardEvent) -> bool {
    event.ctrl_key()
        || event.meta_key()
        || event.alt_key()
        || event
            .target()
            .and_then(|t| t.dyn_into::<web_sys::HtmlElement>().ok())
            .is_some_and(|e| ["INPUT", "TEXTAREA", "SELECT", "DIALOG"].contains(&e.tag_name().as_str()))
}

#[hook]
fn use_shortcuts(may_create: bool) {
    use_effect_with(may_create, |may_create| {
        let may_create = *may_create;
        let listener = EventListener::new_with_options(
            &gloo_utils::document(),
            "keydown",
            gloo_events::EventListenerOptions::enable_prevent_default(),
            move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>().filter(|e| !is_typing(e)) else { return };
                match event.key().as_str() {
                    "/" => {
                        event.prevent_default();
                        browser::focus("#list-search");
                    }
                    "n" if may_create => route::go(Route::Tickets(Record::New)),
                    _ => {}
                }
            },
        );
        move || drop(listener)
    });
}

/// The list of tickets.
#[component]
pub fn TicketList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load(filter.query(me.id), |query| async move { ticket::list(&query).await });
    let may_create = may(&me, Permission::TicketCreate);
    use_shortcuts(may_create);
    let clear = filter.is_narrow().then(|| {
        let push = query.push.clone();
        Callback::from(move |()| push.emit(Filter::default()))
    });
    let actions = html! {
        if may_create {
            <LinkButton
                to={Route::Tickets(Record::New)}
                label={t!(l, "ticket-new")}
                kind={crate::components::button::Kind::Primary}
                icon={Icon::Plus}
            />
        }
    };
    let nothing = if filter.is_narrow() {
        Nothing {
            title: t!(l, "ticket-none-found"),
            hint: t!(l, "ticket-none-found-hint"),
            clear: clear.clone(),
        }
    } else {
        Nothing { title: t!(l, "ticket-none"), hint: t!(l, "ticket-none-hint"), clear: None }
    };
    let view =
        classed_list_view(&loaded, t!(l, "ticket-list"), columns(l), |t| row(t, l), nothing, "sb-tickets");
    html! {
        <>
            <PageHead title={t!(l, "ticket-list")} {actions} />
            <Filters {filter} push={query.push.clone()} replace={query.replace.clone()} {clear} />
            { view }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FiltersProps {
    filter: Filter,
    push: Callback<Filter>,
    replace: Callback<Filter>,
    clear: Option<Callback<()>>,
}

#[component]
fn Filters(props: &FiltersProps) -> Html {
    let l = use_locale();
    let filter = &props.filter;
    // Every other filter begins at the first page again.
    let with = |change: fn(&mut Filter, String)| {
        let (filter, push) = (filter.clone(), props.push.clone());
        Callback::from(move |value: String| {
            let mut filter = Filter { cursor: None, ..filter.clone() };
            change(&mut filter, value);
            push.emit(filter);
        })
    };
    let search = {
        let (filter, replace) = (filter.clone(), props.replace.clone());
        Callback::from(move |q: String| {
            replace.emit(Filter { q: (!q.is_empty()).then_some(q), cursor: None, ..filter.clone() });
        })
    };
    let scope = match filter.open {
        Some(true) => "open",
        Some(false) => "done",
        None => "",
    };
    let scopes = vec![
        Choice::new("open", t!(l, "ticket-scope-open")),
        Choice::new("done", t!(l, "ticket-scope-done")),
    ];
    let word = |w: Option<&'static str>| w.unwrap_or_default();
    let mine = {
        let (filter, push) = (filter.clone(), props.push.clone());
        Callback::from(move |()| {
            let mine = if filter.mine == Some(true) { None } else { Some(true) };
            push.emit(Filter { mine, cursor: None, ..filter.clone() });
        })
    };
    html! {
        <FilterBar clear={props.clear.clone()}>
            <SearchBox label={t!(l, "ticket-search")} value={filter.q.clone().unwrap_or_default()} onchange={search} />
            <Select
                id="filter-open"
                label={t!(l, "ticket-scope")}
                value={scope}
                choices={scopes}
                none={t!(l, "page-all")}
                onchange={with(|f, v| f.open = match v.as_str() { "open" => Some(true), "done" => Some(false), _ => None })}
            />
            <Select
                id="filter-status"
                label={t!(l, "page-status")}
                value={word(filter.status.map(TicketStatus::as_str))}
                choices={choices!(TicketStatus, l)}
                none={t!(l, "page-all")}
                onchange={with(|f, v| f.status = v.parse().ok())}
            />
            <Select
                id="filter-kind"
                label={t!(l, "ticket-kind")}
                value={word(filter.kind.map(TicketKind::as_str))}
                choices={choices!(TicketKind, l)}
                none={t!(l, "page-all")}
                onchange={with(|f, v| f.kind = v.parse().ok())}
            />
            <Select
                id="filter-priority"
                label={t!(l, "ticket-priority")}
                value={word(filter.priority.map(TicketPriority::as_str))}
                choices={choices!(TicketPriority, l)}
                none={t!(l, "page-all")}
                onchange={with(|f, v| f.priority = v.parse().ok())}
            />
            <Select
                id="filter-sort"
                label={t!(l, "page-sort")}
                value={word(Some(filter.sort.unwrap_or(TicketSort::CreatedDesc).as_str()))}
                choices={choices!(TicketSort, l)}
                onchange={with(|f, v| f.sort = v.parse().ok().filter(|s| *s != TicketSort::CreatedDesc))}
            />
            <crate::components::button::Button
                label={t!(l, "ticket-mine")}
                icon={Icon::User}
                small=true
                pressed={filter.mine == Some(true)}
                class={classes!((filter.mine == Some(true)).then_some("sb-pressed"))}
                onclick={mine}
            />
        </FilterBar>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_filter_lives_in_the_address() {
        let filter: Filter =
            serde_urlencoded::from_str("open=true&priority=p1&sort=-updated_at&q=%E9%97%A8%E6%9C%BA")
                .unwrap();
        assert_eq!(filter.sort, Some(TicketSort::UpdatedDesc));
        assert_eq!(filter.q.as_deref(), Some("门机"));
        let written = serde_urlencoded::to_string(&filter).unwrap();
        assert_eq!(serde_urlencoded::from_str::<Filter>(&written).unwrap(), filter);
    }

    #[test]
    fn mine_asks_for_the_reader() {
        let me: UserId = "01933f6e-0000-7000-8000-000000000001".parse().unwrap();
        assert_eq!(Filter { mine: Some(true), ..Filter::default() }.query(me).assignee_id, Some(me));
        assert_eq!(Filter::default().query(me), TicketQuery::default());
        assert!(!Filter { sort: Some(TicketSort::Priority), ..Filter::default() }.is_narrow());
    }
}
