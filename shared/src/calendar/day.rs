//! Where days of the calendar begin.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The instant at which a day begins in a zone: where clocks skip midnight, the first instant that there is.
pub fn day_starts(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    let midnight = day.and_time(NaiveTime::MIN);
    let at = |hours: i64| {
        zone.from_local_datetime(&midnight.checked_add_signed(TimeDelta::hours(hours))?).earliest()
    };
    // No zone skips more than a day; an hour is the rule.
    (0..=24).find_map(at).map_or_else(|| midnight.and_utc(), |at| at.with_timezone(&Utc))
}

/// The instant at which a day is over in a zone; a day that cannot be reckoned with never ends.
pub fn day_ends(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    day.succ_opt().map_or(DateTime::<Utc>::MAX_UTC, |next| day_starts(next, zone))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_begins_at_midnight_or_as_soon_as_there_is_a_time() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let starts = |text, zone| day_starts(day(text), zone).to_rfc3339();
        assert_eq!(starts("2026-03-01", Tz::Asia__Shanghai), "2026-02-28T16:00:00+00:00");
        // In Asunción the first of October 2017 began at one o'clock.
        assert_eq!(starts("2017-10-01", Tz::America__Asuncion), "2017-10-01T04:00:00+00:00");
        assert_eq!(
            day_ends(day("2026-02-28"), Tz::Asia__Shanghai),
            day_starts(day("2026-03-01"), Tz::Asia__Shanghai)
        );
        assert_eq!(day_ends(NaiveDate::MAX, Tz::UTC), DateTime::<Utc>::MAX_UTC);
    }
}
