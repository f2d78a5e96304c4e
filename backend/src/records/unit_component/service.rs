//! Use cases of components. They are their unit's: who does not see the unit sees none of them.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::organization::service::check_reference;
use crate::records::unit;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::auth::OrganizationKind;
use shared::ids::{UnitComponentId, UnitId};
use shared::problem::{Checker, FieldProblem, ProblemCode, Refusal};
use shared::records::unit::{UnitComponent, UnitComponentInput};
use shared::text::TextError;
use std::collections::HashMap;
use uuid::Uuid;

/// Whether a component would be built into itself, by whatever detour.
pub fn goes_in_circles(
    parents: &HashMap<UnitComponentId, Option<UnitComponentId>>,
    id: UnitComponentId,
    parent: UnitComponentId,
) -> bool {
    // No way is longer than there are components, so that even a circle that is there already ends.
    std::iter::successors(Some(parent), |at| parents.get(at).copied().flatten())
        .take(parents.len() + 1)
        .any(|at| at == id)
}

fn check_references(
    c: &mut PgConnection,
    caller: &Caller,
    unit: UnitId,
    id: UnitComponentId,
    input: &UnitComponentInput,
) -> Result<(), Failure> {
    let mut check = Checker::default();
    let parents = store::lock_parents(c, unit)?;
    if let Some(parent) = input.parent_id {
        check.check(parents.contains_key(&parent), "/parent_id", FieldProblem::NoSuchRecord);
        check.check(!goes_in_circles(&parents, id, parent), "/parent_id", FieldProblem::Inconsistent);
    }
    let kinds = &[OrganizationKind::Supplier];
    check_reference(c, caller, input.supplier_id, kinds, "/supplier_id", &mut check)?;
    Ok(check.finish()?)
}

/// Adds one to a unit.
pub fn create(
    c: &mut PgConnection,
    caller: &Caller,
    unit: UnitId,
    input: &UnitComponentInput,
) -> Result<UnitComponent, Failure> {
    input.check(caller.today())?;
    unit::store::find(c, caller, unit)?;
    let id = UnitComponentId(Uuid::now_v7());
    check_references(c, caller, unit, id, input)?;
    store::insert(c, unit, id, input, caller.now)?;
    unit::history::note(c, caller, unit, "component", Some(&input.name))?;
    let changes = json!({"unit_id": unit, "unit_component": input});
    audit::write(c, caller, "unit_component", id.0, "create", changes)?;
    store::find(c, caller, unit, id)
}

/// Writes down that one was taken out of a unit today and another fitted in its place. False when the unit has none with
/// the old serial number.
pub fn swap(
    c: &mut PgConnection,
    caller: &Caller,
    unit: UnitId,
    old_serial: Option<&str>,
    new: UnitComponentInput,
) -> Result<bool, Failure> {
    let mut new = UnitComponentInput { fitted_on: Some(caller.today()), ..new };
    if let Some(old_serial) = old_serial {
        let present = store::of_unit(c, caller, unit)?;
        let fitted =
            |one: &UnitComponent| one.serial.as_deref() == Some(old_serial) && one.removed_on.is_none();
        let Some(old) = present.into_iter().find(fitted) else { return Ok(false) };
        let broken = |error: TextError| Failure::Internal(error.into());
        let line = |text: Option<String>| text.map(|t| t.parse()).transpose();
        let taken_out = UnitComponentInput {
            parent_id: old.parent_id,
            name: old.name.parse().map_err(broken)?,
            part_class: old.part_class.map(|t| t.parse()).transpose().map_err(broken)?,
            serial: line(old.serial).map_err(broken)?,
            supplier_id: old.supplier_id,
            batch: line(old.batch).map_err(broken)?,
            fitted_on: old.fitted_on,
            removed_on: Some(caller.today()),
            supplier_warranty_until: old.supplier_warranty_until,
        };
        new = UnitComponentInput {
            parent_id: taken_out.parent_id,
            name: taken_out.name.clone(),
            part_class: taken_out.part_class.clone(),
            ..new
        };
        update(c, caller, unit, old.id, old.version, &taken_out)?;
    }
    create(c, caller, unit, &new)?;
    Ok(true)
}

/// Replaces one.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    unit: UnitId,
    id: UnitComponentId,
    version: i32,
    input: &UnitComponentInput,
) -> Result<UnitComponent, Failure> {
    let stale = || Refusal::new(ProblemCode::VersionStale);
    input.check(caller.today())?;
    unit::store::find(c, caller, unit)?;
    if store::find(c, caller, unit, id)?.version != version {
        return Err(stale().into());
    }
    check_references(c, caller, unit, id, input)?;
    if !store::update(c, caller, id, version, input)? {
        return Err(stale().into());
    }
    unit::history::note(c, caller, unit, "component", Some(&input.name))?;
    audit::write(c, caller, "unit_component", id.0, "update", json!(input))?;
    store::find(c, caller, unit, id)
}
