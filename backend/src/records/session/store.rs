//! Rows and SQL of sessions and of their refresh tokens.

use crate::error::Failure;
use crate::schema::{refresh_tokens, sessions, users};
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{SessionId, UserId};
use shared::records::session::Session;
use uuid::Uuid;

/// A session that is not used for so long ends.
const IDLE: Duration = Duration::days(30);
/// A session ends after this time however much it is used.
const LONGEST: Duration = Duration::days(90);
/// More of one's sessions than this are not shown.
const SHOWN: i64 = 200;

#[derive(Queryable, Selectable)]
#[diesel(table_name = sessions)]
struct Row {
    id: SessionId,
    user_agent: Option<String>,
    address: Option<String>,
    created_at: DateTime<Utc>,
    last_used_at: DateTime<Utc>,
    expires_at: DateTime<Utc>,
}

impl Row {
    fn session(self, asking: SessionId) -> Session {
        Session {
            current: self.id == asking,
            id: self.id,
            user_agent: self.user_agent,
            address: self.address,
            created_at: self.created_at,
            last_used_at: self.last_used_at,
            expires_at: self.expires_at,
        }
    }
}

/// A person's sessions that go on, the last used first.
pub(super) fn list(
    c: &mut PgConnection,
    user: UserId,
    asking: SessionId,
    now: DateTime<Utc>,
) -> Result<Vec<Session>, Failure> {
    let rows: Vec<Row> = sessions::table
        .filter(sessions::user_id.eq(user))
        .filter(sessions::ended_at.is_null())
        .filter(sessions::expires_at.gt(now))
        .order((sessions::last_used_at.desc(), sessions::id.desc()))
        .limit(SHOWN)
        .select(Row::as_select())
        .load(c)?;
    Ok(rows.into_iter().map(|row| row.session(asking)).collect())
}

/// Begins a session. Gives its id and its end.
pub(in crate::records) fn open(
    c: &mut PgConnection,
    user: UserId,
    user_agent: Option<&str>,
    address: &str,
    now: DateTime<Utc>,
) -> Result<(SessionId, DateTime<Utc>), Failure> {
    let (id, end) = (SessionId(Uuid::now_v7()), now + IDLE);
    diesel::insert_into(sessions::table)
        .values((
            sessions::id.eq(id),
            sessions::user_id.eq(user),
            sessions::user_agent.eq(user_agent),
            sessions::address.eq(address),
            sessions::created_at.eq(now),
            sessions::last_used_at.eq(now),
            sessions::expires_at.eq(end),
        ))
        .execute(c)?;
    Ok((id, end))
}

/// Lets a session go on. Gives its new end.
pub(in crate::records) fn renew(
    c: &mut PgConnection,
    id: SessionId,
    address: &str,
    now: DateTime<Utc>,
) -> Result<DateTime<Utc>, Failure> {
    let begun: DateTime<Utc> = sessions::table.find(id).select(sessions::created_at).first(c)?;
    let end = (now + IDLE).min(begun + LONGEST);
    diesel::update(sessions::table.find(id))
        .set((sessions::last_used_at.eq(now), sessions::expires_at.eq(end), sessions::address.eq(address)))
        .execute(c)?;
    Ok(end)
}

/// When a session ends if it is not used.
pub(in crate::records) fn end_of(c: &mut PgConnection, id: SessionId) -> Result<DateTime<Utc>, Failure> {
    Ok(sessions::table.find(id).select(sessions::expires_at).first(c)?)
}

/// Ends a person's session, and says whether it was still going on.
pub(in crate::records) fn end(
    c: &mut PgConnection,
    user: UserId,
    id: SessionId,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let one = sessions::table
        .filter(sessions::id.eq(id))
        .filter(sessions::user_id.eq(user))
        .filter(sessions::expires_at.gt(now))
        .filter(sessions::ended_at.is_null());
    Ok(diesel::update(one).set(sessions::ended_at.eq(now)).execute(c)? == 1)
}

/// Ends all sessions of a person but one.
pub(in crate::records) fn end_all(
    c: &mut PgConnection,
    user: UserId,
    but: Option<SessionId>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let all = sessions::table
        .filter(sessions::user_id.eq(user))
        .filter(sessions::id.ne(but.map_or(Uuid::nil(), |id| id.0)))
        .filter(sessions::ended_at.is_null());
    diesel::update(all).set(sessions::ended_at.eq(now)).execute(c)?;
    Ok(())
}

/// Notes a refresh token that is handed out.
pub(in crate::records) fn hand_out(
    c: &mut PgConnection,
    id: SessionId,
    hash: &[u8],
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    diesel::insert_into(refresh_tokens::table)
        .values((
            refresh_tokens::hash.eq(hash),
            refresh_tokens::session_id.eq(id),
            refresh_tokens::created_at.eq(now),
        ))
        .execute(c)?;
    Ok(())
}

/// Uses a refresh token up, and says whether this request was the one to do so.
pub(in crate::records) fn use_up(
    c: &mut PgConnection,
    hash: &[u8],
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let fresh =
        refresh_tokens::table.filter(refresh_tokens::hash.eq(hash)).filter(refresh_tokens::used_at.is_null());
    Ok(diesel::update(fresh).set(refresh_tokens::used_at.eq(now)).execute(c)? == 1)
}

/// A refresh token that was handed out.
#[derive(Queryable)]
pub(in crate::records) struct HandedOut {
    pub(in crate::records) session: SessionId,
    pub(in crate::records) user: UserId,
    pub(in crate::records) name: String,
    pub(in crate::records) used_at: Option<DateTime<Utc>>,
}

/// Looks a refresh token up.
pub(in crate::records) fn handed_out(
    c: &mut PgConnection,
    hash: &[u8],
) -> Result<Option<HandedOut>, Failure> {
    let row = refresh_tokens::table
        .inner_join(sessions::table.inner_join(users::table))
        .filter(refresh_tokens::hash.eq(hash))
        .select((sessions::id, users::id, users::name, refresh_tokens::used_at));
    Ok(row.first(c).optional()?)
}
