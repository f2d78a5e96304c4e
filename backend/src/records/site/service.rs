//! Use cases of sites. They are their customer's: who does not see the customer sees none of them.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::customer;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::{CustomerId, SiteId};
use shared::page::Page;
use shared::records::import::PageQuery;
use shared::records::site::{Site, SiteInput};
use uuid::Uuid;

/// Lists the sites of a customer.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    customer: CustomerId,
    query: &PageQuery,
) -> Result<Page<Site>, Failure> {
    customer::store::find(c, caller, customer)?;
    store::list(c, customer, query)
}

/// Adds one to a customer.
pub fn create(
    c: &mut PgConnection,
    caller: &Caller,
    customer: CustomerId,
    input: &SiteInput,
) -> Result<Site, Failure> {
    customer::store::find(c, caller, customer)?;
    let made = store::insert(c, customer, SiteId(Uuid::now_v7()), input, caller.now)?;
    audit::write(c, caller, "site", made.id.0, "create", json!({"customer_id": customer, "site": input}))?;
    Ok(made)
}

fn load(
    c: &mut PgConnection,
    caller: &Caller,
    customer: CustomerId,
    id: SiteId,
    version: i32,
) -> Result<Site, Failure> {
    customer::store::find(c, caller, customer)?;
    let before = store::find(c, customer, id)?;
    if before.version == version { Ok(before) } else { Err(Failure::stale()) }
}

/// Replaces one.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    customer: CustomerId,
    id: SiteId,
    version: i32,
    input: &SiteInput,
) -> Result<Site, Failure> {
    load(c, caller, customer, id, version)?;
    let after = store::update(c, id, version, input, caller.now)?.ok_or_else(Failure::stale)?;
    audit::write(c, caller, "site", id.0, "update", json!(input))?;
    Ok(after)
}
