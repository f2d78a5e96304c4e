//! Use cases of contacts. They are their customer's: who does not see the customer sees none of them.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::customer;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::{ContactId, CustomerId};
use shared::page::Page;
use shared::records::customer::{Contact, ContactInput};
use shared::records::import::PageQuery;
use uuid::Uuid;

/// Lists the contacts of a customer.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    customer: CustomerId,
    query: &PageQuery,
) -> Result<Page<Contact>, Failure> {
    customer::store::find(c, caller, customer)?;
    store::list(c, customer, query)
}

/// Adds one to a customer.
pub fn create(
    c: &mut PgConnection,
    caller: &Caller,
    customer: CustomerId,
    input: &ContactInput,
) -> Result<Contact, Failure> {
    customer::store::find(c, caller, customer)?;
    let made = store::insert(c, customer, ContactId(Uuid::now_v7()), input, caller.now)?;
    audit::write(
        c,
        caller,
        "contact",
        made.id.0,
        "create",
        json!({"customer_id": customer, "contact": input}),
    )?;
    Ok(made)
}

fn load(
    c: &mut PgConnection,
    caller: &Caller,
    customer: CustomerId,
    id: ContactId,
    version: i32,
) -> Result<Contact, Failure> {
    customer::store::find(c, caller, customer)?;
    let before = store::find(c, customer, id)?;
    if before.version == version { Ok(before) } else { Err(Failure::stale()) }
}

/// Replaces one.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    customer: CustomerId,
    id: ContactId,
    version: i32,
    input: &ContactInput,
) -> Result<Contact, Failure> {
    load(c, caller, customer, id, version)?;
    let after = store::update(c, id, version, input, caller.now)?.ok_or_else(Failure::stale)?;
    audit::write(c, caller, "contact", id.0, "update", json!(input))?;
    Ok(after)
}

/// Deletes one.
pub fn delete(
    c: &mut PgConnection,
    caller: &Caller,
    customer: CustomerId,
    id: ContactId,
    version: i32,
) -> Result<(), Failure> {
    let before = load(c, caller, customer, id, version)?;
    if !store::delete(c, id, version)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "contact", id.0, "delete", json!(before))
}
