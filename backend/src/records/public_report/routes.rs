//! Handlers of reports by QR code. All but the label are for strangers: whoever knows a code may use it, and every
//! other code is "not found".

use super::service::{self, Visit};
use crate::app::House;
use crate::auth::caller;
use crate::auth::require::{Require, UnitRead};
use crate::error::Failure;
use crate::http::{Body, NoWords, client_address, locale, request_id};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::IdempotencyHeader;
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, post};
use shared::ids::UnitId;
use shared::records::public_report::{
    CreatePublicReport, PublicReceipt, PublicTicket, PublicUnit, UnitLabel,
};

/// Get the label of a unit
///
/// What the QR code on it says; made when it is first asked for, and the same ever after.
#[utoipa::path(tag = "units", security(("bearer" = ["unit.read"])),
    params(("id" = UnitId, Path, description = "The unit."), IdempotencyHeader),
    responses((status = 200, description = "The label.", body = UnitLabel)))]
#[post("/units/{id}/label")]
async fn label_unit(
    house: Data<House>,
    Require(caller, _): Require<UnitRead>,
    id: Path<UnitId>,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let (id, public_url) = (*id, house.public_url.clone());
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        Answer::unversioned(&service::label(c, caller, &public_url, id)?)
    });
    Ok(answer.await?.into())
}

/// Show the unit with a label
///
/// For whoever stands in front of it: no owner, no history.
#[utoipa::path(tag = "public",
    params(("code" = String, Path, description = "The code of the label.", example = "3vQB7B6MrGQZaxCuFg4ohA")),
    responses((status = 200, description = "The unit.", body = PublicUnit)))]
#[get("/public/units/{code}")]
async fn get_public_unit(house: Data<House>, code: Path<String>) -> Result<Json<PublicUnit>, Failure> {
    house.db.snapshot(move |c| service::show(c, &code)).await.map(Json)
}

/// Report something about the unit with a label
///
/// Becomes a ticket, routed and promised like any other. Ten an hour about one unit, thirty from one address.
#[utoipa::path(tag = "public",
    params(("code" = String, Path, description = "The code of the label.", example = "3vQB7B6MrGQZaxCuFg4ohA"),
        IdempotencyHeader),
    request_body = CreatePublicReport,
    responses((status = 201, description = "What the reporter keeps.", body = PublicReceipt)))]
#[post("/public/units/{code}/reports")]
async fn create_public_report(
    house: Data<House>,
    request: HttpRequest,
    code: Path<String>,
    key: IdempotencyKey,
    body: Body<CreatePublicReport>,
) -> Result<HttpResponse, Failure> {
    let visit = Visit {
        address: client_address(&request, house.behind_proxy),
        locale: locale(&request),
        now: caller::now(),
        request_id: request_id(&request),
    };
    let report = move |c: &mut diesel::pg::PgConnection| {
        service::report(c, &visit, &code, &key, &body.digest, &body.value)
    };
    let receipt = house.db.write(report).await?;
    Ok(HttpResponse::Created().json(receipt))
}

/// Follow what one reported
#[utoipa::path(tag = "public",
    params(("code" = String, Path, description = "The tracking code.", example = "Jx2hQb1T7s0WzKQn0aYt5A")),
    responses((status = 200, description = "How far it is.", body = PublicTicket)))]
#[get("/public/tickets/{code}")]
async fn get_public_ticket(house: Data<House>, code: Path<String>) -> Result<Json<PublicTicket>, Failure> {
    house.db.snapshot(move |c| service::track(c, &code)).await.map(Json)
}

/// The routes of this record.
pub fn routes(config: &mut Routes) {
    config
        .service(label_unit)
        .service(get_public_unit)
        .service(create_public_report)
        .service(get_public_ticket);
}
