//! Handlers of checklists.

use super::service;
use crate::app::House;
use crate::auth::require::{ChecklistManage, ChecklistUse, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post, put};
use shared::ids::ChecklistId;
use shared::page::Page;
use shared::records::checklist::{Checklist, ChecklistInput, ChecklistQuery};

/// List checklists
///
/// By title; with `ticket_id` those that are for that ticket.
#[utoipa::path(tag = "checklists", security(("bearer" = ["checklist.use"])), params(ChecklistQuery),
    responses((status = 200, description = "A page of checklists.", body = Page<Checklist>)))]
#[get("/checklists")]
async fn list_checklists(
    house: Data<House>,
    Require(caller, _): Require<ChecklistUse>,
    Query(query): Query<ChecklistQuery>,
) -> Result<Json<Page<Checklist>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Create a checklist
///
/// An automatic one comes onto every new ticket that it is for.
#[utoipa::path(tag = "checklists", security(("bearer" = ["checklist.manage"])), params(IdempotencyHeader),
    request_body = ChecklistInput,
    responses((status = 201, description = "The checklist.", body = Checklist)))]
#[post("/checklists")]
async fn create_checklist(
    house: Data<House>,
    Require(caller, _): Require<ChecklistManage>,
    key: IdempotencyKey,
    body: Body<ChecklistInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/checklists/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a checklist
#[utoipa::path(tag = "checklists", security(("bearer" = ["checklist.use"])),
    params(("id" = ChecklistId, Path, description = "The checklist.")),
    responses((status = 200, description = "The checklist.", body = Checklist)))]
#[get("/checklists/{id}")]
async fn get_checklist(
    house: Data<House>,
    _: Require<ChecklistUse>,
    id: Path<ChecklistId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace a checklist
///
/// What stands on tickets stays as it is.
#[utoipa::path(tag = "checklists", security(("bearer" = ["checklist.manage"])),
    params(("id" = ChecklistId, Path, description = "The checklist."), IfMatchHeader),
    request_body = ChecklistInput,
    responses((status = 200, description = "The checklist as it is now.", body = Checklist)))]
#[put("/checklists/{id}")]
async fn update_checklist(
    house: Data<House>,
    Require(caller, _): Require<ChecklistManage>,
    id: Path<ChecklistId>,
    version: IfMatch,
    body: Body<ChecklistInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// Delete a checklist
///
/// What stands on tickets stays.
#[utoipa::path(tag = "checklists", security(("bearer" = ["checklist.manage"])),
    params(("id" = ChecklistId, Path, description = "The checklist."), IfMatchHeader),
    responses((status = 204, description = "It is gone.")))]
#[delete("/checklists/{id}")]
async fn delete_checklist(
    house: Data<House>,
    Require(caller, _): Require<ChecklistManage>,
    id: Path<ChecklistId>,
    version: IfMatch,
) -> Result<HttpResponse, Failure> {
    house.db.write(move |c| service::delete(c, &caller, *id, version.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_checklists)
        .service(create_checklist)
        .service(get_checklist)
        .service(update_checklist)
        .service(delete_checklist);
}
