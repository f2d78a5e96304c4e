//! A stretch of opening hours within one day.

use chrono::{NaiveTime, Timelike};
use std::fmt;
use std::str::FromStr;

/// A time on the wall clock, to the minute, from `00:00` to `24:00` (the end of the day, which
/// [`NaiveTime`] does not know).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeOfDay(u16);

impl TimeOfDay {
    /// The end of the day, `24:00`.
    pub const END_OF_DAY: Self = Self(24 * 60);

    /// Seconds since midnight on the wall clock, 0 to 86,400.
    pub fn seconds(self) -> i64 {
        i64::from(self.0) * 60
    }
}

/// Not a time of day of the form `HH:MM`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a time of day of the form HH:MM, from 00:00 to 24:00")]
pub struct MalformedTime;

impl FromStr for TimeOfDay {
    type Err = MalformedTime;

    /// Reads `HH:MM`, two digits each, `24:00` included.
    fn from_str(text: &str) -> Result<Self, MalformedTime> {
        if text == "24:00" {
            return Ok(Self::END_OF_DAY);
        }
        let time = NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| MalformedTime)?;
        let read = Self((time.hour() * 60 + time.minute()) as u16);
        // chrono forgives "9:5"; here a time has one spelling.
        if read.to_string() == text { Ok(read) } else { Err(MalformedTime) }
    }
}

impl fmt::Display for TimeOfDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

/// Opening hours without a break, within one date: from `start` until just before `end`. A night shift is
/// two of them, `22:00–24:00` on one date and `00:00–06:00` on the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    start: TimeOfDay,
    end: TimeOfDay,
}

impl Interval {
    /// From midnight to midnight.
    pub const WHOLE_DAY: Self = Self { start: TimeOfDay(0), end: TimeOfDay::END_OF_DAY };

    /// 08:30–18:00, the hours of the shipped default calendar (ELE 4.2, 4.3).
    pub(super) const SERVICE_DESK: Self = Self { start: TimeOfDay(8 * 60 + 30), end: TimeOfDay(18 * 60) };

    /// The interval, or nothing unless `start` comes before `end`.
    pub fn new(start: TimeOfDay, end: TimeOfDay) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// The opening time.
    pub fn start(self) -> TimeOfDay {
        self.start
    }

    /// The closing time.
    pub fn end(self) -> TimeOfDay {
        self.end
    }

    /// Length on the wall clock, in seconds.
    pub fn seconds(self) -> i64 {
        self.end.seconds() - self.start.seconds()
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}–{}", self.start, self.end)
    }
}
