//! The stretches of time in which a zone's clocks keep one distance from UTC.

use chrono::{DateTime, NaiveDate, Offset, TimeZone};
use chrono_tz::Tz;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

/// A stretch from `start` until the next one's start. The first also reaches back, the last also forward
/// without end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// Seconds since 1970 UTC.
    pub start: i64,
    /// Wall clock minus UTC, in seconds.
    pub offset: i64,
}

const DAY: i64 = 86_400;
/// chrono-tz knows changes of the clocks up to 2099 or earlier; before 1900 there is no service desk.
const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2100;

/// The spans of a zone. Finding them takes some 70,000 look-ups, so each zone's are kept: it is a pure
/// function of the zone, and there are a few hundred zones of at most a few hundred spans.
pub(super) fn spans(zone: Tz) -> Arc<[Span]> {
    static KNOWN: LazyLock<RwLock<HashMap<Tz, Arc<[Span]>>>> = LazyLock::new(Default::default);
    if let Some(known) = KNOWN.read().unwrap_or_else(PoisonError::into_inner).get(&zone) {
        return known.clone();
    }
    let found: Arc<[Span]> = find(zone).into();
    KNOWN.write().unwrap_or_else(PoisonError::into_inner).insert(zone, found.clone());
    found
}

/// chrono-tz keeps its table private, so the changes are found by comparing noon with noon and halving the
/// day in which the offset differs. No zone has changed its clocks there and back within one day.
fn find(zone: Tz) -> Vec<Span> {
    let [from, until] = [FIRST_YEAR, LAST_YEAR].map(|year| {
        NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default().and_hms_opt(12, 0, 0).unwrap_or_default()
    });
    let until = until.and_utc().timestamp();
    let mut at = from.and_utc().timestamp();
    let mut spans = vec![Span { start: at, offset: offset(zone, at) }];
    while at < until {
        let (before, after) = (offset(zone, at), offset(zone, at + DAY));
        if before != after {
            let (mut old, mut new) = (at, at + DAY);
            while new - old > 1 {
                let middle = (old + new) / 2;
                if offset(zone, middle) == before { old = middle } else { new = middle }
            }
            spans.push(Span { start: new, offset: after });
        }
        at += DAY;
    }
    spans
}

fn offset(zone: Tz, at: i64) -> i64 {
    let utc = DateTime::from_timestamp(at, 0).unwrap_or_default().naive_utc();
    i64::from(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Zones with an odd history: half-hour summer time, changes at midnight, a skipped day, Ramadan.
    const ODD: [Tz; 6] = [
        Tz::Australia__Lord_Howe,
        Tz::America__Sao_Paulo,
        Tz::Pacific__Apia,
        Tz::Africa__Casablanca,
        Tz::Africa__Cairo,
        Tz::Europe__Berlin,
    ];

    #[test]
    fn spans_tell_the_offset_that_chrono_tells_at_every_hour() {
        for zone in ODD {
            let spans = spans(zone);
            let hour_of_1970 = |hours: i64| hours * 3600 + 1;
            for at in (0..24 * 365 * 70).step_by(3).map(hour_of_1970) {
                let span = spans[spans.partition_point(|span| span.start <= at) - 1];
                assert_eq!(span.offset, offset(zone, at), "{zone} at {at}");
            }
        }
    }

    #[test]
    fn no_clock_changes_after_the_last_year_looked_at() {
        for zone in chrono_tz::TZ_VARIANTS {
            let year = |year| NaiveDate::from_ymd_opt(year, 1, 1).unwrap().and_hms_opt(0, 0, 0).unwrap();
            let end = year(LAST_YEAR).and_utc().timestamp();
            for months in 0..48 {
                let later = end + months * 30 * DAY;
                assert_eq!(offset(zone, later), offset(zone, end), "{zone}");
            }
        }
    }
}
