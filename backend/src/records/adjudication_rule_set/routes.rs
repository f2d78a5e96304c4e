//! Handlers of sets of rules.

use super::{rehearsal, service};
use crate::app::House;
use crate::auth::require::{AdjudicationManage, AdjudicationRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::AdjudicationRuleSetId;
use shared::records::warranty_claim::*;

/// List the sets of adjudication rules
///
/// The last first day first: what was, what holds, what will, and drafts.
#[utoipa::path(tag = "adjudication", security(("bearer" = ["adjudication.read"])),
    responses((status = 200, description = "All of them.", body = Vec<RuleSet>)))]
#[get("/adjudication-rule-sets")]
async fn list_rule_sets(
    house: Data<House>,
    Require(caller, _): Require<AdjudicationRead>,
) -> Result<Json<Vec<RuleSet>>, Failure> {
    house.db.read(move |c| service::list(c, &caller)).await.map(Json)
}

/// Draft a set of adjudication rules
#[utoipa::path(tag = "adjudication", security(("bearer" = ["adjudication.manage"])), params(IdempotencyHeader),
    request_body = RuleSetInput,
    responses((status = 201, description = "The draft.", body = RuleSet)))]
#[post("/adjudication-rule-sets")]
async fn create_rule_set(
    house: Data<House>,
    Require(caller, _): Require<AdjudicationManage>,
    key: IdempotencyKey,
    body: Body<RuleSetInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/adjudication-rule-sets/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a set of adjudication rules
#[utoipa::path(tag = "adjudication", security(("bearer" = ["adjudication.read"])),
    params(("id" = AdjudicationRuleSetId, Path, description = "The set.")),
    responses((status = 200, description = "The set.", body = RuleSet)))]
#[get("/adjudication-rule-sets/{id}")]
async fn get_rule_set(
    house: Data<House>,
    Require(caller, _): Require<AdjudicationRead>,
    id: Path<AdjudicationRuleSetId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace a draft of adjudication rules
///
/// Whoever changes it is its author. What is live does not change.
#[utoipa::path(tag = "adjudication", security(("bearer" = ["adjudication.manage"])),
    params(("id" = AdjudicationRuleSetId, Path, description = "The set."), IfMatchHeader),
    request_body = RuleSetInput,
    responses((status = 200, description = "The draft as it is now.", body = RuleSet)))]
#[put("/adjudication-rule-sets/{id}")]
async fn update_rule_set(
    house: Data<House>,
    Require(caller, _): Require<AdjudicationManage>,
    id: Path<AdjudicationRuleSetId>,
    version: IfMatch,
    body: Body<RuleSetInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// Publish a draft of adjudication rules
///
/// By somebody else than its author. It decides from its first day on, which is today or later.
#[utoipa::path(tag = "adjudication", security(("bearer" = ["adjudication.manage"])),
    params(("id" = AdjudicationRuleSetId, Path, description = "The set."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The set as it is now.", body = RuleSet)))]
#[post("/adjudication-rule-sets/{id}/publish")]
async fn publish_rule_set(
    house: Data<House>,
    Require(caller, _): Require<AdjudicationManage>,
    id: Path<AdjudicationRuleSetId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = service::publish(c, caller, *id, version.0)?;
        Answer::ok(after.version, &after)
    });
    Ok(answer.await?.into())
}

/// Rehearse a set of adjudication rules
///
/// The claims of the last months are adjudicated again, each as it was sent in last with what was known then: which would have come
/// out otherwise, what money, which dealers. Nothing is stored.
#[utoipa::path(tag = "adjudication", security(("bearer" = ["adjudication.read"])),
    params(("id" = AdjudicationRuleSetId, Path, description = "The set.")), request_body = TryRuleSet,
    responses((status = 200, description = "What it would have done.", body = RuleSetTrial)))]
#[post("/adjudication-rule-sets/{id}/try")]
async fn try_rule_set(
    house: Data<House>,
    Require(caller, _): Require<AdjudicationRead>,
    id: Path<AdjudicationRuleSetId>,
    body: Body<TryRuleSet>,
) -> Result<Json<RuleSetTrial>, Failure> {
    house.db.snapshot(move |c| rehearsal::trial(c, &caller, *id, body.value)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_rule_sets)
        .service(create_rule_set)
        .service(get_rule_set)
        .service(update_rule_set)
        .service(publish_rule_set)
        .service(try_rule_set);
}
