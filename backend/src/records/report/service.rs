//! Use cases of reports.

use super::store::{self, Place};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists;
use diesel::pg::PgConnection;
use shared::calendar::{Calendar, Schedule};
use shared::page::Page;
use shared::records::report::{TicketTimesQuery, TicketTimesRow, ticket_times};
use std::sync::LazyLock;

/// Rows that are read at once where all are wanted.
pub const CHUNK: i64 = 1000;

/// The calendar that working time is counted on.
pub fn schedule() -> &'static Schedule {
    static SERVICE_DESK: LazyLock<Schedule> =
        LazyLock::new(|| Schedule::from(&Calendar::default_service_desk()));
    &SERVICE_DESK
}

/// How long the tickets took that the caller sees: a page, oldest first.
///
/// # Errors
/// For a bad limit or cursor, or when the database is away.
pub fn ticket_times_page(
    c: &mut PgConnection,
    caller: &Caller,
    query: &TicketTimesQuery,
    schedule: &Schedule,
) -> Result<Page<TicketTimesRow>, Failure> {
    let limit = lists::limit(query.limit)?;
    let after = lists::place::<Place>(query.cursor.as_deref(), "ticket_times")?;
    let rows = measured(c, caller, query, schedule, after, limit + 1)?;
    let place = |last: &TicketTimesRow| lists::cursor("ticket_times", &(last.created_at, last.ticket_id));
    Ok(lists::page(rows, limit, None, place, |row| row))
}

/// The same for all of them, a chunk after the other. Gives the chunk and where the next one begins.
///
/// # Errors
/// When the database is away.
pub fn ticket_times_chunk(
    c: &mut PgConnection,
    caller: &Caller,
    query: &TicketTimesQuery,
    schedule: &Schedule,
    after: Option<Place>,
) -> Result<(Vec<TicketTimesRow>, Option<Place>), Failure> {
    let rows = measured(c, caller, query, schedule, after, CHUNK)?;
    let full = i64::try_from(rows.len()).is_ok_and(|n| n == CHUNK);
    let next = rows.last().filter(|_| full).map(|last| (last.created_at, last.ticket_id));
    Ok((rows, next))
}

/// Two statements, however many tickets.
fn measured(
    c: &mut PgConnection,
    caller: &Caller,
    query: &TicketTimesQuery,
    schedule: &Schedule,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<TicketTimesRow>, Failure> {
    let rows = store::tickets(c, caller, query, after, limit)?;
    let histories = store::histories(c, rows.iter().map(|row| row.ticket_id))?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let history = histories.get(&row.ticket_id).map(Vec::as_slice).unwrap_or_default();
            let times = ticket_times(row.created_at, history, schedule);
            row.with(&times)
        })
        .collect())
}
