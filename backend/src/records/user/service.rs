//! Use cases of people.

use super::{link, store};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::{api_token, policy, session};
use chrono::Duration;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::auth::{OrganizationKind, Role};
use shared::ids::UserId;
use shared::page::Page;
use shared::problem::{FieldProblem, ProblemCode, Refusal};
use shared::records::user::{InviteUser, OneUseLink, UpdateUser, User, UserQuery, UserStatus};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Lists the people that the caller sees.
pub fn list(c: &mut PgConnection, caller: &Caller, query: &UserQuery) -> Result<Page<User>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
pub fn get(c: &mut PgConnection, caller: &Caller, id: UserId) -> Result<User, Failure> {
    store::find(c, caller, id).map(|(user, _)| user)
}

/// Roles must be some, each once, of those that the kind of organisation has.
fn check_roles(kind: OrganizationKind, roles: &[Role]) -> Result<(), Refusal> {
    if roles.is_empty() {
        return Err(Refusal::field("/roles", FieldProblem::Required));
    }
    let each_once = roles.iter().collect::<BTreeSet<_>>().len() == roles.len();
    if each_once && roles.iter().all(|role| kind.roles().contains(role)) {
        return Ok(());
    }
    let allowed = kind.roles().iter().map(|role| role.as_str());
    Err(Refusal::field("/roles", FieldProblem::NotAllowed).allowed(allowed))
}

/// The person, if the caller sees them and has read this version.
fn find_version(
    c: &mut PgConnection,
    caller: &Caller,
    id: UserId,
    version: i32,
) -> Result<(User, OrganizationKind), Failure> {
    let found = store::find(c, caller, id)?;
    if found.0.version == version { Ok(found) } else { Err(Failure::stale()) }
}

/// Makes a link for a person. What is answered names only the link's id: the token is put in its place
/// outside, so that it is stored nowhere.
fn make_link(
    c: &mut PgConnection,
    caller: &Caller,
    user: User,
    secret: &[u8],
) -> Result<OneUseLink, Failure> {
    let id = Uuid::now_v7();
    let expires_at = caller.now + Duration::days(policy::load(c)?.link_days.into());
    link::issue(c, user.id, &link::token(secret, id), caller.now, expires_at)?;
    Ok(OneUseLink { user, link: id.to_string(), expires_at })
}

/// Puts the token into an answer that names only the link's id.
///
/// # Errors
/// When the stored answer is of another kind.
pub fn with_token(answer: OneUseLink, secret: &[u8]) -> Result<OneUseLink, Failure> {
    let id = answer.link.parse().map_err(|error| Failure::Internal(anyhow::Error::new(error)))?;
    Ok(OneUseLink { link: link::path(&link::token(secret, id)), ..answer })
}

/// Invites a person.
pub fn invite(
    c: &mut PgConnection,
    caller: &Caller,
    input: &InviteUser,
    secret: &[u8],
) -> Result<OneUseLink, Failure> {
    let kind = store::kind_of(c, caller, input.organization_id)?
        .ok_or_else(|| Refusal::field("/organization_id", FieldProblem::NoSuchRecord))?;
    check_roles(kind, &input.roles)?;
    let id = UserId(Uuid::now_v7());
    store::insert(c, id, input, caller.profile.locale, caller.now)?;
    audit::write(c, caller, "user", id.0, "create", json!(input))?;
    let (user, _) = store::find(c, caller, id)?;
    make_link(c, caller, user, secret)
}

/// Changes a person. Nobody takes their own administration away: the last administrator would lock
/// everybody out.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: UserId,
    version: i32,
    input: &UpdateUser,
) -> Result<User, Failure> {
    let (before, kind) = find_version(c, caller, id, version)?;
    check_roles(kind, &input.roles)?;
    let gives_up = before.roles.contains(&Role::Admin) && !input.roles.contains(&Role::Admin);
    if id == caller.actor.user_id && gives_up {
        return Err(Failure::field("/roles", FieldProblem::NotAllowed));
    }
    if !store::update(c, id, version, input, caller.now)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "user", id.0, "update", json!(input))?;
    get(c, caller, id)
}

fn set_status(
    c: &mut PgConnection,
    caller: &Caller,
    before: &User,
    status: UserStatus,
    action: &str,
) -> Result<User, Failure> {
    if !store::set_status(c, before.id, before.version, status, caller.now)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "user", before.id.0, action, json!({ "status": status }))?;
    get(c, caller, before.id)
}

/// Switches a person off: sessions, tokens and links end with it.
pub fn disable(c: &mut PgConnection, caller: &Caller, id: UserId, version: i32) -> Result<User, Failure> {
    let (before, _) = find_version(c, caller, id, version)?;
    if id == caller.actor.user_id {
        return Err(Refusal::new(ProblemCode::Forbidden).detail("problem-forbidden-own_account").into());
    }
    if before.status == UserStatus::Disabled {
        return Ok(before);
    }
    session::store::end_all(c, id, None, caller.now)?;
    api_token::store::revoke_all(c, id, caller.now)?;
    link::void(c, id, caller.now)?;
    set_status(c, caller, &before, UserStatus::Disabled, "disable")
}

/// Lets a person log in again, or use an invitation again who had not done so.
pub fn enable(c: &mut PgConnection, caller: &Caller, id: UserId, version: i32) -> Result<User, Failure> {
    let (before, _) = find_version(c, caller, id, version)?;
    if before.status != UserStatus::Disabled {
        return Ok(before);
    }
    let status = if store::has_password(c, id)? { UserStatus::Active } else { UserStatus::Invited };
    set_status(c, caller, &before, status, "enable")
}

/// Makes a link with which the person chooses a new password; earlier links stop working.
pub fn reset_link(
    c: &mut PgConnection,
    caller: &Caller,
    id: UserId,
    version: i32,
    secret: &[u8],
) -> Result<OneUseLink, Failure> {
    let (user, _) = find_version(c, caller, id, version)?;
    if user.status == UserStatus::Disabled {
        let refusal = Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-user_disabled")
            .arg("name", user.name)
            .allowed(["enable"]);
        return Err(refusal.into());
    }
    audit::write(c, caller, "user", id.0, "reset_link", json!({}))?;
    make_link(c, caller, user, secret)
}
