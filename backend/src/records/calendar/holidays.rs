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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_list_has_every_day_of_twenty_years() {
        let days = shipped().unwrap();
        assert_eq!((days.len(), days.iter().filter(|day| day.off).count()), (678, 545));
        let national = days.iter().find(|day| day.date.to_string() == "2026-10-01").unwrap();
        assert!(national.off && national.name.contains("国庆节"));
    }

    #[test]
    fn a_bad_line_is_named() {
        for (file, word) in [
            ("date,is_off_day,name\n2026-02-30,true,x\n", "line: 2"),
            ("date,is_off_day,name\n2026-10-01,maybe,x\n", "line: 2"),
            ("date,name\n2026-10-01,x\n", "is_off_day"),
            ("date,is_off_day,name\n2026-10-01,true,x\n2026-10-01,false,y\n", "line 3"),
            ("date,is_off_day,name\n", "empty"),
        ] {
            let error = format!("{:#}", read(file.as_bytes()).unwrap_err());
            assert!(error.contains(word), "{error}");
        }
    }
}
