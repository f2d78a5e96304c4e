//! Handlers of routing.

use super::service;
use crate::app::House;
use crate::auth::require::{Require, RuleManage, RuleRead};
use crate::error::Failure;
use crate::http::{Body, IfMatch, versioned};
use crate::openapi::IfMatchHeader;
use crate::routing::Routes;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get, post, put};
use shared::records::routing_rule::*;

/// Show the routing rules
#[utoipa::path(tag = "rules", security(("bearer" = ["rule.read"])),
    responses((status = 200, description = "The ordered list in force.", body = RoutingRulesInForce)))]
#[get("/routing-rules")]
async fn get_routing_rules(house: Data<House>, _caller: Require<RuleRead>) -> Result<HttpResponse, Failure> {
    let found = house.db.read(service::get).await?;
    Ok(versioned(found.version, &found))
}

/// Replace the routing rules
///
/// Tickets that are there already stay where they are.
#[utoipa::path(tag = "rules", security(("bearer" = ["rule.manage"])), params(IfMatchHeader), request_body = RoutingRules,
    responses((status = 200, description = "The list as it is now.", body = RoutingRulesInForce)))]
#[put("/routing-rules")]
async fn update_routing_rules(
    house: Data<House>,
    Require(caller, _): Require<RuleManage>,
    version: IfMatch,
    body: Body<RoutingRules>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// Try routing out
///
/// Says where an existing or imagined ticket would go, by which rule, and why those before it did not apply. Nothing is
/// changed.
#[utoipa::path(tag = "rules", security(("bearer" = ["rule.read"])), request_body = TryRouting,
    responses((status = 200, description = "Where it would go, and why.", body = TriedRouting)))]
#[post("/routing-rules/try")]
async fn try_routing(
    house: Data<House>,
    Require(caller, _): Require<RuleRead>,
    body: Body<TryRouting>,
) -> Result<Json<TriedRouting>, Failure> {
    house.db.read(move |c| service::try_out(c, &caller, &body.value)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(get_routing_rules).service(update_routing_rules).service(try_routing);
}
