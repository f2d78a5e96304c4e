//! Random calendars against an oracle that knows no arithmetic: it asks chrono for the wall clock of every
//! single minute, and counts.
//!
//! Promise P14: 10,000 and more cases in five zones, half of them around a change of clocks, forward and back;
//! weeks with up to three intervals a day, lunch breaks and night shifts among them; holidays and make-up days.

use super::*;
use chrono::{DateTime, Days, NaiveTime, TimeDelta, Timelike, Utc};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const ZONES: [chrono_tz::Tz; 5] = [
    chrono_tz::Europe::Berlin,
    chrono_tz::America::New_York,
    chrono_tz::Asia::Shanghai,
    chrono_tz::Australia::Lord_Howe,
    chrono_tz::America::Sao_Paulo, // changed its clocks at midnight, until 2019
];
const WINDOW_DAYS: u64 = 12;
const CALENDARS: u32 = 300;
const QUESTIONS: usize = 40;

/// Opening hours of every minute of a window, and how many seconds were open before it.
struct Oracle {
    from: DateTime<Utc>,
    open: Vec<bool>,
    before: Vec<i64>,
}

impl Oracle {
    fn watch(calendar: &Calendar, from: DateTime<Utc>) -> Self {
        let minutes = 0..WINDOW_DAYS as i64 * 1440;
        let open: Vec<bool> = minutes
            .map(|minute| {
                let local = (from + TimeDelta::minutes(minute)).with_timezone(&calendar.zone());
                let second = i64::from(local.num_seconds_from_midnight());
                let hours = calendar.hours_on(local.date_naive());
                hours.iter().any(|i| (i.start().seconds()..i.end().seconds()).contains(&second))
            })
            .collect();
        let mut before = vec![0];
        for &open in &open {
            before.push(before[before.len() - 1] + if open { 60 } else { 0 });
        }
        Self { from, open, before }
    }

    fn at(&self, second: i64) -> DateTime<Utc> {
        self.from + TimeDelta::seconds(second)
    }

    fn worked_before(&self, second: i64) -> i64 {
        let minute = (second / 60) as usize;
        let open = self.open.get(minute).copied().unwrap_or(false);
        self.before[minute] + if open { second % 60 } else { 0 }
    }

    /// The first second by which the target has been worked, if it lies in the window.
    fn due(&self, start: i64, target: i64) -> Option<i64> {
        let total = self.worked_before(start) + target;
        // Minute by minute, as a person with a finger on the calendar would.
        let minute =
            (start as usize / 60..self.open.len()).find(|&minute| self.before[minute + 1] >= total)?;
        Some(minute as i64 * 60 + total - self.before[minute])
    }
}

fn hours() -> impl Strategy<Value = Vec<WrittenInterval>> {
    // Border times in quarters of an hour, so that touching intervals and borders at a change occur.
    proptest::collection::btree_set(0u32..=96, 0..=6).prop_map(|borders| {
        let time = |quarter: u32| format!("{:02}:{:02}", quarter / 4, quarter % 4 * 15);
        let borders: Vec<u32> = borders.into_iter().collect();
        borders.chunks_exact(2).map(|pair| WrittenInterval([time(pair[0]), time(pair[1])])).collect()
    })
}

/// A calendar and the day on which the oracle's window begins, half of the time just before a change of clocks.
fn case() -> impl Strategy<Value = (Calendar, DateTime<Utc>)> {
    let week = proptest::collection::vec(hours(), 7);
    let special = proptest::collection::btree_map(0..WINDOW_DAYS + 4, hours(), 0..6);
    (0..ZONES.len(), week, special, any::<bool>(), any::<bool>(), 0u64..12_000).prop_filter_map(
        "never opens",
        |(zone, week, special, change, always_open, day)| {
            let tz = ZONES[zone];
            let mut from = NaiveDate::from_ymd_opt(2000, 1, 1)? + Days::new(day);
            if change {
                let spans = zone::spans(tz);
                let at = spans[day as usize % spans.len()].start;
                from = DateTime::from_timestamp(at, 0)?.date_naive() - Days::new(day % 5);
            }
            // From 1972 on, offsets are whole minutes, which the oracle needs.
            if from < NaiveDate::from_ymd_opt(1972, 1, 1)? {
                from = NaiveDate::from_ymd_opt(2024, 3, 5)?;
            }
            let date = |offset: u64| (from + Days::new(offset) - Days::new(2)).to_string();
            let (closed, open): (Vec<_>, Vec<_>) =
                special.into_iter().partition(|(_, hours)| hours.is_empty());
            let [mon, tue, wed, thu, fri, sat, sun] = week.try_into().ok()?;
            let written = WrittenCalendar {
                tz: tz.name().to_owned(),
                always_open: false,
                hours: WrittenHours { mon, tue, wed, thu, fri, sat, sun },
                holidays: closed.into_iter().map(|(offset, _)| date(offset)).collect(),
                shifts: open.into_iter().map(|(offset, hours)| (date(offset), hours)).collect(),
                ..WrittenCalendar::default()
            };
            let start = from.and_time(NaiveTime::MIN).and_utc();
            // One in twenty never closes.
            let calendar = match always_open && day % 10 == 0 {
                true => Calendar::around_the_clock(tz),
                false => Calendar::try_from(written).ok()?,
            };
            Some((calendar, start))
        },
    )
}

#[test]
fn ten_thousand_cases_agree_with_counting_minute_by_minute() {
    let window = WINDOW_DAYS as i64 * 86_400;
    let questions = proptest::collection::vec((0..window, 0..window, 1..200_000_i64), QUESTIONS);
    let asked = std::cell::Cell::new(0);
    TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(CALENDARS) })
        .run(&(case(), questions), |((calendar, from), questions)| {
            let schedule = Schedule::from(&calendar);
            let oracle = Oracle::watch(&calendar, from);
            for (i, (start, end, target)) in questions.into_iter().enumerate() {
                // Every second question is of whole minutes and quarters, where borders are hit exactly.
                let grid = [1, 60, 1, 900][i % 4];
                let (start, end) = (start - start % grid, end - end % grid);
                let target = (target - target % grid).max(grid);
                let (at, until) = (oracle.at(start), oracle.at(end));
                let worked = oracle.worked_before(end) - oracle.worked_before(start);
                prop_assert_eq!(schedule.business_seconds(at, until), worked, "{} to {}", at, until);
                prop_assert_eq!(schedule.is_open(at), oracle.open[start as usize / 60], "open at {}", at);
                match oracle.due(start, target) {
                    Some(due) => {
                        prop_assert_eq!(schedule.due(at, target), Ok(oracle.at(due)), "{} + {}", at, target)
                    }
                    // Beyond the window: still, exactly the target must have been worked by then.
                    None => {
                        if let Ok(due) = schedule.due(at, target) {
                            prop_assert!(due > oracle.at(window));
                            prop_assert_eq!(schedule.business_seconds(at, due), target);
                        }
                    }
                }
                asked.set(asked.get() + 2);
            }
            Ok(())
        })
        .unwrap();
    assert!(asked.get() >= 10_000, "only {} cases", asked.get());
}

#[test]
fn working_days_agree_with_turning_the_pages() {
    TestRunner::new(Config { failure_persistence: None, ..Config::with_cases(CALENDARS) })
        .run(&(case(), 0i64..86_400, 1u32..8), |((calendar, from), second, days)| {
            let start = from + TimeDelta::seconds(second);
            let oracle = Oracle::watch(&calendar, from);
            let today = start.with_timezone(&calendar.zone()).date_naive();
            let nth = (1..60)
                .map(|later| today + Days::new(later))
                .filter(|date| !calendar.hours_on(*date).is_empty())
                .nth(days as usize - 1);
            // The last open minute of that date, if it lies in the window and the date is not skipped.
            let date_of =
                |minute: usize| oracle.at(minute as i64 * 60).with_timezone(&calendar.zone()).date_naive();
            let last = nth.and_then(|nth| {
                let seen = oracle.open.len();
                (0..seen).rev().find(|&m| date_of(m) <= nth).filter(|&m| m + 1 < seen)?;
                (0..seen).rev().find(|&m| oracle.open[m] && date_of(m) == nth)
            });
            if let Some(last) = last {
                let end = oracle.at(last as i64 * 60 + 60);
                prop_assert_eq!(Schedule::from(&calendar).add_working_days(start, days), Ok(end));
            }
            Ok(())
        })
        .unwrap();
}
