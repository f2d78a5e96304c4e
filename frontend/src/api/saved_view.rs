//! Saved views.

use super::client::{self, Answer, Key};
use shared::ids::SavedViewId;
use shared::records::saved_view::{SavedView, SavedViewInput, SavedViewQuery};

/// Those of a list.
pub async fn list(query: &SavedViewQuery) -> Answer<Vec<SavedView>> {
    client::find("saved-views", query).await
}

/// Saves a new one.
pub async fn create(body: SavedViewInput, key: Key) -> Answer<SavedView> {
    client::post("saved-views", &body, key).await
}

/// Replaces one.
pub async fn update(id: SavedViewId, body: SavedViewInput, version: i32) -> Answer<SavedView> {
    client::put(format!("saved-views/{id}"), &body, version).await
}

/// Deletes one.
pub async fn delete(id: SavedViewId, version: i32) -> Answer<()> {
    client::delete(format!("saved-views/{id}"), Some(version)).await
}
