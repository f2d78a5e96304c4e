//! Guessing passwords is slow; the owner is never locked out.
//!
//! Failures are counted per address, per person-and-address, and per person. A stranger's failures on a
//! person's log-in only slow down strangers: a device that has logged in before (it holds a cookie)
//! is counted by itself.

use crate::error::Failure;
use crate::schema::{known_devices, login_failures};
use chrono::{DateTime, Duration, Utc};
use diesel::dsl::count_star;
use diesel::prelude::*;
use shared::ids::UserId;
use shared::problem::{ProblemCode, Refusal};
use uuid::Uuid;

/// Failures are forgotten after this time.
const WINDOW: Duration = Duration::minutes(15);
/// One device or one address on one person.
const PER_PAIR: i64 = 5;
/// All strangers together on one person.
const PER_PERSON: i64 = 50;
/// One address on all people: many may sit behind it.
const PER_ADDRESS: i64 = 100;

/// Sends somebody away until the oldest of what was counted over a time falls out of it.
pub fn refuse(oldest: Option<DateTime<Utc>>, window: Duration, now: DateTime<Utc>) -> Failure {
    let wait = oldest.map_or(window, |at| at + window - now).num_seconds().clamp(1, window.num_seconds());
    Refusal::new(ProblemCode::TooManyRequests).arg("seconds", wait).into()
}

/// Whether another attempt may be made.
///
/// # Errors
/// `too_many_requests` with the seconds to wait.
pub fn check(
    c: &mut PgConnection,
    email: &str,
    address: &str,
    device: Option<&[u8]>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    use login_failures::dsl;
    let since = now - WINDOW;
    // A device cookie counts only for the person who logged in with it.
    let known = match device {
        Some(hash) => {
            let owner = known_devices::table
                .inner_join(
                    crate::schema::users::table.on(crate::schema::users::id.eq(known_devices::user_id)),
                )
                .filter(known_devices::hash.eq(hash))
                .filter(crate::schema::users::email.eq(email));
            diesel::select(diesel::dsl::exists(owner)).get_result::<bool>(c)?
        }
        None => false,
    };
    let recent = dsl::login_failures.filter(dsl::at.gt(since));
    let seen = (count_star(), diesel::dsl::min(dsl::at));
    let mine = recent.filter(dsl::email.eq(email));
    if let (true, Some(device)) = (known, device) {
        let (count, oldest) =
            mine.filter(dsl::device.eq(device)).select(seen).first::<(i64, Option<DateTime<Utc>>)>(c)?;
        return if count >= PER_PAIR { Err(refuse(oldest, WINDOW, now)) } else { Ok(()) };
    }
    let strangers = mine.filter(dsl::device.is_null());
    let limits = [
        (
            strangers
                .filter(dsl::address.eq(address))
                .select(seen)
                .first::<(i64, Option<DateTime<Utc>>)>(c)?,
            PER_PAIR,
        ),
        (strangers.select(seen).first(c)?, PER_PERSON),
        (recent.filter(dsl::address.eq(address)).select(seen).first(c)?, PER_ADDRESS),
    ];
    match limits.into_iter().find(|((count, _), limit)| count >= limit) {
        Some(((_, oldest), _)) => Err(refuse(oldest, WINDOW, now)),
        None => Ok(()),
    }
}

/// Notes a wrong password. Old failures are swept out now and then.
///
/// # Errors
/// When the database is away.
pub fn note_failure(
    c: &mut PgConnection,
    email: &str,
    address: &str,
    device: Option<&[u8]>,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let owner_device = match device {
        Some(hash) => {
            known_devices::table.find(hash).select(known_devices::hash).first::<Vec<u8>>(c).optional()?
        }
        None => None,
    };
    diesel::insert_into(login_failures::table)
        .values((
            login_failures::id.eq(Uuid::now_v7()),
            login_failures::email.eq(email),
            login_failures::address.eq(address),
            login_failures::device.eq(owner_device),
            login_failures::at.eq(now),
        ))
        .execute(c)?;
    if rand::random_ratio(1, 100) {
        diesel::delete(login_failures::table.filter(login_failures::at.lt(now - WINDOW))).execute(c)?;
    }
    Ok(())
}

/// Remembers a device after a log-in. Gives the cookie's new value where the device was not known.
///
/// # Errors
/// When the database is away.
pub fn remember_device(
    c: &mut PgConnection,
    user: UserId,
    cookie: Option<&str>,
    now: DateTime<Utc>,
) -> Result<Option<String>, Failure> {
    if let Some(cookie) = cookie {
        let known = known_devices::table
            .filter(known_devices::hash.eq(crate::auth::tokens::hash(cookie)))
            .filter(known_devices::user_id.eq(user));
        if diesel::update(known).set(known_devices::last_used_at.eq(now)).execute(c)? == 1 {
            return Ok(None);
        }
    }
    let token = crate::auth::tokens::random_token();
    diesel::insert_into(known_devices::table)
        .values((
            known_devices::hash.eq(crate::auth::tokens::hash(&token)),
            known_devices::user_id.eq(user),
            known_devices::created_at.eq(now),
            known_devices::last_used_at.eq(now),
        ))
        .execute(c)?;
    Ok(Some(token))
}
