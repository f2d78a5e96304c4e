//! Registers as files: every list as CSV or as a spreadsheet, by a table of its columns.

pub mod campaign_columns;
mod campaign_routes;
mod cell;
pub mod claim_columns;
mod claim_routes;
pub mod columns;
pub mod csv;
pub mod goods_columns;
mod goods_routes;
mod routes;
pub mod settlement_columns;
mod settlement_routes;
mod xlsx;

pub use cell::{Cell, Column, Reader, Register, is_formula};
pub use routes::routes;
