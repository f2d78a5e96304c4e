//! What of a ticket decides whether a canned answer or a checklist is for it.

use super::store;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::views::ticket_rows;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::TicketId;
use shared::records::ticket::{TicketKind, TicketTopic};

/// What others are fitted to.
#[derive(Queryable, Selectable)]
#[diesel(table_name = ticket_rows)]
pub struct Subject {
    /// What the customer wants.
    pub kind: TicketKind,
    /// What it is about.
    pub topic: TicketTopic,
    /// The product line of its model.
    pub product_line: Option<String>,
}

/// Of a ticket. Whether the caller sees it is not asked here.
pub(super) fn of(c: &mut PgConnection, ticket: TicketId) -> Result<Subject, Failure> {
    let found = ticket_rows::table.filter(ticket_rows::id.eq(ticket)).select(Subject::as_select()).first(c);
    found.optional()?.ok_or_else(Failure::not_found)
}

/// Of the ticket that a list is asked for, if one is named.
///
/// # Errors
/// `validation_failed` when the caller does not see it.
pub fn subject(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: Option<TicketId>,
) -> Result<Option<Subject>, Failure> {
    let Some(id) = ticket else { return Ok(None) };
    store::find(c, caller, id).map_err(|failure| failure.missing_at("?ticket_id"))?;
    of(c, id).map(Some)
}
