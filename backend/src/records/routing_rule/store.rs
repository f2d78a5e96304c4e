//! SQL of routing: teams by code, and how much their people have to do.

use crate::error::Failure;
use crate::schema::{team_members, teams, tickets, users};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{OrganizationId, TeamId, UserId};
use shared::records::routing_rule::{Load, SHIPPED_TEAMS};
use shared::records::user::UserStatus;
use std::collections::HashMap;
use uuid::Uuid;

/// The team with a code, and its name.
pub(super) fn team(c: &mut PgConnection, code: &str) -> Result<Option<(TeamId, String)>, Failure> {
    Ok(teams::table.filter(teams::code.eq(code)).select((teams::id, teams::name)).first(c).optional()?)
}

/// Those of these codes that no team has.
pub(super) fn unknown_codes(c: &mut PgConnection, codes: &[&str]) -> Result<Vec<String>, Failure> {
    let known: Vec<String> = teams::table.filter(teams::code.eq_any(codes)).select(teams::code).load(c)?;
    Ok(codes.iter().filter(|code| !known.iter().any(|k| k == *code)).map(|c| (*c).to_owned()).collect())
}

/// How much each active person of a team has to do.
pub(super) fn loads(c: &mut PgConnection, team: TeamId) -> Result<Vec<Load<DateTime<Utc>>>, Failure> {
    let people: Vec<UserId> = team_members::table
        .inner_join(users::table)
        .filter(team_members::team_id.eq(team))
        .filter(users::status.eq(UserStatus::Active))
        .select(team_members::user_id)
        .load(c)?;
    let open: HashMap<UserId, (i64, Option<DateTime<Utc>>)> = tickets::table
        .filter(tickets::closed_at.is_null())
        .filter(tickets::assignee_id.eq_any(&people))
        .group_by(tickets::assignee_id)
        .select((
            tickets::assignee_id.assume_not_null(),
            (diesel::dsl::count_star(), diesel::dsl::max(tickets::created_at)),
        ))
        .load::<(UserId, (i64, Option<DateTime<Utc>>))>(c)?
        .into_iter()
        .collect();
    let load = |person| {
        let (open, last) = open.get(&person).copied().unwrap_or_default();
        Load { person, open, last }
    };
    Ok(people.into_iter().map(load).collect())
}

/// The name of a person.
pub(super) fn name(c: &mut PgConnection, person: UserId) -> Result<Option<String>, Failure> {
    Ok(users::table.find(person).select(users::name).first(c).optional()?)
}

/// Gives a new maker the teams that the shipped rules name.
///
/// # Errors
/// When the database is away.
pub fn begin_teams(c: &mut PgConnection, maker: OrganizationId, now: DateTime<Utc>) -> Result<(), Failure> {
    let rows: Vec<_> = SHIPPED_TEAMS
        .iter()
        .map(|(code, name)| {
            (
                teams::id.eq(TeamId(Uuid::now_v7())),
                teams::organization_id.eq(maker),
                teams::code.eq(*code),
                teams::name.eq(*name),
                teams::version.eq(1),
                teams::created_at.eq(now),
                teams::updated_at.eq(now),
            )
        })
        .collect();
    diesel::insert_into(teams::table).values(rows).on_conflict(teams::code).do_nothing().execute(c)?;
    Ok(())
}
