//! Use cases of sets of rules.

use super::store::{self, Row};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::warranty_claim::rules_on;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::AdjudicationRuleSetId;
use shared::problem::{ProblemCode, Refusal};
use shared::records::warranty_claim::*;
use uuid::Uuid;

fn shown(c: &mut PgConnection, caller: &Caller, rows: Vec<Row>) -> Result<Vec<RuleSet>, Failure> {
    let (in_force, ..) = rules_on(c, caller.today())?;
    store::show(c, caller, rows, in_force)
}

/// All of them.
pub(super) fn list(c: &mut PgConnection, caller: &Caller) -> Result<Vec<RuleSet>, Failure> {
    let rows = store::all(c)?;
    shown(c, caller, rows)
}

/// Shows one.
pub(super) fn get(
    c: &mut PgConnection,
    caller: &Caller,
    id: AdjudicationRuleSetId,
) -> Result<RuleSet, Failure> {
    let row = store::find(c, id)?;
    shown(c, caller, vec![row])?.pop().ok_or_else(Failure::not_found)
}

fn check(input: &RuleSetInput) -> Result<(), Failure> {
    use chrono::Datelike;
    let years = shared::calendar::FIRST_YEAR..=shared::calendar::LAST_YEAR;
    if !years.contains(&input.valid_from.year()) {
        return Err(Refusal::fields(vec![shared::calendar::out_of_range("/valid_from")]).into());
    }
    Ok(input.rules.check("/rules")?)
}

fn refused(detail: &str, row: &Row) -> Failure {
    Refusal::new(ProblemCode::TransitionRefused)
        .detail(&format!("problem-transition_refused-rule_set_{detail}"))
        .arg("name", row.name.as_str())
        .into()
}

/// Drafts one.
pub(super) fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &RuleSetInput,
) -> Result<RuleSet, Failure> {
    check(input)?;
    let id = AdjudicationRuleSetId(Uuid::now_v7());
    store::insert(c, caller, id, input)?;
    audit::write(c, caller, "adjudication_rule_set", id.0, "create", json!(input))?;
    get(c, caller, id)
}

/// The draft in the version that the caller has read.
fn draft(c: &mut PgConnection, id: AdjudicationRuleSetId, version: i32) -> Result<Row, Failure> {
    let row = store::find(c, id)?;
    if row.version != version {
        return Err(Failure::stale());
    }
    if row.status == RuleSetStatus::Live {
        return Err(refused("live", &row));
    }
    Ok(row)
}

/// Replaces a draft.
pub(super) fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: AdjudicationRuleSetId,
    version: i32,
    input: &RuleSetInput,
) -> Result<RuleSet, Failure> {
    check(input)?;
    let row = draft(c, id, version)?;
    if !store::update(c, caller, &row, input)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "adjudication_rule_set", id.0, "update", json!(input))?;
    get(c, caller, id)
}

/// Publishes a draft of somebody else: from its first day on it decides.
pub(super) fn publish(
    c: &mut PgConnection,
    caller: &Caller,
    id: AdjudicationRuleSetId,
    version: i32,
) -> Result<RuleSet, Failure> {
    let row = draft(c, id, version)?;
    if row.author_id == Some(caller.actor.user_id) {
        return Err(refused("own", &row));
    }
    // What was decided on a day stays decided by the rules of that day.
    if row.valid_from < caller.today() {
        return Err(refused("past", &row));
    }
    if !store::publish(c, caller, &row)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "adjudication_rule_set", id.0, "publish", json!({}))?;
    get(c, caller, id)
}
