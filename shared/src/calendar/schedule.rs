//! A calendar compiled for arithmetic.
//!
//! Working time is counted on the wall clock, where every week looks alike, and the wall clock is tied to UTC
//! span by span between the changes of the zone's clocks. Both levels keep running totals, so counting is two
//! look-ups and finding a due time is a binary search.

use super::tally::{Tally, weekday};
use super::zone::{Span, spans};
use super::{Calendar, Interval};
use chrono::{DateTime, Utc};
use std::sync::Arc;

pub(super) const DAY: i64 = 86_400;

/// The longest target, in seconds: a hundred years.
pub const MAX_TARGET_SECONDS: i64 = 36_525 * DAY;
/// The longest target in working days: as many as a hundred years have days.
pub const MAX_WORKING_DAYS: u32 = 36_525;
/// How far after its start a due time is looked for. A hundred years of working time on the service desk's
/// calendar take 295.
const SEARCH_DAYS: i64 = 4 * 36_525;

/// Why there is no due time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DueError {
    /// The target is zero or less.
    #[error("a target must be longer than nothing")]
    NotPositive,
    /// The target is more than a hundred years.
    #[error("a target must not be longer than a hundred years")]
    TooLong,
    /// The calendar has not that much working time in the 400 years from the start.
    #[error("the calendar does not have that much working time in four centuries")]
    NeverReached,
}

/// When a desk is staffed, compiled: cheap to ask and to clone, worth keeping while its calendar stays the same.
#[derive(Clone, Debug)]
pub struct Schedule {
    pub(super) spans: Arc<[Span]>,
    /// Working seconds from the first span's start to each span's start.
    until_span: Arc<[i64]>,
    pub(super) hours: Arc<Hours>,
}

/// The wall clock's side: hours by date, without a zone.
#[derive(Debug)]
pub(super) struct Hours {
    week: [Vec<Interval>; 7],
    /// By day number, in order.
    special: Vec<(i64, Vec<Interval>)>,
    /// Working seconds of each day.
    seconds: Tally,
    /// One for each day with hours.
    days: Tally,
}

impl From<&Calendar> for Schedule {
    fn from(calendar: &Calendar) -> Self {
        let hours = Hours::of(calendar);
        let spans = spans(calendar.zone());
        let mut sum = 0;
        let mut until_span = vec![0];
        for pair in spans.windows(2) {
            let [this, next] = [pair[0], pair[1]];
            sum +=
                hours.worked_before(next.start + this.offset) - hours.worked_before(this.start + this.offset);
            until_span.push(sum);
        }
        Self { spans, until_span: until_span.into(), hours: Arc::new(hours) }
    }
}

impl Schedule {
    /// Whether `at` lies within opening hours: the opening time does, the closing time does not.
    pub fn is_open(&self, at: DateTime<Utc>) -> bool {
        let at = at.timestamp();
        let local = self.local(at);
        let second = local.rem_euclid(DAY);
        let open = |hours: &Interval| hours.start().seconds() <= second && second < hours.end().seconds();
        self.hours.on(local.div_euclid(DAY)).iter().any(open)
    }

    /// Working time from `start` to `end` in seconds; negative when `end` lies before `start`, so that times
    /// add up over any third instant.
    pub fn business_seconds(&self, start: DateTime<Utc>, end: DateTime<Utc>) -> i64 {
        self.worked_before(end.timestamp()) - self.worked_before(start.timestamp())
    }

    /// The instant at which `target_seconds` of working time after `start` are used up. Used up exactly at
    /// closing time means due at that closing time, not at the next opening.
    ///
    /// # Errors
    /// For targets that are not positive or longer than [`MAX_TARGET_SECONDS`], and when the calendar has too
    /// little working time to ever reach it.
    pub fn due(&self, start: DateTime<Utc>, target_seconds: i64) -> Result<DateTime<Utc>, DueError> {
        match target_seconds {
            ..=0 => Err(DueError::NotPositive),
            _ => self.after(start, target_seconds),
        }
    }

    /// Like [`due`](Self::due) for what is left of a target after pauses: of nothing left, the end is `start`
    /// itself, open or not.
    ///
    /// # Errors
    /// As for [`due`](Self::due), but zero is allowed.
    pub fn after(&self, start: DateTime<Utc>, seconds: i64) -> Result<DateTime<Utc>, DueError> {
        match seconds {
            ..0 => return Err(DueError::NotPositive),
            0 => return Ok(start),
            1..=MAX_TARGET_SECONDS => {}
            _ => return Err(DueError::TooLong),
        }
        let start = start.timestamp();
        let total = self.worked_before(start) + seconds;
        // The last span before whose start less than the total was worked.
        let i = self.until_span.partition_point(|&worked| worked < total).saturating_sub(1);
        let span = self.spans[i];
        let local_total = self.hours.worked_before(span.start + span.offset) + total - self.until_span[i];
        let from = (start + span.offset).div_euclid(DAY);
        let local = self.hours.reaching(local_total, from, from + SEARCH_DAYS);
        local.and_then(|local| instant(local - span.offset)).ok_or(DueError::NeverReached)
    }

    /// The end of the `days`-th working day after the day of `start`: its last closing time. A working day is
    /// a date with opening hours, in the calendar's zone. With one day, the "end of the first working day
    /// after receipt" (ELE 4.2).
    ///
    /// # Errors
    /// For zero days or more than [`MAX_WORKING_DAYS`], and when the calendar has too few days to ever
    /// reach it.
    pub fn add_working_days(&self, start: DateTime<Utc>, days: u32) -> Result<DateTime<Utc>, DueError> {
        match days {
            0 => return Err(DueError::NotPositive),
            1..=MAX_WORKING_DAYS => {}
            _ => return Err(DueError::TooLong),
        }
        let at = start.timestamp();
        let tomorrow = (at + self.spans[self.span_at(at)].offset).div_euclid(DAY) + 1;
        let total = self.hours.days.before(tomorrow) + i64::from(days);
        let day = self.hours.days.day_reaching(total, tomorrow, tomorrow + SEARCH_DAYS);
        let close = day.and_then(|day| Some(day * DAY + self.hours.on(day).last()?.end().seconds()));
        close.and_then(|close| instant(self.closing(close))).ok_or(DueError::NeverReached)
    }

    /// Working seconds from the first span's start to `at`.
    fn worked_before(&self, at: i64) -> i64 {
        let i = self.span_at(at);
        let Span { start, offset } = self.spans[i];
        self.until_span[i] + self.hours.worked_before(at + offset) - self.hours.worked_before(start + offset)
    }

    /// The index of the span that `at` lies in.
    fn span_at(&self, at: i64) -> usize {
        self.spans.partition_point(|span| span.start <= at).saturating_sub(1)
    }

    /// What the wall clock shows at `at`.
    pub(super) fn local(&self, at: i64) -> i64 {
        at + self.spans[self.span_at(at)].offset
    }

    /// When the wall clock shows `local` for the first time. A time that it leaves out is reached at the change.
    pub(super) fn reached(&self, local: i64) -> i64 {
        // The first span that ends on a later wall clock time.
        let ends_later = |pair: &[Span]| pair[1].start + pair[0].offset > local;
        let i = self.spans.windows(2).position(ends_later).unwrap_or(self.spans.len() - 1);
        let reached = local - self.spans[i].offset;
        if i == 0 { reached } else { reached.max(self.spans[i].start) }
    }

    /// When the wall clock has passed `local` for the last time. A time that it leaves out is passed at the
    /// change.
    pub(super) fn closing(&self, local: i64) -> i64 {
        // The last span that begins on an earlier wall clock time, so that `local` comes up in it or was
        // left out at its end.
        let i = self.spans.partition_point(|span| span.start + span.offset < local).saturating_sub(1);
        let passed = local - self.spans[i].offset;
        self.spans.get(i + 1).map_or(passed, |next| passed.min(next.start))
    }
}

impl Hours {
    fn of(calendar: &Calendar) -> Self {
        let week = [0, 1, 2, 3, 4, 5, 6].map(|day: u8| match chrono::Weekday::try_from(day) {
            Ok(weekday) => calendar.hours(weekday).to_vec(),
            Err(_) => vec![],
        });
        let special: Vec<_> = (calendar.special_days().iter())
            .map(|(&date, hours)| (i64::from(date.to_epoch_days()), hours.clone()))
            .collect();
        let tally = |number: fn(&[Interval]) -> i64| {
            Tally::new(
                week.each_ref().map(|hours| number(hours)),
                special.iter().map(|(day, hours)| (*day, number(hours))),
            )
        };
        let seconds = tally(|hours| hours.iter().map(|interval| interval.seconds()).sum());
        let days = tally(|hours| i64::from(!hours.is_empty()));
        Self { seconds, days, week, special }
    }

    /// Whether a day has hours of its own.
    pub(super) fn is_special(&self, day: i64) -> bool {
        self.special.binary_search_by_key(&day, |&(special, _)| special).is_ok()
    }

    /// The hours of a day, in order.
    pub(super) fn on(&self, day: i64) -> &[Interval] {
        match self.special.binary_search_by_key(&day, |&(special, _)| special) {
            Ok(i) => &self.special[i].1,
            Err(_) => &self.week[weekday(day)],
        }
    }

    /// Working seconds on the wall clock before `local`, counted from some fixed day.
    fn worked_before(&self, local: i64) -> i64 {
        let (day, second) = (local.div_euclid(DAY), local.rem_euclid(DAY));
        let today =
            self.on(day).iter().map(|hours| (second - hours.start().seconds()).clamp(0, hours.seconds()));
        self.seconds.before(day) + today.sum::<i64>()
    }

    /// The first wall clock time by which `total` has been worked, on the days from `from` until before `until`.
    fn reaching(&self, total: i64, from: i64, until: i64) -> Option<i64> {
        let day = self.seconds.day_reaching(total, from, until)?;
        let mut left = total - self.seconds.before(day);
        for hours in self.on(day) {
            if left <= hours.seconds() {
                return Some(day * DAY + hours.start().seconds() + left);
            }
            left -= hours.seconds();
        }
        None
    }
}

fn instant(seconds: i64) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp(seconds, 0)
}
