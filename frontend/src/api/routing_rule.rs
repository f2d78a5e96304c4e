//! Routing rules.

use super::client::{self, Answer};
use shared::records::routing_rule::{RoutingRules, RoutingRulesInForce, TriedRouting, TryRouting};

/// Those in force.
pub async fn get() -> Answer<RoutingRulesInForce> {
    client::get("routing-rules").await
}

/// Replaces them.
pub async fn update(body: RoutingRules, version: i32) -> Answer<RoutingRulesInForce> {
    client::put("routing-rules", &body, version).await
}

/// Where a ticket would go; also what rules may ask about an existing ticket.
pub async fn try_out(body: TryRouting) -> Answer<TriedRouting> {
    client::ask("routing-rules/try", &body).await
}
