//! A calendar as people and programs write it in JSON.

use super::{Calendar, Interval};
use crate::text::Line;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A business calendar as written in JSON, not checked yet.
///
/// ```json
/// {"tz": "Asia/Shanghai",
///  "hours": {"mon": [["09:00", "12:00"], ["13:00", "18:00"]]},
///  "holidays": ["2026-10-01"],
///  "shifts": {"2026-10-10": [["09:00", "12:00"]]},
///  "names": {"2026-10-01": "国庆节"}}
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WrittenCalendar {
    /// IANA name of the time zone.
    #[cfg_attr(feature = "openapi", schema(example = "Asia/Shanghai", min_length = 1, max_length = 60))]
    pub tz: String,
    /// True for a calendar that never closes; it has no hours and no special days.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub always_open: bool,
    /// The ordinary week.
    #[serde(default)]
    pub hours: WrittenHours,
    /// Dates closed all day.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<chrono::NaiveDate>, max_items = 5000))]
    pub holidays: Vec<String>,
    /// Dates with hours of their own instead of their weekday's, such as make-up Saturdays.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, Vec<WrittenInterval>>))]
    pub shifts: BTreeMap<String, Vec<WrittenInterval>>,
    /// What special days are called, by date.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, Line<60>>,
}

/// Hours of the ordinary week; a day left out is closed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WrittenHours {
    /// Monday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 24))]
    pub mon: Vec<WrittenInterval>,
    /// Tuesday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 24))]
    pub tue: Vec<WrittenInterval>,
    /// Wednesday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 24))]
    pub wed: Vec<WrittenInterval>,
    /// Thursday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 24))]
    pub thu: Vec<WrittenInterval>,
    /// Friday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 24))]
    pub fri: Vec<WrittenInterval>,
    /// Saturday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 24))]
    pub sat: Vec<WrittenInterval>,
    /// Sunday.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(max_items = 24))]
    pub sun: Vec<WrittenInterval>,
}

impl WrittenHours {
    /// The days with their names, Monday first.
    pub fn days(&self) -> [(&'static str, &[WrittenInterval]); 7] {
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
            names: calendar.names.into_iter().map(|(date, name)| (date.to_string(), name)).collect(),
        }
    }
}
