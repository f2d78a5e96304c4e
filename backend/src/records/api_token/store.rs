//! Rows and SQL of tokens for scripts.

use crate::error::Failure;
use crate::schema::api_tokens;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::auth::Permission;
use shared::ids::{ApiTokenId, UserId};
use shared::records::api_token::ApiToken;

/// More of one's tokens than this are not shown.
const SHOWN: i64 = 500;

#[derive(Queryable, Selectable)]
#[diesel(table_name = api_tokens)]
struct Row {
    id: ApiTokenId,
    name: String,
    permissions: Vec<Permission>,
    created_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
    last_used_at: Option<DateTime<Utc>>,
    revoked_at: Option<DateTime<Utc>>,
}

impl From<Row> for ApiToken {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            name: row.name,
            permissions: row.permissions,
            created_at: row.created_at,
            expires_at: row.expires_at,
            last_used_at: row.last_used_at,
            revoked_at: row.revoked_at,
        }
    }
}

/// A person's tokens, the newest first.
pub(super) fn list(c: &mut PgConnection, user: UserId) -> Result<Vec<ApiToken>, Failure> {
    let rows: Vec<Row> = api_tokens::table
        .filter(api_tokens::user_id.eq(user))
        .order((api_tokens::created_at.desc(), api_tokens::id.desc()))
        .limit(SHOWN)
        .select(Row::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// Stores a new token, of whose secret only the hash.
pub(super) fn insert(
    c: &mut PgConnection,
    user: UserId,
    token: &ApiToken,
    hash: &[u8],
) -> Result<(), Failure> {
    diesel::insert_into(api_tokens::table)
        .values((
            api_tokens::id.eq(token.id),
            api_tokens::user_id.eq(user),
            api_tokens::name.eq(&token.name),
            api_tokens::hash.eq(hash),
            api_tokens::permissions.eq(&token.permissions),
            api_tokens::created_at.eq(token.created_at),
            api_tokens::expires_at.eq(token.expires_at),
        ))
        .execute(c)?;
    Ok(())
}

/// Whether the person has such a token, revoked or not.
pub(super) fn exists(c: &mut PgConnection, user: UserId, id: ApiTokenId) -> Result<bool, Failure> {
    let one = api_tokens::table.filter(api_tokens::id.eq(id)).filter(api_tokens::user_id.eq(user));
    Ok(diesel::select(diesel::dsl::exists(one)).get_result(c)?)
}

/// Revokes a person's token, and says whether it was not before.
pub(super) fn revoke(
    c: &mut PgConnection,
    user: UserId,
    id: ApiTokenId,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let one = api_tokens::table
        .filter(api_tokens::id.eq(id))
        .filter(api_tokens::user_id.eq(user))
        .filter(api_tokens::revoked_at.is_null());
    Ok(diesel::update(one).set(api_tokens::revoked_at.eq(now)).execute(c)? == 1)
}

/// Revokes all tokens of a person.
pub(in crate::records) fn revoke_all(
    c: &mut PgConnection,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let all = api_tokens::table.filter(api_tokens::user_id.eq(user)).filter(api_tokens::revoked_at.is_null());
    diesel::update(all).set(api_tokens::revoked_at.eq(now)).execute(c)?;
    Ok(())
}
