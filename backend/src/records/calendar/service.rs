//! Use cases of business calendars.

use super::schedules::Schedules;
use super::{holidays, store};
use crate::audit::{self, Author};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::clock::{self, Otherwise};
use crate::records::rule_list::{self, SLA_POLICIES};
use anyhow::Context;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use serde_json::json;
use shared::calendar::{
    Calendar, CalendarFault, InvalidCalendar, Merge, PublicDay, Schedule, WrittenInterval,
};
use shared::ids::CalendarId;
use shared::page::Page;
use shared::problem::{FieldProblem, ProblemCode, Refusal};
use shared::records::calendar::{
    BusinessCalendar, CalendarInput, CalendarSummary, MergedDays, SpecialDays, is_shipped,
};
use shared::records::clock::ClockPreview;
use shared::records::import::PageQuery;
use shared::records::sla_policy::SlaPolicies;
use uuid::Uuid;

/// Lists them; they are the same for everybody.
pub fn list(c: &mut PgConnection, _: &Caller, query: &PageQuery) -> Result<Page<CalendarSummary>, Failure> {
    store::list(c, query)
}

/// Shows one.
pub fn get(c: &mut PgConnection, _: &Caller, id: CalendarId) -> Result<BusinessCalendar, Failure> {
    store::find(c, id)
}

/// The schedule of a stored calendar that a question names.
pub fn schedule(c: &mut PgConnection, _: &Caller, id: CalendarId) -> Result<Schedule, Failure> {
    let found = Schedules::load(c)?.get(id).cloned();
    found.ok_or_else(|| Failure::field("/calendar_id", FieldProblem::NoSuchRecord))
}

fn find_version(c: &mut PgConnection, id: CalendarId, version: i32) -> Result<BusinessCalendar, Failure> {
    let found = store::find(c, id)?;
    if found.version == version { Ok(found) } else { Err(Failure::stale()) }
}

/// Creates one.
pub fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CalendarInput,
) -> Result<BusinessCalendar, Failure> {
    let calendar = input.checked()?;
    let id = CalendarId(Uuid::now_v7());
    let made = store::insert(c, id, (&input.code, &input.name), calendar, caller.now)?;
    audit::write(c, caller, "calendar", id.0, "create", json!(input))?;
    Ok(made)
}

/// Replaces one.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: CalendarId,
    version: i32,
    input: &CalendarInput,
) -> Result<BusinessCalendar, Failure> {
    find_version(c, id, version)?;
    let calendar = input.checked()?;
    let names = (&*input.code, &*input.name);
    let after = store::update(c, (id, version), names, calendar, caller.now)?.ok_or_else(Failure::stale)?;
    // Promises on it are measured anew by a job.
    clock::mark_calendar_stale(c, id)?;
    audit::write(c, caller, "calendar", id.0, "update", json!(input))?;
    Ok(after)
}

/// What would move if one said something else. Nothing is changed.
pub fn preview(
    c: &mut PgConnection,
    caller: &Caller,
    id: CalendarId,
    input: &CalendarInput,
) -> Result<ClockPreview, Failure> {
    store::find(c, id)?;
    let schedule = Schedule::from(&input.checked()?);
    clock::preview(c, &Otherwise::Calendar(id, &schedule), caller.now)
}

/// Deletes one that nothing uses and that did not come with the installation.
pub fn delete(c: &mut PgConnection, caller: &Caller, id: CalendarId, version: i32) -> Result<(), Failure> {
    let before = find_version(c, id, version)?;
    if is_shipped(id) {
        let refusal = Refusal::new(ProblemCode::InUse).detail("problem-in_use-shipped_calendar");
        return Err(refusal.arg("name", before.name).into());
    }
    let (policies, _) = rule_list::load::<SlaPolicies>(c, SLA_POLICIES)?;
    if let Some(rule) = policies.rules.iter().find(|r| r.promises.iter().any(|p| p.calendar_id == id)) {
        let refusal = Refusal::new(ProblemCode::InUse).detail("problem-in_use-calendar_of_policy");
        return Err(refusal.arg("name", before.name).arg("rule", rule.name.as_str()).into());
    }
    if !store::delete(c, id, version)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "calendar", id.0, "delete", json!(before))
}

fn refused(invalid: InvalidCalendar, within: &str) -> Failure {
    Refusal::fields(invalid.refusals(within)).into()
}

/// The stored calendar, checked once more.
fn stored(calendar: &BusinessCalendar) -> Result<Calendar, Failure> {
    let read = Calendar::try_from(calendar.calendar.clone());
    Ok(read.with_context(|| format!("the stored calendar {}", calendar.id))?)
}

fn keep(
    c: &mut PgConnection,
    before: BusinessCalendar,
    merge: Merge,
    now: DateTime<Utc>,
) -> Result<MergedDays, Failure> {
    let Merge { added, changed, unchanged, .. } = merge;
    let calendar = if merge.is_idle() {
        before
    } else {
        let (place, names) = ((before.id, before.version), (&*before.code, &*before.name));
        let after = store::update(c, place, names, merge.calendar, now)?.ok_or_else(Failure::stale)?;
        clock::mark_calendar_stale(c, after.id)?;
        after
    };
    Ok(MergedDays { added, changed, unchanged, calendar })
}

/// Puts special days into one.
pub fn merge(
    c: &mut PgConnection,
    caller: &Caller,
    id: CalendarId,
    version: i32,
    input: &SpecialDays,
) -> Result<MergedDays, Failure> {
    let before = find_version(c, id, version)?;
    if input.days.is_empty() {
        return Err(Failure::field("/days", FieldProblem::Required));
    }
    let merge = stored(&before)?.merge(&input.days).map_err(|invalid| refused(invalid, "/days"))?;
    let idle = merge.is_idle();
    let after = keep(c, before, merge, caller.now)?;
    if !idle {
        audit::write(c, caller, "calendar", id.0, "special_days", json!(input))?;
    }
    Ok(after)
}

/// Puts the shipped list of public holidays into one.
pub fn load_public_holidays(
    c: &mut PgConnection,
    caller: &Caller,
    id: CalendarId,
    version: i32,
) -> Result<MergedDays, Failure> {
    let before = find_version(c, id, version)?;
    let author = Author {
        id: Some(caller.actor.user_id),
        name: &caller.actor.name,
        at: caller.now,
        request_id: Some(&caller.request_id),
    };
    put_public_holidays(c, &author, before, &holidays::shipped()?, None)
}

/// Puts a list of public holidays into a calendar.
///
/// # Errors
/// When the calendar takes no special days, or nothing says what hours make-up days have.
pub fn put_public_holidays(
    c: &mut PgConnection,
    author: &Author<'_>,
    before: BusinessCalendar,
    days: &[PublicDay],
    hours: Option<&[WrittenInterval]>,
) -> Result<MergedDays, Failure> {
    let id = before.id;
    let merge = rehearse_public_holidays(&before, days, hours)?;
    let idle = merge.is_idle();
    let after = keep(c, before, merge, author.at)?;
    if !idle {
        let counts = json!({ "added": after.added, "changed": after.changed, "unchanged": after.unchanged });
        audit::write_as(c, author, "calendar", id.0, "public_holidays", counts)?;
    }
    Ok(after)
}

/// What a list of public holidays would change in a calendar.
///
/// # Errors
/// As [`put_public_holidays`].
pub fn rehearse_public_holidays(
    before: &BusinessCalendar,
    days: &[PublicDay],
    hours: Option<&[WrittenInterval]>,
) -> Result<Merge, Failure> {
    // The list is not what was sent, so what is wrong is told of the calendar as a whole.
    let whole = |InvalidCalendar(mut faults)| {
        faults.truncate(1);
        faults.iter_mut().for_each(|fault: &mut CalendarFault| fault.pointer.clear());
        refused(InvalidCalendar(faults), "")
    };
    let calendar = stored(before)?;
    let days = calendar.public_holidays(days, hours).map_err(whole)?;
    calendar.merge(&days).map_err(whole)
}

/// The calendar with this code, for the command line.
pub fn find_code(c: &mut PgConnection, code: &str) -> Result<Option<BusinessCalendar>, Failure> {
    store::find_code(c, code)
}
