//! Handlers of measures and sources of quality feedback.

use super::measures;
use crate::app::House;
use crate::auth::require::{QualityAnswer, QualityVerify, QualityWork, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post};
use shared::ids::{QualityFeedbackId, QualityMeasureId};
use shared::records::quality_feedback::{
    AddQualitySource, CreateQualityMeasure, FinishQualityMeasure, QualityFeedback, ValidateQualityMeasure,
};

/// Add a measure
///
/// Immediate, corrective, preventive or an improvement, with owner and due date, while the plan is being made (D5). A supplier who
/// is responsible adds its own.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.answer"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = CreateQualityMeasure,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/measures")]
async fn add_quality_measure(
    house: Data<House>,
    Require(caller, _): Require<QualityAnswer>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<CreateQualityMeasure>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = measures::add(c, caller, *id, version.0, &body.value)?;
        Answer::ok(after.head.version, &after)
    });
    Ok(answer.await?.into())
}

/// Say that a measure is done
///
/// With what shows it, and what it cost; by its owner, or by the house (D6).
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.answer"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."),
        ("measure_id" = QualityMeasureId, Path, description = "The measure."), IfMatchHeader, IdempotencyHeader),
    request_body = FinishQualityMeasure,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/measures/{measure_id}/finish")]
async fn finish_quality_measure(
    house: Data<House>,
    Require(caller, _): Require<QualityAnswer>,
    ids: Path<(QualityFeedbackId, QualityMeasureId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<FinishQualityMeasure>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = measures::finish(c, caller, *ids, version.0, &body.value)?;
        Answer::ok(after.head.version, &after)
    });
    Ok(answer.await?.into())
}

/// Confirm that a measure helps
///
/// With what shows it, by somebody else than its owner; before the case as a whole is verified, each of its measures is (D6).
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.verify"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."),
        ("measure_id" = QualityMeasureId, Path, description = "The measure."), IfMatchHeader, IdempotencyHeader),
    request_body = ValidateQualityMeasure,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/measures/{measure_id}/validate")]
async fn validate_quality_measure(
    house: Data<House>,
    Require(caller, _): Require<QualityVerify>,
    ids: Path<(QualityFeedbackId, QualityMeasureId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ValidateQualityMeasure>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = measures::validate(c, caller, *ids, version.0, &body.value)?;
        Answer::ok(after.head.version, &after)
    });
    Ok(answer.await?.into())
}

/// Take a measure away
///
/// One that is not done, while the plan is being made.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.answer"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."),
        ("measure_id" = QualityMeasureId, Path, description = "The measure."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/measures/{measure_id}/drop")]
async fn drop_quality_measure(
    house: Data<House>,
    Require(caller, _): Require<QualityAnswer>,
    ids: Path<(QualityFeedbackId, QualityMeasureId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = measures::drop(c, caller, *ids, version.0)?;
        Answer::ok(after.head.version, &after)
    });
    Ok(answer.await?.into())
}

/// Add a complaint, a return or what was heard elsewhere to a quality feedback
///
/// So that several are one case, until its plan is handed in; what is there already is left alone.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.work"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = AddQualitySource,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/sources")]
async fn add_quality_source(
    house: Data<House>,
    Require(caller, _): Require<QualityWork>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<AddQualitySource>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = measures::add_source(c, caller, *id, version.0, &body.value)?;
        Answer::ok(after.head.version, &after)
    });
    Ok(answer.await?.into())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(add_quality_measure)
        .service(finish_quality_measure)
        .service(validate_quality_measure)
        .service(drop_quality_measure)
        .service(add_quality_source);
}
