//! Handlers of fault codes.

use super::service;
use crate::app::House;
use crate::auth::require::{ProductManage, ProductRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::FaultCodeId;
use shared::page::Page;
use shared::records::fault_code::{FaultCode, FaultCodeInput, FaultCodeQuery};

/// List fault codes
///
/// By code.
#[utoipa::path(tag = "fault-codes", security(("bearer" = ["product.read"])), params(FaultCodeQuery),
    responses((status = 200, description = "A page of fault codes.", body = Page<FaultCode>)))]
#[get("/fault-codes")]
async fn list_fault_codes(
    house: Data<House>,
    Require(caller, _): Require<ProductRead>,
    Query(query): Query<FaultCodeQuery>,
) -> Result<Json<Page<FaultCode>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Create a fault code
#[utoipa::path(tag = "fault-codes", security(("bearer" = ["product.manage"])), params(IdempotencyHeader),
    request_body = FaultCodeInput,
    responses((status = 201, description = "The fault code.", body = FaultCode)))]
#[post("/fault-codes")]
async fn create_fault_code(
    house: Data<House>,
    Require(caller, _): Require<ProductManage>,
    key: IdempotencyKey,
    body: Body<FaultCodeInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/fault-codes/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a fault code
#[utoipa::path(tag = "fault-codes", security(("bearer" = ["product.read"])),
    params(("id" = FaultCodeId, Path, description = "The fault code.")),
    responses((status = 200, description = "The fault code.", body = FaultCode)))]
#[get("/fault-codes/{id}")]
async fn get_fault_code(
    house: Data<House>,
    Require(caller, _): Require<ProductRead>,
    id: Path<FaultCodeId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace a fault code
#[utoipa::path(tag = "fault-codes", security(("bearer" = ["product.manage"])),
    params(("id" = FaultCodeId, Path, description = "The fault code."), IfMatchHeader),
    request_body = FaultCodeInput,
    responses((status = 200, description = "The fault code as it is now.", body = FaultCode)))]
#[put("/fault-codes/{id}")]
async fn update_fault_code(
    house: Data<House>,
    Require(caller, _): Require<ProductManage>,
    id: Path<FaultCodeId>,
    version: IfMatch,
    body: Body<FaultCodeInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_fault_codes)
        .service(create_fault_code)
        .service(get_fault_code)
        .service(update_fault_code);
}
