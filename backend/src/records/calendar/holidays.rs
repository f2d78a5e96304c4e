//! Lists of public holidays with the working days that make up for them, as CSV
//! (`date,is_off_day,name`, further columns are passed over). The one of China is shipped.

use anyhow::{Context, ensure};
use chrono::NaiveDate;
use serde::Deserialize;
use shared::calendar::PublicDay;
use shared::text::Line;

/// The public calendar of China since 2007; `data/holidays_cn.LICENSE` says whose work it is.
const SHIPPED: &[u8] = include_bytes!("../../../data/holidays_cn.csv");

#[derive(Deserialize)]
struct Row {
    date: NaiveDate,
    is_off_day: bool,
    name: Line<60>,
}

/// Reads a list.
///
/// # Errors
/// In a sentence, with the line: a column that is missing, a value that cannot be read, a date twice.
pub fn read(file: &[u8]) -> anyhow::Result<Vec<PublicDay>> {
    let mut days: Vec<PublicDay> = vec![];
    let mut seen = std::collections::BTreeSet::new();
    for (n, row) in csv::Reader::from_reader(file).into_deserialize::<Row>().enumerate() {
        let Row { date, is_off_day, name } = row.context("the list of holidays cannot be read")?;
        ensure!(seen.insert(date), "line {}: {date} is there twice", n + 2);
        days.push(PublicDay { date, off: is_off_day, name });
    }
    ensure!(!days.is_empty(), "the list of holidays is empty");
    Ok(days)
}

/// The shipped list.
///
/// # Errors
/// Never: a test reads it.
pub fn shipped() -> anyhow::Result<Vec<PublicDay>> {
    read(SHIPPED)
}
