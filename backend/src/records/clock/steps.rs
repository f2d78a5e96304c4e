//! When time runs out: warnings, breaches, escalation. Each rung is carried out once, however many server
//! processes look, and through restarts: it is written down in the transaction that carries it out.

use super::ledger::Ledger;
use super::rulebook::{BREACH, Rulebook};
use super::store::{self, Writing};
use super::subject::{Subject, subjects};
use crate::error::Failure;
use crate::records::notification::{self, Word};
use crate::records::ticket::TimelineEntry;
use crate::schema::{clock_steps, clocks, ticket_progress};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Integer, Uuid as SqlUuid};
use serde_json::json;
use shared::ids::{ClockId, TicketId};
use shared::records::clock::*;
use shared::records::notification::NotificationKind;
use std::collections::HashMap;

/// Tickets that one transaction looks at.
const AT_ONCE: i64 = 200;

/// A rung that has come up.
struct Rung<'a> {
    clock: ClockId,
    kind: ClockKind,
    subject: &'a Subject,
    step: Step,
    due_at: DateTime<Utc>,
    /// Whether it is the highest of its clock that comes up now: only that one is told.
    tells: bool,
}

/// Carries out what has come up. Gives how many rungs that were; zero when there is nothing left.
///
/// # Errors
/// When the database is away.
pub fn fire(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let ids: Vec<TicketId> = clocks::table
        .inner_join(ticket_progress::table.on(ticket_progress::ticket_id.eq(clocks::ticket_id)))
        .filter(clocks::next_step_at.le(now))
        .filter(clocks::stale.eq(false))
        .order(clocks::next_step_at)
        .limit(AT_ONCE)
        .select(clocks::ticket_id)
        .for_no_key_update()
        .skip_locked()
        .load(c)?;
    if ids.is_empty() {
        return Ok(0);
    }
    let book = Rulebook::load(c)?;
    let subjects: HashMap<TicketId, Subject> = subjects(c, &ids)?.into_iter().map(|s| (s.id, s)).collect();
    let mut ledgers: Vec<Ledger> = store::ledgers(c, &ids)?.into_values().flatten().collect();
    ledgers.retain(|l| l.row.next_step_at.is_some_and(|at| at <= now) && !l.row.stale);
    let mut rungs = vec![];
    let mut writing = Writing::default();
    for mut ledger in ledgers {
        let Some(subject) = subjects.get(&ledger.row.ticket_id) else { continue };
        let come_up = come_up(&book, &ledger, now)?;
        let highest = come_up.iter().map(|(step, _)| step.at_percent).max();
        for (step, due_at) in come_up {
            ledger.done.insert((step.at_percent, now));
            let tells = Some(step.at_percent) == highest;
            rungs.push(Rung { clock: ledger.row.id, kind: ledger.row.kind, subject, step, due_at, tells });
        }
        ledger.refresh(&book, now)?;
        writing.clocks.push(ledger.row);
    }
    store::write(c, &writing)?;
    carry_out(c, &rungs, now)?;
    // Clocks without a rung are put right too, so the same rows never come up twice.
    Ok(writing.clocks.len())
}

/// The rungs of a clock that have come up and were not carried out yet, lowest first, with their time.
fn come_up(
    book: &Rulebook,
    ledger: &Ledger,
    now: DateTime<Utc>,
) -> Result<Vec<(Step, DateTime<Utc>)>, Failure> {
    let entries = ledger.entries();
    let terms = terms_of(&entries).cloned();
    let schedule = book.schedule(Rulebook::calendar_of(terms.as_ref()))?;
    let Some(tape) = Tape::read(&entries, schedule) else { return Ok(vec![]) };
    let steps = book.steps(terms.as_ref()).into_iter().filter(|s| !ledger.is_done(s.at_percent));
    Ok(steps
        .filter_map(|s| tape.reaches_percent(s.at_percent).filter(|at| *at <= now).map(|at| (s, at)))
        .collect())
}

fn carry_out(c: &mut PgConnection, rungs: &[Rung<'_>], now: DateTime<Utc>) -> Result<(), Failure> {
    if rungs.is_empty() {
        return Ok(());
    }
    let rows: Vec<_> = rungs
        .iter()
        .map(|r| {
            (
                clock_steps::clock_id.eq(r.clock),
                clock_steps::at_percent.eq(i16::try_from(r.step.at_percent).unwrap_or(i16::MAX)),
                clock_steps::due_at.eq(r.due_at),
                clock_steps::done_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(clock_steps::table).values(&rows).execute(c)?;
    let story: Vec<TimelineEntry> = rungs.iter().map(|r| told(r, now)).collect();
    crate::records::ticket::write_timeline(c, &story)?;
    raise(c, rungs)?;
    let told = rungs.iter().filter(|r| r.tells && !r.step.tell.is_empty());
    let asked: Vec<_> = told
        .map(|r| {
            let word = Word {
                kind: match r.step.at_percent {
                    ..BREACH => NotificationKind::Warned,
                    BREACH => NotificationKind::Breached,
                    _ => NotificationKind::Escalated,
                },
                ticket_id: Some(r.subject.id),
                line_id: None,
                clock: Some(r.kind),
                at_percent: Some(r.step.at_percent),
                due_at: Some(r.due_at),
                actor_name: None,
            };
            (notification::Place::of(r.subject), r.step.tell.as_slice(), word)
        })
        .collect();
    notification::tell_audiences(c, &asked, now)
}

/// What the timeline says; for the house only.
fn told(rung: &Rung<'_>, now: DateTime<Utc>) -> TimelineEntry {
    let values = json!({
        "rule": "clock_step",
        "clock": rung.kind,
        "at_percent": rung.step.at_percent,
        "due_at": rung.due_at,
        "raise": rung.step.raise,
        "tell": rung.step.tell,
    });
    TimelineEntry::by_rule(rung.subject.id, now).values(values).internal(true)
}

fn raise(c: &mut PgConnection, rungs: &[Rung<'_>]) -> Result<(), Failure> {
    let mut levels: HashMap<TicketId, i32> = HashMap::new();
    for rung in rungs.iter().filter(|r| r.step.raise) {
        *levels.entry(rung.subject.id).or_default() += 1;
    }
    if levels.is_empty() {
        return Ok(());
    }
    let (tickets, by): (Vec<TicketId>, Vec<i32>) = levels.into_iter().unzip();
    diesel::sql_query(
        "UPDATE ticket_progress p SET escalation_level = p.escalation_level + r.by \
         FROM unnest($1, $2) AS r(ticket_id, by) WHERE p.ticket_id = r.ticket_id",
    )
    .bind::<Array<SqlUuid>, _>(tickets)
    .bind::<Array<Integer>, _>(by)
    .execute(c)?;
    Ok(())
}
