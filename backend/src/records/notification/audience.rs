//! Who an audience is, for any number of tickets at once.

use super::store::{self, Word};
use crate::error::Failure;
use crate::records::clock::Subject;
use crate::schema::{organizations, team_members, users};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::auth::{OrganizationKind, Role};
use shared::ids::{OrganizationId, TeamId, UserId};
use shared::records::clock::Audience;
use shared::records::user::UserStatus;
use std::collections::HashMap;

/// Who has a ticket.
#[derive(Clone, Copy, Default)]
pub struct Place {
    /// The person.
    pub assignee_id: Option<UserId>,
    /// The team.
    pub team_id: Option<TeamId>,
}

impl Place {
    /// Of a ticket as clocks see it.
    pub fn of(subject: &Subject) -> Self {
        Self { assignee_id: subject.assignee_id, team_id: subject.team_id }
    }
}

/// The people behind audiences.
struct People {
    teams: HashMap<TeamId, Vec<UserId>>,
    roles: HashMap<Role, Vec<UserId>>,
}

impl People {
    fn load(c: &mut PgConnection, teams: Vec<TeamId>) -> Result<Self, Failure> {
        let mut people = Self { teams: HashMap::new(), roles: HashMap::new() };
        if !teams.is_empty() {
            let members: Vec<(TeamId, UserId)> = team_members::table
                .inner_join(users::table)
                .filter(team_members::team_id.eq_any(teams))
                .filter(users::status.eq(UserStatus::Active))
                .select((team_members::team_id, team_members::user_id))
                .load(c)?;
            for (team, user) in members {
                people.teams.entry(team).or_default().push(user);
            }
        }
        let roles: Vec<Role> = Audience::ALL.iter().filter_map(|a| a.role()).collect();
        let staff: Vec<(UserId, Vec<Role>)> = users::table
            .inner_join(organizations::table)
            .filter(organizations::kind.eq(OrganizationKind::Manufacturer))
            .filter(users::status.eq(UserStatus::Active))
            .filter(users::roles.overlaps_with(roles))
            .select((users::id, users::roles))
            .load(c)?;
        for (user, held) in staff {
            for role in held {
                people.roles.entry(role).or_default().push(user);
            }
        }
        Ok(people)
    }

    fn role(&self, role: Role) -> Vec<UserId> {
        self.roles.get(&role).cloned().unwrap_or_default()
    }

    fn team(&self, place: Place) -> Vec<UserId> {
        place.team_id.and_then(|t| self.teams.get(&t).cloned()).unwrap_or_default()
    }

    /// Where nobody is behind an audience, the next wider one is told: nothing falls between chairs.
    fn behind(&self, audience: Audience, place: Place) -> Vec<UserId> {
        let first =
            |choices: [Vec<UserId>; 3]| choices.into_iter().find(|c| !c.is_empty()).unwrap_or_default();
        let specialists = self.role(Role::ServiceSpecialist);
        match audience {
            Audience::Assignee => {
                first([place.assignee_id.into_iter().collect(), self.team(place), specialists])
            }
            Audience::Team => first([self.team(place), specialists, vec![]]),
            Audience::ServiceSpecialists | Audience::Quality | Audience::Supervisors => {
                audience.role().map(|r| self.role(r)).unwrap_or_default()
            }
        }
    }
}

/// Tells audiences, each of its ticket: three statements for any number.
///
/// # Errors
/// When the database is away.
pub fn tell_audiences(
    c: &mut PgConnection,
    asked: &[(Place, &[Audience], Word)],
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    if asked.iter().all(|(_, audiences, _)| audiences.is_empty()) {
        return Ok(());
    }
    let people = People::load(c, asked.iter().filter_map(|(place, _, _)| place.team_id).collect())?;
    let words: Vec<(UserId, Word)> = asked
        .iter()
        .flat_map(|(place, audiences, word)| {
            let told = audiences.iter().flat_map(|a| people.behind(*a, *place));
            told.map(|user| (user, word.clone())).collect::<Vec<_>>()
        })
        .collect();
    store::tell(c, &words, now)
}

/// The people of an organisation who can log in.
///
/// # Errors
/// When the database is away.
pub fn people_of(c: &mut PgConnection, organization: OrganizationId) -> Result<Vec<UserId>, Failure> {
    let people = users::table
        .filter(users::organization_id.eq(organization))
        .filter(users::status.eq(UserStatus::Active));
    Ok(people.select(users::id).load(c)?)
}

/// The maker's people who hold one of these roles and can log in.
///
/// # Errors
/// When the database is away.
pub fn people_with(c: &mut PgConnection, roles: Vec<Role>) -> Result<Vec<UserId>, Failure> {
    let people = users::table
        .inner_join(organizations::table)
        .filter(organizations::kind.eq(OrganizationKind::Manufacturer))
        .filter(users::status.eq(UserStatus::Active))
        .filter(users::roles.overlaps_with(roles));
    Ok(people.select(users::id).load(c)?)
}
