//! What reading has in common, whatever the file holds: columns by name, times, rows that are not right.

use chrono::{DateTime, Datelike, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use csv::{ByteRecord, Position, ReaderBuilder, StringRecord};
use shared::i18n::Message;
use shared::records::import::ImportFile;
use std::fmt::Display;

/// Why a row was refused.
#[derive(Clone, Debug, PartialEq)]
pub struct Refused {
    /// The file it stands in.
    pub file: ImportFile,
    /// Line of the file, from 1.
    pub line: i32,
    /// The record's own number, if it could be read.
    pub reference: Option<String>,
    /// The column that is wrong.
    pub column: Option<String>,
    /// Why.
    pub reason: Message,
}

/// A row of a file.
pub struct Row {
    /// Line of the file, from 1.
    pub line: i32,
    /// Its cells.
    pub cells: StringRecord,
    /// Why it cannot be taken as it is: too many cells, too few, not UTF-8.
    pub fault: Option<Message>,
}

/// A file.
pub struct Table {
    /// The names of its columns.
    pub header: StringRecord,
    /// Its rows.
    pub rows: Vec<Row>,
}

/// The line where a record stands; `n` is its place among the records.
pub(super) fn line(position: Option<&Position>, n: usize) -> i32 {
    let known = position.and_then(|p| i32::try_from(p.line()).ok());
    known.unwrap_or(i32::try_from(n + 2).unwrap_or(i32::MAX))
}

/// The names of the columns.
///
/// # Errors
/// There is no header, or one that says the file is separated by something else.
pub(super) fn header(reader: &mut csv::Reader<&[u8]>) -> Result<StringRecord, Message> {
    let header = reader.headers().map_err(|_| Message::new("import_fault-no-header", &[]))?;
    if header.len() < 2 {
        return Err(Message::new("import_fault-one-column", &[]));
    }
    Ok(header.clone())
}

fn cell_count(cells: impl Display, header: impl Display) -> Message {
    Message::new("import_fault-cells", &[("cells", &cells), ("header", &header)])
}

/// What is wrong with a row that cannot be taken apart.
pub(super) fn unreadable(error: &csv::Error) -> Message {
    match error.kind() {
        csv::ErrorKind::Utf8 { .. } => Message::new("import_fault-not-utf8", &[]),
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => cell_count(len, expected_len),
        _ => Message::new("import_fault-unreadable", &[("error", error)]),
    }
}

impl Table {
    /// Reads a file. A row that is not right is kept, so that it can be told whose it is.
    ///
    /// # Errors
    /// There is no header.
    pub fn read(csv: &[u8]) -> Result<Self, Message> {
        let mut reader = ReaderBuilder::new().flexible(true).from_reader(csv);
        let header = header(&mut reader)?;
        let mut rows = vec![];
        for (n, record) in reader.into_byte_records().enumerate() {
            let record: ByteRecord = record.map_err(|error| unreadable(&error))?;
            let line = line(record.position(), n);
            let (cells, fault) = match StringRecord::from_byte_record(record) {
                Ok(cells) if cells.len() == header.len() => (cells, None),
                Ok(cells) => {
                    let fault = cell_count(cells.len(), header.len());
                    (cells, Some(fault))
                }
                Err(error) => {
                    let fault = Message::new("import_fault-not-utf8", &[]);
                    (StringRecord::from_byte_record_lossy(error.into_byte_record()), Some(fault))
                }
            };
            rows.push(Row { line, cells, fault });
        }
        Ok(Self { header, rows })
    }

    /// Where a column stands.
    ///
    /// # Errors
    /// It is not there.
    pub fn column(&self, name: &str) -> Result<usize, Message> {
        find(&self.header, name)
    }
}

/// Where a column stands.
pub(super) fn find(header: &StringRecord, name: &str) -> Result<usize, Message> {
    header.iter().position(|h| h.trim_start_matches('\u{feff}').trim() == name).ok_or_else(|| {
        let there = header.iter().collect::<Vec<_>>().join(", ");
        Message::new("import_fault-no-column", &[("name", &name), ("there", &there)])
    })
}

/// Where a column stands, if the mapping names it.
pub(super) fn maybe(header: &StringRecord, name: &Option<String>) -> Result<Option<usize>, Message> {
    name.as_deref().map(|name| find(header, name)).transpose()
}

/// The zone of a mapping.
pub(super) fn zone(name: Option<&str>) -> Result<Tz, Message> {
    let name = name.unwrap_or("UTC");
    name.parse().map_err(|_| Message::new("import_fault-no-zone", &[("name", &name)]))
}

/// An instant, or a time on the wall clocks of a zone; not in the future.
///
/// # Errors
/// It is no time, one that the clocks left out, in the future, or from before anybody kept such records.
pub fn instant(value: &str, zone: Tz, now: DateTime<Utc>) -> Result<DateTime<Utc>, Message> {
    let at = match DateTime::parse_from_rfc3339(value) {
        Ok(at) => at.with_timezone(&Utc),
        Err(_) => {
            let local: NaiveDateTime = value
                .replacen(' ', "T", 1)
                .parse()
                .map_err(|_| Message::new("import_fault-no-time", &[("value", &value)]))?;
            zone.from_local_datetime(&local)
                .earliest()
                .ok_or_else(|| Message::new("import_fault-left-out", &[("zone", &zone), ("value", &value)]))?
                .with_timezone(&Utc)
        }
    };
    past(value, at, now)
}

/// Years before this one are mistakes of writing.
const FIRST_YEAR: i32 = 1900;

/// An instant that is not later than `latest` and not from before anybody kept such records.
pub(super) fn past(value: &str, at: DateTime<Utc>, latest: DateTime<Utc>) -> Result<DateTime<Utc>, Message> {
    if at > latest {
        return Err(Message::new("import_fault-in-future", &[("value", &value)]));
    }
    if at.year() < FIRST_YEAR {
        return Err(Message::new("import_fault-too-old", &[("value", &value), ("year", &FIRST_YEAR)]));
    }
    Ok(at)
}
