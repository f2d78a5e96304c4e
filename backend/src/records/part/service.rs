//! Use cases of parts.

use super::{prices, products, store};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::organization::service::check_reference;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::auth::OrganizationKind;
use shared::ids::PartId;
use shared::page::Page;
use shared::problem::{Checker, FieldProblem};
use shared::records::part::{Part, PartInput, PartQuery, PartSummary, in_circle};
use uuid::Uuid;

/// A page of the parts that the caller sees.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(c: &mut PgConnection, caller: &Caller, query: &PartQuery) -> Result<Page<PartSummary>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn get(c: &mut PgConnection, caller: &Caller, id: PartId) -> Result<Part, Failure> {
    store::find(c, caller, id)
}

/// Whether what a part points at is there, and whether it would not come in its own place.
fn check_references(
    c: &mut PgConnection,
    caller: &Caller,
    id: PartId,
    input: &PartInput,
) -> Result<(), Failure> {
    let mut check = Checker::default();
    check_reference(c, caller, input.supplier_id, &[OrganizationKind::Supplier], "/supplier_id", &mut check)?;
    if let Some(next) = input.superseded_by_id {
        let chain = store::lock_successors(c, next)?;
        check.check(!chain.is_empty(), "/superseded_by_id", FieldProblem::NoSuchRecord);
        if let Some(at) = chain.iter().position(|(part, _)| *part == id) {
            let numbers: Vec<String> = chain.into_iter().take(at + 1).map(|(_, number)| number).collect();
            check.push(in_circle(&input.number, &numbers));
        }
    }
    Ok(check.finish()?)
}

/// Creates one.
///
/// # Errors
/// `validation_failed` for what does not fit together, `already_exists` for a number that is taken.
pub fn create(c: &mut PgConnection, caller: &Caller, input: &PartInput) -> Result<Part, Failure> {
    input.check()?;
    let id = PartId(Uuid::now_v7());
    check_references(c, caller, id, input)?;
    store::insert(c, id, input, caller.now)?;
    products::replace(c, id, &input.product_ids)?;
    prices::replace(c, id, &input.prices)?;
    audit::write(c, caller, "part", id.0, "create", json!(input))?;
    store::find(c, caller, id)
}

/// Replaces one.
///
/// # Errors
/// As for a new one, and `version_stale` when somebody was quicker.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: PartId,
    version: i32,
    input: &PartInput,
) -> Result<Part, Failure> {
    input.check()?;
    if store::find(c, caller, id)?.version != version {
        return Err(Failure::stale());
    }
    check_references(c, caller, id, input)?;
    if !store::update(c, id, version, input, caller.now)? {
        return Err(Failure::stale());
    }
    products::replace(c, id, &input.product_ids)?;
    prices::replace(c, id, &input.prices)?;
    audit::write(c, caller, "part", id.0, "update", json!(input))?;
    store::find(c, caller, id)
}
