//! Handlers of sets of deadlines.

use super::terms;
use crate::app::House;
use crate::auth::require::{PolicyRead, QualityManage, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::QualityTermsId;
use shared::records::quality_feedback::{QualityTermsInput, QualityTermsSet};

/// List the deadlines of quality feedback
///
/// Sets by severity, the last first day first. A case keeps the set of the day on which it was raised.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["policy.read"])),
    responses((status = 200, description = "All of them.", body = Vec<QualityTermsSet>)))]
#[get("/quality-terms")]
async fn list_quality_terms(
    house: Data<House>,
    Require(caller, _): Require<PolicyRead>,
) -> Result<Json<Vec<QualityTermsSet>>, Failure> {
    house.db.read(move |c| terms::list(c, &caller)).await.map(Json)
}

/// Add deadlines of quality feedback
///
/// For cases that are raised from a day on that is still to come.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.manage"])), params(IdempotencyHeader),
    request_body = QualityTermsInput,
    responses((status = 201, description = "The set.", body = QualityTermsSet)))]
#[post("/quality-terms")]
async fn create_quality_terms(
    house: Data<House>,
    Require(caller, _): Require<QualityManage>,
    key: IdempotencyKey,
    body: Body<QualityTermsInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = terms::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/quality-terms/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show deadlines of quality feedback
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["policy.read"])),
    params(("id" = QualityTermsId, Path, description = "The set.")),
    responses((status = 200, description = "The set.", body = QualityTermsSet)))]
#[get("/quality-terms/{id}")]
async fn get_quality_terms(
    house: Data<House>,
    Require(caller, _): Require<PolicyRead>,
    id: Path<QualityTermsId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| terms::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace deadlines of quality feedback
///
/// A set that does not hold yet. What cases were raised under stays what it was.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.manage"])),
    params(("id" = QualityTermsId, Path, description = "The set."), IfMatchHeader),
    request_body = QualityTermsInput,
    responses((status = 200, description = "The set as it is now.", body = QualityTermsSet)))]
#[put("/quality-terms/{id}")]
async fn update_quality_terms(
    house: Data<House>,
    Require(caller, _): Require<QualityManage>,
    id: Path<QualityTermsId>,
    version: IfMatch,
    body: Body<QualityTermsInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| terms::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_quality_terms)
        .service(create_quality_terms)
        .service(get_quality_terms)
        .service(update_quality_terms);
}
