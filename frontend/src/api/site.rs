//! Places where units stand.

use super::client::{self, Answer, Key};
use shared::ids::{CustomerId, SiteId};
use shared::page::Page;
use shared::records::site::{Site, SiteInput};

/// The places of a customer.
pub async fn list(customer: CustomerId) -> Answer<Page<Site>> {
    client::get(format!("customers/{customer}/sites?limit=100")).await
}

/// Adds a place.
pub async fn create(customer: CustomerId, body: SiteInput, key: Key) -> Answer<Site> {
    client::post(format!("customers/{customer}/sites"), &body, key).await
}

/// Replaces what is known of a place.
pub async fn update(customer: CustomerId, id: SiteId, body: SiteInput, version: i32) -> Answer<Site> {
    client::put(format!("customers/{customer}/sites/{id}"), &body, version).await
}
