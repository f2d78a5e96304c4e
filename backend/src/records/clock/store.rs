//! SQL of clocks. A ticket's ledger is written under the lock of its row in `ticket_progress`.

use super::ledger::{ClockRow, EventRow, Ledger};
use crate::error::Failure;
use crate::schema::{clock_events, clock_steps, clocks, ticket_progress};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Timestamptz, Uuid as SqlUuid};
use diesel::upsert::excluded;
use shared::ids::{ClockId, TicketId};
use std::collections::{BTreeSet, HashMap};

/// PostgreSQL takes at most 65,535 values in one statement.
const ROWS_AT_ONCE: usize = 4000;

/// Waits until nobody else writes these tickets' ledgers. Always after the ticket itself was locked or changed.
pub(super) fn lock(c: &mut PgConnection, tickets: &[TicketId]) -> Result<(), Failure> {
    ticket_progress::table
        .filter(ticket_progress::ticket_id.eq_any(tickets))
        .order(ticket_progress::ticket_id)
        .select(ticket_progress::ticket_id)
        .for_no_key_update()
        .load::<TicketId>(c)?;
    Ok(())
}

/// The ledgers of tickets, in the order of the promises.
pub(super) fn ledgers(
    c: &mut PgConnection,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, Vec<Ledger>>, Failure> {
    let rows: Vec<ClockRow> =
        clocks::table.filter(clocks::ticket_id.eq_any(tickets)).select(ClockRow::as_select()).load(c)?;
    let mut by_ticket: HashMap<TicketId, Vec<Ledger>> = HashMap::new();
    for ledger in with_events(c, rows)? {
        by_ticket.entry(ledger.row.ticket_id).or_default().push(ledger);
    }
    for ledgers in by_ticket.values_mut() {
        ledgers.sort_by_key(|l| l.row.kind);
    }
    Ok(by_ticket)
}

/// Rows with what belongs to them.
pub(super) fn with_events(c: &mut PgConnection, rows: Vec<ClockRow>) -> Result<Vec<Ledger>, Failure> {
    if rows.is_empty() {
        return Ok(vec![]);
    }
    let ids: Vec<ClockId> = rows.iter().map(|r| r.id).collect();
    let mut events: HashMap<ClockId, Vec<EventRow>> = HashMap::new();
    let found: Vec<EventRow> = clock_events::table
        .filter(clock_events::clock_id.eq_any(&ids))
        .order((clock_events::clock_id, clock_events::at, clock_events::id))
        .select(EventRow::as_select())
        .load(c)?;
    for event in found {
        events.entry(event.clock_id).or_default().push(event);
    }
    let mut done: HashMap<ClockId, BTreeSet<(u16, DateTime<Utc>)>> = HashMap::new();
    let found: Vec<(ClockId, i16, DateTime<Utc>)> = clock_steps::table
        .filter(clock_steps::clock_id.eq_any(&ids))
        .select((clock_steps::clock_id, clock_steps::at_percent, clock_steps::done_at))
        .load(c)?;
    for (clock, percent, at) in found {
        done.entry(clock).or_default().insert((percent.unsigned_abs(), at));
    }
    let ledger = |row: ClockRow| Ledger {
        events: events.remove(&row.id).unwrap_or_default(),
        done: done.remove(&row.id).unwrap_or_default(),
        row,
    };
    Ok(rows.into_iter().map(ledger).collect())
}

/// What is to be written.
#[derive(Default)]
pub(super) struct Writing {
    pub clocks: Vec<ClockRow>,
    pub events: Vec<EventRow>,
    /// Rungs that lie ahead again.
    pub taken_back: Vec<(ClockId, u16)>,
}

/// Writes clocks and new entries, and sets what the tickets show of them. A statement each, however many.
pub(super) fn write(c: &mut PgConnection, writing: &Writing) -> Result<(), Failure> {
    for rows in writing.clocks.chunks(ROWS_AT_ONCE) {
        diesel::insert_into(clocks::table)
            .values(rows)
            .on_conflict(clocks::id)
            .do_update()
            .set((
                clocks::calendar_id.eq(excluded(clocks::calendar_id)),
                clocks::state.eq(excluded(clocks::state)),
                clocks::outcome.eq(excluded(clocks::outcome)),
                clocks::started_at.eq(excluded(clocks::started_at)),
                clocks::due_at.eq(excluded(clocks::due_at)),
                clocks::stopped_at.eq(excluded(clocks::stopped_at)),
                clocks::breached_at.eq(excluded(clocks::breached_at)),
                clocks::next_step_at.eq(excluded(clocks::next_step_at)),
                clocks::stale.eq(excluded(clocks::stale)),
            ))
            .execute(c)?;
    }
    for rows in writing.events.chunks(ROWS_AT_ONCE) {
        diesel::insert_into(clock_events::table).values(rows).execute(c)?;
    }
    for (clock, percent) in &writing.taken_back {
        // Few: only a changed promise does this.
        diesel::delete(clock_steps::table.find((clock, i16::try_from(*percent).unwrap_or(i16::MAX))))
            .execute(c)?;
    }
    let mut tickets: Vec<TicketId> = writing.clocks.iter().map(|r| r.ticket_id).collect();
    tickets.sort();
    tickets.dedup();
    show_on_tickets(c, &tickets)
}

/// Notes when customers had a first answer.
pub(super) fn note_answers(
    c: &mut PgConnection,
    answered: &[(TicketId, DateTime<Utc>)],
) -> Result<(), Failure> {
    if answered.is_empty() {
        return Ok(());
    }
    let (tickets, at): (Vec<TicketId>, Vec<DateTime<Utc>>) = answered.iter().copied().unzip();
    diesel::sql_query(
        "UPDATE ticket_progress p SET responded_at = coalesce(p.responded_at, a.at) \
         FROM unnest($1, $2) AS a(ticket_id, at) WHERE p.ticket_id = a.ticket_id",
    )
    .bind::<Array<SqlUuid>, _>(tickets)
    .bind::<Array<Timestamptz>, _>(at)
    .execute(c)?;
    Ok(())
}

/// Sets what the tickets show: what is due next, and how many promises are broken.
fn show_on_tickets(c: &mut PgConnection, tickets: &[TicketId]) -> Result<(), Failure> {
    if tickets.is_empty() {
        return Ok(());
    }
    diesel::sql_query(
        "UPDATE ticket_progress p SET (next_due_at, next_due_clock) = \
             (SELECT due_at, kind FROM clocks WHERE ticket_id = p.ticket_id AND state = 'running' AND due_at IS NOT NULL \
              ORDER BY due_at, kind LIMIT 1), \
             breach_count = (SELECT count(*) FROM clocks WHERE ticket_id = p.ticket_id AND outcome = 'breached') \
         WHERE ticket_id = ANY($1)",
    )
    .bind::<Array<SqlUuid>, _>(tickets)
    .execute(c)?;
    Ok(())
}
