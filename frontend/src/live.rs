//! What happens while the page is open: the stream of one's notifications, kept up as long as somebody is
//! logged in.

use crate::api::notification;
use crate::components::alert::Gravity;
use crate::components::toast::{Said, use_toaster};
use crate::i18n::use_locale;
use crate::pages::notification::toast;
use crate::session::{State, use_session};
use futures_util::StreamExt;
use futures_util::future::{AbortHandle, Either, abortable, select};
use gloo_timers::callback::Timeout;
use gloo_timers::future::TimeoutFuture;
use shared::ids::{NotificationId, TicketId};
use shared::records::notification::{
    LiveNotifications, Notification, NotificationQuery, Notifications, ReadNotifications,
};
use std::pin::pin;
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How many are kept at hand for the bell.
const KEPT: usize = 50;
/// Milliseconds before the connection is made again: at first, and at most.
const SOON: u32 = 1_000;
const LATE: u32 = 30_000;
/// Without any sign of life for this long the connection is taken for dead.
const SILENCE: u32 = 90_000;
/// How long the bell waits for the stream before it shows what there is.
const HELD_BACK: u32 = 3_000;
/// What comes within this time is told in one note.
const BURST: u32 = 800;

/// What is known of the notifications.
#[derive(Clone, PartialEq, Default)]
pub struct Live {
    /// How many are unread, counted up to 1000.
    pub unread: i64,
    /// The latest, newest first.
    pub latest: Rc<Vec<Notification>>,
    /// Those that came last.
    pub news: Rc<Vec<Notification>>,
    /// Grows whenever something comes.
    pub round: u32,
    /// Takes note that some were read; absent ids mean all.
    pub read: Callback<(ReadNotifications, i64)>,
}

impl Live {
    /// Whether the news are about a ticket.
    pub fn names(&self, id: TicketId) -> bool {
        self.news.iter().any(|n| n.ticket_id == Some(id))
    }

    /// Those about a ticket that are unread.
    pub fn unread_of(&self, id: TicketId) -> Vec<NotificationId> {
        let of_ticket = self.latest.iter().filter(|n| n.ticket_id == Some(id) && n.read_at.is_none());
        of_ticket.map(|n| n.id).collect()
    }
}

#[derive(Clone, Default)]
struct Store {
    unread: i64,
    latest: Rc<Vec<Notification>>,
    news: Rc<Vec<Notification>>,
    round: u32,
    /// What was there before is no news.
    known: bool,
}

enum Change {
    Loaded(Notifications),
    Came(LiveNotifications),
    Read(ReadNotifications, i64),
}

/// The known ones and those that came, newest first and each once; and which of them are new.
pub fn merged(known: &[Notification], came: &[Notification]) -> (Vec<Notification>, Vec<Notification>) {
    let news: Vec<_> = came.iter().filter(|n| !known.iter().any(|k| k.id == n.id)).cloned().collect();
    // What came says best whether it is read.
    let kept = known.iter().filter(|k| !came.iter().any(|n| n.id == k.id));
    let mut all: Vec<_> = came.iter().chain(kept).cloned().collect();
    all.sort_by_key(|n| std::cmp::Reverse((n.created_at, n.id)));
    all.truncate(KEPT);
    (all, news)
}

impl Store {
    fn take(&self, came: &[Notification], unread: i64) -> Self {
        let (latest, news) = merged(&self.latest, came);
        let mut next = Self { unread, latest: Rc::new(latest), known: true, ..self.clone() };
        if self.known && !news.is_empty() {
            next.news = Rc::new(news);
            next.round = self.round.wrapping_add(1);
        }
        next
    }
}

impl Reducible for Store {
    type Action = Change;
    fn reduce(self: Rc<Self>, change: Change) -> Rc<Self> {
        Rc::new(match change {
            Change::Loaded(page) => self.take(&page.items, page.unread),
            Change::Came(live) => self.take(&live.items, live.unread),
            Change::Read(which, unread) => {
                let now = chrono::Utc::now();
                let mut latest = (*self.latest).clone();
                for one in latest.iter_mut().filter(|n| n.read_at.is_none()) {
                    if which.ids.as_ref().is_none_or(|ids| ids.contains(&one.id)) {
                        one.read_at = Some(now);
                    }
                }
                Self { unread, latest: Rc::new(latest), ..(*self).clone() }
            }
        })
    }
}

/// Milliseconds to wait after a failed attempt that waited so long: twice as long, up to a bound.
pub fn longer(wait: u32) -> u32 {
    wait.saturating_mul(2).min(LATE)
}

/// Reads what there is and follows what comes, for ever.
async fn follow(store: UseReducerDispatcher<Store>) {
    let mut wait = SOON;
    loop {
        // Followed first, read then: nothing that comes between is missed. Where somebody on the way holds the stream back,
        // what there is is shown meanwhile.
        let mut opening = pin!(notification::stream());
        let early = match select(opening.as_mut(), TimeoutFuture::new(HELD_BACK)).await {
            Either::Left((answer, _)) => Some(answer),
            Either::Right(_) => None,
        };
        let query = NotificationQuery { limit: Some(KEPT as u32), ..NotificationQuery::default() };
        if let Ok(page) = notification::list(&query).await {
            store.dispatch(Change::Loaded(page));
        }
        let answer = match early {
            Some(answer) => answer,
            None => opening.await,
        };
        if let Ok(events) = answer {
            let mut events = pin!(events);
            while let Either::Left((Some(event), _)) =
                select(events.next(), TimeoutFuture::new(SILENCE)).await
            {
                wait = SOON;
                if let Some(live) = event {
                    store.dispatch(Change::Came(live));
                }
            }
        }
        // Not all pages at once when the server comes back.
        let jitter = js_sys::Math::random() * f64::from(wait);
        TimeoutFuture::new(wait + jitter as u32).await;
        wait = longer(wait);
    }
}

/// What is inside knows what comes.
#[component]
pub fn LiveProvider(props: &yew::html::ChildrenProps) -> Html {
    let store = use_reducer(Store::default);
    let session = use_session();
    let active = matches!(session.state, State::In(_));
    {
        let store = store.dispatcher();
        use_effect_with(active, move |active| {
            let following = active.then(|| {
                let (work, handle) = abortable(follow(store));
                spawn_local(async move {
                    let _ = work.await;
                });
                handle
            });
            move || following.as_ref().map(AbortHandle::abort).unwrap_or_default()
        });
    }
    use_toasts(&store);
    let read = {
        let store = store.dispatcher();
        use_callback((), move |(which, unread), ()| store.dispatch(Change::Read(which, unread)))
    };
    let context = Live {
        unread: store.unread,
        latest: store.latest.clone(),
        news: store.news.clone(),
        round: store.round,
        read,
    };
    html! { <ContextProvider<Live> {context}>{ props.children.clone() }</ContextProvider<Live>> }
}

/// Tells at once what cannot wait; a burst in one note.
#[hook]
fn use_toasts(store: &UseReducerHandle<Store>) {
    let l = use_locale();
    let toaster = use_toaster();
    let pending = use_mut_ref(Vec::<Notification>::new);
    let timer = use_mut_ref(|| None::<Timeout>);
    let news = store.news.clone();
    use_effect_with(store.round, move |_| {
        pending.borrow_mut().extend(news.iter().cloned());
        let waiting = pending.clone();
        timer.replace(Some(Timeout::new(BURST, move || {
            let came = waiting.take();
            if let Some((text, to)) = toast(&came, l) {
                toaster.tell(Said { gravity: Gravity::Warning, text: text.into(), to });
            }
        })));
    });
}

/// What is known of the notifications.
#[hook]
pub fn use_live() -> Live {
    use_context().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::records::notification::NotificationKind;
    use uuid::Uuid;

    fn note(n: u128) -> Notification {
        Notification {
            id: NotificationId(Uuid::from_u128(n)),
            kind: NotificationKind::Assigned,
            ticket_id: Some(TicketId(Uuid::from_u128(n))),
            rma_id: None,
            transfer_id: None,
            campaign_id: None,
            warranty_claim_id: None,
            statement_id: None,
            recovery_id: None,
            pre_authorization_id: None,
            supplier_return_id: None,
            quality_feedback_id: None,
            number: String::new(),
            subject: String::new(),
            clock: None,
            at_percent: None,
            due_at: None,
            actor_name: None,
            created_at: chrono::DateTime::from_timestamp(n as i64, 0).unwrap(),
            read_at: None,
        }
    }

    #[test]
    fn what_comes_twice_is_kept_once_and_is_no_news_the_second_time() {
        let (all, news) = merged(&[note(2), note(1)], &[note(3), note(2)]);
        assert_eq!(all, [note(3), note(2), note(1)]);
        assert_eq!(news, [note(3)]);
    }

    #[test]
    fn what_was_there_at_the_start_is_no_news() {
        let first = Store::default().take(&[note(1)], 1);
        assert_eq!((first.round, first.news.len(), first.unread), (0, 0, 1));
        let second = first.take(&[note(2)], 2);
        assert_eq!((second.round, second.news.len()), (1, 1));
        assert_eq!(second.take(&[note(2)], 2).round, 1);
    }

    #[test]
    fn reading_all_or_some_is_seen_at_once() {
        let store = Rc::new(Store::default().take(&[note(2), note(1)], 2));
        let some = ReadNotifications { ids: Some(vec![note(1).id]) };
        let store = store.reduce(Change::Read(some, 1));
        assert_eq!(store.latest.iter().filter(|n| n.read_at.is_none()).count(), 1);
        let store = store.reduce(Change::Read(ReadNotifications { ids: None }, 0));
        assert_eq!((store.unread, store.latest.iter().filter(|n| n.read_at.is_none()).count()), (0, 0));
    }

    #[test]
    fn the_connection_is_tried_less_and_less_often() {
        assert_eq!(longer(SOON), 2_000);
        assert_eq!(longer(LATE), LATE);
    }
}
