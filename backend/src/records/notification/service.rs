//! Use cases of notifications: one's own, nobody else's.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::problem::{FieldProblem, FieldRefusal, Refusal};
use shared::records::notification::*;

/// Most that are marked by name at once.
const MOST: usize = 100;

/// Lists the caller's.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &NotificationQuery,
) -> Result<Notifications, Failure> {
    store::list(c, caller, query)
}

/// Marks some, or all up to now, as read.
pub fn read(
    c: &mut PgConnection,
    caller: &Caller,
    input: &ReadNotifications,
) -> Result<UnreadNotifications, Failure> {
    if input.ids.as_ref().is_some_and(|ids| ids.len() > MOST) {
        let too_many = FieldRefusal::new("/ids", FieldProblem::TooLarge).arg("limit", MOST as i64);
        return Err(Refusal::fields(vec![too_many]).into());
    }
    store::read(c, caller, input.ids.as_deref())?;
    audit::write(c, caller, "notification", caller.actor.user_id.0, "read", json!(input))?;
    Ok(UnreadNotifications { unread: store::unread(c, caller)? })
}
