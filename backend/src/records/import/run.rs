//! The run of an import: batch by batch, each in a transaction of its own with its progress, so that a run
//! that was cut off is simply sent again and goes on where it stopped.

use super::read::{Reader, Refused, Repair};
use super::store::{self, ImportRow};
use crate::db::Db;
use crate::error::Failure;
use anyhow::{Context, ensure};
use chrono::{DateTime, Utc};
use csv::{ReaderBuilder, StringRecord};
use shared::ids::{ImportId, UserId};
use shared::records::import::{Import, ImportFailure, ImportKind, ImportStatus, RepairMapping};
use shared::records::ticket::TicketStatus;
use std::collections::HashSet;
use uuid::Uuid;

/// Rows per transaction.
const BATCH: usize = 500;

/// An import that is ready to run.
pub struct Run {
    /// Its record; not stored yet.
    pub(super) row: ImportRow,
    mapping: RepairMapping,
    header: StringRecord,
    records: Vec<Result<(i32, StringRecord), Refused>>,
}

/// Reads a file and checks the mapping against it. Nothing is stored.
///
/// # Errors
/// In a sentence: no header, a column that is not there, a state that history cannot have.
pub fn prepare(
    csv: &[u8],
    mapping: RepairMapping,
    dry_run: bool,
    actor: Option<UserId>,
    now: DateTime<Utc>,
) -> anyhow::Result<Run> {
    let mut reader = ReaderBuilder::new().flexible(false).from_reader(csv);
    let header = reader.headers().context("the file has no header line in UTF-8")?.clone();
    ensure!(header.len() > 1, "the header has only one column; is the file separated by commas?");
    Reader::new(&mapping, &header, now)?;
    let status = mapping.status.unwrap_or(TicketStatus::Closed);
    ensure!(
        matches!(status, TicketStatus::New | TicketStatus::Resolved | TicketStatus::Closed),
        "imported repairs can be new, resolved or closed, not {status}"
    );
    let mut records = vec![];
    for (n, record) in reader.into_records().enumerate() {
        let line = |position: Option<&csv::Position>| {
            position
                .and_then(|p| i32::try_from(p.line()).ok())
                .unwrap_or(i32::try_from(n + 2).unwrap_or(i32::MAX))
        };
        records.push(match record {
            Ok(record) => Ok((line(record.position()), record)),
            Err(error) => Err(Refused {
                line: line(error.position()),
                reference: None,
                column: None,
                reason: error.to_string(),
            }),
        });
    }
    let row = ImportRow {
        id: ImportId(Uuid::now_v7()),
        kind: ImportKind::Repairs,
        source: mapping.source.to_string(),
        dry_run,
        status: ImportStatus::Running,
        rows_total: i32::try_from(records.len()).context("more rows than can be counted")?,
        rows_read: 0,
        rows_created: 0,
        rows_known: 0,
        rows_refused: 0,
        failure: None,
        created_by_id: actor,
        created_at: now,
        updated_at: now,
        finished_at: None,
    };
    Ok(Run { row, mapping, header, records })
}

impl Run {
    /// Reads all rows; `tell` hears of the progress. Gives the report.
    ///
    /// # Errors
    /// When the database is away; what was done stays done, and the run can be repeated.
    pub fn run(mut self, db: &Db, mut tell: impl FnMut(&Import)) -> Result<Import, Failure> {
        let records = std::mem::take(&mut self.records);
        let mut seen = HashSet::new();
        for chunk in records.chunks(BATCH) {
            match self.batch(db, chunk, &mut seen) {
                Ok(row) => self.row = row,
                Err(failure) => {
                    let mut row = self.row.clone();
                    row.status = ImportStatus::Failed;
                    row.failure = Some(ImportFailure::DatabaseAway);
                    row.finished_at = Some(crate::auth::caller::now());
                    let _ = db.write_now(|c| store::save(c, &row));
                    return Err(failure);
                }
            }
            tell(&self.row.clone().into());
        }
        self.row.status = ImportStatus::Finished;
        self.row.finished_at = Some(crate::auth::caller::now());
        db.write_now(|c| store::save(c, &self.row))?;
        Ok(self.row.into())
    }

    fn batch(
        &self,
        db: &Db,
        chunk: &[Result<(i32, StringRecord), Refused>],
        seen: &mut HashSet<String>,
    ) -> Result<ImportRow, Failure> {
        let now = crate::auth::caller::now();
        let reader = Reader::new(&self.mapping, &self.header, now)?;
        let (mut repairs, mut refused): (Vec<Repair>, Vec<Refused>) = (vec![], vec![]);
        for record in chunk {
            let read = match record {
                Ok((line, record)) => reader.read(record, *line),
                Err(broken) => Err(broken.clone()),
            };
            match read {
                Ok(repair) if seen.insert(repair.reference.clone()) => repairs.push(repair),
                Ok(twice) => refused.push(Refused {
                    line: twice.line,
                    column: Some(self.mapping.columns.reference.clone()),
                    reason: format!("“{}” stands in this file twice", twice.reference),
                    reference: Some(twice.reference),
                }),
                Err(why) => refused.push(why),
            }
        }
        db.write_now(|c| {
            let known = store::known(c, &self.mapping.source, &repairs)?;
            let new: Vec<Repair> =
                repairs.iter().filter(|r| !known.contains(&r.reference)).cloned().collect();
            let created = if self.row.dry_run {
                new.len()
            } else {
                store::insert_tickets(c, &self.mapping, &new, self.row.created_by_id, now)?
            };
            store::insert_refusals(c, self.row.id, &refused)?;
            let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
            let mut row = self.row.clone();
            row.rows_read += count(chunk.len());
            row.rows_created += count(created);
            row.rows_known += count(repairs.len() - created);
            row.rows_refused += count(refused.len());
            row.updated_at = now;
            store::save(c, &row)?;
            Ok(row)
        })
    }
}
