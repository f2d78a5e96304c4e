//! The check that turns a written calendar into a [`Calendar`].

use super::fault::{FIRST_YEAR, LAST_YEAR, MAX_INTERVALS, MAX_SPECIAL_DAYS};
use super::{
    Calendar, CalendarFault, CalendarProblem, Interval, InvalidCalendar, TimeOfDay, WrittenCalendar,
    WrittenInterval,
};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Faults beyond these are not collected: whoever gets so many wrong has another problem.
const MAX_FAULTS: usize = 100;

impl TryFrom<WrittenCalendar> for Calendar {
    type Error = InvalidCalendar;

    /// Checks everything and reports all faults, not only the first; at most a hundred.
    fn try_from(written: WrittenCalendar) -> Result<Self, InvalidCalendar> {
        let mut check = Check::default();
        let zone = check.zone(&written.tz);
        let hours = written.hours.days().map(|(name, day)| check.day(&format!("/hours/{name}"), day));
        let mut special_days = BTreeMap::new();
        for (pointer, count) in [
            ("/holidays", written.holidays.len()),
            ("/shifts", written.shifts.len()),
            ("/names", written.names.len()),
        ] {
            if count > MAX_SPECIAL_DAYS {
                check.fault(pointer.into(), CalendarProblem::TooMany(MAX_SPECIAL_DAYS));
                return Err(InvalidCalendar(check.faults));
            }
        }
        for (i, text) in written.holidays.iter().enumerate() {
            if let Some(date) = check.date(&format!("/holidays/{i}"), text) {
                special_days.insert(date, vec![]);
            }
        }
        for (text, day) in &written.shifts {
            let pointer = format!("/shifts/{}", escaped(text));
            let own = check.day(&pointer, day);
            if let Some(date) = check.date(&pointer, text)
                && special_days.insert(date, own).is_some()
            {
                check.fault(pointer, CalendarProblem::HolidayWithHours);
            }
        }
        if special_days.len() > MAX_SPECIAL_DAYS {
            check.fault("/shifts".into(), CalendarProblem::TooMany(MAX_SPECIAL_DAYS));
        }
        let mut names = BTreeMap::new();
        for (text, name) in written.names {
            let pointer = format!("/names/{}", escaped(&text));
            match text.parse::<NaiveDate>().ok().filter(|date| special_days.contains_key(date)) {
                Some(date) => _ = names.insert(date, name),
                None => check.fault(pointer, CalendarProblem::NameWithoutDay),
            }
        }
        let any_hours = hours.iter().chain(special_days.values()).any(|day| !day.is_empty());
        if written.always_open {
            if any_hours || !special_days.is_empty() {
                check.fault("/always_open".into(), CalendarProblem::AlwaysOpenWithHours);
            }
        } else if !any_hours && check.faults.is_empty() {
            check.fault("/hours".into(), CalendarProblem::NeverOpens);
        }
        match zone {
            Some(zone) if check.faults.is_empty() => {
                Ok(Self { zone, always_open: written.always_open, hours, special_days, names })
            }
            _ => Err(InvalidCalendar(check.faults)),
        }
    }
}

/// Collects faults while the parts are read.
#[derive(Default)]
pub(super) struct Check {
    pub(super) faults: Vec<CalendarFault>,
}

impl Check {
    pub(super) fn fault(&mut self, pointer: String, problem: CalendarProblem) {
        if self.faults.len() < MAX_FAULTS {
            self.faults.push(CalendarFault { pointer, problem });
        }
    }

    fn zone(&mut self, text: &str) -> Option<chrono_tz::Tz> {
        let zone = text.parse().ok();
        if zone.is_none() {
            self.fault("/tz".into(), CalendarProblem::UnknownZone(text.to_owned()));
        }
        zone
    }

    fn date(&mut self, pointer: &str, text: &str) -> Option<NaiveDate> {
        // chrono forgives "2026-1-1" and blanks; here a date has one spelling, so that it is one key.
        let date = text.parse().ok().filter(|date: &NaiveDate| date.to_string() == text);
        let Some(date) = date else {
            self.fault(pointer.to_owned(), CalendarProblem::MalformedDate(text.to_owned()));
            return None;
        };
        self.year(pointer, date)
    }

    /// The date, if it lies within the years that are reckoned with.
    pub(super) fn year(&mut self, pointer: &str, date: NaiveDate) -> Option<NaiveDate> {
        let within = (FIRST_YEAR..=LAST_YEAR).contains(&date.year());
        if !within {
            self.fault(pointer.to_owned(), CalendarProblem::DateOutOfRange(date.to_string()));
        }
        within.then_some(date)
    }

    /// The intervals of one day in order. Intervals may touch but not overlap.
    pub(super) fn day(&mut self, pointer: &str, written: &[WrittenInterval]) -> Vec<Interval> {
        if written.len() > MAX_INTERVALS {
            self.fault(pointer.to_owned(), CalendarProblem::TooMany(MAX_INTERVALS));
            return vec![];
        }
        let mut day: Vec<(Interval, usize)> = vec![];
        for (i, WrittenInterval(pair)) in written.iter().enumerate() {
            let [start, end] =
                [0, 1].map(|side: usize| self.time(&format!("{pointer}/{i}/{side}"), &pair[side]));
            let (Some(start), Some(end)) = (start, end) else { continue };
            match Interval::new(start, end) {
                Some(interval) => day.push((interval, i)),
                None => self.fault(format!("{pointer}/{i}"), CalendarProblem::EndNotAfterStart),
            }
        }
        day.sort();
        let mut longest: Option<Interval> = None;
        for &(interval, i) in &day {
            match longest {
                Some(before) if interval.start() < before.end() => {
                    self.fault(format!("{pointer}/{i}"), CalendarProblem::Overlap(before.to_string()));
                }
                _ => {}
            }
            longest = longest.into_iter().chain([interval]).max_by_key(|interval| interval.end());
        }
        day.into_iter().map(|(interval, _)| interval).collect()
    }

    fn time(&mut self, pointer: &str, text: &str) -> Option<TimeOfDay> {
        let time = text.parse().ok();
        if time.is_none() {
            self.fault(pointer.to_owned(), CalendarProblem::MalformedTime(text.to_owned()));
        }
        time
    }
}

/// One step of a JSON pointer (RFC 6901).
fn escaped(step: &str) -> String {
    step.replace('~', "~0").replace('/', "~1")
}
