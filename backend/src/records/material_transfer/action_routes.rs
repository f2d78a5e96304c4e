//! Handlers of what is done with material transfers.

use super::service;
use crate::app::House;
use crate::auth::require::{Require, TransferApprove, TransferRequest, TransferShip};
use crate::error::Failure;
use crate::http::{Body, IfMatch};
use crate::idempotency::{Answer, Asked, IdempotencyKey};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post};
use shared::ids::MaterialTransferId;
use shared::records::material_transfer::*;

async fn act(
    house: &House,
    request: Asked<MaterialTransferId>,
    doing: Doing,
) -> Result<HttpResponse, Failure> {
    request
        .once(&house.db, move |c, caller, id, version| {
            let transfer = service::act(c, caller, id, version, &doing)?;
            Answer::ok(transfer.head.version, &transfer)
        })
        .await
}

/// Submit a material transfer
///
/// From now on it waits for somebody else to approve it; an urgent one may be shipped at once.
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.request"])),
    params(("id" = MaterialTransferId, Path, description = "The transfer."), IfMatchHeader, IdempotencyHeader),
    request_body = TransferActionInput,
    responses((status = 200, description = "The transfer as it is now.", body = MaterialTransfer)))]
#[post("/material-transfers/{id}/submit")]
async fn submit_material_transfer(
    house: Data<House>,
    Require(caller, _): Require<TransferRequest>,
    id: Path<MaterialTransferId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<TransferActionInput>,
) -> Result<HttpResponse, Failure> {
    let request = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, request, Doing::Submit).await
}

/// Approve a material transfer
///
/// By a second person, not by who asked for it. All its parts are reserved where they are taken; if one is short there, the whole
/// is refused (`stock_short`), with how many are left and where more is.
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.approve"])),
    params(("id" = MaterialTransferId, Path, description = "The transfer."), IfMatchHeader, IdempotencyHeader),
    request_body = ApproveTransfer,
    responses((status = 200, description = "The transfer as it is now.", body = MaterialTransfer)))]
#[post("/material-transfers/{id}/approve")]
async fn approve_material_transfer(
    house: Data<House>,
    Require(caller, _): Require<TransferApprove>,
    id: Path<MaterialTransferId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ApproveTransfer>,
) -> Result<HttpResponse, Failure> {
    let request = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, request, Doing::Approve(body.value)).await
}

/// Reject a material transfer
///
/// With a reason.
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.approve"])),
    params(("id" = MaterialTransferId, Path, description = "The transfer."), IfMatchHeader, IdempotencyHeader),
    request_body = TransferActionInput,
    responses((status = 200, description = "The transfer as it is now.", body = MaterialTransfer)))]
#[post("/material-transfers/{id}/reject")]
async fn reject_material_transfer(
    house: Data<House>,
    Require(caller, _): Require<TransferApprove>,
    id: Path<MaterialTransferId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<TransferActionInput>,
) -> Result<HttpResponse, Failure> {
    let request = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, request, Doing::Reject(body.value)).await
}

/// Begin to pick a material transfer
///
/// Its parts are taken off the shelves.
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.ship"])),
    params(("id" = MaterialTransferId, Path, description = "The transfer."), IfMatchHeader, IdempotencyHeader),
    request_body = TransferActionInput,
    responses((status = 200, description = "The transfer as it is now.", body = MaterialTransfer)))]
#[post("/material-transfers/{id}/pick")]
async fn pick_material_transfer(
    house: Data<House>,
    Require(caller, _): Require<TransferShip>,
    id: Path<MaterialTransferId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<TransferActionInput>,
) -> Result<HttpResponse, Failure> {
    let request = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, request, Doing::Pick).await
}

/// Ship a material transfer
///
/// What goes is issued, and what was reserved is free again. An urgent one may be shipped before it is approved; then it is to
/// be approved afterwards, within 48 hours (MGT-T 4.1.6–7).
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.ship"])),
    params(("id" = MaterialTransferId, Path, description = "The transfer."), IfMatchHeader, IdempotencyHeader),
    request_body = ShipTransfer,
    responses((status = 200, description = "The transfer as it is now.", body = MaterialTransfer)))]
#[post("/material-transfers/{id}/ship")]
async fn ship_material_transfer(
    house: Data<House>,
    Require(caller, _): Require<TransferShip>,
    id: Path<MaterialTransferId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ShipTransfer>,
) -> Result<HttpResponse, Failure> {
    let request = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, request, Doing::Ship(body.value)).await
}

/// Receive a material transfer
///
/// How many of each line came; never more than were shipped, and once. What goes to a location is booked there; a component
/// that was swapped is recorded on the unit.
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.request"])),
    params(("id" = MaterialTransferId, Path, description = "The transfer."), IfMatchHeader, IdempotencyHeader),
    request_body = ReceiveTransfer,
    responses((status = 200, description = "The transfer as it is now.", body = MaterialTransfer)))]
#[post("/material-transfers/{id}/receive")]
async fn receive_material_transfer(
    house: Data<House>,
    Require(caller, _): Require<TransferRequest>,
    id: Path<MaterialTransferId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ReceiveTransfer>,
) -> Result<HttpResponse, Failure> {
    let request = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, request, Doing::Receive(body.value)).await
}

/// Approve a material transfer afterwards
///
/// What was shipped at once is approved, by a second person.
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.approve"])),
    params(("id" = MaterialTransferId, Path, description = "The transfer."), IfMatchHeader, IdempotencyHeader),
    request_body = TransferActionInput,
    responses((status = 200, description = "The transfer as it is now.", body = MaterialTransfer)))]
#[post("/material-transfers/{id}/regularise")]
async fn regularise_material_transfer(
    house: Data<House>,
    Require(caller, _): Require<TransferApprove>,
    id: Path<MaterialTransferId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<TransferActionInput>,
) -> Result<HttpResponse, Failure> {
    let request = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, request, Doing::Regularise).await
}

/// Reconcile a material transfer
///
/// It is closed. What was shipped at once must be approved by then (`requirement_missing`).
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.ship"])),
    params(("id" = MaterialTransferId, Path, description = "The transfer."), IfMatchHeader, IdempotencyHeader),
    request_body = TransferActionInput,
    responses((status = 200, description = "The transfer as it is now.", body = MaterialTransfer)))]
#[post("/material-transfers/{id}/reconcile")]
async fn reconcile_material_transfer(
    house: Data<House>,
    Require(caller, _): Require<TransferShip>,
    id: Path<MaterialTransferId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<TransferActionInput>,
) -> Result<HttpResponse, Failure> {
    let request = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, request, Doing::Reconcile).await
}

/// Cancel a material transfer
///
/// With a reason, before it is shipped. What was reserved is free again.
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.request"])),
    params(("id" = MaterialTransferId, Path, description = "The transfer."), IfMatchHeader, IdempotencyHeader),
    request_body = TransferActionInput,
    responses((status = 200, description = "The transfer as it is now.", body = MaterialTransfer)))]
#[post("/material-transfers/{id}/cancel")]
async fn cancel_material_transfer(
    house: Data<House>,
    Require(caller, _): Require<TransferRequest>,
    id: Path<MaterialTransferId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<TransferActionInput>,
) -> Result<HttpResponse, Failure> {
    let request = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, request, Doing::Cancel(body.value)).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(submit_material_transfer)
        .service(approve_material_transfer)
        .service(reject_material_transfer)
        .service(pick_material_transfer)
        .service(ship_material_transfer)
        .service(receive_material_transfer)
        .service(regularise_material_transfer)
        .service(reconcile_material_transfer)
        .service(cancel_material_transfer);
}
