//! SLA policies.

use super::client::{self, Answer};
use shared::records::clock::ClockPreview;
use shared::records::sla_policy::{PreviewSlaPolicies, SlaPolicies, SlaPoliciesInForce};

/// Those in force.
pub async fn get() -> Answer<SlaPoliciesInForce> {
    client::get("sla-policies").await
}

/// Replaces them.
pub async fn update(body: SlaPolicies, version: i32) -> Answer<SlaPoliciesInForce> {
    client::put("sla-policies", &body, version).await
}

/// Which clocks would move.
pub async fn preview(body: PreviewSlaPolicies) -> Answer<ClockPreview> {
    client::ask("sla-policies/preview", &body).await
}
