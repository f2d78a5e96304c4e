//! Handlers that read what goes back to suppliers.

use super::{action_routes, service};
use crate::app::House;
use crate::auth::require::{Require, SupplierReturnRead};
use crate::error::Failure;
use crate::http::{Query, versioned};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get};
use shared::ids::RmaLineId;
use shared::page::Page;
use shared::records::supplier_return::*;

/// List what goes back to suppliers
///
/// The maker's people see all of it, with what waits to be offered; a supplier sees what it is offered. Whatever is due first
/// comes first, with the days that are left as of today.
#[utoipa::path(tag = "supplier-returns", security(("bearer" = ["supplier_return.read"])), params(SupplierReturnQuery),
    responses((status = 200, description = "A page of them.", body = Page<SupplierReturnSummary>)))]
#[get("/supplier-returns")]
async fn list_supplier_returns(
    house: Data<House>,
    Require(caller, _): Require<SupplierReturnRead>,
    Query(query): Query<SupplierReturnQuery>,
) -> Result<Json<Page<SupplierReturnSummary>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Show what goes back to a supplier
///
/// With the inspection, its pictures and what the supplier is to bear; a supplier reads nothing of the dealer, the ticket or
/// the unit.
#[utoipa::path(tag = "supplier-returns", security(("bearer" = ["supplier_return.read"])),
    params(("id" = RmaLineId, Path, description = "The line of the return that it came with.")),
    responses((status = 200, description = "What goes back.", body = SupplierReturn)))]
#[get("/supplier-returns/{id}")]
async fn get_supplier_return(
    house: Data<House>,
    Require(caller, _): Require<SupplierReturnRead>,
    id: Path<RmaLineId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.head.version, &found))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_supplier_returns).service(get_supplier_return).configure(action_routes::routes);
}
