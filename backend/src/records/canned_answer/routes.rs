//! Handlers of canned answers.

use super::service;
use crate::app::House;
use crate::auth::require::{CannedAnswerUse, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post, put};
use shared::ids::CannedAnswerId;
use shared::page::Page;
use shared::records::canned_answer::{CannedAnswer, CannedAnswerInput, CannedAnswerQuery};

/// List canned answers
///
/// Those of the house and one's own, by title.
#[utoipa::path(tag = "canned-answers", security(("bearer" = ["canned_answer.use"])), params(CannedAnswerQuery),
    responses((status = 200, description = "A page of canned answers.", body = Page<CannedAnswer>)))]
#[get("/canned-answers")]
async fn list_canned_answers(
    house: Data<House>,
    Require(caller, _): Require<CannedAnswerUse>,
    Query(query): Query<CannedAnswerQuery>,
) -> Result<Json<Page<CannedAnswer>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Create a canned answer
///
/// One's own with `private`; one of the house takes the right `canned_answer.manage`. A placeholder that there is
/// not is refused with those that there are.
#[utoipa::path(tag = "canned-answers", security(("bearer" = ["canned_answer.use"])), params(IdempotencyHeader),
    request_body = CannedAnswerInput,
    responses((status = 201, description = "The canned answer.", body = CannedAnswer)))]
#[post("/canned-answers")]
async fn create_canned_answer(
    house: Data<House>,
    Require(caller, _): Require<CannedAnswerUse>,
    key: IdempotencyKey,
    body: Body<CannedAnswerInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/canned-answers/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a canned answer
#[utoipa::path(tag = "canned-answers", security(("bearer" = ["canned_answer.use"])),
    params(("id" = CannedAnswerId, Path, description = "The canned answer.")),
    responses((status = 200, description = "The canned answer.", body = CannedAnswer)))]
#[get("/canned-answers/{id}")]
async fn get_canned_answer(
    house: Data<House>,
    Require(caller, _): Require<CannedAnswerUse>,
    id: Path<CannedAnswerId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace a canned answer
///
/// One's own; one of the house with the right `canned_answer.manage`.
#[utoipa::path(tag = "canned-answers", security(("bearer" = ["canned_answer.use"])),
    params(("id" = CannedAnswerId, Path, description = "The canned answer."), IfMatchHeader),
    request_body = CannedAnswerInput,
    responses((status = 200, description = "The canned answer as it is now.", body = CannedAnswer)))]
#[put("/canned-answers/{id}")]
async fn update_canned_answer(
    house: Data<House>,
    Require(caller, _): Require<CannedAnswerUse>,
    id: Path<CannedAnswerId>,
    version: IfMatch,
    body: Body<CannedAnswerInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// Delete a canned answer
///
/// What was written with it stays. One's own; one of the house with the right `canned_answer.manage`.
#[utoipa::path(tag = "canned-answers", security(("bearer" = ["canned_answer.use"])),
    params(("id" = CannedAnswerId, Path, description = "The canned answer."), IfMatchHeader),
    responses((status = 204, description = "It is gone.")))]
#[delete("/canned-answers/{id}")]
async fn delete_canned_answer(
    house: Data<House>,
    Require(caller, _): Require<CannedAnswerUse>,
    id: Path<CannedAnswerId>,
    version: IfMatch,
) -> Result<HttpResponse, Failure> {
    house.db.write(move |c| service::delete(c, &caller, *id, version.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_canned_answers)
        .service(create_canned_answer)
        .service(get_canned_answer)
        .service(update_canned_answer)
        .service(delete_canned_answer);
}
