//! Use cases of saved views.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::SavedViewId;
use shared::problem::{FieldProblem, FieldRefusal, ProblemCode, Refusal};
use shared::records::saved_view::{MOST_VIEWS, Register, SavedView, SavedViewInput, ViewSharing};
use uuid::Uuid;

/// Lists the views that the caller sees.
pub fn list(c: &mut PgConnection, caller: &Caller, register: Register) -> Result<Vec<SavedView>, Failure> {
    store::list(c, caller, register)
}

/// A view is shared with a team that one sees.
fn check(c: &mut PgConnection, caller: &Caller, input: &SavedViewInput) -> Result<(), Failure> {
    input.check(&caller.actor)?;
    match input.team_id {
        Some(team) if !store::sees_team(c, caller, team)? => {
            Err(Failure::field("/team_id", FieldProblem::NoSuchRecord))
        }
        _ => Ok(()),
    }
}

/// Saves one.
pub fn create(c: &mut PgConnection, caller: &Caller, input: &SavedViewInput) -> Result<SavedView, Failure> {
    check(c, caller, input)?;
    if store::has_enough(c, caller.actor.user_id)? {
        let field = FieldRefusal::new("", FieldProblem::TooLarge).arg("limit", MOST_VIEWS as i64);
        return Err(Refusal::fields(vec![field]).into());
    }
    let id = SavedViewId(Uuid::now_v7());
    store::insert(c, caller, id, input)?;
    audit::write(c, caller, "saved_view", id.0, "create", json!(input))?;
    store::find(c, caller, id)
}

/// The view, if the caller may change it and has read this version.
fn editable(
    c: &mut PgConnection,
    caller: &Caller,
    id: SavedViewId,
    version: i32,
) -> Result<SavedView, Failure> {
    let before = store::find(c, caller, id)?;
    if !before.editable {
        return Err(Refusal::new(ProblemCode::Forbidden)
            .detail("problem-forbidden-saved_view")
            .arg("name", before.owner_name.as_str())
            .into());
    }
    if before.version == version { Ok(before) } else { Err(Failure::stale()) }
}

/// Replaces one.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: SavedViewId,
    version: i32,
    input: &SavedViewInput,
) -> Result<SavedView, Failure> {
    let before = editable(c, caller, id, version)?;
    check(c, caller, input)?;
    if input.register != before.register {
        return Err(Failure::field("/register", FieldProblem::Inconsistent));
    }
    // What somebody else shares with the house would vanish from the house.
    if before.owner_id != caller.actor.user_id && input.sharing != ViewSharing::House {
        return Err(Failure::field("/sharing", FieldProblem::NotAllowed));
    }
    if !store::update(c, caller, id, version, input)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "saved_view", id.0, "update", json!(input))?;
    store::find(c, caller, id)
}

/// Deletes one.
pub fn delete(c: &mut PgConnection, caller: &Caller, id: SavedViewId, version: i32) -> Result<(), Failure> {
    let before = editable(c, caller, id, version)?;
    if !store::delete(c, id, version)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "saved_view", id.0, "delete", json!({ "name": before.name }))
}
