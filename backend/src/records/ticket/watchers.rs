//! Who follows a ticket, and telling them.

use super::store;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::notification::{self, Word};
use crate::schema::{organizations, ticket_watchers, users};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::auth::OrganizationKind;
use shared::ids::{TicketId, UserId};
use shared::records::notification::NotificationKind;
use shared::records::team::TeamMember;
use shared::records::ticket::{Watchers, told};
use shared::records::user::UserStatus;

/// The most that are shown.
const MOST_SHOWN: i64 = 100;

fn of(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<Watchers, Failure> {
    let rows: Vec<(UserId, String)> = ticket_watchers::table
        .inner_join(users::table)
        .filter(ticket_watchers::ticket_id.eq(id))
        .order((users::name, users::id))
        .limit(MOST_SHOWN)
        .select((users::id, users::name))
        .load(c)?;
    let watching = rows.iter().any(|(user, _)| *user == caller.actor.user_id);
    Ok(Watchers { watching, people: rows.into_iter().map(|(id, name)| TeamMember { id, name }).collect() })
}

/// Who follows a ticket that the caller sees.
pub(super) fn list(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<Watchers, Failure> {
    store::find(c, caller, id)?;
    of(c, caller, id)
}

/// The caller follows it, or does not any more; either may be said twice.
pub(super) fn set(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    on: bool,
) -> Result<Watchers, Failure> {
    store::find(c, caller, id)?;
    let user = caller.actor.user_id;
    if on {
        diesel::insert_into(ticket_watchers::table)
            .values((
                ticket_watchers::ticket_id.eq(id),
                ticket_watchers::user_id.eq(user),
                ticket_watchers::created_at.eq(caller.now),
            ))
            .on_conflict_do_nothing()
            .execute(c)?;
    } else {
        diesel::delete(ticket_watchers::table.find((id, user))).execute(c)?;
    }
    of(c, caller, id)
}

/// Tells those who follow a ticket that something happened to it. Only people of the house do, and only while they
/// can log in; `otherwise` are told in other words already.
pub(super) fn tell(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    otherwise: &[UserId],
) -> Result<(), Failure> {
    let watchers: Vec<UserId> = ticket_watchers::table
        .inner_join(users::table.inner_join(organizations::table))
        .filter(ticket_watchers::ticket_id.eq(id))
        .filter(users::status.eq(UserStatus::Active))
        .filter(organizations::kind.eq(OrganizationKind::Manufacturer))
        .select(users::id)
        .load(c)?;
    let words: Vec<(UserId, Word)> = told(&watchers, caller.actor.user_id, otherwise)
        .into_iter()
        .map(|user| (user, Word::by(caller, NotificationKind::Watched, id)))
        .collect();
    notification::tell(c, &words, caller.now)
}
