//! Rows and SQL of accounts.

use crate::error::Failure;
use crate::schema::{organizations, users};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use shared::ids::UserId;
use shared::records::account::UpdateMe;
use shared::records::user::UserStatus;

/// Somebody who might be logging in, with the password as it is stored.
#[derive(Clone, Queryable)]
pub struct Candidate {
    /// The person.
    pub user: UserId,
    /// The hash of the password.
    pub password: String,
}

/// The person with this log-in who may log in.
pub(super) fn candidate(c: &mut PgConnection, email: &str) -> Result<Option<Candidate>, Failure> {
    let row = users::table
        .inner_join(organizations::table)
        .filter(users::email.eq(email))
        .filter(users::status.eq(UserStatus::Active))
        .filter(organizations::active)
        .select((users::id, users::password_hash.assume_not_null()));
    Ok(row.first(c).optional()?)
}

/// Whether the person may still log in with the same password; keeps it so until the transaction ends.
pub(super) fn is_still(c: &mut PgConnection, candidate: &Candidate) -> Result<bool, Failure> {
    let row = users::table
        .filter(users::id.eq(candidate.user))
        .filter(users::status.eq(UserStatus::Active))
        .filter(users::password_hash.eq(&candidate.password))
        .select(users::id)
        .for_share();
    Ok(row.first::<UserId>(c).optional()?.is_some())
}

/// Lets attempts on one log-in pass one after the other until the transaction ends.
pub(super) fn queue_up(c: &mut PgConnection, email: &str) -> Result<(), Failure> {
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
        .bind::<Text, _>(email)
        .execute(c)?;
    Ok(())
}

/// The hash of a person's password.
pub(super) fn password(c: &mut PgConnection, user: UserId) -> Result<Option<String>, Failure> {
    Ok(users::table.find(user).select(users::password_hash).first(c)?)
}

/// Replaces a password, unless it is another one by now.
pub(super) fn replace_password(
    c: &mut PgConnection,
    user: UserId,
    before: &str,
    after: &str,
) -> Result<bool, Failure> {
    let guarded = users::table.filter(users::id.eq(user)).filter(users::password_hash.eq(before));
    Ok(diesel::update(guarded).set(users::password_hash.eq(after)).execute(c)? == 1)
}

/// Sets the password of somebody who has shown a link, and lets them in if they were invited.
pub(super) fn redeem(
    c: &mut PgConnection,
    user: UserId,
    hash: &str,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let welcome = users::table.filter(users::id.eq(user)).filter(users::status.ne(UserStatus::Disabled));
    let changed = diesel::update(welcome)
        .set((
            users::password_hash.eq(hash),
            users::status.eq(UserStatus::Active),
            users::version.eq(users::version + 1),
            users::updated_at.eq(now),
        ))
        .execute(c)?;
    Ok(changed == 1)
}

/// Replaces the profile of this version; says whether it had that version.
pub(super) fn update(
    c: &mut PgConnection,
    user: UserId,
    version: i32,
    input: &UpdateMe,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let guarded = users::table.filter(users::id.eq(user)).filter(users::version.eq(version));
    let changed = diesel::update(guarded)
        .set((
            users::name.eq(input.name.as_str()),
            users::phone.eq(input.phone.as_ref().map(|phone| phone.as_str())),
            users::locale.eq(input.locale),
            users::version.eq(version + 1),
            users::updated_at.eq(now),
        ))
        .execute(c)?;
    Ok(changed == 1)
}
