//! The steps on a ticket: put there, done, opened again, taken away.

use super::events::{self, EventRow};
use super::store;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::checklist;
use crate::schema::{products, ticket_checks, tickets, users};
use chrono::{DateTime, Utc};
use diesel::dsl::{count_star, max};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::auth::Permission;
use shared::ids::{ChecklistId, ProductId, TicketCheckId, TicketId, UserId};
use shared::problem::{FieldProblem, FieldRefusal, Refusal};
use shared::records::checklist::*;
use shared::records::ticket::{TicketEventKind, TicketKind, TicketTopic};
use uuid::Uuid;

#[derive(Insertable)]
#[diesel(table_name = ticket_checks)]
struct New {
    id: TicketCheckId,
    ticket_id: TicketId,
    position: i32,
    text: String,
    required: bool,
    checklist_id: Option<ChecklistId>,
}

type Row =
    (TicketCheckId, String, bool, Option<ChecklistId>, Option<DateTime<Utc>>, Option<String>, Option<String>);

fn of(c: &mut PgConnection, id: TicketId) -> Result<Vec<TicketCheck>, Failure> {
    use ticket_checks as k;
    let rows: Vec<Row> = k::table
        .left_join(users::table)
        .filter(k::ticket_id.eq(id))
        .order(k::position)
        .select((k::id, k::text, k::required, k::checklist_id, k::done_at, users::name.nullable(), k::note))
        .load(c)?;
    let show = |(id, text, required, checklist_id, done_at, done_by_name, note)| TicketCheck {
        id,
        text,
        required,
        checklist_id,
        done_at,
        done_by_name,
        note,
    };
    Ok(rows.into_iter().map(show).collect())
}

/// Holds the ticket, so that nobody resolves it while its steps change, or the other way around.
fn lock(c: &mut PgConnection, id: TicketId) -> Result<(), Failure> {
    let held = tickets::table.find(id).select(tickets::id).for_no_key_update().first::<TicketId>(c);
    held.optional()?.map(|_| ()).ok_or_else(Failure::not_found)
}

/// How many required steps are open; held like this until the end of the transaction.
pub(super) fn open(c: &mut PgConnection, id: TicketId) -> Result<i64, Failure> {
    lock(c, id)?;
    let open = ticket_checks::table
        .filter(ticket_checks::ticket_id.eq(id))
        .filter(ticket_checks::required)
        .filter(ticket_checks::done_at.is_null());
    Ok(open.select(count_star()).first(c)?)
}

/// The steps of a ticket that the caller sees.
pub(super) fn list(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<Vec<TicketCheck>, Failure> {
    store::find(c, caller, id)?;
    of(c, id)
}

/// Holds the ticket, if its steps may change: while it is open.
fn changeable(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<(), Failure> {
    // Held before it is read: what is read then is so until the end.
    lock(c, id)?;
    store::must_be_open(&store::find(c, caller, id)?.row)
}

fn too_many() -> Failure {
    let limit = i64::try_from(MOST_STEPS).unwrap_or(i64::MAX);
    Refusal::fields(vec![FieldRefusal::new("/checklist_id", FieldProblem::TooLarge).arg("limit", limit)])
        .into()
}

/// Writes steps behind those that are there; what is there already is not written twice.
fn append(
    c: &mut PgConnection,
    id: TicketId,
    checklist_id: Option<ChecklistId>,
    steps: &[ChecklistStep],
) -> Result<usize, Failure> {
    let known: Vec<String> =
        ticket_checks::table.filter(ticket_checks::ticket_id.eq(id)).select(ticket_checks::text).load(c)?;
    let last: Option<i32> = ticket_checks::table
        .filter(ticket_checks::ticket_id.eq(id))
        .select(max(ticket_checks::position))
        .first(c)?;
    let fresh = steps.iter().filter(|step| !known.iter().any(|text| **text == *step.text));
    let rows: Vec<New> = (last.unwrap_or(0).saturating_add(1)..)
        .zip(fresh)
        .map(|(position, step)| New {
            id: TicketCheckId(Uuid::now_v7()),
            ticket_id: id,
            position,
            text: step.text.to_string(),
            required: step.required,
            checklist_id,
        })
        .collect();
    if known.len() + rows.len() > MOST_STEPS {
        return Err(too_many());
    }
    diesel::insert_into(ticket_checks::table).values(&rows).execute(c)?;
    Ok(rows.len())
}

/// The lists that come onto a new ticket by themselves. None of their steps can be there yet, and what does not find
/// room any more is left out: filing a ticket never fails for it.
pub(super) fn begin(
    c: &mut PgConnection,
    id: TicketId,
    kind: TicketKind,
    topic: TicketTopic,
    product: Option<ProductId>,
) -> Result<(), Failure> {
    let mut lists = checklist::automatic(c, kind, topic)?;
    if lists.iter().any(|(_, line, _)| line.is_some()) {
        let own: Option<String> = match product {
            Some(product) => products::table.find(product).select(products::line.nullable()).first(c)?,
            None => None,
        };
        lists.retain(|(_, line, _)| line.is_none() || *line == own);
    }
    let mut rows: Vec<New> = vec![];
    for (checklist_id, _, steps) in lists {
        for step in steps {
            let text = step.text.to_string();
            if rows.len() < MOST_STEPS && !rows.iter().any(|row| row.text == text) {
                let position = i32::try_from(rows.len()).unwrap_or(i32::MAX).saturating_add(1);
                let (id, ticket_id) = (TicketCheckId(Uuid::now_v7()), id);
                rows.push(New {
                    id,
                    ticket_id,
                    position,
                    text,
                    required: step.required,
                    checklist_id: Some(checklist_id),
                });
            }
        }
    }
    if !rows.is_empty() {
        diesel::insert_into(ticket_checks::table).values(&rows).execute(c)?;
    }
    Ok(())
}

/// Puts steps on a ticket; gives all of them.
pub(super) fn add(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    input: &AddTicketChecks,
) -> Result<Vec<TicketCheck>, Failure> {
    input.check()?;
    changeable(c, caller, id)?;
    let steps = match (input.checklist_id, &input.text) {
        (Some(list), _) => {
            // The library is the house's; who works for it elsewhere writes steps out.
            let allowed = caller.actor.may(Permission::ChecklistUse);
            let offered = if allowed { checklist::offered(c, list)? } else { None };
            offered.ok_or_else(|| Failure::field("/checklist_id", FieldProblem::NoSuchRecord))?
        }
        (None, text) => {
            text.iter().map(|text| ChecklistStep { text: text.clone(), required: input.required }).collect()
        }
    };
    if append(c, id, input.checklist_id, &steps)? > 0 {
        let texts: Vec<&str> = steps.iter().map(|step| &*step.text).collect();
        tell(c, caller, id, json!({ "check": "added", "steps": texts }), None)?;
    }
    of(c, id)
}

fn tell(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    values: serde_json::Value,
    note: Option<String>,
) -> Result<(), Failure> {
    let event = EventRow::by(caller, id, TicketEventKind::Check).values(values).note(note).internal(true);
    events::write(c, &[event])
}

/// The text of a step of this ticket, and whether it is done.
fn step(c: &mut PgConnection, ticket: TicketId, id: TicketCheckId) -> Result<(String, bool), Failure> {
    let found: Option<(String, Option<DateTime<Utc>>)> = ticket_checks::table
        .find(id)
        .filter(ticket_checks::ticket_id.eq(ticket))
        .select((ticket_checks::text, ticket_checks::done_at))
        .first(c)
        .optional()?;
    found.map(|(text, done)| (text, done.is_some())).ok_or_else(Failure::not_found)
}

/// A step is done. Saying so twice changes nothing: the first note stays.
pub(super) fn tick(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: TicketId,
    id: TicketCheckId,
    input: &TickTicketCheck,
) -> Result<Vec<TicketCheck>, Failure> {
    changeable(c, caller, ticket)?;
    let (text, done) = step(c, ticket, id)?;
    if !done {
        let note = input.note.as_deref().map(str::to_owned);
        diesel::update(ticket_checks::table.find(id))
            .set((
                ticket_checks::done_at.eq(caller.now),
                ticket_checks::done_by_id.eq(caller.actor.user_id),
                ticket_checks::note.eq(&note),
            ))
            .execute(c)?;
        tell(c, caller, ticket, json!({ "check": "done", "steps": [text] }), note)?;
    }
    of(c, ticket)
}

/// A step is open again.
pub(super) fn untick(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: TicketId,
    id: TicketCheckId,
) -> Result<Vec<TicketCheck>, Failure> {
    changeable(c, caller, ticket)?;
    let (text, done) = step(c, ticket, id)?;
    if done {
        diesel::update(ticket_checks::table.find(id))
            .set((
                ticket_checks::done_at.eq(None::<DateTime<Utc>>),
                ticket_checks::done_by_id.eq(None::<UserId>),
                ticket_checks::note.eq(None::<String>),
            ))
            .execute(c)?;
        tell(c, caller, ticket, json!({ "check": "opened", "steps": [text] }), None)?;
    }
    of(c, ticket)
}

/// Takes a step off the ticket.
pub(super) fn remove(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: TicketId,
    id: TicketCheckId,
) -> Result<Vec<TicketCheck>, Failure> {
    changeable(c, caller, ticket)?;
    let (text, _) = step(c, ticket, id)?;
    diesel::delete(ticket_checks::table.find(id)).execute(c)?;
    tell(c, caller, ticket, json!({ "check": "removed", "steps": [text] }), None)?;
    of(c, ticket)
}
