//! Use cases of labour operations and rates.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::{organization, product};
use crate::schema::{fault_codes, organizations};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::auth::OrganizationKind;
use shared::ids::*;
use shared::page::Page;
use shared::problem::{Checker, FieldProblem};
use shared::records::labour::*;
use uuid::Uuid;

/// A page of the operations.
pub(super) fn list(
    c: &mut PgConnection,
    query: &LabourOperationQuery,
) -> Result<Page<LabourOperation>, Failure> {
    store::list(c, query)
}

/// Shows one.
pub(super) fn get(c: &mut PgConnection, id: LabourOperationId) -> Result<LabourOperation, Failure> {
    store::find(c, id)
}

fn check(c: &mut PgConnection, input: &LabourOperationInput) -> Result<(), Failure> {
    input.check()?;
    let mut check = Checker::default();
    if let Some(id) = input.fault_code_id {
        let known = fault_codes::table.find(id).select(fault_codes::id).first::<FaultCodeId>(c).optional()?;
        check.check(known.is_some(), "/fault_code_id", FieldProblem::NoSuchRecord);
    }
    if let Some(id) = input.product_id {
        let known = product::store::can_be_chosen(c, id)?.is_some();
        check.check(known, "/product_id", FieldProblem::NoSuchRecord);
    }
    Ok(check.finish()?)
}

/// Creates one.
pub(super) fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &LabourOperationInput,
) -> Result<LabourOperation, Failure> {
    check(c, input)?;
    let id = LabourOperationId(Uuid::now_v7());
    store::insert(c, caller, id, input)?;
    audit::write(c, caller, "labour_operation", id.0, "create", json!(input))?;
    store::find(c, id)
}

/// Replaces one. Claims that were sent in keep the time that was standard then.
pub(super) fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: LabourOperationId,
    version: i32,
    input: &LabourOperationInput,
) -> Result<LabourOperation, Failure> {
    check(c, input)?;
    store::find(c, id)?;
    if !store::update(c, caller, (id, version), input)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "labour_operation", id.0, "update", json!(input))?;
    store::find(c, id)
}

/// What an hour of a dealer's work is paid: to its own people, and to the maker's.
pub(super) fn rates(
    c: &mut PgConnection,
    caller: &Caller,
    dealer: OrganizationId,
) -> Result<DealerRates, Failure> {
    let found = organization::service::get(c, caller, dealer)?;
    let dealers = matches!(found.kind, OrganizationKind::Dealer | OrganizationKind::ServiceCenter);
    if !dealers {
        return Err(Failure::not_found());
    }
    let rates = store::rates(c, dealer)?;
    Ok(DealerRates { dealer_id: dealer, dealer_name: found.name, rates, version: found.version })
}

/// Gives a dealer these rates and no others.
pub(super) fn replace_rates(
    c: &mut PgConnection,
    caller: &Caller,
    dealer: OrganizationId,
    version: i32,
    input: &LabourRates,
) -> Result<DealerRates, Failure> {
    input.check()?;
    rates(c, caller, dealer)?;
    let guarded = organizations::table.find(dealer).filter(organizations::version.eq(version));
    let change = (organizations::version.eq(version + 1), organizations::updated_at.eq(caller.now));
    if diesel::update(guarded).set(change).execute(c)? == 0 {
        return Err(Failure::stale());
    }
    store::replace_rates(c, dealer, &input.rates)?;
    audit::write(c, caller, "labour_rates", dealer.0, "update", json!(input))?;
    rates(c, caller, dealer)
}
