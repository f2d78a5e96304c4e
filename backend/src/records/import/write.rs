//! Tickets of a batch with all that belongs to them, in a handful of statements.

use super::catalogue::{
    AuditRow, Customer, audit_row, customers_of, product_code, products_of, take_numbers,
};
use super::record::ImportedTicket;
use super::store::ROWS;
use crate::error::Failure;
use crate::numbers;
use crate::records::clock::{self, Rulebook};
use crate::records::policy;
use crate::schema::{audit_entries, ticket_events, tickets};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use shared::ids::{CustomerId, OrganizationId, ProductId, TicketEventId, TicketId, UserId};
use shared::records::ticket::*;
use std::collections::HashSet;
use uuid::Uuid;

#[derive(Insertable)]
#[diesel(table_name = tickets)]
struct NewTicket {
    id: TicketId,
    number: String,
    kind: TicketKind,
    channel: TicketChannel,
    status: TicketStatus,
    priority: TicketPriority,
    subject: String,
    description: Option<String>,
    reported_at: DateTime<Utc>,
    customer_id: Option<CustomerId>,
    dealer_id: Option<OrganizationId>,
    product_id: Option<ProductId>,
    product_age_years: Option<Decimal>,
    manufactured_year: Option<i16>,
    topic: TicketTopic,
    severity: TicketSeverity,
    impact: TicketImpact,
    safety_risk: bool,
    crisis_status: CrisisStatus,
    crisis_kinds: Vec<CrisisKind>,
    individual_case: bool,
    complaint_count: i32,
    warranty: serde_json::Value,
    wait_reason: Option<WaitReason>,
    ball_holder: Option<BallHolder>,
    solution: Option<String>,
    repair_outcome: Option<RepairOutcome>,
    repair_barrier: Option<String>,
    resolved_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    cancel_reason: Option<String>,
    reopen_count: i32,
    external_source: String,
    external_reference: String,
    version: i32,
    created_by_id: Option<UserId>,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl NewTicket {
    fn of(
        ticket: &ImportedTicket,
        number: String,
        source: &str,
        customer: Option<&Customer>,
        product_id: Option<ProductId>,
        reopenings: i32,
    ) -> Self {
        let standing = Standing::after(&ticket.history, reopenings);
        let ended = |at: Option<DateTime<Utc>>| at.map(|at| ticket.ended_at.unwrap_or(at));
        Self {
            id: TicketId(Uuid::now_v7()),
            number,
            kind: ticket.kind,
            channel: ticket.channel,
            status: ticket.status(),
            priority: priority(ticket.severity, ticket.impact, false, CrisisStatus::None),
            subject: ticket.subject.clone(),
            description: ticket.description.clone(),
            reported_at: ticket.reported_at,
            customer_id: customer.map(|(id, _)| *id),
            dealer_id: customer.and_then(|(_, dealer)| *dealer),
            product_id,
            product_age_years: ticket.product_age_years,
            manufactured_year: ticket.manufactured_year,
            topic: ticket.topic,
            severity: ticket.severity,
            impact: ticket.impact,
            safety_risk: false,
            crisis_status: CrisisStatus::None,
            crisis_kinds: vec![],
            individual_case: standing.individual_case_since.is_some(),
            complaint_count: i32::from(ticket.kind == TicketKind::Complaint),
            warranty: json!([]),
            wait_reason: standing.wait_reason,
            ball_holder: standing.ball_holder,
            solution: standing.solution,
            repair_outcome: ticket.repair_outcome,
            repair_barrier: ticket.repair_barrier.clone(),
            resolved_at: ended(standing.resolved_at),
            closed_at: ended(standing.closed_at),
            cancel_reason: standing.cancel_reason,
            reopen_count: standing.reopen_count,
            external_source: source.to_owned(),
            external_reference: ticket.reference.clone(),
            version: 1,
            created_by_id: None,
            created_at: ticket.created_at,
            updated_at: standing.updated_at.unwrap_or(ticket.created_at),
        }
    }
}

#[derive(Insertable)]
#[diesel(table_name = ticket_events)]
struct NewEvent {
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

/// Makes tickets that are not there yet, with their history. Gives how many.
pub(super) fn insert_tickets(
    c: &mut PgConnection,
    source: &str,
    batch: &[&ImportedTicket],
    actor: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<usize, Failure> {
    if batch.is_empty() {
        return Ok(0);
    }
    let reopenings = i32::from(policy::load(c)?.individual_case_reopenings);
    let products = products_of(c, batch, actor, now)?;
    let customers = customers_of(c, batch, actor, now)?;
    let numbers = take_numbers(c, numbers::TICKET, batch.len(), now)?;
    let rows: Vec<NewTicket> = batch
        .iter()
        .zip(numbers)
        .map(|(ticket, number)| {
            let customer = ticket.customer.as_ref().and_then(|name| customers.get(name));
            let product = ticket.product.as_ref().and_then(|p| products.get(&product_code(p)).copied());
            NewTicket {
                created_by_id: actor,
                ..NewTicket::of(ticket, number, source, customer, product, reopenings)
            }
        })
        .collect();
    // Another import of the same source may run at the same time: what it was first with is not ours.
    let inserted: HashSet<TicketId> = diesel::insert_into(tickets::table)
        .values(&rows)
        .on_conflict((tickets::external_source, tickets::external_reference))
        .do_nothing()
        .returning(tickets::id)
        .get_results(c)?
        .into_iter()
        .collect();
    let made: Vec<(TicketId, &ImportedTicket)> = rows
        .iter()
        .zip(batch)
        .filter(|(row, _)| inserted.contains(&row.id))
        .map(|(row, ticket)| (row.id, *ticket))
        .collect();
    write_history(c, source, &made, actor, reopenings)?;
    // The same rules read the timeline as follow live work.
    let ids: Vec<TicketId> = made.iter().map(|(id, _)| *id).collect();
    let book = Rulebook::load(c)?;
    clock::from_timeline(c, &book, &ids, now)?;
    let audit: Vec<AuditRow> = made
        .iter()
        .map(|(id, ticket)| audit_row(actor, "ticket", id.0, now, json!({ "reference": ticket.reference })))
        .collect();
    diesel::insert_into(audit_entries::table).values(audit).execute(c)?;
    Ok(made.len())
}

/// Writes what belongs to the history of new tickets: their timelines. The only place that does.
fn write_history(
    c: &mut PgConnection,
    source: &str,
    made: &[(TicketId, &ImportedTicket)],
    actor: Option<UserId>,
    reopenings: i32,
) -> Result<(), Failure> {
    let mut events = vec![];
    for (id, ticket) in made {
        let origin = json!({ "source": source, "reference": ticket.reference });
        let mut special = Standing::after(&ticket.history, reopenings).individual_case_since;
        for change in &ticket.history {
            events.extend(bridge(*id, change));
            events.push(match change.from {
                None => NewEvent { values: origin.clone(), actor_id: actor, ..told(*id, change) },
                Some(_) => told(*id, change),
            });
            if special == Some(change.at) && change.from.is_some_and(TicketStatus::is_at_rest) {
                let values = json!({ "rule": "individual_case", "reopen_count": reopenings });
                events.push(by_rule(*id, change, values));
                special = None;
            }
        }
    }
    for rows in events.chunks(ROWS) {
        diesel::insert_into(ticket_events::table).values(rows).execute(c)?;
    }
    Ok(())
}

/// What the log tells of a change.
fn told(ticket_id: TicketId, change: &StatusChange) -> NewEvent {
    let mut values = serde_json::Map::new();
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            values.insert(name.to_owned(), value);
        }
    };
    put("reason", change.wait_reason.map(|reason| json!(reason)));
    put("ball_holder", change.ball_holder.map(|holder| json!(holder)));
    put("group", change.group.as_ref().map(|group| json!(group)));
    put("answers", change.answers.then_some(Value::Bool(true)));
    let action = match change.way {
        Way::Action(action) => Some(action),
        Way::Stays | Way::Bridged(_) => None,
    };
    NewEvent {
        id: TicketEventId(Uuid::now_v7()),
        ticket_id,
        at: change.at,
        kind: TicketEventKind::Imported,
        action,
        from_status: change.from,
        to_status: Some(change.to),
        actor_id: None,
        actor_name: change.actor_name.clone(),
        note: change.note.clone(),
        // To whom the house gave it stays in the house.
        internal: action == Some(TicketActionKind::Assign),
        values: Value::Object(values),
    }
}

fn by_rule(ticket_id: TicketId, change: &StatusChange, values: Value) -> NewEvent {
    NewEvent {
        id: TicketEventId(Uuid::now_v7()),
        ticket_id,
        at: change.at,
        kind: TicketEventKind::Rule,
        action: None,
        from_status: None,
        to_status: None,
        actor_id: None,
        actor_name: "Sanbao".into(),
        note: None,
        internal: false,
        values,
    }
}

/// Says that the log jumped, and what the state machine would have gone through.
fn bridge(ticket: TicketId, change: &StatusChange) -> Option<NewEvent> {
    let Way::Bridged(through) = &change.way else { return None };
    let values = json!({ "rule": "bridged", "from": change.from, "to": change.to, "through": through });
    Some(by_rule(ticket, change, values))
}
