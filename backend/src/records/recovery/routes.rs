//! Handlers that read recoveries and put them together.

use super::{action_routes, paper, service};
use crate::app::House;
use crate::auth::require::{RecoveryClaim, RecoveryRead, Require};
use crate::error::Failure;
use crate::http::{Body, Query, only, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::IdempotencyHeader;
use crate::routing::Routes;
use actix_web::http::Method;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use shared::ids::RecoveryId;
use shared::page::Page;
use shared::records::recovery::*;

/// List recoveries
///
/// The newest first. The maker's people see all of them, suppliers those that they were told of. With `silent_by` those that silence
/// decides by that day.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.read"])), params(RecoveryQuery),
    responses((status = 200, description = "A page of recoveries.", body = Page<RecoverySummary>)))]
#[get("/recoveries")]
async fn list_recoveries(
    house: Data<House>,
    Require(caller, _): Require<RecoveryRead>,
    Query(query): Query<RecoveryQuery>,
) -> Result<Json<Page<RecoverySummary>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// List what is to be recovered
///
/// Parts whose inspection found that their supplier answers for them, and for which nothing was charged yet: the earliest
/// inspected first, each with what it would come to.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.claim"])), params(ToRecoverQuery),
    responses((status = 200, description = "A page of parts.", body = Page<ToRecover>)))]
#[get("/recoveries/to-recover")]
async fn list_to_recover(
    house: Data<House>,
    Require(caller, _): Require<RecoveryClaim>,
    Query(query): Query<ToRecoverQuery>,
) -> Result<Json<Page<ToRecover>>, Failure> {
    house.db.read(move |c| service::to_recover(c, &caller, &query)).await.map(Json)
}

/// Put a recovery together
///
/// 质量损失索赔单, from parts of one supplier. The part itself is reckoned by the price list of the day of its inspection × quantity ×
/// the supplier's share; work and travel × share; penalties for each unit (MGT-T 4.5.1, 4.5.3).
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.claim"])), params(IdempotencyHeader),
    request_body = CreateRecovery,
    responses((status = 201, description = "The recovery.", body = Recovery)))]
#[post("/recoveries")]
async fn create_recovery(
    house: Data<House>,
    Require(caller, _): Require<RecoveryClaim>,
    key: IdempotencyKey,
    body: Body<CreateRecovery>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/recoveries/{}", made.head.id), made.head.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a recovery
///
/// With its lines, what was done with it, and what the caller can do with it. A supplier reads nothing of the dealer, the return, the
/// ticket or the unit.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.read"])),
    params(("id" = RecoveryId, Path, description = "The recovery.")),
    responses((status = 200, description = "The recovery.", body = Recovery)))]
#[get("/recoveries/{id}")]
async fn get_recovery(
    house: Data<House>,
    Require(caller, _): Require<RecoveryRead>,
    id: Path<RecoveryId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.snapshot(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.head.version, &found))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_recoveries)
        .service(create_recovery)
        .service(list_to_recover)
        .route("/recoveries/to-recover", only(Method::GET))
        .service(get_recovery)
        .configure(action_routes::routes)
        .configure(paper::routes);
}
