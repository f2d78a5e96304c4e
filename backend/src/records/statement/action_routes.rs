//! Handlers that move statements and their lines.

use super::lines::{self, LineAct};
use super::service::{self, Act};
use crate::app::House;
use crate::auth::require::{Require, StatementConfirm, StatementPrepare, StatementSettle};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords};
use crate::idempotency::{Answer, Asked, IdempotencyKey};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpResponse, post};
use shared::ids::{SettlementEntryId, StatementId};
use shared::records::statement::*;

async fn act(house: &House, asked: Asked<StatementId>, act: Act) -> Result<HttpResponse, Failure> {
    asked
        .once(&house.db, move |c, caller, id, version| {
            let after = service::act(c, caller, id, version, &act)?;
            Answer::ok(after.head.version, &after)
        })
        .await
}

async fn act_on(
    house: &House,
    asked: Asked<StatementId>,
    line: SettlementEntryId,
    act: LineAct,
) -> Result<HttpResponse, Failure> {
    asked
        .once(&house.db, move |c, caller, id, version| {
            let after = lines::act(c, caller, (id, line), version, &act)?;
            Answer::ok(after.head.version, &after)
        })
        .await
}

/// Issue a statement
///
/// The party is told. What it comes to never changes from then on: corrections go into the next.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.prepare"])),
    params(("id" = StatementId, Path, description = "The statement."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The statement as it is now.", body = Statement)))]
#[post("/statements/{id}/issue")]
async fn issue_statement(
    house: Data<House>,
    Require(caller, _): Require<StatementPrepare>,
    id: Path<StatementId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Issue).await
}

/// Agree to a statement
///
/// To all lines, as the party; the house says so on the party's word, with a note. Not while a line is disputed.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.confirm"])),
    params(("id" = StatementId, Path, description = "The statement."), IfMatchHeader, IdempotencyHeader),
    request_body = AgreeStatement,
    responses((status = 200, description = "The statement as it is now.", body = Statement)))]
#[post("/statements/{id}/agree")]
async fn agree_statement(
    house: Data<House>,
    Require(caller, _): Require<StatementConfirm>,
    id: Path<StatementId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<AgreeStatement>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Agree(body.value)).await
}

/// Note the invoice of a statement
///
/// It is to be paid within the days of the policy.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.settle"])),
    params(("id" = StatementId, Path, description = "The statement."), IfMatchHeader, IdempotencyHeader),
    request_body = InvoiceStatement,
    responses((status = 200, description = "The statement as it is now.", body = Statement)))]
#[post("/statements/{id}/invoice")]
async fn invoice_statement(
    house: Data<House>,
    Require(caller, _): Require<StatementSettle>,
    id: Path<StatementId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<InvoiceStatement>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Invoice(body.value)).await
}

/// Note that a statement is paid
///
/// By somebody else than who issued it.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.settle"])),
    params(("id" = StatementId, Path, description = "The statement."), IfMatchHeader, IdempotencyHeader),
    request_body = PayStatement,
    responses((status = 200, description = "The statement as it is now.", body = Statement)))]
#[post("/statements/{id}/pay")]
async fn pay_statement(
    house: Data<House>,
    Require(caller, _): Require<StatementSettle>,
    id: Path<StatementId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<PayStatement>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Pay(body.value)).await
}

/// Lock a statement
///
/// Nothing about it changes any more; its seal tells what it said.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.settle"])),
    params(("id" = StatementId, Path, description = "The statement."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The statement as it is now.", body = Statement)))]
#[post("/statements/{id}/lock")]
async fn lock_statement(
    house: Data<House>,
    Require(caller, _): Require<StatementSettle>,
    id: Path<StatementId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let asked = Asked { caller, id: *id, version, key, digest: body.digest };
    act(&house, asked, Act::Lock).await
}

/// Agree to a line of a statement
///
/// Once nothing about any line is open, the statement is agreed to.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.confirm"])),
    params(("id" = StatementId, Path, description = "The statement."),
        ("line_id" = SettlementEntryId, Path, description = "The line."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The statement as it is now.", body = Statement)))]
#[post("/statements/{id}/lines/{line_id}/agree")]
async fn agree_statement_line(
    house: Data<House>,
    Require(caller, _): Require<StatementConfirm>,
    path: Path<(StatementId, SettlementEntryId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let (id, line) = path.into_inner();
    let asked = Asked { caller, id, version, key, digest: body.digest };
    act_on(&house, asked, line, LineAct::Agree).await
}

/// Dispute a line of a statement
///
/// With a reason; the house is told.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.confirm"])),
    params(("id" = StatementId, Path, description = "The statement."),
        ("line_id" = SettlementEntryId, Path, description = "The line."), IfMatchHeader, IdempotencyHeader),
    request_body = DisputeStatementLine,
    responses((status = 200, description = "The statement as it is now.", body = Statement)))]
#[post("/statements/{id}/lines/{line_id}/dispute")]
async fn dispute_statement_line(
    house: Data<House>,
    Require(caller, _): Require<StatementConfirm>,
    path: Path<(StatementId, SettlementEntryId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<DisputeStatementLine>,
) -> Result<HttpResponse, Failure> {
    let (id, line) = path.into_inner();
    let asked = Asked { caller, id, version, key, digest: body.digest };
    act_on(&house, asked, line, LineAct::Dispute(body.value)).await
}

/// Stay with a disputed line
///
/// With an answer; the party is told, and agrees to it or disputes it again.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.prepare"])),
    params(("id" = StatementId, Path, description = "The statement."),
        ("line_id" = SettlementEntryId, Path, description = "The line."), IfMatchHeader, IdempotencyHeader),
    request_body = KeepStatementLine,
    responses((status = 200, description = "The statement as it is now.", body = Statement)))]
#[post("/statements/{id}/lines/{line_id}/keep")]
async fn keep_statement_line(
    house: Data<House>,
    Require(caller, _): Require<StatementPrepare>,
    path: Path<(StatementId, SettlementEntryId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<KeepStatementLine>,
) -> Result<HttpResponse, Failure> {
    let (id, line) = path.into_inner();
    let asked = Asked { caller, id, version, key, digest: body.digest };
    act_on(&house, asked, line, LineAct::Keep(body.value)).await
}

/// Put a disputed line right
///
/// The difference becomes an entry of the next statement; this one stays as it was issued. The party is told.
#[utoipa::path(tag = "settlement", security(("bearer" = ["statement.prepare"])),
    params(("id" = StatementId, Path, description = "The statement."),
        ("line_id" = SettlementEntryId, Path, description = "The line."), IfMatchHeader, IdempotencyHeader),
    request_body = CorrectStatementLine,
    responses((status = 200, description = "The statement as it is now.", body = Statement)))]
#[post("/statements/{id}/lines/{line_id}/correct")]
async fn correct_statement_line(
    house: Data<House>,
    Require(caller, _): Require<StatementPrepare>,
    path: Path<(StatementId, SettlementEntryId)>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<CorrectStatementLine>,
) -> Result<HttpResponse, Failure> {
    let (id, line) = path.into_inner();
    let asked = Asked { caller, id, version, key, digest: body.digest };
    act_on(&house, asked, line, LineAct::Correct(body.value)).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(issue_statement)
        .service(agree_statement)
        .service(invoice_statement)
        .service(pay_statement)
        .service(lock_statement)
        .service(agree_statement_line)
        .service(dispute_statement_line)
        .service(keep_statement_line)
        .service(correct_statement_line);
}
