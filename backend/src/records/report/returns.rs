//! The statistics of returns, in one statement however many there are.

use super::returns_store::{self as store, Group};
use crate::auth::caller::Caller;
use crate::error::Failure;
use diesel::pg::PgConnection;
use shared::page::Page;
use shared::records::report::*;

/// Counts the lines that came in these months and that the caller sees.
///
/// # Errors
/// `validation_failed` for months that cannot be; when the database is away.
pub fn returns(
    c: &mut PgConnection,
    caller: &Caller,
    query: &ReturnsQuery,
) -> Result<ReturnsReport, Failure> {
    let zone = caller.zone();
    let period = query.period(caller.now, zone)?;
    let groups = store::groups(c, caller, query, &period)?;
    let of = |by: &str| groups.iter().filter(|g| g.by == by).collect::<Vec<&Group>>();
    let total = of(store::TOTAL).first().map(|group| group.figures.clone()).unwrap_or_default();
    let months = of(store::MONTH);
    let month = |(place, month): (usize, &Month)| {
        let number = (place + 1).to_string();
        let found = months.iter().find(|group| group.value.as_deref() == Some(number.as_str()));
        ReturnMonth {
            month: *month,
            starts_at: period.bounds.get(place).copied().unwrap_or_default(),
            ends_at: period.bounds.get(place + 1).copied().unwrap_or_default(),
            figures: found.map(|group| group.figures.clone()).unwrap_or_default(),
        }
    };
    let breakdown = |by: &ReturnDimension| {
        let rows = of(by.as_str());
        let ranked = rows
            .iter()
            .filter_map(|row| Some((row.value.clone()?, row.label.clone(), row.figures.clone())))
            .collect();
        let without = rows.iter().find(|row| row.value.is_none()).map(|row| row.figures.clone());
        ReturnBreakdown::new(*by, &total, ranked, without)
    };
    Ok(ReturnsReport {
        at: caller.now,
        zone: zone.name().to_owned(),
        starts_at: period.starts_at(),
        ends_at: period.ends_at(),
        months: period.months.iter().enumerate().map(month).collect(),
        breakdowns: ReturnDimension::seen_by(&caller.actor).map(breakdown).collect(),
        total,
    })
}

/// The same as rows of one table.
///
/// # Errors
/// As [`returns`].
pub fn rows(
    c: &mut PgConnection,
    caller: &Caller,
    query: &ReturnsQuery,
) -> Result<Page<ReturnsRow>, Failure> {
    let report = returns(c, caller, query)?;
    let mut items = vec![ReturnsRow { of: ReturnsOf::Total, figures: report.total }];
    items.extend(
        report.months.into_iter().map(|m| ReturnsRow { of: ReturnsOf::Month(m.month), figures: m.figures }),
    );
    for breakdown in report.breakdowns {
        items.extend(breakdown.rows.into_iter().map(|row| ReturnsRow {
            figures: row.figures.clone(),
            of: ReturnsOf::Value(breakdown.by, Box::new(row)),
        }));
    }
    Ok(Page { items, next_cursor: None, total: None })
}

/// A row of the statistics as one table.
pub struct ReturnsRow {
    /// What it is about.
    pub of: ReturnsOf,
    /// What is counted.
    pub figures: ReturnFigures,
}

/// What a row of the statistics is about.
pub enum ReturnsOf {
    /// All of it.
    Total,
    /// A month.
    Month(Month),
    /// A value of a dimension, the others, or none.
    Value(ReturnDimension, Box<ReturnRow>),
}
