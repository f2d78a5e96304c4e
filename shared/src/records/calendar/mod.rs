//! Business calendars as records: two are shipped, an administrator keeps them and adds more.

mod calculation;

pub use calculation::{
    CalculatedItem, Calculation, CalculationAnswer, CalculationItem, MAX_ITEMS, MAX_TARGET_MINUTES, Which,
    calculate,
};

use crate::calendar::{Calendar, SpecialDay, WrittenCalendar, WrittenHours};
use crate::ids::CalendarId;
use crate::problem::Refusal;
use crate::text::Line;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The service desk's calendar: Monday to Saturday, 08:30–18:00, China Standard Time (ELE 4.2, 4.3).
pub const SERVICE_DESK: CalendarId = CalendarId(Uuid::from_u128(0x7000_8000_0000_000c_a001));
/// The calendar that never closes, for emergencies (MGT 2.1).
pub const AROUND_THE_CLOCK: CalendarId = CalendarId(Uuid::from_u128(0x7000_8000_0000_000c_a002));

/// Whether a calendar came with the installation: it can be changed but not deleted.
pub fn is_shipped(id: CalendarId) -> bool {
    [SERVICE_DESK, AROUND_THE_CLOCK].contains(&id)
}

/// A business calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BusinessCalendar {
    /// Its id.
    pub id: CalendarId,
    /// A short code, unique.
    #[cfg_attr(feature = "openapi", schema(example = "service_desk"))]
    pub code: String,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "服务台"))]
    pub name: String,
    /// Whether it came with the installation and cannot be deleted.
    pub shipped: bool,
    /// When the desk is staffed.
    pub calendar: WrittenCalendar,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// When it was created.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A business calendar as a row of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarSummary {
    /// Its id.
    pub id: CalendarId,
    /// A short code, unique.
    #[cfg_attr(feature = "openapi", schema(example = "service_desk"))]
    pub code: String,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "服务台"))]
    pub name: String,
    /// Whether it came with the installation and cannot be deleted.
    pub shipped: bool,
    /// IANA name of its time zone.
    #[cfg_attr(feature = "openapi", schema(example = "Asia/Shanghai"))]
    pub zone: String,
    /// True for a calendar that never closes.
    pub always_open: bool,
    /// The ordinary week.
    pub hours: WrittenHours,
    /// How many dates are closed all day.
    pub holidays: i32,
    /// How many dates have hours of their own.
    pub shifts: i32,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// What is sent to create or replace a business calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarInput {
    /// A short code, unique.
    #[cfg_attr(feature = "openapi", schema(example = "service_desk"))]
    pub code: Line<40>,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "服务台"))]
    pub name: Line<200>,
    /// When the desk is staffed.
    pub calendar: WrittenCalendar,
}

impl CalendarInput {
    /// The calendar, if all of it is right.
    ///
    /// # Errors
    /// `validation_failed` with every fault at its place.
    pub fn checked(&self) -> Result<Calendar, Refusal> {
        checked(&self.calendar)
    }
}

/// The calendar that lies at `/calendar` of what was sent, if all of it is right.
fn checked(written: &WrittenCalendar) -> Result<Calendar, Refusal> {
    Calendar::try_from(written.clone()).map_err(|invalid| Refusal::fields(invalid.refusals("/calendar")))
}

/// Special days to put into a calendar.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SpecialDays {
    /// The days. Each takes the place of what the calendar said of its date before.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 5000))]
    pub days: Vec<SpecialDay>,
}

/// What special days have changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergedDays {
    /// Days that followed the week until now.
    pub added: usize,
    /// Days that were special in another way.
    pub changed: usize,
    /// Days that were there already.
    pub unchanged: usize,
    /// The calendar as it is now.
    pub calendar: BusinessCalendar,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::{Locale, text};
    use crate::problem::FieldProblem;
    use serde_json::{Value, json};

    fn refused(calendar: Value) -> Vec<(String, FieldProblem, String)> {
        let input: CalendarInput =
            serde_json::from_value(json!({ "code": "x", "name": "x", "calendar": calendar })).unwrap();
        let told = |f: crate::problem::FieldRefusal| {
            let words = text(Locale::En, &f.code.label_key(), &f.args);
            (f.pointer, f.code, words)
        };
        input.checked().unwrap_err().fields.into_iter().map(told).collect()
    }

    #[test]
    fn the_shipped_ones_have_the_ids_of_the_migration() {
        assert_eq!(SERVICE_DESK.to_string(), "00000000-0000-7000-8000-0000000ca001");
        assert_eq!(AROUND_THE_CLOCK.to_string(), "00000000-0000-7000-8000-0000000ca002");
        assert!(is_shipped(SERVICE_DESK) && !is_shipped(CalendarId(Uuid::nil())));
    }

    #[test]
    fn every_fault_is_told_at_its_field_in_words() {
        let day = |pairs: Value| json!({ "tz": "UTC", "hours": { "mon": pairs } });
        let mut shifts = day(json!([["09:00", "18:00"]]));
        shifts["holidays"] = json!(["2026-10-01", "1.10.2026", "2201-01-01"]);
        shifts["shifts"] = json!({ "2026-10-01": [["09:00", "12:00"]] });
        shifts["names"] = json!({ "2026-10-02": "国庆节" });
        let many: Vec<Value> = (0..25).map(|_| json!(["09:00", "09:01"])).collect();
        let cases = [
            (json!({ "tz": "Mars/Olympus" }), "/calendar/tz", FieldProblem::ZoneUnknown, "Mars/Olympus"),
            (day(json!([["9:00", "18:00"]])), "/calendar/hours/mon/0/0", FieldProblem::TimeMalformed, "9:00"),
            (
                day(json!([["18:00", "09:00"]])),
                "/calendar/hours/mon/0",
                FieldProblem::EndNotAfterStart,
                "night shift",
            ),
            (
                day(json!([["09:00", "12:00"], ["11:00", "13:00"]])),
                "/calendar/hours/mon/1",
                FieldProblem::Overlap,
                "09:00–12:00",
            ),
            (day(json!([])), "/calendar/hours", FieldProblem::NeverOpens, "never opens"),
            (day(json!(many)), "/calendar/hours/mon", FieldProblem::TooLarge, "24"),
            (shifts.clone(), "/calendar/holidays/1", FieldProblem::DateMalformed, "1.10.2026"),
            (shifts.clone(), "/calendar/holidays/2", FieldProblem::DateOutOfRange, "1970 to 2200"),
            (shifts.clone(), "/calendar/shifts/2026-10-01", FieldProblem::HolidayWithHours, "not both"),
            (shifts, "/calendar/names/2026-10-02", FieldProblem::NameWithoutDay, "follows the week"),
            (
                json!({ "tz": "UTC", "always_open": true, "holidays": ["2026-10-01"] }),
                "/calendar/always_open",
                FieldProblem::AlwaysOpenWithHours,
                "neither",
            ),
        ];
        for (calendar, pointer, code, word) in cases {
            let told = refused(calendar);
            let found = told.iter().find(|(p, c, _)| p == pointer && *c == code);
            assert!(found.is_some_and(|(_, _, words)| words.contains(word)), "{pointer} {code}: {told:?}");
        }
    }

    #[test]
    fn sizes_are_bounded_and_so_is_the_list_of_faults() {
        let days = |n: usize| vec!["x"; n];
        assert_eq!(refused(json!({ "tz": "UTC", "holidays": days(5001) }))[0].1, FieldProblem::TooLarge);
        assert_eq!(refused(json!({ "tz": "UTC", "holidays": days(5000) })).len(), 100);
    }
}
