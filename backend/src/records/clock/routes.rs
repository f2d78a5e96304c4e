//! Handlers of clocks.

use super::service;
use crate::app::House;
use crate::auth::require::*;
use crate::error::Failure;
use crate::routing::Routes;
use actix_web::get;
use actix_web::web::{Data, Json, Path};
use shared::ids::TicketId;
use shared::records::clock::TicketClocks;
use shared::records::ticket::RepairTime;

/// Show the clocks of a ticket
///
/// Each with its ledger, its ribbon and what follows from them now: due time, time left, broken or kept.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.read"])),
    params(("id" = TicketId, Path, description = "The ticket.")),
    responses((status = 200, description = "The clocks.", body = TicketClocks)))]
#[get("/tickets/{id}/clocks")]
async fn get_ticket_clocks(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    id: Path<TicketId>,
) -> Result<Json<TicketClocks>, Failure> {
    house.db.read(move |c| service::of_ticket(c, &caller, *id)).await.map(Json)
}

/// Show the repair time of a ticket
///
/// What was estimated, what it took on the service desk's clock, what the fault catalogue allows.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.read"])),
    params(("id" = TicketId, Path, description = "The ticket.")),
    responses((status = 200, description = "The repair time.", body = RepairTime)))]
#[get("/tickets/{id}/repair-time")]
async fn get_repair_time(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    id: Path<TicketId>,
) -> Result<Json<RepairTime>, Failure> {
    house.db.read(move |c| service::repair_time(c, &caller, *id)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(get_ticket_clocks).service(get_repair_time);
}
