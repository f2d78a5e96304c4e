//! Handlers of product models.

use super::service;
use crate::app::House;
use crate::auth::require::{ProductManage, ProductRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::ProductId;
use shared::page::Page;
use shared::records::product::{Product, ProductInput, ProductQuery};

/// List product models
///
/// By product line, then by code.
#[utoipa::path(tag = "products", security(("bearer" = ["product.read"])), params(ProductQuery),
    responses((status = 200, description = "A page of product models.", body = Page<Product>)))]
#[get("/products")]
async fn list_products(
    house: Data<House>,
    Require(caller, _): Require<ProductRead>,
    Query(query): Query<ProductQuery>,
) -> Result<Json<Page<Product>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Create a product model
#[utoipa::path(tag = "products", security(("bearer" = ["product.manage"])), params(IdempotencyHeader),
    request_body = ProductInput,
    responses((status = 201, description = "The product model.", body = Product)))]
#[post("/products")]
async fn create_product(
    house: Data<House>,
    Require(caller, _): Require<ProductManage>,
    key: IdempotencyKey,
    body: Body<ProductInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/products/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a product model
#[utoipa::path(tag = "products", security(("bearer" = ["product.read"])),
    params(("id" = ProductId, Path, description = "The product model.")),
    responses((status = 200, description = "The product model.", body = Product)))]
#[get("/products/{id}")]
async fn get_product(
    house: Data<House>,
    Require(caller, _): Require<ProductRead>,
    id: Path<ProductId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace a product model
#[utoipa::path(tag = "products", security(("bearer" = ["product.manage"])),
    params(("id" = ProductId, Path, description = "The product model."), IfMatchHeader),
    request_body = ProductInput,
    responses((status = 200, description = "The product model as it is now.", body = Product)))]
#[put("/products/{id}")]
async fn update_product(
    house: Data<House>,
    Require(caller, _): Require<ProductManage>,
    id: Path<ProductId>,
    version: IfMatch,
    body: Body<ProductInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_products).service(create_product).service(get_product).service(update_product);
}
