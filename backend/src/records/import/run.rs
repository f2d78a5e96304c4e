//! The run of an import: batch by batch, each in a transaction of its own with its progress, so that a run
//! that was cut off is simply sent again and goes on where it stopped.

use super::cases::Cases;
use super::columns::Refused;
use super::record::ImportedTicket;
use super::repairs::Repairs;
use super::store::{self, ImportRow};
use super::{catalogue, write};
use crate::db::Db;
use crate::error::Failure;
use chrono::{DateTime, Utc};
use shared::i18n::Message;
use shared::ids::{ImportId, UserId};
use shared::records::import::{
    Import, ImportFailure, ImportKind, ImportStatus, RepairMapping, TicketMapping,
};
use uuid::Uuid;

/// What is going to be imported.
pub enum Source<'a> {
    /// Repair records.
    Repairs {
        /// Which column feeds which field.
        mapping: Box<RepairMapping>,
        /// The file.
        csv: &'a [u8],
    },
    /// Tickets with their history.
    Tickets {
        /// Which column feeds which field.
        mapping: Box<TicketMapping>,
        /// The cases.
        cases: &'a [u8],
        /// The changes of their states.
        events: &'a [u8],
    },
}

/// An import that is ready to run.
pub struct Run {
    /// Its record; not stored yet.
    pub(super) row: ImportRow,
    job: Job,
}

enum Job {
    Repairs(Box<Repairs>),
    Tickets(Box<Cases>),
}

/// A batch as it was read.
#[derive(Default)]
pub struct Batch {
    /// How many rows were read.
    pub rows: usize,
    /// What became of them.
    pub tickets: Vec<ImportedTicket>,
    /// Those that were refused.
    pub refused: Vec<Refused>,
}

impl Job {
    fn rows(&self) -> usize {
        match self {
            Self::Repairs(repairs) => repairs.rows(),
            Self::Tickets(cases) => cases.rows(),
        }
    }

    fn batches(&self) -> usize {
        match self {
            Self::Repairs(repairs) => repairs.batches(),
            Self::Tickets(cases) => cases.batches(),
        }
    }

    fn batch(&mut self, n: usize, now: DateTime<Utc>) -> Result<Batch, Message> {
        match self {
            Self::Repairs(repairs) => repairs.batch(n, now),
            Self::Tickets(cases) => Ok(cases.batch(n, now)),
        }
    }

    fn customer_column(&self) -> Option<&str> {
        match self {
            Self::Repairs(_) => None,
            Self::Tickets(cases) => cases.customer_column(),
        }
    }
}

/// Reads the files and checks the mapping against them. Nothing is stored.
///
/// # Errors
/// No header, a column that is not there, a state that history cannot have.
pub fn prepare(
    source: Source<'_>,
    dry_run: bool,
    actor: Option<UserId>,
    now: DateTime<Utc>,
) -> Result<Run, Message> {
    let (kind, name, job) = match source {
        Source::Repairs { mapping, csv } => {
            let name = mapping.source.to_string();
            (ImportKind::Repairs, name, Job::Repairs(Box::new(Repairs::read(*mapping, csv, now)?)))
        }
        Source::Tickets { mapping, cases, events } => {
            let name = mapping.source.to_string();
            (ImportKind::Tickets, name, Job::Tickets(Box::new(Cases::read(*mapping, cases, events)?)))
        }
    };
    let row = ImportRow {
        id: ImportId(Uuid::now_v7()),
        kind,
        source: name,
        dry_run,
        status: ImportStatus::Running,
        rows_total: i32::try_from(job.rows()).unwrap_or(i32::MAX),
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
    Ok(Run { row, job })
}

impl Run {
    /// Reads all rows; `tell` hears of the progress. Gives the report.
    ///
    /// # Errors
    /// When the database is away; what was done stays done, and the run can be repeated.
    pub fn run(mut self, db: &Db, mut tell: impl FnMut(&Import)) -> Result<Import, Failure> {
        for n in 0..self.job.batches() {
            match self.batch(db, n) {
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

    fn batch(&mut self, db: &Db, n: usize) -> Result<ImportRow, Failure> {
        let now = crate::auth::caller::now();
        let batch = self.job.batch(n, now).map_err(|why| Failure::Internal(anyhow::anyhow!(why.key)))?;
        let customer_column = self.job.customer_column();
        db.write_now(|c| {
            let known = store::known(c, &self.row.source, &batch.tickets)?;
            let mut new: Vec<&ImportedTicket> =
                batch.tickets.iter().filter(|t| !known.contains(&t.reference)).collect();
            let mut refused = catalogue::ambiguous(c, &mut new, customer_column)?;
            let created = if self.row.dry_run {
                new.len()
            } else {
                write::insert_tickets(c, &self.row.source, &new, self.row.created_by_id, now)?
            };
            let there = batch.tickets.len() - created - refused.len();
            refused.extend(batch.refused.iter().cloned());
            store::insert_refusals(c, self.row.id, &refused)?;
            let count = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
            let mut row = self.row.clone();
            row.rows_read += count(batch.rows);
            row.rows_created += count(created);
            row.rows_known += count(there);
            row.rows_refused += count(refused.len());
            row.updated_at = now;
            store::save(c, &row)?;
            Ok(row)
        })
    }
}
