//! The numbers of the policy: one row, loaded by whoever needs them.

use crate::app::House;
use crate::audit;
use crate::auth::caller::Caller;
use crate::auth::require::{PolicyManage, PolicyRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, versioned};
use crate::openapi::IfMatchHeader;
use crate::routing::Routes;
use crate::schema::policies;
use actix_web::web::Data;
use actix_web::{HttpResponse, get, put};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::problem::{ProblemCode, Refusal};
use shared::records::policy::{Policy, PolicyInForce};
use uuid::Uuid;

/// The only row.
const ROW: i32 = 1;

fn in_force(c: &mut PgConnection) -> Result<PolicyInForce, Failure> {
    let (policy, version): (Value, i32) =
        policies::table.find(ROW).select((policies::policy, policies::version)).first(c)?;
    let policy = serde_json::from_value(policy).map_err(|error| Failure::Internal(error.into()))?;
    Ok(PolicyInForce { policy, version })
}

/// The policy in force.
///
/// # Errors
/// When the database is away.
pub fn load(c: &mut PgConnection) -> Result<Policy, Failure> {
    in_force(c).map(|found| found.policy)
}

fn update(
    c: &mut PgConnection,
    caller: &Caller,
    version: i32,
    policy: &Policy,
) -> Result<PolicyInForce, Failure> {
    policy.check()?;
    let guarded = policies::table.filter(policies::id.eq(ROW)).filter(policies::version.eq(version));
    let changed = diesel::update(guarded)
        .set((
            policies::policy.eq(json!(policy)),
            policies::version.eq(version + 1),
            policies::updated_at.eq(caller.now),
        ))
        .execute(c)?;
    if changed == 0 {
        return Err(Refusal::new(ProblemCode::VersionStale).into());
    }
    // There is only one, so it has no id.
    audit::write(c, caller, "policy", Uuid::nil(), "update", json!(policy))?;
    Ok(PolicyInForce { policy: policy.clone(), version: version + 1 })
}

/// Show the policy
#[utoipa::path(tag = "policy", security(("bearer" = ["policy.read"])),
    responses((status = 200, description = "The policy in force.", body = PolicyInForce)))]
#[get("/policy")]
async fn get_policy(house: Data<House>, _caller: Require<PolicyRead>) -> Result<HttpResponse, Failure> {
    let found = house.db.read(in_force).await?;
    Ok(versioned(found.version, &found))
}

/// Replace the policy
///
/// Absent numbers take the handbook's.
#[utoipa::path(tag = "policy", security(("bearer" = ["policy.manage"])), params(IfMatchHeader), request_body = Policy,
    responses((status = 200, description = "The policy as it is now.", body = PolicyInForce)))]
#[put("/policy")]
async fn update_policy(
    house: Data<House>,
    Require(caller, _): Require<PolicyManage>,
    version: IfMatch,
    body: Body<Policy>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| update(c, &caller, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(get_policy).service(update_policy);
}
