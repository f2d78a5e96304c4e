//! Campaigns.

use super::client::{self, Answer, Key};
use serde_json::Value;
use shared::ids::{CampaignId, UnitId};
use shared::page::Page;
use shared::records::campaign::*;

/// One page of them.
pub async fn list(query: &CampaignQuery) -> Answer<Page<CampaignSummary>> {
    client::find("campaigns", query).await
}

/// One of them.
pub async fn get(id: CampaignId) -> Answer<Campaign> {
    client::get(format!("campaigns/{id}")).await
}

/// Drafts one.
pub async fn create(body: CampaignInput, key: Key) -> Answer<Campaign> {
    client::post("campaigns", &body, key).await
}

/// Replaces what one says.
pub async fn update(id: CampaignId, body: CampaignInput, version: i32) -> Answer<Campaign> {
    client::put(format!("campaigns/{id}"), &body, version).await
}

/// Does something with one.
pub async fn act(
    id: CampaignId,
    action: CampaignAction,
    body: Value,
    version: i32,
    key: Key,
) -> Answer<Campaign> {
    client::act(format!("campaigns/{id}/{action}"), &body, version, key).await
}

/// Which units a scope would find.
pub async fn preview(body: ScopeInput) -> Answer<ScopePreview> {
    client::ask("campaigns/scopes/preview", &body).await
}

/// Adds a version to a scope.
pub async fn add_scope(id: CampaignId, body: ScopeInput, key: Key) -> Answer<Campaign> {
    client::post(format!("campaigns/{id}/scopes"), &body, key).await
}

/// What the versions of a scope would take.
pub async fn rehearsal(id: CampaignId, query: &RehearsalQuery) -> Answer<Vec<ScopeRehearsal>> {
    client::find(&format!("campaigns/{id}/rehearsal"), query).await
}

/// One page of its units.
pub async fn units(id: CampaignId, query: &CampaignUnitQuery) -> Answer<Page<CampaignUnit>> {
    client::find(&format!("campaigns/{id}/units"), query).await
}

/// Notes how far units are.
pub async fn progress(
    id: CampaignId,
    action: CampaignUnitAction,
    body: ProgressUnits,
    key: Key,
) -> Answer<CampaignSummary> {
    client::post(format!("campaigns/{id}/units/{action}"), &body, key).await
}

/// The campaigns that concern a unit.
pub async fn of_unit(unit: UnitId) -> Answer<Vec<UnitCampaign>> {
    client::get(format!("units/{unit}/campaigns")).await
}
