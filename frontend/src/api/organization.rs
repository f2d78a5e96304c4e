//! Organisations.

use super::client::{self, Answer, Key};
use shared::ids::OrganizationId;
use shared::page::Page;
use shared::records::organization::{Organization, OrganizationInput, OrganizationQuery};

/// One page of them.
pub async fn list(query: &OrganizationQuery) -> Answer<Page<Organization>> {
    client::find("organizations", query).await
}

/// One of them.
pub async fn get(id: OrganizationId) -> Answer<Organization> {
    client::get(format!("organizations/{id}")).await
}

/// Makes a new one.
pub async fn create(body: OrganizationInput, key: Key) -> Answer<Organization> {
    client::post("organizations", &body, key).await
}

/// Replaces one.
pub async fn update(id: OrganizationId, body: OrganizationInput, version: i32) -> Answer<Organization> {
    client::put(format!("organizations/{id}"), &body, version).await
}
