//! Business calendars and the arithmetic of working time (handbook 3, promise P14).
//!
//! A [`Calendar`] says when a desk is staffed: a zone, hours for each weekday, and special days. A
//! [`Schedule`] is the same, compiled for arithmetic; its answers cost a few binary searches however far
//! apart the instants lie.
//!
//! The one convention everything follows: **an instant is open when the wall clock of the zone shows a time
//! within that date's hours**, the opening time included, the closing time not. Hence, where clocks change:
//!
//! - spring forward: the hour that the wall clock leaves out is worked by nobody; an interval that begins or
//!   ends inside it begins or ends at the change;
//! - fall back: the hour that the wall clock shows twice counts twice if it lies within the hours.
//!
//! Time is counted in whole seconds; fractions of an instant are dropped. Nothing here reads a clock.

mod check;
mod day;
mod fault;
mod interval;
mod openings;
mod schedule;
mod special;
mod tally;
mod written;
mod zone;

#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;

pub use day::{day_ends, day_starts};
pub use fault::{
    CalendarFault, CalendarProblem, FIRST_YEAR, InvalidCalendar, LAST_YEAR, MAX_INTERVALS, MAX_SPECIAL_DAYS,
    out_of_range,
};
pub use interval::{Interval, MalformedTime, TimeOfDay};
pub use openings::Opening;
use schedule::DAY;
pub use schedule::{DueError, MAX_TARGET_SECONDS, MAX_WORKING_DAYS, Schedule};
pub use special::{Merge, PublicDay, SpecialDay};
pub use written::{WrittenCalendar, WrittenHours, WrittenInterval};

use crate::text::Line;
use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// When a desk is staffed. Always valid: it comes into being only through [`WrittenCalendar`], by code or by
/// serde, or as a shipped default. Read an untrusted one as `WrittenCalendar` and convert it, to learn every
/// fault with its place; serde alone folds them into one message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "WrittenCalendar", into = "WrittenCalendar")]
pub struct Calendar {
    zone: chrono_tz::Tz,
    always_open: bool,
    /// Monday first; each day's intervals in order and apart.
    hours: [Vec<Interval>; 7],
    special_days: BTreeMap<NaiveDate, Vec<Interval>>,
    /// What special days are called, where they are called something.
    names: BTreeMap<NaiveDate, Line<60>>,
}

impl Calendar {
    /// The shipped default: Monday to Saturday, 08:30–18:00, China Standard Time, no holidays
    /// (ELE 4.2, 4.3). Holidays are data that an administrator adds.
    pub fn default_service_desk() -> Self {
        let day = || vec![Interval::SERVICE_DESK];
        Self {
            zone: chrono_tz::Asia::Shanghai,
            always_open: false,
            hours: [day(), day(), day(), day(), day(), day(), vec![]],
            special_days: BTreeMap::new(),
            names: BTreeMap::new(),
        }
    }

    /// The calendar that never closes, for emergencies (MGT 2.1). The zone still says which day it is, for
    /// targets in working days.
    pub fn around_the_clock(zone: chrono_tz::Tz) -> Self {
        Self {
            zone,
            always_open: true,
            hours: Default::default(),
            special_days: BTreeMap::new(),
            names: BTreeMap::new(),
        }
    }

    /// The zone whose wall clock the hours are read on.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.zone
    }

    /// True for a calendar without closing times; it has neither hours nor special days.
    pub fn always_open(&self) -> bool {
        self.always_open
    }

    /// The hours of an ordinary such weekday, in order; empty when closed.
    pub fn hours(&self, weekday: Weekday) -> &[Interval] {
        if self.always_open {
            return &[Interval::WHOLE_DAY];
        }
        &self.hours[weekday.num_days_from_monday() as usize]
    }

    /// The days that do not follow the week: empty for a holiday, else hours of their own (a make-up
    /// Saturday, a short day).
    pub fn special_days(&self) -> &BTreeMap<NaiveDate, Vec<Interval>> {
        &self.special_days
    }

    /// What a special day is called, as 国庆节.
    pub fn name_of(&self, date: NaiveDate) -> Option<&str> {
        self.names.get(&date).map(|name| name.as_str())
    }

    /// The hours of one date, in order; empty when closed.
    pub fn hours_on(&self, date: NaiveDate) -> &[Interval] {
        match self.special_days.get(&date) {
            Some(own) => own,
            None => self.hours(date.weekday()),
        }
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Calendar {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        WrittenCalendar::schema()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Calendar {
    fn schemas(schemas: &mut Vec<(String, utoipa::openapi::RefOr<utoipa::openapi::schema::Schema>)>) {
        WrittenCalendar::schemas(schemas);
    }
}
