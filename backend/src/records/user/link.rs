//! Links that are used once: invitations and resets. Whoever hands one out hands it over by their own means;
//! we send no mail.

use crate::auth::tokens;
use crate::error::Failure;
use crate::schema::{one_use_links, users};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::UserId;
use shared::records::user::UserStatus;
use uuid::Uuid;

/// The token of a link: it follows from our secret and the link's id, so that a repeated request is answered
/// with the same link.
pub fn token(secret: &[u8], id: Uuid) -> String {
    tokens::derived(secret, "one_use_link", id)
}

/// The path and fragment of a link. What is in a fragment is never sent to a server, so it is in no log.
pub fn path(token: &str) -> String {
    format!("/welcome#token={token}")
}

/// Notes a link and voids the person's earlier ones.
///
/// # Errors
/// When the database is away.
pub fn issue(
    c: &mut PgConnection,
    user: UserId,
    token: &str,
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<(), Failure> {
    void(c, user, now)?;
    diesel::insert_into(one_use_links::table)
        .values((
            one_use_links::hash.eq(tokens::hash(token)),
            one_use_links::user_id.eq(user),
            one_use_links::created_at.eq(now),
            one_use_links::expires_at.eq(expires_at),
        ))
        .execute(c)?;
    Ok(())
}

/// Makes a person's links useless.
///
/// # Errors
/// When the database is away.
pub fn void(c: &mut PgConnection, user: UserId, now: DateTime<Utc>) -> Result<(), Failure> {
    let open =
        one_use_links::table.filter(one_use_links::user_id.eq(user)).filter(one_use_links::used_at.is_null());
    diesel::update(open).set(one_use_links::used_at.eq(now)).execute(c)?;
    Ok(())
}

/// Whom a link is for.
#[derive(Clone, Debug, Queryable)]
pub struct Invited {
    /// The person.
    pub user: UserId,
    /// The log-in.
    pub email: String,
    /// The person's name.
    pub name: String,
}

/// Whom a link that still works is for.
///
/// # Errors
/// When the database is away.
pub fn find(c: &mut PgConnection, token: &str, now: DateTime<Utc>) -> Result<Option<Invited>, Failure> {
    let row = one_use_links::table
        .inner_join(users::table)
        .filter(one_use_links::hash.eq(tokens::hash(token)))
        .filter(one_use_links::used_at.is_null())
        .filter(one_use_links::expires_at.gt(now))
        .filter(users::status.ne(UserStatus::Disabled))
        .select((users::id, users::email, users::name));
    Ok(row.first(c).optional()?)
}

/// Uses a link up, and says whether this request was the one to do so.
///
/// # Errors
/// When the database is away.
pub fn use_up(c: &mut PgConnection, token: &str, now: DateTime<Utc>) -> Result<bool, Failure> {
    let open = one_use_links::table
        .filter(one_use_links::hash.eq(tokens::hash(token)))
        .filter(one_use_links::used_at.is_null())
        .filter(one_use_links::expires_at.gt(now));
    Ok(diesel::update(open).set(one_use_links::used_at.eq(now)).execute(c)? == 1)
}
