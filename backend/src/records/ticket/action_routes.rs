//! Handlers of the actions on tickets, one operation each.

use super::service;
use crate::app::House;
use crate::auth::require::*;
use crate::error::Failure;
use crate::http::{Body, IfMatch};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post};
use shared::ids::TicketId;
use shared::records::ticket::*;

macro_rules! act {
    ($house:ident, $caller:ident, $id:ident, $version:ident, $key:ident, $body:ident, $variant:ident) => {{
        let input = ActionInput::$variant($body.value);
        let answer = once(&$house.db, &$caller, $key, &$body.digest, move |c, caller| {
            let after = service::act(c, caller, *$id, $version.0, &input)?;
            Answer::ok(after.version, &after)
        });
        Ok(answer.await?.into())
    }};
}

/// Begin to confirm contact, product and warranty
///
/// The eight-hour check of ELV seven-1 begins.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = Remark,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/verify")]
async fn verify_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<Remark>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Verify)
}

/// Give a ticket to a person or a team
///
/// It leaves `verifying` only with contact, product or unit, and warranty verdict; later it only changes hands.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.assign"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = AssignTicket,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/assign")]
async fn assign_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketAssign>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<AssignTicket>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Assign)
}

/// Begin the work
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = Remark,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/start")]
async fn start_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<Remark>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Start)
}

/// Let a ticket wait
///
/// With the reason, who holds the ball and, if known, when it comes back by itself.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = WaitTicket,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/wait")]
async fn wait_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<WaitTicket>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Wait)
}

/// Go on after waiting
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = Remark,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/resume")]
async fn resume_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<Remark>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Resume)
}

/// Bring the customer the solution
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = ResolveTicket,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/resolve")]
async fn resolve_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ResolveTicket>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Resolve)
}

/// Tell the customer that silence will close the ticket
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.close"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = Remark,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/give_notice")]
async fn give_ticket_notice(
    house: Data<House>,
    Require(caller, _): Require<TicketClose>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<Remark>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, GiveNotice)
}

/// Note that the customer confirmed the solution
///
/// Closes the ticket.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.confirm"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = ConfirmTicket,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/confirm")]
async fn confirm_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketConfirm>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<ConfirmTicket>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Confirm)
}

/// Close a ticket after notice and silence
///
/// Only when the policy's working days since the notice have passed.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.close"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = Remark,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/close")]
async fn close_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketClose>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<Remark>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Close)
}

/// Open a ticket again
///
/// The second reopening makes an individual case (个案).
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.confirm"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = Reason,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/reopen")]
async fn reopen_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketConfirm>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<Reason>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Reopen)
}

/// Withdraw a ticket
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.cancel"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = Reason,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/cancel")]
async fn cancel_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketCancel>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<Reason>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Cancel)
}

/// Let a ticket go on in another
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.cancel"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = MergeTicket,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/merge")]
async fn merge_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketCancel>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<MergeTicket>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Merge)
}

/// Judge a complaint valid or not
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.judge"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = JudgeTicket,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/judge")]
async fn judge_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketJudge>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<JudgeTicket>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Judge)
}

/// Raise the crisis flag
///
/// The ticket is a special case (专案) from now on, until a supervisor lifts the flag.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.flag_crisis"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = FlagCrisis,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/flag_crisis")]
async fn flag_ticket_crisis(
    house: Data<House>,
    Require(caller, _): Require<TicketFlagCrisis>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<FlagCrisis>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, FlagCrisis)
}

/// Agree that it is a crisis
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.confirm_crisis"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = Remark,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/confirm_crisis")]
async fn confirm_ticket_crisis(
    house: Data<House>,
    Require(caller, _): Require<TicketConfirmCrisis>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<Remark>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, ConfirmCrisis)
}

/// Say that it is no crisis
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.confirm_crisis"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = Reason,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/lift_crisis")]
async fn lift_ticket_crisis(
    house: Data<House>,
    Require(caller, _): Require<TicketConfirmCrisis>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<Reason>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, LiftCrisis)
}

/// Estimate the repair time
///
/// A changed estimate needs its reason; the timeline keeps every one.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = EstimateTicket,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/estimate")]
async fn estimate_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<EstimateTicket>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Estimate)
}

/// Note that the customer has had a first answer
///
/// A public comment, a told estimate and the solution are answers too and need no note of their own.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = RespondTicket,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/respond")]
async fn respond_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<RespondTicket>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, Respond)
}

/// Say that somebody is wanted on site
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = Remark,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/call_onsite")]
async fn call_ticket_onsite(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<Remark>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, CallOnsite)
}

/// Say that somebody is on site
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.work"])),
    params(("id" = TicketId, Path, description = "The ticket."), IfMatchHeader, IdempotencyHeader),
    request_body = Remark,
    responses((status = 200, description = "The ticket as it is now.", body = Ticket)))]
#[post("/tickets/{id}/arrive_onsite")]
async fn arrive_ticket_onsite(
    house: Data<House>,
    Require(caller, _): Require<TicketWork>,
    id: Path<TicketId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<Remark>,
) -> Result<HttpResponse, Failure> {
    act!(house, caller, id, version, key, body, ArriveOnsite)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(verify_ticket)
        .service(assign_ticket)
        .service(start_ticket)
        .service(wait_ticket)
        .service(resume_ticket)
        .service(resolve_ticket)
        .service(give_ticket_notice)
        .service(confirm_ticket)
        .service(close_ticket)
        .service(reopen_ticket)
        .service(cancel_ticket)
        .service(merge_ticket)
        .service(judge_ticket)
        .service(flag_ticket_crisis)
        .service(confirm_ticket_crisis)
        .service(lift_ticket_crisis)
        .service(estimate_ticket)
        .service(respond_ticket)
        .service(call_ticket_onsite)
        .service(arrive_ticket_onsite);
}
