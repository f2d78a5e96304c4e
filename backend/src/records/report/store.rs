//! What reports read.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::ticket::writable;
use crate::schema::ticket_events;
use crate::views::ticket_rows::dsl;
use crate::{after, policy};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::TicketId;
use shared::records::report::{StatusEntry, TicketTimesQuery, TicketTimesRow};
use shared::records::ticket::TicketStatus;
use std::collections::HashMap;

/// A place in the order of creation.
pub type Place = (DateTime<Utc>, TicketId);

type Row = (TicketId, String, Option<String>, Option<String>, TicketStatus, DateTime<Utc>);

/// The tickets that the caller sees, oldest first, still without figures.
pub(super) fn tickets(
    c: &mut PgConnection,
    caller: &Caller,
    query: &TicketTimesQuery,
    after: Option<Place>,
    limit: i64,
) -> Result<Vec<TicketTimesRow>, Failure> {
    let mut q = policy::tickets(caller, dsl::ticket_rows.into_boxed());
    if let Some(source) = &query.external_source {
        q = q.filter(dsl::external_source.eq(source.to_string()));
    }
    if let Some(from) = query.created_from {
        q = q.filter(dsl::created_at.ge(writable(from)));
    }
    if let Some(to) = query.created_to {
        q = q.filter(dsl::created_at.lt(writable(to)));
    }
    if let Some((at, id)) = after {
        q = after!(q, dsl::created_at, at, dsl::id.gt(id));
    }
    let columns =
        (dsl::id, dsl::number, dsl::external_source, dsl::external_reference, dsl::status, dsl::created_at);
    let rows: Vec<Row> = q.order((dsl::created_at, dsl::id)).limit(limit).select(columns).load(c)?;
    let row =
        |(ticket_id, number, external_source, external_reference, status, created_at): Row| TicketTimesRow {
            ticket_id,
            number,
            external_source,
            external_reference,
            status,
            created_at,
            first_resolved_at: None,
            last_resolved_at: None,
            closed_at: None,
            reopen_count: 0,
            gross_seconds: None,
            paused_seconds: None,
            parked_seconds: None,
            net_seconds: None,
            net_business_seconds: None,
        };
    Ok(rows.into_iter().map(row).collect())
}

/// The states that these tickets came into, in the order of time.
pub(super) fn histories(
    c: &mut PgConnection,
    tickets: impl Iterator<Item = TicketId>,
) -> Result<HashMap<TicketId, Vec<StatusEntry>>, Failure> {
    use ticket_events::dsl;
    let rows: Vec<(TicketId, DateTime<Utc>, Option<TicketStatus>)> = dsl::ticket_events
        .filter(dsl::ticket_id.eq_any(tickets.collect::<Vec<_>>()))
        .filter(dsl::to_status.is_not_null())
        .order((dsl::ticket_id, dsl::at, dsl::id))
        .select((dsl::ticket_id, dsl::at, dsl::to_status))
        .load(c)?;
    let mut histories: HashMap<TicketId, Vec<StatusEntry>> = HashMap::new();
    for (ticket, at, status) in rows {
        if let Some(status) = status {
            histories.entry(ticket).or_default().push(StatusEntry { at, status });
        }
    }
    Ok(histories)
}
