//! The timeline (售后服务跟踪记录表): written with every change, read by page.

use super::rows::Row;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::ticket_events;
use crate::{before, lists};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::auth::Permission;
use shared::ids::{TicketEventId, TicketId, UserId};
use shared::page::Page;
use shared::records::import::PageQuery;
use shared::records::ticket::{TicketActionKind, TicketEvent, TicketEventKind, TicketStatus};
use uuid::Uuid;

/// An entry before it is written.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = ticket_events)]
pub struct EventRow {
    id: TicketEventId,
    ticket_id: TicketId,
    at: DateTime<Utc>,
    kind: TicketEventKind,
    action: Option<TicketActionKind>,
    from_status: Option<TicketStatus>,
    to_status: Option<TicketStatus>,
    actor_id: Option<UserId>,
    actor_name: String,
    note: Option<String>,
    internal: bool,
    values: Value,
}

/// Who the timeline names where a rule acted and no person.
const RULE: &str = "Sanbao";

/// Whether the entry of an action is for the house only.
pub(super) fn stays_inside(action: TicketActionKind) -> bool {
    matches!(
        action,
        TicketActionKind::Judge
            | TicketActionKind::ConfirmCrisis
            | TicketActionKind::LiftCrisis
            | TicketActionKind::Assign
    )
}

impl EventRow {
    /// Something the caller did.
    pub fn by(caller: &Caller, ticket: TicketId, kind: TicketEventKind) -> Self {
        Self {
            id: TicketEventId(Uuid::now_v7()),
            ticket_id: ticket,
            at: caller.now,
            kind,
            action: None,
            from_status: None,
            to_status: None,
            actor_id: caller.author_id(),
            actor_name: caller.actor.name.clone(),
            note: None,
            internal: false,
            values: json!({}),
        }
    }

    /// Something a rule did.
    pub fn by_rule(ticket: TicketId, now: DateTime<Utc>) -> Self {
        Self {
            id: TicketEventId(Uuid::now_v7()),
            ticket_id: ticket,
            at: now,
            kind: TicketEventKind::Rule,
            action: None,
            from_status: None,
            to_status: None,
            actor_id: None,
            actor_name: RULE.into(),
            note: None,
            internal: false,
            values: json!({}),
        }
    }

    /// An action and the states before and after.
    pub fn action(mut self, action: TicketActionKind, from: TicketStatus, to: TicketStatus) -> Self {
        self.action = Some(action);
        self.from_status = Some(from);
        self.to_status = Some(to);
        // What the house says of people and crises stays in the house.
        self.internal = stays_inside(action);
        self
    }

    /// The state that something began in.
    pub fn into_status(mut self, to: TicketStatus) -> Self {
        self.to_status = Some(to);
        self
    }

    /// The states before and after, where no action led from one to the other.
    pub fn moved(mut self, from: TicketStatus, to: TicketStatus) -> Self {
        self.from_status = Some(from);
        self.to_status = Some(to);
        self
    }

    /// Words.
    pub fn note(mut self, note: Option<String>) -> Self {
        self.note = note;
        self
    }

    /// Values by name.
    pub fn values(mut self, values: Value) -> Self {
        self.values = values;
        self
    }

    /// Only for the house.
    pub fn internal(mut self, internal: bool) -> Self {
        self.internal |= internal;
        self
    }
}

impl From<EventRow> for TicketEvent {
    fn from(row: EventRow) -> Self {
        Self {
            id: row.id,
            at: row.at,
            kind: row.kind,
            action: row.action,
            from_status: row.from_status,
            to_status: row.to_status,
            actor_id: row.actor_id,
            actor_name: row.actor_name,
            note: row.note,
            values: row.values,
        }
    }
}

/// Writes entries, in one statement.
///
/// # Errors
/// When the database is away.
pub fn write(c: &mut PgConnection, events: &[EventRow]) -> Result<(), Failure> {
    diesel::insert_into(ticket_events::table).values(events).execute(c)?;
    Ok(())
}

/// Notes on the ticket that parts belong to what became of them: of which record, by its number, and what.
///
/// # Errors
/// When the database is away.
pub fn note_goods(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: Option<TicketId>,
    (record, number, step): (&str, &str, &str),
) -> Result<(), Failure> {
    let Some(ticket) = ticket else { return Ok(()) };
    let values = json!({ "record": record, "goods": number, "step": step });
    write(c, &[EventRow::by(caller, ticket, TicketEventKind::Goods).values(values)])
}

/// Notes that tickets came back from waiting by themselves.
pub(super) fn note_return(
    c: &mut PgConnection,
    tickets: &[TicketId],
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let events: Vec<EventRow> = tickets
        .iter()
        .map(|id| {
            EventRow::by_rule(*id, now)
                .action(TicketActionKind::Resume, TicketStatus::Waiting, TicketStatus::InProgress)
                .values(json!({ "rule": "wait_until" }))
        })
        .collect();
    write(c, &events)
}

/// Entries of a ticket's timeline that the caller may see, newest first, from a place on.
fn visible(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: TicketId,
    place: Option<(DateTime<Utc>, TicketEventId)>,
    most: i64,
) -> Result<Vec<EventRow>, Failure> {
    use ticket_events::dsl;
    let mut q = dsl::ticket_events.filter(dsl::ticket_id.eq(ticket)).into_boxed();
    if !caller.actor.may(Permission::CommentInternal) {
        q = q.filter(dsl::internal.eq(false));
    }
    if let Some((at, id)) = place {
        q = before!(q, dsl::at, at, dsl::id.lt(id));
    }
    Ok(q.order((dsl::at.desc(), dsl::id.desc())).limit(most).select(EventRow::as_select()).load(c)?)
}

/// The latest entries of a timeline, newest first, of a ticket that the caller sees; in one statement.
pub(super) fn latest(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: TicketId,
    most: usize,
) -> Result<Vec<TicketEvent>, Failure> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    Ok(visible(c, caller, ticket, None, most)?.into_iter().map(Into::into).collect())
}

/// A page of a ticket's timeline, newest first.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: &Row,
    query: &PageQuery,
) -> Result<Page<TicketEvent>, Failure> {
    let limit = lists::limit(query.limit)?;
    let place = lists::place(query.cursor.as_deref(), "timeline")?;
    let rows = visible(c, caller, ticket.id, place, limit + 1)?;
    Ok(lists::page(rows, limit, None, |last| lists::cursor("timeline", &(last.at, last.id)), Into::into))
}
