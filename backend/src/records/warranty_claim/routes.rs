//! Handlers of warranty claims as a whole.

use super::{action_routes, paper, proposal, service};
use crate::app::House;
use crate::auth::require::{ClaimFile, ClaimRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, only, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::http::Method;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::WarrantyClaimId;
use shared::page::Page;
use shared::records::warranty_claim::*;

/// List warranty claims
///
/// The newest first. The maker's people see all of them; dealers and service centres their own.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.read"])), params(WarrantyClaimQuery),
    responses((status = 200, description = "A page of claims.", body = Page<WarrantyClaimSummary>)))]
#[get("/warranty-claims")]
async fn list_warranty_claims(
    house: Data<House>,
    Require(caller, _): Require<ClaimRead>,
    Query(query): Query<WarrantyClaimQuery>,
) -> Result<Json<Page<WarrantyClaimSummary>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Draft a warranty claim
///
/// It is adjudicated when it is sent in.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.file"])), params(IdempotencyHeader),
    request_body = WarrantyClaimInput,
    responses((status = 201, description = "The claim.", body = WarrantyClaim)))]
#[post("/warranty-claims")]
async fn create_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimFile>,
    key: IdempotencyKey,
    body: Body<WarrantyClaimInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/warranty-claims/{}", made.head.id), made.head.version, &made)
    });
    Ok(answer.await?.into())
}

/// Ask what sending a claim in would bring
///
/// What the checks find, with the facts and the rules that they were reckoned from: whoever has these reckons the same by
/// themselves. Nothing is stored.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.file"])), request_body = WarrantyClaimInput,
    responses((status = 200, description = "What would come of it.", body = ClaimDryRun)))]
#[post("/warranty-claims/dry-run")]
async fn dry_run_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimFile>,
    body: Body<WarrantyClaimInput>,
) -> Result<Json<ClaimDryRun>, Failure> {
    house.db.snapshot(move |c| service::dry_run(c, &caller, &body.value)).await.map(Json)
}

/// Propose a claim from a ticket
///
/// Its unit, dealer, fault, the parts that were sent for it, the returns by which the old ones come back, and the operations for
/// its fault, at today's prices and rates. Nothing is stored.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.file"])), params(ClaimProposalQuery),
    responses((status = 200, description = "What could be claimed.", body = WarrantyClaimInput)))]
#[get("/warranty-claims/proposal")]
async fn propose_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimFile>,
    Query(query): Query<ClaimProposalQuery>,
) -> Result<Json<WarrantyClaimInput>, Failure> {
    house.db.snapshot(move |c| proposal::proposal(c, &caller, query.ticket_id)).await.map(Json)
}

/// Show a warranty claim
///
/// With its lines, what the checks found, its versions, what happened, and what the caller can do with it.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.read"])),
    params(("id" = WarrantyClaimId, Path, description = "The claim.")),
    responses((status = 200, description = "The claim.", body = WarrantyClaim)))]
#[get("/warranty-claims/{id}")]
async fn get_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimRead>,
    id: Path<WarrantyClaimId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.snapshot(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.head.version, &found))
}

/// Replace what a warranty claim says
///
/// Before it is sent in, and when it was asked back.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.file"])),
    params(("id" = WarrantyClaimId, Path, description = "The claim."), IfMatchHeader),
    request_body = WarrantyClaimInput,
    responses((status = 200, description = "The claim as it is now.", body = WarrantyClaim)))]
#[put("/warranty-claims/{id}")]
async fn update_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimFile>,
    id: Path<WarrantyClaimId>,
    version: IfMatch,
    body: Body<WarrantyClaimInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.head.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_warranty_claims)
        .service(create_warranty_claim)
        .service(dry_run_warranty_claim)
        .route("/warranty-claims/dry-run", only(Method::POST))
        .service(propose_warranty_claim)
        .route("/warranty-claims/proposal", only(Method::GET))
        .service(get_warranty_claim)
        .service(update_warranty_claim)
        .configure(paper::routes)
        .configure(action_routes::routes);
}
