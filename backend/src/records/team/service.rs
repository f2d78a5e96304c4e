//! Use cases of teams.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::TeamId;
use shared::page::Page;
use shared::problem::{Checker, FieldProblem, FieldRefusal};
use shared::records::import::PageQuery;
use shared::records::team::{Team, TeamInput};
use uuid::Uuid;

/// The most people in one team.
const MOST: i64 = 200;

/// Lists the teams that the caller sees.
pub fn list(c: &mut PgConnection, caller: &Caller, query: &PageQuery) -> Result<Page<Team>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
pub fn get(c: &mut PgConnection, caller: &Caller, id: TeamId) -> Result<Team, Failure> {
    store::find(c, caller, id)
}

/// The people of a team belong to its organisation, each of them once.
fn check(c: &mut PgConnection, caller: &Caller, input: &TeamInput) -> Result<(), Failure> {
    let mut check = Checker::default();
    let sees = store::sees_organization(c, caller, input.organization_id)?;
    check.check(sees, "/organization_id", FieldProblem::NoSuchRecord);
    if i64::try_from(input.member_ids.len()).map_or(true, |n| n > MOST) {
        check.push(FieldRefusal::new("/member_ids", FieldProblem::TooLarge).arg("limit", MOST));
        return Ok(check.finish()?);
    }
    let people = store::people_of(c, input.organization_id, &input.member_ids)?;
    let belong = input.member_ids.iter().all(|member| people.contains(member));
    check.check(belong, "/member_ids", FieldProblem::NoSuchRecord);
    let each_once = !belong || people.len() == input.member_ids.len();
    check.check(each_once, "/member_ids", FieldProblem::NotAllowed);
    Ok(check.finish()?)
}

/// Creates one.
pub fn create(c: &mut PgConnection, caller: &Caller, input: &TeamInput) -> Result<Team, Failure> {
    check(c, caller, input)?;
    let id = TeamId(Uuid::now_v7());
    store::insert(c, id, input, caller.now)?;
    audit::write(c, caller, "team", id.0, "create", json!(input))?;
    store::find(c, caller, id)
}

/// Replaces one. It stays with its organisation.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: TeamId,
    version: i32,
    input: &TeamInput,
) -> Result<Team, Failure> {
    let before = store::find(c, caller, id)?;
    if before.version != version {
        return Err(Failure::stale());
    }
    if input.organization_id != before.organization_id {
        return Err(Failure::field("/organization_id", FieldProblem::Inconsistent));
    }
    check(c, caller, input)?;
    if !store::update(c, id, version, input, caller.now)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "team", id.0, "update", json!(input))?;
    store::find(c, caller, id)
}
