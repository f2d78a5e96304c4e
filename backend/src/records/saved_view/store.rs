//! Rows and SQL of saved views.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::policy;
use crate::schema::{saved_views, teams, users};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{SavedViewId, TeamId, UserId};
use shared::records::saved_view::{MOST_VIEWS, Register, SavedView, SavedViewInput, ViewSharing, may_edit};

/// The most views that a list offers: one's own, and what others share.
const MOST_LISTED: i64 = 200;

#[derive(Queryable, Selectable)]
#[diesel(table_name = saved_views)]
struct Row {
    id: SavedViewId,
    register: Register,
    name: String,
    owner_id: UserId,
    sharing: ViewSharing,
    team_id: Option<TeamId>,
    query: String,
    column_names: Json<Vec<String>>,
    version: i32,
}

type Found = (Row, String, Option<String>);

fn show(caller: &Caller, (row, owner_name, team_name): Found) -> SavedView {
    SavedView {
        id: row.id,
        register: row.register,
        name: row.name,
        owner_id: row.owner_id,
        owner_name,
        sharing: row.sharing,
        team_id: row.team_id,
        team_name,
        query: row.query,
        columns: row.column_names.0,
        editable: may_edit(&caller.actor, row.owner_id, row.sharing),
        version: row.version,
    }
}

/// The views that the caller sees: one's own first, then by name.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    register: Register,
) -> Result<Vec<SavedView>, Failure> {
    let own = saved_views::owner_id.eq(caller.actor.user_id);
    let rows: Vec<Found> = policy::saved_views(caller, saved_views::table.into_boxed())
        .filter(saved_views::register.eq(register))
        .inner_join(users::table.on(users::id.eq(saved_views::owner_id)))
        .left_join(teams::table.on(teams::id.nullable().eq(saved_views::team_id)))
        .order((own.desc(), saved_views::name, saved_views::id))
        .limit(MOST_LISTED)
        .select((Row::as_select(), users::name, teams::name.nullable()))
        .load(c)?;
    Ok(rows.into_iter().map(|row| show(caller, row)).collect())
}

/// The view, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: SavedViewId) -> Result<SavedView, Failure> {
    let row: Option<Found> = policy::saved_views(caller, saved_views::table.into_boxed())
        .filter(saved_views::id.eq(id))
        .inner_join(users::table.on(users::id.eq(saved_views::owner_id)))
        .left_join(teams::table.on(teams::id.nullable().eq(saved_views::team_id)))
        .select((Row::as_select(), users::name, teams::name.nullable()))
        .first(c)
        .optional()?;
    row.map(|row| show(caller, row)).ok_or_else(Failure::not_found)
}

/// Whether somebody keeps as many as one may.
pub(super) fn has_enough(c: &mut PgConnection, owner: UserId) -> Result<bool, Failure> {
    let count: i64 = saved_views::table.filter(saved_views::owner_id.eq(owner)).count().get_result(c)?;
    Ok(count >= MOST_VIEWS as i64)
}

/// Whether the caller sees such a team.
pub(super) fn sees_team(c: &mut PgConnection, caller: &Caller, id: TeamId) -> Result<bool, Failure> {
    let row = policy::teams(caller, teams::table.into_boxed()).filter(teams::id.eq(id)).select(teams::id);
    Ok(row.first::<TeamId>(c).optional()?.is_some())
}

fn column_names(input: &SavedViewInput) -> Json<Vec<String>> {
    Json(input.columns.iter().map(ToString::to_string).collect())
}

/// Stores a new one.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    id: SavedViewId,
    input: &SavedViewInput,
) -> Result<(), Failure> {
    diesel::insert_into(saved_views::table)
        .values((
            saved_views::id.eq(id),
            saved_views::register.eq(input.register),
            saved_views::name.eq(input.name.as_str()),
            saved_views::owner_id.eq(caller.actor.user_id),
            saved_views::sharing.eq(input.sharing),
            saved_views::team_id.eq(input.team_id),
            saved_views::query.eq(&input.query),
            saved_views::column_names.eq(column_names(input)),
            saved_views::version.eq(1),
            saved_views::created_at.eq(caller.now),
            saved_views::updated_at.eq(caller.now),
        ))
        .execute(c)?;
    Ok(())
}

/// Replaces one of this version; says whether it had that version.
pub(super) fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: SavedViewId,
    version: i32,
    input: &SavedViewInput,
) -> Result<bool, Failure> {
    let guarded = saved_views::table.filter(saved_views::id.eq(id)).filter(saved_views::version.eq(version));
    let changed = diesel::update(guarded)
        .set((
            saved_views::name.eq(input.name.as_str()),
            saved_views::sharing.eq(input.sharing),
            saved_views::team_id.eq(input.team_id),
            saved_views::query.eq(&input.query),
            saved_views::column_names.eq(column_names(input)),
            saved_views::version.eq(version + 1),
            saved_views::updated_at.eq(caller.now),
        ))
        .execute(c)?;
    Ok(changed == 1)
}

/// Deletes one of this version; says whether it had that version.
pub(super) fn delete(c: &mut PgConnection, id: SavedViewId, version: i32) -> Result<bool, Failure> {
    let guarded = saved_views::table.filter(saved_views::id.eq(id)).filter(saved_views::version.eq(version));
    Ok(diesel::delete(guarded).execute(c)? == 1)
}
