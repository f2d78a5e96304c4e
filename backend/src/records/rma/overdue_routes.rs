//! Handlers of what has not come in time: dealers, paper, and the steps taken of a return.

use super::{dunning, overdue, overdue_paper};
use crate::app::House;
use crate::auth::require::{Require, RmaRead};
use crate::error::Failure;
use crate::http::{Query, Upload, locale};
use crate::paper;
use crate::records::register::Reader;
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::ids::RmaId;
use shared::page::Page;
use shared::records::rma::*;

/// List dealers that owe parts too long
///
/// How many lines of each are in which step of dunning today, those with most lines first.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.read"])), params(OverdueDealersQuery),
    responses((status = 200, description = "A page of dealers.", body = Page<OverdueDealer>)))]
#[get("/rmas/overdue/dealers")]
async fn list_overdue_dealers(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    Query(query): Query<OverdueDealersQuery>,
) -> Result<Json<Page<OverdueDealer>>, Failure> {
    house.db.read(move |c| overdue::dealers(c, &caller, &query)).await.map(Json)
}

/// Print what has not come in time
///
/// 逾期未退回清单 on A4 as PDF, fonts included: at most 1000 lines, the longest owed first.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.read"])), params(OverduePaperQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/rmas/overdue/paper")]
async fn print_overdue_rmas(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    request: HttpRequest,
    Query(query): Query<OverduePaperQuery>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader { locale: query.lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let name = format!("overdue-returns-{}.pdf", caller.today());
    let facts = house.db.snapshot(move |c| overdue_paper::read(c, &caller, &query)).await?;
    let page = house.public_url.clone();
    paper::answer(name, move || paper::pdf(&overdue_paper::form(&facts, &page, reader))).await
}

/// Show how a return was dunned
///
/// Each step that was taken of its lines, when, and what goes to the settlement.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.read"])),
    params(("id" = RmaId, Path, description = "The return.")),
    responses((status = 200, description = "The steps.", body = RmaDunnings)))]
#[get("/rmas/{id}/dunnings")]
async fn list_rma_dunnings(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    id: Path<RmaId>,
) -> Result<Json<RmaDunnings>, Failure> {
    house.db.read(move |c| dunning::of_return(c, &caller, *id)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_overdue_dealers).service(print_overdue_rmas).service(list_rma_dunnings);
}
