//! Handlers of the statistics of returns.

use super::returns;
use super::returns_paper::{form, read};
use crate::app::House;
use crate::auth::require::{Require, RmaRead};
use crate::error::Failure;
use crate::http::{Query, Upload, locale};
use crate::paper;
use crate::records::register::Reader;
use crate::routing::Routes;
use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::records::report::{ReturnsPaperQuery, ReturnsQuery, ReturnsReport};

/// Show the statistics of returns
///
/// 退件统计表: of the lines that came in these months, how many, with how many pieces, how many of them are judged, in how many
/// no trouble was found, and how many days they took from the authorisation to the receipt and from there to the verdict;
/// altogether, by month, and by part, model, verdict and failure mode, inside the maker's house by responsible party,
/// supplier and dealer, too. Each number is the length of a list that the filters of `GET /rma-lines` give.
#[utoipa::path(tag = "reports", security(("bearer" = ["rma.read"])), params(ReturnsQuery),
    responses((status = 200, description = "The figures.", body = ReturnsReport)))]
#[get("/reports/returns")]
async fn report_returns(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    Query(query): Query<ReturnsQuery>,
) -> Result<Json<ReturnsReport>, Failure> {
    house.db.snapshot(move |c| returns::returns(c, &caller, &query)).await.map(Json)
}

/// Print the statistics of returns
///
/// 退件统计表 on A4 as PDF, fonts included.
#[utoipa::path(tag = "reports", security(("bearer" = ["rma.read"])), params(ReturnsPaperQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/reports/returns/paper")]
async fn print_returns(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    request: HttpRequest,
    Query(asked): Query<ReturnsPaperQuery>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader { locale: asked.lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let (query, name) = (asked.query(), format!("returns-{}.pdf", caller.today()));
    let of = query.clone();
    let facts = house.db.snapshot(move |c| read(c, &caller, &of)).await?;
    let page = house.public_url.clone();
    paper::answer(name, move || paper::pdf(&form(&facts, &query, &page, reader))).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(report_returns).service(print_returns);
}
