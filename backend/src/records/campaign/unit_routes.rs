//! Handlers of the units in campaigns.

use super::progress;
use crate::app::House;
use crate::auth::caller::Caller;
use crate::auth::require::{CampaignProgress, CampaignRead, Require};
use crate::error::Failure;
use crate::http::{Body, Query};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::IdempotencyHeader;
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use shared::ids::{CampaignId, UnitId};
use shared::page::Page;
use shared::records::campaign::*;

/// List the units of a campaign
///
/// By serial number; outside the house one's own.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.read"])),
    params(("id" = CampaignId, Path, description = "The campaign."), CampaignUnitQuery),
    responses((status = 200, description = "A page of its units.", body = Page<CampaignUnit>)))]
#[get("/campaigns/{id}/units")]
async fn list_campaign_units(
    house: Data<House>,
    Require(caller, _): Require<CampaignRead>,
    id: Path<CampaignId>,
    Query(query): Query<CampaignUnitQuery>,
) -> Result<Json<Page<CampaignUnit>>, Failure> {
    house.db.read(move |c| progress::list(c, &caller, *id, &query)).await.map(Json)
}

/// List the campaigns that concern a unit
///
/// Those that were published, the newest first. `due` says that something is still to be done: such a unit is flagged wherever
/// it is chosen.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.read"])),
    params(("id" = UnitId, Path, description = "The unit.")),
    responses((status = 200, description = "The campaigns.", body = Vec<UnitCampaign>)))]
#[get("/units/{id}/campaigns")]
async fn list_unit_campaigns(
    house: Data<House>,
    Require(caller, _): Require<CampaignRead>,
    id: Path<UnitId>,
) -> Result<Json<Vec<UnitCampaign>>, Failure> {
    house.db.read(move |c| progress::of_unit(c, &caller, *id)).await.map(Json)
}

/// A request to work on units.
struct Asked {
    caller: Caller,
    id: CampaignId,
    key: IdempotencyKey,
    body: Body<ProgressUnits>,
}

async fn act(house: &House, asked: Asked, action: CampaignUnitAction) -> Result<HttpResponse, Failure> {
    let Asked { caller, id, key, body } = asked;
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let head = progress::progress(c, caller, id, action, &body.value)?;
        Answer::ok(head.version, &head)
    });
    Ok(answer.await?.into())
}

/// Note that owners of units were told
///
/// By telephone, by letter or in person. All of them, or none where one refuses.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.progress"])),
    params(("id" = CampaignId, Path, description = "The campaign."), IdempotencyHeader),
    request_body = ProgressUnits,
    responses((status = 200, description = "The campaign as it is now.", body = CampaignSummary)))]
#[post("/campaigns/{id}/units/notify")]
async fn notify_campaign_units(
    house: Data<House>,
    Require(caller, _): Require<CampaignProgress>,
    id: Path<CampaignId>,
    key: IdempotencyKey,
    body: Body<ProgressUnits>,
) -> Result<HttpResponse, Failure> {
    act(&house, Asked { caller, id: *id, key, body }, CampaignUnitAction::Notify).await
}

/// Agree on a day for units
///
/// A ticket of kind `recall` is filed for each unit that has none. A booking can be moved to another day. All of them, or none where one refuses.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.progress"])),
    params(("id" = CampaignId, Path, description = "The campaign."), IdempotencyHeader),
    request_body = ProgressUnits,
    responses((status = 200, description = "The campaign as it is now.", body = CampaignSummary)))]
#[post("/campaigns/{id}/units/book")]
async fn book_campaign_units(
    house: Data<House>,
    Require(caller, _): Require<CampaignProgress>,
    id: Path<CampaignId>,
    key: IdempotencyKey,
    body: Body<ProgressUnits>,
) -> Result<HttpResponse, Failure> {
    act(&house, Asked { caller, id: *id, key, body }, CampaignUnitAction::Book).await
}

/// Note that units are remedied
///
/// In a ticket of theirs, or without. All of them, or none where one refuses.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.progress"])),
    params(("id" = CampaignId, Path, description = "The campaign."), IdempotencyHeader),
    request_body = ProgressUnits,
    responses((status = 200, description = "The campaign as it is now.", body = CampaignSummary)))]
#[post("/campaigns/{id}/units/remedy")]
async fn remedy_campaign_units(
    house: Data<House>,
    Require(caller, _): Require<CampaignProgress>,
    id: Path<CampaignId>,
    key: IdempotencyKey,
    body: Body<ProgressUnits>,
) -> Result<HttpResponse, Failure> {
    act(&house, Asked { caller, id: *id, key, body }, CampaignUnitAction::Remedy).await
}

/// Note that nobody finds the owners of units
///
/// With a word on what was tried. Owners who turn up are booked all the same. All of them, or none where one refuses.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.progress"])),
    params(("id" = CampaignId, Path, description = "The campaign."), IdempotencyHeader),
    request_body = ProgressUnits,
    responses((status = 200, description = "The campaign as it is now.", body = CampaignSummary)))]
#[post("/campaigns/{id}/units/give_up")]
async fn give_up_campaign_units(
    house: Data<House>,
    Require(caller, _): Require<CampaignProgress>,
    id: Path<CampaignId>,
    key: IdempotencyKey,
    body: Body<ProgressUnits>,
) -> Result<HttpResponse, Failure> {
    act(&house, Asked { caller, id: *id, key, body }, CampaignUnitAction::GiveUp).await
}

/// Note that owners do not want their units remedied
///
/// With their reason. They may change their minds. All of them, or none where one refuses.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.progress"])),
    params(("id" = CampaignId, Path, description = "The campaign."), IdempotencyHeader),
    request_body = ProgressUnits,
    responses((status = 200, description = "The campaign as it is now.", body = CampaignSummary)))]
#[post("/campaigns/{id}/units/refuse")]
async fn refuse_campaign_units(
    house: Data<House>,
    Require(caller, _): Require<CampaignProgress>,
    id: Path<CampaignId>,
    key: IdempotencyKey,
    body: Body<ProgressUnits>,
) -> Result<HttpResponse, Failure> {
    act(&house, Asked { caller, id: *id, key, body }, CampaignUnitAction::Refuse).await
}

/// Note that units are not there any more
///
/// With a word on what became of them. All of them, or none where one refuses.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.progress"])),
    params(("id" = CampaignId, Path, description = "The campaign."), IdempotencyHeader),
    request_body = ProgressUnits,
    responses((status = 200, description = "The campaign as it is now.", body = CampaignSummary)))]
#[post("/campaigns/{id}/units/scrap")]
async fn scrap_campaign_units(
    house: Data<House>,
    Require(caller, _): Require<CampaignProgress>,
    id: Path<CampaignId>,
    key: IdempotencyKey,
    body: Body<ProgressUnits>,
) -> Result<HttpResponse, Failure> {
    act(&house, Asked { caller, id: *id, key, body }, CampaignUnitAction::Scrap).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_campaign_units)
        .service(list_unit_campaigns)
        .service(notify_campaign_units)
        .service(book_campaign_units)
        .service(remedy_campaign_units)
        .service(give_up_campaign_units)
        .service(refuse_campaign_units)
        .service(scrap_campaign_units);
}
