//! A clock in memory: its row, its ledger, the rungs that were carried out.

use super::rulebook::Rulebook;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::schema::{clock_events, clocks};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use shared::ids::{CalendarId, ClockId, TicketId, UserId};
use shared::records::clock::*;
use shared::records::ticket::BallHolder;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Who writes into the ledger.
#[derive(Clone, Copy)]
pub struct Author<'a> {
    /// The person; absent for a rule.
    pub id: Option<UserId>,
    /// The person's name.
    pub name: &'a str,
}

impl<'a> Author<'a> {
    /// The caller.
    pub fn caller(caller: &'a Caller) -> Self {
        Self { id: caller.author_id(), name: &caller.actor.name }
    }

    /// A rule, and no person.
    pub fn rule() -> Self {
        Self { id: None, name: "Sanbao" }
    }
}

#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = clocks)]
pub(super) struct ClockRow {
    pub id: ClockId,
    pub ticket_id: TicketId,
    pub kind: ClockKind,
    pub calendar_id: CalendarId,
    pub state: ClockState,
    pub outcome: Option<ClockOutcome>,
    pub started_at: DateTime<Utc>,
    pub due_at: Option<DateTime<Utc>>,
    pub stopped_at: Option<DateTime<Utc>>,
    pub breached_at: Option<DateTime<Utc>>,
    pub next_step_at: Option<DateTime<Utc>>,
    pub stale: bool,
}

#[derive(Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = clock_events)]
pub(super) struct EventRow {
    pub id: Uuid,
    pub clock_id: ClockId,
    pub at: DateTime<Utc>,
    pub kind: ClockEventKind,
    pub reason: ClockReason,
    pub ball_holder: BallHolder,
    pub terms: Option<Json<Terms>>,
    pub actor_id: Option<UserId>,
    pub actor_name: String,
    pub created_at: DateTime<Utc>,
}

impl EventRow {
    pub fn entry(&self) -> Entry {
        Entry {
            at: self.at,
            kind: self.kind,
            reason: self.reason,
            ball_holder: self.ball_holder,
            terms: self.terms.as_ref().map(|Json(terms)| terms.clone()),
        }
    }
}

/// A clock with its whole ledger.
pub(super) struct Ledger {
    pub row: ClockRow,
    pub events: Vec<EventRow>,
    /// Rungs carried out, with when.
    pub done: BTreeSet<(u16, DateTime<Utc>)>,
}

impl Ledger {
    /// A clock that has only just been thought of.
    pub fn new(ticket_id: TicketId, kind: ClockKind, started_at: DateTime<Utc>) -> Self {
        let row = ClockRow {
            id: ClockId(Uuid::now_v7()),
            ticket_id,
            kind,
            calendar_id: Rulebook::calendar_of(None),
            state: ClockState::Running,
            outcome: None,
            started_at,
            due_at: None,
            stopped_at: None,
            breached_at: None,
            next_step_at: None,
            stale: false,
        };
        Self { row, events: vec![], done: BTreeSet::new() }
    }

    pub fn entries(&self) -> Vec<Entry> {
        self.events.iter().map(EventRow::entry).collect()
    }

    /// Adds an entry, never before the one that is last.
    pub fn add(&mut self, entry: Entry, author: Author<'_>, now: DateTime<Utc>) {
        let at = self.events.last().map_or(entry.at, |last| entry.at.max(last.at));
        self.events.push(EventRow {
            id: Uuid::now_v7(),
            clock_id: self.row.id,
            at,
            kind: entry.kind,
            reason: entry.reason,
            ball_holder: entry.ball_holder,
            terms: entry.terms.map(Json),
            actor_id: author.id,
            actor_name: author.name.to_owned(),
            created_at: now,
        });
    }

    /// Whether a rung was carried out.
    pub fn is_done(&self, percent: u16) -> bool {
        self.done.iter().any(|(p, _)| *p == percent)
    }

    /// Computes everything that the row says from the ledger.
    pub fn refresh(&mut self, book: &Rulebook, now: DateTime<Utc>) -> Result<(), Failure> {
        let entries = self.entries();
        let terms = terms_of(&entries).cloned();
        self.row.calendar_id = Rulebook::calendar_of(terms.as_ref());
        let Some(tape) = Tape::read(&entries, book.schedule(self.row.calendar_id)?) else { return Ok(()) };
        self.row.state = tape.state();
        self.row.started_at = tape.started_at().unwrap_or(now);
        self.row.due_at = tape.due_at();
        self.row.stopped_at = tape.stopped_at();
        self.row.breached_at = tape.breached_at(now);
        self.row.outcome = tape.outcome(now);
        self.row.next_step_at = if tape.state() == ClockState::Running {
            let steps = book.steps(terms.as_ref());
            let ahead = steps.iter().filter(|s| !self.is_done(s.at_percent));
            ahead.filter_map(|s| tape.reaches_percent(s.at_percent)).min()
        } else {
            None
        };
        self.row.stale = false;
        Ok(())
    }
}
