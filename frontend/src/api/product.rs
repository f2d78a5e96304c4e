//! Product models.

use super::client::{self, Answer, Key};
use shared::ids::ProductId;
use shared::page::Page;
use shared::records::product::{Product, ProductInput, ProductQuery};

/// One page of them.
pub async fn list(query: &ProductQuery) -> Answer<Page<Product>> {
    client::find("products", query).await
}

/// One of them.
pub async fn get(id: ProductId) -> Answer<Product> {
    client::get(format!("products/{id}")).await
}

/// Makes a new one.
pub async fn create(body: ProductInput, key: Key) -> Answer<Product> {
    client::post("products", &body, key).await
}

/// Replaces one.
pub async fn update(id: ProductId, body: ProductInput, version: i32) -> Answer<Product> {
    client::put(format!("products/{id}"), &body, version).await
}
