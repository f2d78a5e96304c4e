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
        Cell::Time(at) => reader.time(*at).format("%Y-%m-%d %H:%M:%S").to_string(),
        Cell::Day(day) => day.to_string(),
        Cell::Flag(yes) => reader.word(if *yes { "register-yes" } else { "register-no" }),
    }
}

/// Writes rows.
///
/// # Errors
/// None that can be expected: it is written into memory.
pub(super) fn write(rows: &[Vec<Cell>], reader: &Reader) -> anyhow::Result<Vec<u8>> {
    let mut writer = Writer::from_writer(vec![]);
    for row in rows {
        writer.write_record(row.iter().map(|cell| written(cell, reader)))?;
    }
    writer.into_inner().context("memory could not be written")
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::i18n::Locale;

    #[test]
    fn formulas_become_text_and_times_stand_on_the_readers_clock() {
        let reader = Reader { locale: Locale::En, zone: chrono_tz::Asia::Shanghai };
        let at = "2026-03-31T16:30:00.5Z".parse().unwrap();
        let row = vec![
            Cell::Text("=1+1".into()),
            Cell::Text("a, \"b\"".into()),
            Cell::Number(-3),
            Cell::Time(at),
            Cell::Nothing,
            Cell::Flag(true),
        ];
        let csv = String::from_utf8(write(&[row], &reader).unwrap()).unwrap();
        assert_eq!(csv, "'=1+1,\"a, \"\"b\"\"\",-3,2026-04-01 00:30:00,,Yes\n");
    }
}
