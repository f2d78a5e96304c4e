//! Handlers of components.

use super::service;
use crate::app::House;
use crate::auth::require::{Require, UnitManage};
use crate::error::Failure;
use crate::http::{Body, IfMatch, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post, put};
use shared::ids::{UnitComponentId, UnitId};
use shared::records::unit::{UnitComponent, UnitComponentInput};

/// Add a component to a unit
#[utoipa::path(tag = "units", security(("bearer" = ["unit.manage"])),
    params(("id" = UnitId, Path, description = "The unit."), IdempotencyHeader),
    request_body = UnitComponentInput,
    responses((status = 201, description = "The component.", body = UnitComponent)))]
#[post("/units/{id}/components")]
async fn create_unit_component(
    house: Data<House>,
    Require(caller, _): Require<UnitManage>,
    id: Path<UnitId>,
    key: IdempotencyKey,
    body: Body<UnitComponentInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, *id, &body.value)?;
        Answer::created(format!("/api/v1/units/{id}/components/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Replace a component
#[utoipa::path(tag = "units", security(("bearer" = ["unit.manage"])),
    params(("id" = UnitId, Path, description = "The unit."),
        ("component_id" = UnitComponentId, Path, description = "The component."), IfMatchHeader),
    request_body = UnitComponentInput,
    responses((status = 200, description = "The component as it is now.", body = UnitComponent)))]
#[put("/units/{id}/components/{component_id}")]
async fn update_unit_component(
    house: Data<House>,
    Require(caller, _): Require<UnitManage>,
    path: Path<(UnitId, UnitComponentId)>,
    version: IfMatch,
    body: Body<UnitComponentInput>,
) -> Result<HttpResponse, Failure> {
    let (unit, id) = path.into_inner();
    let work = move |c: &mut _| service::update(c, &caller, unit, id, version.0, &body.value);
    let after = house.db.write(work).await?;
    Ok(versioned(after.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(create_unit_component).service(update_unit_component);
}
