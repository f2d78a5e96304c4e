//! The quarterly service analysis, prepared from the data: what the quarter was against the one before, and the information
//! matrix of quality (handbook 7, ELV five).

use super::desk::{DeskReport, ParetoSlice, TicketDimension};
use super::information::InformationFlow;
use super::month::Month;
use super::returns::ReturnsReport;
use crate::i18n::Locale;
use crate::ids::ProductId;
use crate::problem::{FieldProblem, FieldRefusal, Refusal};
use crate::records::clock::ClockKind;
use crate::records::ticket::TicketTopic;
use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};

text_enums! {
    /// What the analysis tells, each for the quarter and the one before.
    ServiceFigure in "service_figure" {
        /// Tickets filed.
        Opened = "opened",
        /// Tickets resolved.
        Resolved = "resolved",
        /// Tickets that were open when it began.
        Backlog = "backlog",
        /// First answers within their time, of all.
        ResponseKept = "response_kept",
        /// Solutions within their time, of all.
        ResolutionKept = "resolution_kept",
        /// Half were solved no later.
        ResolutionMedian = "resolution_median",
        /// Of the solved tickets, those that came back.
        ReopenRate = "reopen_rate",
        /// Lines of returns that came.
        Returned = "returned",
        /// Of the judged ones, those without trouble.
        NoTroubleRate = "no_trouble_rate",
        /// Quality feedback raised.
        QualityRaised = "quality_raised",
        /// Quality feedback closed.
        QualityClosed = "quality_closed",
        /// Measures that did not help.
        QualityFailed = "quality_failed",
        /// Quality feedback that was still open at its end.
        QualityOpen = "quality_open",
        /// Units of campaigns that were remedied.
        Remedied = "remedied",
    }

    /// How a figure is counted.
    FigureUnit in "figure_unit" {
        /// Pieces.
        Count = "count",
        /// Tenths of a percent.
        Permille = "permille",
        /// Seconds.
        Seconds = "seconds",
    }
}

impl ServiceFigure {
    /// How it is counted.
    pub fn unit(self) -> FigureUnit {
        match self {
            Self::ResponseKept | Self::ResolutionKept | Self::ReopenRate | Self::NoTroubleRate => {
                FigureUnit::Permille
            }
            Self::ResolutionMedian => FigureUnit::Seconds,
            _ => FigureUnit::Count,
        }
    }
}

/// What is asked of the analysis.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct ServiceAnalysisQuery {
    /// Any month of the quarter; the last whole one by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, example = "2026-08", pattern = "^[0-9]{4}-[0-9]{2}$"))]
    pub quarter_of: Option<Month>,
    /// The language of the form; the reader's own where it is not named.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Locale>,
}

/// A quarter of the calendar: its first month and its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quarter {
    /// The first month.
    pub from: Month,
    /// The last one.
    pub until: Month,
}

impl Quarter {
    /// The quarter of a month.
    pub fn of(month: Month) -> Self {
        let from = month.minus(month.first_day().month0() % 3);
        Self { from, until: from.plus(2) }
    }

    /// The one before.
    #[must_use]
    pub fn before(self) -> Self {
        Self::of(self.from.minus(1))
    }

    /// The one after.
    #[must_use]
    pub fn after(self) -> Self {
        Self::of(self.until.plus(1))
    }

    /// As people write it: `2026 Q3`.
    pub fn name(self) -> String {
        let day = self.from.first_day();
        format!("{} Q{}", day.year(), day.month0() / 3 + 1)
    }
}

impl ServiceAnalysisQuery {
    /// The quarter, looked at in this month.
    ///
    /// # Errors
    /// `validation_failed` for a quarter that has not begun, or one so long ago that nobody reckons with it.
    pub fn quarter(&self, this: Month) -> Result<Quarter, Refusal> {
        let asked = self.quarter_of.map_or_else(|| Quarter::of(this).before(), Quarter::of);
        let refuse = |code| Refusal::fields(vec![FieldRefusal::new("?quarter_of", code)]);
        if asked.from > this {
            return Err(refuse(FieldProblem::InFuture));
        }
        if asked.from.first_day().year() < crate::calendar::FIRST_YEAR {
            return Err(refuse(FieldProblem::TooEarly));
        }
        Ok(asked)
    }
}

macro_rules! shown {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $ty:ty,)* })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty,)* }
    )+};
}

shown! {
    /// The quarterly service analysis.
    ServiceAnalysis {
        /// The instant it was counted.
        at: DateTime<Utc>,
        /// The first month of the quarter.
        from: Month,
        /// The last one; it may still run.
        until: Month,
        /// What it was against the quarter before.
        lines: Vec<ServiceLine>,
        /// What tickets were about: faults, topics, models.
        paretos: Vec<ServicePareto>,
        /// Which information went from whom to whom about quality (ELV five), the most frequent way first.
        information: Vec<InformationFlow>,
        /// Months of production with an alarm now.
        alarms: Vec<ServiceAlarm>,
    }
    /// A figure of the quarter.
    ServiceLine {
        /// Which.
        figure: ServiceFigure,
        /// How it is counted.
        unit: FigureUnit,
        /// In the quarter; absent where there was nothing to count.
        now: Option<i64>,
        /// In the quarter before.
        before: Option<i64>,
    }
    /// What tickets were about.
    ServicePareto {
        /// What they are told apart by.
        by: TicketDimension,
        /// The ten most frequent values of the quarter.
        rows: Vec<ServiceParetoRow>,
    }
    /// A value.
    ServiceParetoRow {
        /// The value as people read it, in the reader's language; absent for words, which have labels.
        label: Option<String>,
        /// The id or the word of the value.
        value: String,
        /// Tickets in the quarter.
        now: i64,
        /// Tickets in the quarter before; absent where it was not among the ten most frequent then.
        before: Option<i64>,
    }
    /// A model with months of production that stand out.
    ServiceAlarm {
        /// The model.
        product_id: ProductId,
        /// Its code.
        product_code: String,
        /// Its name.
        product_name: String,
        /// The months.
        months: Vec<Month>,
    }
}

impl ServiceParetoRow {
    /// What it is called, in a language.
    pub fn name(&self, by: TicketDimension, locale: Locale) -> String {
        let word = || self.label.clone().unwrap_or_else(|| self.value.clone());
        match by {
            TicketDimension::Topic => {
                self.value.parse().map_or_else(|_| word(), |topic: TicketTopic| topic.label(locale))
            }
            _ => word(),
        }
    }
}

/// What is counted of quality in a quarter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct QualityCounts {
    /// Raised.
    pub raised: i64,
    /// Closed.
    pub closed: i64,
    /// Measures that did not help.
    pub failed: i64,
    /// Open at its end.
    pub open: i64,
    /// Units of campaigns that were remedied.
    pub remedied: i64,
}

/// The figures of one quarter, in their order.
pub fn service_figures(
    desk: &DeskReport,
    returns: &ReturnsReport,
    quality: QualityCounts,
) -> Vec<(ServiceFigure, Option<i64>)> {
    let sum = |of: fn(&super::desk::DeskMonth) -> i64| Some(desk.months.iter().map(of).sum());
    let target = |clock: ClockKind| desk.targets.iter().find(|target| target.clock == clock);
    let kept = |clock| target(clock).and_then(|target| target.kept_share).map(i64::from);
    ServiceFigure::ALL
        .iter()
        .map(|figure| {
            let value = match figure {
                ServiceFigure::Opened => sum(|month| month.opened),
                ServiceFigure::Resolved => sum(|month| month.resolved),
                ServiceFigure::Backlog => desk.months.first().map(|month| month.backlog),
                ServiceFigure::ResponseKept => kept(ClockKind::Respond),
                ServiceFigure::ResolutionKept => kept(ClockKind::Resolve),
                ServiceFigure::ResolutionMedian => {
                    target(ClockKind::Resolve).and_then(|target| target.median_seconds)
                }
                ServiceFigure::ReopenRate => desk.reopening.rate.map(i64::from),
                ServiceFigure::Returned => Some(returns.total.lines),
                ServiceFigure::NoTroubleRate => returns.total.no_trouble_rate.map(i64::from),
                ServiceFigure::QualityRaised => Some(quality.raised),
                ServiceFigure::QualityClosed => Some(quality.closed),
                ServiceFigure::QualityFailed => Some(quality.failed),
                ServiceFigure::QualityOpen => Some(quality.open),
                ServiceFigure::Remedied => Some(quality.remedied),
            };
            (*figure, value)
        })
        .collect()
}

/// The figures of a quarter beside those of the one before.
pub fn service_lines(
    now: Vec<(ServiceFigure, Option<i64>)>,
    before: Vec<(ServiceFigure, Option<i64>)>,
) -> Vec<ServiceLine> {
    let line = |((figure, now), (_, before))| ServiceLine { figure, unit: figure.unit(), now, before };
    now.into_iter().zip(before).map(line).collect()
}

/// What tickets of a quarter were about, beside the quarter before: faults, topics and models.
pub fn service_paretos(now: &DeskReport, before: &DeskReport) -> Vec<ServicePareto> {
    let told = [TicketDimension::FaultCode, TicketDimension::Topic, TicketDimension::Product];
    let of = |by: &TicketDimension| {
        let rows = |report: &DeskReport| {
            let found = report.paretos.iter().find(|pareto| pareto.by == *by);
            found.map(|pareto| pareto.rows.clone()).unwrap_or_default()
        };
        let earlier = rows(before);
        let row = |row: super::desk::DeskParetoRow| {
            let value = row.value.filter(|_| row.slice == ParetoSlice::Value)?;
            let then = earlier.iter().find(|one| one.value.as_deref() == Some(value.as_str()));
            let before = then.map(|one| one.count);
            Some(ServiceParetoRow { label: row.label, value, now: row.count, before })
        };
        ServicePareto { by: *by, rows: rows(now).into_iter().filter_map(row).collect() }
    };
    told.iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn a_quarter_is_three_months_and_the_last_whole_one_is_usual() {
        for (any, from, until, name) in [
            ("2026-01", "2026-01", "2026-03", "2026 Q1"),
            ("2026-06", "2026-04", "2026-06", "2026 Q2"),
            ("2026-11", "2026-10", "2026-12", "2026 Q4"),
        ] {
            let quarter = Quarter::of(month(any));
            assert_eq!((quarter.from, quarter.until), (month(from), month(until)));
            assert_eq!(quarter.name(), name);
            assert_eq!((quarter.before().after(), quarter.after().before()), (quarter, quarter));
        }
        let asked = |text: Option<&str>| {
            let query = ServiceAnalysisQuery { quarter_of: text.map(month), lang: None };
            query.quarter(month("2026-02")).map(Quarter::name).map_err(|refusal| refusal.fields[0].code)
        };
        assert_eq!(asked(None).unwrap(), "2025 Q4");
        assert_eq!(asked(Some("2026-03")).unwrap(), "2026 Q1", "a quarter that runs can be looked at");
        assert_eq!(asked(Some("2026-04")), Err(FieldProblem::InFuture));
        assert_eq!(asked(Some("1900-04")), Err(FieldProblem::TooEarly));
    }

    #[test]
    fn lines_stand_beside_each_other() {
        let now = vec![(ServiceFigure::Opened, Some(5)), (ServiceFigure::ReopenRate, None)];
        let lines =
            service_lines(now, vec![(ServiceFigure::Opened, Some(4)), (ServiceFigure::ReopenRate, Some(10))]);
        let said: Vec<_> = lines.iter().map(|l| (l.unit, l.now, l.before)).collect();
        assert_eq!(said, [(FigureUnit::Count, Some(5), Some(4)), (FigureUnit::Permille, None, Some(10))]);
    }
}
