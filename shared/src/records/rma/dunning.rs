//! Dunning: what a dealer is told of parts that did not come in time, step by step (逾期未退回清单; MGT-T 4.2.1).

use super::machine::dunning;
use super::words::{DunningStage, RmaLineStatus, RmaStatus};
use crate::ids::{OrganizationId, RmaLineId};
use crate::money::{Amount, Currency, Total};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A step that was taken. Each is taken once for each line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RmaDunning {
    /// The line.
    pub line_id: RmaLineId,
    /// Which step.
    pub stage: DunningStage,
    /// When.
    pub at: DateTime<Utc>,
    /// Days the part was late then.
    pub days_late: i32,
    /// How many people were told.
    pub told: i32,
    /// How many were owed.
    pub quantity: i32,
    /// What one cost that day; for the charge, where the part has a price, and told to whoever sees prices.
    pub price: Option<Amount>,
    /// What that is counted in.
    pub currency: Option<Currency>,
    /// What goes to the settlement.
    pub amount: Option<Total>,
    /// Whether the step still holds: not when the part came after all, need not come, or has turned up.
    pub stands: bool,
}

/// The steps that were taken of the lines of a return, in the order of time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RmaDunnings {
    /// The steps.
    pub items: Vec<RmaDunning>,
}

/// What a dealer owes too long, by how hard it is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OverdueDealer {
    /// The dealer.
    pub dealer_id: OrganizationId,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州恒通电梯"))]
    pub dealer_name: String,
    /// Lines for which it is reminded.
    pub reminder: i64,
    /// Lines for which it is warned.
    pub warning: i64,
    /// Lines for which it is charged.
    pub charge: i64,
    /// Lines that had been given up, have turned up, and are no longer dunned.
    pub restored: i64,
    /// All of these lines.
    pub lines: i64,
    /// The pieces of all these lines.
    pub pieces: i64,
    /// Days that the oldest of them is late.
    pub days_late: i64,
}

/// Filters of the list of dealers that owe something too long.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields, default)]
pub struct OverdueDealersQuery {
    /// Only this dealer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dealer_id: Option<OrganizationId>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// The states of a return in which a line of it can be owed.
pub const OWING: [RmaStatus; 3] = [RmaStatus::Authorized, RmaStatus::InReturn, RmaStatus::InInspection];
/// The states of a line in which it has not come.
pub const OUTSTANDING: [RmaLineStatus; 2] = [RmaLineStatus::Due, RmaLineStatus::Shipped];

/// Whether a step that was taken of a line still holds: while it has not come, and when it never will. What came, need not
/// come or has turned up again is dunned no more, and not charged.
pub fn stands(line: RmaLineStatus, restored: bool) -> bool {
    !restored && (OUTSTANDING.contains(&line) || line == RmaLineStatus::Lost)
}

/// The step that is to be taken today of a line that is owed: the one that its lateness asks for, unless it was taken, or a
/// harder one. Steps that were slept through are not made up for.
pub fn next_step(
    deadline: NaiveDate,
    today: NaiveDate,
    taken: Option<DunningStage>,
) -> Option<(DunningStage, i64)> {
    dunning(deadline, today).filter(|(stage, _)| taken.is_none_or(|taken| taken < *stage))
}

/// The last days on which a deadline asks for a reminder, a warning and a charge today: a deadline on or before the third is
/// charged, one on or before the second warned.
pub fn stage_bounds(today: NaiveDate) -> (NaiveDate, NaiveDate, NaiveDate) {
    let back = |days: i64| today - chrono::TimeDelta::days(days);
    (back(1), back(super::machine::WARNED_AFTER + 1), back(super::machine::CHARGED_AFTER + 1))
}

/// The deadlines that ask for a stage today: from the first day, where there is one, to the last.
pub fn deadlines(stage: DunningStage, today: NaiveDate) -> (Option<NaiveDate>, NaiveDate) {
    let (reminded, warned, charged) = stage_bounds(today);
    let next = |day: NaiveDate| day.succ_opt();
    match stage {
        DunningStage::Reminder => (next(warned), reminded),
        DunningStage::Warning => (next(charged), warned),
        DunningStage::Charge => (None, charged),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn each_step_is_taken_once_and_none_is_made_up_for() {
        use DunningStage::*;
        let deadline = day("2026-03-01");
        let step = |today: &str, taken| next_step(deadline, day(today), taken);
        assert_eq!(step("2026-03-01", None), None);
        assert_eq!(step("2026-03-02", None), Some((Reminder, 1)));
        assert_eq!(step("2026-03-03", Some(Reminder)), None);
        assert_eq!(step("2026-03-09", Some(Reminder)), Some((Warning, 8)));
        assert_eq!(step("2026-03-09", Some(Warning)), None);
        assert_eq!(step("2026-03-23", Some(Warning)), Some((Charge, 22)));
        assert_eq!(step("2026-09-01", Some(Charge)), None);
        // Nobody looked for a month: only the charge is told.
        assert_eq!(step("2026-04-01", None), Some((Charge, 31)));
    }

    #[test]
    fn deadlines_of_the_stages_join_and_ask_for_their_stage() {
        let today = day("2026-03-31");
        for stage in DunningStage::ALL {
            let (first, last) = deadlines(*stage, today);
            assert_eq!(dunning(last, today).map(|(stage, _)| stage), Some(*stage));
            if let Some(first) = first {
                assert_eq!(dunning(first, today).map(|(stage, _)| stage), Some(*stage));
                let before = first.checked_sub_days(Days::new(1)).unwrap();
                assert_ne!(dunning(before, today).map(|(stage, _)| stage), Some(*stage));
            }
        }
        assert_eq!(dunning(stage_bounds(today).0.succ_opt().unwrap(), today), None);
    }

    #[test]
    fn what_came_or_turned_up_is_not_charged_and_what_is_lost_is() {
        use RmaLineStatus::*;
        let standing: Vec<_> = RmaLineStatus::ALL.iter().filter(|line| stands(**line, false)).collect();
        assert_eq!(standing, [&Due, &Shipped, &Lost]);
        assert!(RmaLineStatus::ALL.iter().all(|line| !stands(*line, true)));
    }
}
