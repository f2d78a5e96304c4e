//! Tags: words that the house puts on tickets. They lie beside the ticket and are the house's own.

use super::events::{self, EventRow};
use super::rows::{Row, Whole};
use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::{ticket_tags, tickets};
use diesel::dsl::count_star;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::auth::Permission;
use shared::ids::TicketId;
use shared::records::ticket::{BulkTag, Tag, TagCount, TicketEventKind, tagged};
use std::collections::HashMap;

/// The most tags that are offered.
const OFFERED: i64 = 100;

/// Whether somebody sees tags.
pub(super) fn sees(caller: &Caller) -> bool {
    caller.actor.may(Permission::CommentInternal)
}

/// The tags of these tickets, in alphabetical order; none for who does not see tags.
pub(super) fn of(
    c: &mut PgConnection,
    caller: &Caller,
    tickets: &[TicketId],
) -> Result<HashMap<TicketId, Vec<String>>, Failure> {
    let mut found = HashMap::<_, Vec<String>>::new();
    if sees(caller) && !tickets.is_empty() {
        let rows: Vec<(TicketId, String)> = ticket_tags::table
            .filter(ticket_tags::ticket_id.eq_any(tickets))
            .order((ticket_tags::ticket_id, ticket_tags::tag))
            .select((ticket_tags::ticket_id, ticket_tags::tag))
            .load(c)?;
        for (ticket, tag) in rows {
            found.entry(ticket).or_default().push(tag);
        }
    }
    Ok(found)
}

/// The tags in use on open tickets, the most used first.
pub(super) fn in_use(c: &mut PgConnection) -> Result<Vec<TagCount>, Failure> {
    let rows: Vec<(String, i64)> = ticket_tags::table
        .inner_join(tickets::table)
        .filter(tickets::closed_at.is_null())
        .group_by(ticket_tags::tag)
        .order((count_star().desc(), ticket_tags::tag))
        .limit(OFFERED)
        .select((ticket_tags::tag, count_star()))
        .load(c)?;
    Ok(rows.into_iter().map(|(tag, count)| TagCount { tag, count }).collect())
}

/// Puts tags on a ticket and takes others away; tells the timeline only what changed.
pub(super) fn change(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    input: &BulkTag,
) -> Result<Row, Failure> {
    // Two who tag one ticket at once wait for each other, so that the limit holds.
    tickets::table.find(id).select(tickets::id).for_no_key_update().first::<TicketId>(c).optional()?;
    let Whole { row, tags: before, .. } = store::find(c, caller, id)?;
    let after = tagged(&before, &input.add, &input.remove)?;
    let added: Vec<&String> = after.iter().filter(|tag| !before.contains(tag)).collect();
    let removed: Vec<&String> = before.iter().filter(|tag| !after.contains(tag)).collect();
    if added.is_empty() && removed.is_empty() {
        return Ok(row);
    }
    let gone =
        ticket_tags::table.filter(ticket_tags::ticket_id.eq(id)).filter(ticket_tags::tag.eq_any(&removed));
    diesel::delete(gone).execute(c)?;
    let new: Vec<_> = added
        .iter()
        .map(|tag| {
            (
                ticket_tags::ticket_id.eq(id),
                ticket_tags::tag.eq(tag.as_str()),
                ticket_tags::tagged_by_id.eq(caller.actor.user_id),
                ticket_tags::created_at.eq(caller.now),
            )
        })
        .collect();
    diesel::insert_into(ticket_tags::table).values(new).execute(c)?;
    let changes = json!({ "tags_added": added, "tags_removed": removed });
    let event = EventRow::by(caller, id, TicketEventKind::Updated).values(changes.clone()).internal(true);
    events::write(c, &[event])?;
    audit::write(c, caller, "ticket", id.0, "tag", changes)?;
    Ok(row)
}

/// The tickets that have a tag: a filter of the list.
pub(super) fn having(tag: &Tag) -> ticket_tags::BoxedQuery<'static, diesel::pg::Pg, diesel::sql_types::Uuid> {
    ticket_tags::table
        .filter(ticket_tags::tag.eq(tag.to_string()))
        .select(ticket_tags::ticket_id)
        .into_boxed()
}
