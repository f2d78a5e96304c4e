//! Handlers of material transfers.

use super::{action_routes, paper, service};
use crate::app::House;
use crate::auth::require::{Require, TransferRead, TransferRequest};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::MaterialTransferId;
use shared::page::Page;
use shared::records::material_transfer::*;

/// List material transfers
///
/// The maker's people see all of them, dealers and service centres those that they asked for or that are sent to them.
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.read"])), params(TransferQuery),
    responses((status = 200, description = "A page of transfers.", body = Page<MaterialTransferSummary>)))]
#[get("/material-transfers")]
async fn list_material_transfers(
    house: Data<House>,
    Require(caller, _): Require<TransferRead>,
    Query(query): Query<TransferQuery>,
) -> Result<Json<Page<MaterialTransferSummary>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Write a material transfer
///
/// A draft; it is asked for when it is submitted. Without a unit it is for the ticket's.
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.request"])), params(IdempotencyHeader),
    request_body = MaterialTransferInput,
    responses((status = 201, description = "The transfer.", body = MaterialTransfer)))]
#[post("/material-transfers")]
async fn create_material_transfer(
    house: Data<House>,
    Require(caller, _): Require<TransferRequest>,
    key: IdempotencyKey,
    body: Body<MaterialTransferInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/material-transfers/{}", made.head.id), made.head.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a material transfer
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.read"])),
    params(("id" = MaterialTransferId, Path, description = "The transfer.")),
    responses((status = 200, description = "The transfer.", body = MaterialTransfer)))]
#[get("/material-transfers/{id}")]
async fn get_material_transfer(
    house: Data<House>,
    Require(caller, _): Require<TransferRead>,
    id: Path<MaterialTransferId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.head.version, &found))
}

/// Rewrite a material transfer
///
/// As long as it is a draft. Its lines are replaced with it.
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.request"])),
    params(("id" = MaterialTransferId, Path, description = "The transfer."), IfMatchHeader),
    request_body = MaterialTransferInput,
    responses((status = 200, description = "The transfer as it is now.", body = MaterialTransfer)))]
#[put("/material-transfers/{id}")]
async fn update_material_transfer(
    house: Data<House>,
    Require(caller, _): Require<TransferRequest>,
    id: Path<MaterialTransferId>,
    version: IfMatch,
    body: Body<MaterialTransferInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.head.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_material_transfers)
        .service(create_material_transfer)
        .service(get_material_transfer)
        .service(update_material_transfer)
        .configure(action_routes::routes)
        .configure(paper::routes);
}
