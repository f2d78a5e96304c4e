//! Repair records of one file.

use super::columns::{Refused, header, line, unreadable};
use super::read::Reader;
use super::run::Batch;
use chrono::{DateTime, Utc};
use csv::{ReaderBuilder, StringRecord};
use shared::i18n::Message;
use shared::records::import::{ImportFile, RepairMapping};
use shared::records::ticket::TicketStatus;
use std::collections::HashSet;

/// Rows per transaction.
const BATCH: usize = 500;

/// The file, read into rows.
pub(super) struct Repairs {
    mapping: RepairMapping,
    header: StringRecord,
    records: Vec<Result<(i32, StringRecord), Refused>>,
    seen: HashSet<String>,
}

impl Repairs {
    /// Reads the file and checks the mapping against it.
    ///
    /// # Errors
    /// No header, a column that is not there, a state that history cannot have.
    pub fn read(mapping: RepairMapping, csv: &[u8], now: DateTime<Utc>) -> Result<Self, Message> {
        let mut reader = ReaderBuilder::new().flexible(false).from_reader(csv);
        let header = header(&mut reader)?;
        Reader::new(&mapping, &header, now)?;
        let status = mapping.status.unwrap_or(TicketStatus::Closed);
        if !matches!(status, TicketStatus::New | TicketStatus::Resolved | TicketStatus::Closed) {
            let status = status.label_key();
            return Err(Message::new("import_fault-status-not-allowed", &[("status_label", &status)]));
        }
        let mut records = vec![];
        for (n, record) in reader.into_records().enumerate() {
            records.push(match record {
                Ok(record) => Ok((line(record.position(), n), record)),
                Err(error) => Err(Refused {
                    file: ImportFile::Csv,
                    line: line(error.position(), n),
                    reference: None,
                    column: None,
                    reason: unreadable(&error),
                }),
            });
        }
        Ok(Self { mapping, header, records, seen: HashSet::new() })
    }

    /// Rows of the file.
    pub fn rows(&self) -> usize {
        self.records.len()
    }

    /// How many batches there are.
    pub fn batches(&self) -> usize {
        self.records.len().div_ceil(BATCH)
    }

    /// Reads a batch.
    ///
    /// # Errors
    /// None: the mapping was checked before.
    pub fn batch(&mut self, n: usize, now: DateTime<Utc>) -> Result<Batch, Message> {
        let reader = Reader::new(&self.mapping, &self.header, now)?;
        let chunk = self.records.chunks(BATCH).nth(n).unwrap_or_default();
        let mut batch = Batch { rows: chunk.len(), ..Batch::default() };
        for record in chunk {
            let read = match record {
                Ok((line, record)) => reader.read(record, *line),
                Err(broken) => Err(broken.clone()),
            };
            match read {
                Ok(repair) if self.seen.insert(repair.reference.clone()) => {
                    batch.tickets.push(repair.into_ticket(&self.mapping, now));
                }
                Ok(twice) => batch.refused.push(Refused {
                    file: ImportFile::Csv,
                    line: twice.line,
                    column: Some(self.mapping.columns.reference.clone()),
                    reason: Message::new("import_fault-twice", &[("value", &twice.reference)]),
                    reference: Some(twice.reference),
                }),
                Err(why) => batch.refused.push(why),
            }
        }
        Ok(batch)
    }
}
