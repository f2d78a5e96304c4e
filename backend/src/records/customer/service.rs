//! Use cases of customers.

use super::store;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::organization::service::{DEALERS, check_reference};
use crate::{audit, numbers};
use diesel::pg::PgConnection;
use serde_json::json;
use shared::auth::OrganizationKind;
use shared::ids::CustomerId;
use shared::page::Page;
use shared::problem::{Checker, FieldProblem};
use shared::records::customer::{Customer, CustomerInput, CustomerQuery};
use uuid::Uuid;

/// Lists the customers that the caller sees.
pub fn list(c: &mut PgConnection, caller: &Caller, query: &CustomerQuery) -> Result<Page<Customer>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
pub fn get(c: &mut PgConnection, caller: &Caller, id: CustomerId) -> Result<Customer, Failure> {
    store::find(c, caller, id)
}

/// The input as this caller may give it. A dealer's customers are its own, and what the maker keeps about
/// them is the maker's: it may be sent back as it was read, but not set.
fn settle(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CustomerInput,
    before: Option<&Customer>,
) -> Result<CustomerInput, Failure> {
    let mut input = input.clone();
    let mut check = Checker::default();
    if caller.actor.is_inside() {
        let kinds = &[OrganizationKind::Customer];
        check_reference(c, caller, input.organization_id, kinds, "/organization_id", &mut check)?;
    } else {
        let known = before.and_then(|b| b.organization_id);
        let sent = input.organization_id;
        check.check(sent.is_none() || sent == known, "/organization_id", FieldProblem::NotAllowed);
        check.check(input.note.is_none(), "/note", FieldProblem::NotAllowed);
        input.organization_id = known;
        input.dealer_id.get_or_insert(caller.actor.organization_id);
    }
    check_reference(c, caller, input.dealer_id, DEALERS, "/dealer_id", &mut check)?;
    check.finish()?;
    Ok(input)
}

/// Creates one.
pub fn create(c: &mut PgConnection, caller: &Caller, input: &CustomerInput) -> Result<Customer, Failure> {
    let input = settle(c, caller, input, None)?;
    let number = numbers::next(c, caller, numbers::CUSTOMER)?;
    let made = store::insert(c, caller, CustomerId(Uuid::now_v7()), &number, &input)?;
    audit::write(c, caller, "customer", made.id.0, "create", json!(input))?;
    Ok(made)
}

/// Replaces one.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: CustomerId,
    version: i32,
    input: &CustomerInput,
) -> Result<Customer, Failure> {
    let before = store::find(c, caller, id)?;
    if before.version != version {
        return Err(Failure::stale());
    }
    let input = settle(c, caller, input, Some(&before))?;
    let after = store::update(c, caller, id, version, &input)?.ok_or_else(Failure::stale)?;
    audit::write(c, caller, "customer", id.0, "update", json!(input))?;
    Ok(after)
}
