//! Handlers of the steps of quality feedback.

use super::acts::{self, Act};
use crate::app::House;
use crate::auth::require::{
    QualityAnswer, QualityApprove, QualityTriage, QualityVerify, QualityWork, Require,
};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords};
use crate::idempotency::{Answer, Asked, IdempotencyKey};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post};
use shared::ids::QualityFeedbackId;
use shared::records::quality_feedback::{
    AnswerQuality, CloseQuality, ContainQuality, InstructQuality, MergeQuality, QualityFeedback, QualityNote,
    QualityReason, QualityZeroing, ReplyQuality, TriageQuality, VerifyQuality,
};

async fn act(house: &House, asked: Asked<QualityFeedbackId>, act: Act) -> Result<HttpResponse, Failure> {
    asked
        .once(&house.db, move |c, caller, id, version| {
            let after = acts::act(c, caller, id, version, &act)?;
            Answer::ok(after.head.version, &after)
        })
        .await
}

/// Judge a quality feedback valid
///
/// With severity, extent, method and who is responsible; somebody of the house sees to it. Within one working day. The light path is
/// for what is minor.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.triage"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = TriageQuality,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/triage")]
async fn triage_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityTriage>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<TriageQuality>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Triage(body.value)).await
}

/// Judge a quality feedback not valid
///
/// With grounds; whoever raised it is told.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.triage"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = QualityReason,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/reject")]
async fn reject_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityTriage>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<QualityReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Reject(body.value)).await
}

/// Issue the rectification order
///
/// 整改指令: what is to be put right, and until when it is to be answered. A supplier who is responsible sees the case from then
/// on, without anything of the customer.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.triage"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = InstructQuality,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/instruct")]
async fn instruct_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityTriage>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<InstructQuality>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Instruct(body.value)).await
}

/// Give the causes, as whoever is responsible
///
/// By the supplier, or by the house on its word. Where the house has written none yet, its own analysis begins with these.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.answer"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = AnswerQuality,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/answer")]
async fn answer_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityAnswer>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<AnswerQuality>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Answer(body.value)).await
}

/// Say what is held back
///
/// By place, with how many were looked at, how many of them were bad, and what became of them (D3).
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.work"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = ContainQuality,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/contain")]
async fn contain_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityWork>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ContainQuality>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Contain(body.value)).await
}

/// Begin to look for the causes
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.work"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/analyse")]
async fn analyse_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityWork>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Analyse).await
}

/// Hand a plan in
///
/// With the causes that the method asks for (8D: occurrence, escape and system) and one corrective measure at least that is still
/// to be carried out.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.work"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/submit_plan")]
async fn submit_plan_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityWork>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::SubmitPlan).await
}

/// Sign a plan off
///
/// What is critical or major by somebody other than who handed it in.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.approve"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = QualityNote,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/approve_plan")]
async fn approve_plan_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityApprove>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<QualityNote>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::ApprovePlan(body.value)).await
}

/// Send a plan back
///
/// With a reason; whoever handed it in is told.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.approve"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = QualityReason,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/refuse_plan")]
async fn refuse_plan_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityApprove>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<QualityReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::RefusePlan(body.value)).await
}

/// Carry the measures out at once
///
/// The light path: past containment, analysis and plan, with one corrective measure at least.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.work"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/begin")]
async fn begin_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityWork>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Begin).await
}

/// Say that the measures are carried out
///
/// Once all of them are.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.work"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/complete")]
async fn complete_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityWork>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Complete).await
}

/// Record the zeroing
///
/// Which of the five points of the technical and of the managerial half (双归零) are met; what was recorded before is replaced.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.work"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = QualityZeroing,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/zero")]
async fn zero_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityWork>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<QualityZeroing>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Zero(body.value)).await
}

/// Confirm that the measures help
///
/// With the measured effect, or why nothing can be measured; by somebody who owns none of the measures.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.verify"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = VerifyQuality,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/verify")]
async fn verify_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityVerify>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<VerifyQuality>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Verify(body.value)).await
}

/// Find that the measures do not help
///
/// The case goes back to the analysis, and what was zeroed is not any more; what was light is worked on by 4D then.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.verify"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = QualityReason,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/reopen")]
async fn reopen_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityVerify>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<QualityReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Reopen(body.value)).await
}

/// Answer the customer
///
/// As a public comment on each complaint that the case comes from (SPS 5.2.2–3).
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.work"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = ReplyQuality,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/reply")]
async fn reply_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityWork>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ReplyQuality>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Reply(body.value)).await
}

/// Close a quality feedback
///
/// Once the effect is confirmed, the customer answered, and, where it is critical or major, both halves of the zeroing are met.
/// What was learnt can become the draft of a knowledge article.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.verify"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = CloseQuality,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/close")]
async fn close_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityVerify>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<CloseQuality>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Close(body.value)).await
}

/// Make a quality feedback part of another
///
/// Its complaints and returns move there, so that several are one case.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.triage"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = MergeQuality,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/merge")]
async fn merge_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityTriage>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<MergeQuality>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Merge(body.value)).await
}

/// Do not follow a quality feedback up
///
/// With a reason.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.triage"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), IfMatchHeader, IdempotencyHeader),
    request_body = QualityReason,
    responses((status = 200, description = "It as it is now.", body = QualityFeedback)))]
#[post("/quality-feedback/{id}/cancel")]
async fn cancel_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityTriage>,
    id: Path<QualityFeedbackId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<QualityReason>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Cancel(body.value)).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(triage_quality_feedback)
        .service(reject_quality_feedback)
        .service(instruct_quality_feedback)
        .service(answer_quality_feedback)
        .service(contain_quality_feedback)
        .service(analyse_quality_feedback)
        .service(submit_plan_quality_feedback)
        .service(approve_plan_quality_feedback)
        .service(refuse_plan_quality_feedback)
        .service(begin_quality_feedback)
        .service(complete_quality_feedback)
        .service(zero_quality_feedback)
        .service(verify_quality_feedback)
        .service(reopen_quality_feedback)
        .service(reply_quality_feedback)
        .service(close_quality_feedback)
        .service(merge_quality_feedback)
        .service(cancel_quality_feedback);
}
