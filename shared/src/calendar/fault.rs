//! What can be wrong with a written calendar, and where.

use crate::problem::{FieldProblem, FieldRefusal};
use std::fmt;

/// The most special days of one calendar.
pub const MAX_SPECIAL_DAYS: usize = 5000;
/// The most intervals of one day.
pub const MAX_INTERVALS: usize = 24;
/// The first year of special days.
pub const FIRST_YEAR: i32 = 1970;
/// The last year of special days.
pub const LAST_YEAR: i32 = 2200;

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
    /// A date outside the years that are reckoned with.
    #[error("\"{0}\" is not within the years {FIRST_YEAR} to {LAST_YEAR}")]
    DateOutOfRange(String),
    /// More entries than allowed.
    #[error("there are more than {0}")]
    TooMany(usize),
    /// The same date twice.
    #[error("the date is there twice")]
    DateTwice,
    /// A special day that is neither closed nor has hours.
    #[error("the day has no opening hours and is not closed either")]
    NoHours,
    /// An interval that ends when or before it starts.
    #[error("the end is not after the start; write a night shift as hours until 24:00 and from 00:00")]
    EndNotAfterStart,
    /// An interval that shares time with another of the same day.
    #[error("overlaps with {0}")]
    Overlap(String),
    /// A date that is a holiday and has opening hours as well.
    #[error("the date is also a holiday")]
    HolidayWithHours,
    /// A name for a date that is no special day.
    #[error("only special days have names")]
    NameWithoutDay,
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

impl CalendarFault {
    /// As the API says it, of a calendar that lies at `within` in what was sent.
    pub fn refusal(self, within: &str) -> FieldRefusal {
        use CalendarProblem as P;
        let Self { pointer, problem } = self;
        let field = |code| FieldRefusal::new(format!("{within}{pointer}"), code);
        match problem {
            P::UnknownZone(value) => field(FieldProblem::ZoneUnknown).arg("value", shown(&value)),
            P::MalformedTime(value) => field(FieldProblem::TimeMalformed).arg("value", shown(&value)),
            P::MalformedDate(value) => field(FieldProblem::DateMalformed).arg("value", shown(&value)),
            P::DateOutOfRange(_) => out_of_range(format!("{within}{pointer}")),
            P::TooMany(limit) => field(FieldProblem::TooLarge).arg("limit", limit as i64),
            P::DateTwice => field(FieldProblem::Taken),
            P::NoHours => field(FieldProblem::Required),
            P::EndNotAfterStart => field(FieldProblem::EndNotAfterStart),
            P::Overlap(other) => field(FieldProblem::Overlap).arg("other", other),
            P::HolidayWithHours => field(FieldProblem::HolidayWithHours),
            P::NameWithoutDay => field(FieldProblem::NameWithoutDay),
            P::AlwaysOpenWithHours => field(FieldProblem::AlwaysOpenWithHours),
            P::NeverOpens => field(FieldProblem::NeverOpens),
        }
    }
}

/// The refusal of a date or an instant outside the years that are reckoned with.
pub fn out_of_range(pointer: impl Into<String>) -> FieldRefusal {
    FieldRefusal::new(pointer, FieldProblem::DateOutOfRange)
        .arg("first", FIRST_YEAR.to_string())
        .arg("last", LAST_YEAR.to_string())
}

/// The beginning of what was sent: whoever sent a book need not get it back.
fn shown(value: &str) -> String {
    value.chars().filter(|c| !c.is_control()).take(40).collect()
}

impl InvalidCalendar {
    /// As the API says it, of a calendar that lies at `within` in what was sent.
    pub fn refusals(self, within: &str) -> Vec<FieldRefusal> {
        self.0.into_iter().map(|fault| fault.refusal(within)).collect()
    }
}
