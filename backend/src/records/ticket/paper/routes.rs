//! The handler of forms.

use super::{form, read};
use crate::app::House;
use crate::auth::require::{Require, TicketRead};
use crate::error::Failure;
use crate::http::{Query, Upload, locale};
use crate::paper;
use crate::records::register::Reader;
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::ids::TicketId;
use shared::records::ticket::{PaperQuery, TicketForm};

/// Print a form of a ticket
///
/// A4 as PDF, with number, QR code and room for signatures, fonts included. It says what the caller may see; the same
/// ticket gives the same bytes. `follow_up` holds the 300 latest entries of the timeline.
#[utoipa::path(tag = "tickets", security(("bearer" = ["ticket.read"])),
    params(("id" = TicketId, Path, description = "The ticket."), ("form" = TicketForm, Path, description = "The form."), PaperQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/tickets/{id}/paper/{form}")]
async fn print_ticket(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    request: HttpRequest,
    path: Path<(TicketId, String)>,
    Query(PaperQuery { lang }): Query<PaperQuery>,
) -> Result<HttpResponse, Failure> {
    let (id, name) = path.into_inner();
    let kind: TicketForm = name.parse().map_err(|_| Failure::not_found())?;
    let reader = Reader { locale: lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let facts = house.db.snapshot(move |c| read(c, &caller, id, kind)).await?;
    let name = kind.file_name(&facts.ticket.number);
    let page = house.public_url.clone();
    paper::answer(name, move || paper::pdf(&form(&facts, kind, &page, reader))).await
}

/// The route.
pub fn routes(config: &mut Routes) {
    config.service(print_ticket);
}
