//! Dates, times and numbers as people write them, in the zone of their organisation.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use shared::i18n::{Locale, known};
use shared::page::CappedCount;

/// What stands between a word and what is said of it.
pub fn colon(l: Locale) -> &'static str {
    if l == Locale::ZhCn { "：" } else { ": " }
}

/// What stands between sentences of one line.
pub fn semicolon(l: Locale) -> &'static str {
    if l == Locale::ZhCn { "；" } else { "; " }
}

/// Who reads: language and zone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reader {
    /// The language.
    pub locale: Locale,
    /// The zone of the reader's organisation.
    pub zone: Tz,
}

impl Reader {
    /// Day and time to the minute: `2026-07-21 14:05`.
    pub fn time(self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).format("%Y-%m-%d %H:%M").to_string()
    }

    /// Day, time and zone, for where it must be exact.
    pub fn exact(self, at: DateTime<Utc>) -> String {
        at.with_timezone(&self.zone).format("%Y-%m-%d %H:%M:%S %Z").to_string()
    }

    /// The day.
    pub fn day(self, at: DateTime<Utc>) -> NaiveDate {
        at.with_timezone(&self.zone).date_naive()
    }

    /// What a form field holds, as an instant. In the hour that clocks repeat it is the first one; a time
    /// that clocks skip is none.
    pub fn instant(self, field: &str) -> Option<DateTime<Utc>> {
        let local = NaiveDateTime::parse_from_str(field, "%Y-%m-%dT%H:%M")
            .or_else(|_| NaiveDateTime::parse_from_str(field, "%Y-%m-%dT%H:%M:%S"))
            .ok()?;
        Some(self.zone.from_local_datetime(&local).earliest()?.with_timezone(&Utc))
    }

    /// How long ago or ahead, in one unit; beyond a month the day.
    pub fn relative(self, at: DateTime<Utc>, now: DateTime<Utc>) -> String {
        let minutes = (now - at).num_minutes();
        let ahead = minutes < 0;
        let minutes = minutes.abs();
        let l = self.locale;
        match (minutes, ahead) {
            (0, _) => t!(l, "page-now"),
            (1..60, false) => t!(l, "page-minutes-ago", count = minutes),
            (1..60, true) => t!(l, "page-minutes-ahead", count = minutes),
            (60..1440, false) => t!(l, "page-hours-ago", count = minutes / 60),
            (60..1440, true) => t!(l, "page-hours-ahead", count = minutes / 60),
            (1440..43_200, false) => t!(l, "page-days-ago", count = minutes / 1440),
            (1440..43_200, true) => t!(l, "page-days-ahead", count = minutes / 1440),
            _ => self.day(at).to_string(),
        }
    }

    /// A length of time given in minutes: `1 h 30 min`.
    pub fn minutes(self, minutes: i32) -> String {
        let (hours, rest) = (i64::from(minutes / 60), i64::from(minutes % 60));
        let l = self.locale;
        match (hours, rest) {
            (0, rest) => t!(l, "page-length-minutes", minutes = rest),
            (hours, 0) => t!(l, "page-length-hours", hours = hours),
            (hours, rest) => t!(l, "page-length-both", hours = hours, minutes = rest),
        }
    }

    /// A length of working time: `3 h 20 min`; what is less than a minute counts as one.
    pub fn length(self, seconds: i64) -> String {
        let minutes = match seconds.abs() {
            0 => 0,
            1..=59 => 1,
            more => more / 60,
        };
        self.minutes(i32::try_from(minutes).unwrap_or(i32::MAX))
    }

    /// A length of time on the wall clock: from two days on in days.
    pub fn span(self, seconds: i64) -> String {
        match seconds / 86_400 {
            days @ 2.. => t!(self.locale, "page-length-days", days = days),
            _ => self.length(seconds),
        }
    }
}

/// How many rows a list has; `1000+` when counting stopped.
pub fn count(total: CappedCount) -> String {
    if total.capped { format!("{}+", total.count) } else { total.count.to_string() }
}

/// Usage with what it is counted in: `48,200 runs`.
pub fn usage(value: i64, unit: Option<&str>, locale: Locale) -> String {
    unit.map_or_else(
        || number(value),
        |unit| format!("{} {}", number(value), known(locale, "usage_unit", unit)),
    )
}

/// A number with separators between thousands: `12,345`.
pub fn number(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0 { format!("-{text}") } else { text }
}

/// The size of a file: `1.4 MB`.
pub fn bytes(size: i64) -> String {
    const UNITS: [&str; 3] = ["kB", "MB", "GB"];
    if size < 1000 {
        return format!("{size} B");
    }
    // In steps of a thousand, as disks and telephones count.
    let mut value = size as f64 / 1000.0;
    let mut unit = 0;
    while value >= 999.5 && unit + 1 < UNITS.len() {
        value /= 1000.0;
        unit += 1;
    }
    if value < 9.95 { format!("{value:.1} {}", UNITS[unit]) } else { format!("{value:.0} {}", UNITS[unit]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const READER: Reader = Reader { locale: Locale::En, zone: Tz::Asia__Shanghai };

    fn at(s: &str) -> DateTime<Utc> {
        s.parse().unwrap()
    }

    #[test]
    fn times_are_shown_in_the_organisations_zone() {
        assert_eq!(READER.time(at("2026-07-21T16:30:00Z")), "2026-07-22 00:30");
        assert_eq!(READER.day(at("2026-07-21T16:30:00Z")).to_string(), "2026-07-22");
        assert_eq!(READER.instant("2026-07-22T00:30"), Some(at("2026-07-21T16:30:00Z")));
        assert_eq!(READER.instant("yesterday"), None);
    }

    #[test]
    fn a_time_that_clocks_skip_is_none_and_a_repeated_one_is_the_first() {
        let berlin = Reader { zone: Tz::Europe__Berlin, ..READER };
        assert_eq!(berlin.instant("2026-03-29T02:30"), None);
        assert_eq!(berlin.instant("2026-10-25T02:30"), Some(at("2026-10-25T00:30:00Z")));
    }

    #[test]
    fn relative_times_use_one_unit() {
        let now = at("2026-07-21T12:00:00Z");
        let ago = |s| READER.relative(at(s), now);
        assert_eq!(ago("2026-07-21T11:59:30Z"), "just now");
        assert_eq!(ago("2026-07-21T11:15:00Z"), "45 min ago");
        assert_eq!(ago("2026-07-20T13:00:00Z"), "23 h ago");
        assert_eq!(ago("2026-07-18T12:00:00Z"), "3 days ago");
        assert_eq!(ago("2026-07-21T14:00:00Z"), "in 2 h");
        assert_eq!(ago("2026-01-01T00:00:00Z"), "2026-01-01");
    }

    #[test]
    fn numbers_and_counts() {
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(number(-999), "-999");
        assert_eq!(usage(48_200, Some("runs"), Locale::ZhCn), "48,200 次");
        assert_eq!(usage(5, Some("strokes"), Locale::En), "5 strokes");
        assert_eq!(count(CappedCount::new(5000)), "1000+");
        assert_eq!(READER.minutes(90), "1 h 30 min");
        assert_eq!(READER.length(-12_000), "3 h 20 min");
        assert_eq!(READER.length(20), "1 min");
        assert_eq!(READER.span(3 * 86_400), "3 days");
    }
}
