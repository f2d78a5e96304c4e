//! Repair time: what was estimated, what it took, what the catalogue allows (MGT fault-repair-time 2.3–2.7).

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How long a repair was said to take.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RepairEstimate {
    /// When it was said.
    pub at: DateTime<Utc>,
    /// Minutes of work.
    pub minutes: i32,
    /// Whether the customer was told: a promise.
    pub told_customer: bool,
    /// Who said it.
    pub actor_name: String,
    /// Why it changed.
    pub note: Option<String>,
}

/// Estimated, actual and standard time of a repair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RepairTime {
    /// The estimates, oldest first; whoever is outside the house sees those that were told.
    pub estimates: Vec<RepairEstimate>,
    /// The fault.
    pub fault_code: Option<String>,
    /// What the catalogue allows for it, in minutes.
    pub standard_minutes: Option<i32>,
    /// When the work began.
    pub started_at: Option<DateTime<Utc>>,
    /// When it was done; absent while it goes on.
    pub done_at: Option<DateTime<Utc>>,
    /// Working time in seconds since the work began, without what stops the clock: transport, force majeure,
    /// waiting for the customer.
    pub actual_seconds: Option<i64>,
}

impl RepairTime {
    /// The estimate in force: the last.
    pub fn estimated_minutes(&self) -> Option<i32> {
        self.estimates.last().map(|e| e.minutes)
    }

    /// How much longer it took than estimated, in seconds; negative when it was quicker.
    pub fn over_estimate_seconds(&self) -> Option<i64> {
        Some(self.actual_seconds? - i64::from(self.estimated_minutes()?) * 60)
    }

    /// How much longer it took than the catalogue allows, in seconds; negative when it was quicker.
    pub fn over_standard_seconds(&self) -> Option<i64> {
        Some(self.actual_seconds? - i64::from(self.standard_minutes?) * 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_estimate_counts_and_both_differences_follow() {
        let said = |minutes| RepairEstimate {
            at: DateTime::UNIX_EPOCH,
            minutes,
            told_customer: true,
            actor_name: "张伟".into(),
            note: None,
        };
        let time = RepairTime {
            estimates: vec![said(60), said(120)],
            fault_code: Some("DR-03".into()),
            standard_minutes: Some(90),
            started_at: None,
            done_at: None,
            actual_seconds: Some(100 * 60),
        };
        assert_eq!(time.over_estimate_seconds(), Some(-20 * 60));
        assert_eq!(time.over_standard_seconds(), Some(10 * 60));
    }
}
