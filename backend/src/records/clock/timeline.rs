//! A ledger from a timeline: for tickets that came with their history, and for those that were filed before
//! there were clocks. The same rules read it as follow live work.

use super::ledger::{Author, Ledger};
use super::rulebook::Rulebook;
use super::store::{self, Writing};
use super::subject::{Subject, subjects};
use crate::error::Failure;
use crate::schema::ticket_events;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::Value;
use shared::ids::{TicketId, UserId};
use shared::records::clock::*;
use shared::records::ticket::*;
use std::collections::HashMap;

#[derive(Queryable, Selectable)]
#[diesel(table_name = ticket_events)]
struct Told {
    ticket_id: TicketId,
    at: DateTime<Utc>,
    action: Option<TicketActionKind>,
    to_status: Option<TicketStatus>,
    actor_id: Option<UserId>,
    actor_name: String,
    values: Value,
}

/// Writes the ledgers of tickets that have none, as their timelines tell. Each must have its timeline already.
///
/// # Errors
/// When the database is away.
pub fn from_timeline(
    c: &mut PgConnection,
    book: &Rulebook,
    tickets: &[TicketId],
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    store::lock(c, tickets)?;
    let told: Vec<Told> = ticket_events::table
        .filter(ticket_events::ticket_id.eq_any(tickets))
        .order((ticket_events::at, ticket_events::id))
        .select(Told::as_select())
        .load(c)?;
    let mut stories: HashMap<TicketId, Vec<Told>> = HashMap::new();
    for event in told {
        stories.entry(event.ticket_id).or_default().push(event);
    }
    let mut writing = Writing::default();
    let mut answered = vec![];
    for subject in subjects(c, tickets)? {
        let story = stories.remove(&subject.id).unwrap_or_default();
        answered.extend(first_answer(&subject, &story).map(|at| (subject.id, at)));
        for kind in ClockKind::ALL {
            if let Some(ledger) = replay(book, &subject, *kind, &story, now)? {
                writing.events.extend(ledger.events);
                writing.clocks.push(ledger.row);
            }
        }
    }
    store::note_answers(c, &answered)?;
    store::write(c, &writing)
}

/// When the customer had a first answer, as the timeline tells.
fn first_answer(subject: &Subject, story: &[Told]) -> Option<DateTime<Utc>> {
    let mut phase = Phase { responded: false, ..subject.phase };
    story.iter().find_map(|event| {
        advance(&mut phase, event);
        phase.responded.then_some(event.at)
    })
}

/// One clock's ledger, entry by entry.
fn replay(
    book: &Rulebook,
    subject: &Subject,
    kind: ClockKind,
    story: &[Told],
    now: DateTime<Utc>,
) -> Result<Option<Ledger>, Failure> {
    let terms = book.sla.terms(kind, &subject.traits);
    let pauses = book.sla.pauses(kind, &subject.traits);
    let mut ledger: Option<Ledger> = None;
    let mut doing: Option<Doing> = None;
    let mut phase = Phase {
        status: TicketStatus::New,
        wait: None,
        responded: false,
        judged: false,
        called_onsite: false,
        arrived: false,
        ..subject.phase
    };
    let mut step = |phase: &Phase, at, author: Author<'_>| {
        let Some(moved) = shared::records::clock::follow(doing, doing_in(kind, phase, pauses)) else {
            return;
        };
        let starts = moved.kind == ClockEventKind::Start;
        let terms = terms.clone().filter(|_| starts);
        let entry =
            Entry { at, kind: moved.kind, reason: moved.reason, ball_holder: moved.ball_holder, terms };
        let ledger = ledger.get_or_insert_with(|| Ledger::new(subject.id, kind, at));
        ledger.add(entry, author, now);
        let state = match moved.kind {
            ClockEventKind::Start | ClockEventKind::Resume => ClockState::Running,
            ClockEventKind::Pause => ClockState::Paused,
            ClockEventKind::Stop => ClockState::Stopped,
            ClockEventKind::Hand | ClockEventKind::Retarget => doing.map_or(ClockState::Running, |d| d.state),
        };
        doing = Some(Doing { state, reason: moved.reason, ball_holder: moved.ball_holder });
    };
    step(&phase, subject.reported_at, Author::rule());
    for event in story {
        advance(&mut phase, event);
        step(&phase, event.at, Author { id: event.actor_id, name: &event.actor_name });
    }
    // What the timeline does not tell of, the ticket itself does.
    let seen = phase;
    phase = subject.phase;
    phase.responded |= seen.responded;
    step(&phase, now, Author::rule());
    let Some(mut ledger) = ledger else { return Ok(None) };
    ledger.refresh(book, now)?;
    // Nobody is warned of what is long past.
    ledger.row.next_step_at = ledger.row.next_step_at.filter(|_| ledger.row.stopped_at.is_none());
    Ok(Some(ledger))
}

/// What an entry of the timeline changes for the clocks.
fn advance(phase: &mut Phase, event: &Told) {
    if let Some(status) = event.to_status {
        phase.status = status;
        let word = |name: &str| event.values.get(name).and_then(Value::as_str);
        phase.wait = if status == TicketStatus::Waiting {
            let reason = word("reason").and_then(|w| w.parse().ok());
            let holder = word("ball_holder").and_then(|w| w.parse().ok());
            reason.zip(holder).or(phase.wait)
        } else {
            None
        };
    }
    match event.action {
        Some(TicketActionKind::Respond) => phase.responded = true,
        Some(TicketActionKind::Judge) => phase.judged = true,
        Some(TicketActionKind::CallOnsite) => phase.called_onsite = true,
        Some(TicketActionKind::ArriveOnsite) => phase.arrived = true,
        _ => {}
    }
    // A public word of ours, an estimate that was told, or the solution is an answer.
    let says = |name: &str| event.values.get(name).and_then(Value::as_bool) == Some(true);
    let solved = event.to_status == Some(TicketStatus::Resolved);
    phase.responded |= solved || says("answers") || says("told_customer");
}
