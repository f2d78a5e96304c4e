//! Rows and SQL of components. Who may see a unit may see its components: callers look the unit up first.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::{organizations, unit_components, units};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{OrganizationId, UnitComponentId, UnitId};
use shared::records::unit::{UnitComponent, UnitComponentInput};
use std::collections::HashMap;

#[derive(Queryable, Selectable)]
#[diesel(table_name = unit_components)]
struct Row {
    id: UnitComponentId,
    parent_id: Option<UnitComponentId>,
    name: String,
    part_class: Option<String>,
    serial: Option<String>,
    supplier_id: Option<OrganizationId>,
    batch: Option<String>,
    fitted_on: Option<NaiveDate>,
    removed_on: Option<NaiveDate>,
    supplier_warranty_until: Option<NaiveDate>,
    version: i32,
}

impl Row {
    /// The component as the caller may see it: who supplies the maker is the maker's business.
    fn shown_to(self, caller: &Caller, supplier_name: Option<String>) -> UnitComponent {
        let inside = caller.actor.is_inside();
        UnitComponent {
            id: self.id,
            parent_id: self.parent_id,
            name: self.name,
            part_class: self.part_class,
            serial: self.serial,
            supplier_id: self.supplier_id.filter(|_| inside),
            supplier_name: supplier_name.filter(|_| inside),
            batch: self.batch,
            fitted_on: self.fitted_on,
            removed_on: self.removed_on,
            supplier_warranty_until: self.supplier_warranty_until,
            version: self.version,
        }
    }
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = unit_components, treat_none_as_null = true)]
struct Fields {
    parent_id: Option<UnitComponentId>,
    name: String,
    part_class: Option<String>,
    serial: Option<String>,
    batch: Option<String>,
    fitted_on: Option<NaiveDate>,
    removed_on: Option<NaiveDate>,
    supplier_warranty_until: Option<NaiveDate>,
    updated_at: DateTime<Utc>,
}

fn fields(input: &UnitComponentInput, now: DateTime<Utc>) -> Fields {
    let input = input.clone();
    Fields {
        parent_id: input.parent_id,
        name: input.name.into(),
        part_class: input.part_class.map(Into::into),
        serial: input.serial.map(Into::into),
        batch: input.batch.map(Into::into),
        fitted_on: input.fitted_on,
        removed_on: input.removed_on,
        supplier_warranty_until: input.supplier_warranty_until,
        updated_at: now,
    }
}

/// A component of this unit.
pub(super) fn find(
    c: &mut PgConnection,
    caller: &Caller,
    unit: UnitId,
    id: UnitComponentId,
) -> Result<UnitComponent, Failure> {
    let found: Option<(Row, Option<String>)> = unit_components::table
        .left_join(organizations::table)
        .filter(unit_components::unit_id.eq(unit))
        .filter(unit_components::id.eq(id))
        .select((Row::as_select(), organizations::name.nullable()))
        .first(c)
        .optional()?;
    found.map(|(row, supplier)| row.shown_to(caller, supplier)).ok_or_else(Failure::not_found)
}

/// The components of a unit in the order in which they became known, those taken out included.
pub(in crate::records) fn of_unit(
    c: &mut PgConnection,
    caller: &Caller,
    unit: UnitId,
) -> Result<Vec<UnitComponent>, Failure> {
    let rows: Vec<(Row, Option<String>)> = unit_components::table
        .left_join(organizations::table)
        .filter(unit_components::unit_id.eq(unit))
        .order((unit_components::created_at.asc(), unit_components::id.asc()))
        .select((Row::as_select(), organizations::name.nullable()))
        .load(c)?;
    Ok(rows.into_iter().map(|(row, supplier)| row.shown_to(caller, supplier)).collect())
}

/// What is built into what in a unit, as long as the transaction lasts: others wait with their changes.
pub(super) fn lock_parents(
    c: &mut PgConnection,
    unit: UnitId,
) -> Result<HashMap<UnitComponentId, Option<UnitComponentId>>, Failure> {
    units::table.find(unit).select(units::id).for_no_key_update().execute(c)?;
    let pairs: Vec<(UnitComponentId, Option<UnitComponentId>)> = unit_components::table
        .filter(unit_components::unit_id.eq(unit))
        .select((unit_components::id, unit_components::parent_id))
        .load(c)?;
    Ok(pairs.into_iter().collect())
}

/// Stores a new component.
pub(super) fn insert(
    c: &mut PgConnection,
    unit: UnitId,
    id: UnitComponentId,
    input: &UnitComponentInput,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    diesel::insert_into(unit_components::table)
        .values((
            fields(input, now),
            unit_components::supplier_id.eq(input.supplier_id),
            unit_components::id.eq(id),
            unit_components::unit_id.eq(unit),
            unit_components::version.eq(1),
            unit_components::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// Replaces a component of this version; false when it has another one by now. Who does not see the
/// supplier leaves it as it is.
pub(super) fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: UnitComponentId,
    version: i32,
    input: &UnitComponentInput,
) -> Result<bool, Failure> {
    let guarded = unit_components::table
        .filter(unit_components::id.eq(id))
        .filter(unit_components::version.eq(version));
    let supplier = caller.actor.is_inside().then_some(unit_components::supplier_id.eq(input.supplier_id));
    let change = (fields(input, caller.now), supplier, unit_components::version.eq(version + 1));
    Ok(diesel::update(guarded).set(change).execute(c)? == 1)
}
