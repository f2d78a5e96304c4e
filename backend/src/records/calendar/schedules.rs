//! Calendars ready for arithmetic. Compiling one means reading and checking hundreds of days, so each is
//! compiled once per process, for as long as it says the same.

use crate::error::Failure;
use crate::jsonb::Json;
use crate::schema::calendars;
use anyhow::{Context, anyhow};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::calendar::{Calendar, Schedule, WrittenCalendar};
use shared::ids::CalendarId;
use shared::records::calendar::SERVICE_DESK;
use std::collections::HashMap;
use std::sync::{LazyLock, PoisonError, RwLock};

/// Compiled calendars by the hash of what they say. A version could be rolled back and used again for other
/// hours; the hash cannot.
static COMPILED: LazyLock<RwLock<HashMap<String, Schedule>>> = LazyLock::new(Default::default);
/// Above so many, those that no stored calendar says any more are forgotten.
const MOST: usize = 64;

/// Every stored calendar, compiled.
pub struct Schedules(HashMap<CalendarId, Schedule>);

impl Schedules {
    /// All of them as they are now, by one light statement where none is new.
    ///
    /// # Errors
    /// When the database is away, or holds a calendar that was never checked.
    pub fn load(c: &mut PgConnection) -> Result<Self, Failure> {
        let named: Vec<(CalendarId, String)> =
            calendars::table.select((calendars::id, calendars::content_hash)).load(c)?;
        let mut found = HashMap::with_capacity(named.len());
        let mut unknown = vec![];
        {
            let compiled = COMPILED.read().unwrap_or_else(PoisonError::into_inner);
            for (id, hash) in &named {
                match compiled.get(hash) {
                    Some(schedule) => _ = found.insert(*id, schedule.clone()),
                    None => unknown.push(*id),
                }
            }
        }
        if !unknown.is_empty() {
            found.extend(compile(c, &unknown)?);
            tidy(&named);
        }
        Ok(Self(found))
    }

    /// The one with this id.
    pub fn get(&self, id: CalendarId) -> Option<&Schedule> {
        self.0.get(&id)
    }

    /// The service desk's (ELE 4.2, 4.3), which cannot be deleted.
    ///
    /// # Errors
    /// When it was deleted behind the server's back.
    pub fn service_desk(&self) -> Result<Schedule, Failure> {
        let desk = self.get(SERVICE_DESK).cloned();
        desk.ok_or_else(|| anyhow!("the service desk's calendar is missing").into())
    }
}

fn compile(c: &mut PgConnection, ids: &[CalendarId]) -> Result<Vec<(CalendarId, Schedule)>, Failure> {
    // Hash and calendar of one moment: it may have changed since its hash was first read.
    let rows: Vec<(CalendarId, String, Json<WrittenCalendar>)> = calendars::table
        .filter(calendars::id.eq_any(ids))
        .select((calendars::id, calendars::content_hash, calendars::calendar))
        .load(c)?;
    let mut found = Vec::with_capacity(rows.len());
    for (id, hash, Json(written)) in rows {
        let calendar = Calendar::try_from(written).with_context(|| format!("the stored calendar {id}"))?;
        let schedule = Schedule::from(&calendar);
        COMPILED.write().unwrap_or_else(PoisonError::into_inner).insert(hash, schedule.clone());
        found.push((id, schedule));
    }
    Ok(found)
}

/// Keeps what changed calendars said before from piling up.
fn tidy(named: &[(CalendarId, String)]) {
    let mut compiled = COMPILED.write().unwrap_or_else(PoisonError::into_inner);
    if compiled.len() > MOST.max(2 * named.len()) {
        compiled.retain(|hash, _| named.iter().any(|(_, now)| now == hash));
    }
}
