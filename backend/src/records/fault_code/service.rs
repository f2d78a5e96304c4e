//! Use cases of the fault catalogue.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::FaultCodeId;
use shared::page::Page;
use shared::records::fault_code::{FaultCode, FaultCodeInput, FaultCodeQuery};
use uuid::Uuid;

/// Lists the fault catalogue; it is the same for everybody.
pub fn list(c: &mut PgConnection, _: &Caller, query: &FaultCodeQuery) -> Result<Page<FaultCode>, Failure> {
    store::list(c, query)
}

/// Shows one.
pub fn get(c: &mut PgConnection, _: &Caller, id: FaultCodeId) -> Result<FaultCode, Failure> {
    store::find(c, id)
}

/// Creates one.
pub fn create(c: &mut PgConnection, caller: &Caller, input: &FaultCodeInput) -> Result<FaultCode, Failure> {
    input.check()?;
    let made = store::insert(c, FaultCodeId(Uuid::now_v7()), input, caller.now)?;
    audit::write(c, caller, "fault_code", made.id.0, "create", json!(input))?;
    Ok(made)
}

/// Replaces one.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: FaultCodeId,
    version: i32,
    input: &FaultCodeInput,
) -> Result<FaultCode, Failure> {
    input.check()?;
    if store::find(c, id)?.version != version {
        return Err(Failure::stale());
    }
    let after = store::update(c, id, version, input, caller.now)?.ok_or_else(Failure::stale)?;
    audit::write(c, caller, "fault_code", id.0, "update", json!(input))?;
    Ok(after)
}
