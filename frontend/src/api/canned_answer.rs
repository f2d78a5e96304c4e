//! Canned answers.

use super::client::{self, Answer, Key};
use shared::ids::CannedAnswerId;
use shared::page::Page;
use shared::records::canned_answer::{CannedAnswer, CannedAnswerInput, CannedAnswerQuery};

/// One page of them.
pub async fn list(query: &CannedAnswerQuery) -> Answer<Page<CannedAnswer>> {
    client::find("canned-answers", query).await
}

/// One of them.
pub async fn get(id: CannedAnswerId) -> Answer<CannedAnswer> {
    client::get(format!("canned-answers/{id}")).await
}

/// Makes a new one.
pub async fn create(body: CannedAnswerInput, key: Key) -> Answer<CannedAnswer> {
    client::post("canned-answers", &body, key).await
}

/// Replaces one.
pub async fn update(id: CannedAnswerId, body: CannedAnswerInput, version: i32) -> Answer<CannedAnswer> {
    client::put(format!("canned-answers/{id}"), &body, version).await
}

/// Deletes one.
pub async fn delete(id: CannedAnswerId, version: i32) -> Answer<()> {
    client::delete(format!("canned-answers/{id}"), Some(version)).await
}
