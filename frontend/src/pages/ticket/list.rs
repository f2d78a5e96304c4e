//! The list of tickets.

use super::bulk::BulkBar;
use super::columns::{remembered, row_of, shown};
use super::filter::{Filter, Filters};
use super::narrowed::Narrowed;
use super::queues::QueueBar;
use super::views::{ColumnMenu, ViewMenu};
use crate::api::ticket;
use crate::browser;
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::components::export::Export;
use crate::components::link::LinkButton;
use crate::components::list::{Look, Nothing, styled_list_view};
use crate::components::page_head::PageHead;
use crate::components::table::Select;
use crate::i18n::use_locale;
use crate::live::use_live;
use crate::route::{self, Record, Route, use_query};
use crate::session::{may, use_me};
use chrono::Utc;
use gloo_events::EventListener;
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::ids::TicketId;
use shared::page::Page;
use shared::records::ticket::*;
use std::collections::BTreeSet;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use yew::prelude::*;

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
                tickets.extend(news.iter().filter_map(|n| n.ticket_id));
                changed.set(tickets);
            }
        });
    }
    changed
}

/// The tickets that are chosen, of those that are shown.
#[hook]
fn use_select(page: Option<&Page<TicketSummary>>, filter: &Filter) -> (Select, Vec<TicketSummary>) {
    let chosen = use_state_eq(|| Rc::new(BTreeSet::<String>::new()));
    {
        // What is not in sight any more is not done anything to.
        let chosen = chosen.setter();
        use_effect_with(filter.clone(), move |_| chosen.set(Rc::default()));
    }
    let rows: Vec<TicketSummary> = page.map(|page| page.items.clone()).unwrap_or_default();
    let keys: Vec<String> = rows.iter().map(|t| t.id.to_string()).collect();
    let toggle = {
        let chosen = chosen.clone();
        Callback::from(move |(key, on): (String, bool)| {
            let mut keys = (**chosen).clone();
            if on {
                keys.insert(key)
            } else {
                keys.remove(&key)
            };
            chosen.set(Rc::new(keys));
        })
    };
    let all = {
        let (chosen, keys) = (chosen.setter(), keys.clone());
        Callback::from(move |on: bool| {
            chosen.set(Rc::new(if on { keys.iter().cloned().collect() } else { BTreeSet::new() }));
        })
    };
    let names = keys.into_iter().zip(rows.iter().map(|t| t.number.clone())).collect();
    let picked = rows.into_iter().filter(|t| chosen.contains(&t.id.to_string())).collect();
    (Select { chosen: (*chosen).clone(), names: Rc::new(names), toggle, all }, picked)
}

/// Whether somebody may do anything to several tickets at once.
fn may_act_on_many(me: &shared::records::account::Me) -> bool {
    [Permission::TicketAssign, Permission::TicketClose, Permission::CommentInternal]
        .iter()
        .any(|p| may(me, *p))
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
                <Button label={t!(l, "ticket-changed-show", count = changed.len() as i64)} kind={Kind::Secondary} small=true icon={Icon::SyncAlt} onclick={show.clone()} />
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
    let columns = shown(&filter.columns.clone().unwrap_or_else(remembered));
    let (select, picked) = use_select(loaded.data.as_deref(), &filter);
    let look = Look {
        columns: columns.iter().map(|column| (column.name)(l)).collect(),
        keys: columns.iter().map(|column| column.key).collect(),
        select: may_act_on_many(&me).then(|| select.clone()),
        class: "sb-tickets",
    };
    let view = styled_list_view(&loaded, t!(l, "ticket-list"), look, |t| row_of(t, &columns, l), nothing);
    html! {
        <>
            <PageHead title={t!(l, "ticket-list")} badges={news} {actions} />
            <QueueBar current={filter.clone()} />
            <Filters filter={filter.clone()} push={query.push.clone()} replace={query.replace.clone()} {clear}>
                <ViewMenu current={filter.clone()} push={query.push.clone()} />
                <ColumnMenu current={filter.clone()} push={query.push.clone()} />
            </Filters>
            <Narrowed {filter} push={query.push.clone()} />
            <BulkBar {picked} onclear={select.all.reform(|()| false)} ondone={show} />
            { view }
        </>
    }
}
