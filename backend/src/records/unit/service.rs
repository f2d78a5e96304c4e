//! Use cases of units.

use super::{history, store};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::organization::service::{DEALERS, check_reference};
use crate::records::{customer, product, site, unit_component};
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::{CustomerId, SiteId, UnitId};
use shared::page::Page;
use shared::problem::{Checker, FieldProblem};
use shared::records::unit::{
    Unit, UnitAction, UnitActionInput, UnitInput, UnitLife, UnitQuery, UnitSummary, WarrantyInput,
    WarrantyQuery,
};
use shared::warranty::WarrantyVerdict;
use shared::workflow::{Target, Workflow};
use uuid::Uuid;

/// Lists the units that the caller sees.
pub fn list(c: &mut PgConnection, caller: &Caller, query: &UnitQuery) -> Result<Page<UnitSummary>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
pub fn get(c: &mut PgConnection, caller: &Caller, id: UnitId) -> Result<Unit, Failure> {
    store::find(c, caller, id)
}

/// Shows one with everything that happened to it, as far as the caller sees it.
pub fn life(c: &mut PgConnection, caller: &Caller, id: UnitId) -> Result<UnitLife, Failure> {
    Ok(UnitLife {
        unit: store::find(c, caller, id)?,
        components: unit_component::store::of_unit(c, caller, id)?,
        owners: history::owners(c, caller, id)?,
        tickets: history::tickets(c, caller, id)?,
        events: history::events(c, id)?,
    })
}

/// Says what the warranty of one pays for on a day.
pub fn warranty(
    c: &mut PgConnection,
    caller: &Caller,
    id: UnitId,
    query: &WarrantyQuery,
) -> Result<Vec<WarrantyVerdict>, Failure> {
    query.check()?;
    store::warranty(c, caller, id, query)
}

/// Looks up what the input refers to. What was there before may stay: a unit can outlast what its caller
/// may see or choose today.
fn check_references(
    c: &mut PgConnection,
    caller: &Caller,
    input: &UnitInput,
    before: Option<&Unit>,
) -> Result<(), Failure> {
    let mut check = Checker::default();
    if before.map(|b| b.product_id) != Some(input.product_id) {
        match product::store::can_be_chosen(c, input.product_id)? {
            None => check.check(false, "/product_id", FieldProblem::NoSuchRecord),
            Some(active) => check.check(active, "/product_id", FieldProblem::NotAllowed),
        };
    }
    let mut owner_known = true;
    if let Some(owner) = input.customer_id
        && before.and_then(|b| b.customer_id) != Some(owner)
    {
        owner_known = customer::store::sees(c, caller, owner)?;
        check.check(owner_known, "/customer_id", FieldProblem::NoSuchRecord);
    }
    if let Some(site) = input.site_id
        && owner_known
    {
        check_site(c, caller, site, input.customer_id, &mut check)?;
    }
    check_reference(c, caller, input.dealer_id, DEALERS, "/dealer_id", &mut check)?;
    Ok(check.finish()?)
}

/// A site must be the owner's. Somebody else's is no site at all to a caller who does not see whose it is.
fn check_site(
    c: &mut PgConnection,
    caller: &Caller,
    site: SiteId,
    owner: Option<CustomerId>,
    check: &mut Checker,
) -> Result<(), Failure> {
    let of = site::store::customer_of(c, site)?;
    if of.is_none() || of != owner {
        let seen = of.map(|customer| customer::store::sees(c, caller, customer)).transpose()?;
        let inconsistent = seen.unwrap_or_default();
        let code = if inconsistent { FieldProblem::Inconsistent } else { FieldProblem::NoSuchRecord };
        check.check(false, "/site_id", code);
    }
    Ok(())
}

/// The input as this caller may give it: a dealer's units are its own.
fn settle(caller: &Caller, input: &UnitInput) -> Result<UnitInput, Failure> {
    input.check(caller.today())?;
    let mut input = input.clone();
    if !caller.actor.is_inside() {
        input.dealer_id.get_or_insert(caller.actor.organization_id);
    }
    Ok(input)
}

/// Registers one.
pub fn create(c: &mut PgConnection, caller: &Caller, input: &UnitInput) -> Result<Unit, Failure> {
    let input = settle(caller, input)?;
    check_references(c, caller, &input, None)?;
    let id = UnitId(Uuid::now_v7());
    store::insert(c, id, &input, caller.now)?;
    history::transfer(c, id, input.customer_id, caller.now)?;
    history::note(c, caller, id, "created", None)?;
    audit::write(c, caller, "unit", id.0, "create", json!(input))?;
    store::find(c, caller, id)
}

/// The unit in the version that the caller has read.
fn load(c: &mut PgConnection, caller: &Caller, id: UnitId, version: i32) -> Result<Unit, Failure> {
    let unit = store::find(c, caller, id)?;
    if unit.version == version { Ok(unit) } else { Err(Failure::stale()) }
}

/// Replaces what is known of one. A new owner goes into the history of owners.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: UnitId,
    version: i32,
    input: &UnitInput,
) -> Result<Unit, Failure> {
    let input = settle(caller, input)?;
    let before = load(c, caller, id, version)?;
    check_references(c, caller, &input, Some(&before))?;
    if !store::update(c, id, version, &input, caller.now)? {
        return Err(Failure::stale());
    }
    if input.customer_id != before.customer_id {
        history::transfer(c, id, input.customer_id, caller.now)?;
    }
    history::note(c, caller, id, "updated", None)?;
    audit::write(c, caller, "unit", id.0, "update", json!(input))?;
    store::find(c, caller, id)
}

/// Replaces what was decided about the warranty of one.
pub fn decide_warranty(
    c: &mut PgConnection,
    caller: &Caller,
    id: UnitId,
    version: i32,
    input: &WarrantyInput,
) -> Result<Unit, Failure> {
    input.check()?;
    load(c, caller, id, version)?;
    if !store::set_warranty(c, id, version, input, caller.now)? {
        return Err(Failure::stale());
    }
    history::note(c, caller, id, "warranty", None)?;
    audit::write(c, caller, "unit", id.0, "warranty", json!(input))?;
    store::find(c, caller, id)
}

/// Does something with one. What is so already is not done again, and is no error.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: UnitId,
    version: i32,
    action: UnitAction,
    input: &UnitActionInput,
) -> Result<Unit, Failure> {
    let before = load(c, caller, id, version)?;
    if UnitAction::line(action).is_some_and(|line| line.to == Target::To(before.status)) {
        return Ok(before);
    }
    let to = UnitAction::step(&before.serial, before.status, action, &caller.actor)?;
    if !store::set_status(c, id, version, action, to, caller.now)? {
        return Err(Failure::stale());
    }
    history::note(c, caller, id, action.as_str(), input.note.as_deref())?;
    let changes = json!({"from": before.status, "to": to, "note": input.note});
    audit::write(c, caller, "unit", id.0, action.as_str(), changes)?;
    store::find(c, caller, id)
}
