//! Registers as spreadsheets. Rows are written to a temporary file as they come, so that a long list needs no
//! more memory than a short one until the file is put together.

use super::cell::{Cell, Reader, is_formula};
use rust_decimal::prelude::ToPrimitive;
use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

/// The width of a column, in characters.
const WIDTH: f64 = 18.0;

/// A spreadsheet that is being written, row by row.
pub(super) struct Sheet {
    workbook: Workbook,
    sheet: Worksheet,
    reader: Reader,
    rows: u32,
    time: Format,
    day: Format,
    money: Format,
    quoted: Format,
}

impl Sheet {
    /// Begins one with its headings, which stay in sight.
    ///
    /// # Errors
    /// When no temporary file can be written.
    pub fn begin(title: &str, headings: &[String], reader: Reader) -> Result<Self, XlsxError> {
        let mut workbook = Workbook::new();
        let mut sheet = workbook.new_worksheet_with_constant_memory()?;
        sheet.set_name(title)?;
        sheet.set_freeze_panes(1, 0)?;
        let bold = Format::new().set_bold();
        for (column, heading) in (0..).zip(headings) {
            sheet.set_column_width(column, WIDTH)?;
            sheet.write_string_with_format(0, column, heading, &bold)?;
        }
        Ok(Self {
            workbook,
            sheet,
            reader,
            rows: 0,
            time: Format::new().set_num_format("yyyy-mm-dd hh:mm"),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            money: Format::new().set_num_format("#,##0.00"),
            // Such a cell stays text even when somebody goes into it and leaves it again.
            quoted: Format::new().set_quote_prefix(),
        })
    }

    /// Adds a row.
    ///
    /// # Errors
    /// When the temporary file cannot be written.
    pub fn write(&mut self, cells: &[Cell]) -> Result<(), XlsxError> {
        self.rows += 1;
        let (row, sheet) = (self.rows, &mut self.sheet);
        for (column, cell) in (0..).zip(cells) {
            match cell {
                Cell::Nothing => continue,
                Cell::Text(words) if is_formula(words) => {
                    sheet.write_string_with_format(row, column, words, &self.quoted)?
                }
                Cell::Text(words) => sheet.write_string(row, column, words)?,
                Cell::Number(number) => sheet.write_number(row, column, *number as f64)?,
                Cell::Money(amount) => {
                    let value = amount.value().to_f64().unwrap_or_default();
                    sheet.write_number_with_format(row, column, value, &self.money)?
                }
                Cell::Time(at) => {
                    sheet.write_datetime_with_format(row, column, self.reader.time(*at), &self.time)?
                }
                Cell::Day(day) => sheet.write_datetime_with_format(row, column, *day, &self.day)?,
                Cell::Flag(yes) => {
                    let word = self.reader.word(if *yes { "register-yes" } else { "register-no" });
                    sheet.write_string(row, column, word)?
                }
            };
        }
        Ok(())
    }

    /// Puts the file together. Takes a while for a long list.
    ///
    /// # Errors
    /// When the temporary file cannot be read.
    pub fn finish(mut self) -> Result<Vec<u8>, XlsxError> {
        self.workbook.push_worksheet(self.sheet);
        self.workbook.save_to_buffer()
    }
}
