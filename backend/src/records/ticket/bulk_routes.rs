//! Handlers of what is done to many tickets at once, and of tags.

use super::service;
use crate::app::House;
use crate::auth::require::{CommentInternal, Require, TicketAssign, TicketClose};
use crate::error::Failure;
use crate::http::{self, Body, only};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::IdempotencyHeader;
use crate::routing::Routes;
use actix_web::http::Method;
use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, HttpResponse, get, post};
use shared::records::ticket::{
    ActionInput, AssignTicket, BulkAssign, BulkClose, BulkReport, BulkTag, Remark, TagCount,
};

/// Give many tickets to a person or a team
///
/// Each is judged for itself, as `POST /tickets/{id}/assign` would; the report says what became of it.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.assign"])), params(IdempotencyHeader),
    request_body = BulkAssign,
    responses((status = 200, description = "What became of each.", body = BulkReport)))]
#[post("/tickets/bulk/assign")]
async fn assign_tickets(
    house: Data<House>,
    Require(caller, _): Require<TicketAssign>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<BulkAssign>,
) -> Result<HttpResponse, Failure> {
    let locale = http::locale(&request);
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let BulkAssign { tickets, assignee_id, team_id, least_loaded, note } = body.value.clone();
        let input = ActionInput::Assign(AssignTicket { assignee_id, team_id, least_loaded, note });
        Answer::unversioned(&service::act_on_each(c, caller, locale, &tickets, &input)?)
    });
    Ok(answer.await?.into())
}

/// Close many tickets
///
/// Each is judged for itself, as `POST /tickets/{id}/close` would; the report says what became of it.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.close"])), params(IdempotencyHeader),
    request_body = BulkClose,
    responses((status = 200, description = "What became of each.", body = BulkReport)))]
#[post("/tickets/bulk/close")]
async fn close_tickets(
    house: Data<House>,
    Require(caller, _): Require<TicketClose>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<BulkClose>,
) -> Result<HttpResponse, Failure> {
    let locale = http::locale(&request);
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let BulkClose { tickets, note } = body.value.clone();
        let input = ActionInput::Close(Remark { note });
        Answer::unversioned(&service::act_on_each(c, caller, locale, &tickets, &input)?)
    });
    Ok(answer.await?.into())
}

/// Put tags on tickets and take others away
///
/// Tags are the house's own words; others do not see them. They make nobody's form stale.
#[utoipa::path(tag = "tickets", security(("bearer" = ["comment.internal"])), params(IdempotencyHeader),
    request_body = BulkTag,
    responses((status = 200, description = "What became of each.", body = BulkReport)))]
#[post("/tickets/bulk/tag")]
async fn tag_tickets(
    house: Data<House>,
    Require(caller, _): Require<CommentInternal>,
    request: HttpRequest,
    key: IdempotencyKey,
    body: Body<BulkTag>,
) -> Result<HttpResponse, Failure> {
    let locale = http::locale(&request);
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        Answer::unversioned(&service::tag(c, caller, locale, &body.value)?)
    });
    Ok(answer.await?.into())
}

/// List the tags in use
///
/// The hundred that most open tickets have, the most frequent first.
#[utoipa::path(tag = "tickets", security(("bearer" = ["comment.internal"])),
    responses((status = 200, description = "The tags.", body = Vec<TagCount>)))]
#[get("/tickets/tags")]
async fn list_ticket_tags(
    house: Data<House>,
    _caller: Require<CommentInternal>,
) -> Result<Json<Vec<TagCount>>, Failure> {
    house.db.read(service::tags_in_use).await.map(Json)
}

/// The routes; before those of one ticket, whose ids would match them too.
pub fn routes(config: &mut Routes) {
    config
        .service(assign_tickets)
        .route("/tickets/bulk/assign", only(Method::POST))
        .service(close_tickets)
        .route("/tickets/bulk/close", only(Method::POST))
        .service(tag_tickets)
        .route("/tickets/bulk/tag", only(Method::POST))
        .service(list_ticket_tags)
        .route("/tickets/tags", only(Method::GET));
}
