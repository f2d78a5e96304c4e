//! What goes back to suppliers.

use super::client::{self, Answer, Key};
use serde_json::Value;
use shared::ids::RmaLineId;
use shared::page::Page;
use shared::records::supplier_return::{
    SupplierReturn, SupplierReturnAction, SupplierReturnQuery, SupplierReturnSummary,
};

/// One page of it.
pub async fn list(query: &SupplierReturnQuery) -> Answer<Page<SupplierReturnSummary>> {
    client::find("supplier-returns", query).await
}

/// One of them.
pub async fn get(id: RmaLineId) -> Answer<SupplierReturn> {
    client::get(format!("supplier-returns/{id}")).await
}

/// Does something with one.
pub async fn act(
    id: RmaLineId,
    action: SupplierReturnAction,
    body: Value,
    version: i32,
    key: Key,
) -> Answer<SupplierReturn> {
    client::act(format!("supplier-returns/{id}/{action}"), &body, version, key).await
}
