//! Handlers of parts.

use super::service;
use crate::app::House;
use crate::auth::require::{PartManage, PartRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::PartId;
use shared::page::Page;
use shared::records::part::{Part, PartInput, PartQuery, PartSummary};

/// List parts
///
/// The maker's people see all of them; dealers and service centres those that can be ordered, without supplier and cost;
/// suppliers those that they supply, without prices.
#[utoipa::path(tag = "parts", security(("bearer" = ["part.read"])), params(PartQuery),
    responses((status = 200, description = "A page of parts.", body = Page<PartSummary>)))]
#[get("/parts")]
async fn list_parts(
    house: Data<House>,
    Require(caller, _): Require<PartRead>,
    Query(query): Query<PartQuery>,
) -> Result<Json<Page<PartSummary>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Create a part
///
/// A part that has come in the place of another and would, by whatever detour, be replaced by that one again is refused
/// with the way around.
#[utoipa::path(tag = "parts", security(("bearer" = ["part.manage"])), params(IdempotencyHeader),
    request_body = PartInput,
    responses((status = 201, description = "The part.", body = Part)))]
#[post("/parts")]
async fn create_part(
    house: Data<House>,
    Require(caller, _): Require<PartManage>,
    key: IdempotencyKey,
    body: Body<PartInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/parts/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a part
#[utoipa::path(tag = "parts", security(("bearer" = ["part.read"])),
    params(("id" = PartId, Path, description = "The part.")),
    responses((status = 200, description = "The part.", body = Part)))]
#[get("/parts/{id}")]
async fn get_part(
    house: Data<House>,
    Require(caller, _): Require<PartRead>,
    id: Path<PartId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace a part
///
/// Its fitting models and its price list are replaced with it.
#[utoipa::path(tag = "parts", security(("bearer" = ["part.manage"])),
    params(("id" = PartId, Path, description = "The part."), IfMatchHeader),
    request_body = PartInput,
    responses((status = 200, description = "The part as it is now.", body = Part)))]
#[put("/parts/{id}")]
async fn update_part(
    house: Data<House>,
    Require(caller, _): Require<PartManage>,
    id: Path<PartId>,
    version: IfMatch,
    body: Body<PartInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_parts).service(create_part).service(get_part).service(update_part);
}
