//! Quality feedback.

use super::client::{self, Answer, Key};
use serde_json::Value;
use shared::ids::{QualityFeedbackId, QualityMeasureId, QualityTermsId};
use shared::page::Page;
use shared::records::quality_feedback::{
    CreateQualityFeedback, QualityAction, QualityEffect, QualityFeedback, QualityFeedbackQuery,
    QualityFeedbackSummary, QualityTermsInput, QualityTermsSet, SimilarQuality,
};

/// One page of the register.
pub async fn list(query: &QualityFeedbackQuery) -> Answer<Page<QualityFeedbackSummary>> {
    client::find("quality-feedback", query).await
}

/// One of them.
pub async fn get(id: QualityFeedbackId) -> Answer<QualityFeedback> {
    client::get(format!("quality-feedback/{id}")).await
}

/// Raises one.
pub async fn create(body: CreateQualityFeedback, key: Key) -> Answer<QualityFeedback> {
    client::post("quality-feedback", &body, key).await
}

/// Writes parts of one.
pub async fn update(id: QualityFeedbackId, body: Value, version: i32) -> Answer<QualityFeedback> {
    client::patch(format!("quality-feedback/{id}"), &body, version).await
}

/// Those that are like one.
pub async fn similar(id: QualityFeedbackId) -> Answer<Vec<SimilarQuality>> {
    client::get(format!("quality-feedback/{id}/similar")).await
}

/// What units made since a change say of it.
pub async fn effect(id: QualityFeedbackId) -> Answer<QualityEffect> {
    client::get(format!("quality-feedback/{id}/effect")).await
}

/// Does something with one.
pub async fn act(
    id: QualityFeedbackId,
    action: QualityAction,
    body: Value,
    version: i32,
    key: Key,
) -> Answer<QualityFeedback> {
    client::act(format!("quality-feedback/{id}/{action}"), &body, version, key).await
}

/// Adds a measure.
pub async fn add_measure(
    id: QualityFeedbackId,
    body: Value,
    version: i32,
    key: Key,
) -> Answer<QualityFeedback> {
    client::act(format!("quality-feedback/{id}/measures"), &body, version, key).await
}

/// Says that a measure is done.
pub async fn finish_measure(
    (id, measure): (QualityFeedbackId, QualityMeasureId),
    body: Value,
    version: i32,
    key: Key,
) -> Answer<QualityFeedback> {
    client::act(format!("quality-feedback/{id}/measures/{measure}/finish"), &body, version, key).await
}

/// Confirms that a measure helps.
pub async fn validate_measure(
    (id, measure): (QualityFeedbackId, QualityMeasureId),
    body: Value,
    version: i32,
    key: Key,
) -> Answer<QualityFeedback> {
    client::act(format!("quality-feedback/{id}/measures/{measure}/validate"), &body, version, key).await
}

/// Takes a measure away.
pub async fn drop_measure(
    (id, measure): (QualityFeedbackId, QualityMeasureId),
    body: Value,
    version: i32,
    key: Key,
) -> Answer<QualityFeedback> {
    client::act(format!("quality-feedback/{id}/measures/{measure}/drop"), &body, version, key).await
}

/// All sets of deadlines.
pub async fn terms() -> Answer<Vec<QualityTermsSet>> {
    client::get("quality-terms").await
}

/// One set of deadlines.
pub async fn terms_set(id: QualityTermsId) -> Answer<QualityTermsSet> {
    client::get(format!("quality-terms/{id}")).await
}

/// Adds a set of deadlines.
pub async fn create_terms(body: QualityTermsInput, key: Key) -> Answer<QualityTermsSet> {
    client::post("quality-terms", &body, key).await
}

/// Replaces a set of deadlines that does not hold yet.
pub async fn update_terms(
    id: QualityTermsId,
    body: QualityTermsInput,
    version: i32,
) -> Answer<QualityTermsSet> {
    client::put(format!("quality-terms/{id}"), &body, version).await
}

/// Adds a complaint or a return.
pub async fn add_source(
    id: QualityFeedbackId,
    body: Value,
    version: i32,
    key: Key,
) -> Answer<QualityFeedback> {
    client::act(format!("quality-feedback/{id}/sources"), &body, version, key).await
}
