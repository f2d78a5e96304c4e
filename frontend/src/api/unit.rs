//! Units.

use super::client::{self, Answer, Key};
use shared::ids::{UnitComponentId, UnitId};
use shared::page::Page;
use shared::records::unit::{
    Unit, UnitAction, UnitActionInput, UnitComponent, UnitComponentInput, UnitInput, UnitLife, UnitQuery,
    UnitSummary, WarrantyInput, WarrantyQuery,
};
use shared::warranty::WarrantyVerdict;

/// One page of them.
pub async fn list(query: &UnitQuery) -> Answer<Page<UnitSummary>> {
    client::find("units", query).await
}

/// One of them.
pub async fn get(id: UnitId) -> Answer<Unit> {
    client::get(format!("units/{id}")).await
}

/// A unit's whole life.
pub async fn life(id: UnitId) -> Answer<UnitLife> {
    client::get(format!("units/{id}/life")).await
}

/// Registers one.
pub async fn create(body: UnitInput, key: Key) -> Answer<Unit> {
    client::post("units", &body, key).await
}

/// Replaces what is known of one.
pub async fn update(id: UnitId, body: UnitInput, version: i32) -> Answer<Unit> {
    client::put(format!("units/{id}"), &body, version).await
}

/// Its warranty on a day: part, labour, travel.
pub async fn warranty(id: UnitId, query: &WarrantyQuery) -> Answer<Vec<WarrantyVerdict>> {
    client::find(&format!("units/{id}/warranty"), query).await
}

/// Extends its warranty, or excludes something.
pub async fn update_warranty(id: UnitId, body: WarrantyInput, version: i32) -> Answer<Unit> {
    client::put(format!("units/{id}/warranty"), &body, version).await
}

/// Adds a component.
pub async fn create_component(id: UnitId, body: UnitComponentInput, key: Key) -> Answer<UnitComponent> {
    client::post(format!("units/{id}/components"), &body, key).await
}

/// Replaces what is known of a component.
pub async fn update_component(
    id: UnitId,
    component: UnitComponentId,
    body: UnitComponentInput,
    version: i32,
) -> Answer<UnitComponent> {
    client::put(format!("units/{id}/components/{component}"), &body, version).await
}

/// Does something with it.
pub async fn act(
    id: UnitId,
    action: UnitAction,
    body: UnitActionInput,
    version: i32,
    key: Key,
) -> Answer<Unit> {
    client::act(format!("units/{id}/{action}"), &body, version, key).await
}
