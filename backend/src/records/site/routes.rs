//! Handlers of sites.

use super::service;
use crate::app::House;
use crate::auth::require::{CustomerManage, CustomerRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::{CustomerId, SiteId};
use shared::page::Page;
use shared::records::import::PageQuery;
use shared::records::site::{Site, SiteInput};

/// List a customer's sites
///
/// By name.
#[utoipa::path(tag = "customers", security(("bearer" = ["customer.read"])),
    params(("id" = CustomerId, Path, description = "The customer."), PageQuery),
    responses((status = 200, description = "A page of sites.", body = Page<Site>)))]
#[get("/customers/{id}/sites")]
async fn list_sites(
    house: Data<House>,
    Require(caller, _): Require<CustomerRead>,
    id: Path<CustomerId>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<Site>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, *id, &query)).await.map(Json)
}

/// Add a site to a customer
#[utoipa::path(tag = "customers", security(("bearer" = ["customer.manage"])),
    params(("id" = CustomerId, Path, description = "The customer."), IdempotencyHeader),
    request_body = SiteInput,
    responses((status = 201, description = "The site.", body = Site)))]
#[post("/customers/{id}/sites")]
async fn create_site(
    house: Data<House>,
    Require(caller, _): Require<CustomerManage>,
    id: Path<CustomerId>,
    key: IdempotencyKey,
    body: Body<SiteInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, *id, &body.value)?;
        Answer::created(format!("/api/v1/customers/{id}/sites/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Replace a site
#[utoipa::path(tag = "customers", security(("bearer" = ["customer.manage"])),
    params(("id" = CustomerId, Path, description = "The customer."),
        ("site_id" = SiteId, Path, description = "The site."), IfMatchHeader),
    request_body = SiteInput,
    responses((status = 200, description = "The site as it is now.", body = Site)))]
#[put("/customers/{id}/sites/{site_id}")]
async fn update_site(
    house: Data<House>,
    Require(caller, _): Require<CustomerManage>,
    path: Path<(CustomerId, SiteId)>,
    version: IfMatch,
    body: Body<SiteInput>,
) -> Result<HttpResponse, Failure> {
    let (customer, id) = path.into_inner();
    let work = move |c: &mut _| service::update(c, &caller, customer, id, version.0, &body.value);
    let after = house.db.write(work).await?;
    Ok(versioned(after.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_sites).service(create_site).service(update_site);
}
