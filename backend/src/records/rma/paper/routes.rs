//! The handler of forms.

use super::{paper_of, read};
use crate::app::House;
use crate::auth::require::{Require, RmaRead};
use crate::error::Failure;
use crate::http::{Query, Upload, locale};
use crate::paper;
use crate::records::register::Reader;
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::ids::RmaId;
use shared::records::rma::{RmaForm, RmaPaperQuery};

/// Print a form of a return
///
/// As PDF, fonts included: tags for the parts (旧件标识卡) as a sheet of labels or for a roll, the delivery note
/// (退件出库单), the receipt for a batch (旧件(总成)验收单), and for the maker's people the inspection sheet (退件检验表). The QR
/// code of a tag opens the page on which it is scanned. The same return gives the same bytes.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.read"])),
    params(("id" = RmaId, Path, description = "The return."), ("form" = RmaForm, Path, description = "The form."), RmaPaperQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/rmas/{id}/paper/{form}")]
async fn print_rma(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    request: HttpRequest,
    path: Path<(RmaId, String)>,
    Query(query): Query<RmaPaperQuery>,
) -> Result<HttpResponse, Failure> {
    let (id, name) = path.into_inner();
    let form: RmaForm = name.parse().map_err(|_| Failure::not_found())?;
    let reader = Reader { locale: query.lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let facts = house.db.snapshot(move |c| read(c, &caller, id, form, query.line_id)).await?;
    let name = form.file_name(&facts.rma.head.number);
    let page = house.public_url.clone();
    paper::answer(name, move || paper_of(&facts, form, &page, reader)).await
}

/// The route.
pub fn routes(config: &mut Routes) {
    config.service(print_rma);
}
