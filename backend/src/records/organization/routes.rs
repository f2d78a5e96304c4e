//! Handlers of organisations.

use super::service;
use crate::app::House;
use crate::auth::require::{OrganizationManage, OrganizationRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::OrganizationId;
use shared::page::Page;
use shared::records::organization::{Organization, OrganizationInput, OrganizationQuery};

/// List organisations
///
/// The maker's people see all; others their own organisation and the maker's.
#[utoipa::path(tag = "organizations", security(("bearer" = ["organization.read"])), params(OrganizationQuery),
    responses((status = 200, description = "A page of organisations.", body = Page<Organization>)))]
#[get("/organizations")]
async fn list_organizations(
    house: Data<House>,
    Require(caller, _): Require<OrganizationRead>,
    Query(query): Query<OrganizationQuery>,
) -> Result<Json<Page<Organization>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Create an organisation
#[utoipa::path(tag = "organizations", security(("bearer" = ["organization.manage"])), params(IdempotencyHeader),
    request_body = OrganizationInput,
    responses((status = 201, description = "The organisation.", body = Organization)))]
#[post("/organizations")]
async fn create_organization(
    house: Data<House>,
    Require(caller, _): Require<OrganizationManage>,
    key: IdempotencyKey,
    body: Body<OrganizationInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/organizations/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show an organisation
#[utoipa::path(tag = "organizations", security(("bearer" = ["organization.read"])),
    params(("id" = OrganizationId, Path, description = "The organisation.")),
    responses((status = 200, description = "The organisation.", body = Organization)))]
#[get("/organizations/{id}")]
async fn get_organization(
    house: Data<House>,
    Require(caller, _): Require<OrganizationRead>,
    id: Path<OrganizationId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace an organisation
#[utoipa::path(tag = "organizations", security(("bearer" = ["organization.manage"])),
    params(("id" = OrganizationId, Path, description = "The organisation."), IfMatchHeader),
    request_body = OrganizationInput,
    responses((status = 200, description = "The organisation as it is now.", body = Organization)))]
#[put("/organizations/{id}")]
async fn update_organization(
    house: Data<House>,
    Require(caller, _): Require<OrganizationManage>,
    id: Path<OrganizationId>,
    version: IfMatch,
    body: Body<OrganizationInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_organizations)
        .service(create_organization)
        .service(get_organization)
        .service(update_organization);
}
