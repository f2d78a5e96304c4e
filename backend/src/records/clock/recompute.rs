//! After a changed policy or calendar: open clocks are marked in one statement, and a job reads their ledgers
//! again, batch by batch, several processes side by side.

use super::ledger::Author;
use super::moves::follow;
use super::rulebook::Rulebook;
use super::timeline::from_timeline;
use crate::error::Failure;
use crate::schema::{clocks, ticket_progress, tickets};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{CalendarId, TicketId};
use shared::page::COUNT_CAP;
use shared::records::clock::{ClockReason, ClockState};

/// Tickets that one transaction looks at.
const AT_ONCE: i64 = 500;

/// Every open clock is to be measured anew.
///
/// # Errors
/// When the database is away.
pub fn mark_stale(c: &mut PgConnection) -> Result<usize, Failure> {
    let open = clocks::table.filter(clocks::state.ne(ClockState::Stopped)).filter(clocks::stale.eq(false));
    Ok(diesel::update(open).set(clocks::stale.eq(true)).execute(c)?)
}

/// Every open clock on a calendar is to be measured anew.
///
/// # Errors
/// When the database is away.
pub fn mark_calendar_stale(c: &mut PgConnection, calendar: CalendarId) -> Result<usize, Failure> {
    let open = clocks::table
        .filter(clocks::state.ne(ClockState::Stopped))
        .filter(clocks::calendar_id.eq(calendar))
        .filter(clocks::stale.eq(false));
    Ok(diesel::update(open).set(clocks::stale.eq(true)).execute(c)?)
}

/// How many clocks are still to be measured anew, counted up to 1000.
///
/// # Errors
/// When the database is away.
pub fn stale(c: &mut PgConnection) -> Result<i64, Failure> {
    let some = clocks::table
        .filter(clocks::stale)
        .select(diesel::dsl::sql::<diesel::sql_types::Integer>("1"))
        .limit(COUNT_CAP);
    Ok(some.load::<i32>(c)?.len().try_into().unwrap_or(COUNT_CAP))
}

/// Measures a batch of marked clocks anew. Gives how many tickets that were; zero when none is left.
///
/// # Errors
/// When the database is away.
pub fn recompute(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let ids: Vec<TicketId> = clocks::table
        .inner_join(ticket_progress::table.on(ticket_progress::ticket_id.eq(clocks::ticket_id)))
        .filter(clocks::stale)
        .order(clocks::id)
        .limit(AT_ONCE)
        .select(clocks::ticket_id)
        .for_no_key_update()
        .skip_locked()
        .load(c)?;
    if !ids.is_empty() {
        let book = Rulebook::load(c)?;
        follow(c, &book, &ids, Author::rule(), ClockReason::PolicyChanged, now)?;
    }
    Ok(ids.len())
}

/// Gives open tickets that have no clocks the ledger that their timeline tells: those that were filed before
/// there were clocks. Gives how many; zero when none is left.
///
/// # Errors
/// When the database is away.
pub fn begin_missing(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let has_clocks = clocks::table.filter(clocks::ticket_id.eq(ticket_progress::ticket_id));
    let ids: Vec<TicketId> = tickets::table
        .inner_join(ticket_progress::table)
        .filter(tickets::closed_at.is_null())
        .filter(diesel::dsl::not(diesel::dsl::exists(has_clocks)))
        .limit(AT_ONCE)
        .select(ticket_progress::ticket_id)
        .for_no_key_update()
        .skip_locked()
        .load(c)?;
    if !ids.is_empty() {
        let book = Rulebook::load(c)?;
        from_timeline(c, &book, &ids, now)?;
    }
    Ok(ids.len())
}
