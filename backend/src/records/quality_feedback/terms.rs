//! Sets of deadlines: which one a case keeps, and what is done with them.

use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::schema::{quality_terms, users};
use chrono::NaiveDate;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::auth::Permission;
use shared::ids::{QualityTermsId, UserId};
use shared::problem::{ProblemCode, Refusal};
use shared::records::quality_feedback::*;
use std::collections::HashMap;
use uuid::Uuid;

/// There are few: one is made when the house changes its mind.
const MOST: i64 = 200;

#[derive(Queryable, Selectable)]
#[diesel(table_name = quality_terms)]
struct Row {
    id: QualityTermsId,
    valid_from: NaiveDate,
    source: String,
    terms: Json<QualityTerms>,
    author_id: Option<UserId>,
    version: i32,
}

/// The set that a case takes which was raised on a day.
pub(super) fn on(c: &mut PgConnection, day: NaiveDate) -> Result<(QualityTermsId, QualityTerms), Failure> {
    use quality_terms as t;
    let (id, terms): (_, Json<QualityTerms>) = t::table
        .filter(t::valid_from.le(day))
        .order(t::valid_from.desc())
        .select((t::id, t::terms))
        .first(c)?;
    Ok((id, terms.0))
}

fn show(c: &mut PgConnection, caller: &Caller, rows: Vec<Row>) -> Result<Vec<QualityTermsSet>, Failure> {
    let (in_force, _) = on(c, caller.today())?;
    let people: Vec<UserId> = rows.iter().filter_map(|row| row.author_id).collect();
    let names: HashMap<UserId, String> = users::table
        .filter(users::id.eq_any(people))
        .select((users::id, users::name))
        .load::<(UserId, String)>(c)?
        .into_iter()
        .collect();
    let may = caller.actor.may(Permission::QualityManage);
    let one = |row: Row| QualityTermsSet {
        id: row.id,
        valid_from: row.valid_from,
        source: row.source,
        terms: row.terms.0,
        in_force: row.id == in_force,
        editable: may && row.valid_from > caller.today(),
        author_name: row.author_id.and_then(|id| names.get(&id).cloned()),
        version: row.version,
    };
    Ok(rows.into_iter().map(one).collect())
}

/// All of them, the last first day first.
pub(super) fn list(c: &mut PgConnection, caller: &Caller) -> Result<Vec<QualityTermsSet>, Failure> {
    use quality_terms as t;
    let rows = t::table.order(t::valid_from.desc()).limit(MOST).select(Row::as_select()).load(c)?;
    show(c, caller, rows)
}

fn find(c: &mut PgConnection, id: QualityTermsId) -> Result<Row, Failure> {
    let row = quality_terms::table.find(id).select(Row::as_select()).first(c).optional()?;
    row.ok_or_else(Failure::not_found)
}

/// Shows one.
pub(super) fn get(
    c: &mut PgConnection,
    caller: &Caller,
    id: QualityTermsId,
) -> Result<QualityTermsSet, Failure> {
    let row = find(c, id)?;
    show(c, caller, vec![row])?.pop().ok_or_else(Failure::not_found)
}

/// Adds one that will hold.
pub(super) fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &QualityTermsInput,
) -> Result<QualityTermsSet, Failure> {
    use quality_terms as t;
    input.check(caller.today())?;
    let id = QualityTermsId(Uuid::now_v7());
    diesel::insert_into(t::table)
        .values((
            (t::id.eq(id), t::valid_from.eq(input.valid_from), t::source.eq(input.source.as_str())),
            (t::terms.eq(json!(input.terms)), t::author_id.eq(caller.actor.user_id), t::version.eq(1)),
            (t::created_at.eq(caller.now), t::updated_at.eq(caller.now)),
        ))
        .execute(c)?;
    audit::write(c, caller, "quality_terms", id.0, "create", json!(input))?;
    get(c, caller, id)
}

/// Replaces one that does not hold yet. Whoever changes it is its author.
pub(super) fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: QualityTermsId,
    version: i32,
    input: &QualityTermsInput,
) -> Result<QualityTermsSet, Failure> {
    use quality_terms as t;
    let row = find(c, id)?;
    if row.version != version {
        return Err(Failure::stale());
    }
    // What cases were raised under stays what it was.
    if row.valid_from <= caller.today() {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-quality_terms")
            .arg("day", row.valid_from.to_string())
            .into());
    }
    input.check(caller.today())?;
    let guarded = t::table.find(id).filter(t::version.eq(version));
    let said = (
        t::valid_from.eq(input.valid_from),
        t::source.eq(input.source.as_str()),
        t::terms.eq(json!(input.terms)),
    );
    let by =
        (t::author_id.eq(caller.actor.user_id), t::version.eq(version + 1), t::updated_at.eq(caller.now));
    if diesel::update(guarded).set((said, by)).execute(c)? == 0 {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "quality_terms", id.0, "update", json!(input))?;
    get(c, caller, id)
}
