//! The deadlines of a quality feedback, as they follow from its terms. Nothing here is stored and patched.

use super::report::QualityDecisions;
use super::terms::QualityTerms;
use super::view::QualityMeasure;
use super::words::*;
use crate::calendar::day_ends;
use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

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

/// The deadlines, in their order, by the terms of the day on which it was raised. `verdict_due` is the end of the time for the
/// verdict by the business calendar.
pub fn deadlines(
    terms: &QualityTerms,
    verdict_due: DateTime<Utc>,
    (severity, method): (Option<QualitySeverity>, Option<QualityMethod>),
    decisions: &QualityDecisions,
    measures: &[QualityMeasure],
    zone: Tz,
) -> Vec<QualityDeadline> {
    let judged = decisions.triage.as_ref().map(|signed| signed.at);
    let mut all = vec![QualityDeadline { step: QualityStep::Triage, due_at: verdict_due, met_at: judged }];
    let (Some(judged), Some(severity), Some(method)) = (judged, severity, method) else { return all };
    let terms = terms.of(severity);
    // What is minor goes the light path: nothing is due but its measures.
    if method != QualityMethod::Simple {
        let contained = decisions.containment.as_ref().map(|signed| signed.at);
        for (step, within, met_at) in [
            (QualityStep::Containment, Duration::hours(terms.containment_hours.into()), contained),
            (QualityStep::Cause, Duration::days(terms.cause_days.into()), decisions.caused_at),
            (QualityStep::Plan, Duration::days(terms.plan_days.into()), decisions.planned_at),
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
