//! Reports as CSV, safe to open in a spreadsheet.

use crate::records::register::csv::text;
use anyhow::Context;
use chrono::{DateTime, SecondsFormat, Utc};
use csv::Writer;
use shared::records::report::TicketTimesRow;
use std::borrow::Cow;

/// The names of the columns.
const HEADER: [&str; 15] = [
    "number",
    "external_source",
    "external_reference",
    "status",
    "created_at",
    "first_resolved_at",
    "last_resolved_at",
    "closed_at",
    "reopen_count",
    "gross_seconds",
    "paused_seconds",
    "parked_seconds",
    "net_seconds",
    "net_business_seconds",
    "ticket_id",
];

/// Writes rows, after the names of the columns where they are the first ones.
///
/// # Errors
/// None that can be expected: it is written into memory.
pub(super) fn write(rows: &[TicketTimesRow], first: bool) -> anyhow::Result<Vec<u8>> {
    let mut writer = Writer::from_writer(vec![]);
    if first {
        writer.write_record(HEADER)?;
    }
    let time = |at: Option<DateTime<Utc>>| {
        at.map(|at| at.to_rfc3339_opts(SecondsFormat::AutoSi, true)).unwrap_or_default()
    };
    let number = |n: Option<i64>| n.map(|n| n.to_string()).unwrap_or_default();
    for row in rows {
        let cells: [Cow<'_, str>; HEADER.len()] = [
            text(&row.number),
            text(row.external_source.as_deref().unwrap_or_default()),
            text(row.external_reference.as_deref().unwrap_or_default()),
            row.status.as_str().into(),
            time(Some(row.created_at)).into(),
            time(row.first_resolved_at).into(),
            time(row.last_resolved_at).into(),
            time(row.closed_at).into(),
            row.reopen_count.to_string().into(),
            number(row.gross_seconds).into(),
            number(row.paused_seconds).into(),
            number(row.parked_seconds).into(),
            number(row.net_seconds).into(),
            number(row.net_business_seconds).into(),
            row.ticket_id.to_string().into(),
        ];
        writer.write_record(cells.iter().map(|cell| cell.as_bytes()))?;
    }
    writer.into_inner().context("memory could not be written")
}
