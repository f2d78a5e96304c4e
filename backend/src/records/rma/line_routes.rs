//! Handlers of single lines of returns.

use super::line_service::{self, LineAct};
use crate::app::House;
use crate::auth::require::{
    Require, RmaDispose, RmaHold, RmaInspect, RmaReceive, RmaShip, RmaWaive, SupplierReturnCharge,
};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords, only};
use crate::idempotency::{Answer, Asked, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::http::Method;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post};
use shared::ids::{RmaId, RmaLineId};
use shared::records::rma::{DisposeRmaLine, JudgeRmaLine, Rma, RmaReason, ScanRmaTag};
use shared::records::supplier_return::ChargeSupplier;

/// Scan a tag
///
/// Where a part changes hands: from then on it is in the caller's, there. Twice by the same person at the same place is
/// refused.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.ship"])), params(IdempotencyHeader),
    request_body = ScanRmaTag,
    responses((status = 200, description = "The return that the part belongs to.", body = Rma)))]
#[post("/rmas/scan")]
async fn scan_rma_tag(
    house: Data<House>,
    Require(caller, _): Require<RmaShip>,
    key: IdempotencyKey,
    body: Body<ScanRmaTag>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = line_service::scan(c, caller, &body.value)?;
        Answer::ok(after.head.version, &after)
    });
    Ok(answer.await?.into())
}

async fn act(house: &House, asked: Asked<(RmaId, RmaLineId)>, act: LineAct) -> Result<HttpResponse, Failure> {
    asked
        .once(&house.db, move |c, caller, ids, version| {
            let after = line_service::act(c, caller, ids, version, &act)?;
            Answer::ok(after.head.version, &after)
        })
        .await
}

/// Report a part as lost
///
/// With a reason: it will not come. A supervisor can restore it.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.receive"])),
    params(("id" = RmaId, Path, description = "The return."), ("line_id" = RmaLineId, Path, description = "The line."),
        IfMatchHeader, IdempotencyHeader),
    request_body = RmaReason,
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/lines/{line_id}/lose")]
async fn lose_rma_line(
    house: Data<House>,
    Require(caller, _): Require<RmaReceive>,
    ids: Path<(RmaId, RmaLineId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RmaReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: ids.into_inner(), version, key, digest: body.digest };
    act(&house, asked, LineAct::Lose(body.value)).await
}

/// Restore a lost part
///
/// It has turned up, is owed again and can be sent (MGT-T 4.2.1).
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.waive"])),
    params(("id" = RmaId, Path, description = "The return."), ("line_id" = RmaLineId, Path, description = "The line."),
        IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/lines/{line_id}/restore")]
async fn restore_rma_line(
    house: Data<House>,
    Require(caller, _): Require<RmaWaive>,
    ids: Path<(RmaId, RmaLineId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: ids.into_inner(), version, key, digest: body.digest };
    act(&house, asked, LineAct::Restore).await
}

/// Forgo a part
///
/// With a reason: it need not come.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.waive"])),
    params(("id" = RmaId, Path, description = "The return."), ("line_id" = RmaLineId, Path, description = "The line."),
        IfMatchHeader, IdempotencyHeader),
    request_body = RmaReason,
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/lines/{line_id}/waive")]
async fn waive_rma_line(
    house: Data<House>,
    Require(caller, _): Require<RmaWaive>,
    ids: Path<(RmaId, RmaLineId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RmaReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: ids.into_inner(), version, key, digest: body.digest };
    act(&house, asked, LineAct::Waive(body.value)).await
}

/// Begin the inspection of a part
///
/// It has come.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.inspect"])),
    params(("id" = RmaId, Path, description = "The return."), ("line_id" = RmaLineId, Path, description = "The line."),
        IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/lines/{line_id}/test")]
async fn test_rma_line(
    house: Data<House>,
    Require(caller, _): Require<RmaInspect>,
    ids: Path<(RmaId, RmaLineId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: ids.into_inner(), version, key, digest: body.digest };
    act(&house, asked, LineAct::Test).await
}

/// Say what an inspection found
///
/// 退件检验表: tests, verdict, failure mode, who answers for it and with which share.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.inspect"])),
    params(("id" = RmaId, Path, description = "The return."), ("line_id" = RmaLineId, Path, description = "The line."),
        IfMatchHeader, IdempotencyHeader),
    request_body = JudgeRmaLine,
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/lines/{line_id}/judge")]
async fn judge_rma_line(
    house: Data<House>,
    Require(caller, _): Require<RmaInspect>,
    ids: Path<(RmaId, RmaLineId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<JudgeRmaLine>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: ids.into_inner(), version, key, digest: body.digest };
    act(&house, asked, LineAct::Judge(body.value)).await
}

/// Decide what becomes of a part
///
/// Scrapping waits for a second person where there is no picture of the part, and nothing becomes of what quality keeps.
/// What goes back to its supplier waits to be offered to it.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.dispose"])),
    params(("id" = RmaId, Path, description = "The return."), ("line_id" = RmaLineId, Path, description = "The line."),
        IfMatchHeader, IdempotencyHeader),
    request_body = DisposeRmaLine,
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/lines/{line_id}/dispose")]
async fn dispose_rma_line(
    house: Data<House>,
    Require(caller, _): Require<RmaDispose>,
    ids: Path<(RmaId, RmaLineId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<DisposeRmaLine>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: ids.into_inner(), version, key, digest: body.digest };
    act(&house, asked, LineAct::Dispose(body.value)).await
}

/// Agree that a part is scrapped
///
/// By a second person, not by who decided it; with a picture of the part one person is enough.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.dispose"])),
    params(("id" = RmaId, Path, description = "The return."), ("line_id" = RmaLineId, Path, description = "The line."),
        IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/lines/{line_id}/confirm_scrap")]
async fn confirm_scrap_rma_line(
    house: Data<House>,
    Require(caller, _): Require<RmaDispose>,
    ids: Path<(RmaId, RmaLineId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: ids.into_inner(), version, key, digest: body.digest };
    act(&house, asked, LineAct::ConfirmScrap).await
}

/// Keep a part from being disposed of
///
/// Quality, with a reason: until the hold is lifted nothing becomes of the part.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.hold"])),
    params(("id" = RmaId, Path, description = "The return."), ("line_id" = RmaLineId, Path, description = "The line."),
        IfMatchHeader, IdempotencyHeader),
    request_body = RmaReason,
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/lines/{line_id}/hold")]
async fn hold_rma_line(
    house: Data<House>,
    Require(caller, _): Require<RmaHold>,
    ids: Path<(RmaId, RmaLineId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RmaReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: ids.into_inner(), version, key, digest: body.digest };
    act(&house, asked, LineAct::Hold(body.value)).await
}

/// Let a held part go
///
/// It can be disposed of again.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.hold"])),
    params(("id" = RmaId, Path, description = "The return."), ("line_id" = RmaLineId, Path, description = "The line."),
        IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/lines/{line_id}/lift_hold")]
async fn lift_hold_rma_line(
    house: Data<House>,
    Require(caller, _): Require<RmaHold>,
    ids: Path<(RmaId, RmaLineId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: ids.into_inner(), version, key, digest: body.digest };
    act(&house, asked, LineAct::LiftHold).await
}

/// Charge the supplier for a part
///
/// Where the inspection found that the supplier answers for it, once: proposed as the price on the day of the inspection ×
/// quantity × share (`charge_proposal`); another amount needs a note. Possible after the return is closed, too.
#[utoipa::path(tag = "rmas", security(("bearer" = ["supplier_return.charge"])),
    params(("id" = RmaId, Path, description = "The return."), ("line_id" = RmaLineId, Path, description = "The line."),
        IfMatchHeader, IdempotencyHeader),
    request_body = ChargeSupplier,
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/lines/{line_id}/charge")]
async fn charge_rma_line(
    house: Data<House>,
    Require(caller, _): Require<SupplierReturnCharge>,
    ids: Path<(RmaId, RmaLineId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ChargeSupplier>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: ids.into_inner(), version, key, digest: body.digest };
    act(&house, asked, LineAct::Charge(body.value)).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(scan_rma_tag)
        .route("/rmas/scan", only(Method::POST))
        .service(lose_rma_line)
        .service(restore_rma_line)
        .service(waive_rma_line)
        .service(test_rma_line)
        .service(judge_rma_line)
        .service(dispose_rma_line)
        .service(confirm_scrap_rma_line)
        .service(hold_rma_line)
        .service(lift_hold_rma_line)
        .service(charge_rma_line);
}
