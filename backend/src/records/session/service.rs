//! Use cases of sessions.

use super::store;
use crate::audit;
use crate::auth::caller::{Caller, Credential};
use crate::error::Failure;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::SessionId;
use shared::problem::{ProblemCode, Refusal};
use shared::records::session::Session;

/// The session of a caller who has logged in. Tokens for scripts are kept away from what belongs to the
/// person: a leaked one must not be able to make itself at home.
///
/// # Errors
/// `forbidden` for a token.
pub(in crate::records) fn of(caller: &Caller) -> Result<SessionId, Failure> {
    match caller.credential {
        Credential::Session(id) => Ok(id),
        Credential::ApiToken(_) | Credential::UnitLabel => {
            Err(Refusal::new(ProblemCode::Forbidden).detail("problem-forbidden-api_token").into())
        }
    }
}

/// Lists the caller's sessions.
pub fn list(c: &mut PgConnection, caller: &Caller) -> Result<Vec<Session>, Failure> {
    store::list(c, caller.actor.user_id, of(caller)?, caller.now)
}

/// Ends one of the caller's sessions.
pub fn end(c: &mut PgConnection, caller: &Caller, id: SessionId) -> Result<(), Failure> {
    of(caller)?;
    if !store::end(c, caller.actor.user_id, id, caller.now)? {
        return Err(Failure::not_found());
    }
    audit::write(c, caller, "session", id.0, "end", json!({}))
}
