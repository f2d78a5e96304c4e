//! Handlers of stock.

use super::service;
use crate::app::House;
use crate::auth::require::{Require, StockAdjust, StockMove, StockRead};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, only, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::http::Method;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::{StockLevelId, StockMovementId};
use shared::page::Page;
use shared::records::stock::*;

/// List stock
///
/// What there is of each part at each location, as the sum of all movements. The maker's people see all of it, dealers
/// and service centres what lies at their own locations.
#[utoipa::path(tag = "stock", security(("bearer" = ["stock.read"])), params(StockQuery),
    responses((status = 200, description = "A page of stock.", body = Page<StockLevel>)))]
#[get("/stock")]
async fn list_stock(
    house: Data<House>,
    Require(caller, _): Require<StockRead>,
    Query(query): Query<StockQuery>,
) -> Result<Json<Page<StockLevel>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Keep a part at a location
///
/// With nothing on hand yet, so that it is shown, and shown as low. The first movement does the same by itself.
#[utoipa::path(tag = "stock", security(("bearer" = ["stock.move"])), params(IdempotencyHeader),
    request_body = CreateStockLevel,
    responses((status = 201, description = "What there is of it.", body = StockLevel)))]
#[post("/stock")]
async fn create_stock_level(
    house: Data<House>,
    Require(caller, _): Require<StockMove>,
    key: IdempotencyKey,
    body: Body<CreateStockLevel>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/stock/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show what there is of a part at a location
#[utoipa::path(tag = "stock", security(("bearer" = ["stock.read"])),
    params(("id" = StockLevelId, Path, description = "The line.")),
    responses((status = 200, description = "What there is.", body = StockLevel)))]
#[get("/stock/{id}")]
async fn get_stock_level(
    house: Data<House>,
    Require(caller, _): Require<StockRead>,
    id: Path<StockLevelId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Set a reorder point
///
/// Movements leave the version as it is: nobody's form is stale because something was taken.
#[utoipa::path(tag = "stock", security(("bearer" = ["stock.move"])),
    params(("id" = StockLevelId, Path, description = "The line."), IfMatchHeader),
    request_body = UpdateStockLevel,
    responses((status = 200, description = "What there is.", body = StockLevel)))]
#[put("/stock/{id}")]
async fn update_stock_level(
    house: Data<House>,
    Require(caller, _): Require<StockMove>,
    id: Path<StockLevelId>,
    version: IfMatch,
    body: Body<UpdateStockLevel>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// List movements of stock
///
/// The newest first: those from or to a location that the caller sees.
#[utoipa::path(tag = "stock", security(("bearer" = ["stock.read"])), params(MovementQuery),
    responses((status = 200, description = "A page of movements.", body = Page<StockMovement>)))]
#[get("/stock/movements")]
async fn list_stock_movements(
    house: Data<House>,
    Require(caller, _): Require<StockRead>,
    Query(query): Query<MovementQuery>,
) -> Result<Json<Page<StockMovement>>, Failure> {
    house.db.read(move |c| service::list_movements(c, &caller, &query)).await.map(Json)
}

/// Show a movement of stock
#[utoipa::path(tag = "stock", security(("bearer" = ["stock.read"])),
    params(("id" = StockMovementId, Path, description = "The movement.")),
    responses((status = 200, description = "The movement.", body = StockMovement)))]
#[get("/stock/movements/{id}")]
async fn get_stock_movement(
    house: Data<House>,
    Require(caller, _): Require<StockRead>,
    id: Path<StockMovementId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get_movement(c, &caller, *id)).await?;
    Ok(versioned(1, &found))
}

macro_rules! book {
    ($house:ident, $caller:ident, $key:ident, $body:ident) => {{
        let moved = Move::from($body.value);
        let answer = once(&$house.db, &$caller, $key, &$body.digest, move |c, caller| {
            let made = service::book(c, caller, &moved)?;
            Answer::created(format!("/api/v1/stock/movements/{}", made.id), 1, &made)
        });
        Ok(answer.await?.into())
    }};
}

/// Receive goods
///
/// From outside, into a location that the caller sees and where parts may come.
#[utoipa::path(tag = "stock", security(("bearer" = ["stock.move"])), params(IdempotencyHeader),
    request_body = ReceiveStock,
    responses((status = 201, description = "The movement.", body = StockMovement)))]
#[post("/stock/receive")]
async fn receive_stock(
    house: Data<House>,
    Require(caller, _): Require<StockMove>,
    key: IdempotencyKey,
    body: Body<ReceiveStock>,
) -> Result<HttpResponse, Failure> {
    book!(house, caller, key, body)
}

/// Move goods between two locations
///
/// Asking for more than can be taken is refused (`stock_short`) with how many are left and where more is.
#[utoipa::path(tag = "stock", security(("bearer" = ["stock.move"])), params(IdempotencyHeader),
    request_body = TransferStock,
    responses((status = 201, description = "The movement.", body = StockMovement)))]
#[post("/stock/transfer")]
async fn transfer_stock(
    house: Data<House>,
    Require(caller, _): Require<StockMove>,
    key: IdempotencyKey,
    body: Body<TransferStock>,
) -> Result<HttpResponse, Failure> {
    book!(house, caller, key, body)
}

/// Issue goods
///
/// To a customer, into a unit. Asking for more than can be taken is refused (`stock_short`) with how many are left and
/// where more is.
#[utoipa::path(tag = "stock", security(("bearer" = ["stock.move"])), params(IdempotencyHeader),
    request_body = IssueStock,
    responses((status = 201, description = "The movement.", body = StockMovement)))]
#[post("/stock/issue")]
async fn issue_stock(
    house: Data<House>,
    Require(caller, _): Require<StockMove>,
    key: IdempotencyKey,
    body: Body<IssueStock>,
) -> Result<HttpResponse, Failure> {
    book!(house, caller, key, body)
}

/// Book a difference
///
/// There is more or less than the books say. A reason is needed, and what is left cannot fall below what is promised.
#[utoipa::path(tag = "stock", security(("bearer" = ["stock.adjust"])), params(IdempotencyHeader),
    request_body = AdjustStock,
    responses((status = 201, description = "The movement.", body = StockMovement)))]
#[post("/stock/adjust")]
async fn adjust_stock(
    house: Data<House>,
    Require(caller, _): Require<StockAdjust>,
    key: IdempotencyKey,
    body: Body<AdjustStock>,
) -> Result<HttpResponse, Failure> {
    book!(house, caller, key, body)
}

/// Take a movement back
///
/// Once, by a movement the other way; the first one stays as it was booked.
#[utoipa::path(tag = "stock", security(("bearer" = ["stock.adjust"])),
    params(("id" = StockMovementId, Path, description = "The movement."), IdempotencyHeader),
    request_body = CorrectMovement,
    responses((status = 201, description = "The movement that takes it back.", body = StockMovement)))]
#[post("/stock/movements/{id}/correct")]
async fn correct_stock_movement(
    house: Data<House>,
    Require(caller, _): Require<StockAdjust>,
    id: Path<StockMovementId>,
    key: IdempotencyKey,
    body: Body<CorrectMovement>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::correct(c, caller, *id, &body.value)?;
        Answer::created(format!("/api/v1/stock/movements/{}", made.id), 1, &made)
    });
    Ok(answer.await?.into())
}

/// The routes. Fixed names come before those that take a name for an id.
pub fn routes(config: &mut Routes) {
    config
        .service(list_stock)
        .service(create_stock_level)
        .service(list_stock_movements)
        .route("/stock/movements", only(Method::GET))
        .service(get_stock_movement)
        .service(correct_stock_movement)
        .service(receive_stock)
        .route("/stock/receive", only(Method::POST))
        .service(transfer_stock)
        .route("/stock/transfer", only(Method::POST))
        .service(issue_stock)
        .route("/stock/issue", only(Method::POST))
        .service(adjust_stock)
        .route("/stock/adjust", only(Method::POST))
        .service(get_stock_level)
        .service(update_stock_level);
}
