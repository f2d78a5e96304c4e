//! Rows and SQL of canned answers.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::records::ticket::Subject;
use crate::schema::canned_answers;
use crate::{after, capped_count, fits, lists, policy, search};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::i18n::Locale;
use shared::ids::{CannedAnswerId, UserId};
use shared::page::Page;
use shared::records::canned_answer::{CannedAnswer, CannedAnswerInput, CannedAnswerQuery, may_edit};
use shared::records::ticket::{TicketKind, TicketTopic};

#[derive(Queryable, Selectable)]
#[diesel(table_name = canned_answers)]
struct Row {
    id: CannedAnswerId,
    owner_id: Option<UserId>,
    title: String,
    body: String,
    locale: Locale,
    kinds: Vec<TicketKind>,
    topic: Option<TicketTopic>,
    product_line: Option<String>,
    active: bool,
    version: i32,
}

fn show(row: Row, caller: &Caller) -> CannedAnswer {
    CannedAnswer {
        editable: may_edit(&caller.actor, row.owner_id),
        id: row.id,
        title: row.title,
        body: row.body,
        locale: row.locale,
        kinds: row.kinds,
        topic: row.topic,
        product_line: row.product_line,
        owner_id: row.owner_id,
        active: row.active,
        version: row.version,
    }
}

/// What is written, at first and at each change.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = canned_answers, treat_none_as_null = true)]
struct Fields {
    owner_id: Option<UserId>,
    title: String,
    body: String,
    locale: Locale,
    kinds: Vec<TicketKind>,
    topic: Option<TicketTopic>,
    product_line: Option<String>,
    active: bool,
    updated_at: DateTime<Utc>,
}

fn fields(input: &CannedAnswerInput, owner_id: Option<UserId>, now: DateTime<Utc>) -> Fields {
    let input = input.clone();
    Fields {
        owner_id,
        title: input.title.into(),
        body: input.body.into(),
        locale: input.locale,
        kinds: input.kinds,
        topic: input.topic,
        product_line: input.product_line.map(Into::into),
        active: input.active,
        updated_at: now,
    }
}

/// The answer, if the caller sees it.
pub(super) fn find(
    c: &mut PgConnection,
    caller: &Caller,
    id: CannedAnswerId,
) -> Result<CannedAnswer, Failure> {
    let seen = policy::canned_answers(caller, canned_answers::table.into_boxed());
    let row: Option<Row> =
        seen.filter(canned_answers::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.map(|row| show(row, caller)).ok_or_else(Failure::not_found)
}

/// A page of those that the caller sees, by title.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &CannedAnswerQuery,
    fit: Option<&Subject>,
) -> Result<Page<CannedAnswer>, Failure> {
    use canned_answers as a;
    const SORT: &str = "title";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = policy::canned_answers(caller, a::table.into_boxed());
        if let Some(private) = query.private {
            q = if private { q.filter(a::owner_id.is_not_null()) } else { q.filter(a::owner_id.is_null()) };
        }
        if let Some(active) = query.active {
            q = q.filter(a::active.eq(active));
        }
        if let Some(fit) = fit {
            q = fits!(q, a, fit);
        }
        if let Some(words) = &query.q {
            q = search!(q, canned_answers, words);
        }
        q
    };
    let mut page = filtered();
    if let Some((title, id)) = lists::place::<(String, CannedAnswerId)>(query.cursor.as_deref(), SORT)? {
        page = after!(page, a::title, title, a::id.gt(id));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> =
        page.order((a::title.asc(), a::id.asc())).select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| lists::cursor(SORT, &(&last.title, last.id));
    Ok(lists::page(rows, limit, total, cursor, |row| show(row, caller)))
}

/// Stores a new one.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    id: CannedAnswerId,
    owner: Option<UserId>,
    input: &CannedAnswerInput,
) -> Result<CannedAnswer, Failure> {
    let row: Row = diesel::insert_into(canned_answers::table)
        .values((
            fields(input, owner, caller.now),
            canned_answers::id.eq(id),
            canned_answers::version.eq(1),
            canned_answers::created_at.eq(caller.now),
        ))
        .returning(Row::as_returning())
        .get_result(c)?;
    Ok(show(row, caller))
}

/// Replaces one of this version; nothing when it has another one by now.
pub(super) fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: CannedAnswerId,
    version: i32,
    owner: Option<UserId>,
    input: &CannedAnswerInput,
) -> Result<Option<CannedAnswer>, Failure> {
    let guarded =
        canned_answers::table.filter(canned_answers::id.eq(id)).filter(canned_answers::version.eq(version));
    let row: Option<Row> = diesel::update(guarded)
        .set((fields(input, owner, caller.now), canned_answers::version.eq(version + 1)))
        .returning(Row::as_returning())
        .get_result(c)
        .optional()?;
    Ok(row.map(|row| show(row, caller)))
}

/// Deletes one of this version; says whether it was there.
pub(super) fn delete(c: &mut PgConnection, id: CannedAnswerId, version: i32) -> Result<bool, Failure> {
    let guarded =
        canned_answers::table.filter(canned_answers::id.eq(id)).filter(canned_answers::version.eq(version));
    Ok(diesel::delete(guarded).execute(c)? == 1)
}
