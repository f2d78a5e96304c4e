//! Handlers of the quarterly service analysis.

use super::service_analysis::service_analysis;
use super::service_analysis_paper::form;
use crate::app::House;
use crate::auth::require::{ReportRead, Require};
use crate::error::Failure;
use crate::http::{Query, Upload, locale};
use crate::paper;
use crate::records::organization;
use crate::records::register::Reader;
use crate::routing::Routes;
use actix_web::web::{Data, Json};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::records::report::{ServiceAnalysis, ServiceAnalysisQuery};

/// Show the quarterly service analysis
///
/// A quarter against the one before: tickets, promises, returns, quality and campaigns; the most frequent faults, topics and
/// models; the information matrix of quality (from whom to whom, which kind); and months of production with an alarm now.
#[utoipa::path(tag = "reports", security(("bearer" = ["report.read"])), params(ServiceAnalysisQuery),
    responses((status = 200, description = "The analysis.", body = ServiceAnalysis)))]
#[get("/reports/service-analysis")]
async fn report_service_analysis(
    house: Data<House>,
    Require(caller, _): Require<ReportRead>,
    request: HttpRequest,
    Query(query): Query<ServiceAnalysisQuery>,
) -> Result<Json<ServiceAnalysis>, Failure> {
    let locale = query.lang.unwrap_or_else(|| locale(&request));
    house.db.snapshot(move |c| service_analysis(c, &caller, &query, locale)).await.map(Json)
}

/// Print the quarterly service analysis
///
/// On A4 as PDF, fonts included.
#[utoipa::path(tag = "reports", security(("bearer" = ["report.read"])), params(ServiceAnalysisQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/reports/service-analysis/paper")]
async fn print_service_analysis(
    house: Data<House>,
    Require(caller, _): Require<ReportRead>,
    request: HttpRequest,
    Query(query): Query<ServiceAnalysisQuery>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader { locale: query.lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let (report, maker) = house
        .db
        .snapshot(move |c| {
            let report = service_analysis(c, &caller, &query, reader.locale)?;
            Ok((report, organization::maker(c)?.map(|maker| maker.name).unwrap_or_default()))
        })
        .await?;
    let page = house.public_url.clone();
    let name = format!("service-analysis-{}.pdf", report.from);
    paper::answer(name, move || paper::pdf(&form(&report, &maker, &page, reader))).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(report_service_analysis).service(print_service_analysis);
}
