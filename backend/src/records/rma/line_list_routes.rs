//! The handler of the list of lines.

use super::line_list;
use crate::app::House;
use crate::auth::require::{Require, RmaRead};
use crate::error::Failure;
use crate::http::Query;
use crate::routing::Routes;
use actix_web::get;
use actix_web::web::{Data, Json};
use shared::page::Page;
use shared::records::rma::{RmaLineQuery, RmaLineSummary};

/// List lines of returns
///
/// Those of a stretch of time in the order in which they came, the latest first; else the newest first. The maker's people
/// see all of them, dealers and service centres what they send back, without who answers for it and who supplies it.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.read"])), params(RmaLineQuery),
    responses((status = 200, description = "A page of lines.", body = Page<RmaLineSummary>)))]
#[get("/rma-lines")]
async fn list_rma_lines(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    Query(query): Query<RmaLineQuery>,
) -> Result<Json<Page<RmaLineSummary>>, Failure> {
    house.db.page(query.by_receipt(), move |c| line_list::list(c, &caller, &query)).await.map(Json)
}

/// The route.
pub fn routes(config: &mut Routes) {
    config.service(list_rma_lines);
}
