//! A calendar as people and programs write it in JSON, and the check that turns it into a [`Calendar`].

use super::{Calendar, CalendarFault, CalendarProblem, Interval, InvalidCalendar, TimeOfDay};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A business calendar as written in JSON, not checked yet.
///
/// ```json
/// {"tz": "Asia/Shanghai",
///  "hours": {"mon": [["09:00", "12:00"], ["13:00", "18:00"]]},
///  "holidays": ["2026-10-01"],
///  "shifts": {"2026-10-10": [["09:00", "12:00"]]}}
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WrittenCalendar {
    /// IANA name of the time zone.
    #[cfg_attr(feature = "openapi", schema(example = "Asia/Shanghai"))]
    pub tz: String,
    /// True for a calendar that never closes; it has no hours and no special days.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub always_open: bool,
    /// The ordinary week.
    #[serde(default)]
    pub hours: WrittenHours,
    /// Dates closed all day.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<NaiveDate>))]
    pub holidays: Vec<String>,
    /// Dates with hours of their own instead of their weekday's, such as make-up Saturdays.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Vec<WrittenInterval>>))]
    pub shifts: BTreeMap<String, Vec<WrittenInterval>>,
}

/// Hours of the ordinary week; a day left out is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WrittenHours {
    /// Monday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mon: Vec<WrittenInterval>,
    /// Tuesday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tue: Vec<WrittenInterval>,
    /// Wednesday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wed: Vec<WrittenInterval>,
    /// Thursday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thu: Vec<WrittenInterval>,
    /// Friday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fri: Vec<WrittenInterval>,
    /// Saturday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sat: Vec<WrittenInterval>,
    /// Sunday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sun: Vec<WrittenInterval>,
}

impl WrittenHours {
    /// The days with their names, Monday first.
    fn days(&self) -> [(&'static str, &[WrittenInterval]); 7] {
        [
            ("mon", &self.mon),
            ("tue", &self.tue),
            ("wed", &self.wed),
            ("thu", &self.thu),
            ("fri", &self.fri),
            ("sat", &self.sat),
            ("sun", &self.sun),
        ]
    }
}

/// Opening and closing time of one interval, `["09:00", "12:00"]`; `24:00` is the end of the day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct WrittenInterval(pub [String; 2]);

impl From<Interval> for WrittenInterval {
    fn from(interval: Interval) -> Self {
        Self([interval.start().to_string(), interval.end().to_string()])
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for WrittenInterval {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ArrayBuilder, ObjectBuilder, Type};
        let time = ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some("^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$"));
        ArrayBuilder::new()
            .items(time)
            .min_items(Some(2))
            .max_items(Some(2))
            .description(Some("Opening and closing time; 24:00 is the end of the day."))
            .examples([["09:00", "12:00"]])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for WrittenInterval {}

impl From<Calendar> for WrittenCalendar {
    fn from(calendar: Calendar) -> Self {
        let written = |day: &[Interval]| day.iter().copied().map(WrittenInterval::from).collect();
        let [mon, tue, wed, thu, fri, sat, sun] = calendar.hours.each_ref().map(|day| written(day));
        let (closed, open): (Vec<_>, Vec<_>) =
            calendar.special_days.iter().partition(|(_, hours)| hours.is_empty());
        Self {
            tz: calendar.zone.name().to_owned(),
            always_open: calendar.always_open,
            hours: WrittenHours { mon, tue, wed, thu, fri, sat, sun },
            holidays: closed.into_iter().map(|(date, _)| date.to_string()).collect(),
            shifts: open.into_iter().map(|(date, hours)| (date.to_string(), written(hours))).collect(),
        }
    }
}

impl TryFrom<WrittenCalendar> for Calendar {
    type Error = InvalidCalendar;

    /// Checks everything and reports all faults, not only the first.
    fn try_from(written: WrittenCalendar) -> Result<Self, InvalidCalendar> {
        let mut check = Check::default();
        let zone = check.zone(&written.tz);
        let hours = written.hours.days().map(|(name, day)| check.day(&format!("/hours/{name}"), day));
        let mut special_days = BTreeMap::new();
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
                Ok(Self { zone, always_open: written.always_open, hours, special_days })
            }
            _ => Err(InvalidCalendar(check.faults)),
        }
    }
}

/// Collects faults while the parts are read.
#[derive(Default)]
struct Check {
    faults: Vec<CalendarFault>,
}

impl Check {
    fn fault(&mut self, pointer: String, problem: CalendarProblem) {
        self.faults.push(CalendarFault { pointer, problem });
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
        if date.is_none() {
            self.fault(pointer.to_owned(), CalendarProblem::MalformedDate(text.to_owned()));
        }
        date
    }

    /// The intervals of one day in order. Intervals may touch but not overlap.
    fn day(&mut self, pointer: &str, written: &[WrittenInterval]) -> Vec<Interval> {
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
