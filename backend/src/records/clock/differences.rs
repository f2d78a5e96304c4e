//! Whether what the rows of clocks say is what their ledgers say.

use super::rulebook::Rulebook;
use super::store;
use crate::error::Failure;
use crate::schema::clocks;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::TicketId;
use shared::records::clock::ClockState;

/// Tickets whose ledgers are read at once.
const AT_ONCE: i64 = 500;

/// Of the tickets after `from`, in the order of their ids: what differs, in words, and where to go on. A promise that has ended
/// stays as it was judged, so of those only the end is compared; what jobs write by the clock is left to them.
///
/// # Errors
/// When the database is away.
pub fn differences(
    c: &mut PgConnection,
    from: Option<TicketId>,
    now: DateTime<Utc>,
) -> Result<(Vec<String>, Option<TicketId>), Failure> {
    let mut next = clocks::table.select(clocks::ticket_id).distinct().order(clocks::ticket_id).into_boxed();
    if let Some(from) = from {
        next = next.filter(clocks::ticket_id.gt(from));
    }
    let ids: Vec<TicketId> = next.limit(AT_ONCE).load(c)?;
    let book = Rulebook::load(c)?;
    let mut found = vec![];
    for (ticket, ledgers) in store::ledgers(c, &ids)? {
        for mut ledger in ledgers {
            let said = ledger.row.clone();
            if ledger.events.is_empty() {
                found.push(format!("clock {} of ticket {ticket} has no ledger", said.kind));
                continue;
            }
            ledger.refresh(&book, now)?;
            let is = &ledger.row;
            let over = said.state == ClockState::Stopped;
            let ends = (said.state, said.stopped_at) == (is.state, is.stopped_at);
            let runs = (said.calendar_id, said.started_at, said.due_at)
                == (is.calendar_id, is.started_at, is.due_at);
            if !ends || !(over || said.stale || runs) {
                found.push(format!(
                    "clock {} of ticket {ticket} says {} since {}, due {:?}, ended {:?}; by its ledger it is {} since {}, due {:?}, ended {:?}",
                    said.kind, said.state, said.started_at, said.due_at, said.stopped_at,
                    is.state, is.started_at, is.due_at, is.stopped_at
                ));
            }
        }
    }
    found.sort();
    Ok((found, ids.last().copied()))
}
