//! Handlers that give warranty claims and what they cost as files.

use super::claim_columns as columns;
use super::routes::{Export, Listed, file, listed};
use crate::app::House;
use crate::auth::require::{ClaimRead, Require, WarrantyCostRead};
use crate::error::Failure;
use crate::http::{Upload, only};
use crate::records::{report, warranty_claim};
use crate::routing::Routes;
use actix_web::http::Method;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use shared::page::MAX_LIMIT;
use shared::records::register::ExportQuery;
use shared::records::report::WarrantyCostQuery;
use shared::records::warranty_claim::WarrantyClaimQuery;

listed!(WarrantyClaimQuery);

/// The report is one page.
impl Listed for WarrantyCostQuery {
    fn page(&self, _: Option<String>) -> Self {
        self.clone()
    }

    fn begin(&self) -> (Option<String>, Option<u32>) {
        (None, None)
    }
}

/// Take the register of warranty claims along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.read"])), params(ExportQuery, WarrantyClaimQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/warranty-claims/export")]
async fn export_warranty_claims(
    house: Data<House>,
    Require(caller, _): Require<ClaimRead>,
    request: HttpRequest,
    export: Export<WarrantyClaimQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::CLAIMS, &request, (house, caller), export, warranty_claim::service::list).await
}

/// Take what warranty costs along as a file
///
/// All rows of the report in one table, with headings in the reader's language: altogether, by month, and by what was asked for. CSV is sent
/// as it is read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "reports", security(("bearer" = ["warranty_cost.read"])), params(ExportQuery, WarrantyCostQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/reports/warranty-cost/export")]
async fn export_warranty_cost(
    house: Data<House>,
    Require(caller, _): Require<WarrantyCostRead>,
    request: HttpRequest,
    export: Export<WarrantyCostQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::COSTS, &request, (house, caller), export, report::warranty_cost::rows).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(export_warranty_claims)
        .route("/warranty-claims/export", only(Method::GET))
        .service(export_warranty_cost)
        .route("/reports/warranty-cost/export", only(Method::GET));
}
