//! Months of the calendar, and the stretch of them that a report is about.

use crate::calendar::day_starts;
use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt::{Display, Formatter};
use std::str::FromStr;

/// A month of the calendar, written `2026-03`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Month(NaiveDate);

impl Month {
    /// The month that an instant falls into, in a zone.
    pub fn at(instant: DateTime<Utc>, zone: Tz) -> Self {
        Self::of(instant.with_timezone(&zone).date_naive())
    }

    /// The month of a day.
    pub fn of(day: NaiveDate) -> Self {
        use chrono::Datelike;
        Self(day.with_day(1).unwrap_or(day))
    }

    /// So many months later.
    pub fn plus(self, months: u32) -> Self {
        Self(self.0.checked_add_months(Months::new(months)).unwrap_or(self.0))
    }

    /// So many months earlier.
    pub fn minus(self, months: u32) -> Self {
        Self(self.0.checked_sub_months(Months::new(months)).unwrap_or(self.0))
    }

    /// The instant it begins in a zone: where clocks skip midnight, the first instant that there is.
    pub fn starts(self, zone: Tz) -> DateTime<Utc> {
        day_starts(self.0, zone)
    }

    /// Its first day.
    pub fn first_day(self) -> NaiveDate {
        self.0
    }

    /// Its last day.
    pub fn last_day(self) -> NaiveDate {
        self.plus(1).0.checked_sub_days(Days::new(1)).unwrap_or(self.0)
    }

    /// All months from this one to another, both included; none when the other is earlier.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        (0..).map(move |n| self.plus(n)).take_while(move |month| *month <= last)
    }
}

impl Display for Month {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        self.0.format("%Y-%m").fmt(f)
    }
}

impl FromStr for Month {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        // A year has four digits here: others are not what PostgreSQL and people write down.
        let written = text.len() == 7 && text.is_char_boundary(4) && text.as_bytes()[4] == b'-';
        let day = NaiveDate::parse_from_str(&format!("{text}-01"), "%Y-%m-%d").map_err(|_| ())?;
        if written && Self(day).to_string() == text { Ok(Self(day)) } else { Err(()) }
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = String::deserialize(d)?;
        text.parse().map_err(|()| serde::de::Error::custom("no month"))
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Month {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .description(Some("A month of the calendar."))
            .pattern(Some("^[0-9]{4}-(0[1-9]|1[0-2])$"))
            .examples([serde_json::json!("2026-03")])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Month {}

#[cfg(test)]
mod tests {
    use super::*;

    fn month(text: &str) -> Month {
        text.parse().unwrap()
    }

    #[test]
    fn months_are_written_in_one_way_only() {
        assert_eq!(month("2026-03").to_string(), "2026-03");
        for bad in
            ["2026-13", "2026-00", "2026-3", "26-03", "+026-03", "2026-03-01", "", "某年某月", "12026-3"]
        {
            assert!(bad.parse::<Month>().is_err(), "{bad}");
        }
    }

    #[test]
    fn months_follow_each_other_over_the_year() {
        let all: Vec<String> =
            month("2025-11").through(month("2026-02")).map(|month| month.to_string()).collect();
        assert_eq!(all, ["2025-11", "2025-12", "2026-01", "2026-02"]);
        assert_eq!(month("2026-02").through(month("2026-01")).count(), 0);
        assert_eq!(month("2026-01").minus(11), month("2025-02"));
        assert_eq!(month("2028-02").last_day().to_string(), "2028-02-29");
    }

    #[test]
    fn a_month_begins_at_midnight_of_the_zone_or_just_after_it() {
        let starts = |text, zone| month(text).starts(zone).to_rfc3339();
        assert_eq!(starts("2026-03", Tz::Asia__Shanghai), "2026-02-28T16:00:00+00:00");
        assert_eq!(starts("2026-03", Tz::Europe__Berlin), "2026-02-28T23:00:00+00:00");
        // In Asunción the first of October 2017 began at one o'clock.
        assert_eq!(starts("2017-10", Tz::America__Asuncion), "2017-10-01T04:00:00+00:00");
        assert_eq!(Month::at("2026-02-28T16:00:00Z".parse().unwrap(), Tz::Asia__Shanghai), month("2026-03"));
    }
}
