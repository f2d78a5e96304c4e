//! The handler of forms.

use super::{form, read};
use crate::app::House;
use crate::auth::require::{Require, StockRead};
use crate::error::Failure;
use crate::http::{Query, Upload, locale};
use crate::paper;
use crate::records::register::Reader;
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::ids::StockCountId;
use shared::records::stock_count::StockCountForm;
use shared::records::ticket::PaperQuery;

/// Print a form of a count
///
/// 盘点表 on A4 as PDF, to be filled in where the parts lie and signed by two: fonts included; the same count gives the
/// same bytes.
#[utoipa::path(tag = "stock-counts", security(("bearer" = ["stock.read"])),
    params(("id" = StockCountId, Path, description = "The count."), ("form" = StockCountForm, Path, description = "The form."), PaperQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/stock-counts/{id}/paper/{form}")]
async fn print_stock_count(
    house: Data<House>,
    Require(caller, _): Require<StockRead>,
    request: HttpRequest,
    path: Path<(StockCountId, String)>,
    Query(PaperQuery { lang }): Query<PaperQuery>,
) -> Result<HttpResponse, Failure> {
    let (id, name) = path.into_inner();
    let kind: StockCountForm = name.parse().map_err(|_| Failure::not_found())?;
    let reader = Reader { locale: lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let facts = house.db.snapshot(move |c| read(c, &caller, id)).await?;
    let name = kind.file_name(&facts.count.head.number);
    let page = house.public_url.clone();
    paper::answer(name, move || paper::pdf(&form(&facts, kind, &page, reader))).await
}

/// The route.
pub fn routes(config: &mut Routes) {
    config.service(print_stock_count);
}
