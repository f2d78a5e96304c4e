//! Counts of stock.

use super::client::{self, Answer, Key};
use shared::ids::StockCountId;
use shared::page::Page;
use shared::records::stock_count::{
    CreateStockCount, StockCount, StockCountAction, StockCountActionInput, StockCountQuery,
    StockCountSummary, UpdateStockCount,
};

/// One page of them.
pub async fn list(query: &StockCountQuery) -> Answer<Page<StockCountSummary>> {
    client::find("stock-counts", query).await
}

/// One of them.
pub async fn get(id: StockCountId) -> Answer<StockCount> {
    client::get(format!("stock-counts/{id}")).await
}

/// Opens one.
pub async fn create(body: CreateStockCount, key: Key) -> Answer<StockCount> {
    client::post("stock-counts", &body, key).await
}

/// Enters what was counted.
pub async fn update(id: StockCountId, body: UpdateStockCount, version: i32) -> Answer<StockCount> {
    client::put(format!("stock-counts/{id}"), &body, version).await
}

/// Does something with one.
pub async fn act(
    id: StockCountId,
    action: StockCountAction,
    body: StockCountActionInput,
    version: i32,
    key: Key,
) -> Answer<StockCount> {
    client::act(format!("stock-counts/{id}/{action}"), &body, version, key).await
}
