//! Handlers of settlement requests.

use super::requests::{self, RequestAct};
use crate::app::House;
use crate::auth::require::{Require, SettlementPropose, SettlementReview};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords, Query, versioned};
use crate::idempotency::{Answer, Asked, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use shared::ids::SettlementRequestId;
use shared::page::Page;
use shared::records::statement::*;

async fn act(
    house: &House,
    asked: Asked<SettlementRequestId>,
    act: RequestAct,
) -> Result<HttpResponse, Failure> {
    asked
        .once(&house.db, move |c, caller, id, version| {
            let after = requests::act(c, caller, id, version, &act)?;
            Answer::ok(after.version, &after)
        })
        .await
}

/// List settlement requests
///
/// What people ask to be settled by hand, the newest first (CSRR, ELV four-6).
#[utoipa::path(tag = "settlement", security(("bearer" = ["settlement.propose"])), params(SettlementRequestQuery),
    responses((status = 200, description = "A page of requests.", body = Page<SettlementRequest>)))]
#[get("/settlement-entries/requests")]
async fn list_settlement_requests(
    house: Data<House>,
    Require(caller, _): Require<SettlementPropose>,
    Query(query): Query<SettlementRequestQuery>,
) -> Result<Json<Page<SettlementRequest>>, Failure> {
    house.db.read(move |c| requests::list(c, &caller, &query)).await.map(Json)
}

/// Ask for an amount to be settled
///
/// Paid services (class A), contract fees (class B), penalties and corrections, with a reason. Somebody else reviews it. A ticket is
/// settled once, a contract once a month.
#[utoipa::path(tag = "settlement", security(("bearer" = ["settlement.propose"])), params(IdempotencyHeader),
    request_body = CreateSettlementRequest,
    responses((status = 201, description = "The request.", body = SettlementRequest)))]
#[post("/settlement-entries/requests")]
async fn create_settlement_request(
    house: Data<House>,
    Require(caller, _): Require<SettlementPropose>,
    key: IdempotencyKey,
    body: Body<CreateSettlementRequest>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = requests::request(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/settlement-entries/requests/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a settlement request
///
/// With its review.
#[utoipa::path(tag = "settlement", security(("bearer" = ["settlement.propose"])),
    params(("id" = SettlementRequestId, Path, description = "The request.")),
    responses((status = 200, description = "The request.", body = SettlementRequest)))]
#[get("/settlement-entries/requests/{id}")]
async fn get_settlement_request(
    house: Data<House>,
    Require(caller, _): Require<SettlementPropose>,
    id: Path<SettlementRequestId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| requests::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Approve a settlement request
///
/// By somebody else than who asked. It becomes an entry, unless its document was settled before.
#[utoipa::path(tag = "settlement", security(("bearer" = ["settlement.review"])),
    params(("id" = SettlementRequestId, Path, description = "The request."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The request as it is now.", body = SettlementRequest)))]
#[post("/settlement-entries/requests/{id}/approve")]
async fn approve_settlement_request(
    house: Data<House>,
    Require(caller, _): Require<SettlementReview>,
    id: Path<SettlementRequestId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, RequestAct::Approve).await
}

/// Refuse a settlement request
///
/// By somebody else than who asked, with a reason.
#[utoipa::path(tag = "settlement", security(("bearer" = ["settlement.review"])),
    params(("id" = SettlementRequestId, Path, description = "The request."), IfMatchHeader, IdempotencyHeader),
    request_body = RefuseSettlementRequest,
    responses((status = 200, description = "The request as it is now.", body = SettlementRequest)))]
#[post("/settlement-entries/requests/{id}/refuse")]
async fn refuse_settlement_request(
    house: Data<House>,
    Require(caller, _): Require<SettlementReview>,
    id: Path<SettlementRequestId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RefuseSettlementRequest>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, RequestAct::Refuse(body.value)).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_settlement_requests)
        .service(create_settlement_request)
        .service(get_settlement_request)
        .service(approve_settlement_request)
        .service(refuse_settlement_request);
}
