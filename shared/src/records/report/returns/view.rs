//! What the statistics of returns show.

use super::super::desk::ParetoSlice;
use super::super::figures::share;
use super::super::month::Month;
use super::words::ReturnDimension;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The statistics of returns (退件统计表): of the lines that came in these months. Behind each number stands a list of
/// lines with as many entries.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReturnsReport {
    /// The instant it was counted.
    pub at: DateTime<Utc>,
    /// The zone in which months begin.
    pub zone: String,
    /// When the first month begins.
    pub starts_at: DateTime<Utc>,
    /// When the last month ends.
    pub ends_at: DateTime<Utc>,
    /// All of them.
    pub total: ReturnFigures,
    /// Month by month, by when they came.
    pub months: Vec<ReturnMonth>,
    /// By part, model, verdict, failure mode; inside the maker's house by responsible party, supplier and dealer, too.
    pub breakdowns: Vec<ReturnBreakdown>,
}

/// What is counted of some lines.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReturnFigures {
    /// Lines that came.
    pub lines: i64,
    /// Pieces that came.
    pub pieces: i64,
    /// Lines of them that are judged.
    pub judged: i64,
    /// Lines of them in which no trouble was found.
    pub no_trouble_found: i64,
    /// No trouble found of judged, in tenths of a percent.
    pub no_trouble_rate: Option<i32>,
    /// Seconds from the authorisation to the receipt, on the average.
    pub return_mean_seconds: Option<i64>,
    /// Half took no longer than so many seconds.
    pub return_median_seconds: Option<i64>,
    /// Seconds from the receipt to the verdict, on the average.
    pub analysis_mean_seconds: Option<i64>,
    /// Half took no longer than so many seconds.
    pub analysis_median_seconds: Option<i64>,
}

/// What came in a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReturnMonth {
    /// The month.
    pub month: Month,
    /// When it begins.
    pub starts_at: DateTime<Utc>,
    /// When it ends.
    pub ends_at: DateTime<Utc>,
    /// What is counted.
    pub figures: ReturnFigures,
}

/// What came, by one dimension, most frequent first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReturnBreakdown {
    /// What the lines are told apart by.
    pub by: ReturnDimension,
    /// The ten most frequent values, then all others together, then those without a value.
    pub rows: Vec<ReturnRow>,
}

/// A row of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReturnRow {
    /// What it stands for.
    pub slice: ParetoSlice,
    /// The id or the word of the value.
    pub value: Option<String>,
    /// The value as people read it; absent for words, which have labels.
    pub label: Option<String>,
    /// Its lines of all, in tenths of a percent.
    pub share: i32,
    /// What is counted.
    pub figures: ReturnFigures,
}

impl ReturnFigures {
    /// With the rate that follows from the counts.
    #[must_use]
    pub fn rated(self) -> Self {
        Self { no_trouble_rate: share(self.no_trouble_found, self.judged), ..self }
    }

    /// What is left of these when some are told by themselves. Times do not add up, so nothing is said of them.
    fn without<'a>(&self, told: impl Iterator<Item = &'a Self>) -> Self {
        let rest = told.fold(self.clone(), |rest, some| Self {
            lines: rest.lines - some.lines,
            pieces: rest.pieces - some.pieces,
            judged: rest.judged - some.judged,
            no_trouble_found: rest.no_trouble_found - some.no_trouble_found,
            ..rest
        });
        Self {
            return_mean_seconds: None,
            return_median_seconds: None,
            analysis_mean_seconds: None,
            analysis_median_seconds: None,
            ..rest
        }
        .rated()
    }
}

impl ReturnBreakdown {
    /// From the most frequent values with their labels, what has no value, and all together.
    pub fn new(
        by: ReturnDimension,
        total: &ReturnFigures,
        ranked: Vec<(String, Option<String>, ReturnFigures)>,
        without: Option<ReturnFigures>,
    ) -> Self {
        let others = total.without(ranked.iter().map(|(_, _, figures)| figures).chain(&without));
        let row = |slice, value, label, figures: ReturnFigures| ReturnRow {
            slice,
            value,
            label,
            share: share(figures.lines, total.lines).unwrap_or_default(),
            figures,
        };
        let mut rows: Vec<ReturnRow> = ranked
            .into_iter()
            .map(|(value, label, figures)| row(ParetoSlice::Value, Some(value), label, figures))
            .collect();
        rows.extend((others.lines > 0).then(|| row(ParetoSlice::Others, None, None, others)));
        rows.extend(without.map(|figures| row(ParetoSlice::Without, None, None, figures)));
        Self { by, rows }
    }
}

/// A stretch of time in days with one digit behind the point: `12.5`.
pub fn days(seconds: i64) -> String {
    const TENTH: i64 = 8640;
    let tenths = (seconds.max(0) + TENTH / 2) / TENTH;
    format!("{}.{}", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(lines: i64, judged: i64, no_trouble_found: i64) -> ReturnFigures {
        ReturnFigures { lines, pieces: lines * 2, judged, no_trouble_found, ..ReturnFigures::default() }
    }

    #[test]
    fn what_has_no_row_of_its_own_is_among_the_others() {
        let total = ReturnFigures { return_mean_seconds: Some(5), ..figures(10, 6, 3) };
        let ranked = vec![("a".into(), None, figures(5, 4, 1)), ("b".into(), None, figures(2, 0, 0))];
        let told = ReturnBreakdown::new(ReturnDimension::Part, &total, ranked, Some(figures(1, 1, 1)));
        let rows: Vec<_> = told
            .rows
            .iter()
            .map(|r| (r.slice, r.figures.lines, r.figures.pieces, r.figures.judged, r.share))
            .collect();
        use ParetoSlice::*;
        assert_eq!(
            rows,
            [(Value, 5, 10, 4, 500), (Value, 2, 4, 0, 200), (Others, 2, 4, 1, 200), (Without, 1, 2, 1, 100)]
        );
        assert_eq!(told.rows[2].figures.no_trouble_rate, Some(1000));
        assert_eq!(told.rows[2].figures.return_mean_seconds, None);
    }

    #[test]
    fn the_rate_is_of_what_is_judged() {
        assert_eq!(figures(10, 4, 1).rated().no_trouble_rate, Some(250));
        assert_eq!(figures(10, 0, 0).rated().no_trouble_rate, None);
    }

    #[test]
    fn days_have_one_digit_behind_the_point() {
        assert_eq!([0, 4319, 4320, 86_400, 1_080_000].map(days), ["0.0", "0.0", "0.1", "1.0", "12.5"]);
    }
}
