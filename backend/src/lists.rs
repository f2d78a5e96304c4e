//! Lists by cursor: every page costs what the first does.

use crate::base_table::of_table;
use crate::error::Failure;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::NaiveDate;
use diesel::pg::{Pg, PgConnection, PgQueryBuilder};
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryBuilder, QueryFragment, QueryId};
use diesel::sql_types::BigInt;
use serde::Serialize;
use serde::de::DeserializeOwned;
use shared::page::{COUNT_CAP, CappedCount, DEFAULT_LIMIT, MAX_LIMIT, Page};
use shared::problem::{FieldProblem, FieldRefusal, Refusal};
use std::collections::HashMap;
use std::hash::Hash;

/// The number of rows asked for.
///
/// # Errors
/// `validation_failed` when it is not within 1–100.
pub fn limit(asked: Option<u32>) -> Result<i64, Failure> {
    let limit = asked.unwrap_or(DEFAULT_LIMIT);
    let bad = |code, bound: u32| {
        Refusal::fields(vec![FieldRefusal::new("?limit", code).arg("limit", i64::from(bound))])
    };
    match limit {
        0 => Err(bad(FieldProblem::TooSmall, 1).into()),
        n if n > MAX_LIMIT => Err(bad(FieldProblem::TooLarge, MAX_LIMIT).into()),
        n => Ok(n.into()),
    }
}

/// A query that ends after so many rows; a statement of its own, never part of another. What finds ids or counts goes to the table of
/// a view ([`crate::base_table`]).
#[derive(Clone, Copy, Debug)]
pub struct UpTo<Q> {
    query: Q,
    rows: i64,
    /// The number is written into the statement, since nothing else in it changes from time to time.
    written: bool,
    /// No plan is kept for it.
    anew: bool,
}

/// Ends a query after a number of rows. Where that would be the only value of the statement, it is written into it: PostgreSQL then
/// takes one plan for all. Where there are others, the first five times on a connection are planned for their own values, for lists
/// are skewed: a few returns of a dealer are open and most are not. From then on PostgreSQL keeps a plan for whatever values where
/// it holds that for no dearer, which the number as a value makes less likely but does not rule out; what must not be left to that
/// is planned anew each time.
pub trait Few: Sized {
    /// So many rows of it, or some more: few numbers make few statements.
    fn up_to(self, rows: i64) -> UpTo<Self>;

    /// As many rows as are counted, of a query whose first value is what it selects. With more values it is planned for them each
    /// time, which is cheap for a table without the names that are shown beside it; a plan for whatever values would go through a
    /// whole register for a few rows.
    fn counted(self) -> UpTo<Self>;
}

impl<Q: Query + QueryFragment<Pg>> Few for Q {
    fn up_to(self, rows: i64) -> UpTo<Self> {
        let sql = sql_of(&self);
        let steps = [11, 21, 51, i64::from(MAX_LIMIT) + 1];
        let rows = steps.into_iter().find(|step| rows <= *step).unwrap_or(rows);
        // A word that stands in every row and one that stands nowhere want different plans.
        UpTo { query: self, rows, written: !sql.contains("$1"), anew: sql.contains("bigrams(") }
    }

    fn counted(self) -> UpTo<Self> {
        let anew = sql_of(&self).contains("$2");
        UpTo { query: self, rows: COUNT_CAP + 1, written: true, anew }
    }
}

pub(crate) fn sql_of(query: &impl QueryFragment<Pg>) -> String {
    let mut sql = PgQueryBuilder::new();
    // What cannot be written cannot be carried out either, and says so there.
    if query.to_sql(&mut sql, &Pg).is_ok() { sql.finish() } else { String::new() }
}

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for UpTo<Q> {
    // The values, and what is kept of them.
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.query.walk_ast(out.reborrow())?;
        if self.anew {
            out.unsafe_to_cache_prepared();
        }
        if self.written {
            return Ok(());
        }
        out.push_bind_param::<BigInt, _>(&self.rows)
    }

    // The words around them.
    fn to_sql(&self, out: &mut PgQueryBuilder, backend: &Pg) -> QueryResult<()> {
        let mut sql = PgQueryBuilder::new();
        self.query.to_sql(&mut sql, backend)?;
        if self.written {
            sql.push_sql(&format!(" LIMIT {}", self.rows));
        } else {
            sql.push_sql(" LIMIT ");
            sql.push_bind_param();
        }
        out.push_sql(&of_table(sql.finish()));
        Ok(())
    }
}

impl<Q> QueryId for UpTo<Q> {
    type QueryId = ();
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: Query> Query for UpTo<Q> {
    type SqlType = Q::SqlType;
}

impl<Q> RunQueryDsl<PgConnection> for UpTo<Q> {}

/// Which rows a page has, and in what order. A list of many names finds its rows first and asks for the names by their ids: what
/// PostgreSQL plans for the values of a list has no joins then, and the joins are planned once for all.
#[derive(Debug)]
pub struct Found<K> {
    /// The ids of the page.
    pub ids: Vec<K>,
    more: bool,
}

impl<K: Copy + Eq + Hash> Found<K> {
    /// From one id more than asked for.
    pub fn new(mut ids: Vec<K>, limit: i64) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = ids.len() > limit;
        ids.truncate(limit);
        Self { ids, more }
    }

    /// How many there are in all: they are counted only where this page, the first, does not hold them.
    ///
    /// # Errors
    /// What counting says.
    pub fn total<E>(&self, count: impl FnOnce() -> Result<i64, E>) -> Result<i64, E> {
        if self.more { count() } else { Ok(i64::try_from(self.ids.len()).unwrap_or(i64::MAX)) }
    }

    /// The page, from what is told of these ids to somebody. Who must not see one any more by then does without it.
    pub fn page<R, T>(
        &self,
        mut rows: Vec<R>,
        id: impl Fn(&R) -> K,
        total: Option<i64>,
        cursor: impl FnOnce(&R) -> String,
        into: impl FnMut(R) -> T,
    ) -> Page<T> {
        let places: HashMap<K, usize> = self.ids.iter().enumerate().map(|(place, id)| (*id, place)).collect();
        rows.sort_unstable_by_key(|row| places.get(&id(row)).copied());
        let next_cursor = if self.more { rows.last().map(cursor) } else { None };
        Page { next_cursor, items: rows.into_iter().map(into).collect(), total: total.map(CappedCount::new) }
    }
}

/// Writes a place in a list: the order and the sort keys of the last row.
pub fn cursor(sort: &str, keys: &impl Serialize) -> String {
    URL_SAFE_NO_PAD.encode(serde_json::to_vec(&(sort, keys)).unwrap_or_default())
}

/// Reads a place in a list.
///
/// # Errors
/// `cursor_invalid` when this order did not give it out.
pub fn place<K: DeserializeOwned>(cursor: Option<&str>, sort: &str) -> Result<Option<K>, Failure> {
    let Some(cursor) = cursor else { return Ok(None) };
    let bad = || Failure::field("?cursor", FieldProblem::CursorInvalid);
    let bytes = URL_SAFE_NO_PAD.decode(cursor).map_err(|_| bad())?;
    let (of, keys): (String, K) = serde_json::from_slice(&bytes).map_err(|_| bad())?;
    if of == sort { Ok(Some(keys)) } else { Err(bad()) }
}

/// A page from one row more than asked for.
pub fn page<R, T>(
    mut rows: Vec<R>,
    limit: i64,
    total: Option<i64>,
    cursor: impl FnOnce(&R) -> String,
    into: impl FnMut(R) -> T,
) -> Page<T> {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next_cursor = if more { rows.last().map(cursor) } else { None };
    Page { next_cursor, items: rows.into_iter().map(into).collect(), total: total.map(CappedCount::new) }
}

/// A day within the years that PostgreSQL and people write down.
pub fn writable_day(day: NaiveDate) -> NaiveDate {
    let bound = |year, month, of| NaiveDate::from_ymd_opt(year, month, of).unwrap_or_default();
    day.clamp(bound(1, 1, 1), bound(9999, 12, 31))
}

/// A word as it is looked for inside the `search` columns: lower case, with LIKE's signs taken literally.
pub fn like(word: &str) -> String {
    let escaped = word.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

diesel::define_sql_function! {
    /// Pairs of neighbouring characters; the `search` columns are indexed by them.
    fn bigrams(source: diesel::sql_types::Text) -> diesel::sql_types::Array<diesel::sql_types::Text>;
}

/// Filters a boxed query by words that must each stand in its `search` column, by index for those of two
/// characters and more.
#[macro_export]
macro_rules! search {
    ($query:expr, $table:ident, $words:expr) => {{
        let mut query = $query;
        for word in shared::records::search::words($words) {
            query = query.filter($table::search.like($crate::lists::like(&word)));
            if word.chars().count() >= shared::records::search::SHORTEST {
                query = query
                    .filter($crate::lists::bigrams($table::search).contains($crate::lists::bigrams(word)));
            }
        }
        query
    }};
}

/// Filters a boxed query by what comes after a place in ascending order: rows with a greater value in the column
/// that sorts first, and of those with the same value the ones that `rest` lets through, which compares the other
/// columns. The bound on the column by itself says nothing new, but only it is a place in an index: by
/// `a > x OR (a = x AND …)` alone all rows before it would be gone through again for each page.
#[macro_export]
macro_rules! after {
    ($query:expr, $column:expr, $value:expr, $rest:expr) => {{
        let value = $value;
        $query
            .filter($column.ge(value.clone()))
            .filter($column.gt(value.clone()).or($column.eq(value).and($rest)))
    }};
}

/// Filters a boxed query by what comes after a place in descending order, as [`after!`] does in ascending order.
#[macro_export]
macro_rules! before {
    ($query:expr, $column:expr, $value:expr, $rest:expr) => {{
        let value = $value;
        $query
            .filter($column.le(value.clone()))
            .filter($column.lt(value.clone()).or($column.eq(value).and($rest)))
    }};
}

/// Filters a boxed query by whether its rows are for a ticket: by its kind, its topic and the product line of its
/// model, each of which a row may leave open.
#[macro_export]
macro_rules! fits {
    ($query:expr, $table:ident, $subject:expr) => {{
        let (query, subject) = ($query, $subject);
        let query = query
            .filter($table::kinds.eq(Vec::<TicketKind>::new()).or($table::kinds.contains(vec![subject.kind])))
            .filter($table::topic.is_null().or($table::topic.assume_not_null().eq(subject.topic)));
        match &subject.product_line {
            Some(line) => query.filter(
                $table::product_line.is_null().or($table::product_line.assume_not_null().eq(line.clone())),
            ),
            None => query.filter($table::product_line.is_null()),
        }
    }};
}

/// Counts the rows of a boxed query, stopping at the cap.
#[macro_export]
macro_rules! capped_count {
    ($query:expr, $connection:expr) => {{
        let one = diesel::IntoSql::into_sql::<diesel::sql_types::Integer>(1);
        $crate::counts::capped($crate::lists::Few::counted($query.select(one)), $connection)
    }};
}
