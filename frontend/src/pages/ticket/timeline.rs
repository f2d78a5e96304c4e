//! The timeline of a ticket (售后服务跟踪记录表).

use super::words::details;
use crate::api::ticket;
use crate::components::async_view::{Waiting, async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::status_badge::{Badge, badge};
use crate::components::timeline::{Entry, Timeline};
use crate::format::Reader;
use crate::session::use_reader;
use patternfly_yew::prelude::Icon;
use shared::ids::TicketId;
use shared::records::import::PageQuery;
use shared::records::ticket::{TicketEvent, TicketEventKind, TicketStatus};
use yew::prelude::*;

/// Properties of [`TicketTimelinePanel`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub id: TicketId,
    /// Grows when something happened.
    pub version: i32,
    /// Grows when something happened that leaves the ticket as it was.
    pub round: u32,
}

fn icon(kind: TicketEventKind, to: Option<TicketStatus>) -> Icon {
    match kind {
        TicketEventKind::Created => Icon::Plus,
        TicketEventKind::Updated => Icon::PencilAlt,
        TicketEventKind::Action => to.map_or(Icon::Flag, |status| status.look().1),
        TicketEventKind::Undone => Icon::Undo,
        TicketEventKind::Comment => Icon::InfoCircle,
        TicketEventKind::Check => Icon::ClipboardCheck,
        TicketEventKind::Link => Icon::CodeBranch,
        TicketEventKind::Attachment => Icon::File,
        TicketEventKind::Goods => Icon::Package,
        TicketEventKind::Rule => Icon::Cog,
        TicketEventKind::Imported => Icon::Upload,
    }
}

/// An event as an entry of the timeline.
pub fn entry(event: &TicketEvent, reader: Reader) -> Entry {
    let l = reader.locale;
    let what = event.action.map_or_else(|| event.kind.label(l), |action| action.label(l));
    let moved = event.to_status.filter(|to| Some(*to) != event.from_status);
    let title = html! {
        <>
            <strong>{ what }</strong>
            if let Some(to) = moved {
                if let Some(from) = event.from_status {
                    <span class="sb-quiet">{ from.label(l) }</span>
                }
                <span aria-hidden="true">{ "→" }</span>
                { badge(to, l) }
            }
        </>
    };
    Entry {
        at: event.at,
        icon: icon(event.kind, moved),
        title,
        actor: event.actor_name.clone(),
        note: event.note.clone(),
        details: details(&event.values, event.kind, reader),
    }
}

/// The timeline, one page after the other.
#[component]
pub fn TicketTimelinePanel(props: &Props) -> Html {
    let reader = use_reader();
    let l = reader.locale;
    // Each page is asked for with the ones before it, so that a new event shows at the top.
    let pages = use_state_eq(|| 1_usize);
    let loaded = use_load((props.id, props.version, props.round, *pages), |(id, _, _, pages)| async move {
        let mut events: Vec<TicketEvent> = vec![];
        let mut cursor = None;
        for _ in 0..pages {
            let page = ticket::timeline(id, &PageQuery { limit: Some(50), cursor }).await?;
            events.extend(page.items);
            cursor = page.next_cursor;
            if cursor.is_none() {
                break;
            }
        }
        Ok((events, cursor.is_some()))
    });
    let more = {
        let pages = pages.clone();
        Callback::from(move |()| pages.set(*pages + 1))
    };
    let view = async_view(
        &loaded,
        |_| None,
        |found| {
            let (events, has_more) = &**found;
            let entries = events.iter().map(|e| entry(e, reader)).collect::<Vec<_>>();
            html! {
                <>
                    <Timeline label={t!(l, "ticket-timeline")} {entries} />
                    if *has_more {
                        if loaded.waiting {
                            <Waiting />
                        } else {
                            <Button label={t!(l, "ticket-timeline-more")} kind={Kind::Link} onclick={more} />
                        }
                    }
                </>
            }
        },
    );
    html! { <Panel title={t!(l, "ticket-timeline")}>{ view }</Panel> }
}
