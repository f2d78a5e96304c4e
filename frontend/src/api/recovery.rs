//! Recoveries from suppliers.

use super::client::{self, Answer, Key};
use serde_json::Value;
use shared::ids::RecoveryId;
use shared::page::Page;
use shared::records::recovery::*;

/// One page of them.
pub async fn list(query: &RecoveryQuery) -> Answer<Page<RecoverySummary>> {
    client::find("recoveries", query).await
}

/// One page of what is to be recovered.
pub async fn to_recover(query: &ToRecoverQuery) -> Answer<Page<ToRecover>> {
    client::find("recoveries/to-recover", query).await
}

/// Puts one together.
pub async fn create(body: CreateRecovery, key: Key) -> Answer<Recovery> {
    client::post("recoveries", &body, key).await
}

/// One of them.
pub async fn get(id: RecoveryId) -> Answer<Recovery> {
    client::get(format!("recoveries/{id}")).await
}

/// Does something with one.
pub async fn act(
    id: RecoveryId,
    action: RecoveryAction,
    body: Value,
    version: i32,
    key: Key,
) -> Answer<Recovery> {
    client::act(format!("recoveries/{id}/{action}"), &body, version, key).await
}
