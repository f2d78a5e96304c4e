//! Use cases of organisations.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::auth::OrganizationKind;
use shared::ids::OrganizationId;
use shared::page::Page;
use shared::problem::{Checker, FieldProblem, Refusal};
use shared::records::organization::{Organization, OrganizationInput, OrganizationQuery};
use uuid::Uuid;

/// Lists the organisations that the caller sees.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &OrganizationQuery,
) -> Result<Page<Organization>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
pub fn get(c: &mut PgConnection, caller: &Caller, id: OrganizationId) -> Result<Organization, Failure> {
    store::find(c, caller, id)
}

fn check(input: &OrganizationInput) -> Result<(), Refusal> {
    let mut check = Checker::default();
    check.check(input.zone.parse::<chrono_tz::Tz>().is_ok(), "/zone", FieldProblem::NotAllowed);
    check.finish()
}

/// Creates one. There is one manufacturer, from the start.
pub fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &OrganizationInput,
) -> Result<Organization, Failure> {
    check(input)?;
    if input.kind == OrganizationKind::Manufacturer {
        return Err(Failure::field("/kind", FieldProblem::NotAllowed));
    }
    let made = store::insert(c, OrganizationId(Uuid::now_v7()), input, caller.now)?;
    audit::write(c, caller, "organization", made.id.0, "create", json!(input))?;
    Ok(made)
}

/// Replaces one. Its kind stays; the manufacturer cannot be switched off.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: OrganizationId,
    version: i32,
    input: &OrganizationInput,
) -> Result<Organization, Failure> {
    let before = store::find(c, caller, id)?;
    if before.version != version {
        return Err(Failure::stale());
    }
    check(input)?;
    if input.kind != before.kind {
        return Err(Failure::field("/kind", FieldProblem::Inconsistent));
    }
    if before.kind == OrganizationKind::Manufacturer && !input.active {
        return Err(Failure::field("/active", FieldProblem::NotAllowed));
    }
    let after = store::update(c, id, version, input, caller.now)?.ok_or_else(Failure::stale)?;
    audit::write(c, caller, "organization", id.0, "update", json!(input))?;
    Ok(after)
}

/// Notes what is wrong with another record's reference to an organisation: the caller must see it, and it
/// must be of one of these kinds.
pub fn check_reference(
    c: &mut PgConnection,
    caller: &Caller,
    id: Option<OrganizationId>,
    kinds: &[OrganizationKind],
    pointer: &str,
    check: &mut Checker,
) -> Result<(), Failure> {
    let Some(id) = id else { return Ok(()) };
    match store::kind(c, caller, id)? {
        None => check.check(false, pointer, FieldProblem::NoSuchRecord),
        Some(kind) => check.check(kinds.contains(&kind), pointer, FieldProblem::NotAllowed),
    };
    Ok(())
}

/// The kinds of organisation that look after customers and units.
pub const DEALERS: &[OrganizationKind] = &[OrganizationKind::Dealer, OrganizationKind::ServiceCenter];
