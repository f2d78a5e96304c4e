//! Rows and SQL of sets of rules.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::schema::{adjudication_rule_sets, users};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::auth::Permission;
use shared::ids::*;
use shared::records::warranty_claim::*;
use std::collections::HashMap;

#[derive(Queryable, Selectable)]
#[diesel(table_name = adjudication_rule_sets)]
pub(super) struct Row {
    pub id: AdjudicationRuleSetId,
    pub name: String,
    pub status: RuleSetStatus,
    pub valid_from: NaiveDate,
    pub rules: Json<Rules>,
    pub author_id: Option<UserId>,
    published_by_id: Option<UserId>,
    published_at: Option<DateTime<Utc>>,
    pub version: i32,
}

/// The set.
pub(super) fn find(c: &mut PgConnection, id: AdjudicationRuleSetId) -> Result<Row, Failure> {
    let row = adjudication_rule_sets::table.find(id).select(Row::as_select()).first(c).optional()?;
    row.ok_or_else(Failure::not_found)
}

/// All of them, the last first day first. There are few: one is made when the house changes its mind.
pub(super) fn all(c: &mut PgConnection) -> Result<Vec<Row>, Failure> {
    use adjudication_rule_sets as a;
    Ok(a::table.order((a::valid_from.desc(), a::id.desc())).limit(200).select(Row::as_select()).load(c)?)
}

/// As they are shown, with who made them.
pub(super) fn show(
    c: &mut PgConnection,
    caller: &Caller,
    rows: Vec<Row>,
    in_force: AdjudicationRuleSetId,
) -> Result<Vec<RuleSet>, Failure> {
    let people: Vec<UserId> =
        rows.iter().flat_map(|row| [row.author_id, row.published_by_id]).flatten().collect();
    let named: HashMap<UserId, String> = users::table
        .filter(users::id.eq_any(people))
        .select((users::id, users::name))
        .load::<(UserId, String)>(c)?
        .into_iter()
        .collect();
    let name = |id: Option<UserId>| id.and_then(|id| named.get(&id).cloned());
    let may = caller.actor.may(Permission::AdjudicationManage);
    let one = |row: Row| {
        let draft = row.status == RuleSetStatus::Draft && may;
        RuleSet {
            id: row.id,
            status: row.status,
            valid_from: row.valid_from,
            in_force: row.id == in_force,
            author_name: name(row.author_id),
            published_by_name: name(row.published_by_id),
            published_at: row.published_at,
            editable: draft,
            publishable: draft && row.author_id != Some(caller.actor.user_id),
            name: row.name,
            rules: row.rules.0,
            author_id: row.author_id,
            version: row.version,
        }
    };
    Ok(rows.into_iter().map(one).collect())
}

/// Stores a draft.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    id: AdjudicationRuleSetId,
    input: &RuleSetInput,
) -> Result<(), Failure> {
    use adjudication_rule_sets as a;
    diesel::insert_into(a::table)
        .values((
            (a::id.eq(id), a::name.eq(input.name.as_str()), a::status.eq(RuleSetStatus::Draft)),
            (a::valid_from.eq(input.valid_from), a::rules.eq(json!(input.rules)), a::version.eq(1)),
            (
                a::author_id.eq(caller.actor.user_id),
                a::created_at.eq(caller.now),
                a::updated_at.eq(caller.now),
            ),
        ))
        .execute(c)?;
    Ok(())
}

/// Replaces a draft of this version; false when it has another one by now. Whoever changes it is its author.
pub(super) fn update(
    c: &mut PgConnection,
    caller: &Caller,
    row: &Row,
    input: &RuleSetInput,
) -> Result<bool, Failure> {
    use adjudication_rule_sets as a;
    let guarded =
        a::table.find(row.id).filter(a::version.eq(row.version)).filter(a::status.eq(RuleSetStatus::Draft));
    let said = (
        a::name.eq(input.name.as_str()),
        a::valid_from.eq(input.valid_from),
        a::rules.eq(json!(input.rules)),
    );
    let by =
        (a::author_id.eq(caller.actor.user_id), a::updated_at.eq(caller.now), a::version.eq(row.version + 1));
    Ok(diesel::update(guarded).set((said, by)).execute(c)? == 1)
}

/// Publishes a draft of this version; false when it has another one by now.
pub(super) fn publish(c: &mut PgConnection, caller: &Caller, row: &Row) -> Result<bool, Failure> {
    use adjudication_rule_sets as a;
    let guarded =
        a::table.find(row.id).filter(a::version.eq(row.version)).filter(a::status.eq(RuleSetStatus::Draft));
    let by = (a::published_by_id.eq(caller.actor.user_id), a::published_at.eq(caller.now));
    let change =
        (a::status.eq(RuleSetStatus::Live), by, a::updated_at.eq(caller.now), a::version.eq(row.version + 1));
    Ok(diesel::update(guarded).set(change).execute(c)? == 1)
}
