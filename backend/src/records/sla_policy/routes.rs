//! Handlers of SLA policies.

use super::service;
use crate::app::House;
use crate::auth::require::{Require, RuleManage, RuleRead};
use crate::error::Failure;
use crate::http::{Body, IfMatch, versioned};
use crate::openapi::IfMatchHeader;
use crate::routing::Routes;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get, post, put};
use shared::records::clock::ClockPreview;
use shared::records::sla_policy::*;

/// Show the SLA policies
#[utoipa::path(tag = "rules", security(("bearer" = ["rule.read"])),
    responses((status = 200, description = "The ordered list in force.", body = SlaPoliciesInForce)))]
#[get("/sla-policies")]
async fn get_sla_policies(house: Data<House>, _caller: Require<RuleRead>) -> Result<HttpResponse, Failure> {
    let found = house.db.read(service::get).await?;
    Ok(versioned(found.version, &found))
}

/// Replace the SLA policies
///
/// Every open clock is then measured by them, its whole ledger read again; `clocks_to_recompute` tells how many are
/// still to come.
#[utoipa::path(tag = "rules", security(("bearer" = ["rule.manage"])), params(IfMatchHeader), request_body = SlaPolicies,
    responses((status = 200, description = "The list as it is now.", body = SlaPoliciesInForce)))]
#[put("/sla-policies")]
async fn update_sla_policies(
    house: Data<House>,
    Require(caller, _): Require<RuleManage>,
    version: IfMatch,
    body: Body<SlaPolicies>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// Try SLA policies out
///
/// Says for each clock of an existing or imagined ticket which rule decides, why the others do not, and when it would
/// be due. Nothing is changed.
#[utoipa::path(tag = "rules", security(("bearer" = ["rule.read"])), request_body = TrySlaPolicies,
    responses((status = 200, description = "One entry per clock.", body = Vec<TriedPromise>)))]
#[post("/sla-policies/try")]
async fn try_sla_policies(
    house: Data<House>,
    Require(caller, _): Require<RuleRead>,
    body: Body<TrySlaPolicies>,
) -> Result<Json<Vec<TriedPromise>>, Failure> {
    house.db.read(move |c| service::try_out(c, &caller, &body.value)).await.map(Json)
}

/// Preview SLA policies
///
/// Reads the ledger of every open clock as if these were the policies, and says which due times would move. Nothing is
/// changed.
#[utoipa::path(tag = "rules", security(("bearer" = ["rule.manage"])), request_body = PreviewSlaPolicies,
    responses((status = 200, description = "What would move.", body = ClockPreview)))]
#[post("/sla-policies/preview")]
async fn preview_sla_policies(
    house: Data<House>,
    Require(caller, _): Require<RuleManage>,
    body: Body<PreviewSlaPolicies>,
) -> Result<Json<ClockPreview>, Failure> {
    house.db.read(move |c| service::preview(c, &caller, &body.value)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(get_sla_policies)
        .service(update_sla_policies)
        .service(try_sla_policies)
        .service(preview_sla_policies);
}
