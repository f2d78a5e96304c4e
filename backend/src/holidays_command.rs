//! `sanbao import holidays`: a list of public holidays into a business calendar.

use crate::audit::Author;
use crate::auth::caller::now;
use crate::config::DataArgs;
use crate::db::{Db, DbSettings};
use crate::error::Failure;
use crate::migrations;
use crate::records::calendar::{holidays, service};
use crate::serve::Base;
use anyhow::{Context, anyhow};
use shared::calendar::{Interval, PublicDay, WrittenInterval};
use shared::i18n::{Locale, text};
use std::path::PathBuf;

/// What `sanbao import holidays` is told.
#[derive(clap::Args, Debug)]
pub struct HolidaysArgs {
    /// The file: CSV with the columns date, is_off_day and name, UTF-8. backend/data/holidays_cn.csv is one.
    pub file: PathBuf,
    /// Code of the calendar that takes them.
    #[arg(long, value_name = "CODE")]
    pub calendar: String,
    /// Hours of the days that are worked to make up for holidays; else those of the first weekday that is
    /// worked.
    #[arg(long, value_name = "HH:MM-HH:MM", value_parser = hours)]
    pub hours: Option<Interval>,
    /// Say what would change, change nothing.
    #[arg(long)]
    pub dry_run: bool,
    #[command(flatten)]
    pub data: DataArgs,
}

fn hours(text: &str) -> anyhow::Result<Interval> {
    let (start, end) = text.split_once('-').context("write hours as 08:30-18:00")?;
    Interval::new(start.parse()?, end.parse()?).context("the end is not after the start")
}

/// What an import of holidays does to a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    /// Days that followed the week until now.
    pub added: usize,
    /// Days that were special in another way.
    pub changed: usize,
    /// Days that were there already.
    pub unchanged: usize,
}

/// Puts the days into the calendar with this code, or says what that would do.
///
/// # Errors
/// When there is no such calendar, or it cannot take them.
pub fn put(
    db: &Db,
    code: &str,
    days: &[PublicDay],
    hours: Option<Interval>,
    dry_run: bool,
) -> anyhow::Result<Counts> {
    let hours = hours.map(|hours| [WrittenInterval::from(hours)]);
    let hours = hours.as_ref().map(<[_; 1]>::as_slice);
    let done = db.write_now(|c| {
        let Some(before) = service::find_code(c, code)? else { return Ok(None) };
        if dry_run {
            let merge = service::rehearse_public_holidays(&before, days, hours)?;
            let (added, changed, unchanged) = (merge.added, merge.changed, merge.unchanged);
            return Ok(Some(Counts { added, changed, unchanged }));
        }
        let author = Author { id: None, name: "sanbao import", at: now(), request_id: None };
        let after = service::put_public_holidays(c, &author, before, days, hours)?;
        Ok(Some(Counts { added: after.added, changed: after.changed, unchanged: after.unchanged }))
    });
    done.map_err(in_words)?.ok_or_else(|| anyhow!("there is no calendar with the code {code}"))
}

/// What the API would say of it.
fn in_words(failure: Failure) -> anyhow::Error {
    match failure {
        Failure::Refused(refusal) if !refusal.fields.is_empty() => {
            let told = refusal.fields.iter().map(|f| text(Locale::En, &f.code.label_key(), &f.args));
            anyhow!("{}", told.collect::<Vec<_>>().join(" "))
        }
        other => other.into(),
    }
}

/// Imports a list and prints what has changed.
///
/// # Errors
/// When file, calendar or database are not to be had.
pub fn run(args: &HolidaysArgs) -> anyhow::Result<()> {
    let file = std::fs::read(&args.file).with_context(|| format!("cannot read {}", args.file.display()))?;
    let days = holidays::read(&file)?;
    let base = Base::find(&args.data)?;
    migrations::run(&base.url)?;
    let db = Db::open(&DbSettings { url: base.url.clone(), connections: 1, queue: 1 })?;
    let done = put(&db, &args.calendar, &days, args.hours, args.dry_run);
    drop(db);
    base.close();
    let Counts { added, changed, unchanged } = done?;
    let verb = if args.dry_run { "would be added" } else { "added" };
    println!("{} days: {added} {verb}, {changed} changed, {unchanged} there already", days.len());
    Ok(())
}
