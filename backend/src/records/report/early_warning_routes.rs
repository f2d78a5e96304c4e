//! Handlers of the early warning.

use super::early_warning;
use crate::app::House;
use crate::auth::require::{ReportRead, Require};
use crate::error::Failure;
use crate::http::Query;
use crate::routing::Routes;
use crate::views::unit_rows;
use crate::{policy, together};
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get};
use diesel::QueryDsl;
use shared::records::report::{EarlyWarning, EarlyWarningQuery, WarningIncidentQuery, WarningIncidents};

/// Show the early warning
///
/// Complaints and returns by month of production × months in service, per thousand units that are already that old. A month of
/// production has an alarm where so many would be chance in less than one of a hundred such tables (exact one-sided binomial
/// test against the rest of the model at the same age, Bonferroni over the months). The same is told of what single parts caused.
#[utoipa::path(tag = "reports", security(("bearer" = ["report.read"])), params(EarlyWarningQuery),
    responses((status = 200, description = "The models, and the table of the one asked for.", body = EarlyWarning)))]
#[get("/reports/early-warning")]
async fn report_early_warning(
    house: Data<House>,
    Require(caller, _): Require<ReportRead>,
    Query(query): Query<EarlyWarningQuery>,
) -> Result<HttpResponse, Failure> {
    let seen = policy::units(&caller, unit_rows::table.into_boxed());
    let question = together::question(&caller, ("early warning", &query), &seen);
    together::answer(&house, question, move |c| early_warning::early_warning(c, &caller, &query)).await
}

/// List what is behind a number of the early warning
///
/// Complaints and returns about units of a month of production, of one month of service or of all that count.
#[utoipa::path(tag = "reports", security(("bearer" = ["report.read"])), params(WarningIncidentQuery),
    responses((status = 200, description = "The first first.", body = WarningIncidents)))]
#[get("/reports/early-warning/incidents")]
async fn list_early_warning_incidents(
    house: Data<House>,
    Require(caller, _): Require<ReportRead>,
    Query(query): Query<WarningIncidentQuery>,
) -> Result<Json<WarningIncidents>, Failure> {
    house.db.snapshot(move |c| early_warning::behind(c, &caller, &query)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(report_early_warning).service(list_early_warning_incidents);
}
