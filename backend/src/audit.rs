//! One row per change, in the same transaction.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::audit_entries;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::Value;
use shared::ids::UserId;
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

/// Who did something, where no caller stands behind it: a log-in that is only just being made, the command
/// line.
pub struct Author<'a> {
    /// The person; absent for the system itself.
    pub id: Option<UserId>,
    /// The person's name.
    pub name: &'a str,
    /// When.
    pub at: DateTime<Utc>,
    /// The request.
    pub request_id: Option<&'a str>,
}

impl Author<'_> {
    /// What happens by itself.
    pub const fn itself(at: DateTime<Utc>) -> Author<'static> {
        Author { id: None, name: "sanbao", at, request_id: None }
    }
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
    write_as(c, &caller.author(), record, record_id, action, changes)
}

/// The same of several records at once.
///
/// # Errors
/// When the database is away.
pub fn write_each(
    c: &mut PgConnection,
    author: &Author<'_>,
    (record, ids): (&str, &[Uuid]),
    action: &str,
    changes: &Value,
) -> Result<(), Failure> {
    let rows: Vec<Row<'_>> =
        ids.iter().map(|id| row(author, (record, *id), action, changes.clone())).collect();
    diesel::insert_into(audit_entries::table).values(rows).execute(c)?;
    Ok(())
}

fn row<'a>(
    author: &Author<'a>,
    (record, record_id): (&'a str, Uuid),
    action: &'a str,
    changes: Value,
) -> Row<'a> {
    Row {
        id: Uuid::now_v7(),
        at: author.at,
        actor_id: author.id.map(|id| id.0),
        actor_name: author.name,
        record,
        record_id,
        action,
        request_id: author.request_id,
        changes,
    }
}

/// The same, by somebody who is no caller.
///
/// # Errors
/// When the database is away.
pub fn write_as(
    c: &mut PgConnection,
    author: &Author<'_>,
    record: &str,
    record_id: Uuid,
    action: &str,
    changes: Value,
) -> Result<(), Failure> {
    let row = row(author, (record, record_id), action, changes);
    diesel::insert_into(audit_entries::table).values(row).execute(c)?;
    Ok(())
}
