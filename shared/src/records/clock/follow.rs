//! What a ticket's life means for its clocks: the state each clock should be in, and the entry that brings it
//! there. Live work, imports and repairs of the ledger all come through here.

use super::words::{ClockEventKind, ClockKind, ClockReason, ClockState};
use crate::records::ticket::{BallHolder, TicketKind, TicketStatus, WaitReason};

/// What clocks need to know of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phase {
    /// What the customer wants.
    pub kind: TicketKind,
    /// Where it is.
    pub status: TicketStatus,
    /// Why it waits, and who holds the ball.
    pub wait: Option<(WaitReason, BallHolder)>,
    /// Whether the customer has had an answer.
    pub responded: bool,
    /// Whether the complaint has been judged.
    pub judged: bool,
    /// Whether somebody is wanted on site.
    pub called_onsite: bool,
    /// Whether somebody was on site.
    pub arrived: bool,
}

/// What a clock should be doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doing {
    /// Whether it counts.
    pub state: ClockState,
    /// Why.
    pub reason: ClockReason,
    /// Who holds the ball.
    pub ball_holder: BallHolder,
}

/// An entry to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// What happens.
    pub kind: ClockEventKind,
    /// Why.
    pub reason: ClockReason,
    /// Who holds the ball from then on.
    pub ball_holder: BallHolder,
}

impl From<WaitReason> for ClockReason {
    fn from(reason: WaitReason) -> Self {
        match reason {
            WaitReason::Customer => Self::Customer,
            WaitReason::Parts => Self::Parts,
            WaitReason::Supplier => Self::Supplier,
            WaitReason::Transport => Self::Transport,
            WaitReason::ForceMajeure => Self::ForceMajeure,
            WaitReason::Other => Self::Other,
        }
    }
}

const fn doing(state: ClockState, reason: ClockReason) -> Doing {
    Doing { state, reason, ball_holder: BallHolder::Us }
}

/// While work is owed: running, or held up if the policy lets this reason stop the clock.
fn worked(phase: &Phase, pauses: &[WaitReason], reason: ClockReason) -> Doing {
    match phase.wait {
        Some((why, ball_holder)) => {
            let state = if pauses.contains(&why) { ClockState::Paused } else { ClockState::Running };
            Doing { state, reason: why.into(), ball_holder }
        }
        None => doing(ClockState::Running, reason),
    }
}

/// What a clock should be doing in this phase of its ticket; nothing if there is no such clock.
/// `pauses` are the reasons for waiting that stop it.
pub fn doing_in(kind: ClockKind, phase: &Phase, pauses: &[WaitReason]) -> Option<Doing> {
    use ClockReason::*;
    use ClockState::{Running, Stopped};
    use TicketStatus as Status;
    let withdrawn = matches!(phase.status, Status::Cancelled | Status::Merged);
    let solved = matches!(phase.status, Status::Resolved | Status::Closed);
    let stopped = |reason| Some(doing(Stopped, reason));
    match kind {
        ClockKind::Respond => match () {
            () if phase.responded => stopped(Answered),
            () if withdrawn => stopped(Withdrawn),
            () if solved => stopped(Answered),
            () => Some(doing(Running, Filed)),
        },
        ClockKind::VerifyProduct => match phase.status {
            Status::New | Status::Verifying => Some(doing(Running, Filed)),
            Status::Cancelled | Status::Merged => stopped(Withdrawn),
            _ => stopped(Verified),
        },
        ClockKind::VerifyComplaint => match () {
            () if phase.kind != TicketKind::Complaint => stopped(Withdrawn),
            () if phase.judged => stopped(Judged),
            () if withdrawn => stopped(Withdrawn),
            () if phase.status == Status::Closed => stopped(Closed),
            () => Some(worked(phase, pauses, Filed)),
        },
        ClockKind::Resolve => match phase.status {
            Status::Resolved => stopped(Resolved),
            Status::Closed => stopped(Closed),
            Status::Cancelled | Status::Merged => stopped(Withdrawn),
            _ => Some(worked(phase, pauses, Filed)),
        },
        ClockKind::Onsite => match () {
            () if !phase.called_onsite => None,
            () if phase.arrived => stopped(Arrived),
            // Solved from afar: nobody is wanted there any more.
            () if withdrawn || solved => stopped(Withdrawn),
            () => Some(worked(phase, pauses, CalledOnsite)),
        },
        ClockKind::ClearFault => match phase.status {
            _ if !phase.arrived => None,
            Status::Resolved => stopped(Resolved),
            Status::Closed => stopped(Closed),
            Status::Cancelled | Status::Merged => stopped(Withdrawn),
            _ => Some(worked(phase, pauses, Arrived)),
        },
    }
}

/// The entry that brings a clock from what it does to what it should be doing. A clock that is not there
/// begins only to run: one that would begin at its end is never made.
pub fn follow(now: Option<Doing>, then: Option<Doing>) -> Option<Move> {
    use ClockEventKind as Kind;
    use ClockState::*;
    let then = then?;
    let to = |kind, reason| Some(Move { kind, reason, ball_holder: then.ball_holder });
    let Some(now) = now else {
        return if then.state == Stopped { None } else { to(Kind::Start, then.reason) };
    };
    match (now.state, then.state) {
        (Stopped, Stopped) => None,
        (Stopped, Running) => to(Kind::Resume, ClockReason::Reopened),
        (Running | Paused | Stopped, Paused) => {
            let same = (now.state, now.reason, now.ball_holder) == (Paused, then.reason, then.ball_holder);
            if same { None } else { to(Kind::Pause, then.reason) }
        }
        (Running | Paused, Stopped) => to(Kind::Stop, then.reason),
        (Paused, Running) => {
            let waits_on = then.ball_holder != BallHolder::Us;
            to(Kind::Resume, if waits_on { then.reason } else { ClockReason::WorkGoesOn })
        }
        (Running, Running) if now.ball_holder == then.ball_holder => None,
        (Running, Running) => {
            let back = then.ball_holder == BallHolder::Us;
            to(Kind::Hand, if back { ClockReason::WorkGoesOn } else { then.reason })
        }
    }
}

#[cfg(test)]
#[path = "follow_tests.rs"]
mod tests;
