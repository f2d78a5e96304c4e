//! Settlement: statements, their lines, entries and requests.

use super::client::{self, Answer, Key};
use serde_json::Value;
use shared::ids::{SettlementEntryId, SettlementRequestId, StatementId};
use shared::page::Page;
use shared::records::statement::*;

/// One page of statements.
pub async fn list(query: &StatementQuery) -> Answer<Page<StatementSummary>> {
    client::find("statements", query).await
}

/// Collects those of a month.
pub async fn collect(body: CollectStatements, key: Key) -> Answer<CollectedStatements> {
    client::post("statements", &body, key).await
}

/// One of them.
pub async fn get(id: StatementId) -> Answer<Statement> {
    client::get(format!("statements/{id}")).await
}

/// One page of its lines.
pub async fn lines(id: StatementId, query: &StatementLineQuery) -> Answer<Page<StatementLine>> {
    client::find(&format!("statements/{id}/lines"), query).await
}

/// Does something with one.
pub async fn act(
    id: StatementId,
    action: StatementAction,
    body: Value,
    version: i32,
    key: Key,
) -> Answer<Statement> {
    client::act(format!("statements/{id}/{action}"), &body, version, key).await
}

/// Does something with a line.
pub async fn act_on(
    (id, line): (StatementId, SettlementEntryId),
    action: StatementLineAction,
    body: Value,
    version: i32,
    key: Key,
) -> Answer<Statement> {
    client::act(format!("statements/{id}/lines/{line}/{action}"), &body, version, key).await
}

/// One page of entries.
pub async fn entries(query: &SettlementEntryQuery) -> Answer<Page<SettlementEntry>> {
    client::find("settlement-entries", query).await
}

/// One page of requests.
pub async fn requests(query: &SettlementRequestQuery) -> Answer<Page<SettlementRequest>> {
    client::find("settlement-entries/requests", query).await
}

/// Asks for an amount to be settled.
pub async fn request(body: CreateSettlementRequest, key: Key) -> Answer<SettlementRequest> {
    client::post("settlement-entries/requests", &body, key).await
}

/// Reviews a request.
pub async fn review(
    id: SettlementRequestId,
    action: RequestAction,
    body: Value,
    version: i32,
    key: Key,
) -> Answer<SettlementRequest> {
    client::act(format!("settlement-entries/requests/{id}/{action}"), &body, version, key).await
}
