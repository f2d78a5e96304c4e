//! How long a ticket took, from the history of its states alone.
//!
//! - *gross*: from its creation to the last time that it was resolved;
//! - *paused*: of that, the time it waited;
//! - *parked*: of that, the time it lay resolved or ended before it was opened again;
//! - *net*: what is left; *net business*: what is left, counted in the working time of a calendar.
//!
//! Where a ticket was never resolved, its being closed or cancelled stands for it. Time is counted in whole
//! seconds, as calendars do.

use crate::calendar::Schedule;
use crate::records::ticket::TicketStatus;
use chrono::{DateTime, Utc};

/// A state that a ticket came into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StatusEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// The state.
    pub status: TicketStatus,
}

/// How long a ticket took. The spans are absent until it is resolved for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TicketTimes {
    /// When it was resolved for the first time.
    pub first_resolved_at: Option<DateTime<Utc>>,
    /// When it was resolved for the last time.
    pub last_resolved_at: Option<DateTime<Utc>>,
    /// When it was closed, cancelled or merged for the last time.
    pub closed_at: Option<DateTime<Utc>>,
    /// How often it was opened again.
    pub reopen_count: i32,
    /// From its creation to its last solution.
    pub gross_seconds: Option<i64>,
    /// Of that, waiting.
    pub paused_seconds: Option<i64>,
    /// Of that, resolved or ended before it was opened again.
    pub parked_seconds: Option<i64>,
    /// The rest.
    pub net_seconds: Option<i64>,
    /// The rest in working time.
    pub net_business_seconds: Option<i64>,
}

/// Measures a ticket. It is new from `created_at`; `history` is in the order of time, and an entry into the
/// state that it is in already says nothing.
pub fn ticket_times(created_at: DateTime<Utc>, history: &[StatusEntry], schedule: &Schedule) -> TicketTimes {
    use TicketStatus::*;
    let mut periods = vec![StatusEntry { at: created_at, status: New }];
    for entry in history {
        if periods.last().is_some_and(|now| now.status != entry.status) {
            periods.push(*entry);
        }
    }
    let into = |wanted: &[TicketStatus]| -> Vec<DateTime<Utc>> {
        periods.iter().filter(|p| wanted.contains(&p.status)).map(|p| p.at).collect()
    };
    let resolved =
        Some(into(&[Resolved])).filter(|r| !r.is_empty()).unwrap_or_else(|| into(&[Closed, Cancelled]));
    let reopened =
        periods.windows(2).filter(|pair| pair[0].status.is_at_rest() && !pair[1].status.is_at_rest());
    let mut times = TicketTimes {
        first_resolved_at: resolved.first().copied(),
        last_resolved_at: resolved.last().copied(),
        closed_at: into(&[Closed, Cancelled, Merged]).last().copied(),
        reopen_count: i32::try_from(reopened.count()).unwrap_or(i32::MAX),
        gross_seconds: None,
        paused_seconds: None,
        parked_seconds: None,
        net_seconds: None,
        net_business_seconds: None,
    };
    let Some(end) = times.last_resolved_at else { return times };
    let (mut paused, mut parked, mut business) = (0, 0, schedule.business_seconds(created_at, end));
    // What lies after the last solution does not count, whatever it was.
    for pair in periods.windows(2).take_while(|pair| pair[0].at < end) {
        let (from, to) = (pair[0].at, pair[1].at.min(end));
        let sum = match pair[0].status {
            Waiting => &mut paused,
            status if status.is_at_rest() => &mut parked,
            _ => continue,
        };
        *sum += to.timestamp() - from.timestamp();
        business -= schedule.business_seconds(from, to);
    }
    let gross = end.timestamp() - created_at.timestamp();
    times.gross_seconds = Some(gross);
    times.paused_seconds = Some(paused);
    times.parked_seconds = Some(parked);
    times.net_seconds = Some(gross - paused - parked);
    times.net_business_seconds = Some(business);
    times
}

#[cfg(test)]
#[path = "ticket_times_tests.rs"]
mod tests;
