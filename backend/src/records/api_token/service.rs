//! Use cases of tokens for scripts.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::auth::tokens;
use crate::error::Failure;
use crate::records::session::service as session;
use chrono::Duration;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::ApiTokenId;
use shared::problem::{Checker, FieldProblem, FieldRefusal, Refusal};
use shared::records::api_token::{ApiToken, CreateApiToken, MAX_DAYS, NewApiToken};
use uuid::Uuid;

/// The secret of a token: it follows from ours and the token's id, so that a repeated request is answered
/// with the same one.
fn secret_of(secret: &[u8], id: ApiTokenId) -> String {
    format!("{}{}", tokens::API_TOKEN_PREFIX, tokens::derived(secret, "api_token", id.0))
}

/// Lists the caller's tokens.
pub fn list(c: &mut PgConnection, caller: &Caller) -> Result<Vec<ApiToken>, Failure> {
    session::of(caller)?;
    store::list(c, caller.actor.user_id)
}

fn check(caller: &Caller, input: &CreateApiToken) -> Result<(), Refusal> {
    let mut check = Checker::default();
    check.check(!input.permissions.is_empty(), "/permissions", FieldProblem::Required);
    for (n, permission) in input.permissions.iter().enumerate() {
        let twice = input.permissions[..n].contains(permission);
        if twice || !caller.actor.may(*permission) {
            check.push(FieldRefusal::new(format!("/permissions/{n}"), FieldProblem::NotAllowed));
        }
    }
    check.range(input.days, 1..=MAX_DAYS, "/days");
    let held = caller.actor.permissions.iter().map(|permission| permission.as_str());
    check.finish().map_err(|refusal| refusal.allowed(held))
}

/// Makes a token. Only somebody who has logged in can: a token must not outlive itself by making another.
pub fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CreateApiToken,
    secret: &[u8],
) -> Result<ApiToken, Failure> {
    session::of(caller)?;
    check(caller, input)?;
    let token = ApiToken {
        id: ApiTokenId(Uuid::now_v7()),
        name: input.name.to_string(),
        permissions: input.permissions.clone(),
        created_at: caller.now,
        expires_at: caller.now + Duration::days(input.days),
        last_used_at: None,
        revoked_at: None,
    };
    let hash = tokens::hash(&secret_of(secret, token.id));
    store::insert(c, caller.actor.user_id, &token, &hash)?;
    audit::write(c, caller, "api_token", token.id.0, "create", json!(input))?;
    Ok(token)
}

/// Adds the secret, which is stored nowhere, to a token that was just made.
pub fn with_secret(api_token: ApiToken, secret: &[u8]) -> NewApiToken {
    NewApiToken { secret: secret_of(secret, api_token.id), api_token }
}

/// Revokes one of the caller's tokens. Doing it twice is no mistake.
pub fn revoke(c: &mut PgConnection, caller: &Caller, id: ApiTokenId) -> Result<(), Failure> {
    session::of(caller)?;
    let user = caller.actor.user_id;
    if !store::exists(c, user, id)? {
        return Err(Failure::not_found());
    }
    if store::revoke(c, user, id, caller.now)? {
        audit::write(c, caller, "api_token", id.0, "revoke", json!({}))?;
    }
    Ok(())
}
