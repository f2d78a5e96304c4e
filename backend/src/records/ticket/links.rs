//! How tickets belong together. A link to a ticket that the caller does not see is not shown.

use super::events::{self, EventRow};
use super::store;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::ticket_links;
use crate::views::ticket_rows;
use crate::{audit, policy};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::ids::{TicketId, TicketLinkId};
use shared::problem::FieldProblem;
use shared::records::ticket::{CreateTicketLink, TicketEventKind, TicketLink, TicketLinkKind, TicketStatus};
use std::collections::HashMap;
use uuid::Uuid;

type Row = (TicketLinkId, TicketLinkKind, TicketId, TicketId);

/// A ticket's links to tickets that the caller sees, at most 200.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: TicketId,
) -> Result<Vec<TicketLink>, Failure> {
    use ticket_links::dsl;
    store::find(c, caller, ticket)?;
    let rows: Vec<Row> = dsl::ticket_links
        .filter(dsl::from_id.eq(ticket).or(dsl::to_id.eq(ticket)))
        .order((dsl::created_at.desc(), dsl::id.desc()))
        .limit(200)
        .select((dsl::id, dsl::kind, dsl::from_id, dsl::to_id))
        .load(c)?;
    let other = |row: &Row| if row.2 == ticket { row.3 } else { row.2 };
    let others: Vec<TicketId> = rows.iter().map(other).collect();
    let seen: HashMap<TicketId, (String, String, TicketStatus)> =
        policy::tickets(caller, ticket_rows::table.into_boxed())
            .filter(ticket_rows::id.eq_any(others))
            .select((ticket_rows::id, (ticket_rows::number, ticket_rows::subject, ticket_rows::status)))
            .load::<(TicketId, (String, String, TicketStatus))>(c)?
            .into_iter()
            .collect();
    let show = |row: Row| {
        let other_id = other(&row);
        let (number, subject, status) = seen.get(&other_id)?.clone();
        Some(TicketLink {
            id: row.0,
            kind: row.1,
            outgoing: row.2 == ticket,
            other_id,
            other_number: number,
            other_subject: subject,
            other_status: status,
        })
    };
    Ok(rows.into_iter().filter_map(show).collect())
}

/// Stores a link; one that is there already stays.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    from: TicketId,
    to: TicketId,
    kind: TicketLinkKind,
) -> Result<(), Failure> {
    use ticket_links::dsl;
    diesel::insert_into(dsl::ticket_links)
        .values((
            dsl::id.eq(TicketLinkId(Uuid::now_v7())),
            dsl::kind.eq(kind),
            dsl::from_id.eq(from),
            dsl::to_id.eq(to),
            dsl::created_at.eq(caller.now),
        ))
        .on_conflict_do_nothing()
        .execute(c)?;
    Ok(())
}

/// Links two tickets; gives all links of the first.
pub(super) fn create(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: TicketId,
    input: &CreateTicketLink,
) -> Result<Vec<TicketLink>, Failure> {
    let own = store::find(c, caller, ticket)?;
    if input.other_id == ticket {
        return Err(Failure::field("/other_id", FieldProblem::Inconsistent));
    }
    let missing = |failure: Failure| failure.missing_at("/other_id");
    let other = store::find(c, caller, input.other_id).map_err(missing)?;
    insert(c, caller, ticket, input.other_id, input.kind)?;
    let entry = |on: TicketId, number: &str| {
        EventRow::by(caller, on, TicketEventKind::Link)
            .values(json!({ "kind": input.kind, "number": number }))
    };
    events::write(c, &[entry(ticket, &other.row.number), entry(input.other_id, &own.row.number)])?;
    audit::write(c, caller, "ticket", ticket.0, "link", json!(input))?;
    list(c, caller, ticket)
}

/// Takes a link away.
pub(super) fn delete(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: TicketId,
    link: TicketLinkId,
) -> Result<(), Failure> {
    use ticket_links::dsl;
    let visible =
        list(c, caller, ticket)?.into_iter().find(|l| l.id == link).ok_or_else(Failure::not_found)?;
    diesel::delete(dsl::ticket_links.find(link)).execute(c)?;
    let values = json!({ "removed": visible.kind, "number": visible.other_number });
    events::write(c, &[EventRow::by(caller, ticket, TicketEventKind::Link).values(values)])?;
    audit::write(
        c,
        caller,
        "ticket",
        ticket.0,
        "unlink",
        json!({ "other_id": visible.other_id, "kind": visible.kind }),
    )
}
