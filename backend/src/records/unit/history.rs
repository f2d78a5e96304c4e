//! Rows and SQL of what happened to units: owners, events, tickets.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::schema::{customers, tickets, unit_events, unit_owners};
use crate::views::{customer_rows, ticket_rows};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Nullable, Timestamptz};
use shared::auth::Permission;
use shared::ids::{CustomerId, TicketId, UnitId, UserId};
use shared::records::ticket::{TicketKind, TicketStatus};
use shared::records::unit::{UnitEvent, UnitOwner, UnitTicket};
use uuid::Uuid;

/// Tickets in the life of a unit, at most.
const TICKETS: i64 = 100;
/// Events in the life of a unit, at most.
const EVENTS: i64 = 200;

/// Writes down that a unit has another owner, or none, from now on.
pub(super) fn transfer(
    c: &mut PgConnection,
    unit: UnitId,
    to: Option<CustomerId>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let present =
        unit_owners::table.filter(unit_owners::unit_id.eq(unit)).filter(unit_owners::until_at.is_null());
    // Never before it began, even where two servers' clocks do not agree.
    let later = sql::<Nullable<Timestamptz>>("greatest(from_at, ").bind::<Timestamptz, _>(now).sql(")");
    let closed: Option<Option<DateTime<Utc>>> = diesel::update(present)
        .set(unit_owners::until_at.eq(later))
        .returning(unit_owners::until_at)
        .get_result(c)
        .optional()?;
    if let Some(customer) = to {
        diesel::insert_into(unit_owners::table)
            .values((
                unit_owners::id.eq(Uuid::now_v7()),
                unit_owners::unit_id.eq(unit),
                unit_owners::customer_id.eq(customer),
                unit_owners::from_at.eq(closed.flatten().unwrap_or(now)),
            ))
            .execute(c)?;
    }
    Ok(())
}

#[derive(Queryable)]
struct OwnerRow {
    customer_id: CustomerId,
    customer_name: String,
    from_at: DateTime<Utc>,
    until_at: Option<DateTime<Utc>>,
}

/// The owners of a unit, the present one last. Former owners are shown to those who see them as customers.
pub(super) fn owners(c: &mut PgConnection, caller: &Caller, unit: UnitId) -> Result<Vec<UnitOwner>, Failure> {
    let seen = policy::customers(caller, customer_rows::table.into_boxed()).select(customer_rows::id);
    let rows: Vec<OwnerRow> = unit_owners::table
        .inner_join(customers::table)
        .filter(unit_owners::unit_id.eq(unit))
        .filter(unit_owners::until_at.is_null().or(unit_owners::customer_id.eq_any(seen)))
        .order((unit_owners::from_at.asc(), unit_owners::id.asc()))
        .select((unit_owners::customer_id, customers::name, unit_owners::from_at, unit_owners::until_at))
        .load(c)?;
    let owner = |row: OwnerRow| UnitOwner {
        customer_id: row.customer_id,
        customer_name: row.customer_name,
        from_at: row.from_at,
        until_at: row.until_at,
    };
    Ok(rows.into_iter().map(owner).collect())
}

/// Writes down what happened to a unit.
pub(in crate::records) fn note(
    c: &mut PgConnection,
    caller: &Caller,
    unit: UnitId,
    kind: &str,
    note: Option<&str>,
) -> Result<(), Failure> {
    diesel::insert_into(unit_events::table)
        .values((
            unit_events::id.eq(Uuid::now_v7()),
            unit_events::unit_id.eq(unit),
            unit_events::at.eq(caller.now),
            unit_events::kind.eq(kind),
            unit_events::actor_id.eq(caller.actor.user_id.0),
            unit_events::actor_name.eq(&caller.actor.name),
            unit_events::note.eq(note),
        ))
        .execute(c)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = unit_events)]
struct EventRow {
    at: DateTime<Utc>,
    kind: String,
    actor_id: Option<UserId>,
    actor_name: String,
    note: Option<String>,
}

/// What happened to a unit, newest first.
pub(super) fn events(c: &mut PgConnection, unit: UnitId) -> Result<Vec<UnitEvent>, Failure> {
    let rows: Vec<EventRow> = unit_events::table
        .filter(unit_events::unit_id.eq(unit))
        .order((unit_events::at.desc(), unit_events::id.desc()))
        .limit(EVENTS)
        .select(EventRow::as_select())
        .load(c)?;
    let event = |row: EventRow| UnitEvent {
        at: row.at,
        kind: row.kind,
        actor_id: row.actor_id,
        actor_name: row.actor_name,
        note: row.note,
    };
    Ok(rows.into_iter().map(event).collect())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = tickets)]
struct TicketRow {
    id: TicketId,
    number: String,
    subject: String,
    kind: TicketKind,
    status: TicketStatus,
    reported_at: DateTime<Utc>,
    solution: Option<String>,
}

/// The tickets of a unit that the caller sees, newest first.
pub(super) fn tickets(
    c: &mut PgConnection,
    caller: &Caller,
    unit: UnitId,
) -> Result<Vec<UnitTicket>, Failure> {
    // A token may be limited to units.
    if !caller.actor.may(Permission::TicketRead) {
        return Ok(vec![]);
    }
    let seen = policy::tickets(caller, ticket_rows::table.into_boxed())
        .filter(ticket_rows::unit_id.eq(unit))
        .select(ticket_rows::id);
    let rows: Vec<TicketRow> = tickets::table
        .filter(tickets::id.eq_any(seen))
        .order((tickets::reported_at.desc(), tickets::id.desc()))
        .limit(TICKETS)
        .select(TicketRow::as_select())
        .load(c)?;
    let ticket = |row: TicketRow| UnitTicket {
        id: row.id,
        number: row.number,
        subject: row.subject,
        kind: row.kind,
        status: row.status,
        reported_at: row.reported_at,
        solution: row.solution,
    };
    Ok(rows.into_iter().map(ticket).collect())
}
