//! Handlers of quality feedback as a whole.

use super::{action_routes, measure_routes, paper, service, terms_routes, watch};
use crate::app::House;
use crate::auth::require::{QualityRaise, QualityRead, QualityWork, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, patch, post};
use shared::ids::QualityFeedbackId;
use shared::page::Page;
use shared::records::quality_feedback::*;

/// List quality feedback
///
/// 质量信息追踪表: with age, owner, what is due next and whether it is overdue. The maker's people see all of it; a supplier sees
/// what it was ordered to put right. In the order by deadlines stand those that have one.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.read"])), params(QualityFeedbackQuery),
    responses((status = 200, description = "A page of the register.", body = Page<QualityFeedbackSummary>)))]
#[get("/quality-feedback")]
async fn list_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityRead>,
    Query(query): Query<QualityFeedbackQuery>,
) -> Result<Json<Page<QualityFeedbackSummary>>, Failure> {
    let by_deadline = query.sort == Some(QualitySort::Due);
    house.db.page(by_deadline, move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Raise a quality feedback
///
/// 质量信息反馈表: from a complaint or a line of a return, whose unit, part, model, fault and words are carried over, or from
/// what was heard elsewhere: on a visit, in a survey, on the line. Quality is told, and gives its verdict within a working day.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.raise"])), params(IdempotencyHeader),
    request_body = CreateQualityFeedback,
    responses((status = 201, description = "The quality feedback.", body = QualityFeedback)))]
#[post("/quality-feedback")]
async fn create_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityRaise>,
    key: IdempotencyKey,
    body: Body<CreateQualityFeedback>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        let place = format!("/api/v1/quality-feedback/{}", made.head.id);
        Answer::created(place, made.head.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a quality feedback
///
/// With its 8D report, measures, sources, deadlines and timeline, what can be done with it, and what is still missing for that. A
/// supplier reads its order, its answer and its measures.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.read"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback.")),
    responses((status = 200, description = "The quality feedback.", body = QualityFeedback)))]
#[get("/quality-feedback/{id}")]
async fn get_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityRead>,
    id: Path<QualityFeedbackId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.head.version, &found))
}

/// Write parts of a quality feedback
///
/// What it is about, team, problem and causes until the plan is handed in; what is left to say until it is closed. A part that is
/// sent replaces what stood there.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.work"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader),
    request_body = UpdateQualityFeedback,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[patch("/quality-feedback/{id}")]
async fn update_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityWork>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    body: Body<UpdateQualityFeedback>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.head.version, &after))
}

/// List similar quality feedback
///
/// Of the same part, batch, fault or cause, or in the same words; the ten most similar. The same model alone is no likeness.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.raise"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback.")),
    responses((status = 200, description = "The most similar first.", body = Vec<SimilarQuality>)))]
#[get("/quality-feedback/{id}/similar")]
async fn list_similar_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityRaise>,
    id: Path<QualityFeedbackId>,
) -> Result<Json<Vec<SimilarQuality>>, Failure> {
    house.db.read(move |c| service::similar(c, &caller, *id)).await.map(Json)
}

/// Show the effect of a quality feedback
///
/// Units made after the change against those made within a year before it, at the same age: how many complaints and returns of
/// the same fault or part there were per thousand units and thirty days, and whether that is chance (one-sided conditional test
/// of two Poisson rates). Once the case is closed it is measured after 30, 60 and 90 days; where it does not help, the case goes
/// on.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.raise"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), QualityEffectQuery),
    responses((status = 200, description = "The watch, and what can be measured today.", body = QualityEffect)))]
#[get("/quality-feedback/{id}/effect")]
async fn get_quality_feedback_effect(
    house: Data<House>,
    Require(caller, _): Require<QualityRaise>,
    id: Path<QualityFeedbackId>,
    Query(query): Query<QualityEffectQuery>,
) -> Result<Json<QualityEffect>, Failure> {
    house.db.snapshot(move |c| watch::effect(c, &caller, *id, &query)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_quality_feedback)
        .service(create_quality_feedback)
        .configure(paper::register_routes)
        .service(get_quality_feedback)
        .service(update_quality_feedback)
        .service(list_similar_quality_feedback)
        .service(get_quality_feedback_effect)
        .configure(action_routes::routes)
        .configure(measure_routes::routes)
        .configure(terms_routes::routes)
        .configure(paper::routes);
}
