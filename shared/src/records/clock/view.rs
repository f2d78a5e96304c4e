//! What is shown of clocks.

use super::ribbon::{BallTime, Stretch};
use super::target::Target;
use super::words::*;
use crate::ids::{CalendarId, TicketId};
use crate::records::ticket::BallHolder;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The clocks of a ticket, and how long each party held it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketClocks {
    /// The clocks, in the order of the promises.
    pub clocks: Vec<Clock>,
    /// How long each party held the case: the ball-in-court time.
    pub ball_times: Vec<BallTime>,
    /// The instant all of it was computed for.
    pub at: DateTime<Utc>,
}

/// A clock, computed from its ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Clock {
    /// What is promised.
    pub kind: ClockKind,
    /// What it is doing.
    pub state: ClockState,
    /// What became of the promise, once that is certain.
    pub outcome: Option<ClockOutcome>,
    /// The policy that gave the promise; absent where nothing is promised.
    pub rule: Option<String>,
    /// How much time.
    pub target: Option<Target>,
    /// The same in seconds of working time.
    pub target_seconds: Option<i64>,
    /// The calendar it is counted on.
    pub calendar_id: CalendarId,
    /// The calendar's name.
    pub calendar_name: String,
    /// When it began.
    pub started_at: DateTime<Utc>,
    /// When it is or was due; absent while it stands still before that.
    pub due_at: Option<DateTime<Utc>>,
    /// Since when it stands still.
    pub paused_at: Option<DateTime<Utc>>,
    /// When it ended.
    pub stopped_at: Option<DateTime<Utc>>,
    /// The due time that passed undone.
    pub breached_at: Option<DateTime<Utc>>,
    /// Seconds of working time counted.
    pub counted_seconds: i64,
    /// Seconds of working time left; negative when too late.
    pub remaining_seconds: Option<i64>,
    /// The rungs of its ladder.
    pub steps: Vec<ClockStep>,
    /// The ledger, oldest first.
    pub events: Vec<ClockEvent>,
    /// The ledger as a picture.
    pub ribbon: Vec<Stretch>,
}

/// A rung of the ladder on a clock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClockStep {
    /// Percent of the target.
    pub at_percent: u16,
    /// When it comes up if nothing happens before; absent while the clock stands still.
    pub at: Option<DateTime<Utc>>,
    /// When it was carried out.
    pub done_at: Option<DateTime<Utc>>,
    /// Whether the ticket is raised one level.
    pub raise: bool,
}

/// An entry of the ledger.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClockEvent {
    /// When it holds from.
    pub at: DateTime<Utc>,
    /// What happened.
    pub kind: ClockEventKind,
    /// Why.
    pub reason: ClockReason,
    /// Who holds the ball from then on.
    pub ball_holder: BallHolder,
    /// The new target, where it has one.
    pub target: Option<Target>,
    /// The policy that gave it.
    pub rule: Option<String>,
    /// Who did it; absent for a rule and for whoever may not know.
    pub actor_name: Option<String>,
}

/// What would move.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClockPreview {
    /// Open clocks that were looked at.
    pub clocks: i64,
    /// How many of them would move.
    pub moved: i64,
    /// How many promises would be broken that are not now.
    pub newly_breached: i64,
    /// How many broken ones would be kept after all.
    pub no_longer_breached: i64,
    /// The first 200 that would move, in order of their due time now.
    pub moves: Vec<ClockMove>,
}

/// A clock that would move.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClockMove {
    /// The ticket.
    pub ticket_id: TicketId,
    /// Its number.
    pub number: String,
    /// Its subject.
    pub subject: String,
    /// Which clock.
    pub clock: ClockKind,
    /// The policy now.
    pub rule_before: Option<String>,
    /// The policy then.
    pub rule_after: Option<String>,
    /// The due time now.
    pub due_before: Option<DateTime<Utc>>,
    /// The due time then.
    pub due_after: Option<DateTime<Utc>>,
    /// Whether the promise is broken now.
    pub breached_before: bool,
    /// Whether it would be then.
    pub breached_after: bool,
}
