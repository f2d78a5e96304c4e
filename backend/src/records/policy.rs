//! The policy in force.

use crate::error::Failure;
use crate::schema::policies;
use anyhow::Context;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::records::policy::Policy;

/// Loads it.
///
/// # Errors
/// When the database is away.
pub fn load(c: &mut PgConnection) -> Result<Policy, Failure> {
    let stored: serde_json::Value = policies::table.find(1).select(policies::policy).first(c)?;
    Ok(serde_json::from_value(stored).context("the stored policy")?)
}
