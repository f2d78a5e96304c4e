//! What would move: open clocks read with other policies or another calendar, nothing written.

use super::ledger::{ClockRow, Ledger};
use super::rulebook::Rulebook;
use super::store;
use super::subject::{Subject, subjects};
use crate::error::Failure;
use crate::schema::clocks;
use crate::views::ticket_rows;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::calendar::Schedule;
use shared::ids::{CalendarId, ClockId, TicketId};
use shared::records::clock::*;
use shared::records::sla_policy::SlaPolicies;
use std::collections::HashMap;

/// Clocks that one statement looks at.
const AT_ONCE: i64 = 2000;
/// Moves that are shown.
const SHOWN: usize = 200;

/// What would be otherwise.
pub enum Otherwise<'a> {
    /// These policies.
    Policies(&'a SlaPolicies),
    /// This calendar.
    Calendar(CalendarId, &'a Schedule),
}

struct Reading {
    rule: Option<String>,
    due_at: Option<DateTime<Utc>>,
    breached: bool,
}

fn read(entries: &[Entry], schedule: &Schedule, now: DateTime<Utc>) -> Option<Reading> {
    let tape = Tape::read(entries, schedule)?;
    Some(Reading {
        rule: tape.terms().map(|t| t.rule.clone()),
        due_at: tape.due_at(),
        breached: tape.breached_at(now).is_some(),
    })
}

/// Reads every open clock both ways and says which differ.
///
/// # Errors
/// When the database is away.
pub fn preview(
    c: &mut PgConnection,
    otherwise: &Otherwise<'_>,
    now: DateTime<Utc>,
) -> Result<ClockPreview, Failure> {
    let book = Rulebook::load(c)?;
    let mut preview =
        ClockPreview { clocks: 0, moved: 0, newly_breached: 0, no_longer_breached: 0, moves: vec![] };
    let mut last: Option<ClockId> = None;
    loop {
        let ledgers = open_clocks(c, otherwise, last)?;
        let Some(end) = ledgers.last() else { break };
        last = Some(end.row.id);
        let subjects = match otherwise {
            Otherwise::Policies(_) => {
                let ids: Vec<TicketId> = ledgers.iter().map(|l| l.row.ticket_id).collect();
                subjects(c, &ids)?.into_iter().map(|s| (s.id, s)).collect()
            }
            Otherwise::Calendar(..) => HashMap::new(),
        };
        for ledger in &ledgers {
            preview.clocks += 1;
            compare(&book, otherwise, ledger, &subjects, now, &mut preview)?;
        }
    }
    preview.moves.sort_by_key(|m| (m.due_before.is_none(), m.due_before, m.ticket_id));
    preview.moves.truncate(SHOWN);
    name(c, &mut preview.moves)?;
    Ok(preview)
}

fn open_clocks(
    c: &mut PgConnection,
    otherwise: &Otherwise<'_>,
    after: Option<ClockId>,
) -> Result<Vec<Ledger>, Failure> {
    let mut open = clocks::table.filter(clocks::state.ne(ClockState::Stopped)).into_boxed();
    if let Otherwise::Calendar(id, _) = otherwise {
        open = open.filter(clocks::calendar_id.eq(*id));
    }
    if let Some(after) = after {
        open = open.filter(clocks::id.gt(after));
    }
    let rows: Vec<ClockRow> = open.order(clocks::id).limit(AT_ONCE).select(ClockRow::as_select()).load(c)?;
    store::with_events(c, rows)
}

fn compare(
    book: &Rulebook,
    otherwise: &Otherwise<'_>,
    ledger: &Ledger,
    subjects: &HashMap<TicketId, Subject>,
    now: DateTime<Utc>,
    preview: &mut ClockPreview,
) -> Result<(), Failure> {
    let entries = ledger.entries();
    let Some(before) = read(&entries, book.schedule(ledger.row.calendar_id)?, now) else { return Ok(()) };
    let after = match otherwise {
        Otherwise::Calendar(_, schedule) => read(&entries, schedule, now),
        Otherwise::Policies(policies) => {
            let Some(subject) = subjects.get(&ledger.row.ticket_id) else { return Ok(()) };
            let terms = policies.terms(ledger.row.kind, &subject.traits);
            let schedule = book.schedule(Rulebook::calendar_of(terms.as_ref()))?;
            let mut retargeted = entries.clone();
            if let Some(last) = entries.last() {
                retargeted.push(Entry { kind: ClockEventKind::Retarget, terms, ..last.clone() });
            }
            read(&retargeted, schedule, now)
        }
    };
    let Some(after) = after else { return Ok(()) };
    if (&before.rule, before.due_at, before.breached) == (&after.rule, after.due_at, after.breached) {
        return Ok(());
    }
    preview.moved += 1;
    preview.newly_breached += i64::from(after.breached && !before.breached);
    preview.no_longer_breached += i64::from(before.breached && !after.breached);
    preview.moves.push(ClockMove {
        ticket_id: ledger.row.ticket_id,
        number: String::new(),
        subject: String::new(),
        clock: ledger.row.kind,
        rule_before: before.rule,
        rule_after: after.rule,
        due_before: before.due_at,
        due_after: after.due_at,
        breached_before: before.breached,
        breached_after: after.breached,
    });
    Ok(())
}

fn name(c: &mut PgConnection, moves: &mut [ClockMove]) -> Result<(), Failure> {
    let ids: Vec<TicketId> = moves.iter().map(|m| m.ticket_id).collect();
    let names: HashMap<TicketId, (String, String)> = ticket_rows::table
        .filter(ticket_rows::id.eq_any(ids))
        .select((ticket_rows::id, (ticket_rows::number, ticket_rows::subject)))
        .load::<(TicketId, (String, String))>(c)?
        .into_iter()
        .collect();
    for moved in moves {
        if let Some((number, subject)) = names.get(&moved.ticket_id) {
            moved.number.clone_from(number);
            moved.subject.clone_from(subject);
        }
    }
    Ok(())
}
