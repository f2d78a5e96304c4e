//! Registers: lists that are taken along as a file.

use serde::{Deserialize, Serialize};

text_enums! {
    /// The kind of file that a register is written as.
    ExportFormat in "export_format" {
        /// Comma-separated values, all rows.
        Csv = "csv",
        /// A spreadsheet, of at most [`MOST_ROWS`] rows.
        Xlsx = "xlsx",
    }
}

/// Rows that fit into a spreadsheet: it is made as a whole before it is sent.
pub const MOST_ROWS: usize = 50_000;

/// What kind of file is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
pub struct ExportQuery {
    /// The kind of file. The filters and the order are those of the list; `limit` says nothing here.
    pub format: ExportFormat,
}
