//! Handlers of what can be done with units.

use super::service;
use crate::app::House;
use crate::auth::caller::Caller;
use crate::auth::require::{Require, UnitManage};
use crate::error::Failure;
use crate::http::{Body, IfMatch};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post};
use shared::ids::UnitId;
use shared::records::unit::{Unit, UnitAction, UnitActionInput};

/// A request to do something with a unit.
struct Act {
    caller: Caller,
    id: UnitId,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<UnitActionInput>,
}

async fn act(house: &House, request: Act, action: UnitAction) -> Result<HttpResponse, Failure> {
    let Act { caller, id, version, key, body } = request;
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let unit = service::act(c, caller, id, version.0, action, &body.value)?;
        Answer::ok(unit.version, &unit)
    });
    Ok(answer.await?.into())
}

/// Put a unit into service
#[utoipa::path(tag = "units", security(("bearer" = ["unit.manage"])),
    params(("id" = UnitId, Path, description = "The unit."), IfMatchHeader, IdempotencyHeader),
    request_body = UnitActionInput,
    responses((status = 200, description = "The unit as it is now.", body = Unit)))]
#[post("/units/{id}/commission")]
async fn commission_unit(
    house: Data<House>,
    Require(caller, _): Require<UnitManage>,
    id: Path<UnitId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<UnitActionInput>,
) -> Result<HttpResponse, Failure> {
    act(&house, Act { caller, id: *id, version, key, body }, UnitAction::Commission).await
}

/// Take a unit out for repair
#[utoipa::path(tag = "units", security(("bearer" = ["unit.manage"])),
    params(("id" = UnitId, Path, description = "The unit."), IfMatchHeader, IdempotencyHeader),
    request_body = UnitActionInput,
    responses((status = 200, description = "The unit as it is now.", body = Unit)))]
#[post("/units/{id}/take_for_repair")]
async fn take_unit_for_repair(
    house: Data<House>,
    Require(caller, _): Require<UnitManage>,
    id: Path<UnitId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<UnitActionInput>,
) -> Result<HttpResponse, Failure> {
    act(&house, Act { caller, id: *id, version, key, body }, UnitAction::TakeForRepair).await
}

/// Lend a unit
#[utoipa::path(tag = "units", security(("bearer" = ["unit.manage"])),
    params(("id" = UnitId, Path, description = "The unit."), IfMatchHeader, IdempotencyHeader),
    request_body = UnitActionInput,
    responses((status = 200, description = "The unit as it is now.", body = Unit)))]
#[post("/units/{id}/lend")]
async fn lend_unit(
    house: Data<House>,
    Require(caller, _): Require<UnitManage>,
    id: Path<UnitId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<UnitActionInput>,
) -> Result<HttpResponse, Failure> {
    act(&house, Act { caller, id: *id, version, key, body }, UnitAction::Lend).await
}

/// Put a unit back into service
#[utoipa::path(tag = "units", security(("bearer" = ["unit.manage"])),
    params(("id" = UnitId, Path, description = "The unit."), IfMatchHeader, IdempotencyHeader),
    request_body = UnitActionInput,
    responses((status = 200, description = "The unit as it is now.", body = Unit)))]
#[post("/units/{id}/return_to_service")]
async fn return_unit_to_service(
    house: Data<House>,
    Require(caller, _): Require<UnitManage>,
    id: Path<UnitId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<UnitActionInput>,
) -> Result<HttpResponse, Failure> {
    act(&house, Act { caller, id: *id, version, key, body }, UnitAction::ReturnToService).await
}

/// Retire a unit
#[utoipa::path(tag = "units", security(("bearer" = ["unit.manage"])),
    params(("id" = UnitId, Path, description = "The unit."), IfMatchHeader, IdempotencyHeader),
    request_body = UnitActionInput,
    responses((status = 200, description = "The unit as it is now.", body = Unit)))]
#[post("/units/{id}/retire")]
async fn retire_unit(
    house: Data<House>,
    Require(caller, _): Require<UnitManage>,
    id: Path<UnitId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<UnitActionInput>,
) -> Result<HttpResponse, Failure> {
    act(&house, Act { caller, id: *id, version, key, body }, UnitAction::Retire).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(commission_unit)
        .service(take_unit_for_repair)
        .service(lend_unit)
        .service(return_unit_to_service)
        .service(retire_unit);
}
