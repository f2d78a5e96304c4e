//! Use cases of canned answers.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::ticket;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::auth::Permission;
use shared::i18n::Arg;
use shared::ids::CannedAnswerId;
use shared::page::Page;
use shared::problem::{ProblemCode, Refusal};
use shared::records::canned_answer::{CannedAnswer, CannedAnswerInput, CannedAnswerQuery, may_edit};
use uuid::Uuid;

/// A page of those that the caller sees.
///
/// # Errors
/// `validation_failed` when the ticket they are to fit is not there, or for a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &CannedAnswerQuery,
) -> Result<Page<CannedAnswer>, Failure> {
    let fit = ticket::subject(c, caller, query.ticket_id)?;
    store::list(c, caller, query, fit.as_ref())
}

/// Shows one.
///
/// # Errors
/// `not_found` when it is not there or somebody else's own.
pub fn get(c: &mut PgConnection, caller: &Caller, id: CannedAnswerId) -> Result<CannedAnswer, Failure> {
    store::find(c, caller, id)
}

fn forbidden() -> Failure {
    let permission = Arg::Key(Permission::CannedAnswerManage.label_key());
    Refusal::new(ProblemCode::Forbidden).arg("permission", permission).into()
}

/// Creates one: one's own, or one of the house.
///
/// # Errors
/// `forbidden` for one of the house without the right, `validation_failed` for an unknown placeholder.
pub fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CannedAnswerInput,
) -> Result<CannedAnswer, Failure> {
    let owner = input.private.then_some(caller.actor.user_id);
    if !may_edit(&caller.actor, owner) {
        return Err(forbidden());
    }
    input.check()?;
    let made = store::insert(c, caller, CannedAnswerId(Uuid::now_v7()), owner, input)?;
    audit::write(c, caller, "canned_answer", made.id.0, "create", json!(input))?;
    Ok(made)
}

/// The answer, if the caller may change it and has read it as it is.
fn changeable(
    c: &mut PgConnection,
    caller: &Caller,
    id: CannedAnswerId,
    version: i32,
) -> Result<CannedAnswer, Failure> {
    let found = store::find(c, caller, id)?;
    if !found.editable {
        return Err(forbidden());
    }
    if found.version != version {
        return Err(Failure::stale());
    }
    Ok(found)
}

/// Replaces one. One's own may become the house's and the other way around, with the right to both.
///
/// # Errors
/// `forbidden` without that right, `version_stale` when somebody was quicker.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: CannedAnswerId,
    version: i32,
    input: &CannedAnswerInput,
) -> Result<CannedAnswer, Failure> {
    changeable(c, caller, id, version)?;
    let owner = input.private.then_some(caller.actor.user_id);
    if !may_edit(&caller.actor, owner) {
        return Err(forbidden());
    }
    input.check()?;
    let after = store::update(c, caller, id, version, owner, input)?.ok_or_else(Failure::stale)?;
    audit::write(c, caller, "canned_answer", id.0, "update", json!(input))?;
    Ok(after)
}

/// Deletes one.
///
/// # Errors
/// As for a change.
pub fn delete(
    c: &mut PgConnection,
    caller: &Caller,
    id: CannedAnswerId,
    version: i32,
) -> Result<(), Failure> {
    let gone = changeable(c, caller, id, version)?;
    if !store::delete(c, id, version)? {
        return Err(Failure::stale());
    }
    audit::write(
        c,
        caller,
        "canned_answer",
        id.0,
        "delete",
        json!({ "title": gone.title, "body": gone.body }),
    )
}
