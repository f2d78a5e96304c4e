//! The fault catalogue.

use super::client::{self, Answer, Key};
use shared::ids::FaultCodeId;
use shared::page::Page;
use shared::records::fault_code::{FaultCode, FaultCodeInput, FaultCodeQuery};

/// One page of them.
pub async fn list(query: &FaultCodeQuery) -> Answer<Page<FaultCode>> {
    client::find("fault-codes", query).await
}

/// One of them.
pub async fn get(id: FaultCodeId) -> Answer<FaultCode> {
    client::get(format!("fault-codes/{id}")).await
}

/// Makes a new one.
pub async fn create(body: FaultCodeInput, key: Key) -> Answer<FaultCode> {
    client::post("fault-codes", &body, key).await
}

/// Replaces one.
pub async fn update(id: FaultCodeId, body: FaultCodeInput, version: i32) -> Answer<FaultCode> {
    client::put(format!("fault-codes/{id}"), &body, version).await
}
