//! `sanbao import`: the same import as over the API, with a progress bar.

use crate::auth::caller::now;
use crate::config::DataArgs;
use crate::db::{Db, DbSettings};
use crate::records::import::run::{Run, Source, prepare};
use crate::serve::Base;
use crate::{migrations, records};
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use serde::de::DeserializeOwned;
use shared::i18n::Locale;
use shared::records::import::{Import, ImportFile, ImportRefusal, PageQuery};
use std::path::{Path, PathBuf};

/// What `sanbao import repairs` is told.
#[derive(clap::Args, Debug)]
pub struct RepairsArgs {
    /// The file: CSV with a header line, UTF-8.
    pub file: PathBuf,
    /// Which column feeds which field, as TOML or JSON (by its ending).
    #[arg(long)]
    pub map: PathBuf,
    /// Check everything, change nothing.
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub data: DataArgs,
}

/// What `sanbao import tickets` is told.
#[derive(clap::Args, Debug)]
pub struct TicketsArgs {
    /// The cases: CSV with a header line, UTF-8.
    pub cases: PathBuf,
    /// The changes of their states, in the order of time: CSV with a header line, UTF-8.
    pub events: PathBuf,
    /// Which column feeds which field, and which state is which of ours, as TOML or JSON (by its ending).
    #[arg(long)]
    pub map: PathBuf,
    /// Check everything, change nothing.
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub data: DataArgs,
}

/// Reads a mapping, as TOML or JSON by its ending.
///
/// # Errors
/// It cannot be read, or is no such mapping.
pub fn mapping<T: DeserializeOwned>(path: &Path) -> anyhow::Result<T> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the mapping {shown}"))?;
    if path.extension().is_some_and(|e| e == "json") {
        serde_json::from_str(&text).with_context(|| format!("the mapping {shown} is not right"))
    } else {
        toml::from_str(&text).with_context(|| format!("the mapping {shown} is not right"))
    }
}

fn file(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Imports repair records and prints the report.
///
/// # Errors
/// When file, mapping or database are not to be had. Refused rows are no error: they are in the report.
pub fn repairs(args: &RepairsArgs) -> anyhow::Result<()> {
    let csv = file(&args.file)?;
    let source = Source::Repairs { mapping: mapping(&args.map)?, csv: &csv };
    run(ready(source, args.dry_run)?, &args.data)
}

/// Imports tickets with their history and prints the report.
///
/// # Errors
/// As [`repairs`].
pub fn tickets(args: &TicketsArgs) -> anyhow::Result<()> {
    let (cases, events) = (file(&args.cases)?, file(&args.events)?);
    let source = Source::Tickets { mapping: mapping(&args.map)?, cases: &cases, events: &events };
    run(ready(source, args.dry_run)?, &args.data)
}

fn ready(source: Source<'_>, dry_run: bool) -> anyhow::Result<Run> {
    prepare(source, dry_run, None, now()).map_err(|why| anyhow::anyhow!(why.text(Locale::En)))
}

fn run(run: Run, data: &DataArgs) -> anyhow::Result<()> {
    let base = Base::find(data)?;
    migrations::run(&base.url)?;
    let db = Db::open(&DbSettings { url: base.url.clone(), connections: 2, queue: 8 })?;
    let bar = ProgressBar::new(run.import().rows_total.unsigned_abs().into());
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {pos}/{len} rows  {per_sec}  {eta} left") {
        bar.set_style(style);
    }
    db.write_now(|c| run.store(c))?;
    let report = run.run(&db, |import| bar.set_position(import.rows_read.unsigned_abs().into()))?;
    bar.finish();
    print_report(&db, &report)?;
    drop(db);
    base.close();
    Ok(())
}

fn print_report(db: &Db, report: &Import) -> anyhow::Result<()> {
    let verb = if report.dry_run { "would be created" } else { "created" };
    println!(
        "{} rows: {} {verb}, {} there already, {} refused",
        report.rows_read, report.rows_created, report.rows_known, report.rows_refused
    );
    let mut cursor = None;
    loop {
        let query = PageQuery { limit: Some(100), cursor };
        let page = db.write_now(|c| records::import::service::refusals(c, report.id, &query, Locale::En))?;
        for ImportRefusal { file, line, reference, column, detail, .. } in page.items {
            let (reference, column) = (reference.unwrap_or_default(), column.unwrap_or_default());
            let of = if file == ImportFile::Events { "events, " } else { "" };
            println!("{of}line {line}\t{reference}\t{column}\t{detail}");
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(());
        }
    }
}
