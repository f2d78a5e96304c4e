//! Warranty claims, and what they go by.

use super::client::{self, Answer, Key};
use serde_json::Value;
use shared::ids::*;
use shared::page::Page;
use shared::records::labour::*;
use shared::records::pre_authorization::*;
use shared::records::warranty_claim::*;

/// One page of them.
pub async fn list(query: &WarrantyClaimQuery) -> Answer<Page<WarrantyClaimSummary>> {
    client::find("warranty-claims", query).await
}

/// One of them.
pub async fn get(id: WarrantyClaimId) -> Answer<WarrantyClaim> {
    client::get(format!("warranty-claims/{id}")).await
}

/// What a ticket tells of one.
pub async fn proposal(ticket_id: TicketId) -> Answer<WarrantyClaimInput> {
    client::find("warranty-claims/proposal", &ClaimProposalQuery { ticket_id }).await
}

/// What sending it in would bring.
pub async fn dry_run(body: WarrantyClaimInput) -> Answer<ClaimDryRun> {
    client::ask("warranty-claims/dry-run", &body).await
}

/// Drafts one.
pub async fn create(body: WarrantyClaimInput, key: Key) -> Answer<WarrantyClaim> {
    client::post("warranty-claims", &body, key).await
}

/// Replaces what one says.
pub async fn update(id: WarrantyClaimId, body: WarrantyClaimInput, version: i32) -> Answer<WarrantyClaim> {
    client::put(format!("warranty-claims/{id}"), &body, version).await
}

/// Does something with one.
pub async fn act(
    id: WarrantyClaimId,
    action: WarrantyClaimAction,
    body: Value,
    version: i32,
    key: Key,
) -> Answer<WarrantyClaim> {
    client::act(format!("warranty-claims/{id}/{action}"), &body, version, key).await
}

/// One page of labour operations.
pub async fn operations(query: &LabourOperationQuery) -> Answer<Page<LabourOperation>> {
    client::find("labour-operations", query).await
}

/// One labour operation.
pub async fn operation(id: LabourOperationId) -> Answer<LabourOperation> {
    client::get(format!("labour-operations/{id}")).await
}

/// Creates a labour operation.
pub async fn create_operation(body: LabourOperationInput, key: Key) -> Answer<LabourOperation> {
    client::post("labour-operations", &body, key).await
}

/// Replaces a labour operation.
pub async fn update_operation(
    id: LabourOperationId,
    body: LabourOperationInput,
    version: i32,
) -> Answer<LabourOperation> {
    client::put(format!("labour-operations/{id}"), &body, version).await
}

/// What an hour of a dealer's work is paid.
pub async fn rates(dealer: OrganizationId) -> Answer<DealerRates> {
    client::get(format!("organizations/{dealer}/labour-rates")).await
}

/// Replaces what an hour of a dealer's work is paid.
pub async fn replace_rates(dealer: OrganizationId, body: LabourRates, version: i32) -> Answer<DealerRates> {
    client::put(format!("organizations/{dealer}/labour-rates"), &body, version).await
}

/// One page of pre-authorisations.
pub async fn authorizations(query: &PreAuthorizationQuery) -> Answer<Page<PreAuthorization>> {
    client::find("pre-authorizations", query).await
}

/// One pre-authorisation.
pub async fn authorization(id: PreAuthorizationId) -> Answer<PreAuthorization> {
    client::get(format!("pre-authorizations/{id}")).await
}

/// Asks for a pre-authorisation.
pub async fn create_authorization(body: PreAuthorizationInput, key: Key) -> Answer<PreAuthorization> {
    client::post("pre-authorizations", &body, key).await
}

/// Grants or refuses a pre-authorisation.
pub async fn decide_authorization(
    id: PreAuthorizationId,
    action: PreAuthorizationAction,
    body: Value,
    version: i32,
    key: Key,
) -> Answer<PreAuthorization> {
    client::act(format!("pre-authorizations/{id}/{action}"), &body, version, key).await
}

/// The sets of rules.
pub async fn rule_sets() -> Answer<Vec<RuleSet>> {
    client::get("adjudication-rule-sets").await
}

/// One set of rules.
pub async fn rule_set(id: AdjudicationRuleSetId) -> Answer<RuleSet> {
    client::get(format!("adjudication-rule-sets/{id}")).await
}

/// Drafts a set of rules.
pub async fn create_rule_set(body: RuleSetInput, key: Key) -> Answer<RuleSet> {
    client::post("adjudication-rule-sets", &body, key).await
}

/// Replaces a draft of rules.
pub async fn update_rule_set(id: AdjudicationRuleSetId, body: RuleSetInput, version: i32) -> Answer<RuleSet> {
    client::put(format!("adjudication-rule-sets/{id}"), &body, version).await
}

/// Publishes a draft of rules.
pub async fn publish_rule_set(id: AdjudicationRuleSetId, version: i32, key: Key) -> Answer<RuleSet> {
    client::act(format!("adjudication-rule-sets/{id}/publish"), &serde_json::json!({}), version, key).await
}

/// What a set of rules would have done.
pub async fn try_rule_set(id: AdjudicationRuleSetId, body: TryRuleSet) -> Answer<RuleSetTrial> {
    client::ask(format!("adjudication-rule-sets/{id}/try"), &body).await
}
