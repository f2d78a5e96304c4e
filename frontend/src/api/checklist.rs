//! Checklists.

use super::client::{self, Answer, Key};
use shared::ids::ChecklistId;
use shared::page::Page;
use shared::records::checklist::{Checklist, ChecklistInput, ChecklistQuery};

/// One page of them.
pub async fn list(query: &ChecklistQuery) -> Answer<Page<Checklist>> {
    client::find("checklists", query).await
}

/// One of them.
pub async fn get(id: ChecklistId) -> Answer<Checklist> {
    client::get(format!("checklists/{id}")).await
}

/// Makes a new one.
pub async fn create(body: ChecklistInput, key: Key) -> Answer<Checklist> {
    client::post("checklists", &body, key).await
}

/// Replaces one.
pub async fn update(id: ChecklistId, body: ChecklistInput, version: i32) -> Answer<Checklist> {
    client::put(format!("checklists/{id}"), &body, version).await
}

/// Deletes one.
pub async fn delete(id: ChecklistId, version: i32) -> Answer<()> {
    client::delete(format!("checklists/{id}"), Some(version)).await
}
