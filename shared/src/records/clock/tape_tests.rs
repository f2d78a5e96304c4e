use super::*;
use crate::calendar::{Calendar, WrittenCalendar};
use crate::ids::CalendarId;
use crate::records::clock::{StretchKind, Target};
use chrono::Duration;
use proptest::prelude::*;
use uuid::Uuid;

fn at(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn terms(target: Target) -> Option<Terms> {
    Some(Terms { target, calendar_id: CalendarId(Uuid::nil()), rule: "test".into() })
}

fn entry(at: DateTime<Utc>, kind: ClockEventKind, terms: Option<Terms>) -> Entry {
    let (reason, ball_holder) = match kind {
        ClockEventKind::Pause => (ClockReason::Customer, BallHolder::Customer),
        ClockEventKind::Stop => (ClockReason::Resolved, BallHolder::Us),
        _ => (ClockReason::Filed, BallHolder::Us),
    };
    Entry { at, kind, reason, ball_holder, terms }
}

/// Monday to Friday 09:00–18:00 in Shanghai, closed 1–8 October 2026, open on Saturday the 10th.
fn golden_week() -> Schedule {
    let week = ["mon", "tue", "wed", "thu", "fri"].map(|d| format!(r#""{d}":[["09:00","18:00"]]"#)).join(",");
    let closed = (1..=8).map(|d| format!(r#""2026-10-0{d}""#)).collect::<Vec<_>>().join(",");
    let text = format!(
        r#"{{"tz":"Asia/Shanghai","hours":{{{week}}},"holidays":[{closed}],"shifts":{{"2026-10-10":[["09:00","18:00"]]}}}}"#
    );
    let written: WrittenCalendar = serde_json::from_str(&text).unwrap();
    Schedule::from(&Calendar::try_from(written).unwrap())
}

#[test]
fn pause_and_resume_over_the_long_holiday() {
    let schedule = golden_week();
    // Wednesday 30 September 16:00, eight hours of work.
    let start = at("2026-09-30T08:00:00Z");
    let mut ledger = vec![entry(start, ClockEventKind::Start, terms(Target::Minutes(480)))];
    let tape = Tape::read(&ledger, &schedule).unwrap();
    // Two hours that day, then nothing until Friday the 9th, when six more are over at 15:00.
    assert_eq!(tape.due_at(), Some(at("2026-10-09T07:00:00Z")));
    // The customer is awaited from 17:00 on, until Friday the 9th, 10:00.
    ledger.push(entry(at("2026-09-30T09:00:00Z"), ClockEventKind::Pause, None));
    let tape = Tape::read(&ledger, &schedule).unwrap();
    assert_eq!((tape.state(), tape.due_at()), (ClockState::Paused, None));
    assert_eq!(tape.remaining_seconds(at("2026-10-20T00:00:00Z")), Some(7 * 3600));
    ledger.push(entry(at("2026-10-09T02:00:00Z"), ClockEventKind::Resume, None));
    let tape = Tape::read(&ledger, &schedule).unwrap();
    // Seven hours from 10:00: due at 17:00 the same day.
    assert_eq!(tape.due_at(), Some(at("2026-10-09T09:00:00Z")));
    let ribbon = tape.ribbon(at("2026-10-10T02:00:00Z"));
    let kinds: Vec<_> = ribbon.iter().map(|s| s.kind).collect();
    use StretchKind::*;
    assert_eq!(kinds, [Counted, Paused, Counted, OffHours, MakeUp]);
    let times = tape.ball_times(at("2026-10-10T02:00:00Z"));
    let held: Vec<_> = times.iter().map(|t| (t.ball_holder, t.business_seconds)).collect();
    // Us: one hour, then eight on Friday, one on Saturday. The customer: one hour before, one after the holiday.
    assert_eq!(held, [(BallHolder::Us, 10 * 3600), (BallHolder::Customer, 2 * 3600)]);
}

#[test]
fn used_up_exactly_at_closing_time_is_due_then_and_kept_until_then() {
    let schedule = golden_week();
    let start = at("2026-09-28T01:00:00Z");
    let mut ledger = vec![entry(start, ClockEventKind::Start, terms(Target::Minutes(540)))];
    let closing = at("2026-09-28T10:00:00Z");
    assert_eq!(Tape::read(&ledger, &schedule).unwrap().due_at(), Some(closing));
    ledger.push(entry(closing, ClockEventKind::Stop, None));
    let kept = Tape::read(&ledger, &schedule).unwrap();
    assert_eq!(kept.outcome(at("2026-10-01T00:00:00Z")), Some(ClockOutcome::Met));
    ledger[1].at = closing + Duration::seconds(1);
    let broken = Tape::read(&ledger, &schedule).unwrap();
    assert_eq!(broken.outcome(at("2026-10-01T00:00:00Z")), Some(ClockOutcome::Breached));
    assert_eq!(broken.breached_at(at("2026-10-01T00:00:00Z")), Some(closing));
}

#[test]
fn a_corrected_target_holds_for_the_whole_ledger() {
    let schedule = golden_week();
    let start = at("2026-09-28T01:00:00Z");
    let mut ledger = vec![entry(start, ClockEventKind::Start, terms(Target::Minutes(60)))];
    let later = at("2026-09-28T04:00:00Z");
    assert!(Tape::read(&ledger, &schedule).unwrap().breached_at(later).is_some());
    ledger.push(entry(later, ClockEventKind::Retarget, terms(Target::WorkingDays(1))));
    let tape = Tape::read(&ledger, &schedule).unwrap();
    assert_eq!((tape.breached_at(later), tape.due_at()), (None, Some(at("2026-09-29T10:00:00Z"))));
    assert_eq!(tape.reaches_percent(50), Some(at("2026-09-28T10:00:00Z")));
}

#[test]
fn what_is_withdrawn_in_time_is_neither_kept_nor_broken() {
    let schedule = golden_week();
    let start = at("2026-09-28T01:00:00Z");
    let mut stop = entry(at("2026-09-28T01:30:00Z"), ClockEventKind::Stop, None);
    stop.reason = ClockReason::Withdrawn;
    let ledger = [entry(start, ClockEventKind::Start, terms(Target::Minutes(60))), stop];
    let tape = Tape::read(&ledger, &schedule).unwrap();
    assert_eq!(tape.outcome(at("2027-01-01T00:00:00Z")), Some(ClockOutcome::Void));
}

/// The same, minute by minute: what is open and runs, counts.
fn oracle(
    ledger: &[Entry],
    schedule: &Schedule,
    target: i64,
    until: DateTime<Utc>,
) -> (i64, Option<DateTime<Utc>>) {
    let (mut counted, mut due) = (0, None);
    let mut minute = ledger[0].at;
    while minute < until {
        let last =
            ledger.iter().rev().find(|e| e.at <= minute && e.kind != ClockEventKind::Retarget).unwrap();
        let runs = matches!(last.kind, ClockEventKind::Start | ClockEventKind::Resume | ClockEventKind::Hand);
        if runs && schedule.is_open(minute) {
            counted += 60;
            if counted == target && due.is_none() {
                due = Some(minute + Duration::minutes(1));
            }
        }
        minute += Duration::minutes(1);
    }
    (counted, due)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    /// Pauses, resumptions and ends at random minutes over the long holiday agree with the oracle.
    #[test]
    fn the_ledger_agrees_with_counting_minute_by_minute(
        start in 0_i64..20_000,
        steps in proptest::collection::vec(1_i64..4_000, 0..7),
        target in 1_u32..6_000,
        more in 0_i64..6_000,
    ) {
        let schedule = golden_week();
        let base = at("2026-09-25T00:00:00Z");
        let mut now = base + Duration::minutes(start);
        let mut ledger = vec![entry(now, ClockEventKind::Start, terms(Target::Minutes(target)))];
        let order = [ClockEventKind::Pause, ClockEventKind::Resume, ClockEventKind::Stop, ClockEventKind::Resume];
        for (i, step) in steps.iter().enumerate() {
            now += Duration::minutes(*step);
            ledger.push(entry(now, order[i % order.len()], None));
        }
        let until = now + Duration::minutes(more);
        let tape = Tape::read(&ledger, &schedule).unwrap();
        let (counted, due) = oracle(&ledger, &schedule, i64::from(target) * 60, until);
        prop_assert_eq!(tape.counted_seconds(until), counted);
        match due {
            Some(due) => prop_assert_eq!(tape.due_at(), Some(due)),
            None => prop_assert!(tape.due_at().is_none_or(|at| at > until)),
        }
        let drawn: i64 = tape
            .ribbon(until)
            .iter()
            .filter(|s| matches!(s.kind, StretchKind::Counted | StretchKind::MakeUp))
            .map(|s| (s.to - s.from).num_seconds())
            .sum();
        prop_assert_eq!(drawn, counted);
    }
}
