//! Spare parts.

use super::client::{self, Answer, Key};
use shared::ids::PartId;
use shared::page::Page;
use shared::records::part::{Part, PartInput, PartQuery, PartSummary};

/// One page of them.
pub async fn list(query: &PartQuery) -> Answer<Page<PartSummary>> {
    client::find("parts", query).await
}

/// One of them.
pub async fn get(id: PartId) -> Answer<Part> {
    client::get(format!("parts/{id}")).await
}

/// Makes a new one.
pub async fn create(body: PartInput, key: Key) -> Answer<Part> {
    client::post("parts", &body, key).await
}

/// Replaces one.
pub async fn update(id: PartId, body: PartInput, version: i32) -> Answer<Part> {
    client::put(format!("parts/{id}"), &body, version).await
}
