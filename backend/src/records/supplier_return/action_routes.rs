//! Handlers that move what goes back to suppliers.

use super::service::{self, Act};
use crate::app::House;
use crate::auth::require::{Require, SupplierReturnAnswer, SupplierReturnDispose, SupplierReturnOffer};
use crate::error::Failure;
use crate::http::{Body, IfMatch};
use crate::idempotency::{Answer, Asked, IdempotencyKey};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post};
use shared::ids::RmaLineId;
use shared::records::supplier_return::*;

async fn act(house: &House, asked: Asked<RmaLineId>, act: Act) -> Result<HttpResponse, Failure> {
    asked
        .once(&house.db, move |c, caller, id, version| {
            let after = service::act(c, caller, id, version, &act)?;
            Answer::ok(after.head.version, &after)
        })
        .await
}

/// Offer a part to its supplier
///
/// To whoever supplies it by the catalogue, or to whom is named. The supplier has five days to collect it (MGT-T 4.3.2), and is
/// told. What one supplier refused can be offered again, or to another.
#[utoipa::path(tag = "supplier-returns", security(("bearer" = ["supplier_return.offer"])),
    params(("id" = RmaLineId, Path, description = "The line of the return that it came with."), IfMatchHeader, IdempotencyHeader),
    request_body = OfferSupplierReturn,
    responses((status = 200, description = "It as it is now.", body = SupplierReturn)))]
#[post("/supplier-returns/{id}/offer")]
async fn offer_supplier_return(
    house: Data<House>,
    Require(caller, _): Require<SupplierReturnOffer>,
    id: Path<RmaLineId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<OfferSupplierReturn>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Offer(body.value)).await
}

/// Say that a part was collected
///
/// By the supplier, or by the house on its word: with who fetched it and the number of the waybill. It ends the part's way from
/// hand to hand.
#[utoipa::path(tag = "supplier-returns", security(("bearer" = ["supplier_return.answer"])),
    params(("id" = RmaLineId, Path, description = "The line of the return that it came with."), IfMatchHeader, IdempotencyHeader),
    request_body = CollectSupplierReturn,
    responses((status = 200, description = "It as it is now.", body = SupplierReturn)))]
#[post("/supplier-returns/{id}/collect")]
async fn collect_supplier_return(
    house: Data<House>,
    Require(caller, _): Require<SupplierReturnAnswer>,
    id: Path<RmaLineId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<CollectSupplierReturn>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Collect(body.value)).await
}

/// Say that a supplier does not take a part
///
/// With grounds; quality and the service specialists are told.
#[utoipa::path(tag = "supplier-returns", security(("bearer" = ["supplier_return.answer"])),
    params(("id" = RmaLineId, Path, description = "The line of the return that it came with."), IfMatchHeader, IdempotencyHeader),
    request_body = RefuseSupplierReturn,
    responses((status = 200, description = "It as it is now.", body = SupplierReturn)))]
#[post("/supplier-returns/{id}/refuse")]
async fn refuse_supplier_return(
    house: Data<House>,
    Require(caller, _): Require<SupplierReturnAnswer>,
    id: Path<RmaLineId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RefuseSupplierReturn>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Refuse(body.value)).await
}

/// Dispose of what was not collected
///
/// Once the five days are over (MGT-T 4.3.2), never before. What that cost is added to what the supplier is to bear.
#[utoipa::path(tag = "supplier-returns", security(("bearer" = ["supplier_return.dispose"])),
    params(("id" = RmaLineId, Path, description = "The line of the return that it came with."), IfMatchHeader, IdempotencyHeader),
    request_body = DisposeSupplierReturn,
    responses((status = 200, description = "It as it is now.", body = SupplierReturn)))]
#[post("/supplier-returns/{id}/dispose_locally")]
async fn dispose_locally_supplier_return(
    house: Data<House>,
    Require(caller, _): Require<SupplierReturnDispose>,
    id: Path<RmaLineId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<DisposeSupplierReturn>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::DisposeLocally(body.value)).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(offer_supplier_return)
        .service(collect_supplier_return)
        .service(refuse_supplier_return)
        .service(dispose_locally_supplier_return);
}
