//! `sanbao import`: the same import as over the API, with a progress bar.

use crate::auth::caller::now;
use crate::config::DataArgs;
use crate::db::{Db, DbSettings};
use crate::records::import::run::prepare;
use crate::serve::Base;
use crate::{migrations, records};
use anyhow::Context;
use indicatif::{ProgressBar, ProgressStyle};
use shared::records::import::{Import, ImportRefusal, PageQuery, RepairMapping};
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

fn mapping(path: &Path) -> anyhow::Result<RepairMapping> {
    let shown = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("cannot read the mapping {shown}"))?;
    if path.extension().is_some_and(|e| e == "json") {
        serde_json::from_str(&text).with_context(|| format!("the mapping {shown} is not right"))
    } else {
        toml::from_str(&text).with_context(|| format!("the mapping {shown} is not right"))
    }
}

/// Imports repair records and prints the report.
///
/// # Errors
/// When file, mapping or database are not to be had. Refused rows are no error: they are in the report.
pub fn repairs(args: &RepairsArgs) -> anyhow::Result<()> {
    let mapping = mapping(&args.map)?;
    let csv = std::fs::read(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?;
    let run = prepare(&csv, mapping, args.dry_run, None, now())?;
    let base = Base::find(&args.data)?;
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
        let page = db.write_now(|c| records::import::service::refusals(c, report.id, &query))?;
        for ImportRefusal { line, reference, column, reason } in page.items {
            let (reference, column) = (reference.unwrap_or_default(), column.unwrap_or_default());
            println!("line {line}\t{reference}\t{column}\t{reason}");
        }
        cursor = page.next_cursor;
        if cursor.is_none() {
            return Ok(());
        }
    }
}
