//! Use cases of checklists.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::ticket;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::ChecklistId;
use shared::page::Page;
use shared::records::checklist::{Checklist, ChecklistInput, ChecklistQuery};
use uuid::Uuid;

/// A page of them.
///
/// # Errors
/// `validation_failed` when the ticket they are to fit is not there, or for a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &ChecklistQuery,
) -> Result<Page<Checklist>, Failure> {
    let fit = ticket::subject(c, caller, query.ticket_id)?;
    store::list(c, query, fit.as_ref())
}

/// Shows one.
///
/// # Errors
/// `not_found`.
pub fn get(c: &mut PgConnection, id: ChecklistId) -> Result<Checklist, Failure> {
    store::find(c, id)
}

/// Creates one.
///
/// # Errors
/// `validation_failed` without steps, or with one twice.
pub fn create(c: &mut PgConnection, caller: &Caller, input: &ChecklistInput) -> Result<Checklist, Failure> {
    input.check()?;
    let made = store::insert(c, caller, ChecklistId(Uuid::now_v7()), input)?;
    audit::write(c, caller, "checklist", made.id.0, "create", json!(input))?;
    Ok(made)
}

/// The list, if the caller has read it as it is.
fn current(c: &mut PgConnection, id: ChecklistId, version: i32) -> Result<Checklist, Failure> {
    let found = store::find(c, id)?;
    if found.version == version { Ok(found) } else { Err(Failure::stale()) }
}

/// Replaces one. What stands on tickets stays as it is.
///
/// # Errors
/// As for a new one; `version_stale` when somebody was quicker.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: ChecklistId,
    version: i32,
    input: &ChecklistInput,
) -> Result<Checklist, Failure> {
    current(c, id, version)?;
    input.check()?;
    let after = store::update(c, caller, id, version, input)?.ok_or_else(Failure::stale)?;
    audit::write(c, caller, "checklist", id.0, "update", json!(input))?;
    Ok(after)
}

/// Deletes one. What stands on tickets stays.
///
/// # Errors
/// `version_stale` when somebody was quicker.
pub fn delete(c: &mut PgConnection, caller: &Caller, id: ChecklistId, version: i32) -> Result<(), Failure> {
    let gone = current(c, id, version)?;
    if !store::delete(c, id, version)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "checklist", id.0, "delete", json!({ "title": gone.title, "steps": gone.steps }))
}
