//! What happens by itself: each job takes its rows with a lock that others skip, so that several server
//! processes share the work and nothing is done twice.

use crate::db::Db;
use crate::error::Failure;
use crate::records::{clock, notification, ticket};
use crate::schema::{idempotency_keys, login_failures};
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;

/// Tickets whose waiting has run out go on. Gives how many.
///
/// # Errors
/// When the database is away.
pub fn return_waiting(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    until_done(db, |c| ticket::return_waiting(c, now))
}

/// Repeats a job that does a batch in each transaction, until nothing is left. Gives how much was done.
fn until_done(
    db: &Db,
    batch: impl Fn(&mut PgConnection) -> Result<usize, Failure>,
) -> Result<usize, Failure> {
    let mut total = 0;
    loop {
        let n = db.write_now(&batch)?;
        total += n;
        if n == 0 {
            return Ok(total);
        }
    }
}

/// Warns, notes breaches and escalates what has come up. Gives how many clocks that were.
///
/// # Errors
/// When the database is away.
pub fn fire_clocks(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    until_done(db, |c| clock::fire(c, now))
}

/// Measures clocks anew after a changed policy or calendar. Gives how many.
///
/// # Errors
/// When the database is away.
pub fn recompute_clocks(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    until_done(db, |c| clock::recompute(c, now))
}

/// Gives open tickets without clocks the ledger that their timeline tells. Gives how many.
///
/// # Errors
/// When the database is away.
pub fn begin_clocks(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    until_done(db, |c| clock::begin_missing(c, now))
}

fn sweep(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let day = now - Duration::days(1);
    let answers =
        diesel::delete(idempotency_keys::table.filter(idempotency_keys::created_at.lt(day))).execute(c)?;
    let failures = diesel::delete(login_failures::table.filter(login_failures::at.lt(day))).execute(c)?;
    Ok(answers + failures + notification::sweep(c, now)?)
}

/// Forgets answers and failed log-ins that are older than a day. Gives how many rows went.
///
/// # Errors
/// When the database is away.
pub fn clean(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    db.write_now(|c| sweep(c, now))
}

type Job = fn(&Db, DateTime<Utc>) -> Result<usize, Failure>;

/// What cannot wait.
const OFTEN: [(&str, Job); 3] = [
    ("return_waiting", return_waiting),
    ("recompute_clocks", recompute_clocks),
    ("fire_clocks", fire_clocks),
];

/// Runs all jobs again and again, on a thread of its own, for as long as the process lives.
///
/// # Errors
/// When the thread cannot be started.
pub fn start(db: Db) -> std::io::Result<()> {
    std::thread::Builder::new().name("jobs".into()).spawn(move || {
        let mut cleaned: Option<DateTime<Utc>> = None;
        loop {
            let now = crate::auth::caller::now();
            for (name, job) in OFTEN {
                if let Err(error) = job(&db, now) {
                    tracing::warn!(%error, "job {name}");
                }
            }
            if cleaned.is_none_or(|at| now - at > Duration::hours(1)) {
                if let Err(error) = begin_clocks(&db, now) {
                    tracing::warn!(%error, "job begin_clocks");
                }
                match clean(&db, now) {
                    Ok(_) => cleaned = Some(now),
                    Err(error) => tracing::warn!(%error, "job clean"),
                }
            }
            std::thread::sleep(std::time::Duration::from_secs(1));
        }
    })?;
    Ok(())
}
