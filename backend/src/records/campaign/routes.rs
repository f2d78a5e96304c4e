//! Handlers of campaigns as a whole.

use super::{action_routes, paper, rehearsal, service, unit_routes};
use crate::app::House;
use crate::auth::require::{CampaignDraft, CampaignRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::CampaignId;
use shared::page::Page;
use shared::records::campaign::*;

/// List campaigns
///
/// The newest first. The maker's people see all of them; dealers and customers those that are published and concern units of
/// theirs, counted over these.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.read"])), params(CampaignQuery),
    responses((status = 200, description = "A page of campaigns.", body = Page<CampaignSummary>)))]
#[get("/campaigns")]
async fn list_campaigns(
    house: Data<House>,
    Require(caller, _): Require<CampaignRead>,
    Query(query): Query<CampaignQuery>,
) -> Result<Json<Page<CampaignSummary>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Draft a campaign
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.draft"])), params(IdempotencyHeader),
    request_body = CampaignInput,
    responses((status = 201, description = "The campaign.", body = Campaign)))]
#[post("/campaigns")]
async fn create_campaign(
    house: Data<House>,
    Require(caller, _): Require<CampaignDraft>,
    key: IdempotencyKey,
    body: Body<CampaignInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/campaigns/{}", made.head.id), made.head.version, &made)
    });
    Ok(answer.await?.into())
}

/// Ask which units a scope would find
///
/// How many, and the first hundred by serial number; of a campaign or of none yet. Nothing is stored.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.draft"])), request_body = ScopeInput,
    responses((status = 200, description = "The units.", body = ScopePreview)))]
#[post("/campaigns/scopes/preview")]
async fn preview_campaign_scope(
    house: Data<House>,
    Require(caller, _): Require<CampaignDraft>,
    body: Body<ScopeInput>,
) -> Result<Json<ScopePreview>, Failure> {
    house.db.read(move |c| service::preview(c, &caller, &body.value)).await.map(Json)
}

/// Show a campaign
///
/// With the versions of its scope, its completion curve and what the caller can do with it.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.read"])),
    params(("id" = CampaignId, Path, description = "The campaign.")),
    responses((status = 200, description = "The campaign.", body = Campaign)))]
#[get("/campaigns/{id}")]
async fn get_campaign(
    house: Data<House>,
    Require(caller, _): Require<CampaignRead>,
    id: Path<CampaignId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.snapshot(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.head.version, &found))
}

/// Replace what a campaign says
///
/// Until it is approved.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.draft"])),
    params(("id" = CampaignId, Path, description = "The campaign."), IfMatchHeader),
    request_body = CampaignInput,
    responses((status = 200, description = "The campaign as it is now.", body = Campaign)))]
#[put("/campaigns/{id}")]
async fn update_campaign(
    house: Data<House>,
    Require(caller, _): Require<CampaignDraft>,
    id: Path<CampaignId>,
    version: IfMatch,
    body: Body<CampaignInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.head.version, &after))
}

/// Add a version to a campaign's scope
///
/// Until it is approved. Versions are never changed, so that they can be compared.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.draft"])),
    params(("id" = CampaignId, Path, description = "The campaign."), IdempotencyHeader),
    request_body = ScopeInput,
    responses((status = 200, description = "The campaign as it is now.", body = Campaign)))]
#[post("/campaigns/{id}/scopes")]
async fn add_campaign_scope(
    house: Data<House>,
    Require(caller, _): Require<CampaignDraft>,
    id: Path<CampaignId>,
    key: IdempotencyKey,
    body: Body<ScopeInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = service::add_scope(c, caller, *id, &body.value)?;
        Answer::ok(after.head.version, &after)
    });
    Ok(answer.await?.into())
}

/// Rehearse a campaign
///
/// What each version of its scope would take as of today: units and owners who can be reached, parts against what is in stock,
/// work against the technicians' hours on working days of the service desk's calendar, cost and the day it would be finished.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.draft"])),
    params(("id" = CampaignId, Path, description = "The campaign."), RehearsalQuery),
    responses((status = 200, description = "The versions side by side, the oldest first.", body = Vec<ScopeRehearsal>)))]
#[get("/campaigns/{id}/rehearsal")]
async fn rehearse_campaign(
    house: Data<House>,
    Require(caller, _): Require<CampaignDraft>,
    id: Path<CampaignId>,
    Query(query): Query<RehearsalQuery>,
) -> Result<Json<Vec<ScopeRehearsal>>, Failure> {
    house.db.snapshot(move |c| rehearsal::rehearsal(c, &caller, *id, &query)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_campaigns)
        .service(create_campaign)
        .service(preview_campaign_scope)
        .service(get_campaign)
        .service(update_campaign)
        .service(add_campaign_scope)
        .service(rehearse_campaign)
        .configure(paper::routes)
        .configure(unit_routes::routes)
        .configure(action_routes::routes);
}
