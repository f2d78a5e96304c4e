//! The queues of open tickets: what waits where, each a way into the list.

use super::filter::Filter;
use crate::api::ticket;
use crate::components::async_view::{async_view, use_load};
use crate::components::link::Link;
use crate::components::page_head::PageHead;
use crate::format;
use crate::i18n::use_locale;
use crate::live::use_live;
use crate::route::{Record, Route};
use patternfly_yew::prelude::Icon;
use shared::i18n::Locale;
use shared::records::ticket::{QueueKind, TicketQueue};
use yew::prelude::*;

/// What a queue is called.
pub fn name(queue: &TicketQueue, l: Locale) -> String {
    match (&queue.team_name, queue.queue) {
        (Some(team), QueueKind::Team) => team.clone(),
        _ => queue.queue.label(l),
    }
}

/// The picture of a queue, and whether what lies in it is bad news.
pub fn look(queue: QueueKind) -> (Icon, bool) {
    match queue {
        QueueKind::Mine => (Icon::User, false),
        QueueKind::Team => (Icon::Users, false),
        QueueKind::Unassigned => (Icon::QuestionCircle, false),
        QueueKind::DueSoon => (Icon::Pending, false),
        QueueKind::Breached => (Icon::ExclamationCircle, true),
        QueueKind::SpecialCase => (Icon::Flag, true),
        QueueKind::IndividualCase => (Icon::Flag, false),
    }
}

/// Properties of [`QueueBar`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What the list shows.
    pub current: Filter,
}

/// The queues in one line over the list.
#[component]
pub fn QueueBar(props: &Props) -> Html {
    let l = use_locale();
    let live = use_live();
    let loaded = use_load(live.round, |_| ticket::queues());
    let current = Filter { cursor: None, ..props.current.clone() };
    let links = loaded.data.iter().flat_map(|queues| queues.iter()).map(|queue| {
        let filter = Filter::of_queue(queue.queue, queue.team_id);
        let here = filter == current;
        let bad = look(queue.queue).1 && queue.count.count > 0;
        html! {
            <li key={format!("{}{:?}", queue.queue, queue.team_id)}>
                <Link
                    to={Route::Tickets(Record::List)}
                    query={Some(AttrValue::from(filter.address()))}
                    current={here}
                    class={classes!("sb-queue", here.then_some("sb-here"))}
                >
                    { name(queue, l) }{ " " }
                    <span class={classes!("sb-queue-count", bad.then_some("sb-bad"))}>{ format::count(queue.count) }</span>
                </Link>
            </li>
        }
    });
    html! {
        <nav class="sb-queues sb-wide-only" aria-label={t!(l, "page-nav-queues")}><ul role="list">{ for links }</ul></nav>
    }
}

/// The page of all queues.
#[component]
pub fn QueuesPage() -> Html {
    let l = use_locale();
    let live = use_live();
    let loaded = use_load(live.round, |_| ticket::queues());
    let card = |queue: &TicketQueue| {
        let filter = Filter::of_queue(queue.queue, queue.team_id);
        let (icon, bad) = look(queue.queue);
        let bad = bad && queue.count.count > 0;
        html! {
            <li key={format!("{}{:?}", queue.queue, queue.team_id)}>
                <Link
                    to={Route::Tickets(Record::List)}
                    query={Some(AttrValue::from(filter.address()))}
                    class={classes!("sb-queue-card", bad.then_some("sb-bad-card"))}
                >
                    <span class="sb-queue-name"><span aria-hidden="true">{ icon }</span>{ name(queue, l) }</span>
                    <span class="sb-queue-number">{ format::count(queue.count) }</span>
                    if queue.queue == QueueKind::Team {
                        <span class="sb-quiet">{ QueueKind::Team.label(l) }</span>
                    }
                </Link>
            </li>
        }
    };
    let view = async_view(
        &loaded,
        |_| None,
        |queues| html! { <ul class="sb-queue-cards" role="list">{ for queues.iter().map(card) }</ul> },
    );
    html! {
        <>
            <PageHead title={t!(l, "page-nav-queues")}><p class="sb-quiet">{ t!(l, "ticket-queues-hint") }</p></PageHead>
            { view }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::page::CappedCount;

    #[test]
    fn a_teams_queue_bears_the_teams_name() {
        let team = TicketQueue {
            queue: QueueKind::Team,
            team_id: None,
            team_name: Some("品质部".into()),
            count: CappedCount::new(3),
        };
        assert_eq!(name(&team, Locale::En), "品质部");
        let mine = TicketQueue { queue: QueueKind::Mine, team_name: None, ..team };
        assert_eq!(name(&mine, Locale::En), "My work");
    }
}
