//! What can be wrong with a written calendar, and where.

use std::fmt;

/// One thing that is wrong, with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalendarFault {
    /// JSON pointer into the written calendar, as `/hours/mon/1/0`; empty for the whole.
    pub pointer: String,
    /// What is wrong there.
    pub problem: CalendarProblem,
}

impl fmt::Display for CalendarFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.pointer.is_empty() {
            return self.problem.fmt(f);
        }
        write!(f, "{}: {}", self.pointer, self.problem)
    }
}

/// The kinds of fault.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CalendarProblem {
    /// Not a name of the IANA time zone database.
    #[error("\"{0}\" is not an IANA time zone")]
    UnknownZone(String),
    /// Not a time of day.
    #[error("\"{0}\" is not a time of day of the form HH:MM, from 00:00 to 24:00")]
    MalformedTime(String),
    /// Not a date.
    #[error("\"{0}\" is not a date of the form YYYY-MM-DD")]
    MalformedDate(String),
    /// An interval that ends when or before it starts.
    #[error("the end is not after the start; write a night shift as hours until 24:00 and from 00:00")]
    EndNotAfterStart,
    /// An interval that shares time with another of the same day.
    #[error("overlaps with {0}")]
    Overlap(String),
    /// A date that is a holiday and has opening hours as well.
    #[error("the date is also a holiday")]
    HolidayWithHours,
    /// A calendar marked as always open that has hours or special days too.
    #[error("a calendar that is always open has neither hours nor special days")]
    AlwaysOpenWithHours,
    /// No opening hours on any day.
    #[error("the calendar never opens")]
    NeverOpens,
}

/// Everything that is wrong with a written calendar; never empty.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
pub struct InvalidCalendar(pub Vec<CalendarFault>);
