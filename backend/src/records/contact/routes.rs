//! Handlers of contacts.

use super::service;
use crate::app::House;
use crate::auth::require::{CustomerManage, CustomerRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post, put};
use shared::ids::{ContactId, CustomerId};
use shared::page::Page;
use shared::records::customer::{Contact, ContactInput};
use shared::records::import::PageQuery;

/// List a customer's contacts
///
/// By name.
#[utoipa::path(tag = "customers", security(("bearer" = ["customer.read"])),
    params(("id" = CustomerId, Path, description = "The customer."), PageQuery),
    responses((status = 200, description = "A page of contacts.", body = Page<Contact>)))]
#[get("/customers/{id}/contacts")]
async fn list_contacts(
    house: Data<House>,
    Require(caller, _): Require<CustomerRead>,
    id: Path<CustomerId>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<Contact>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, *id, &query)).await.map(Json)
}

/// Add a contact to a customer
#[utoipa::path(tag = "customers", security(("bearer" = ["customer.manage"])),
    params(("id" = CustomerId, Path, description = "The customer."), IdempotencyHeader),
    request_body = ContactInput,
    responses((status = 201, description = "The contact.", body = Contact)))]
#[post("/customers/{id}/contacts")]
async fn create_contact(
    house: Data<House>,
    Require(caller, _): Require<CustomerManage>,
    id: Path<CustomerId>,
    key: IdempotencyKey,
    body: Body<ContactInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, *id, &body.value)?;
        Answer::created(format!("/api/v1/customers/{id}/contacts/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Replace a contact
#[utoipa::path(tag = "customers", security(("bearer" = ["customer.manage"])),
    params(("id" = CustomerId, Path, description = "The customer."),
        ("contact_id" = ContactId, Path, description = "The contact."), IfMatchHeader),
    request_body = ContactInput,
    responses((status = 200, description = "The contact as it is now.", body = Contact)))]
#[put("/customers/{id}/contacts/{contact_id}")]
async fn update_contact(
    house: Data<House>,
    Require(caller, _): Require<CustomerManage>,
    path: Path<(CustomerId, ContactId)>,
    version: IfMatch,
    body: Body<ContactInput>,
) -> Result<HttpResponse, Failure> {
    let (customer, id) = path.into_inner();
    let work = move |c: &mut _| service::update(c, &caller, customer, id, version.0, &body.value);
    let after = house.db.write(work).await?;
    Ok(versioned(after.version, &after))
}

/// Delete a contact
#[utoipa::path(tag = "customers", security(("bearer" = ["customer.manage"])),
    params(("id" = CustomerId, Path, description = "The customer."),
        ("contact_id" = ContactId, Path, description = "The contact."), IfMatchHeader),
    responses((status = 204, description = "It is gone.")))]
#[delete("/customers/{id}/contacts/{contact_id}")]
async fn delete_contact(
    house: Data<House>,
    Require(caller, _): Require<CustomerManage>,
    path: Path<(CustomerId, ContactId)>,
    version: IfMatch,
) -> Result<HttpResponse, Failure> {
    let (customer, id) = path.into_inner();
    house.db.write(move |c| service::delete(c, &caller, customer, id, version.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_contacts).service(create_contact).service(update_contact).service(delete_contact);
}
