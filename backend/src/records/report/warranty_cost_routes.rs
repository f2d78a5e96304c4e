//! The handler of the report of warranty costs.

use super::warranty_cost;
use crate::app::House;
use crate::auth::require::{Require, WarrantyCostRead};
use crate::error::Failure;
use crate::http::Query;
use crate::routing::Routes;
use crate::views::unit_rows;
use crate::{policy, together};
use actix_web::web::Data;
use actix_web::{HttpResponse, get};
use diesel::QueryDsl;
use shared::records::report::{WarrantyCostQuery, WarrantyCostReport};

/// Show what warranty costs
///
/// Of claims that were answered in these months, in one currency: how many, for how many units, what was approved, what one unit cost, and
/// what suppliers bear of it; altogether, by month, and by model, month of production, part, supplier, dealer or unit. Then what is open
/// today in each currency: approved and not paid, waiting for an answer at what is claimed, and what is to be set aside for repairs that
/// are yet to come: what a day under warranty of one unit cost in the last 365 days, for all days under warranty that are ahead. Each number
/// is the length of a list that the filters of `GET /warranty-claims` give.
#[utoipa::path(tag = "reports", security(("bearer" = ["warranty_cost.read"])), params(WarrantyCostQuery),
    responses((status = 200, description = "The figures.", body = WarrantyCostReport)))]
#[get("/reports/warranty-cost")]
async fn report_warranty_cost(
    house: Data<House>,
    Require(caller, _): Require<WarrantyCostRead>,
    Query(query): Query<WarrantyCostQuery>,
) -> Result<HttpResponse, Failure> {
    let seen = policy::units(&caller, unit_rows::table.into_boxed());
    let question = together::question(&caller, ("warranty cost", &query), &seen);
    together::answer(&house, question, move |c| warranty_cost::warranty_cost(c, &caller, &query)).await
}

/// The route.
pub fn routes(config: &mut Routes) {
    config.service(report_warranty_cost);
}
