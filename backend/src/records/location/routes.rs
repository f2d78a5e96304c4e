//! Handlers of locations.

use super::service;
use crate::app::House;
use crate::auth::require::{LocationManage, Require, StockRead};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::LocationId;
use shared::page::Page;
use shared::records::location::{Location, LocationInput, LocationQuery};

/// List locations
///
/// By code. The maker's people see all of them, dealers and service centres their own.
#[utoipa::path(tag = "locations", security(("bearer" = ["stock.read"])), params(LocationQuery),
    responses((status = 200, description = "A page of locations.", body = Page<Location>)))]
#[get("/locations")]
async fn list_locations(
    house: Data<House>,
    Require(caller, _): Require<StockRead>,
    Query(query): Query<LocationQuery>,
) -> Result<Json<Page<Location>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Create a location
#[utoipa::path(tag = "locations", security(("bearer" = ["location.manage"])), params(IdempotencyHeader),
    request_body = LocationInput,
    responses((status = 201, description = "The location.", body = Location)))]
#[post("/locations")]
async fn create_location(
    house: Data<House>,
    Require(caller, _): Require<LocationManage>,
    key: IdempotencyKey,
    body: Body<LocationInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/locations/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a location
#[utoipa::path(tag = "locations", security(("bearer" = ["stock.read"])),
    params(("id" = LocationId, Path, description = "The location.")),
    responses((status = 200, description = "The location.", body = Location)))]
#[get("/locations/{id}")]
async fn get_location(
    house: Data<House>,
    Require(caller, _): Require<StockRead>,
    id: Path<LocationId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace a location
#[utoipa::path(tag = "locations", security(("bearer" = ["location.manage"])),
    params(("id" = LocationId, Path, description = "The location."), IfMatchHeader),
    request_body = LocationInput,
    responses((status = 200, description = "The location as it is now.", body = Location)))]
#[put("/locations/{id}")]
async fn update_location(
    house: Data<House>,
    Require(caller, _): Require<LocationManage>,
    id: Path<LocationId>,
    version: IfMatch,
    body: Body<LocationInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_locations).service(create_location).service(get_location).service(update_location);
}
