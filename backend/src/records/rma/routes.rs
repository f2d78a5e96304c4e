//! Handlers of returns as a whole.

use super::service::{self, Act};
use super::{line_routes, picture_routes};
use crate::app::House;
use crate::auth::require::{
    Require, RmaAuthorize, RmaRead, RmaReceive, RmaRefund, RmaRequest, RmaShip, RmaWaive,
};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords, Query, only, versioned};
use crate::idempotency::{Answer, Asked, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::http::Method;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use shared::ids::RmaId;
use shared::page::Page;
use shared::records::rma::*;

/// List returns
///
/// The newest first: the maker's people see all of them, dealers and service centres what they send back.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.read"])), params(RmaQuery),
    responses((status = 200, description = "A page of returns.", body = Page<RmaSummary>)))]
#[get("/rmas")]
async fn list_rmas(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    Query(query): Query<RmaQuery>,
) -> Result<Json<Page<RmaSummary>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// List parts that have not come in time
///
/// 逾期未退回清单: computed as of today, the longest owed first, with how hard each is asked for: a reminder, a warning after
/// 7 days, a charge after 21 (MGT-T 4.2.1).
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.read"])), params(OverdueRmaQuery),
    responses((status = 200, description = "A page of what is owed.", body = Page<OverdueRmaLine>)))]
#[get("/rmas/overdue")]
async fn list_overdue_rmas(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    Query(query): Query<OverdueRmaQuery>,
) -> Result<Json<Page<OverdueRmaLine>>, Failure> {
    house.db.snapshot(move |c| service::overdue(c, &caller, &query)).await.map(Json)
}

/// Ask for a return
///
/// By a dealer or service centre for itself, or by the maker's people for one; from a ticket or without. With a `claim` it is
/// what a customer brings back: the policy's answer to it comes with its reasons.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.request"])), params(IdempotencyHeader),
    request_body = CreateRma,
    responses((status = 201, description = "The return.", body = Rma)))]
#[post("/rmas")]
async fn create_rma(
    house: Data<House>,
    Require(caller, _): Require<RmaRequest>,
    key: IdempotencyKey,
    body: Body<CreateRma>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/rmas/{}", made.head.id), made.head.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a return
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.read"])),
    params(("id" = RmaId, Path, description = "The return.")),
    responses((status = 200, description = "The return.", body = Rma)))]
#[get("/rmas/{id}")]
async fn get_rma(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    id: Path<RmaId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.head.version, &found))
}

async fn act(house: &House, asked: Asked<RmaId>, act: Act) -> Result<HttpResponse, Failure> {
    asked
        .once(&house.db, move |c, caller, id, version| {
            let after = service::act(c, caller, id, version, &act)?;
            Answer::ok(after.head.version, &after)
        })
        .await
}

/// Let a return come
///
/// With the day until which it has to; each part has a tag of its own.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.authorize"])),
    params(("id" = RmaId, Path, description = "The return."), IfMatchHeader, IdempotencyHeader),
    request_body = AuthorizeRma,
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/authorize")]
async fn authorize_rma(
    house: Data<House>,
    Require(caller, _): Require<RmaAuthorize>,
    id: Path<RmaId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<AuthorizeRma>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Authorize(body.value)).await
}

/// Refuse a return
///
/// With a reason.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.authorize"])),
    params(("id" = RmaId, Path, description = "The return."), IfMatchHeader, IdempotencyHeader),
    request_body = RmaReason,
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/refuse")]
async fn refuse_rma(
    house: Data<House>,
    Require(caller, _): Require<RmaAuthorize>,
    id: Path<RmaId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RmaReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Refuse(body.value)).await
}

/// Overrule the policy
///
/// With grounds, by a supervisor, where the policy refuses what a customer claims: it can be let come then.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.waive"])),
    params(("id" = RmaId, Path, description = "The return."), IfMatchHeader, IdempotencyHeader),
    request_body = RmaReason,
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/overrule")]
async fn overrule_rma(
    house: Data<House>,
    Require(caller, _): Require<RmaWaive>,
    id: Path<RmaId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RmaReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Overrule(body.value)).await
}

/// Say that the money of a refund was paid back
///
/// With its reference, once all of it has come; once. It is due seven days after that day (消费者权益保护法 art. 25).
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.refund"])),
    params(("id" = RmaId, Path, description = "The return."), IfMatchHeader, IdempotencyHeader),
    request_body = PayRefund,
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/pay_refund")]
async fn pay_refund_of_rma(
    house: Data<House>,
    Require(caller, _): Require<RmaRefund>,
    id: Path<RmaId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<PayRefund>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::PayRefund(body.value)).await
}

/// Take a return back
///
/// With a reason, before anything was sent.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.request"])),
    params(("id" = RmaId, Path, description = "The return."), IfMatchHeader, IdempotencyHeader),
    request_body = RmaReason,
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/cancel")]
async fn cancel_rma(
    house: Data<House>,
    Require(caller, _): Require<RmaRequest>,
    id: Path<RmaId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RmaReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Cancel(body.value)).await
}

/// Send lines of a return
///
/// 退件出库单: with carrier and waybill. Of a line of which only some are sent the rest becomes a line of its own; more than
/// is owed is refused.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.ship"])),
    params(("id" = RmaId, Path, description = "The return."), IfMatchHeader, IdempotencyHeader),
    request_body = ShipRma,
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/ship")]
async fn ship_rma(
    house: Data<House>,
    Require(caller, _): Require<RmaShip>,
    id: Path<RmaId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ShipRma>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Ship(body.value)).await
}

/// Take in what came
///
/// 旧件验收: counted line by line, with its condition; fewer than were sent are recorded as short. More than were sent, and
/// what was taken in already, is refused.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.receive"])),
    params(("id" = RmaId, Path, description = "The return."), IfMatchHeader, IdempotencyHeader),
    request_body = ReceiveRma,
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/receive")]
async fn receive_rma(
    house: Data<House>,
    Require(caller, _): Require<RmaReceive>,
    id: Path<RmaId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ReceiveRma>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Receive(body.value)).await
}

/// Close a return
///
/// Once nothing is owed any more and of all that came it is decided what becomes of it.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.receive"])),
    params(("id" = RmaId, Path, description = "The return."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The return as it is now.", body = Rma)))]
#[post("/rmas/{id}/close")]
async fn close_rma(
    house: Data<House>,
    Require(caller, _): Require<RmaReceive>,
    id: Path<RmaId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Close).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_rmas)
        .service(create_rma)
        .service(list_overdue_rmas)
        .route("/rmas/overdue", only(Method::GET))
        .configure(super::overdue_routes::routes)
        .configure(line_routes::routes)
        .configure(picture_routes::routes)
        .service(get_rma)
        .service(authorize_rma)
        .service(refuse_rma)
        .service(overrule_rma)
        .service(pay_refund_of_rma)
        .service(cancel_rma)
        .service(ship_rma)
        .service(receive_rma)
        .service(close_rma)
        .configure(super::paper::routes)
        .configure(super::line_list_routes::routes);
}
