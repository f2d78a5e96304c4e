//! Handlers that give stock, movements, material transfers and returns as files.

use super::goods_columns as columns;
use super::routes::{Export, Listed, file, listed};
use crate::app::House;
use crate::auth::require::{QualityRead, Require, RmaRead, StockRead, TransferRead};
use crate::error::Failure;
use crate::http::{Upload, only};
use crate::records::{material_transfer, quality_feedback, report, rma, stock};
use crate::routing::Routes;
use actix_web::http::Method;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use shared::page::MAX_LIMIT;
use shared::records::material_transfer::TransferQuery;
use shared::records::quality_feedback::QualityFeedbackQuery;
use shared::records::register::ExportQuery;
use shared::records::report::ReturnsQuery;
use shared::records::rma::{OverdueRmaQuery, RmaLineQuery, RmaQuery};
use shared::records::stock::{MovementQuery, StockQuery};

listed!(
    StockQuery,
    MovementQuery,
    TransferQuery,
    RmaQuery,
    RmaLineQuery,
    OverdueRmaQuery,
    QualityFeedbackQuery
);

/// The statistics are one page.
impl Listed for ReturnsQuery {
    fn page(&self, _: Option<String>) -> Self {
        self.clone()
    }

    fn begin(&self) -> (Option<String>, Option<u32>) {
        (None, None)
    }
}

/// Take the list of stock along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "stock", security(("bearer" = ["stock.read"])), params(ExportQuery, StockQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/stock/export")]
async fn export_stock(
    house: Data<House>,
    Require(caller, _): Require<StockRead>,
    request: HttpRequest,
    export: Export<StockQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::STOCK, &request, (house, caller), export, stock::service::list).await
}

/// Take the list of movements along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "stock", security(("bearer" = ["stock.read"])), params(ExportQuery, MovementQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/stock/movements/export")]
async fn export_stock_movements(
    house: Data<House>,
    Require(caller, _): Require<StockRead>,
    request: HttpRequest,
    export: Export<MovementQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::MOVEMENTS, &request, (house, caller), export, stock::service::list_movements).await
}

/// Take the list of material transfers along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "material-transfers", security(("bearer" = ["transfer.read"])), params(ExportQuery, TransferQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/material-transfers/export")]
async fn export_material_transfers(
    house: Data<House>,
    Require(caller, _): Require<TransferRead>,
    request: HttpRequest,
    export: Export<TransferQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::TRANSFERS, &request, (house, caller), export, material_transfer::service::list).await
}

/// Take the list of returns along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.read"])), params(ExportQuery, RmaQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/rmas/export")]
async fn export_rmas(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    request: HttpRequest,
    export: Export<RmaQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::RMAS, &request, (house, caller), export, rma::service::list).await
}

/// Take the list of lines of returns along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.read"])), params(ExportQuery, RmaLineQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/rma-lines/export")]
async fn export_rma_lines(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    request: HttpRequest,
    export: Export<RmaLineQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::RMA_LINES, &request, (house, caller), export, rma::line_list::list).await
}

/// Take what has not come in time along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma.read"])), params(ExportQuery, OverdueRmaQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/rmas/overdue/export")]
async fn export_overdue_rmas(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    request: HttpRequest,
    export: Export<OverdueRmaQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::OVERDUE, &request, (house, caller), export, rma::service::overdue).await
}

/// Take the statistics of returns along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "reports", security(("bearer" = ["rma.read"])), params(ExportQuery, ReturnsQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/reports/returns/export")]
async fn export_returns(
    house: Data<House>,
    Require(caller, _): Require<RmaRead>,
    request: HttpRequest,
    export: Export<ReturnsQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::RETURNS, &request, (house, caller), export, report::returns::rows).await
}

/// Take the register of quality feedback along as a file
///
/// 质量信息追踪表: all rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent
/// as it is read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.read"])), params(ExportQuery, QualityFeedbackQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/quality-feedback/export")]
async fn export_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityRead>,
    request: HttpRequest,
    export: Export<QualityFeedbackQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::QUALITY, &request, (house, caller), export, quality_feedback::service::list).await
}

/// The routes. They come before those that take a name for an id.
pub fn routes(config: &mut Routes) {
    config
        .service(export_stock)
        .route("/stock/export", only(Method::GET))
        .service(export_stock_movements)
        .route("/stock/movements/export", only(Method::GET))
        .service(export_material_transfers)
        .route("/material-transfers/export", only(Method::GET))
        .service(export_rmas)
        .route("/rmas/export", only(Method::GET))
        .service(export_rma_lines)
        .route("/rma-lines/export", only(Method::GET))
        .service(export_overdue_rmas)
        .route("/rmas/overdue/export", only(Method::GET))
        .service(export_returns)
        .route("/reports/returns/export", only(Method::GET))
        .service(export_quality_feedback)
        .route("/quality-feedback/export", only(Method::GET));
}
