//! What a change of state means for whoever counts.

use super::words::TicketStatus;

/// A turn in the life of a ticket that reports count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// It came to be resolved, or was closed without it: nobody works on it any more, and it was not given up.
    Resolved,
    /// It ended: closed, cancelled or merged.
    Ended,
    /// Somebody works on it again after it was resolved or had ended.
    Reopened,
    /// Work is owed again after it had ended.
    Revived,
}

impl Turn {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Resolved, Self::Ended, Self::Reopened, Self::Revived];

    /// Whether a change of state is this turn. A ticket that begins in a state comes from none.
    pub fn is(self, from: Option<TicketStatus>, to: TicketStatus) -> bool {
        use TicketStatus::{Closed, Resolved};
        let rested = from.is_some_and(TicketStatus::is_at_rest);
        let had_ended = from.is_some_and(|from| !from.is_open());
        match self {
            Self::Resolved => matches!(to, Resolved | Closed) && !rested,
            Self::Ended => !to.is_open() && !had_ended,
            Self::Reopened => rested && !to.is_at_rest(),
            Self::Revived => had_ended && to.is_open(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TicketStatus::*;

    #[test]
    fn the_turns_typed_out_again() {
        let turns = |from, to| Turn::ALL.into_iter().filter(|turn| turn.is(from, to)).collect::<Vec<_>>();
        assert_eq!(turns(Some(InProgress), Resolved), [Turn::Resolved]);
        assert_eq!(turns(Some(Resolved), Closed), [Turn::Ended]);
        assert_eq!(turns(Some(New), Closed), [Turn::Resolved, Turn::Ended]);
        assert_eq!(turns(None, Closed), [Turn::Resolved, Turn::Ended]);
        assert_eq!(turns(Some(Waiting), Cancelled), [Turn::Ended]);
        assert_eq!(turns(Some(Resolved), InProgress), [Turn::Reopened]);
        assert_eq!(turns(Some(Closed), InProgress), [Turn::Reopened, Turn::Revived]);
        assert_eq!(turns(Some(Closed), Resolved), [Turn::Revived]);
        for (from, to) in [(None, New), (Some(Closed), Cancelled), (Some(Assigned), InProgress)] {
            assert_eq!(turns(from, to), [], "{from:?} {to}");
        }
    }
}
