//! Cases typed by hand, worked out on paper calendars.

use super::*;
use chrono::{DateTime, Utc};
use serde_json::{Value, json};

fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn calendar(json: Value) -> Calendar {
    serde_json::from_value(json).unwrap()
}

fn faults(json: Value) -> Vec<(String, CalendarProblem)> {
    let written: WrittenCalendar = serde_json::from_value(json).unwrap();
    let InvalidCalendar(faults) = Calendar::try_from(written).unwrap_err();
    faults.into_iter().map(|fault| (fault.pointer, fault.problem)).collect()
}

/// Weekdays 09:00–12:00 and 13:00–18:00, Spring Festival 2024 with its two make-up Sundays.
fn spring_festival() -> Calendar {
    let day = json!([["09:00", "12:00"], ["13:00", "18:00"]]);
    calendar(json!({
        "tz": "Asia/Shanghai",
        "hours": {"mon": day, "tue": day, "wed": day, "thu": day, "fri": day},
        "holidays": ["2024-02-10", "2024-02-11", "2024-02-12", "2024-02-13", "2024-02-14", "2024-02-15",
            "2024-02-16", "2024-02-17"],
        "shifts": {"2024-02-04": day, "2024-02-18": day},
    }))
}

fn nights(zone: &str) -> Calendar {
    let day = json!([["00:00", "06:00"], ["22:00", "24:00"]]);
    let week = json!({"mon": day, "tue": day, "wed": day, "thu": day, "fri": day, "sat": day, "sun": day});
    calendar(json!({"tz": zone, "hours": week}))
}

/// Every day from `start` to `end`.
fn daily(zone: &str, start: &str, end: &str) -> Calendar {
    let day = json!([[start, end]]);
    let week = json!({"mon": day, "tue": day, "wed": day, "thu": day, "fri": day, "sat": day, "sun": day});
    calendar(json!({"tz": zone, "hours": week}))
}

#[test]
fn due_times_of_the_service_desk_follow_the_handbook() {
    let desk = Schedule::from(&Calendar::default_service_desk());
    // Local time is UTC+8: the desk is open from 00:30Z to 10:00Z. 2026-03-06 is a Friday.
    for (start, hours, due) in [
        ("2026-03-06T01:00:00Z", 2, "2026-03-06T03:00:00Z"),
        ("2026-03-06T09:00:00Z", 2, "2026-03-07T01:30:00Z"), // goes on on Saturday
        ("2026-03-07T09:00:00Z", 2, "2026-03-09T01:30:00Z"), // Sunday is closed
        ("2026-03-08T03:00:00Z", 2, "2026-03-09T02:30:00Z"), // reported on Sunday
        ("2026-03-06T08:00:00Z", 2, "2026-03-06T10:00:00Z"), // exactly at closing time
        ("2026-03-06T10:00:00Z", 2, "2026-03-07T02:30:00Z"), // reported at closing time
        ("2026-03-06T00:30:00Z", 57, "2026-03-12T10:00:00Z"), // six days of 9.5 h, over a Sunday
    ] {
        assert_eq!(desk.due(utc(start), hours * 3600), Ok(utc(due)), "{start} + {hours} h");
        assert_eq!(desk.business_seconds(utc(start), utc(due)), hours * 3600, "{start} to {due}");
    }
}

#[test]
fn holidays_are_skipped_and_make_up_sundays_worked() {
    let schedule = Schedule::from(&spring_festival());
    // Friday 2024-02-09 17:00 local; the next working day is Sunday the 18th.
    assert_eq!(schedule.due(utc("2024-02-09T09:00:00Z"), 7200), Ok(utc("2024-02-18T02:00:00Z")));
    assert_eq!(schedule.business_seconds(utc("2024-02-03T00:00:00Z"), utc("2024-02-05T00:00:00Z")), 8 * 3600);
    assert!(schedule.is_open(utc("2024-02-18T01:00:00Z")));
    assert!(!schedule.is_open(utc("2024-02-12T01:00:00Z")));
    assert!(!schedule.is_open(utc("2024-02-18T04:30:00Z")), "lunch");
}

#[test]
fn hours_that_the_clock_leaves_out_are_not_worked() {
    // New York, night of 2024-03-10: 02:00 becomes 03:00 at 07:00Z.
    let schedule = Schedule::from(&nights("America/New_York"));
    let (evening, morning) = (utc("2024-03-10T03:00:00Z"), utc("2024-03-10T10:00:00Z"));
    assert_eq!(schedule.business_seconds(evening, morning), 7 * 3600);
    assert_eq!(schedule.due(evening, 7 * 3600), Ok(morning));
    // Half of the interval falls into the gap: it begins at the change.
    let schedule = Schedule::from(&daily("America/New_York", "02:30", "04:00"));
    assert_eq!(schedule.due(utc("2024-03-10T05:00:00Z"), 1), Ok(utc("2024-03-10T07:00:01Z")));
    // All of it does: there is none that day.
    let schedule = Schedule::from(&daily("America/New_York", "02:15", "02:45"));
    assert_eq!(schedule.business_seconds(utc("2024-03-10T05:00:00Z"), utc("2024-03-11T04:00:00Z")), 0);
    assert_eq!(schedule.due(utc("2024-03-10T05:00:00Z"), 60), Ok(utc("2024-03-11T06:16:00Z")));
}

#[test]
fn hours_that_the_clock_shows_twice_are_worked_twice() {
    // New York, night of 2024-11-03: 02:00 becomes 01:00 at 06:00Z.
    let schedule = Schedule::from(&nights("America/New_York"));
    assert_eq!(schedule.business_seconds(utc("2024-11-03T02:00:00Z"), utc("2024-11-03T11:00:00Z")), 9 * 3600);
    let schedule = Schedule::from(&daily("America/New_York", "01:15", "01:45"));
    let midnight = utc("2024-11-03T04:00:00Z");
    for (minutes, due) in [(15, "05:30"), (30, "05:45"), (31, "06:16"), (60, "06:45")] {
        let due = utc(&format!("2024-11-03T{due}:00Z"));
        assert_eq!(schedule.due(midnight, minutes * 60), Ok(due), "{minutes} minutes");
    }
    assert_eq!(schedule.add_working_days(utc("2024-11-02T12:00:00Z"), 1), Ok(utc("2024-11-03T06:45:00Z")));
}

#[test]
fn lord_howe_changes_its_clocks_by_half_an_hour() {
    // 2024-04-07: 02:00 (+11:00) becomes 01:30 (+10:30) at 15:00Z on the 6th.
    let schedule = Schedule::from(&daily("Australia/Lord_Howe", "01:00", "03:00"));
    assert_eq!(schedule.business_seconds(utc("2024-04-06T14:00:00Z"), utc("2024-04-07T00:00:00Z")), 9000);
}

#[test]
fn working_days_end_at_their_last_closing_time() {
    let desk = Schedule::from(&Calendar::default_service_desk());
    for (start, days, end) in [
        ("2026-03-06T01:00:00Z", 1, "2026-03-07T10:00:00Z"), // Friday morning: end of Saturday
        ("2026-03-06T15:59:59Z", 1, "2026-03-07T10:00:00Z"), // just before midnight in Shanghai
        ("2026-03-06T16:00:00Z", 1, "2026-03-09T10:00:00Z"), // midnight: it is Saturday
        ("2026-03-08T01:00:00Z", 1, "2026-03-09T10:00:00Z"), // Sunday: end of Monday
        ("2026-03-06T01:00:00Z", 3, "2026-03-10T10:00:00Z"),
    ] {
        assert_eq!(desk.add_working_days(utc(start), days), Ok(utc(end)), "{start} + {days}");
    }
    // Where the clocks change that day: closing times left out, shown twice, and exactly at the change.
    for (open, close, date, end) in [
        ("01:00", "02:30", "2024-03-31", "2024-03-31T01:00:00Z"),
        ("01:00", "03:00", "2024-03-31", "2024-03-31T01:00:00Z"),
        ("01:00", "03:01", "2024-03-31", "2024-03-31T01:01:00Z"),
        ("01:00", "02:00", "2024-10-27", "2024-10-27T00:00:00Z"),
        ("01:00", "02:01", "2024-10-27", "2024-10-27T01:01:00Z"),
        ("01:00", "03:00", "2024-10-27", "2024-10-27T02:00:00Z"),
    ] {
        let schedule = Schedule::from(&daily("Europe/Berlin", open, close));
        let eve = utc(&format!("{date}T00:00:00Z")) - chrono::TimeDelta::hours(12);
        assert_eq!(schedule.add_working_days(eve, 1), Ok(utc(end)), "{open}–{close} on {date}");
    }
    let festival = Schedule::from(&spring_festival());
    assert_eq!(festival.add_working_days(utc("2024-02-09T09:00:00Z"), 2), Ok(utc("2024-02-19T10:00:00Z")));
}

#[test]
fn a_calendar_that_never_closes_counts_every_second() {
    let schedule = Schedule::from(&Calendar::around_the_clock(chrono_tz::Europe::Berlin));
    let (start, end) = (utc("2024-01-01T00:00:00Z"), utc("2024-12-31T23:59:59Z"));
    assert_eq!(schedule.business_seconds(start, end), (end - start).num_seconds());
    assert_eq!(schedule.due(start, 1800), Ok(utc("2024-01-01T00:30:00Z")));
    // Its days are those of its zone: the day after ends at midnight in Berlin.
    assert_eq!(schedule.add_working_days(start, 1), Ok(utc("2024-01-02T23:00:00Z")));
}

#[test]
fn time_backwards_is_negative_and_fractions_are_dropped() {
    let desk = Schedule::from(&Calendar::default_service_desk());
    let (nine, ten) = (utc("2026-03-06T01:00:00.9Z"), utc("2026-03-06T02:00:00.1Z"));
    assert_eq!(desk.business_seconds(nine, ten), 3600);
    assert_eq!(desk.business_seconds(ten, nine), -3600);
    assert_eq!(desk.due(nine, 3600), Ok(utc("2026-03-06T02:00:00Z")));
}

#[test]
fn targets_out_of_bounds_are_refused() {
    let desk = Schedule::from(&Calendar::default_service_desk());
    let start = utc("2026-03-08T03:00:00Z");
    assert_eq!(desk.due(start, 0), Err(DueError::NotPositive));
    assert_eq!(desk.due(start, -1), Err(DueError::NotPositive));
    assert_eq!(desk.due(start, i64::MIN), Err(DueError::NotPositive));
    assert_eq!(desk.due(start, MAX_TARGET_SECONDS + 1), Err(DueError::TooLong));
    assert_eq!(desk.due(start, i64::MAX), Err(DueError::TooLong));
    assert!(desk.due(start, MAX_TARGET_SECONDS).is_ok());
    assert_eq!(desk.after(start, 0), Ok(start), "nothing left on a Sunday");
    assert_eq!(desk.after(start, -1), Err(DueError::NotPositive));
    assert_eq!(desk.add_working_days(start, 0), Err(DueError::NotPositive));
    assert_eq!(desk.add_working_days(start, MAX_WORKING_DAYS + 1), Err(DueError::TooLong));
    assert!(desk.add_working_days(start, MAX_WORKING_DAYS).is_ok());
}

#[test]
fn a_calendar_of_one_day_is_used_up_once_that_day_is_over() {
    let once = calendar(json!({"tz": "UTC", "shifts": {"2024-02-29": [["08:00", "09:00"]]}}));
    let schedule = Schedule::from(&once);
    let before = utc("2024-01-01T00:00:00Z");
    assert_eq!(schedule.due(before, 3600), Ok(utc("2024-02-29T09:00:00Z")));
    assert_eq!(schedule.due(before, 3601), Err(DueError::NeverReached));
    assert_eq!(schedule.add_working_days(before, 1), Ok(utc("2024-02-29T09:00:00Z")));
    assert_eq!(schedule.add_working_days(before, 2), Err(DueError::NeverReached));
}

#[test]
fn instants_at_the_ends_of_time_are_answered() {
    let desk = Schedule::from(&Calendar::default_service_desk());
    let (first, last) = (DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC);
    assert!(desk.business_seconds(first, last) > 0);
    assert_eq!(desk.due(last, 60), Err(DueError::NeverReached));
    assert_eq!(desk.add_working_days(last, 1), Err(DueError::NeverReached));
    assert!(desk.due(first, 60).is_ok());
    assert_eq!([first, last].map(|end| desk.is_open(end)), [false, false]);
}

#[test]
fn a_calendar_is_written_as_it_was_read() {
    let day = json!([["09:00", "12:00"], ["13:00", "24:00"]]);
    let written = json!({
        "tz": "Asia/Shanghai",
        "hours": {"mon": day, "sun": day},
        "holidays": ["2026-10-01", "2026-10-02"],
        "shifts": {"2026-10-10": day},
    });
    assert_eq!(serde_json::to_value(calendar(written.clone())).unwrap(), written);
    let always = json!({"tz": "UTC", "always_open": true, "hours": {}, "holidays": [], "shifts": {}});
    assert_eq!(serde_json::to_value(Calendar::around_the_clock(chrono_tz::UTC)).unwrap(), always);
    assert_eq!(calendar(always), Calendar::around_the_clock(chrono_tz::UTC));
    let desk = Calendar::default_service_desk();
    assert_eq!(calendar(serde_json::to_value(&desk).unwrap()), desk);
}

#[test]
fn intervals_are_put_in_order_and_may_touch() {
    let unordered = json!([["13:00", "18:00"], ["12:00", "13:00"]]);
    let desk = calendar(json!({"tz": "UTC", "hours": {"mon": unordered}}));
    let read: Vec<_> = desk.hours(Weekday::Mon).iter().map(ToString::to_string).collect();
    assert_eq!(read, ["12:00–13:00", "13:00–18:00"]);
}

#[test]
fn every_fault_is_named_with_its_place() {
    use CalendarProblem::*;
    let bad = json!({
        "tz": "Asia/Peking",
        "hours": {
            "mon": [["09:00", "18:00"], ["20:00", "21:00"], ["10:00", "11:00"], ["17:59", "19:00"]],
            "tue": [["22:00", "06:00"], ["9:00", "24:01"], ["08:00", "08:00"]],
        },
        "holidays": ["2026-02-30", "2026-10-01"],
        "shifts": {"2026-10-01": [["09:00", "12:00"]], "a/b": []},
    });
    let expected = [
        ("/tz", UnknownZone("Asia/Peking".into())),
        ("/hours/mon/2", Overlap("09:00–18:00".into())),
        ("/hours/mon/3", Overlap("09:00–18:00".into())),
        ("/hours/tue/0", EndNotAfterStart),
        ("/hours/tue/1/0", MalformedTime("9:00".into())),
        ("/hours/tue/1/1", MalformedTime("24:01".into())),
        ("/hours/tue/2", EndNotAfterStart),
        ("/holidays/0", MalformedDate("2026-02-30".into())),
        ("/shifts/2026-10-01", HolidayWithHours),
        ("/shifts/a~1b", MalformedDate("a/b".into())),
    ];
    assert_eq!(faults(bad), expected.map(|(pointer, problem)| (pointer.to_owned(), problem)));
}

#[test]
fn a_calendar_that_never_opens_is_refused() {
    let never = [("/hours".to_owned(), CalendarProblem::NeverOpens)];
    assert_eq!(faults(json!({"tz": "UTC"})), never);
    assert_eq!(faults(json!({"tz": "UTC", "shifts": {"2026-10-01": []}, "hours": {"mon": []}})), never);
    let both = json!({"tz": "UTC", "always_open": true, "holidays": ["2026-10-01"]});
    assert_eq!(faults(both), [("/always_open".to_owned(), CalendarProblem::AlwaysOpenWithHours)]);
    assert!(serde_json::from_value::<Calendar>(json!({"tz": "UTC", "hours": {"monday": []}})).is_err());
}
