//! Registers as CSV, safe to open in a spreadsheet.

use super::cell::{Cell, Reader, is_formula};
use anyhow::Context;
use csv::Writer;
use std::borrow::Cow;

/// Tells a spreadsheet that the file is in UTF-8; without it, Chinese comes out as gibberish in some.
pub(super) const BEGIN: &[u8] = "\u{feff}".as_bytes();

/// Text that a spreadsheet would take for a formula gets an apostrophe in front.
pub fn text(cell: &str) -> Cow<'_, str> {
    if is_formula(cell) { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

fn written(cell: &Cell, reader: &Reader) -> String {
    match cell {
        Cell::Nothing => String::new(),
        Cell::Text(words) => text(words).into_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Money(amount) => amount.to_string(),
        Cell::Time(at) => reader.time(*at).format("%Y-%m-%d %H:%M:%S").to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Flag(yes) => reader.word(if *yes { "register-yes" } else { "register-no" }),
    }
}

/// Writes rows.
///
/// # Errors
/// None that can be expected: it is written into memory.
pub fn write(rows: &[Vec<Cell>], reader: &Reader) -> anyhow::Result<Vec<u8>> {
    let mut writer = Writer::from_writer(vec![]);
    for row in rows {
        writer.write_record(row.iter().map(|cell| written(cell, reader)))?;
    }
    writer.into_inner().context("memory could not be written")
}
