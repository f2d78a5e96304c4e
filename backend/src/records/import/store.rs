//! Rows and SQL of imports: everything by the batch, nothing by the row.

use super::columns::Refused;
use super::record::ImportedTicket;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::{import_refusals, imports, tickets};
use crate::{after, before, lists};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::i18n::{Locale, Message};
use shared::ids::{ImportId, UserId};
use shared::page::Page;
use shared::records::import::{
    Import, ImportFailure, ImportFile, ImportKind, ImportRefusal, ImportStatus, PageQuery,
};
use std::collections::HashSet;

/// Rows of a statement: PostgreSQL takes 65 535 values at once.
pub(super) const ROWS: usize = 2000;

#[derive(Queryable, Selectable, Insertable, AsChangeset, Clone)]
#[diesel(table_name = imports, treat_none_as_null = true)]
pub(super) struct ImportRow {
    pub id: ImportId,
    pub kind: ImportKind,
    pub source: String,
    pub dry_run: bool,
    pub status: ImportStatus,
    pub rows_total: i32,
    pub rows_read: i32,
    pub rows_created: i32,
    pub rows_known: i32,
    pub rows_refused: i32,
    pub failure: Option<ImportFailure>,
    pub created_by_id: Option<UserId>,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub finished_at: Option<DateTime<Utc>>,
}

impl From<ImportRow> for Import {
    fn from(row: ImportRow) -> Self {
        Self {
            id: row.id,
            kind: row.kind,
            source: row.source,
            dry_run: row.dry_run,
            status: row.status,
            rows_total: row.rows_total,
            rows_read: row.rows_read,
            rows_created: row.rows_created,
            rows_known: row.rows_known,
            rows_refused: row.rows_refused,
            failure: row.failure,
            created_at: row.created_at,
            finished_at: row.finished_at,
        }
    }
}

pub(super) fn insert(c: &mut PgConnection, row: &ImportRow) -> Result<(), Failure> {
    diesel::insert_into(imports::table).values(row).execute(c)?;
    Ok(())
}

pub(super) fn save(c: &mut PgConnection, row: &ImportRow) -> Result<(), Failure> {
    diesel::update(imports::table.find(row.id)).set(row).execute(c)?;
    Ok(())
}

/// Marks imports as failed that say they run and have not moved since. Gives how many.
pub(super) fn give_up(
    c: &mut PgConnection,
    since: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<usize, Failure> {
    let left = imports::table
        .filter(imports::status.eq(ImportStatus::Running))
        .filter(imports::updated_at.lt(since));
    Ok(diesel::update(left)
        .set((
            imports::status.eq(ImportStatus::Failed),
            imports::failure.eq(ImportFailure::ServerStopped),
            imports::finished_at.eq(now),
            imports::updated_at.eq(now),
        ))
        .execute(c)?)
}

pub(super) fn find(c: &mut PgConnection, id: ImportId) -> Result<Import, Failure> {
    let row: Option<ImportRow> =
        imports::table.find(id).select(ImportRow::as_select()).first(c).optional()?;
    row.map(Into::into).ok_or_else(Failure::not_found)
}

pub(super) fn list(c: &mut PgConnection, query: &PageQuery) -> Result<Page<Import>, Failure> {
    use imports::dsl;
    let limit = lists::limit(query.limit)?;
    let mut q = dsl::imports.into_boxed();
    if let Some((at, id)) = lists::place::<(DateTime<Utc>, ImportId)>(query.cursor.as_deref(), "imports")? {
        q = before!(q, dsl::created_at, at, dsl::id.lt(id));
    }
    let rows: Vec<ImportRow> = q
        .order((dsl::created_at.desc(), dsl::id.desc()))
        .select(ImportRow::as_select())
        .up_to(limit + 1)
        .load(c)?;
    Ok(lists::page(
        rows,
        limit,
        None,
        |last| lists::cursor("imports", &(last.created_at, last.id)),
        Into::into,
    ))
}

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = import_refusals)]
struct RefusalRow {
    import_id: ImportId,
    file: ImportFile,
    line: i32,
    reference: Option<String>,
    column: Option<String>,
    reason: String,
    values: serde_json::Value,
}

pub(super) fn refusals(
    c: &mut PgConnection,
    id: ImportId,
    query: &PageQuery,
    locale: Locale,
) -> Result<Page<ImportRefusal>, Failure> {
    use import_refusals::dsl;
    find(c, id)?;
    let limit = lists::limit(query.limit)?;
    let mut q = dsl::import_refusals.filter(dsl::import_id.eq(id)).into_boxed();
    if let Some((file, line)) = lists::place::<(ImportFile, i32)>(query.cursor.as_deref(), "refusals")? {
        q = after!(q, dsl::file, file, dsl::line.gt(line));
    }
    let rows: Vec<RefusalRow> =
        q.order((dsl::file, dsl::line)).select(RefusalRow::as_select()).up_to(limit + 1).load(c)?;
    let show = |row: RefusalRow| {
        let values = serde_json::from_value(row.values).unwrap_or_default();
        let reason = Message { key: row.reason, values };
        ImportRefusal {
            file: row.file,
            line: row.line,
            reference: row.reference,
            column: row.column,
            detail: reason.text(locale),
            reason,
        }
    };
    Ok(lists::page(rows, limit, None, |last| lists::cursor("refusals", &(last.file, last.line)), show))
}

pub(super) fn insert_refusals(
    c: &mut PgConnection,
    id: ImportId,
    refused: &[Refused],
) -> Result<(), Failure> {
    let rows: Vec<RefusalRow> = refused
        .iter()
        .map(|r| RefusalRow {
            import_id: id,
            file: r.file,
            line: r.line,
            // NUL cannot be stored, and what was refused may well hold one.
            reference: r.reference.as_ref().map(|t| t.replace('\0', "␀")),
            column: r.column.clone(),
            reason: r.reason.key.clone(),
            values: r.reason.values.iter().map(|(name, v)| json!([name, v.replace('\0', "␀")])).collect(),
        })
        .collect();
    for rows in rows.chunks(ROWS) {
        diesel::insert_into(import_refusals::table).values(rows).on_conflict_do_nothing().execute(c)?;
    }
    Ok(())
}

/// Which of these records are there already.
pub(super) fn known(
    c: &mut PgConnection,
    source: &str,
    batch: &[ImportedTicket],
) -> Result<HashSet<String>, Failure> {
    let references: Vec<&String> = batch.iter().map(|r| &r.reference).collect();
    let found: Vec<Option<String>> = tickets::table
        .filter(tickets::external_source.eq(source))
        .filter(tickets::external_reference.eq_any(references))
        .select(tickets::external_reference)
        .load(c)?;
    Ok(found.into_iter().flatten().collect())
}
