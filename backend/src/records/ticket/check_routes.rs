//! Handlers of the steps on a ticket.

use super::service;
use crate::app::House;
use crate::auth::require::{Require, TicketWork};
use crate::error::Failure;
use crate::http::{Body, NoWords};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::IdempotencyHeader;
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use shared::ids::{TicketCheckId, TicketId};
use shared::records::checklist::{AddTicketChecks, TickTicketCheck, TicketCheck};

/// List the steps on a ticket
///
/// In their order.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket.")),
    responses((status = 200, description = "The steps.", body = Vec<TicketCheck>)))]
#[get("/tickets/{id}/checks")]
async fn list_ticket_checks(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    id: Path<TicketId>,
) -> Result<Json<Vec<TicketCheck>>, Failure> {
    house.db.read(move |c| service::checks(c, &caller, *id)).await.map(Json)
}

/// Put steps on a ticket
///
/// Those of a checklist, or one in one's own words. What is there already is not put there twice; at most 100.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."), IdempotencyHeader),
    request_body = AddTicketChecks,
    responses((status = 200, description = "All steps of the ticket.", body = Vec<TicketCheck>)))]
#[post("/tickets/{id}/checks")]
async fn add_ticket_checks(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    id: Path<TicketId>,
    key: IdempotencyKey,
    body: Body<AddTicketChecks>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        Answer::unversioned(&service::add_checks(c, caller, *id, &body.value)?)
    });
    Ok(answer.await?.into())
}

/// Say that a step is done
///
/// With what was found. Saying so twice changes nothing.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."),
        ("check_id" = TicketCheckId, Path, description = "The step."), IdempotencyHeader),
    request_body = TickTicketCheck,
    responses((status = 200, description = "All steps of the ticket.", body = Vec<TicketCheck>)))]
#[post("/tickets/{id}/checks/{check_id}/tick")]
async fn tick_ticket_check(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    ids: Path<(TicketId, TicketCheckId)>,
    key: IdempotencyKey,
    body: Body<TickTicketCheck>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        Answer::unversioned(&service::tick_check(c, caller, ids.0, ids.1, &body.value)?)
    });
    Ok(answer.await?.into())
}

/// Open a step again
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."),
        ("check_id" = TicketCheckId, Path, description = "The step."), IdempotencyHeader),
    responses((status = 200, description = "All steps of the ticket.", body = Vec<TicketCheck>)))]
#[post("/tickets/{id}/checks/{check_id}/untick")]
async fn untick_ticket_check(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    ids: Path<(TicketId, TicketCheckId)>,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        Answer::unversioned(&service::untick_check(c, caller, ids.0, ids.1)?)
    });
    Ok(answer.await?.into())
}

/// Take a step off a ticket
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."),
        ("check_id" = TicketCheckId, Path, description = "The step."), IdempotencyHeader),
    responses((status = 200, description = "The steps that are left.", body = Vec<TicketCheck>)))]
#[post("/tickets/{id}/checks/{check_id}/remove")]
async fn remove_ticket_check(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    ids: Path<(TicketId, TicketCheckId)>,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        Answer::unversioned(&service::remove_check(c, caller, ids.0, ids.1)?)
    });
    Ok(answer.await?.into())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_ticket_checks)
        .service(add_ticket_checks)
        .service(tick_ticket_check)
        .service(untick_ticket_check)
        .service(remove_ticket_check);
}
