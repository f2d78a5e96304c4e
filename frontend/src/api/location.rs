//! Places where parts are kept.

use super::client::{self, Answer, Key};
use shared::ids::LocationId;
use shared::page::Page;
use shared::records::location::{Location, LocationInput, LocationQuery};

/// One page of them.
pub async fn list(query: &LocationQuery) -> Answer<Page<Location>> {
    client::find("locations", query).await
}

/// One of them.
pub async fn get(id: LocationId) -> Answer<Location> {
    client::get(format!("locations/{id}")).await
}

/// Makes a new one.
pub async fn create(body: LocationInput, key: Key) -> Answer<Location> {
    client::post("locations", &body, key).await
}

/// Replaces one.
pub async fn update(id: LocationId, body: LocationInput, version: i32) -> Answer<Location> {
    client::put(format!("locations/{id}"), &body, version).await
}
