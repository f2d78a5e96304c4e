//! Who has a ticket open.

use super::store;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::{ticket_presences, users};
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::TicketId;
use shared::records::ticket::{PRESENCE_ENDS, Presence, PresenceState};

/// The most that are told.
const MOST_SHOWN: i64 = 20;

/// Takes note of the caller, and gives the others who are there, those who type first.
pub(super) fn tell(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    state: PresenceState,
) -> Result<Vec<Presence>, Failure> {
    use ticket_presences as p;
    store::find(c, caller, id)?;
    let me = caller.actor.user_id;
    let set = (p::editing.eq(state == PresenceState::Editing), p::seen_at.eq(caller.now));
    if state == PresenceState::Gone {
        diesel::delete(p::table.find((id, me))).execute(c)?;
    } else {
        diesel::insert_into(p::table)
            .values((p::ticket_id.eq(id), p::user_id.eq(me), set))
            .on_conflict((p::ticket_id, p::user_id))
            .do_update()
            .set(set)
            .execute(c)?;
    }
    let rows = p::table
        .inner_join(users::table)
        .filter(p::ticket_id.eq(id))
        .filter(p::user_id.ne(me))
        .filter(p::seen_at.gt(caller.now - Duration::seconds(PRESENCE_ENDS)))
        .order((p::editing.desc(), users::name, users::id))
        .limit(MOST_SHOWN)
        .select((users::id, users::name, p::editing))
        .load(c)?;
    Ok(rows.into_iter().map(|(user_id, name, editing)| Presence { user_id, name, editing }).collect())
}

/// Forgets those who have long been gone. Gives how many rows went.
///
/// # Errors
/// When the database is away.
pub fn sweep(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let gone = ticket_presences::seen_at.lt(now - Duration::seconds(PRESENCE_ENDS));
    Ok(diesel::delete(ticket_presences::table.filter(gone)).execute(c)?)
}
