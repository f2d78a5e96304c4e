//! Registers as files: every list as CSV or as a spreadsheet, by a table of its columns.

mod cell;
mod columns;
pub(super) mod csv;
mod routes;
mod xlsx;

pub use cell::{Cell, Column, Reader, Register};
pub use routes::routes;
