//! Use cases of locations.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::organization::service::check_reference;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::LocationId;
use shared::page::Page;
use shared::problem::{Checker, FieldProblem, ProblemCode, Refusal};
use shared::records::location::{Location, LocationInput, LocationQuery};
use uuid::Uuid;

/// A page of the locations that the caller sees.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(c: &mut PgConnection, caller: &Caller, query: &LocationQuery) -> Result<Page<Location>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn get(c: &mut PgConnection, caller: &Caller, id: LocationId) -> Result<Location, Failure> {
    store::find(c, caller, id)
}

fn check_references(c: &mut PgConnection, caller: &Caller, input: &LocationInput) -> Result<(), Failure> {
    let mut check = Checker::default();
    let home = Some(input.organization_id);
    check_reference(c, caller, home, input.kind.homes(), "/organization_id", &mut check)?;
    if let Some(person) = input.responsible_id {
        let known = store::works_at(c, person, input.organization_id)?;
        check.check(known, "/responsible_id", FieldProblem::NoSuchRecord);
    }
    Ok(check.finish()?)
}

/// Creates one.
///
/// # Errors
/// `validation_failed` for a home that does not fit or a van without somebody of that organisation.
pub fn create(c: &mut PgConnection, caller: &Caller, input: &LocationInput) -> Result<Location, Failure> {
    input.check()?;
    check_references(c, caller, input)?;
    let id = LocationId(Uuid::now_v7());
    store::insert(c, id, input, caller.now)?;
    audit::write(c, caller, "location", id.0, "create", json!(input))?;
    store::find(c, caller, id)
}

/// Replaces one. While something is kept there it stays where it is: whose it is cannot change, and it cannot be closed.
///
/// # Errors
/// As for a new one; `in_use` while something is kept there; `version_stale` when somebody was quicker.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: LocationId,
    version: i32,
    input: &LocationInput,
) -> Result<Location, Failure> {
    input.check()?;
    let before = store::find(c, caller, id)?;
    if before.version != version {
        return Err(Failure::stale());
    }
    check_references(c, caller, input)?;
    if !store::update(c, id, version, input, caller.now)? {
        return Err(Failure::stale());
    }
    let moves_house = input.organization_id != before.organization_id;
    if (moves_house || (before.active && !input.active)) && store::holds_something(c, id)? {
        return Err(Refusal::new(ProblemCode::InUse).detail("problem-in_use-location").into());
    }
    audit::write(c, caller, "location", id.0, "update", json!(input))?;
    store::find(c, caller, id)
}
