//! Stock and its movements.

use super::client::{self, Answer, Key};
use shared::ids::{StockLevelId, StockMovementId};
use shared::page::Page;
use shared::records::stock::{
    AdjustStock, CorrectMovement, IssueStock, MovementQuery, ReceiveStock, StockLevel, StockMovement,
    StockQuery, TransferStock, UpdateStockLevel,
};

/// One page of it.
pub async fn list(query: &StockQuery) -> Answer<Page<StockLevel>> {
    client::find("stock", query).await
}

/// Sets a reorder point.
pub async fn update(id: StockLevelId, body: UpdateStockLevel, version: i32) -> Answer<StockLevel> {
    client::put(format!("stock/{id}"), &body, version).await
}

/// One page of movements.
pub async fn movements(query: &MovementQuery) -> Answer<Page<StockMovement>> {
    client::find("stock/movements", query).await
}

/// Goods come in.
pub async fn receive(body: ReceiveStock, key: Key) -> Answer<StockMovement> {
    client::post("stock/receive", &body, key).await
}

/// Goods go from one location to another.
pub async fn transfer(body: TransferStock, key: Key) -> Answer<StockMovement> {
    client::post("stock/transfer", &body, key).await
}

/// Goods go out.
pub async fn issue(body: IssueStock, key: Key) -> Answer<StockMovement> {
    client::post("stock/issue", &body, key).await
}

/// There is more or less than the books say.
pub async fn adjust(body: AdjustStock, key: Key) -> Answer<StockMovement> {
    client::post("stock/adjust", &body, key).await
}

/// Takes a movement back.
pub async fn correct(id: StockMovementId, body: CorrectMovement, key: Key) -> Answer<StockMovement> {
    client::post(format!("stock/movements/{id}/correct"), &body, key).await
}
