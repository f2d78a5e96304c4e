//! Use cases of pre-authorisations.

use super::store::{self, Decision};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::warranty_claim::dealer_of_claim;
use crate::records::{notification, unit};
use crate::{audit, numbers};
use diesel::pg::PgConnection;
use serde_json::{Value, json};
use shared::auth::Permission;
use shared::ids::{PreAuthorizationId, UserId};
use shared::money::Amount;
use shared::page::Page;
use shared::records::notification::NotificationKind;
use shared::records::pre_authorization::*;
use shared::workflow::Workflow;
use uuid::Uuid;

/// A page of those that the caller sees.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &PreAuthorizationQuery,
) -> Result<Page<PreAuthorization>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
pub(super) fn get(
    c: &mut PgConnection,
    caller: &Caller,
    id: PreAuthorizationId,
) -> Result<PreAuthorization, Failure> {
    Ok(store::find(c, caller, id)?.show(caller))
}

/// Asks for one.
pub(super) fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &PreAuthorizationInput,
) -> Result<PreAuthorization, Failure> {
    let dealer = dealer_of_claim(c, caller, input.dealer_id)?;
    unit::service::get(c, caller, input.unit_id).map_err(|failure| failure.missing_at("/unit_id"))?;
    let id = PreAuthorizationId(Uuid::now_v7());
    let number = numbers::next(c, caller, numbers::PRE_AUTHORIZATION)?;
    store::insert(c, caller, (id, &number), dealer, input)?;
    audit::write(c, caller, "pre_authorization", id.0, "create", json!(input))?;
    let deciders = notification::holders_in_house(c, Permission::ClaimApprove)?;
    notification::tell_others(c, caller, deciders, NotificationKind::AuthorizationAsked, id)?;
    get(c, caller, id)
}

fn decide(
    c: &mut PgConnection,
    caller: &Caller,
    (id, version): (PreAuthorizationId, i32),
    action: PreAuthorizationAction,
    decision: impl FnOnce(PreAuthorizationStatus) -> Decision,
    words: Value,
) -> Result<PreAuthorization, Failure> {
    let row = store::find(c, caller, id)?;
    if row.version != version {
        return Err(Failure::stale());
    }
    let to = PreAuthorizationAction::step(&row.number, row.status, action, &caller.actor)?;
    may_decide(&row.number, row.requested_by_id, &caller.actor)?;
    if !store::decide(c, &row, decision(to))? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "pre_authorization", id.0, action.as_str(), words)?;
    let mut people: Vec<UserId> = notification::holders(c, row.dealer_id, Permission::ClaimFile)?;
    people.push(row.requested_by_id);
    notification::tell_others(c, caller, people, NotificationKind::AuthorizationDecided, id)?;
    get(c, caller, id)
}

/// Gives it.
pub(super) fn grant(
    c: &mut PgConnection,
    caller: &Caller,
    which: (PreAuthorizationId, i32),
    input: &GrantPreAuthorization,
) -> Result<PreAuthorization, Failure> {
    input.check(caller.today())?;
    let decision = |status| Decision {
        status,
        limit_amount: Some(Amount::value(input.limit)),
        valid_until: Some(input.valid_until),
        refusal: None,
        decided_by_id: Some(caller.actor.user_id),
        decided_at: Some(caller.now),
    };
    decide(c, caller, which, PreAuthorizationAction::Grant, decision, json!(input))
}

/// Refuses it.
pub(super) fn refuse(
    c: &mut PgConnection,
    caller: &Caller,
    which: (PreAuthorizationId, i32),
    input: &RefusePreAuthorization,
) -> Result<PreAuthorization, Failure> {
    let decision = |status| Decision {
        status,
        limit_amount: None,
        valid_until: None,
        refusal: Some(input.reason.to_string()),
        decided_by_id: Some(caller.actor.user_id),
        decided_at: Some(caller.now),
    };
    decide(c, caller, which, PreAuthorizationAction::Refuse, decision, json!(input))
}
