//! What happens by itself: each job takes its rows with a lock that others skip, so that several server
//! processes share the work and nothing is done twice.

use crate::db::Db;
use crate::error::Failure;
use crate::records::ticket;
use crate::schema::{idempotency_keys, login_failures};
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;

/// Tickets whose waiting has run out go on. Gives how many.
///
/// # Errors
/// When the database is away.
pub fn return_waiting(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    let mut total = 0;
    loop {
        let n = db.write_now(|c| ticket::return_waiting(c, now))?;
        total += n;
        if n == 0 {
            return Ok(total);
        }
    }
}

fn sweep(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let day = now - Duration::days(1);
    let answers =
        diesel::delete(idempotency_keys::table.filter(idempotency_keys::created_at.lt(day))).execute(c)?;
    let failures = diesel::delete(login_failures::table.filter(login_failures::at.lt(day))).execute(c)?;
    Ok(answers + failures)
}

/// Forgets answers and failed log-ins that are older than a day. Gives how many rows went.
///
/// # Errors
/// When the database is away.
pub fn clean(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    db.write_now(|c| sweep(c, now))
}

/// Runs all jobs again and again, on a thread of its own, for as long as the process lives.
///
/// # Errors
/// When the thread cannot be started.
pub fn start(db: Db) -> std::io::Result<()> {
    std::thread::Builder::new().name("jobs".into()).spawn(move || {
        let mut cleaned: Option<DateTime<Utc>> = None;
        loop {
            let now = crate::auth::caller::now();
            if let Err(error) = return_waiting(&db, now) {
                tracing::warn!(%error, "job return_waiting");
            }
            if cleaned.is_none_or(|at| now - at > Duration::hours(1)) {
                match clean(&db, now) {
                    Ok(_) => cleaned = Some(now),
                    Err(error) => tracing::warn!(%error, "job clean"),
                }
            }
            std::thread::sleep(std::time::Duration::from_secs(2));
        }
    })?;
    Ok(())
}
