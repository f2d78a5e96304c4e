//! Weekdays, months and hours in words.

use chrono::{Datelike, NaiveDate};
use shared::calendar::{Calendar, Interval, WrittenHours, WrittenInterval};
use shared::i18n::Locale;

/// A weekday, Monday being 0, in short.
pub fn weekday(day: usize, l: Locale) -> String {
    t!(l, "calendar-weekday", day = i64::try_from(day).unwrap_or_default())
}

/// The same as briefly as it goes, for the head of a month.
pub fn initial(day: usize, l: Locale) -> String {
    t!(l, "calendar-initial", day = i64::try_from(day).unwrap_or_default())
}

/// A month, January being 1.
pub fn month(month: u32, l: Locale) -> String {
    t!(l, "calendar-month", month = i64::from(month))
}

/// A date with its weekday: `2026-10-01 Thu`.
pub fn date(date: NaiveDate, l: Locale) -> String {
    format!("{date} {}", weekday(date.weekday().num_days_from_monday() as usize, l))
}

/// Opening hours of one day: `09:00–12:00, 13:00–18:00`.
pub fn hours(hours: &[Interval], l: Locale) -> String {
    if hours.is_empty() {
        return t!(l, "calendar-closed");
    }
    hours.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

fn written(hours: &[WrittenInterval]) -> String {
    hours.iter().map(|WrittenInterval([start, end])| format!("{start}–{end}")).collect::<Vec<_>>().join(", ")
}

/// The ordinary week in a line: `Mon–Sat 08:30–18:00`.
pub fn week(hours: &WrittenHours, always_open: bool, l: Locale) -> String {
    if always_open {
        return t!(l, "calendar-always-open");
    }
    let days = hours.days();
    let mut parts = vec![];
    let mut from = 0;
    while from < days.len() {
        let mut to = from;
        while to + 1 < days.len() && days[to + 1].1 == days[from].1 {
            to += 1;
        }
        if !days[from].1.is_empty() {
            let names = match to - from {
                0 => weekday(from, l),
                _ => format!("{}–{}", weekday(from, l), weekday(to, l)),
            };
            parts.push(format!("{names} {}", written(days[from].1)));
        }
        from = to + 1;
    }
    if parts.is_empty() { t!(l, "calendar-only-special") } else { parts.join("; ") }
}

/// What a date is in a calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Day {
    /// Worked as its weekday is.
    Work,
    /// Closed as its weekday is.
    Rest,
    /// Closed although its weekday is not, or named so.
    Holiday,
    /// Has hours of its own.
    Own,
}

/// What a date is.
pub fn day(calendar: &Calendar, date: NaiveDate) -> Day {
    match calendar.special_days().get(&date) {
        Some(own) if own.is_empty() => Day::Holiday,
        Some(_) => Day::Own,
        None if calendar.hours_on(date).is_empty() => Day::Rest,
        None => Day::Work,
    }
}

impl Day {
    /// Its class.
    pub fn class(self) -> &'static str {
        match self {
            Self::Work => "sb-day-work",
            Self::Rest => "sb-day-rest",
            Self::Holiday => "sb-day-holiday",
            Self::Own => "sb-day-own",
        }
    }

    /// Its word.
    pub fn word(self, l: Locale) -> String {
        match self {
            Self::Work => t!(l, "calendar-work"),
            Self::Rest => t!(l, "calendar-rest"),
            Self::Holiday => t!(l, "calendar-holiday"),
            Self::Own => t!(l, "calendar-own"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::calendar::WrittenCalendar;

    #[test]
    fn days_that_are_alike_are_told_together() {
        let desk = WrittenCalendar::from(Calendar::default_service_desk());
        assert_eq!(week(&desk.hours, false, Locale::En), "Mon–Sat 08:30–18:00");
        let interval = |start: &str, end: &str| WrittenInterval([start.into(), end.into()]);
        let hours = WrittenHours {
            tue: vec![interval("09:00", "12:00"), interval("13:00", "18:00")],
            sun: vec![interval("10:00", "11:00")],
            ..WrittenHours::default()
        };
        assert_eq!(week(&hours, false, Locale::En), "Tue 09:00–12:00, 13:00–18:00; Sun 10:00–11:00");
        assert_eq!(week(&hours, true, Locale::ZhCn), "全天候");
    }
}
