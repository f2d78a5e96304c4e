//! `sanbao admin backup` and `restore`: one file that holds everything, files on tickets included, as it was at one moment.

use crate::cluster::programs::client;
use crate::migrations;
use anyhow::{Context, bail, ensure};
use diesel::dsl::sql;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Text};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Writes all that a database holds into a new file; it appears complete or not at all.
///
/// # Errors
/// In sentences for the operator: the file is there already, no `pg_dump` of the server's version, a full disk.
pub fn backup(url: &str, file: &Path) -> anyhow::Result<()> {
    let shown = file.display();
    ensure!(!file.exists(), "{shown} is there already; it was left as it is");
    let mut draft = file.as_os_str().to_owned();
    draft.push(".part");
    let draft = PathBuf::from(draft);
    let mut command = tool("pg_dump", url)?;
    command.args(["--format=custom", "--no-owner", "--no-privileges", "--file"]).arg(&draft);
    let written = run(&mut command, "pg_dump")
        .and_then(|()| std::fs::File::open(&draft)?.sync_all().context("the backup could not be written"))
        // Nothing that came there meanwhile is written over.
        .and_then(|()| std::fs::hard_link(&draft, file).with_context(|| format!("cannot write {shown}")));
    let _ = std::fs::remove_file(&draft);
    written
}

/// Fills an empty database from such a file, all of it or nothing, and brings it up to date.
///
/// # Errors
/// When the database is not empty, or the file is not one of ours.
pub fn restore(url: &str, file: &Path) -> anyhow::Result<()> {
    ensure!(file.is_file(), "there is no file {}", file.display());
    let mut c = PgConnection::establish(url).context("the database does not answer")?;
    let tables: i64 =
        diesel::select(sql::<BigInt>("(SELECT count(*) FROM pg_tables WHERE schemaname = 'public')"))
            .get_result(&mut c)?;
    ensure!(
        tables == 0,
        "the database has {tables} tables; a backup is restored only into one that has none"
    );
    drop(c);
    let mut command = tool("pg_restore", url)?;
    command.args(["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error"]).arg(file);
    run(&mut command, "pg_restore")?;
    migrations::run(url)?;
    Ok(())
}

/// A program of the server's own version, told where the database is.
fn tool(name: &str, url: &str) -> anyhow::Result<Command> {
    let mut c = PgConnection::establish(url).context("the database does not answer")?;
    let version: String =
        diesel::select(sql::<Text>("current_setting('server_version_num')")).get_result(&mut c)?;
    let major: u32 = version.parse::<u32>()? / 10_000;
    let (url, password) = without_password(url);
    let mut command = Command::new(client(name, major)?);
    command.arg("--dbname").arg(url);
    if let Some(password) = password {
        // Everybody on the machine reads the words of a command; its environment only its own user.
        command.env("PGPASSWORD", password);
    }
    Ok(command)
}

fn run(command: &mut Command, name: &str) -> anyhow::Result<()> {
    let output = command.output().with_context(|| format!("cannot run {name}"))?;
    if !output.status.success() {
        bail!("{name} failed: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(())
}

/// The address without the password that stands in it, and that.
pub fn without_password(url: &str) -> (String, Option<String>) {
    let parts = || {
        let (scheme, rest) = url.split_once("://")?;
        let end = rest.find(['/', '?']).unwrap_or(rest.len());
        let (user, host) = rest[..end].rsplit_once('@')?;
        let (user, password) = user.split_once(':')?;
        Some((format!("{scheme}://{user}@{host}{}", &rest[end..]), unescape(password)))
    };
    parts().map_or_else(|| (url.to_owned(), None), |(url, password)| (url, Some(password)))
}

fn unescape(text: &str) -> String {
    let mut bytes = vec![];
    let mut rest = text.as_bytes();
    while let [first, tail @ ..] = rest {
        let hex = |b: u8| (b as char).to_digit(16);
        match (first, tail) {
            (b'%', [a, b, after @ ..]) if hex(*a).is_some() && hex(*b).is_some() => {
                bytes.push((hex(*a).unwrap_or(0) * 16 + hex(*b).unwrap_or(0)) as u8);
                rest = after;
            }
            _ => {
                bytes.push(*first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
