//! Use cases of clocks: what a ticket's page shows of them.

use super::ledger::Ledger;
use super::rulebook::Rulebook;
use super::store;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::ticket::find_visible;
use crate::schema::{calendars, fault_codes, ticket_events};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::Value;
use shared::auth::Permission;
use shared::ids::{CalendarId, TicketId};
use shared::records::clock::*;
use shared::records::ticket::{RepairEstimate, RepairTime, TicketActionKind, TicketStatus};
use std::collections::HashMap;

/// The clocks of a ticket that the caller sees.
pub fn of_ticket(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<TicketClocks, Failure> {
    find_visible(c, caller, id)?;
    let book = Rulebook::load(c)?;
    let ledgers = store::ledgers(c, &[id])?.remove(&id).unwrap_or_default();
    let ids: Vec<CalendarId> = ledgers.iter().map(|l| l.row.calendar_id).collect();
    let names: HashMap<CalendarId, String> = calendars::table
        .filter(calendars::id.eq_any(ids))
        .select((calendars::id, calendars::name))
        .load::<(CalendarId, String)>(c)?
        .into_iter()
        .collect();
    let inside = caller.actor.may(Permission::CommentInternal);
    let mut ball_times = vec![];
    let mut clocks = vec![];
    for ledger in &ledgers {
        let entries = ledger.entries();
        let Some(tape) = Tape::read(&entries, book.schedule(ledger.row.calendar_id)?) else { continue };
        if ledger.row.kind == ClockKind::Resolve {
            ball_times = tape.ball_times(caller.now);
        }
        let name = names.get(&ledger.row.calendar_id).cloned().unwrap_or_default();
        clocks.push(show(&book, ledger, &tape, name, inside, caller.now));
    }
    Ok(TicketClocks { clocks, ball_times, at: caller.now })
}

fn show(
    book: &Rulebook,
    ledger: &Ledger,
    tape: &Tape<'_>,
    calendar_name: String,
    inside: bool,
    now: DateTime<Utc>,
) -> Clock {
    let done = |percent: u16| ledger.done.iter().find(|(p, _)| *p == percent).map(|(_, at)| *at);
    // How the house escalates is its own.
    let steps = if inside { book.steps(tape.terms()) } else { vec![] };
    Clock {
        kind: ledger.row.kind,
        state: tape.state(),
        outcome: tape.outcome(now),
        rule: tape.terms().map(|t| t.rule.clone()),
        target: tape.terms().map(|t| t.target),
        target_seconds: tape.target_seconds(),
        calendar_id: ledger.row.calendar_id,
        calendar_name,
        started_at: ledger.row.started_at,
        due_at: tape.due_at(),
        paused_at: tape.paused_at(),
        stopped_at: tape.stopped_at(),
        breached_at: tape.breached_at(now),
        counted_seconds: tape.counted_seconds(now),
        remaining_seconds: tape.remaining_seconds(now),
        steps: steps
            .into_iter()
            .map(|s| ClockStep {
                at_percent: s.at_percent,
                at: tape.reaches_percent(s.at_percent),
                done_at: done(s.at_percent),
                raise: s.raise,
            })
            .collect(),
        events: ledger
            .events
            .iter()
            .map(|e| {
                let entry = e.entry();
                ClockEvent {
                    at: entry.at,
                    kind: entry.kind,
                    reason: entry.reason,
                    ball_holder: entry.ball_holder,
                    target: entry.terms.as_ref().map(|t| t.target),
                    rule: entry.terms.map(|t| t.rule),
                    actor_name: (inside && e.actor_id.is_some()).then(|| e.actor_name.clone()),
                }
            })
            .collect(),
        ribbon: tape.ribbon(now),
    }
}

type Said = (DateTime<Utc>, String, Option<String>, Value);

/// Estimated, actual and standard repair time of a ticket that the caller sees.
pub fn repair_time(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<RepairTime, Failure> {
    let ticket = find_visible(c, caller, id)?;
    let inside = caller.actor.may(Permission::CommentInternal);
    let mut said = ticket_events::table
        .filter(ticket_events::ticket_id.eq(id))
        .filter(ticket_events::action.eq(TicketActionKind::Estimate))
        .into_boxed();
    if !inside {
        said = said.filter(ticket_events::internal.eq(false));
    }
    let said: Vec<Said> = said
        .order((ticket_events::at, ticket_events::id))
        .limit(1000)
        .select((ticket_events::at, ticket_events::actor_name, ticket_events::note, ticket_events::values))
        .load(c)?;
    let estimates = said
        .into_iter()
        .filter_map(|(at, actor_name, note, values)| {
            let minutes = values.get("minutes")?.as_i64()?.try_into().ok()?;
            let told_customer = values.get("told_customer").and_then(Value::as_bool).unwrap_or(false);
            Some(RepairEstimate { at, minutes, told_customer, actor_name, note })
        })
        .collect();
    let standard: Option<Option<i32>> = match ticket.fault_code_id {
        Some(code) => {
            fault_codes::table.find(code).select(fault_codes::standard_minutes).first(c).optional()?
        }
        None => None,
    };
    let started_at: Option<DateTime<Utc>> = ticket_events::table
        .filter(ticket_events::ticket_id.eq(id))
        .filter(ticket_events::to_status.eq(TicketStatus::InProgress))
        .select(diesel::dsl::min(ticket_events::at))
        .first(c)?;
    let book = Rulebook::load(c)?;
    let ledgers = store::ledgers(c, &[id])?.remove(&id).unwrap_or_default();
    let (mut done_at, mut actual_seconds) = (None, None);
    if let Some(ledger) = ledgers.iter().find(|l| l.row.kind == ClockKind::Resolve) {
        let entries = ledger.entries();
        if let Some(tape) = Tape::read(&entries, book.schedule(ledger.row.calendar_id)?) {
            done_at = tape.stopped_at();
            actual_seconds = started_at.map(|from| tape.counted_between(from, done_at.unwrap_or(caller.now)));
        }
    }
    Ok(RepairTime {
        estimates,
        fault_code: ticket.fault_code,
        standard_minutes: standard.flatten(),
        started_at,
        done_at,
        actual_seconds,
    })
}
