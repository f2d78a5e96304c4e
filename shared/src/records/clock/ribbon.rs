//! A clock as a picture, and how long each party held the case.

use super::tape::Tape;
use super::words::{ClockReason, ClockState};
use crate::records::ticket::BallHolder;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

text_enums! {
    /// What a stretch of the ribbon is.
    StretchKind in "stretch_kind" {
        /// Counted.
        Counted = "counted",
        /// Counted on a day with hours of its own, as a make-up Saturday has.
        MakeUp = "make_up",
        /// Nobody works.
        OffHours = "off_hours",
        /// The clock stands still.
        Paused = "paused",
        /// The clock had ended, and was set going again later.
        Ended = "ended",
    }
}

/// A stretch of the ribbon.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stretch {
    /// From.
    pub from: DateTime<Utc>,
    /// To.
    pub to: DateTime<Utc>,
    /// What it is.
    pub kind: StretchKind,
    /// Who holds the ball.
    pub ball_holder: BallHolder,
    /// Why it is so.
    pub reason: ClockReason,
}

/// How long somebody held the case.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BallTime {
    /// Who.
    pub ball_holder: BallHolder,
    /// Seconds on the wall clock.
    pub seconds: i64,
    /// Seconds of working time.
    pub business_seconds: i64,
}

/// Days that are drawn; an older beginning is left out.
const DRAWN_DAYS: usize = 400;

impl Tape<'_> {
    /// The ribbon from the start until `now`, or until the clock's end.
    pub fn ribbon(&self, now: DateTime<Utc>) -> Vec<Stretch> {
        let mut ribbon = vec![];
        for segment in self.segments() {
            let to = segment.to.unwrap_or(now).min(now);
            let last = segment.to.is_none();
            if to <= segment.from || (segment.state == ClockState::Stopped && last) {
                continue;
            }
            let stretch = |from, to, kind| Stretch {
                from,
                to,
                kind,
                ball_holder: segment.ball_holder,
                reason: segment.reason,
            };
            match segment.state {
                ClockState::Paused => ribbon.push(stretch(segment.from, to, StretchKind::Paused)),
                ClockState::Stopped => ribbon.push(stretch(segment.from, to, StretchKind::Ended)),
                ClockState::Running => {
                    let mut at = segment.from;
                    for open in self.schedule().openings(segment.from, to, DRAWN_DAYS) {
                        if at < open.from {
                            ribbon.push(stretch(at, open.from, StretchKind::OffHours));
                        }
                        let kind = if open.special { StretchKind::MakeUp } else { StretchKind::Counted };
                        ribbon.push(stretch(open.from, open.to, kind));
                        at = open.to;
                    }
                    if at < to {
                        ribbon.push(stretch(at, to, StretchKind::OffHours));
                    }
                }
            }
        }
        ribbon
    }

    /// How long each party held the case until `now`, while it was open: the ball-in-court time.
    pub fn ball_times(&self, now: DateTime<Utc>) -> Vec<BallTime> {
        let mut times: Vec<BallTime> = vec![];
        for segment in self.segments().iter().filter(|s| s.state != ClockState::Stopped) {
            let to = segment.to.unwrap_or(now).min(now);
            if to <= segment.from {
                continue;
            }
            let seconds = (to - segment.from).num_seconds();
            let business_seconds = self.schedule().business_seconds(segment.from, to);
            match times.iter_mut().find(|t| t.ball_holder == segment.ball_holder) {
                Some(time) => {
                    time.seconds += seconds;
                    time.business_seconds += business_seconds;
                }
                None => {
                    times.push(BallTime { ball_holder: segment.ball_holder, seconds, business_seconds });
                }
            }
        }
        times
    }
}
