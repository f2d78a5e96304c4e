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

    /// What is answered to a question: by a reckoning that begins no earlier than now.
    ///
    /// # Errors
    /// What this reckoning returns; another's failure is not passed on.
    pub async fn ask<F>(&self, question: String, reckon: impl FnOnce() -> F) -> Result<Bytes, Failure>
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
