//! Use cases of stock.

use super::{levels, movements};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::location;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::{LocationId, PartId, StockLevelId, StockMovementId};
use shared::page::Page;
use shared::problem::{Checker, FieldProblem, ProblemCode, Refusal};
use shared::records::location::Location;
use shared::records::material_transfer::Wanted;
use shared::records::stock::*;
use std::collections::HashMap;

/// A page of the levels that the caller sees.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(c: &mut PgConnection, caller: &Caller, query: &StockQuery) -> Result<Page<StockLevel>, Failure> {
    levels::list(c, caller, query)
}

/// Shows a level.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn get(c: &mut PgConnection, caller: &Caller, id: StockLevelId) -> Result<StockLevel, Failure> {
    levels::find(c, caller, id)
}

/// The part, if the caller sees it, or keeps it: one that cannot be ordered any more can still be moved.
fn part_of(
    c: &mut PgConnection,
    caller: &Caller,
    id: PartId,
    check: &mut Checker,
) -> Result<Option<levels::Kept>, Failure> {
    let found = levels::part(c, caller, id)?;
    check.check(found.is_some(), "/part_id", FieldProblem::NoSuchRecord);
    Ok(found)
}

/// Whether the caller sees a part, or keeps it.
///
/// # Errors
/// When the database is away.
pub fn sees_part(c: &mut PgConnection, caller: &Caller, id: PartId) -> Result<bool, Failure> {
    Ok(levels::part(c, caller, id)?.is_some())
}

/// The location, if the caller sees it and, where something is to come, parts may come there.
fn place_of(
    c: &mut PgConnection,
    caller: &Caller,
    id: LocationId,
    comes: bool,
    pointer: &str,
    check: &mut Checker,
) -> Result<Option<Location>, Failure> {
    match location::store::find(c, caller, id) {
        Ok(found) => {
            let open = location::store::hold(c, id)?;
            check.check(open || !comes, pointer, FieldProblem::NotAllowed);
            Ok(Some(found))
        }
        Err(Failure::Refused(_)) => {
            check.check(false, pointer, FieldProblem::NoSuchRecord);
            Ok(None)
        }
        Err(failure) => Err(failure),
    }
}

/// Keeps a part at a location from now on.
///
/// # Errors
/// `already_exists` when it is kept there already.
pub fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CreateStockLevel,
) -> Result<StockLevel, Failure> {
    check_reorder_point(input.reorder_point)?;
    let mut check = Checker::default();
    place_of(c, caller, input.location_id, true, "/location_id", &mut check)?;
    let part = part_of(c, caller, input.part_id, &mut check)?;
    check.finish()?;
    let part = part.ok_or_else(Failure::not_found)?;
    let id = levels::insert(c, input.location_id, (part.id, &part.number), input.reorder_point, caller.now)?;
    audit::write(c, caller, "stock_level", id.0, "create", json!(input))?;
    levels::find(c, caller, id)
}

/// Sets the reorder point of a level.
///
/// # Errors
/// `version_stale` when somebody was quicker.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: StockLevelId,
    version: i32,
    input: &UpdateStockLevel,
) -> Result<StockLevel, Failure> {
    check_reorder_point(input.reorder_point)?;
    levels::find(c, caller, id)?;
    if !levels::set_reorder_point(c, id, version, input.reorder_point)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "stock_level", id.0, "update", json!(input))?;
    levels::find(c, caller, id)
}

/// A page of the movements that the caller sees.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list_movements(
    c: &mut PgConnection,
    caller: &Caller,
    query: &MovementQuery,
) -> Result<Page<StockMovement>, Failure> {
    movements::list(c, caller, query)
}

/// Shows a movement.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn get_movement(
    c: &mut PgConnection,
    caller: &Caller,
    id: StockMovementId,
) -> Result<StockMovement, Failure> {
    movements::find(c, caller, id)
}

/// Moves stock.
///
/// # Errors
/// `stock_short` when it would take more than there is; `validation_failed` for what does not fit together.
pub fn book(c: &mut PgConnection, caller: &Caller, moved: &Move) -> Result<StockMovement, Failure> {
    book_as(c, caller, moved, None)
}

/// Promises parts to somebody: all of them or none.
///
/// # Errors
/// `stock_short` with the field that asks for too many, how many are left and where more is.
pub fn reserve(
    c: &mut PgConnection,
    caller: &Caller,
    location: LocationId,
    wanted: &[Wanted],
) -> Result<(), Failure> {
    let missing = |failure: Failure| failure.missing_at("/from_location_id");
    let place = location::store::find(c, caller, location).map_err(missing)?;
    for one in by_part(wanted) {
        if !levels::reserve(c, location, one.part_id, one.quantity, caller.now)? {
            let part = levels::part(c, caller, one.part_id)?.ok_or_else(Failure::not_found)?;
            let free = levels::free(c, location, one.part_id)?;
            let elsewhere = levels::elsewhere(c, caller, location, one.part_id)?;
            return Err(short(&one.pointer, &part.number, &place.name, free, &elsewhere).into());
        }
    }
    Ok(())
}

/// Promises parts no longer.
///
/// # Errors
/// When the database is away.
pub fn release(
    c: &mut PgConnection,
    caller: &Caller,
    location: LocationId,
    wanted: &[Wanted],
) -> Result<(), Failure> {
    for one in by_part(wanted) {
        levels::release(c, location, one.part_id, one.quantity, caller.now)?;
    }
    Ok(())
}

/// In the order of ids, as everybody takes lines of stock.
fn by_part(wanted: &[Wanted]) -> Vec<&Wanted> {
    let mut sorted: Vec<&Wanted> = wanted.iter().collect();
    sorted.sort_by_key(|one| one.part_id);
    sorted
}

/// How many of some parts can be taken at a location; nothing where the caller does not see it.
///
/// # Errors
/// When the database is away.
pub fn free_of(
    c: &mut PgConnection,
    caller: &Caller,
    location: LocationId,
    parts: &[PartId],
) -> Result<Option<HashMap<PartId, i64>>, Failure> {
    match location::store::find(c, caller, location) {
        Ok(_) => Ok(Some(levels::free_of(c, caller, location, parts)?.into_iter().collect())),
        Err(Failure::Refused(_)) => Ok(None),
        Err(failure) => Err(failure),
    }
}

/// Takes a movement back, once.
///
/// # Errors
/// `stock_short` when what it brought has gone on by now; `transition_refused` when it was taken back before.
pub fn correct(
    c: &mut PgConnection,
    caller: &Caller,
    id: StockMovementId,
    input: &CorrectMovement,
) -> Result<StockMovement, Failure> {
    let before = movements::find(c, caller, id)?;
    if before.corrected || before.kind == MovementKind::Correction {
        let which = if before.corrected { "corrected" } else { "correction" };
        let refusal = Refusal::new(ProblemCode::TransitionRefused);
        return Err(refusal.detail(&format!("problem-transition_refused-{which}")).into());
    }
    let moved = Move {
        kind: MovementKind::Correction,
        part_id: before.part_id,
        from: before.to_location_id.map(|place| (place, "")),
        to: before.from_location_id.map(|place| (place, "")),
        quantity: before.quantity,
        counted: "",
        batch: before.batch.as_deref().and_then(|batch| batch.parse().ok()),
        reference: before.reference.as_deref().and_then(|reference| reference.parse().ok()),
        reason: Some(input.reason.clone()),
    };
    book_as(c, caller, &moved, Some(id))
}

fn book_as(
    c: &mut PgConnection,
    caller: &Caller,
    moved: &Move,
    corrects: Option<StockMovementId>,
) -> Result<StockMovement, Failure> {
    let mut check = Checker::default();
    let part = part_of(c, caller, moved.part_id, &mut check)?;
    // What goes back to where it came from may go to a place that is closed by now.
    let comes = corrects.is_none();
    let mut from = None;
    for (place, goes_there) in [(moved.from, false), (moved.to, comes)] {
        if let Some((id, pointer)) = place {
            let found = place_of(c, caller, id, goes_there, pointer, &mut check)?;
            if moved.from == place {
                from = found;
            }
        }
    }
    check.finish()?;
    let part = part.ok_or_else(Failure::not_found)?;
    if corrects.is_none() {
        moved.check(part.batch_tracked)?;
    }
    let put = |c: &mut PgConnection| match moved.to {
        Some((to, _)) => levels::put(c, to, (part.id, &part.number), moved.quantity, caller.now),
        None => Ok(()),
    };
    // Both lines are taken in the same order by everybody, so that two who swap do not wait for each other.
    let puts_first = moved.from.zip(moved.to).is_some_and(|((from, _), (to, _))| to < from);
    if puts_first {
        put(c)?;
    }
    if let (Some((id, _)), Some(from)) = (moved.from, from)
        && !levels::take(c, id, part.id, moved.quantity, caller.now)?
    {
        let free = levels::free(c, id, part.id)?;
        let elsewhere = levels::elsewhere(c, caller, id, part.id)?;
        return Err(short(moved.counted, &part.number, &from.name, free, &elsewhere).into());
    }
    if !puts_first {
        put(c)?;
    }
    let id = movements::insert(c, caller, moved, corrects)?;
    let made = movements::find(c, caller, id)?;
    audit::write(c, caller, "stock_movement", id.0, moved.kind.as_str(), json!(made))?;
    Ok(made)
}
