//! Handlers of following a ticket.

use super::service;
use crate::app::House;
use crate::auth::require::{CommentInternal, Require};
use crate::error::Failure;
use crate::http::{Body, NoWords};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::IdempotencyHeader;
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use shared::ids::TicketId;
use shared::records::ticket::Watchers;

/// List who follows a ticket
///
/// People of the maker's house, by name; at most 100.
#[utoipa::path(tag = "tickets", security(("bearer" = ["comment.internal"])),
    params(("id" = TicketId, Path, description = "The ticket.")),
    responses((status = 200, description = "Who follows it.", body = Watchers)))]
#[get("/tickets/{id}/watchers")]
async fn list_ticket_watchers(
    house: Data<House>,
    Require(caller, _): Require<CommentInternal>,
    id: Path<TicketId>,
) -> Result<Json<Watchers>, Failure> {
    house.db.read(move |c| service::watchers(c, &caller, *id)).await.map(Json)
}

/// Follow a ticket
///
/// From then on the caller is told of every action and comment of others.
#[utoipa::path(tag = "tickets", security(("bearer" = ["comment.internal"])),
    params(("id" = TicketId, Path, description = "The ticket."), IdempotencyHeader),
    responses((status = 200, description = "Who follows it now.", body = Watchers)))]
#[post("/tickets/{id}/watch")]
async fn watch_ticket(
    house: Data<House>,
    Require(caller, _): Require<CommentInternal>,
    id: Path<TicketId>,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        Answer::unversioned(&service::watch(c, caller, *id, true)?)
    });
    Ok(answer.await?.into())
}

/// Follow a ticket no longer
#[utoipa::path(tag = "tickets", security(("bearer" = ["comment.internal"])),
    params(("id" = TicketId, Path, description = "The ticket."), IdempotencyHeader),
    responses((status = 200, description = "Who follows it now.", body = Watchers)))]
#[post("/tickets/{id}/unwatch")]
async fn unwatch_ticket(
    house: Data<House>,
    Require(caller, _): Require<CommentInternal>,
    id: Path<TicketId>,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        Answer::unversioned(&service::watch(c, caller, *id, false)?)
    });
    Ok(answer.await?.into())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_ticket_watchers).service(watch_ticket).service(unwatch_ticket);
}
