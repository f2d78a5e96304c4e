//! The deadlines of a quality feedback: a policy by severity, and what follows from it. Nothing here is stored and patched.

use super::report::QualityDecisions;
use super::view::QualityMeasure;
use super::words::*;
use crate::calendar::day_ends;
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Working days within which quality gives its verdict (workflows: triage ≤ 1 working day).
pub const TRIAGE_WORKING_DAYS: u32 = 1;

/// Within which time from the verdict something is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QualityTerms {
    /// Hours until it is contained.
    pub containment_hours: i64,
    /// Days until the causes are known.
    pub cause_days: i64,
    /// Days until there is a plan.
    pub plan_days: i64,
}

/// The policy, a row for each severity. The sources name one set of numbers (containment 24 h, cause 10 days, plan 14 days);
/// a maker who is in more of a hurry with what is critical changes its row.
pub fn terms(severity: QualitySeverity) -> QualityTerms {
    let usual = QualityTerms { containment_hours: 24, cause_days: 10, plan_days: 14 };
    match severity {
        QualitySeverity::Critical => usual,
        QualitySeverity::Major => usual,
        QualitySeverity::Moderate => usual,
        QualitySeverity::Minor => usual,
    }
}

/// A deadline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityDeadline {
    /// What is to be done.
    pub step: QualityStep,
    /// Until when.
    pub due_at: DateTime<Utc>,
    /// When it was done.
    pub met_at: Option<DateTime<Utc>>,
}

impl QualityDeadline {
    /// Whether it was not, or is not, met in time.
    pub fn is_late(&self, now: DateTime<Utc>) -> bool {
        self.met_at.unwrap_or(now) > self.due_at
    }
}

/// The deadlines, in their order. `verdict_due` is the end of the time for the verdict by the business calendar.
pub fn deadlines(
    verdict_due: DateTime<Utc>,
    (severity, method): (Option<QualitySeverity>, Option<QualityMethod>),
    decisions: &QualityDecisions,
    measures: &[QualityMeasure],
    zone: Tz,
) -> Vec<QualityDeadline> {
    let judged = decisions.triage.as_ref().map(|signed| signed.at);
    let mut all = vec![QualityDeadline { step: QualityStep::Triage, due_at: verdict_due, met_at: judged }];
    let (Some(judged), Some(severity), Some(method)) = (judged, severity, method) else { return all };
    let terms = terms(severity);
    // What is minor goes the light path: nothing is due but its measures.
    if method != QualityMethod::Simple {
        let contained = decisions.containment.as_ref().map(|signed| signed.at);
        for (step, within, met_at) in [
            (QualityStep::Containment, Duration::hours(terms.containment_hours), contained),
            (QualityStep::Cause, Duration::days(terms.cause_days), decisions.caused_at),
            (QualityStep::Plan, Duration::days(terms.plan_days), decisions.planned_at),
        ] {
            all.push(QualityDeadline { step, due_at: judged + within, met_at });
        }
    }
    all.extend(measures.iter().map(|measure| QualityDeadline {
        step: QualityStep::Measures,
        due_at: day_ends(measure.due_on, zone),
        met_at: measure.done_at,
    }));
    all
}

/// What is due next: the first that is not met, while it goes on.
pub fn next_due(status: QualityStatus, deadlines: &[QualityDeadline]) -> Option<DateTime<Utc>> {
    let open = deadlines.iter().filter(|deadline| deadline.met_at.is_none() && status.is_open());
    open.map(|deadline| deadline.due_at).min()
}

/// Whole days between two instants, none before the first is over.
pub fn age_days(from: DateTime<Utc>, until: DateTime<Utc>) -> i64 {
    (until - from).num_days().max(0)
}
