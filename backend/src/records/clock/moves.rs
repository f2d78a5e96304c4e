//! Moving clocks: what a change of a ticket, of the policies or of a calendar means for them.

use super::ledger::{Author, EventRow, Ledger};
use super::rulebook::Rulebook;
use super::store::{self, Writing};
use super::subject::{Subject, subjects};
use crate::error::Failure;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use shared::ids::TicketId;
use shared::records::clock::*;

/// Brings the clocks of tickets where they should be after a change; `because` is why a target may be another
/// now.
///
/// # Errors
/// When the database is away.
pub fn follow(
    c: &mut PgConnection,
    book: &Rulebook,
    tickets: &[TicketId],
    author: Author<'_>,
    because: ClockReason,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    store::lock(c, tickets)?;
    let subjects = subjects(c, tickets)?;
    let mut ledgers = store::ledgers(c, tickets)?;
    let mut writing = Writing::default();
    for subject in &subjects {
        let mut known = ledgers.remove(&subject.id).unwrap_or_default();
        for kind in ClockKind::ALL {
            let place = known.iter().position(|l| l.row.kind == *kind);
            let ledger = place.map(|i| known.swap_remove(i));
            move_clock(book, subject, *kind, ledger, author, because, now, &mut writing)?;
        }
    }
    store::write(c, &writing)
}

/// What a clock does, as its last entry left it.
pub(super) fn doing(tape: &Tape<'_>) -> Option<Doing> {
    tape.last().map(|s| Doing { state: s.state, reason: s.reason, ball_holder: s.ball_holder })
}

#[expect(clippy::too_many_arguments, reason = "one step of the loop above")]
fn move_clock(
    book: &Rulebook,
    subject: &Subject,
    kind: ClockKind,
    ledger: Option<Ledger>,
    author: Author<'_>,
    because: ClockReason,
    now: DateTime<Utc>,
    writing: &mut Writing,
) -> Result<(), Failure> {
    let terms = book.sla.terms(kind, &subject.traits);
    let then = doing_in(kind, &subject.phase, book.sla.pauses(kind, &subject.traits));
    let (mut ledger, before) = match ledger {
        Some(ledger) => {
            let entries = ledger.entries();
            let tape = Tape::read(&entries, book.schedule(ledger.row.calendar_id)?);
            let before = tape.as_ref().and_then(doing);
            (ledger, before)
        }
        None => (Ledger::new(subject.id, kind, begins(kind, subject, now)), None),
    };
    let moved = shared::records::clock::follow(before, then);
    let known = ledger.events.len();
    let is_over = |d: &Doing| d.state == ClockState::Stopped;
    match (before, moved) {
        (None, None) => return Ok(()),
        (None, Some(m)) => {
            let at = ledger.row.started_at;
            ledger.add(entry(at, m, terms), author, now);
        }
        (Some(before), moved) => {
            let goes_on = !is_over(&before) || moved.is_some();
            let same_terms = terms_of(&ledger.entries()) == terms.as_ref();
            let calendar_moves = ledger.row.stale && !is_over(&before) && moves_due(book, &ledger)?;
            if goes_on && (!same_terms || calendar_moves) {
                let retarget = Move {
                    kind: ClockEventKind::Retarget,
                    reason: if same_terms { ClockReason::CalendarChanged } else { because },
                    ball_holder: before.ball_holder,
                };
                ledger.add(entry(now, retarget, terms), author, now);
                take_back(book, &ledger, now, writing)?;
            }
            if let Some(m) = moved {
                ledger.add(entry(now, m, None), author, now);
            }
        }
    }
    if ledger.events.len() == known && !ledger.row.stale {
        return Ok(());
    }
    let done = &writing.taken_back;
    ledger.done.retain(|(p, _)| !done.contains(&(ledger.row.id, *p)));
    ledger.refresh(book, now)?;
    writing.events.extend(ledger.events.drain(known..).collect::<Vec<EventRow>>());
    writing.clocks.push(ledger.row);
    Ok(())
}

fn entry(at: DateTime<Utc>, moved: Move, terms: Option<Terms>) -> Entry {
    Entry { at, kind: moved.kind, reason: moved.reason, ball_holder: moved.ball_holder, terms }
}

/// When a clock that is not there yet begins: with the customer's word, or when somebody is called.
fn begins(kind: ClockKind, subject: &Subject, now: DateTime<Utc>) -> DateTime<Utc> {
    match kind {
        ClockKind::Respond | ClockKind::VerifyProduct | ClockKind::VerifyComplaint | ClockKind::Resolve => {
            subject.reported_at
        }
        ClockKind::Onsite | ClockKind::ClearFault => now,
    }
}

/// Whether the due time, read again, is another than the row says: its calendar has changed.
fn moves_due(book: &Rulebook, ledger: &Ledger) -> Result<bool, Failure> {
    let entries = ledger.entries();
    let tape = Tape::read(&entries, book.schedule(ledger.row.calendar_id)?);
    Ok(tape.is_some_and(|t| t.due_at() != ledger.row.due_at))
}

/// Rungs that a new target moves ahead again will be carried out again, at their new time.
fn take_back(
    book: &Rulebook,
    ledger: &Ledger,
    now: DateTime<Utc>,
    writing: &mut Writing,
) -> Result<(), Failure> {
    let entries = ledger.entries();
    let schedule = book.schedule(Rulebook::calendar_of(terms_of(&entries)))?;
    let Some(tape) = Tape::read(&entries, schedule) else { return Ok(()) };
    let counted = tape.counted_seconds(now);
    for (percent, _) in &ledger.done {
        let reached = tape.target_seconds().is_some_and(|t| counted * 100 >= t * i64::from(*percent));
        if !reached {
            writing.taken_back.push((ledger.row.id, *percent));
        }
    }
    Ok(())
}
