//! Handlers of counts.

use super::service;
use crate::app::House;
use crate::auth::caller::Caller;
use crate::auth::require::{Require, StockAdjust, StockMove, StockRead};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::StockCountId;
use shared::page::Page;
use shared::records::stock_count::*;

/// List counts
///
/// The newest first: the maker's people see all of them, dealers and service centres those at their own locations.
#[utoipa::path(tag = "stock-counts", security(("bearer" = ["stock.read"])), params(StockCountQuery),
    responses((status = 200, description = "A page of counts.", body = Page<StockCountSummary>)))]
#[get("/stock-counts")]
async fn list_stock_counts(
    house: Data<House>,
    Require(caller, _): Require<StockRead>,
    Query(query): Query<StockCountQuery>,
) -> Result<Json<Page<StockCountSummary>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Open a count
///
/// All that is kept at the location is frozen as the books have it now (MGT-T 4.1.8). One count at a time.
#[utoipa::path(tag = "stock-counts", security(("bearer" = ["stock.move"])), params(IdempotencyHeader),
    request_body = CreateStockCount,
    responses((status = 201, description = "The count.", body = StockCount)))]
#[post("/stock-counts")]
async fn create_stock_count(
    house: Data<House>,
    Require(caller, _): Require<StockMove>,
    key: IdempotencyKey,
    body: Body<CreateStockCount>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/stock-counts/{}", made.head.id), made.head.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a count
#[utoipa::path(tag = "stock-counts", security(("bearer" = ["stock.read"])),
    params(("id" = StockCountId, Path, description = "The count.")),
    responses((status = 200, description = "The count.", body = StockCount)))]
#[get("/stock-counts/{id}")]
async fn get_stock_count(
    house: Data<House>,
    Require(caller, _): Require<StockRead>,
    id: Path<StockCountId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.head.version, &found))
}

/// Enter what was counted
///
/// Lines that are not sent stay as they are; a part that was not expected is added.
#[utoipa::path(tag = "stock-counts", security(("bearer" = ["stock.move"])),
    params(("id" = StockCountId, Path, description = "The count."), IfMatchHeader),
    request_body = UpdateStockCount,
    responses((status = 200, description = "The count as it is now.", body = StockCount)))]
#[put("/stock-counts/{id}")]
async fn update_stock_count(
    house: Data<House>,
    Require(caller, _): Require<StockMove>,
    id: Path<StockCountId>,
    version: IfMatch,
    body: Body<UpdateStockCount>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.head.version, &after))
}

/// A request to do something with a count.
struct Act {
    caller: Caller,
    id: StockCountId,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<StockCountActionInput>,
}

async fn act(house: &House, request: Act, action: StockCountAction) -> Result<HttpResponse, Failure> {
    let Act { caller, id, version, key, body } = request;
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let count = service::act(c, caller, id, version.0, action, &body.value)?;
        Answer::ok(count.head.version, &count)
    });
    Ok(answer.await?.into())
}

/// Submit a count
///
/// All lines are counted; a second person looks at the differences.
#[utoipa::path(tag = "stock-counts", security(("bearer" = ["stock.move"])),
    params(("id" = StockCountId, Path, description = "The count."), IfMatchHeader, IdempotencyHeader),
    request_body = StockCountActionInput,
    responses((status = 200, description = "The count as it is now.", body = StockCount)))]
#[post("/stock-counts/{id}/submit")]
async fn submit_stock_count(
    house: Data<House>,
    Require(caller, _): Require<StockMove>,
    id: Path<StockCountId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<StockCountActionInput>,
) -> Result<HttpResponse, Failure> {
    act(&house, Act { caller, id: *id, version, key, body }, StockCountAction::Submit).await
}

/// Count again
#[utoipa::path(tag = "stock-counts", security(("bearer" = ["stock.move"])),
    params(("id" = StockCountId, Path, description = "The count."), IfMatchHeader, IdempotencyHeader),
    request_body = StockCountActionInput,
    responses((status = 200, description = "The count as it is now.", body = StockCount)))]
#[post("/stock-counts/{id}/recount")]
async fn recount_stock_count(
    house: Data<House>,
    Require(caller, _): Require<StockMove>,
    id: Path<StockCountId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<StockCountActionInput>,
) -> Result<HttpResponse, Failure> {
    act(&house, Act { caller, id: *id, version, key, body }, StockCountAction::Recount).await
}

/// Approve a count
///
/// By a second person, not by who counted. Each difference is booked on what there is now; one that would take more than
/// there is refuses the whole (`stock_short`), with how many are left.
#[utoipa::path(tag = "stock-counts", security(("bearer" = ["stock.adjust"])),
    params(("id" = StockCountId, Path, description = "The count."), IfMatchHeader, IdempotencyHeader),
    request_body = StockCountActionInput,
    responses((status = 200, description = "The count as it is now.", body = StockCount)))]
#[post("/stock-counts/{id}/approve")]
async fn approve_stock_count(
    house: Data<House>,
    Require(caller, _): Require<StockAdjust>,
    id: Path<StockCountId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<StockCountActionInput>,
) -> Result<HttpResponse, Failure> {
    act(&house, Act { caller, id: *id, version, key, body }, StockCountAction::Approve).await
}

/// Cancel a count
///
/// With a reason. Nothing is booked.
#[utoipa::path(tag = "stock-counts", security(("bearer" = ["stock.move"])),
    params(("id" = StockCountId, Path, description = "The count."), IfMatchHeader, IdempotencyHeader),
    request_body = StockCountActionInput,
    responses((status = 200, description = "The count as it is now.", body = StockCount)))]
#[post("/stock-counts/{id}/cancel")]
async fn cancel_stock_count(
    house: Data<House>,
    Require(caller, _): Require<StockMove>,
    id: Path<StockCountId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<StockCountActionInput>,
) -> Result<HttpResponse, Failure> {
    act(&house, Act { caller, id: *id, version, key, body }, StockCountAction::Cancel).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_stock_counts)
        .service(create_stock_count)
        .service(get_stock_count)
        .service(update_stock_count)
        .service(submit_stock_count)
        .service(recount_stock_count)
        .service(approve_stock_count)
        .service(cancel_stock_count)
        .configure(super::paper::routes);
}
