//! Reading the ledger: everything a clock says is computed from its entries, never stored and patched.

use super::target::Terms;
use super::words::{ClockEventKind, ClockOutcome, ClockReason, ClockState};
use crate::calendar::Schedule;
use crate::records::ticket::BallHolder;
use chrono::{DateTime, Utc};

/// An entry of the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// When it holds from.
    pub at: DateTime<Utc>,
    /// What happened.
    pub kind: ClockEventKind,
    /// Why.
    pub reason: ClockReason,
    /// Who holds the ball from then on.
    pub ball_holder: BallHolder,
    /// What is promised from then on; only where the clock starts and where its target changes.
    pub terms: Option<Terms>,
}

/// A stretch of the ledger between two entries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Segment {
    /// From the one entry.
    pub from: DateTime<Utc>,
    /// To the next; absent for the last.
    pub to: Option<DateTime<Utc>>,
    /// Whether time is counted, stands still, or is over.
    pub state: ClockState,
    /// Who holds the ball.
    pub ball_holder: BallHolder,
    /// Why it is so.
    pub reason: ClockReason,
}

/// A ledger, read.
#[derive(Clone, Debug)]
pub struct Tape<'a> {
    schedule: &'a Schedule,
    segments: Vec<Segment>,
    terms: Option<Terms>,
    /// The target in working seconds.
    target: Option<i64>,
    void: bool,
}

/// The terms in force: the last that the ledger names. They hold for the whole ledger: a promise that was
/// corrected is measured as if it had always been so.
pub fn terms_of(entries: &[Entry]) -> Option<&Terms> {
    entries
        .iter()
        .rev()
        .find(|e| matches!(e.kind, ClockEventKind::Start | ClockEventKind::Retarget))
        .and_then(|e| e.terms.as_ref())
}

impl<'a> Tape<'a> {
    /// Reads a ledger whose entries are in order of time. Nothing comes of an empty one. A promise of more
    /// time than its calendar ever has cannot be measured, and counts as none.
    pub fn read(entries: &[Entry], schedule: &'a Schedule) -> Option<Self> {
        let start = entries.first()?;
        let terms = terms_of(entries).cloned();
        let target = terms.as_ref().and_then(|t| t.target.seconds(start.at, schedule).ok());
        let mut segments: Vec<Segment> = vec![];
        let mut void = false;
        for entry in entries {
            let before = segments.last().map(|s| s.state);
            let state = match entry.kind {
                ClockEventKind::Start | ClockEventKind::Resume => ClockState::Running,
                ClockEventKind::Pause => ClockState::Paused,
                ClockEventKind::Stop => ClockState::Stopped,
                ClockEventKind::Hand | ClockEventKind::Retarget => before.unwrap_or(ClockState::Running),
            };
            if entry.kind == ClockEventKind::Retarget {
                continue;
            }
            void = entry.kind == ClockEventKind::Stop && entry.reason == ClockReason::Withdrawn;
            if let Some(last) = segments.last_mut() {
                last.to = Some(entry.at.max(last.from));
            }
            segments.push(Segment {
                from: entry.at,
                to: None,
                state,
                ball_holder: entry.ball_holder,
                reason: entry.reason,
            });
        }
        Some(Self { schedule, segments, terms, target, void })
    }

    /// What is promised.
    pub fn terms(&self) -> Option<&Terms> {
        self.terms.as_ref()
    }

    /// The target in seconds of working time.
    pub fn target_seconds(&self) -> Option<i64> {
        self.target
    }

    /// The stretches between the entries.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The schedule it is counted on.
    pub fn schedule(&self) -> &'a Schedule {
        self.schedule
    }

    /// The stretch it is in.
    pub fn last(&self) -> Option<&Segment> {
        self.segments.last()
    }

    /// What the clock is doing.
    pub fn state(&self) -> ClockState {
        self.last().map_or(ClockState::Stopped, |s| s.state)
    }

    /// When it began.
    pub fn started_at(&self) -> Option<DateTime<Utc>> {
        self.segments.first().map(|s| s.from)
    }

    /// Since when it stands still.
    pub fn paused_at(&self) -> Option<DateTime<Utc>> {
        self.last().filter(|s| s.state == ClockState::Paused).map(|s| s.from)
    }

    /// When it came to its end.
    pub fn stopped_at(&self) -> Option<DateTime<Utc>> {
        self.last().filter(|s| s.state == ClockState::Stopped).map(|s| s.from)
    }

    fn running(&self) -> impl Iterator<Item = &Segment> {
        self.segments.iter().filter(|s| s.state == ClockState::Running)
    }

    /// Working seconds counted until `now`.
    pub fn counted_seconds(&self, now: DateTime<Utc>) -> i64 {
        self.running()
            .map(|s| {
                let to = s.to.unwrap_or(now).min(now);
                if to <= s.from { 0 } else { self.schedule.business_seconds(s.from, to) }
            })
            .sum()
    }

    /// Working seconds counted between two instants.
    pub fn counted_between(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> i64 {
        self.counted_seconds(to) - self.counted_seconds(from)
    }

    /// The instant at which so many working seconds have been counted. None if the clock stands still or has
    /// ended before that.
    pub fn reaches(&self, seconds: i64) -> Option<DateTime<Utc>> {
        let mut left = seconds;
        for segment in self.running() {
            let at = self.schedule.after(segment.from, left).ok();
            match segment.to {
                Some(to) => {
                    let counted = self.schedule.business_seconds(segment.from, to);
                    if counted >= left {
                        return at.map(|at| at.min(to));
                    }
                    left -= counted;
                }
                None => return at,
            }
        }
        None
    }

    /// When so much of the target is used up, in percent: the time of a rung of the ladder.
    pub fn reaches_percent(&self, percent: u16) -> Option<DateTime<Utc>> {
        let target = self.target?;
        self.reaches((target * i64::from(percent)).div_euclid(100).max(1))
    }

    /// When it is due, or was; none while it stands still before that, or where nothing is promised.
    pub fn due_at(&self) -> Option<DateTime<Utc>> {
        self.reaches(self.target?)
    }

    /// The due time that has passed undone.
    pub fn breached_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let due = self.due_at()?;
        let done = self.stopped_at().unwrap_or(now);
        // Stopped for good before it ran out: `reaches` found nothing. Running: due lies ahead, or not.
        (done > due).then_some(due)
    }

    /// What became of the promise, once that is certain.
    pub fn outcome(&self, now: DateTime<Utc>) -> Option<ClockOutcome> {
        self.target?;
        if self.breached_at(now).is_some() {
            return Some(ClockOutcome::Breached);
        }
        self.stopped_at().map(|_| if self.void { ClockOutcome::Void } else { ClockOutcome::Met })
    }

    /// Working seconds left; negative when too late.
    pub fn remaining_seconds(&self, now: DateTime<Utc>) -> Option<i64> {
        Some(self.target? - self.counted_seconds(now))
    }
}

#[cfg(test)]
#[path = "tape_tests.rs"]
mod tests;
