//! Rows and SQL of business calendars. Everybody who may read them sees all of them.

use crate::error::Failure;
use crate::jsonb::Json;
use crate::lists::Few;
use crate::schema::calendars;
use crate::views::calendar_rows;
use crate::{after, capped_count, lists};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::calendar::{Calendar, WrittenCalendar, WrittenHours};
use shared::ids::CalendarId;
use shared::page::Page;
use shared::records::calendar::{BusinessCalendar, CalendarSummary, is_shipped};
use shared::records::import::PageQuery;

#[derive(Queryable, Selectable)]
#[diesel(table_name = calendars)]
struct Row {
    id: CalendarId,
    code: String,
    name: String,
    calendar: Json<WrittenCalendar>,
    version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl From<Row> for BusinessCalendar {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            shipped: is_shipped(row.id),
            calendar: row.calendar.0,
            version: row.version,
            created_at: row.created_at,
            updated_at: row.updated_at,
        }
    }
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = calendar_rows)]
struct SummaryRow {
    id: CalendarId,
    code: String,
    name: String,
    zone: String,
    always_open: bool,
    hours: Json<WrittenHours>,
    holidays: i32,
    shifts: i32,
    version: i32,
    updated_at: DateTime<Utc>,
}

impl From<SummaryRow> for CalendarSummary {
    fn from(row: SummaryRow) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name: row.name,
            shipped: is_shipped(row.id),
            zone: row.zone,
            always_open: row.always_open,
            hours: row.hours.0,
            holidays: row.holidays,
            shifts: row.shifts,
            version: row.version,
            updated_at: row.updated_at,
        }
    }
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = calendars)]
struct Fields<'a> {
    code: &'a str,
    name: &'a str,
    calendar: Json<WrittenCalendar>,
    updated_at: DateTime<Utc>,
}

fn fields<'a>(code: &'a str, name: &'a str, calendar: Calendar, now: DateTime<Utc>) -> Fields<'a> {
    Fields { code, name, calendar: Json(calendar.into()), updated_at: now }
}

/// The calendar.
pub(super) fn find(c: &mut PgConnection, id: CalendarId) -> Result<BusinessCalendar, Failure> {
    let row: Option<Row> = calendars::table.find(id).select(Row::as_select()).first(c).optional()?;
    row.map(Into::into).ok_or_else(Failure::not_found)
}

/// The calendar with this code.
pub(super) fn find_code(c: &mut PgConnection, code: &str) -> Result<Option<BusinessCalendar>, Failure> {
    let row: Option<Row> =
        calendars::table.filter(calendars::code.eq(code)).select(Row::as_select()).first(c).optional()?;
    Ok(row.map(Into::into))
}

/// A page of the calendars, by name.
pub(super) fn list(c: &mut PgConnection, query: &PageQuery) -> Result<Page<CalendarSummary>, Failure> {
    use calendar_rows::{id, name};
    const SORT: &str = "name";
    let limit = lists::limit(query.limit)?;
    let mut page = calendar_rows::table.into_boxed();
    if let Some((n, i)) = lists::place::<(String, CalendarId)>(query.cursor.as_deref(), SORT)? {
        page = after!(page, name, n, id.gt(i));
    }
    let total =
        if query.cursor.is_none() { Some(capped_count!(calendars::table.into_boxed(), c)?) } else { None };
    let rows: Vec<SummaryRow> =
        page.order((name.asc(), id.asc())).select(SummaryRow::as_select()).up_to(limit + 1).load(c)?;
    Ok(lists::page(rows, limit, total, |last| lists::cursor(SORT, &(&last.name, last.id)), Into::into))
}

/// Stores a new calendar.
pub(super) fn insert(
    c: &mut PgConnection,
    id: CalendarId,
    (code, name): (&str, &str),
    calendar: Calendar,
    now: DateTime<Utc>,
) -> Result<BusinessCalendar, Failure> {
    let row: Row = diesel::insert_into(calendars::table)
        .values((
            fields(code, name, calendar, now),
            calendars::id.eq(id),
            calendars::version.eq(1),
            calendars::created_at.eq(now),
        ))
        .returning(Row::as_returning())
        .get_result(c)?;
    Ok(row.into())
}

/// Replaces a calendar of this version; nothing when it has another one by now.
pub(super) fn update(
    c: &mut PgConnection,
    (id, version): (CalendarId, i32),
    (code, name): (&str, &str),
    calendar: Calendar,
    now: DateTime<Utc>,
) -> Result<Option<BusinessCalendar>, Failure> {
    let guarded = calendars::table.filter(calendars::id.eq(id)).filter(calendars::version.eq(version));
    let row: Option<Row> = diesel::update(guarded)
        .set((fields(code, name, calendar, now), calendars::version.eq(version + 1)))
        .returning(Row::as_returning())
        .get_result(c)
        .optional()?;
    Ok(row.map(Into::into))
}

/// Deletes a calendar of this version; says whether it had that version.
pub(super) fn delete(c: &mut PgConnection, id: CalendarId, version: i32) -> Result<bool, Failure> {
    let guarded = calendars::table.filter(calendars::id.eq(id)).filter(calendars::version.eq(version));
    Ok(diesel::delete(guarded).execute(c)? == 1)
}
