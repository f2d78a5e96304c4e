//! Figures that many ask for at once: who asks while they are being reckoned waits for the next reckoning, together with all others
//! who do. So nobody is told what was reckoned before they asked, and a crowd costs no more than two.

use crate::app::House;
use crate::auth::caller::Caller;
use crate::error::Failure;
use actix_web::HttpResponse;
use actix_web::web::Bytes;
use anyhow::Context;
use diesel::pg::{Pg, PgConnection};
use diesel::query_builder::QueryFragment;
use serde::Serialize;
use std::collections::HashMap;
use std::fmt::Debug;
use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Instant;

/// When a reckoning began, and what came of it.
type Reckoned = tokio::sync::Mutex<Option<(Instant, Bytes)>>;

/// Questions that are being answered.
#[derive(Default)]
pub struct Together(Mutex<HashMap<String, Weak<Reckoned>>>);

impl Together {
    fn place(&self, question: String) -> Arc<Reckoned> {
        let mut places = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(place) = places.get(&question).and_then(Weak::upgrade) {
            return place;
        }
        places.retain(|_, place| place.strong_count() > 0);
        let place = Arc::<Reckoned>::default();
        places.insert(question, Arc::downgrade(&place));
        place
    }

    async fn ask<F>(&self, question: String, reckon: impl FnOnce() -> F) -> Result<Bytes, Failure>
    where
        F: Future<Output = Result<Bytes, Failure>>,
    {
        let asked = Instant::now();
        let place = self.place(question);
        let mut last = place.lock().await;
        if let Some((begun, answer)) = &*last
            && *begun >= asked
        {
            return Ok(answer.clone());
        }
        let begun = Instant::now();
        let answer = reckon().await?;
        *last = Some((begun, answer.clone()));
        Ok(answer)
    }
}

/// Names a question: what is asked, by people of which rights in which house, of which rows. Whoever sees others asks another one.
pub fn question(caller: &Caller, asked: impl Debug, rows: &impl QueryFragment<Pg>) -> String {
    let actor = &caller.actor;
    let rights = (actor.organization_id, &actor.roles, &actor.permissions, caller.today());
    format!("{asked:?} {rights:?} {}", diesel::debug_query::<Pg, _>(rows))
}

/// Answers a question out of one snapshot of the database, for all who ask it meanwhile. It must name all that the answer depends on.
///
/// # Errors
/// What the reckoning returns; when the database is away.
pub async fn answer<T: Serialize + Send + 'static>(
    house: &House,
    question: String,
    reckon: impl Fn(&mut PgConnection) -> Result<T, Failure> + Send + 'static,
) -> Result<HttpResponse, Failure> {
    let written = house.figures.ask(question, || async {
        let figures = house.db.snapshot(reckon).await?;
        Ok(serde_json::to_vec(&figures).context("figures could not be written")?.into())
    });
    Ok(HttpResponse::Ok().content_type("application/json").body(written.await?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::future::join_all;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use tokio::sync::Notify;

    /// Everybody who comes while a reckoning goes on is told the next one, which is made once.
    #[tokio::test]
    async fn a_crowd_costs_two_and_nobody_is_told_what_was_before_they_asked() {
        let (all, made, go_on) = (Together::default(), AtomicUsize::new(0), Notify::new());
        let reckon = || async {
            let n = made.fetch_add(1, Ordering::SeqCst) + 1;
            if n == 1 {
                go_on.notified().await;
            }
            Ok(Bytes::from(n.to_string()))
        };
        let first = all.ask("open".into(), reckon);
        let crowd = join_all((0..50).map(|_| all.ask("open".into(), reckon)));
        let other = async {
            let said = all.ask("closed".into(), || async { Ok(Bytes::from_static(b"other")) }).await;
            go_on.notify_one();
            said
        };
        let (first, crowd, other) = tokio::join!(first, crowd, other);
        assert_eq!((first.unwrap().as_ref(), other.unwrap().as_ref()), (&b"1"[..], &b"other"[..]));
        assert!(crowd.into_iter().all(|told| told.unwrap().as_ref() == b"2"));
        assert_eq!(all.ask("open".into(), reckon).await.unwrap().as_ref(), b"3");
        assert!(all.0.lock().unwrap().values().all(|place| place.strong_count() == 0), "nothing is kept");
    }

    /// What goes wrong is told to whoever it befell; the next in the queue tries anew.
    #[tokio::test]
    async fn a_failure_is_not_passed_on() {
        let (all, made) = (Together::default(), AtomicUsize::new(0));
        let reckon = || async {
            tokio::task::yield_now().await;
            match made.fetch_add(1, Ordering::SeqCst) {
                0 => Err(Failure::Unavailable("away".into())),
                _ => Ok(Bytes::from_static(b"there")),
            }
        };
        let (first, second) = tokio::join!(all.ask("open".into(), reckon), all.ask("open".into(), reckon));
        assert!(first.is_err());
        assert_eq!(second.unwrap().as_ref(), b"there");
    }
}
