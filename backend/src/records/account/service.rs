//! Use cases of accounts: in, on, out, and one's own profile.

use super::store::{self, Candidate};
use crate::audit::{self, Author};
use crate::auth::caller::{self, Caller};
use crate::auth::{throttle, tokens};
use crate::error::Failure;
use crate::records::session::{service as session, store as sessions};
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::{SessionId, UserId};
use shared::records::account::{Me, UpdateMe};
use uuid::Uuid;

/// A refresh token that comes a second time within this time comes from a second tab, or from a browser
/// that never got the answer; later it is a copy in wrong hands.
const GRACE: Duration = Duration::seconds(10);

/// Where a request that has no caller yet comes from.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The client's address.
    pub address: String,
    /// Browser and system as they name themselves.
    pub user_agent: Option<String>,
    /// The cookie by which the device is known.
    pub device: Option<String>,
    /// When.
    pub now: DateTime<Utc>,
    /// Names the request.
    pub request_id: String,
}

impl Visit {
    fn device_hash(&self) -> Option<Vec<u8>> {
        self.device.as_deref().map(tokens::hash)
    }
}

/// A session that begins or goes on.
pub struct Opened {
    /// Whose.
    pub caller: Caller,
    /// Which.
    pub session: SessionId,
    /// The refresh token to keep, and for how long.
    pub refresh: Option<(String, Duration)>,
    /// The value by which the device will be known, where it was not.
    pub device: Option<String>,
}

/// Before the password is looked at: whether it may be, and whose it would be.
pub fn begin_log_in(c: &mut PgConnection, visit: &Visit, email: &str) -> Result<Option<Candidate>, Failure> {
    throttle::check(c, email, &visit.address, visit.device_hash().as_deref(), visit.now)?;
    store::candidate(c, email)
}

/// After the password was looked at. Nothing means that the log-in has failed.
///
/// The limit is looked at again, one attempt after the other: whoever sends a thousand guesses at once is
/// told the verdict on as many as the limit allows, and on no more even if one of them was right.
pub fn log_in(
    c: &mut PgConnection,
    visit: &Visit,
    email: &str,
    candidate: Option<&Candidate>,
    right: bool,
) -> Result<Option<Opened>, Failure> {
    let device = visit.device_hash();
    store::queue_up(c, email)?;
    throttle::check(c, email, &visit.address, device.as_deref(), visit.now)?;
    let candidate = match candidate {
        Some(candidate) if right && store::is_still(c, candidate)? => candidate,
        _ => {
            throttle::note_failure(c, email, &visit.address, device.as_deref(), visit.now)?;
            return Ok(None);
        }
    };
    let user = candidate.user;
    let (session, end) = sessions::open(c, user, visit.user_agent.as_deref(), &visit.address, visit.now)?;
    let token = tokens::random_token();
    sessions::hand_out(c, session, &tokens::hash(&token), visit.now)?;
    let device = throttle::remember_device(c, user, visit.device.as_deref(), visit.now)?;
    let caller = caller::of_session(c, session, user, visit.now, visit.request_id.clone())?;
    audit::write(c, &caller, "session", session.0, "log_in", json!({ "address": visit.address }))?;
    Ok(Some(Opened { caller, session, refresh: Some((token, end - visit.now)), device }))
}

/// The token that follows a refresh token. It can be worked out again, so that a browser whose answer was
/// lost is given the same one, and two tabs are.
fn next_token(secret: &[u8], hash: &[u8]) -> String {
    let id = Uuid::from_slice(&hash[..16]).unwrap_or_default();
    tokens::derived(secret, "refresh_token", id)
}

/// Lets a session go on. Nothing means that it does not.
pub fn refresh(
    c: &mut PgConnection,
    visit: &Visit,
    secret: &[u8],
    token: &str,
) -> Result<Option<Opened>, Failure> {
    let hash = tokens::hash(token);
    let first = sessions::use_up(c, &hash, visit.now)?;
    let Some(known) = sessions::handed_out(c, &hash)? else { return Ok(None) };
    let next = next_token(secret, &hash);
    let next_hash = tokens::hash(&next);
    let repeated = known.used_at.is_some_and(|at| visit.now - at <= GRACE);
    if !first && !repeated {
        if sessions::end(c, known.user, known.session, visit.now)? {
            let author = Author {
                id: Some(known.user),
                name: &known.name,
                at: visit.now,
                request_id: Some(&visit.request_id),
            };
            let changes = json!({ "reason": "refresh_token_reused", "address": visit.address });
            audit::write_as(c, &author, "session", known.session.0, "end", changes)?;
        }
        return Ok(None);
    }
    let caller = caller::of_session(c, known.session, known.user, visit.now, visit.request_id.clone())?;
    let refresh = if first {
        let end = sessions::renew(c, known.session, &visit.address, visit.now)?;
        sessions::hand_out(c, known.session, &next_hash, visit.now)?;
        Some((next, end - visit.now))
    } else {
        // A tab that comes late must not put a token back that another tab has used by now.
        let unused = sessions::handed_out(c, &next_hash)?.is_some_and(|next| next.used_at.is_none());
        let end = sessions::end_of(c, known.session)?;
        unused.then_some((next, end - visit.now))
    };
    Ok(Some(Opened { caller, session: known.session, refresh, device: None }))
}

/// Ends the session of a refresh token or of an access token, if it goes on.
pub fn log_out(
    c: &mut PgConnection,
    visit: &Visit,
    refresh: Option<&str>,
    access: Option<(SessionId, UserId)>,
) -> Result<(), Failure> {
    let by_cookie = match refresh {
        Some(token) => sessions::handed_out(c, &tokens::hash(token))?.map(|t| (t.session, t.user)),
        None => None,
    };
    for (session, user) in by_cookie.into_iter().chain(access) {
        let caller = match caller::of_session(c, session, user, visit.now, visit.request_id.clone()) {
            Ok(caller) => caller,
            // It has ended already.
            Err(Failure::Refused(_)) => continue,
            Err(failure) => return Err(failure),
        };
        if sessions::end(c, user, session, visit.now)? {
            audit::write(c, &caller, "session", session.0, "log_out", json!({}))?;
        }
    }
    Ok(())
}

/// Changes one's own profile.
pub fn update(c: &mut PgConnection, caller: &Caller, version: i32, input: &UpdateMe) -> Result<Me, Failure> {
    session::of(caller)?;
    if !store::update(c, caller.actor.user_id, version, input, caller.now)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "user", caller.actor.user_id.0, "update", json!(input))?;
    Ok(Me {
        name: input.name.to_string(),
        phone: input.phone.as_ref().map(ToString::to_string),
        locale: input.locale,
        version: version + 1,
        ..caller.me()
    })
}
