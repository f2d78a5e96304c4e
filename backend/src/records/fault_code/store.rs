//! Rows and SQL of the fault catalogue. Everybody who may read it sees all of it.

use crate::error::Failure;
use crate::lists::Few;
use crate::schema::fault_codes;
use crate::{capped_count, lists, search};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::FaultCodeId;
use shared::page::Page;
use shared::records::fault_code::{FaultCode, FaultCodeInput, FaultCodeQuery};

#[derive(Queryable, Selectable)]
#[diesel(table_name = fault_codes)]
struct Row {
    id: FaultCodeId,
    code: String,
    name_zh: String,
    name_en: String,
    line: Option<String>,
    standard_minutes: Option<i32>,
    active: bool,
    version: i32,
}

impl From<Row> for FaultCode {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            code: row.code,
            name_zh: row.name_zh,
            name_en: row.name_en,
            line: row.line,
            standard_minutes: row.standard_minutes,
            active: row.active,
            version: row.version,
        }
    }
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = fault_codes, treat_none_as_null = true)]
struct Fields {
    code: String,
    name_zh: String,
    name_en: String,
    line: Option<String>,
    standard_minutes: Option<i32>,
    active: bool,
    updated_at: DateTime<Utc>,
}

fn fields(input: &FaultCodeInput, now: DateTime<Utc>) -> Fields {
    let input = input.clone();
    Fields {
        code: input.code.into(),
        name_zh: input.name_zh.into(),
        name_en: input.name_en.into(),
        line: input.line.map(Into::into),
        standard_minutes: input.standard_minutes,
        active: input.active,
        updated_at: now,
    }
}

/// The fault code.
pub(super) fn find(c: &mut PgConnection, id: FaultCodeId) -> Result<FaultCode, Failure> {
    let row: Option<Row> = fault_codes::table.find(id).select(Row::as_select()).first(c).optional()?;
    row.map(Into::into).ok_or_else(Failure::not_found)
}

/// A page of the catalogue, by code. Codes are unique, so the code alone says where a page ends.
pub(super) fn list(c: &mut PgConnection, query: &FaultCodeQuery) -> Result<Page<FaultCode>, Failure> {
    use fault_codes::{code, line};
    const SORT: &str = "code";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = fault_codes::table.into_boxed();
        if let Some(l) = &query.line {
            q = q.filter(line.is_null().or(line.eq(l.to_string())));
        }
        if let Some(word) = &query.q {
            q = search!(q, fault_codes, word);
        }
        q
    };
    let mut page = filtered();
    if let Some((after,)) = lists::place::<(String,)>(query.cursor.as_deref(), SORT)? {
        page = page.filter(code.gt(after));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> = page.order(code.asc()).select(Row::as_select()).up_to(limit + 1).load(c)?;
    Ok(lists::page(rows, limit, total, |last| lists::cursor(SORT, &(&last.code,)), Into::into))
}

/// Stores a new fault code.
pub(super) fn insert(
    c: &mut PgConnection,
    id: FaultCodeId,
    input: &FaultCodeInput,
    now: DateTime<Utc>,
) -> Result<FaultCode, Failure> {
    let row: Row = diesel::insert_into(fault_codes::table)
        .values((
            fields(input, now),
            fault_codes::id.eq(id),
            fault_codes::version.eq(1),
            fault_codes::created_at.eq(now),
        ))
        .returning(Row::as_returning())
        .get_result(c)?;
    Ok(row.into())
}

/// Replaces a fault code of this version; nothing when it has another one by now.
pub(super) fn update(
    c: &mut PgConnection,
    id: FaultCodeId,
    version: i32,
    input: &FaultCodeInput,
    now: DateTime<Utc>,
) -> Result<Option<FaultCode>, Failure> {
    let guarded = fault_codes::table.filter(fault_codes::id.eq(id)).filter(fault_codes::version.eq(version));
    let row: Option<Row> = diesel::update(guarded)
        .set((fields(input, now), fault_codes::version.eq(version + 1)))
        .returning(Row::as_returning())
        .get_result(c)
        .optional()?;
    Ok(row.map(Into::into))
}
