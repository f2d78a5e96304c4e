//! The numbers of the policy.

use super::client::{self, Answer};
use shared::records::policy::{Policy, PolicyInForce};

/// The policy in force.
pub async fn get() -> Answer<PolicyInForce> {
    client::get("policy").await
}

/// Replaces it.
pub async fn update(body: Policy, version: i32) -> Answer<PolicyInForce> {
    client::put("policy", &body, version).await
}
