//! The handler of forms.

use super::{form, read};
use crate::app::House;
use crate::auth::require::{Require, TransferRead};
use crate::error::Failure;
use crate::http::{Query, Upload, locale};
use crate::paper;
use crate::records::register::Reader;
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::ids::MaterialTransferId;
use shared::records::material_transfer::TransferForm;
use shared::records::ticket::PaperQuery;

/// Print a form of a material transfer
///
/// A4 as PDF, with number, QR code and room for signatures, fonts included; the same transfer gives the same bytes.
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.read"])),
    params(("id" = MaterialTransferId, Path, description = "The transfer."), ("form" = TransferForm, Path, description = "The form."), PaperQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/material-transfers/{id}/paper/{form}")]
async fn print_material_transfer(
    house: Data<House>,
    Require(caller, _): Require<TransferRead>,
    request: HttpRequest,
    path: Path<(MaterialTransferId, String)>,
    Query(PaperQuery { lang }): Query<PaperQuery>,
) -> Result<HttpResponse, Failure> {
    let (id, name) = path.into_inner();
    let kind: TransferForm = name.parse().map_err(|_| Failure::not_found())?;
    let reader = Reader { locale: lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let facts = house.db.snapshot(move |c| read(c, &caller, id)).await?;
    let name = kind.file_name(&facts.transfer.head.number);
    let page = house.public_url.clone();
    paper::answer(name, move || paper::pdf(&form(&facts, kind, &page, reader))).await
}

/// The route.
pub fn routes(config: &mut Routes) {
    config.service(print_material_transfer);
}
