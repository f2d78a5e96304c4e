//! Figures typed by hand, and random histories against somebody who looks at the ticket every second.

use super::*;
use crate::calendar::Calendar;
use chrono::TimeDelta;
use proptest::prelude::*;

/// Monday 2026-03-09, 09:00 in Shanghai: the desk is open from 08:30 to 18:00.
const MONDAY: &str = "2026-03-09T01:00:00Z";

fn desk() -> Schedule {
    Schedule::from(&Calendar::default_service_desk())
}

fn history(entries: &[(&str, &str)]) -> Vec<StatusEntry> {
    entries
        .iter()
        .map(|(at, status)| StatusEntry { at: at.parse().unwrap(), status: status.parse().unwrap() })
        .collect()
}

fn spans(t: &TicketTimes) -> [Option<i64>; 5] {
    [t.gross_seconds, t.paused_seconds, t.parked_seconds, t.net_seconds, t.net_business_seconds]
}

#[test]
fn a_ticket_that_waited_and_came_back() {
    let times = ticket_times(
        MONDAY.parse().unwrap(),
        &history(&[
            ("2026-03-09T01:10:00Z", "in_progress"),
            ("2026-03-09T02:00:00Z", "waiting"),
            ("2026-03-09T04:00:00Z", "in_progress"),
            ("2026-03-09T05:00:00Z", "resolved"),
            ("2026-03-09T06:00:00Z", "closed"),
            ("2026-03-09T08:00:00Z", "in_progress"),
            // From 18:00 to 08:30 the desk is closed.
            ("2026-03-10T01:00:00Z", "resolved"),
            ("2026-03-12T01:00:00Z", "closed"),
        ]),
        &desk(),
    );
    const H: i64 = 3600;
    // Worked: 09:00–10:00, 12:00–13:00, 16:00–18:00 and the next day 08:30–09:00.
    assert_eq!(spans(&times), [Some(24 * H), Some(2 * H), Some(3 * H), Some(19 * H), Some(4 * H + H / 2)]);
    assert_eq!(times.reopen_count, 1);
    assert_eq!(times.first_resolved_at, Some("2026-03-09T05:00:00Z".parse().unwrap()));
    assert_eq!(times.last_resolved_at, Some("2026-03-10T01:00:00Z".parse().unwrap()));
    assert_eq!(times.closed_at, Some("2026-03-12T01:00:00Z".parse().unwrap()));
}

#[test]
fn what_was_never_resolved_ends_with_its_closing_or_has_no_figures() {
    let of = |entries: &[(&str, &str)]| ticket_times(MONDAY.parse().unwrap(), &history(entries), &desk());
    let cancelled = of(&[("2026-03-09T02:00:00Z", "cancelled")]);
    assert_eq!(spans(&cancelled), [Some(3600), Some(0), Some(0), Some(3600), Some(3600)]);
    assert_eq!(cancelled.closed_at, cancelled.last_resolved_at);
    let closed = of(&[("2026-03-09T01:30:00Z", "waiting"), ("2026-03-09T02:00:00Z", "closed")]);
    assert_eq!(spans(&closed), [Some(3600), Some(1800), Some(0), Some(1800), Some(1800)]);
    let waiting = of(&[("2026-03-09T02:00:00Z", "waiting")]);
    assert_eq!((spans(&waiting), waiting.reopen_count), ([None; 5], 0));
    // Closed without a new solution: the solution that there was still stands.
    let stays = of(&[
        ("2026-03-09T02:00:00Z", "resolved"),
        ("2026-03-09T03:00:00Z", "in_progress"),
        ("2026-03-09T04:00:00Z", "closed"),
    ]);
    assert_eq!(spans(&stays), [Some(3600), Some(0), Some(0), Some(3600), Some(3600)]);
    assert_eq!(stays.reopen_count, 1);
}

#[test]
fn from_resolved_straight_to_waiting_is_a_reopening_and_a_repeated_state_is_nothing() {
    let times = ticket_times(
        MONDAY.parse().unwrap(),
        &history(&[
            ("2026-03-09T02:00:00Z", "resolved"),
            ("2026-03-09T02:30:00Z", "resolved"),
            ("2026-03-09T03:00:00Z", "waiting"),
            ("2026-03-09T03:30:00Z", "waiting"),
            ("2026-03-09T04:00:00Z", "resolved"),
        ]),
        &desk(),
    );
    assert_eq!(spans(&times), [Some(10_800), Some(3600), Some(3600), Some(3600), Some(3600)]);
    assert_eq!(times.reopen_count, 1);
}

/// Looks at the ticket every second until its last solution.
fn watched(created_at: DateTime<Utc>, history: &[StatusEntry], schedule: &Schedule) -> [Option<i64>; 5] {
    use TicketStatus::*;
    let wanted: &[TicketStatus] =
        if history.iter().any(|e| e.status == Resolved) { &[Resolved] } else { &[Closed, Cancelled] };
    let mut before = New;
    let mut end = None;
    for entry in history {
        if entry.status != before && wanted.contains(&entry.status) {
            end = Some(entry.at);
        }
        before = entry.status;
    }
    let Some(end) = end else { return [None; 5] };
    let [mut gross, mut paused, mut parked, mut net, mut business] = [0; 5];
    let (mut at, mut status, mut next) = (created_at, New, 0);
    while at < end {
        while history.get(next).is_some_and(|e| e.at <= at) {
            status = history[next].status;
            next += 1;
        }
        gross += 1;
        match status {
            Waiting => paused += 1,
            Resolved | Closed | Cancelled | Merged => parked += 1,
            _ => {
                net += 1;
                business += i64::from(schedule.is_open(at));
            }
        }
        at += TimeDelta::seconds(1);
    }
    [gross, paused, parked, net, business].map(Some)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_figures_are_what_a_watcher_counts(
        start in 0_i64..604_800,
        steps in prop::collection::vec((0_i64..15_000, prop::sample::select(TicketStatus::ALL)), 0..9),
    ) {
        let created_at: DateTime<Utc> = MONDAY.parse::<DateTime<Utc>>().unwrap() + TimeDelta::seconds(start);
        let mut at = created_at;
        let history: Vec<StatusEntry> = steps
            .into_iter()
            .map(|(seconds, status)| {
                at += TimeDelta::seconds(seconds);
                StatusEntry { at, status }
            })
            .collect();
        let times = ticket_times(created_at, &history, &desk());
        prop_assert_eq!(spans(&times), watched(created_at, &history, &desk()));
    }
}
