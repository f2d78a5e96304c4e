//! Rows and SQL of checklists.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::lists::Few;
use crate::records::ticket::Subject;
use crate::schema::checklists;
use crate::{after, capped_count, fits, lists, search};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::ChecklistId;
use shared::page::Page;
use shared::records::checklist::{Checklist, ChecklistInput, ChecklistQuery, ChecklistStep};
use shared::records::ticket::{TicketKind, TicketTopic};

#[derive(Queryable, Selectable)]
#[diesel(table_name = checklists)]
struct Row {
    id: ChecklistId,
    title: String,
    steps: Json<Vec<ChecklistStep>>,
    kinds: Vec<TicketKind>,
    topic: Option<TicketTopic>,
    product_line: Option<String>,
    automatic: bool,
    active: bool,
    version: i32,
}

impl From<Row> for Checklist {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            title: row.title,
            steps: row.steps.0,
            kinds: row.kinds,
            topic: row.topic,
            product_line: row.product_line,
            automatic: row.automatic,
            active: row.active,
            version: row.version,
        }
    }
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = checklists, treat_none_as_null = true)]
struct Fields {
    title: String,
    steps: Json<Vec<ChecklistStep>>,
    kinds: Vec<TicketKind>,
    topic: Option<TicketTopic>,
    product_line: Option<String>,
    automatic: bool,
    active: bool,
    updated_at: DateTime<Utc>,
}

fn fields(input: &ChecklistInput, now: DateTime<Utc>) -> Fields {
    let input = input.clone();
    Fields {
        title: input.title.into(),
        steps: Json(input.steps),
        kinds: input.kinds,
        topic: input.topic,
        product_line: input.product_line.map(Into::into),
        automatic: input.automatic,
        active: input.active,
        updated_at: now,
    }
}

/// One of them.
pub(super) fn find(c: &mut PgConnection, id: ChecklistId) -> Result<Checklist, Failure> {
    let row: Option<Row> = checklists::table.find(id).select(Row::as_select()).first(c).optional()?;
    row.map(Into::into).ok_or_else(Failure::not_found)
}

/// The steps of one that is offered on tickets.
///
/// # Errors
/// When the database is away.
pub fn offered(c: &mut PgConnection, id: ChecklistId) -> Result<Option<Vec<ChecklistStep>>, Failure> {
    let steps: Option<Json<Vec<ChecklistStep>>> = checklists::table
        .find(id)
        .filter(checklists::active)
        .select(checklists::steps)
        .first(c)
        .optional()?;
    Ok(steps.map(|steps| steps.0))
}

/// A list that comes onto new tickets by itself: which, for which product line, with which steps.
pub type Automatic = (ChecklistId, Option<String>, Vec<ChecklistStep>);

/// The lists that come onto new tickets of this kind and topic by themselves, by title. Which of them are for the
/// ticket's product line is for the caller to see: mostly none asks for one.
///
/// # Errors
/// When the database is away.
pub fn automatic(
    c: &mut PgConnection,
    kind: TicketKind,
    topic: TicketTopic,
) -> Result<Vec<Automatic>, Failure> {
    let rows: Vec<(ChecklistId, Option<String>, Json<Vec<ChecklistStep>>)> = checklists::table
        .filter(checklists::automatic)
        .filter(checklists::active)
        .filter(checklists::kinds.eq(Vec::<TicketKind>::new()).or(checklists::kinds.contains(vec![kind])))
        .filter(checklists::topic.is_null().or(checklists::topic.assume_not_null().eq(topic)))
        .order((checklists::title, checklists::id))
        .select((checklists::id, checklists::product_line, checklists::steps))
        .load(c)?;
    Ok(rows.into_iter().map(|(id, line, steps)| (id, line, steps.0)).collect())
}

/// A page of them, by title.
pub(super) fn list(
    c: &mut PgConnection,
    query: &ChecklistQuery,
    fit: Option<&Subject>,
) -> Result<Page<Checklist>, Failure> {
    const SORT: &str = "title";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = checklists::table.into_boxed();
        if let Some(active) = query.active {
            q = q.filter(checklists::active.eq(active));
        }
        if let Some(fit) = fit {
            q = fits!(q, checklists, fit);
        }
        if let Some(words) = &query.q {
            q = search!(q, checklists, words);
        }
        q
    };
    let mut page = filtered();
    if let Some((title, id)) = lists::place::<(String, ChecklistId)>(query.cursor.as_deref(), SORT)? {
        page = after!(page, checklists::title, title, checklists::id.gt(id));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> = page
        .order((checklists::title.asc(), checklists::id.asc()))
        .select(Row::as_select())
        .up_to(limit + 1)
        .load(c)?;
    let cursor = |last: &Row| lists::cursor(SORT, &(&last.title, last.id));
    Ok(lists::page(rows, limit, total, cursor, Into::into))
}

/// Stores a new one.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    id: ChecklistId,
    input: &ChecklistInput,
) -> Result<Checklist, Failure> {
    let row: Row = diesel::insert_into(checklists::table)
        .values((
            fields(input, caller.now),
            checklists::id.eq(id),
            checklists::version.eq(1),
            checklists::created_at.eq(caller.now),
        ))
        .returning(Row::as_returning())
        .get_result(c)?;
    Ok(row.into())
}

/// Replaces one of this version; nothing when it has another one by now.
pub(super) fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: ChecklistId,
    version: i32,
    input: &ChecklistInput,
) -> Result<Option<Checklist>, Failure> {
    let guarded = checklists::table.filter(checklists::id.eq(id)).filter(checklists::version.eq(version));
    let row: Option<Row> = diesel::update(guarded)
        .set((fields(input, caller.now), checklists::version.eq(version + 1)))
        .returning(Row::as_returning())
        .get_result(c)
        .optional()?;
    Ok(row.map(Into::into))
}

/// Deletes one of this version; says whether it was there.
pub(super) fn delete(c: &mut PgConnection, id: ChecklistId, version: i32) -> Result<bool, Failure> {
    let guarded = checklists::table.filter(checklists::id.eq(id)).filter(checklists::version.eq(version));
    Ok(diesel::delete(guarded).execute(c)? == 1)
}
