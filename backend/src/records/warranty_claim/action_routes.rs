//! Handlers that move warranty claims.

use super::acts::{self, Act};
use crate::app::House;
use crate::auth::require::{ClaimApprove, ClaimFile, ClaimReview, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords};
use crate::idempotency::{Answer, Asked, IdempotencyKey};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post};
use shared::ids::WarrantyClaimId;
use shared::records::warranty_claim::*;

async fn act(house: &House, asked: Asked<WarrantyClaimId>, act: Act) -> Result<HttpResponse, Failure> {
    asked
        .once(&house.db, move |c, caller, id, version| {
            let after = acts::act(c, caller, id, version, &act)?;
            Answer::ok(after.head.version, &after)
        })
        .await
}

/// Send a warranty claim in
///
/// It is adjudicated at once by the rules in force: approved, referred to a person, or rejected. What was said and what was
/// known is kept as a version.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.file"])),
    params(("id" = WarrantyClaimId, Path, description = "The claim."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The claim as it is now.", body = WarrantyClaim)))]
#[post("/warranty-claims/{id}/submit")]
async fn submit_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimFile>,
    id: Path<WarrantyClaimId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Submit).await
}

/// Withdraw a warranty claim
///
/// Until it is answered.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.file"])),
    params(("id" = WarrantyClaimId, Path, description = "The claim."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The claim as it is now.", body = WarrantyClaim)))]
#[post("/warranty-claims/{id}/withdraw")]
async fn withdraw_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimFile>,
    id: Path<WarrantyClaimId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Withdraw).await
}

/// Send a warranty claim back with a question
///
/// The dealer completes it and sends it in once more.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.review"])),
    params(("id" = WarrantyClaimId, Path, description = "The claim."), IfMatchHeader, IdempotencyHeader),
    request_body = AskClaim,
    responses((status = 200, description = "The claim as it is now.", body = WarrantyClaim)))]
#[post("/warranty-claims/{id}/ask")]
async fn ask_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimReview>,
    id: Path<WarrantyClaimId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<AskClaim>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Ask(body.value)).await
}

/// Decide on a warranty claim
///
/// On each of its lines, by somebody else than who filed it. Goodwill, and what is over the limit of the rules, needs the right to
/// approve.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.review"])),
    params(("id" = WarrantyClaimId, Path, description = "The claim."), IfMatchHeader, IdempotencyHeader),
    request_body = DecideClaim,
    responses((status = 200, description = "The claim as it is now.", body = WarrantyClaim)))]
#[post("/warranty-claims/{id}/decide")]
async fn decide_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimReview>,
    id: Path<WarrantyClaimId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<DecideClaim>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Decide(body.value)).await
}

/// Accept a warranty claim that is approved in part
///
/// It is paid then, and appealed no more.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.file"])),
    params(("id" = WarrantyClaimId, Path, description = "The claim."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The claim as it is now.", body = WarrantyClaim)))]
#[post("/warranty-claims/{id}/accept")]
async fn accept_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimFile>,
    id: Path<WarrantyClaimId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Accept).await
}

/// Appeal against the answer to a warranty claim
///
/// Once, within the days of the rules.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.file"])),
    params(("id" = WarrantyClaimId, Path, description = "The claim."), IfMatchHeader, IdempotencyHeader),
    request_body = ReasonClaim,
    responses((status = 200, description = "The claim as it is now.", body = WarrantyClaim)))]
#[post("/warranty-claims/{id}/appeal")]
async fn appeal_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimFile>,
    id: Path<WarrantyClaimId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ReasonClaim>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Appeal(body.value)).await
}

/// Rule on the appeal of a warranty claim
///
/// Without lines the answer stands. By somebody else than who gave it; that is final.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.approve"])),
    params(("id" = WarrantyClaimId, Path, description = "The claim."), IfMatchHeader, IdempotencyHeader),
    request_body = RuleClaim,
    responses((status = 200, description = "The claim as it is now.", body = WarrantyClaim)))]
#[post("/warranty-claims/{id}/rule")]
async fn rule_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimApprove>,
    id: Path<WarrantyClaimId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RuleClaim>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Rule(body.value)).await
}

/// Restore a void warranty claim
///
/// Once the late parts have come (MGT-T 4.2.1).
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.approve"])),
    params(("id" = WarrantyClaimId, Path, description = "The claim."), IfMatchHeader, IdempotencyHeader),
    request_body = ReasonClaim,
    responses((status = 200, description = "The claim as it is now.", body = WarrantyClaim)))]
#[post("/warranty-claims/{id}/restore")]
async fn restore_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimApprove>,
    id: Path<WarrantyClaimId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ReasonClaim>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Restore(body.value)).await
}

/// Charge a warranty claim back
///
/// After an audit.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.approve"])),
    params(("id" = WarrantyClaimId, Path, description = "The claim."), IfMatchHeader, IdempotencyHeader),
    request_body = ReasonClaim,
    responses((status = 200, description = "The claim as it is now.", body = WarrantyClaim)))]
#[post("/warranty-claims/{id}/charge_back")]
async fn charge_back_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimApprove>,
    id: Path<WarrantyClaimId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ReasonClaim>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::ChargeBack(body.value)).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(submit_warranty_claim)
        .service(withdraw_warranty_claim)
        .service(ask_warranty_claim)
        .service(decide_warranty_claim)
        .service(accept_warranty_claim)
        .service(appeal_warranty_claim)
        .service(rule_warranty_claim)
        .service(restore_warranty_claim)
        .service(charge_back_warranty_claim);
}
