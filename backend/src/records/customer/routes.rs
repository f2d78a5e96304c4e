//! Handlers of customers.

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
use shared::ids::CustomerId;
use shared::page::Page;
use shared::records::customer::{Customer, CustomerInput, CustomerQuery};

/// List customers
///
/// The maker's people see all, a dealer's those it looks after, a customer's itself.
#[utoipa::path(tag = "customers", security(("bearer" = ["customer.read"])), params(CustomerQuery),
    responses((status = 200, description = "A page of customers.", body = Page<Customer>)))]
#[get("/customers")]
async fn list_customers(
    house: Data<House>,
    Require(caller, _): Require<CustomerRead>,
    Query(query): Query<CustomerQuery>,
) -> Result<Json<Page<Customer>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Create a customer
#[utoipa::path(tag = "customers", security(("bearer" = ["customer.manage"])), params(IdempotencyHeader),
    request_body = CustomerInput,
    responses((status = 201, description = "The customer.", body = Customer)))]
#[post("/customers")]
async fn create_customer(
    house: Data<House>,
    Require(caller, _): Require<CustomerManage>,
    key: IdempotencyKey,
    body: Body<CustomerInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/customers/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a customer
#[utoipa::path(tag = "customers", security(("bearer" = ["customer.read"])),
    params(("id" = CustomerId, Path, description = "The customer.")),
    responses((status = 200, description = "The customer.", body = Customer)))]
#[get("/customers/{id}")]
async fn get_customer(
    house: Data<House>,
    Require(caller, _): Require<CustomerRead>,
    id: Path<CustomerId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace a customer
#[utoipa::path(tag = "customers", security(("bearer" = ["customer.manage"])),
    params(("id" = CustomerId, Path, description = "The customer."), IfMatchHeader),
    request_body = CustomerInput,
    responses((status = 200, description = "The customer as it is now.", body = Customer)))]
#[put("/customers/{id}")]
async fn update_customer(
    house: Data<House>,
    Require(caller, _): Require<CustomerManage>,
    id: Path<CustomerId>,
    version: IfMatch,
    body: Body<CustomerInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_customers).service(create_customer).service(get_customer).service(update_customer);
}
