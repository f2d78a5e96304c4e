//! 退件统计表 on paper.

use super::returns::returns;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::paper::said::{self, About, field, heading, signatures, table};
use crate::paper::{Block, Form};
use crate::records::organization;
use crate::records::register::Reader;
use diesel::pg::PgConnection;
use shared::records::report::{ReturnFigures, ReturnsQuery, ReturnsReport, days};

/// What the form needs, as one caller may see it.
pub struct Facts {
    /// The figures.
    pub report: ReturnsReport,
    /// The maker whose form it is.
    pub maker: String,
}

/// Reads it.
///
/// # Errors
/// As the report.
pub fn read(c: &mut PgConnection, caller: &Caller, query: &ReturnsQuery) -> Result<Facts, Failure> {
    let report = returns(c, caller, query)?;
    let maker = organization::maker(c)?.map(|maker| maker.name).unwrap_or_default();
    Ok(Facts { report, maker })
}

/// Tenths of a percent as people write them.
pub(super) fn percent(tenths: i32) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// What is counted, in the order of the columns.
fn cells(figures: &ReturnFigures) -> [String; 8] {
    let span = |seconds: Option<i64>| seconds.map(days).unwrap_or_default();
    [
        figures.lines.to_string(),
        figures.pieces.to_string(),
        figures.judged.to_string(),
        figures.no_trouble_found.to_string(),
        figures.no_trouble_rate.map(percent).unwrap_or_default(),
        span(figures.return_mean_seconds),
        span(figures.return_median_seconds),
        span(figures.analysis_median_seconds),
    ]
}

const HEADS: [(&str, f32); 8] = [
    ("register-lines", 0.65),
    ("register-pieces", 0.7),
    ("register-judged", 0.85),
    ("register-no-trouble", 0.8),
    ("register-no-trouble-rate", 0.8),
    ("register-return-mean", 0.9),
    ("register-return-median", 0.9),
    ("register-analysis-median", 0.9),
];

fn figures(r: Reader, first: &str, rows: Vec<(String, &ReturnFigures)>) -> Block {
    let row = |(name, figures): (String, &ReturnFigures)| [vec![name], cells(figures).to_vec()].concat();
    let heads: Vec<(&str, f32)> = [(first, 2.4)].into_iter().chain(HEADS).collect();
    table(r, &heads, rows.into_iter().map(row).collect())
}

/// The form, in the reader's language. `page` is the address under which people reach the page.
pub fn form(facts: &Facts, query: &ReturnsQuery, page: &str, r: Reader) -> Form {
    let report = &facts.report;
    let months: Vec<_> = report.months.iter().map(|m| m.month.to_string()).collect();
    let number = match (months.first(), months.last()) {
        (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
        (first, _) => first.cloned().unwrap_or_default(),
    };
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    let link = format!("{page}/return-statistics{}{query}", if query.is_empty() { "" } else { "?" });
    let about = About {
        title: r.word("register-returns"),
        house: facts.maker.clone(),
        number,
        as_of: report.at,
        link,
    };
    let mut blocks = vec![
        Block::Fields(vec![
            field(r, "register-lines", report.total.lines.to_string()),
            field(r, "register-pieces", report.total.pieces.to_string()),
        ]),
        heading(r, "register-by-month"),
        figures(
            r,
            "register-month",
            report
                .months
                .iter()
                .map(|m| (m.month.to_string(), &m.figures))
                .chain([(r.word("register-total"), &report.total)])
                .collect(),
        ),
    ];
    for breakdown in report.breakdowns.iter().filter(|b| !b.rows.is_empty()) {
        blocks.push(Block::Heading(breakdown.by.label(r.locale)));
        let rows = breakdown.rows.iter().map(|row| (row.name(breakdown.by, r.locale), &row.figures));
        blocks.push(figures(r, "register-value", rows.collect()));
    }
    blocks.push(Block::Remark(r.word("register-returns-hint")));
    blocks.push(signatures(r, &["paper-rma-sign-made", "paper-rma-sign-quality"]));
    said::form(r, about, blocks)
}
