//! The list of tickets.

use super::filter::{Filter, Filters};
use super::narrowed::Narrowed;
use super::queues::QueueBar;
use super::words::flags;
use crate::api::ticket;
use crate::browser;
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::components::export::Export;
use crate::components::link::{Link, LinkButton};
use crate::components::list::{Nothing, classed_list_view};
use crate::components::page_head::PageHead;
use crate::components::status_badge::{badge, label};
use crate::components::table::Row;
use crate::components::time::Time;
use crate::i18n::use_locale;
use crate::live::use_live;
use crate::route::{self, Record, Route, use_query};
use crate::session::{may, use_me};
use chrono::{DateTime, Duration, Utc};
use gloo_events::EventListener;
use patternfly_yew::prelude::{Color, Icon};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::TicketId;
use shared::records::ticket::*;
use std::collections::BTreeSet;
use wasm_bindgen::JsCast;
use yew::prelude::*;

/// How what is promised stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Something was due and is not done.
    Late,
    /// Something is due within four hours.
    Near,
    /// Something is due later.
    Ahead,
    /// Nothing is due.
    Idle,
}

/// How what is promised on a ticket stands.
pub fn standing(next_due_at: Option<DateTime<Utc>>, now: DateTime<Utc>) -> Standing {
    match next_due_at {
        Some(due) if due <= now => Standing::Late,
        Some(due) if due - now <= Duration::hours(4) => Standing::Near,
        Some(_) => Standing::Ahead,
        None => Standing::Idle,
    }
}

fn due_cell(t: &TicketSummary, now: DateTime<Utc>, l: Locale) -> Html {
    let broken = (t.breach_count > 0 && t.status.is_open()).then(|| {
        label(
            Color::Red,
            Some(Icon::ExclamationCircle),
            t!(l, "ticket-broken", count = i64::from(t.breach_count)),
        )
    });
    let class = match standing(t.next_due_at, now) {
        Standing::Late => "sb-late",
        Standing::Near => "sb-near",
        Standing::Ahead | Standing::Idle => "",
    };
    let what = t.next_due_clock.map(|clock| clock.label(l)).unwrap_or_default();
    if broken.is_none() && t.next_due_at.is_none() {
        return html! {};
    }
    html! {
        <div class="sb-due">
            { broken.unwrap_or_default() }
            if let Some(at) = t.next_due_at {
                <span {class} title={what.clone()}><Time {at} relative=true /></span>
                <span class="sb-quiet sb-wide-only">{ what }</span>
            }
        </div>
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
                    <span class="sb-quiet sb-keep">{ t.kind.label(l) }</span>
                    { flags(t.special_case, t.individual_case, t.reopen_count, t.escalation_level, l) }
                </div>
            },
            due_cell(t, Utc::now(), l),
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
        t!(l, "ticket-due"),
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

/// Tickets on which something has happened since the list was read.
#[hook]
fn use_changed(filter: &Filter) -> UseStateHandle<BTreeSet<TicketId>> {
    let live = use_live();
    let changed = use_state_eq(BTreeSet::new);
    let first = use_mut_ref(|| true);
    {
        let changed = changed.setter();
        use_effect_with(filter.clone(), move |_| changed.set(BTreeSet::new()));
    }
    {
        let (changed, news) = (changed.clone(), live.news.clone());
        use_effect_with(live.round, move |_| {
            // What came before the list was opened is in it.
            if !first.replace(false) {
                let mut tickets = (*changed).clone();
                tickets.extend(news.iter().map(|n| n.ticket_id));
                changed.set(tickets);
            }
        });
    }
    changed
}

/// The list of tickets.
#[component]
pub fn TicketList() -> Html {
    let l = use_locale();
    let me = use_me();
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let loaded = use_load((filter.clone(), me.id), |(filter, me)| async move {
        ticket::list(&filter.query(me, Utc::now())).await
    });
    let changed = use_changed(&filter);
    let show = {
        let (changed, reload) = (changed.setter(), loaded.reload.clone());
        Callback::from(move |()| {
            changed.set(BTreeSet::new());
            reload.emit(());
        })
    };
    let news = html! {
        // Always there, so that it is heard; beside the name, so that no row moves under the hand.
        <span role="status">
            if !changed.is_empty() {
                <Button label={t!(l, "ticket-changed-show", count = changed.len() as i64)} kind={Kind::Secondary} small=true icon={Icon::SyncAlt} onclick={show} />
            }
        </span>
    };
    let may_create = may(&me, Permission::TicketCreate);
    use_shortcuts(may_create);
    let clear = filter.is_narrow().then(|| {
        let push = query.push.clone();
        Callback::from(move |()| push.emit(Filter::default()))
    });
    let file = serde_urlencoded::to_string(filter.query(me.id, Utc::now())).unwrap_or_default();
    let actions = html! { <>
        <Export list="tickets" query={AttrValue::from(file)} />
        if may_create {
            <LinkButton
                to={Route::Tickets(Record::New)}
                label={t!(l, "ticket-new")}
                kind={Kind::Primary}
                icon={Icon::Plus}
            />
        }
    </> };
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
            <PageHead title={t!(l, "ticket-list")} badges={news} {actions} />
            <QueueBar current={filter.clone()} />
            <Filters filter={filter.clone()} push={query.push.clone()} replace={query.replace.clone()} {clear} />
            <Narrowed {filter} push={query.push.clone()} />
            { view }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_late_stands_out_and_what_is_near_too() {
        let now: DateTime<Utc> = "2026-07-21T06:00:00Z".parse().unwrap();
        assert_eq!(standing(Some(now), now), Standing::Late);
        assert_eq!(standing(Some(now + Duration::hours(4)), now), Standing::Near);
        assert_eq!(standing(Some(now + Duration::hours(5)), now), Standing::Ahead);
        assert_eq!(standing(None, now), Standing::Idle);
    }
}
