//! The handler that gives warranty claims as a file.

use super::claim_columns as columns;
use super::routes::{Export, Listed, file, listed};
use crate::app::House;
use crate::auth::require::{ClaimRead, Require};
use crate::error::Failure;
use crate::http::{Upload, only};
use crate::records::warranty_claim;
use actix_web::http::Method;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use shared::page::MAX_LIMIT;
use shared::records::register::ExportQuery;
use shared::records::warranty_claim::WarrantyClaimQuery;
use utoipa_actix_web::service_config::ServiceConfig;

listed!(WarrantyClaimQuery);

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

/// The route.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.service(export_warranty_claims).route("/warranty-claims/export", only(Method::GET));
}
