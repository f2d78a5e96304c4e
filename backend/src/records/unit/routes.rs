//! Handlers of units.

use super::{action_routes, service};
use crate::app::House;
use crate::auth::require::{Require, UnitManage, UnitRead, WarrantyDecide};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::UnitId;
use shared::page::Page;
use shared::records::unit::{
    Unit, UnitInput, UnitLife, UnitQuery, UnitSummary, WarrantyInput, WarrantyQuery,
};
use shared::warranty::WarrantyVerdict;

/// List units
///
/// The maker's people see all, a dealer's those it looks after, a customer's its own.
#[utoipa::path(tag = "units", security(("bearer" = ["unit.read"])), params(UnitQuery),
    responses((status = 200, description = "A page of units.", body = Page<UnitSummary>)))]
#[get("/units")]
async fn list_units(
    house: Data<House>,
    Require(caller, _): Require<UnitRead>,
    Query(query): Query<UnitQuery>,
) -> Result<Json<Page<UnitSummary>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Register a unit
#[utoipa::path(tag = "units", security(("bearer" = ["unit.manage"])), params(IdempotencyHeader),
    request_body = UnitInput,
    responses((status = 201, description = "The unit.", body = Unit)))]
#[post("/units")]
async fn create_unit(
    house: Data<House>,
    Require(caller, _): Require<UnitManage>,
    key: IdempotencyKey,
    body: Body<UnitInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/units/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a unit
#[utoipa::path(tag = "units", security(("bearer" = ["unit.read"])),
    params(("id" = UnitId, Path, description = "The unit.")),
    responses((status = 200, description = "The unit.", body = Unit)))]
#[get("/units/{id}")]
async fn get_unit(
    house: Data<House>,
    Require(caller, _): Require<UnitRead>,
    id: Path<UnitId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace what is known of a unit
#[utoipa::path(tag = "units", security(("bearer" = ["unit.manage"])),
    params(("id" = UnitId, Path, description = "The unit."), IfMatchHeader),
    request_body = UnitInput,
    responses((status = 200, description = "The unit as it is now.", body = Unit)))]
#[put("/units/{id}")]
async fn update_unit(
    house: Data<House>,
    Require(caller, _): Require<UnitManage>,
    id: Path<UnitId>,
    version: IfMatch,
    body: Body<UnitInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// Show a unit's whole life
///
/// Components, owners, tickets and events, as far as the caller sees them.
#[utoipa::path(tag = "units", security(("bearer" = ["unit.read"])),
    params(("id" = UnitId, Path, description = "The unit.")),
    responses((status = 200, description = "The unit and what happened to it.", body = UnitLife)))]
#[get("/units/{id}/life")]
async fn get_unit_life(
    house: Data<House>,
    Require(caller, _): Require<UnitRead>,
    id: Path<UnitId>,
) -> Result<HttpResponse, Failure> {
    let life = house.db.read(move |c| service::life(c, &caller, *id)).await?;
    Ok(versioned(life.unit.version, &life))
}

/// Ask whether a unit is under warranty on a day
///
/// Answers for part, labour and travel, with the reasons.
#[utoipa::path(tag = "units", security(("bearer" = ["unit.read"])),
    params(("id" = UnitId, Path, description = "The unit."), WarrantyQuery),
    responses((status = 200, description = "The verdicts.", body = Vec<WarrantyVerdict>)))]
#[get("/units/{id}/warranty")]
async fn get_unit_warranty(
    house: Data<House>,
    Require(caller, _): Require<UnitRead>,
    id: Path<UnitId>,
    Query(query): Query<WarrantyQuery>,
) -> Result<Json<Vec<WarrantyVerdict>>, Failure> {
    house.db.read(move |c| service::warranty(c, &caller, *id, &query)).await.map(Json)
}

/// Replace what was decided about a unit's warranty
#[utoipa::path(tag = "units", security(("bearer" = ["warranty.decide"])),
    params(("id" = UnitId, Path, description = "The unit."), IfMatchHeader),
    request_body = WarrantyInput,
    responses((status = 200, description = "The unit as it is now.", body = Unit)))]
#[put("/units/{id}/warranty")]
async fn update_unit_warranty(
    house: Data<House>,
    Require(caller, _): Require<WarrantyDecide>,
    id: Path<UnitId>,
    version: IfMatch,
    body: Body<WarrantyInput>,
) -> Result<HttpResponse, Failure> {
    let work = move |c: &mut _| service::decide_warranty(c, &caller, *id, version.0, &body.value);
    let after = house.db.write(work).await?;
    Ok(versioned(after.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_units)
        .service(create_unit)
        .service(get_unit)
        .service(update_unit)
        .service(get_unit_life)
        .service(get_unit_warranty)
        .service(update_unit_warranty)
        .configure(action_routes::routes);
}
