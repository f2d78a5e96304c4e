//! Handlers of pre-authorisations.

use super::service;
use crate::app::House;
use crate::auth::require::{ClaimApprove, ClaimFile, ClaimRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use shared::ids::PreAuthorizationId;
use shared::page::Page;
use shared::records::pre_authorization::*;

/// List pre-authorisations
///
/// The newest first. The maker's people see all of them; dealers and service centres their own.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.read"])), params(PreAuthorizationQuery),
    responses((status = 200, description = "A page of them.", body = Page<PreAuthorization>)))]
#[get("/pre-authorizations")]
async fn list_pre_authorizations(
    house: Data<House>,
    Require(caller, _): Require<ClaimRead>,
    Query(query): Query<PreAuthorizationQuery>,
) -> Result<Json<Page<PreAuthorization>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Ask for a pre-authorisation
///
/// For what will cost more than dealers decide by themselves.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.file"])), params(IdempotencyHeader),
    request_body = PreAuthorizationInput,
    responses((status = 201, description = "The pre-authorisation.", body = PreAuthorization)))]
#[post("/pre-authorizations")]
async fn create_pre_authorization(
    house: Data<House>,
    Require(caller, _): Require<ClaimFile>,
    key: IdempotencyKey,
    body: Body<PreAuthorizationInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/pre-authorizations/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a pre-authorisation
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.read"])),
    params(("id" = PreAuthorizationId, Path, description = "The pre-authorisation.")),
    responses((status = 200, description = "The pre-authorisation.", body = PreAuthorization)))]
#[get("/pre-authorizations/{id}")]
async fn get_pre_authorization(
    house: Data<House>,
    Require(caller, _): Require<ClaimRead>,
    id: Path<PreAuthorizationId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Grant a pre-authorisation
///
/// Up to an amount and a day, by somebody else than who asked.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.approve"])),
    params(("id" = PreAuthorizationId, Path, description = "The pre-authorisation."), IfMatchHeader, IdempotencyHeader),
    request_body = GrantPreAuthorization,
    responses((status = 200, description = "It as it is now.", body = PreAuthorization)))]
#[post("/pre-authorizations/{id}/grant")]
async fn grant_pre_authorization(
    house: Data<House>,
    Require(caller, _): Require<ClaimApprove>,
    id: Path<PreAuthorizationId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<GrantPreAuthorization>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = service::grant(c, caller, (*id, version.0), &body.value)?;
        Answer::ok(after.version, &after)
    });
    Ok(answer.await?.into())
}

/// Refuse a pre-authorisation
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.approve"])),
    params(("id" = PreAuthorizationId, Path, description = "The pre-authorisation."), IfMatchHeader, IdempotencyHeader),
    request_body = RefusePreAuthorization,
    responses((status = 200, description = "It as it is now.", body = PreAuthorization)))]
#[post("/pre-authorizations/{id}/refuse")]
async fn refuse_pre_authorization(
    house: Data<House>,
    Require(caller, _): Require<ClaimApprove>,
    id: Path<PreAuthorizationId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RefusePreAuthorization>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = service::refuse(c, caller, (*id, version.0), &body.value)?;
        Answer::ok(after.version, &after)
    });
    Ok(answer.await?.into())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_pre_authorizations)
        .service(create_pre_authorization)
        .service(get_pre_authorization)
        .service(grant_pre_authorization)
        .service(refuse_pre_authorization);
}
