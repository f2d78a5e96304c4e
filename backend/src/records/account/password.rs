//! Use cases of passwords: changed with the old one, or set with a link.
//!
//! These requests take no `Idempotency-Key`: what is stored with a key would let somebody who reads the
//! database try passwords against a fast hash.

use super::service::Visit;
use super::store;
use crate::audit::{self, Author};
use crate::auth::caller::Caller;
use crate::auth::throttle;
use crate::error::Failure;
use crate::records::session::{service as session, store as sessions};
use crate::records::user::link::{self, Invited};
use diesel::pg::PgConnection;
use serde_json::json;
use shared::problem::{FieldProblem, ProblemCode, Refusal};
use shared::records::account::Password;

/// Whether a password may be chosen.
///
/// # Errors
/// A refusal of `/new_password`.
pub fn check(new: &Password, email: &str, name: &str) -> Result<(), Failure> {
    new.acceptable(email, name).map_err(|code| Failure::field("/new_password", code))
}

/// What guesses at a person's password are counted under once somebody is logged in: apart from log-ins,
/// so that a stranger's guesses there do not keep the owner from changing the password here.
fn counted_as(caller: &Caller) -> String {
    format!("password of {}", caller.actor.user_id)
}

/// Before the current password is looked at: whether it may be, and what is stored.
pub fn begin_change(c: &mut PgConnection, caller: &Caller, visit: &Visit) -> Result<Option<String>, Failure> {
    session::of(caller)?;
    throttle::check(c, &counted_as(caller), &visit.address, None, visit.now)?;
    store::password(c, caller.actor.user_id)
}

/// Notes that the current password was wrong, and says so. The limit is looked at again: see `log_in`.
pub fn was_wrong(c: &mut PgConnection, caller: &Caller, visit: &Visit) -> Result<Failure, Failure> {
    let name = counted_as(caller);
    store::queue_up(c, &name)?;
    throttle::check(c, &name, &visit.address, None, visit.now)?;
    throttle::note_failure(c, &name, &visit.address, None, visit.now)?;
    Ok(Failure::field("/current_password", FieldProblem::NotAllowed))
}

/// Replaces the password that was shown to be right; ends every other session and every open link.
pub fn change(
    c: &mut PgConnection,
    caller: &Caller,
    visit: &Visit,
    before: &str,
    after: &str,
) -> Result<(), Failure> {
    let (user, name) = (caller.actor.user_id, counted_as(caller));
    store::queue_up(c, &name)?;
    throttle::check(c, &name, &visit.address, None, visit.now)?;
    if !store::replace_password(c, user, before, after)? {
        return Err(Failure::field("/current_password", FieldProblem::NotAllowed));
    }
    sessions::end_all(c, user, Some(session::of(caller)?), caller.now)?;
    link::void(c, user, caller.now)?;
    audit::write(c, caller, "user", user.0, "change_password", json!({}))
}

/// Whom a link is for.
pub fn begin_redeem(c: &mut PgConnection, visit: &Visit, token: &str) -> Result<Invited, Failure> {
    link::find(c, token, visit.now)?.ok_or_else(|| Refusal::new(ProblemCode::LinkInvalid).into())
}

/// Uses a link up: the person has this password from now on, and no other log-in goes on.
pub fn redeem(
    c: &mut PgConnection,
    visit: &Visit,
    token: &str,
    invited: &Invited,
    hash: &str,
) -> Result<(), Failure> {
    if !link::use_up(c, token, visit.now)? || !store::redeem(c, invited.user, hash, visit.now)? {
        return Err(Refusal::new(ProblemCode::LinkInvalid).into());
    }
    link::void(c, invited.user, visit.now)?;
    sessions::end_all(c, invited.user, None, visit.now)?;
    let author = Author {
        id: Some(invited.user),
        name: &invited.name,
        at: visit.now,
        request_id: Some(&visit.request_id),
    };
    audit::write_as(c, &author, "user", invited.user.0, "redeem_link", json!({ "status": "active" }))
}
