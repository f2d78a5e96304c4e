//! Handlers that move campaigns.

use super::service::{self, Act};
use crate::app::House;
use crate::auth::require::{CampaignApprove, CampaignDraft, CampaignPublish, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords};
use crate::idempotency::{Answer, Asked, IdempotencyKey};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post};
use shared::ids::CampaignId;
use shared::records::campaign::*;

async fn act(house: &House, asked: Asked<CampaignId>, act: Act) -> Result<HttpResponse, Failure> {
    asked
        .once(&house.db, move |c, caller, id, version| {
            let after = service::act(c, caller, id, version, &act)?;
            Answer::ok(after.head.version, &after)
        })
        .await
}

/// Choose the version of a scope that holds
///
/// Until it is approved. Whoever may approve it is told.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.draft"])),
    params(("id" = CampaignId, Path, description = "The campaign."), IfMatchHeader, IdempotencyHeader),
    request_body = ScopeCampaign,
    responses((status = 200, description = "The campaign as it is now.", body = Campaign)))]
#[post("/campaigns/{id}/scope")]
async fn scope_campaign(
    house: Data<House>,
    Require(caller, _): Require<CampaignDraft>,
    id: Path<CampaignId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ScopeCampaign>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Scope(body.value)).await
}

/// Approve a campaign
///
/// By somebody else than who drafted it. The units that the chosen version finds now are written down: they are the ones it concerns
/// from then on.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.approve"])),
    params(("id" = CampaignId, Path, description = "The campaign."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The campaign as it is now.", body = Campaign)))]
#[post("/campaigns/{id}/approve")]
async fn approve_campaign(
    house: Data<House>,
    Require(caller, _): Require<CampaignApprove>,
    id: Path<CampaignId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Approve).await
}

/// Publish a campaign
///
/// Its dealers, owners with log-ins and the service specialists are told, and its units are flagged. Owners with log-ins count as
/// notified; all others are told by people.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.publish"])),
    params(("id" = CampaignId, Path, description = "The campaign."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The campaign as it is now.", body = Campaign)))]
#[post("/campaigns/{id}/publish")]
async fn publish_campaign(
    house: Data<House>,
    Require(caller, _): Require<CampaignPublish>,
    id: Path<CampaignId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Publish).await
}

/// Close a campaign
///
/// Once every unit has ended, or with a written reason.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.publish"])),
    params(("id" = CampaignId, Path, description = "The campaign."), IfMatchHeader, IdempotencyHeader),
    request_body = EndCampaign,
    responses((status = 200, description = "The campaign as it is now.", body = Campaign)))]
#[post("/campaigns/{id}/close")]
async fn close_campaign(
    house: Data<House>,
    Require(caller, _): Require<CampaignPublish>,
    id: Path<CampaignId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<EndCampaign>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Close(body.value)).await
}

/// Give a campaign up
///
/// With a written reason.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.publish"])),
    params(("id" = CampaignId, Path, description = "The campaign."), IfMatchHeader, IdempotencyHeader),
    request_body = EndCampaign,
    responses((status = 200, description = "The campaign as it is now.", body = Campaign)))]
#[post("/campaigns/{id}/cancel")]
async fn cancel_campaign(
    house: Data<House>,
    Require(caller, _): Require<CampaignPublish>,
    id: Path<CampaignId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<EndCampaign>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Cancel(body.value)).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(scope_campaign)
        .service(approve_campaign)
        .service(publish_campaign)
        .service(close_campaign)
        .service(cancel_campaign);
}
