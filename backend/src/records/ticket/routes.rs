//! Handlers of tickets.

use super::{counts, service};
use crate::app::House;
use crate::auth::require::*;
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, only, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::http::Method;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, patch, post};
use shared::ids::{TicketId, TicketLinkId};
use shared::page::Page;
use shared::records::import::PageQuery;
use shared::records::ticket::*;

/// List tickets
///
/// The maker's people see all; dealers and service centres those they look after; customers their own.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.read"])), params(TicketQuery),
    responses((status = 200, description = "A page of tickets.", body = Page<TicketSummary>)))]
#[get("/tickets")]
async fn list_tickets(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    Query(query): Query<TicketQuery>,
) -> Result<Json<Page<TicketSummary>>, Failure> {
    let by_creation = matches!(query.sort, None | Some(TicketSort::CreatedDesc | TicketSort::CreatedAsc));
    house.db.page(!by_creation, move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// File a ticket
///
/// Product, customer, site and dealer follow from the unit where they are not named. The third complaint on
/// one unit and topic within twelve months becomes an individual case (个案).
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.create"])), params(IdempotencyHeader),
    request_body = CreateTicket,
    responses((status = 201, description = "The ticket.", body = Ticket)))]
#[post("/tickets")]
async fn create_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketCreate>,
    key: IdempotencyKey,
    body: Body<CreateTicket>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/tickets/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Say what would become of a ticket
///
/// Filed like this, now: its priority, where it would go and by which rule, what would be promised, whether it
/// repeats earlier complaints; and what the words suggest. Nothing is kept.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.create"])),
    request_body = CreateTicket,
    responses((status = 200, description = "What would become of it.", body = TicketPreview)))]
#[post("/tickets/preview")]
async fn preview_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketCreate>,
    body: Body<CreateTicket>,
) -> Result<Json<TicketPreview>, Failure> {
    let input = body.value.clone();
    let (said, product) = house.db.rehearse(move |c| service::preview(c, &caller, &input)).await?;
    house.db.read(move |c| service::suggest(c, &body.value, product, said.clone())).await.map(Json)
}

/// List one's queues
///
/// One's own work, one's teams', what nobody has, what is due within a day, broken promises, special cases (专案) and
/// individual cases (个案): open tickets only, each with how many there are.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.read"])),
    responses((status = 200, description = "The queues.", body = Vec<TicketQueue>)))]
#[get("/tickets/queues")]
async fn list_ticket_queues(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
) -> Result<Json<Vec<TicketQueue>>, Failure> {
    house.db.read(move |c| service::queues(c, &caller)).await.map(Json)
}

/// Show a ticket
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.read"])),
    params(("id" = TicketId, Path, description = "The ticket.")),
    responses((status = 200, description = "The ticket.", body = Ticket)))]
#[get("/tickets/{id}")]
async fn get_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    id: Path<TicketId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Change what a ticket says
///
/// Fields that are absent stay, `null` empties. Only while the ticket is open.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.update"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader),
    request_body = UpdateTicket,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[patch("/tickets/{id}")]
async fn update_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketUpdate>,
    id: Path<TicketId>,
    version: IfMatch,
    body: Body<UpdateTicket>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// Split a matter off into a ticket of its own
///
/// Customer, unit and contact are carried over, and the two are linked.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.create"])),
    params(("id" = TicketId, Path, description = "The ticket it is split from."), IdempotencyHeader),
    request_body = SplitTicket,
    responses((status = 201, description = "The new ticket.", body = Ticket)))]
#[post("/tickets/{id}/split")]
async fn split_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketCreate>,
    id: Path<TicketId>,
    key: IdempotencyKey,
    body: Body<SplitTicket>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::split(c, caller, *id, &body.value)?;
        Answer::created(format!("/api/v1/tickets/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a ticket's timeline (售后服务跟踪记录表)
///
/// Newest first; what stays in the maker's house is left out for others.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.read"])),
    params(("id" = TicketId, Path, description = "The ticket."), PageQuery),
    responses((status = 200, description = "A page of the timeline.", body = Page<TicketEvent>)))]
#[get("/tickets/{id}/timeline")]
async fn list_ticket_timeline(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    id: Path<TicketId>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<TicketEvent>>, Failure> {
    house.db.read(move |c| service::timeline(c, &caller, *id, &query)).await.map(Json)
}

/// List a ticket's comments
///
/// Newest first; internal ones only for the maker's people.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.read"])),
    params(("id" = TicketId, Path, description = "The ticket."), PageQuery),
    responses((status = 200, description = "A page of comments.", body = Page<Comment>)))]
#[get("/tickets/{id}/comments")]
async fn list_ticket_comments(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    id: Path<TicketId>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<Comment>>, Failure> {
    house.db.read(move |c| service::comments(c, &caller, *id, &query)).await.map(Json)
}

/// Comment on a ticket
#[utoipa::path(tag = "tickets", security(("bearer" = ["comment.create"])),
    params(("id" = TicketId, Path, description = "The ticket."), IdempotencyHeader),
    request_body = CreateComment,
    responses((status = 201, description = "The comment.", body = Comment)))]
#[post("/tickets/{id}/comments")]
async fn create_ticket_comment(
    house: Data<House>,
    Require(caller, _): Require<CommentCreate>,
    id: Path<TicketId>,
    key: IdempotencyKey,
    body: Body<CreateComment>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::comment(c, caller, *id, &body.value)?;
        Answer::created(format!("/api/v1/tickets/{}/comments", *id), 1, &made)
    });
    Ok(answer.await?.into())
}

/// List a ticket's links
///
/// Links to tickets that the caller does not see are left out.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.read"])),
    params(("id" = TicketId, Path, description = "The ticket.")),
    responses((status = 200, description = "The links.", body = Vec<TicketLink>)))]
#[get("/tickets/{id}/links")]
async fn list_ticket_links(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    id: Path<TicketId>,
) -> Result<Json<Vec<TicketLink>>, Failure> {
    house.db.read(move |c| service::links(c, &caller, *id)).await.map(Json)
}

/// Link a ticket to another
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."), IdempotencyHeader),
    request_body = CreateTicketLink,
    responses((status = 201, description = "All links of the ticket.", body = Vec<TicketLink>)))]
#[post("/tickets/{id}/links")]
async fn create_ticket_link(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    id: Path<TicketId>,
    key: IdempotencyKey,
    body: Body<CreateTicketLink>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let links = service::link(c, caller, *id, &body.value)?;
        Answer::created(format!("/api/v1/tickets/{}/links", *id), 1, &links)
    });
    Ok(answer.await?.into())
}

/// Take a link away
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."), ("link_id" = TicketLinkId, Path, description = "The link.")),
    responses((status = 204, description = "It is gone.")))]
#[delete("/tickets/{id}/links/{link_id}")]
async fn delete_ticket_link(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    ids: Path<(TicketId, TicketLinkId)>,
) -> Result<HttpResponse, Failure> {
    house.db.write(move |c| service::unlink(c, &caller, ids.0, ids.1)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Count tickets by a field
#[utoipa::path(tag = "reports", security(("bearer" = ["ticket.read"])), params(TicketCountQuery),
    responses((status = 200, description = "The values and how many tickets have them, most frequent first.", body = Vec<TicketCount>)))]
#[get("/reports/ticket-counts")]
async fn count_tickets(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    Query(query): Query<TicketCountQuery>,
) -> Result<Json<Vec<TicketCount>>, Failure> {
    house.db.read(move |c| counts::counts(c, &caller, &query)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_tickets)
        .service(create_ticket)
        .configure(super::bulk_routes::routes)
        .service(preview_ticket)
        .route("/tickets/preview", only(Method::POST))
        .service(list_ticket_queues)
        .route("/tickets/queues", only(Method::GET))
        .service(get_ticket)
        .service(update_ticket)
        .service(split_ticket)
        .service(list_ticket_timeline)
        .service(list_ticket_comments)
        .service(create_ticket_comment)
        .service(list_ticket_links)
        .service(create_ticket_link)
        .service(delete_ticket_link)
        .service(count_tickets)
        .configure(super::paper::routes)
        .configure(super::watch_routes::routes)
        .configure(super::check_routes::routes)
        .configure(super::presence_routes::routes)
        .configure(super::action_routes::routes);
}
