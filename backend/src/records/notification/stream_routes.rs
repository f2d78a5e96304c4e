//! One's notifications as server-sent events.

use super::store;
use crate::app::House;
use crate::auth::caller::{self, Caller, Credential};
use crate::error::Failure;
use crate::live::Follower;
use actix_web::web::{Bytes, Data};
use actix_web::{Error, HttpResponse};
use futures_util::stream::unfold;
use serde::Serialize;
use shared::ids::NotificationId;
use shared::records::notification::LiveNotifications;
use std::collections::BTreeSet;
use std::time::Duration;
use tokio::time::timeout;

/// Between two signs of life. At each it is looked whether the session still lives.
const PING: Duration = Duration::from_secs(15);

struct Following {
    house: Data<House>,
    caller: Caller,
    follower: Follower,
    /// What was sent, or was there before, of the last minutes: ids do not come in the order of commits.
    known: BTreeSet<NotificationId>,
    /// The first event says what there is.
    begun: bool,
}

/// Opens the stream of a caller.
pub(super) async fn open(house: Data<House>, caller: Caller) -> Result<HttpResponse, Failure> {
    // Followed first, read then: nothing that comes between is missed.
    let follower = house.live.follow(caller.actor.user_id)?;
    let me = caller.clone();
    let known = house.db.read(move |c| store::recent_ids(c, &me, caller::now())).await?;
    let following = Following { house, caller, follower, known, begun: false };
    let events = unfold(following, |f| async { next(f).await.map(|(bytes, f)| (Ok::<_, Error>(bytes), f)) });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header(("x-accel-buffering", "no"))
        .streaming(events))
}

/// The next event; nothing when the stream ends.
async fn next(mut following: Following) -> Option<(Bytes, Following)> {
    if !following.begun {
        following.begun = true;
        let news = news(&mut following).await?;
        return Some((news, following));
    }
    let bytes = match timeout(PING, following.follower.woken()).await {
        // The house closes.
        Ok(None) => return None,
        Ok(Some(())) => {
            following.caller = alive(&following).await?;
            news(&mut following).await?
        }
        Err(_) => {
            following.caller = alive(&following).await?;
            Bytes::from_static(b"event: ping\ndata: {}\n\n")
        }
    };
    Some((bytes, following))
}

async fn news(following: &mut Following) -> Option<Bytes> {
    let (caller, known) = (following.caller.clone(), following.known.clone());
    let found = following.house.db.read(move |c| {
        let now = caller::now();
        let (recent, unread) = (store::recent_ids(c, &caller, now)?, store::unread(c, &caller)?);
        let new: Vec<NotificationId> = recent.difference(&known).copied().collect();
        Ok((LiveNotifications { items: store::newest_of(c, &caller, &new)?, unread }, recent))
    });
    // A database that is away for a moment ends the stream; the page comes back by itself.
    let (live, recent) = found.await.ok()?;
    following.known = recent;
    Some(event("notifications", &live))
}

fn event(name: &str, data: &impl Serialize) -> Bytes {
    let data = serde_json::to_string(data).unwrap_or_default();
    Bytes::from(format!("event: {name}\ndata: {data}\n\n"))
}

/// The caller as they are now: a revoked session, right or token ends the stream.
async fn alive(following: &Following) -> Option<Caller> {
    let (user, credential) = (following.caller.actor.user_id, following.caller.credential);
    let request_id = following.caller.request_id.clone();
    let db = &following.house.db;
    match credential {
        Credential::Session(session) => db
            .read(move |c| caller::of_session(c, session, user, caller::now(), request_id.clone()))
            .await
            .ok(),
        Credential::ApiToken(token) => {
            db.read(move |c| caller::of_token_id(c, token, caller::now(), request_id.clone())).await.ok()
        }
        Credential::UnitLabel => None,
    }
}
