//! Handlers that read and collect statements.

use super::{action_routes, entries, lines, paper, request_routes, service};
use crate::app::House;
use crate::auth::require::{Require, StatementPrepare, StatementRead};
use crate::error::Failure;
use crate::http::{Body, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::IdempotencyHeader;
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post};
use shared::ids::StatementId;
use shared::page::Page;
use shared::records::statement::*;

/// List statements
///
/// Of the newest month first. The maker's people see all of them; dealers, customers and suppliers their own once they are issued.
/// Amounts are the maker's: owed to it, or by it where negative.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.read"])), params(StatementQuery),
    responses((status = 200, description = "A page of statements.", body = Page<StatementSummary>)))]
#[get("/statements")]
async fn list_statements(
    house: Data<House>,
    Require(caller, _): Require<StatementRead>,
    Query(query): Query<StatementQuery>,
) -> Result<Json<Page<StatementSummary>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Collect statements of a month
///
/// Whatever arose until its end and is in no statement yet goes into the draft of its party and currency: opened where there is
/// no statement of that month, added to where there is a draft. Once a statement is issued, what comes later goes into the
/// next. A job does this for the month that is over. Answers with the drafts of that month.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.prepare"])), params(IdempotencyHeader),
    request_body = CollectStatements,
    responses((status = 200, description = "The drafts of that month.", body = CollectedStatements)))]
#[post("/statements")]
async fn collect_statements(
    house: Data<House>,
    Require(caller, _): Require<StatementPrepare>,
    key: IdempotencyKey,
    body: Body<CollectStatements>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        Answer::unversioned(&service::collect(c, caller, &body.value)?)
    });
    Ok(answer.await?.into())
}

/// Show a statement
///
/// With what its lines come to by kind, and what the caller can do with it.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.read"])),
    params(("id" = StatementId, Path, description = "The statement.")),
    responses((status = 200, description = "The statement.", body = Statement)))]
#[get("/statements/{id}")]
async fn get_statement(
    house: Data<House>,
    Require(caller, _): Require<StatementRead>,
    id: Path<StatementId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.snapshot(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.head.version, &found))
}

/// List the lines of a statement
///
/// In their order, each with its document.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.read"])),
    params(("id" = StatementId, Path, description = "The statement."), StatementLineQuery),
    responses((status = 200, description = "A page of lines.", body = Page<StatementLine>)))]
#[get("/statements/{id}/lines")]
async fn list_statement_lines(
    house: Data<House>,
    Require(caller, _): Require<StatementRead>,
    id: Path<StatementId>,
    Query(query): Query<StatementLineQuery>,
) -> Result<Json<Page<StatementLine>>, Failure> {
    house.db.read(move |c| lines::list(c, &caller, *id, &query)).await.map(Json)
}

/// List settlement entries
///
/// Every amount, the newest first; `settled=false` for those in no statement yet. Entries never change. Outside the house one
/// sees one's own, once a statement with them is issued.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.read"])), params(SettlementEntryQuery),
    responses((status = 200, description = "A page of entries.", body = Page<SettlementEntry>)))]
#[get("/settlement-entries")]
async fn list_settlement_entries(
    house: Data<House>,
    Require(caller, _): Require<StatementRead>,
    Query(query): Query<SettlementEntryQuery>,
) -> Result<Json<Page<SettlementEntry>>, Failure> {
    house.db.read(move |c| entries::list(c, &caller, &query)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_statements)
        .service(collect_statements)
        .service(get_statement)
        .service(list_statement_lines)
        .service(list_settlement_entries)
        .configure(action_routes::routes)
        .configure(request_routes::routes)
        .configure(paper::routes);
}
