//! The handlers of forms.

use super::{csrr, form, read, read_request};
use crate::app::House;
use crate::auth::require::{Require, SettlementPropose, StatementRead};
use crate::error::Failure;
use crate::http::{Query, Upload, locale};
use crate::paper;
use crate::records::register::Reader;
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::ids::{SettlementRequestId, StatementId};
use shared::records::statement::StatementForm;
use shared::records::ticket::PaperQuery;

/// Print a form of a statement
///
/// 客户业务结算单 with its lines, or the credit or debit note, on A4 as PDF: fonts included; the same statement gives the same bytes.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.read"])),
    params(("id" = StatementId, Path, description = "The statement."), ("form" = StatementForm, Path, description = "The form."), PaperQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/statements/{id}/paper/{form}")]
async fn print_statement(
    house: Data<House>,
    Require(caller, _): Require<StatementRead>,
    request: HttpRequest,
    path: Path<(StatementId, String)>,
    Query(PaperQuery { lang }): Query<PaperQuery>,
) -> Result<HttpResponse, Failure> {
    let (id, name) = path.into_inner();
    let kind: StatementForm = name.parse().map_err(|_| Failure::not_found())?;
    let reader = Reader { locale: lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let facts = house.db.snapshot(move |c| read(c, &caller, id, kind)).await?;
    let name = kind.file_name(&facts.statement.head.number);
    let page = house.public_url.clone();
    paper::answer(name, move || paper::pdf(&form(kind, &facts, &page, reader))).await
}

/// Print a settlement request
///
/// CSRR单, the settlement request with the record of its review, on A4 as PDF (ELV four-6).
#[utoipa::path(tag = "settlement", security(("bearer" = ["settlement.propose"])),
    params(("id" = SettlementRequestId, Path, description = "The request."), PaperQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/settlement-entries/requests/{id}/paper")]
async fn print_settlement_request(
    house: Data<House>,
    Require(caller, _): Require<SettlementPropose>,
    request: HttpRequest,
    id: Path<SettlementRequestId>,
    Query(PaperQuery { lang }): Query<PaperQuery>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader { locale: lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let (found, maker) = house.db.read(move |c| read_request(c, &caller, *id)).await?;
    let name = format!("{}-csrr.pdf", found.number);
    let page = house.public_url.clone();
    paper::answer(name, move || paper::pdf(&csrr(&found, &maker, &page, reader))).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(print_statement).service(print_settlement_request);
}
