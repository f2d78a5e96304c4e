//! The role and the database that the application uses.

use super::{Cluster, DATABASE, ROLE};
use anyhow::Context;
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::Bool;

/// Makes role and database if missing. The role may make databases, which tests do, but is no superuser: it
/// cannot read files or run programs through SQL.
pub(super) fn ensure(cluster: &Cluster) -> anyhow::Result<()> {
    let mut connection = PgConnection::establish(&cluster.url_as("postgres", "postgres"))?;
    let made = [
        (
            format!("exists (select from pg_roles where rolname = '{ROLE}')"),
            format!("create role {ROLE} login createdb"),
        ),
        (
            format!("exists (select from pg_database where datname = '{DATABASE}')"),
            format!("create database {DATABASE} owner {ROLE}"),
        ),
    ];
    for (exists, create) in made {
        if !diesel::select(sql::<Bool>(&exists)).get_result::<bool>(&mut connection)? {
            diesel::sql_query(&create).execute(&mut connection).with_context(|| create)?;
        }
    }
    Ok(())
}
