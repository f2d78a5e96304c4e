//! The migrations, inside the binary.

use anyhow::{Context, anyhow};
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::{Connection, RunQueryDsl};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

/// Every step.
pub const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../migrations");

/// Any number, as long as every Sanbao process takes the same one.
const LOCK: i64 = 0x5361_6e62_616f;

/// Brings a database up to date, one process at a time. Gives the names of the steps taken.
///
/// # Errors
/// When the database is away or a step fails; that step is rolled back.
pub fn run(url: &str) -> anyhow::Result<Vec<String>> {
    let mut connection = PgConnection::establish(url).context("the database does not answer")?;
    connection.batch_execute(
        "SET lock_timeout = 0; SET statement_timeout = 0; SET client_min_messages = warning",
    )?;
    diesel::sql_query("SELECT pg_advisory_lock($1)")
        .bind::<diesel::sql_types::BigInt, _>(LOCK)
        .execute(&mut connection)?;
    let steps = connection
        .run_pending_migrations(MIGRATIONS)
        .map_err(|error| anyhow!("a migration failed: {error}"))?
        .iter()
        .map(ToString::to_string)
        .collect();
    diesel::sql_query("SELECT pg_advisory_unlock($1)")
        .bind::<diesel::sql_types::BigInt, _>(LOCK)
        .execute(&mut connection)?;
    Ok(steps)
}
