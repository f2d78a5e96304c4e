//! Rows and SQL of teams.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::{organizations, team_members, teams, users};
use crate::{after, capped_count, lists, policy};
use chrono::{DateTime, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use shared::ids::{OrganizationId, TeamId, UserId};
use shared::page::Page;
use shared::records::import::PageQuery;
use shared::records::team::{Team, TeamInput, TeamMember};
use std::collections::BTreeMap;

/// The order, as cursors name it.
const SORT: &str = "name";

#[derive(Queryable, Selectable)]
#[diesel(table_name = teams)]
struct Row {
    id: TeamId,
    organization_id: OrganizationId,
    code: String,
    name: String,
    version: i32,
}

impl Row {
    fn team(self, members: Vec<TeamMember>) -> Team {
        Team {
            id: self.id,
            organization_id: self.organization_id,
            code: self.code,
            name: self.name,
            members,
            version: self.version,
        }
    }
}

fn visible<'a>(caller: &Caller) -> teams::BoxedQuery<'a, Pg> {
    policy::teams(caller, teams::table.into_boxed())
}

fn members(c: &mut PgConnection, of: &[TeamId]) -> Result<BTreeMap<TeamId, Vec<TeamMember>>, Failure> {
    let rows: Vec<(TeamId, UserId, String)> = team_members::table
        .inner_join(users::table)
        .filter(team_members::team_id.eq_any(of))
        .order((users::name, users::id))
        .select((team_members::team_id, users::id, users::name))
        .load(c)?;
    let mut found = BTreeMap::<_, Vec<_>>::new();
    for (team, id, name) in rows {
        found.entry(team).or_default().push(TeamMember { id, name });
    }
    Ok(found)
}

/// The team, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: TeamId) -> Result<Team, Failure> {
    let row: Option<Row> =
        visible(caller).filter(teams::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    let row = row.ok_or_else(Failure::not_found)?;
    let members = members(c, &[id])?.remove(&id).unwrap_or_default();
    Ok(row.team(members))
}

/// A page of the teams that the caller sees, by name.
pub(super) fn list(c: &mut PgConnection, caller: &Caller, query: &PageQuery) -> Result<Page<Team>, Failure> {
    use teams::{id, name};
    let limit = lists::limit(query.limit)?;
    let total = if query.cursor.is_none() { Some(capped_count!(visible(caller), c)?) } else { None };
    let mut page = visible(caller);
    if let Some((n, i)) = lists::place::<(String, TeamId)>(query.cursor.as_deref(), SORT)? {
        page = after!(page, name, n, id.gt(i));
    }
    let rows: Vec<Row> =
        page.order((name.asc(), id.asc())).select(Row::as_select()).up_to(limit + 1).load(c)?;
    let ids: Vec<TeamId> = rows.iter().map(|row| row.id).collect();
    let members = members(c, &ids)?;
    let into = |row: Row| {
        let members = members.get(&row.id).cloned().unwrap_or_default();
        row.team(members)
    };
    Ok(lists::page(rows, limit, total, |last| lists::cursor(SORT, &(&last.name, last.id)), into))
}

/// Whether the caller sees such an organisation.
pub(super) fn sees_organization(
    c: &mut PgConnection,
    caller: &Caller,
    id: OrganizationId,
) -> Result<bool, Failure> {
    let row = policy::organizations(caller, organizations::table.into_boxed())
        .filter(organizations::id.eq(id))
        .select(organizations::id);
    Ok(row.first::<OrganizationId>(c).optional()?.is_some())
}

/// Those of these people who belong to the organisation.
pub(super) fn people_of(
    c: &mut PgConnection,
    organization: OrganizationId,
    people: &[UserId],
) -> Result<Vec<UserId>, Failure> {
    let rows = users::table
        .filter(users::organization_id.eq(organization))
        .filter(users::id.eq_any(people))
        .select(users::id);
    Ok(rows.load(c)?)
}

fn set_members(c: &mut PgConnection, id: TeamId, people: &[UserId]) -> Result<(), Failure> {
    diesel::delete(team_members::table.filter(team_members::team_id.eq(id))).execute(c)?;
    let rows: Vec<_> =
        people.iter().map(|user| (team_members::team_id.eq(id), team_members::user_id.eq(*user))).collect();
    diesel::insert_into(team_members::table).values(rows).execute(c)?;
    Ok(())
}

/// Stores a new team.
pub(super) fn insert(
    c: &mut PgConnection,
    id: TeamId,
    input: &TeamInput,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    diesel::insert_into(teams::table)
        .values((
            teams::id.eq(id),
            teams::organization_id.eq(input.organization_id),
            teams::code.eq(input.code.as_str()),
            teams::name.eq(input.name.as_str()),
            teams::version.eq(1),
            teams::created_at.eq(now),
            teams::updated_at.eq(now),
        ))
        .execute(c)?;
    set_members(c, id, &input.member_ids)
}

/// Replaces a team of this version; says whether it had that version.
pub(super) fn update(
    c: &mut PgConnection,
    id: TeamId,
    version: i32,
    input: &TeamInput,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let guarded = teams::table.filter(teams::id.eq(id)).filter(teams::version.eq(version));
    let changed = diesel::update(guarded)
        .set((
            teams::code.eq(input.code.as_str()),
            teams::name.eq(input.name.as_str()),
            teams::version.eq(version + 1),
            teams::updated_at.eq(now),
        ))
        .execute(c)?;
    if changed == 1 {
        set_members(c, id, &input.member_ids)?;
    }
    Ok(changed == 1)
}
