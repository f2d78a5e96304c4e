//! Ordered lists of rules: one row each, replaced as a whole. Until somebody changes it, a list says what is
//! shipped.

use crate::error::Failure;
use crate::jsonb::Json;
use crate::schema::rule_lists;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::problem::{ProblemCode, Refusal};
use std::fmt::Debug;

/// The SLA policies.
pub const SLA_POLICIES: &str = "sla_policies";
/// The routing rules.
pub const ROUTING_RULES: &str = "routing_rules";

/// A list and its version.
///
/// # Errors
/// When the database is away.
pub fn load<T: Default + Debug + DeserializeOwned + 'static>(
    c: &mut PgConnection,
    kind: &str,
) -> Result<(T, i32), Failure> {
    let (rules, version): (Option<Json<T>>, i32) =
        rule_lists::table.find(kind).select((rule_lists::rules, rule_lists::version)).first(c)?;
    Ok((rules.map(|Json(rules)| rules).unwrap_or_default(), version))
}

/// Replaces a list of this version.
///
/// # Errors
/// `version_stale` when it has another version by now.
pub fn replace<T: Debug + Serialize + Clone + 'static>(
    c: &mut PgConnection,
    kind: &str,
    version: i32,
    rules: &T,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let guarded = rule_lists::table.filter(rule_lists::kind.eq(kind)).filter(rule_lists::version.eq(version));
    let changed = diesel::update(guarded)
        .set((
            rule_lists::rules.eq(Some(Json(rules.clone()))),
            rule_lists::version.eq(version + 1),
            rule_lists::updated_at.eq(now),
        ))
        .execute(c)?;
    if changed == 1 { Ok(()) } else { Err(Refusal::new(ProblemCode::VersionStale).into()) }
}
