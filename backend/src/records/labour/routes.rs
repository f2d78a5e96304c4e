//! Handlers of labour operations and rates.

use super::service;
use crate::app::House;
use crate::auth::require::{LabourManage, LabourRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::{LabourOperationId, OrganizationId};
use shared::page::Page;
use shared::records::labour::*;

/// List labour operations
///
/// By code, with their standard times.
#[utoipa::path(tag = "labour", security(("bearer" = ["labour.read"])), params(LabourOperationQuery),
    responses((status = 200, description = "A page of operations.", body = Page<LabourOperation>)))]
#[get("/labour-operations")]
async fn list_labour_operations(
    house: Data<House>,
    Require(_caller, _): Require<LabourRead>,
    Query(query): Query<LabourOperationQuery>,
) -> Result<Json<Page<LabourOperation>>, Failure> {
    house.db.read(move |c| service::list(c, &query)).await.map(Json)
}

/// Create a labour operation
#[utoipa::path(tag = "labour", security(("bearer" = ["labour.manage"])), params(IdempotencyHeader),
    request_body = LabourOperationInput,
    responses((status = 201, description = "The operation.", body = LabourOperation)))]
#[post("/labour-operations")]
async fn create_labour_operation(
    house: Data<House>,
    Require(caller, _): Require<LabourManage>,
    key: IdempotencyKey,
    body: Body<LabourOperationInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/labour-operations/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a labour operation
#[utoipa::path(tag = "labour", security(("bearer" = ["labour.read"])),
    params(("id" = LabourOperationId, Path, description = "The operation.")),
    responses((status = 200, description = "The operation.", body = LabourOperation)))]
#[get("/labour-operations/{id}")]
async fn get_labour_operation(
    house: Data<House>,
    Require(_caller, _): Require<LabourRead>,
    id: Path<LabourOperationId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace a labour operation
///
/// Claims that were sent in keep the time that was standard then.
#[utoipa::path(tag = "labour", security(("bearer" = ["labour.manage"])),
    params(("id" = LabourOperationId, Path, description = "The operation."), IfMatchHeader),
    request_body = LabourOperationInput,
    responses((status = 200, description = "The operation as it is now.", body = LabourOperation)))]
#[put("/labour-operations/{id}")]
async fn update_labour_operation(
    house: Data<House>,
    Require(caller, _): Require<LabourManage>,
    id: Path<LabourOperationId>,
    version: IfMatch,
    body: Body<LabourOperationInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// Show what an hour of a dealer's work is paid
///
/// From which day on; dealers see their own.
#[utoipa::path(tag = "labour", security(("bearer" = ["labour.read"])),
    params(("id" = OrganizationId, Path, description = "The dealer or service centre.")),
    responses((status = 200, description = "Its rates.", body = DealerRates)))]
#[get("/organizations/{id}/labour-rates")]
async fn get_labour_rates(
    house: Data<House>,
    Require(caller, _): Require<LabourRead>,
    id: Path<OrganizationId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::rates(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace what an hour of a dealer's work is paid
#[utoipa::path(tag = "labour", security(("bearer" = ["labour.manage"])),
    params(("id" = OrganizationId, Path, description = "The dealer or service centre."), IfMatchHeader),
    request_body = LabourRates,
    responses((status = 200, description = "Its rates as they are now.", body = DealerRates)))]
#[put("/organizations/{id}/labour-rates")]
async fn replace_labour_rates(
    house: Data<House>,
    Require(caller, _): Require<LabourManage>,
    id: Path<OrganizationId>,
    version: IfMatch,
    body: Body<LabourRates>,
) -> Result<HttpResponse, Failure> {
    let after =
        house.db.write(move |c| service::replace_rates(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_labour_operations)
        .service(create_labour_operation)
        .service(get_labour_operation)
        .service(update_labour_operation)
        .service(get_labour_rates)
        .service(replace_labour_rates);
}
