//! What happens by itself: each job takes its rows with a lock that others skip, so that several server
//! processes share the work and nothing is done twice.

use crate::db::Db;
use crate::error::Failure;
use crate::records::{
    attachment, clock, import, notification, quality_feedback, recovery, rma, statement, ticket,
    warranty_claim,
};
use crate::schema::{idempotency_keys, login_failures, one_use_links, refresh_tokens, sessions};
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

/// A refresh token that comes a second time tells of a thief, so used ones are kept for as long as a session
/// may lie idle. Ended sessions take theirs along.
const REMEMBERED: Duration = Duration::days(30);

fn sweep(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let day = now - Duration::days(1);
    let answers = diesel::delete(idempotency_keys::table.filter(idempotency_keys::created_at.lt(day)));
    let failures = diesel::delete(login_failures::table.filter(login_failures::at.lt(day)));
    let over = sessions::expires_at.lt(day).or(sessions::ended_at.lt(day));
    let tokens = diesel::delete(refresh_tokens::table.filter(refresh_tokens::used_at.lt(now - REMEMBERED)));
    let done = one_use_links::expires_at.lt(day).or(one_use_links::used_at.lt(day));
    Ok(answers.execute(c)?
        + failures.execute(c)?
        + diesel::delete(sessions::table.filter(over)).execute(c)?
        + tokens.execute(c)?
        + diesel::delete(one_use_links::table.filter(done)).execute(c)?
        + attachment::sweep(c, now)?
        + notification::sweep(c, now)?
        + ticket::sweep_presences(c, now)?
        + ticket::sweep_undos(c, now)?)
}

/// Forgets, a day later, answers, failed log-ins, sessions and links that are over; and old refresh tokens.
/// Gives how many rows went.
///
/// # Errors
/// When the database is away.
pub fn clean(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    db.write_now(|c| sweep(c, now))
}

/// Dealers are told of parts that are late, each step once. Gives how many lines that were.
///
/// # Errors
/// When the database is away.
pub fn dun_returns(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    until_done(db, |c| rma::dunning::dun(c, now))
}

/// Whoever sees to a quality feedback, and those above, are told of deadlines that come near or are over, each rung once. Gives how
/// many cases that were.
///
/// # Errors
/// When the database is away.
pub fn climb_quality_ladder(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    until_done(db, |c| quality_feedback::climb(c, now))
}

/// What was changed against a cause is measured in units made since. Gives how many cases that were.
///
/// # Errors
/// When the database is away.
pub fn measure_effects(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    until_done(db, |c| quality_feedback::measure_effects(c, now))
}

/// Warranty claims go on by themselves: warnings, silence that decides, parts that came or never came. Gives how many claims.
///
/// # Errors
/// When the database is away.
pub fn watch_claims(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    until_done(db, |c| warranty_claim::watch(c, now))
}

/// Drafts of the month that is over collect what arose until its end. Gives how many have changed.
///
/// # Errors
/// When the database is away.
pub fn collect_statements(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    until_done(db, |c| statement::collect_drafts(c, now))
}

/// Suppliers are reminded of recoveries, and accept by silence. Gives how many recoveries that were.
///
/// # Errors
/// When the database is away.
pub fn lapse_recoveries(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    until_done(db, |c| recovery::lapse(c, now))
}

/// Statements that were to be paid by now are told of, once. Gives how many.
///
/// # Errors
/// When the database is away.
pub fn tell_due_statements(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    until_done(db, |c| statement::tell_due(c, now))
}

/// Imports whose server was stopped or killed say so. Gives how many.
///
/// # Errors
/// When the database is away.
pub fn give_up_stalled_imports(db: &Db, now: DateTime<Utc>) -> Result<usize, Failure> {
    db.write_now(|c| import::give_up_stalled(c, now))
}

type Job = fn(&Db, DateTime<Utc>) -> Result<usize, Failure>;

/// What cannot wait.
const OFTEN: [(&str, Job); 4] = [
    ("return_waiting", return_waiting),
    ("recompute_clocks", recompute_clocks),
    ("fire_clocks", fire_clocks),
    ("give_up_stalled_imports", give_up_stalled_imports),
];

/// What is looked for every hour; what is due by days is found in the hour after midnight.
const HOURLY: [(&str, Job); 8] = [
    ("begin_clocks", begin_clocks),
    ("dun_returns", dun_returns),
    ("measure_effects", measure_effects),
    ("climb_quality_ladder", climb_quality_ladder),
    ("watch_claims", watch_claims),
    ("lapse_recoveries", lapse_recoveries),
    ("collect_statements", collect_statements),
    ("tell_due_statements", tell_due_statements),
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
                for (name, job) in HOURLY {
                    if let Err(error) = job(&db, now) {
                        tracing::warn!(%error, "job {name}");
                    }
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
