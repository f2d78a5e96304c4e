//! Handlers that give statements and entries as files, for accountants.

use super::routes::{Export, Listed, file, listed};
use super::settlement_columns as columns;
use crate::app::House;
use crate::auth::require::{RecoveryRead, Require, StatementRead};
use crate::error::Failure;
use crate::http::{Upload, only};
use crate::records::{recovery, statement};
use crate::routing::Routes;
use actix_web::http::Method;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use shared::page::MAX_LIMIT;
use shared::records::recovery::RecoveryQuery;
use shared::records::register::ExportQuery;
use shared::records::statement::{SettlementEntryQuery, StatementQuery};

listed!(StatementQuery, SettlementEntryQuery, RecoveryQuery);

/// Take the list of statements along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.read"])), params(ExportQuery, StatementQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/statements/export")]
async fn export_statements(
    house: Data<House>,
    Require(caller, _): Require<StatementRead>,
    request: HttpRequest,
    export: Export<StatementQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::STATEMENTS, &request, (house, caller), export, statement::service::list).await
}

/// Take settlement entries along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.read"])), params(ExportQuery, SettlementEntryQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/settlement-entries/export")]
async fn export_settlement_entries(
    house: Data<House>,
    Require(caller, _): Require<StatementRead>,
    request: HttpRequest,
    export: Export<SettlementEntryQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::ENTRIES, &request, (house, caller), export, statement::entries).await
}

/// Take the list of recoveries along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.read"])), params(ExportQuery, RecoveryQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/recoveries/export")]
async fn export_recoveries(
    house: Data<House>,
    Require(caller, _): Require<RecoveryRead>,
    request: HttpRequest,
    export: Export<RecoveryQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::RECOVERIES, &request, (house, caller), export, recovery::service::list).await
}

/// The routes. They come before those that take a name for an id.
pub fn routes(config: &mut Routes) {
    config
        .service(export_statements)
        .route("/statements/export", only(Method::GET))
        .service(export_settlement_entries)
        .service(export_recoveries)
        .route("/recoveries/export", only(Method::GET));
}
