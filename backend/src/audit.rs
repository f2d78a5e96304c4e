//! One row per change, in the same transaction.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::audit_entries;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::Value;
use uuid::Uuid;

#[derive(Insertable)]
#[diesel(table_name = audit_entries)]
struct Row<'a> {
    id: Uuid,
    at: DateTime<Utc>,
    actor_id: Option<Uuid>,
    actor_name: &'a str,
    record: &'a str,
    record_id: Uuid,
    action: &'a str,
    request_id: Option<&'a str>,
    changes: Value,
}

/// Writes down who did what to which record. `changes` must not hold passwords or tokens.
///
/// # Errors
/// When the database is away.
pub fn write(
    c: &mut PgConnection,
    caller: &Caller,
    record: &str,
    record_id: Uuid,
    action: &str,
    changes: Value,
) -> Result<(), Failure> {
    let row = Row {
        id: Uuid::now_v7(),
        at: caller.now,
        actor_id: Some(caller.actor.user_id.0),
        actor_name: &caller.actor.name,
        record,
        record_id,
        action,
        request_id: Some(&caller.request_id),
        changes,
    };
    diesel::insert_into(audit_entries::table).values(row).execute(c)?;
    Ok(())
}
