//! The list of lines behind each number of the statistics of returns. The page links there; a test compares each number
//! with its list.

use super::super::desk::ParetoSlice;
use super::query::ReturnsQuery;
use super::view::{ReturnBreakdown, ReturnFigures, ReturnMonth, ReturnRow, ReturnsReport};
use super::words::ReturnDimension;
use crate::page::OneOf;
use crate::records::rma::{RmaLineQuery, RmaVerdict};
use crate::text::Text;

/// The lists behind a report.
pub struct ReturnLists<'a> {
    report: &'a ReturnsReport,
    base: RmaLineQuery,
}

impl<'a> ReturnLists<'a> {
    /// Those of a report that was asked for.
    pub fn new(report: &'a ReturnsReport, query: &ReturnsQuery) -> Self {
        Self { report, base: query.lines() }
    }

    /// All that came.
    pub fn total(&self) -> RmaLineQuery {
        RmaLineQuery {
            received_from: Some(self.report.starts_at),
            received_until: Some(self.report.ends_at),
            ..self.base.clone()
        }
    }

    /// What came in a month.
    pub fn month(&self, month: &ReturnMonth) -> RmaLineQuery {
        RmaLineQuery {
            received_from: Some(month.starts_at),
            received_until: Some(month.ends_at),
            ..self.base.clone()
        }
    }

    /// What came of one value, of the others, or of none.
    pub fn row(&self, breakdown: &ReturnBreakdown, row: &ReturnRow) -> RmaLineQuery {
        let mut query = self.total();
        match (row.slice, &row.value) {
            (ParetoSlice::Value, Some(value)) => match breakdown.by {
                ReturnDimension::Part => query.part_id = value.parse().ok(),
                ReturnDimension::Product => query.product_id = value.parse().ok(),
                ReturnDimension::Verdict => query.verdict = value.parse().ok().map(|v| OneOf(vec![v])),
                ReturnDimension::FailureMode => query.failure_mode = value.parse().ok(),
                ReturnDimension::Responsible => {
                    query.responsible = value.parse().ok().map(|who| OneOf(vec![who]));
                }
                ReturnDimension::Supplier => query.supplier_id = value.parse().ok(),
                ReturnDimension::Dealer => query.dealer_id = value.parse().ok(),
            },
            (ParetoSlice::Value, None) => {}
            (ParetoSlice::Without, _) => query.without = Some(OneOf(vec![breakdown.by])),
            (ParetoSlice::Others, _) => {
                let told: Vec<&str> = breakdown.rows.iter().filter_map(|r| r.value.as_deref()).collect();
                query.other_by = Some(breakdown.by);
                query.other_than = told.join("\n").parse::<Text<5000>>().ok();
            }
        }
        query
    }

    /// Those of a list that are judged.
    pub fn judged(list: RmaLineQuery) -> RmaLineQuery {
        RmaLineQuery { judged: Some(true), ..list }
    }

    /// Those of a list in which no trouble was found. A list of another verdict has none.
    pub fn no_trouble_found(list: RmaLineQuery) -> RmaLineQuery {
        RmaLineQuery { no_trouble_found: Some(true), ..list }
    }

    /// Every set of figures with its name and list.
    pub fn all(&self) -> Vec<(String, &'a ReturnFigures, RmaLineQuery)> {
        let report = self.report;
        let mut all = vec![("total".to_owned(), &report.total, self.total())];
        for month in &report.months {
            all.push((month.month.to_string(), &month.figures, self.month(month)));
        }
        for breakdown in &report.breakdowns {
            for row in &breakdown.rows {
                let name = format!("{} {:?} {:?}", breakdown.by, row.slice, row.value);
                all.push((name, &row.figures, self.row(breakdown, row)));
            }
        }
        all
    }
}

impl ReturnRow {
    /// What it is called, in a language.
    pub fn name(&self, by: ReturnDimension, locale: crate::i18n::Locale) -> String {
        use crate::records::rma::RmaResponsible;
        let word = self.value.clone().unwrap_or_default();
        match (self.slice, by) {
            (ParetoSlice::Value, ReturnDimension::Verdict) => {
                word.parse().map_or(word, |verdict: RmaVerdict| verdict.label(locale))
            }
            (ParetoSlice::Value, ReturnDimension::Responsible) => {
                word.parse().map_or(word, |who: RmaResponsible| who.label(locale))
            }
            (ParetoSlice::Value, _) => self.label.clone().unwrap_or(word),
            (slice, _) => slice.label(locale),
        }
    }
}
