//! Whom something concerns by their rights.

use crate::error::Failure;
use crate::records::organization;
use crate::schema::{organizations, users};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::auth::{OrganizationKind, Permission, Role, permissions};
use shared::ids::{OrganizationId, UserId};
use shared::records::user::UserStatus;
use std::collections::HashMap;

type Person = (UserId, Vec<Role>, (OrganizationId, OrganizationKind));

/// Those of these organisations who can log in.
fn people(c: &mut PgConnection, of: &[OrganizationId]) -> Result<Vec<Person>, Failure> {
    let people = users::table
        .inner_join(organizations::table)
        .filter(users::organization_id.eq_any(of))
        .filter(users::status.eq(UserStatus::Active))
        .order(users::id)
        .select((users::id, users::roles, (organizations::id, organizations::kind)))
        .load(c)?;
    Ok(people)
}

/// The people of an organisation who can log in.
///
/// # Errors
/// When the database is away.
pub fn everybody(c: &mut PgConnection, organization: OrganizationId) -> Result<Vec<UserId>, Failure> {
    Ok(people(c, &[organization])?.into_iter().map(|(user, ..)| user).collect())
}

/// The people of an organisation who can log in and hold a right.
///
/// # Errors
/// When the database is away.
pub fn holders(
    c: &mut PgConnection,
    organization: OrganizationId,
    right: Permission,
) -> Result<Vec<UserId>, Failure> {
    Ok(holders_by(c, &[organization], right)?.remove(&organization).unwrap_or_default())
}

/// The maker's people who can log in and hold a right.
///
/// # Errors
/// When the database is away.
pub fn holders_in_house(c: &mut PgConnection, right: Permission) -> Result<Vec<UserId>, Failure> {
    match organization::maker(c)? {
        Some(maker) => holders(c, maker.id, right),
        None => Ok(vec![]),
    }
}

/// The same of several organisations at once.
///
/// # Errors
/// When the database is away.
pub fn holders_by(
    c: &mut PgConnection,
    organizations: &[OrganizationId],
    right: Permission,
) -> Result<HashMap<OrganizationId, Vec<UserId>>, Failure> {
    let mut found: HashMap<_, Vec<_>> = HashMap::new();
    for (user, roles, (organization, kind)) in people(c, organizations)? {
        if permissions(kind, &roles, None).contains(&right) {
            found.entry(organization).or_default().push(user);
        }
    }
    Ok(found)
}

/// The people of an organisation who can log in and are one of these.
///
/// # Errors
/// When the database is away.
pub fn with_role(
    c: &mut PgConnection,
    organization: OrganizationId,
    wanted: &[Role],
) -> Result<Vec<UserId>, Failure> {
    let is = |(user, roles, _): Person| roles.iter().any(|role| wanted.contains(role)).then_some(user);
    Ok(people(c, &[organization])?.into_iter().filter_map(is).collect())
}
