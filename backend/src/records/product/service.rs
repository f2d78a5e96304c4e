//! Use cases of product models.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::ProductId;
use shared::page::Page;
use shared::records::product::{Product, ProductInput, ProductQuery};
use uuid::Uuid;

/// Lists the product models; it is the same for everybody.
pub fn list(c: &mut PgConnection, _: &Caller, query: &ProductQuery) -> Result<Page<Product>, Failure> {
    store::list(c, query)
}

/// Shows one.
pub fn get(c: &mut PgConnection, _: &Caller, id: ProductId) -> Result<Product, Failure> {
    store::find(c, id)
}

/// Creates one.
pub fn create(c: &mut PgConnection, caller: &Caller, input: &ProductInput) -> Result<Product, Failure> {
    input.check()?;
    let made = store::insert(c, ProductId(Uuid::now_v7()), input, caller.now)?;
    audit::write(c, caller, "product", made.id.0, "create", json!(input))?;
    Ok(made)
}

/// Replaces one.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: ProductId,
    version: i32,
    input: &ProductInput,
) -> Result<Product, Failure> {
    input.check()?;
    if store::find(c, id)?.version != version {
        return Err(Failure::stale());
    }
    let after = store::update(c, id, version, input, caller.now)?.ok_or_else(Failure::stale)?;
    audit::write(c, caller, "product", id.0, "update", json!(input))?;
    Ok(after)
}
