//! The handlers of who has a ticket open, and of taking back.

use super::service;
use crate::app::House;
use crate::auth::require::{CommentInternal, Require, TicketRead};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, post, put};
use shared::ids::TicketId;
use shared::records::ticket::{Presence, TellPresence, Ticket};

/// Say that one has a ticket open
///
/// Answered with who else has it open, those who type first; at most 20. An open page says so every 15 seconds; whoever
/// is silent for 45 counts as gone.
#[utoipa::path(tag = "tickets", security(("bearer" = ["comment.internal"])),
    params(("id" = TicketId, Path, description = "The ticket.")),
    request_body = TellPresence,
    responses((status = 200, description = "The others.", body = Vec<Presence>)))]
#[put("/tickets/{id}/presence")]
async fn tell_ticket_presence(
    house: Data<House>,
    Require(caller, _): Require<CommentInternal>,
    id: Path<TicketId>,
    body: Body<TellPresence>,
) -> Result<Json<Vec<Presence>>, Failure> {
    house.db.write(move |c| service::tell_presence(c, &caller, *id, body.value.state)).await.map(Json)
}

/// Take back one's own last change
///
/// What `undo` on the ticket offers: for ten minutes, while nothing came after it and nobody outside was told.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.read"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/undo")]
async fn undo_ticket_change(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = service::undo(c, caller, *id, version.0)?;
        Answer::ok(after.version, &after)
    });
    Ok(answer.await?.into())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(tell_ticket_presence).service(undo_ticket_change);
}
