//! Printed numbers: `TK-2026-000123`, per kind and year.

use crate::auth::caller::Caller;
use crate::error::Failure;
use chrono::Datelike;
use diesel::pg::PgConnection;
use diesel::prelude::*;

diesel::define_sql_function! {
    /// The next number of a prefix and year; unique, never given twice.
    fn next_number(prefix: diesel::sql_types::Text, year: diesel::sql_types::Integer) -> diesel::sql_types::Text;
}

/// Tickets.
pub const TICKET: &str = "TK";
/// Knowledge articles.
pub const KNOWLEDGE: &str = "KB";
/// Material transfers.
pub const TRANSFER: &str = "MT";
/// Quality feedback.
pub const QUALITY: &str = "QF";
/// Returns of defective parts.
pub const RMA: &str = "RMA";
/// Counts of stock.
pub const STOCK_COUNT: &str = "SC";
/// Campaigns.
pub const CAMPAIGN: &str = "CP";
/// Warranty claims.
pub const WARRANTY_CLAIM: &str = "WC";
/// Pre-authorisations.
pub const PRE_AUTHORIZATION: &str = "PA";
/// Recoveries from suppliers.
pub const RECOVERY: &str = "RC";
/// Monthly statements.
pub const STATEMENT: &str = "ST";
/// Settlement requests (CSRR).
pub const SETTLEMENT_REQUEST: &str = "CS";
/// Customers.
pub const CUSTOMER: &str = "CU";

/// The next number of a kind, in the year of the caller's zone.
///
/// # Errors
/// When the database is away.
pub fn next(c: &mut PgConnection, caller: &Caller, prefix: &str) -> Result<String, Failure> {
    Ok(diesel::select(next_number(prefix, caller.today().year())).get_result(c)?)
}
