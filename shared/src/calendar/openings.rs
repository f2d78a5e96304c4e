//! The hours of a stretch of time one by one, to be drawn.

use super::{DAY, Schedule};
use chrono::{DateTime, Utc};

/// A stretch in which the desk is staffed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Its first instant.
    pub from: DateTime<Utc>,
    /// The instant at which it is over.
    pub to: DateTime<Utc>,
    /// Whether the day has hours of its own, as a make-up Saturday has.
    pub special: bool,
}

impl Schedule {
    /// The hours between two instants, cut off at both, on at most `days` days: more could not be drawn.
    /// An hour that the wall clock shows twice belongs to one stretch.
    pub fn openings(&self, from: DateTime<Utc>, to: DateTime<Utc>, days: usize) -> Vec<Opening> {
        let mut openings: Vec<Opening> = vec![];
        if to <= from {
            return openings;
        }
        let [first, last] = [from, to].map(|at| self.local(at.timestamp()).div_euclid(DAY));
        for day in (first..=last).take(days) {
            for hours in self.hours.on(day) {
                let opens = self.reached(day * DAY + hours.start().seconds());
                let closes = self.closing(day * DAY + hours.end().seconds());
                let instant = |at| DateTime::from_timestamp(at, 0);
                let (Some(opens), Some(closes)) = (instant(opens), instant(closes)) else { continue };
                let (opens, closes) = (opens.max(from), closes.min(to));
                let special = self.hours.is_special(day);
                match openings.last_mut() {
                    Some(before) if before.to == opens && before.special == special => before.to = closes,
                    _ if opens < closes => openings.push(Opening { from: opens, to: closes, special }),
                    _ => {}
                }
            }
        }
        openings
    }
}

#[cfg(test)]
mod tests {
    use crate::calendar::{Calendar, Schedule, WrittenCalendar};
    use chrono::{DateTime, Utc};
    use proptest::prelude::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn a_make_up_saturday_is_marked_and_a_holiday_left_out() {
        let written: WrittenCalendar = serde_json::from_str(
            r#"{"tz":"Asia/Shanghai","hours":{"thu":[["09:00","12:00"],["13:00","18:00"]],"fri":[["09:00","18:00"]]},
                "holidays":["2026-10-02"],"shifts":{"2026-10-03":[["09:00","18:00"]]}}"#,
        )
        .unwrap();
        let schedule = Schedule::from(&Calendar::try_from(written).unwrap());
        let drawn: Vec<_> = schedule
            .openings(at("2026-10-01T02:00:00Z"), at("2026-10-05T00:00:00Z"), 10)
            .into_iter()
            .map(|o| (o.from.to_rfc3339(), o.to.to_rfc3339(), o.special))
            .collect();
        assert_eq!(
            drawn,
            [
                ("2026-10-01T02:00:00+00:00".into(), "2026-10-01T04:00:00+00:00".into(), false),
                ("2026-10-01T05:00:00+00:00".into(), "2026-10-01T10:00:00+00:00".into(), false),
                ("2026-10-03T01:00:00+00:00".into(), "2026-10-03T10:00:00+00:00".into(), true),
            ]
        );
    }

    #[test]
    fn around_the_clock_is_one_stretch() {
        let schedule = Schedule::from(&Calendar::around_the_clock(chrono_tz::Asia::Shanghai));
        let (from, to) = (at("2026-10-01T02:00:00Z"), at("2026-10-05T00:00:00Z"));
        let drawn = schedule.openings(from, to, 10);
        assert_eq!((drawn.len(), drawn[0].from, drawn[0].to), (1, from, to));
    }

    proptest! {
        /// What is drawn adds up to what is counted, where the wall clock shows no hour twice.
        #[test]
        fn what_is_drawn_is_what_is_counted(start in 1_600_000_000_i64..1_900_000_000, length in 0_i64..2_000_000) {
            let schedule = Schedule::from(&Calendar::default_service_desk());
            let [from, to] = [start, start + length].map(|s| DateTime::from_timestamp(s, 0).unwrap());
            let drawn: i64 = schedule.openings(from, to, 100).iter().map(|o| (o.to - o.from).num_seconds()).sum();
            prop_assert_eq!(drawn, schedule.business_seconds(from, to));
        }
    }
}
