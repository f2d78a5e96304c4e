//! The history of a ticket that another system's log tells: what the log says, what the state machine would
//! have said in between, and how the ticket stands after it.

use super::machine::TicketMachine;
use super::words::{BallHolder, TicketActionKind, TicketStatus, WaitReason};
use crate::workflow::{Target, Workflow};
use chrono::{DateTime, Utc};

/// A change of a ticket's state, or of what it waits for.
#[derive(Clone, Debug, PartialEq)]
pub struct StatusChange {
    /// When.
    pub at: DateTime<Utc>,
    /// The state before; absent where the ticket begins.
    pub from: Option<TicketStatus>,
    /// The state after.
    pub to: TicketStatus,
    /// Why it waits; present exactly in `waiting`.
    pub wait_reason: Option<WaitReason>,
    /// Whose turn it is while it waits.
    pub ball_holder: Option<BallHolder>,
    /// How the state machine leads there.
    pub way: Way,
    /// Who, in the log's words.
    pub actor_name: String,
    /// The log's group of people.
    pub group: Option<String>,
    /// The log's own words.
    pub note: Option<String>,
}

/// How the state machine leads from one state to another.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// It begins there, or stays where it is.
    Stays,
    /// By an action.
    Action(TicketActionKind),
    /// By no action: through these states, or, where there are none, not at all. The log jumped.
    Bridged(Vec<TicketStatus>),
}

/// The action that leads from one state to another. An imported ticket was closed by somebody, not confirmed:
/// of that the log says nothing.
fn action(from: TicketStatus, to: TicketStatus) -> Option<TicketActionKind> {
    use TicketActionKind::{Assign, Confirm};
    if (from, to) == (TicketStatus::Verifying, TicketStatus::Assigned) {
        return Some(Assign);
    }
    let leads =
        |line: &&crate::workflow::Transition<_, _>| line.from.contains(&from) && line.to == Target::To(to);
    TicketMachine::TRANSITIONS.iter().filter(leads).map(|line| line.action).find(|action| *action != Confirm)
}

/// The shortest way from one state to another by the table, without both ends.
fn through(from: TicketStatus, to: TicketStatus) -> Vec<TicketStatus> {
    let mut ways = vec![vec![from]];
    let mut seen = vec![];
    while !ways.is_empty() {
        let mut longer = vec![];
        for way in ways {
            let Some(&last) = way.last() else { continue };
            for &next in TicketStatus::ALL.iter().filter(|next| action(last, **next).is_some()) {
                if next == to {
                    return way[1..].to_vec();
                }
                if !seen.contains(&next) {
                    seen.push(next);
                    longer.push([way.as_slice(), &[next]].concat());
                }
            }
        }
        ways = longer;
    }
    vec![]
}

impl Way {
    /// The way from one state to another; `moved` where something else than the state changes, as when a
    /// ticket goes on waiting, but for somebody else.
    pub fn between(from: TicketStatus, to: TicketStatus, moved: bool) -> Self {
        match action(from, to) {
            _ if from == to && !moved => Self::Stays,
            Some(action) => Self::Action(action),
            None => Self::Bridged(through(from, to)),
        }
    }
}

/// How a ticket stands after its history: what its row says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Standing {
    /// Why it waits.
    pub wait_reason: Option<WaitReason>,
    /// Whose turn it is while it waits.
    pub ball_holder: Option<BallHolder>,
    /// When it was resolved, if it is.
    pub resolved_at: Option<DateTime<Utc>>,
    /// When it ended, if it has.
    pub closed_at: Option<DateTime<Utc>>,
    /// Why it was cancelled, if it was.
    pub cancel_reason: Option<String>,
    /// What was said with the last solution.
    pub solution: Option<String>,
    /// How often it was opened again.
    pub reopen_count: i32,
    /// When it was opened again so often that it became an individual case (ELV 5.6).
    pub individual_case_since: Option<DateTime<Utc>>,
    /// When something was last said of it.
    pub updated_at: Option<DateTime<Utc>>,
}

impl Standing {
    /// Follows a history, in the order of time. `reopenings` make an individual case.
    pub fn after(history: &[StatusChange], reopenings: i32) -> Self {
        let mut standing = Self::default();
        for change in history {
            let (at, words) = (Some(change.at), change.note.clone());
            standing.updated_at = at;
            standing.wait_reason = change.wait_reason;
            standing.ball_holder = change.ball_holder;
            if change.from == Some(change.to) {
                continue;
            }
            let rested = change.from.is_some_and(TicketStatus::is_at_rest);
            if rested && !change.to.is_at_rest() {
                standing.reopen_count += 1;
                standing.resolved_at = None;
                if standing.reopen_count >= reopenings && standing.individual_case_since.is_none() {
                    standing.individual_case_since = at;
                }
            }
            standing.closed_at = at.filter(|_| !change.to.is_open());
            standing.cancel_reason = None;
            match change.to {
                TicketStatus::Resolved => {
                    standing.resolved_at = at;
                    standing.solution = words.or(standing.solution);
                }
                // Closed without a solution: its being closed stands for it.
                TicketStatus::Closed => standing.resolved_at = standing.resolved_at.or(at),
                TicketStatus::Cancelled => {
                    standing.cancel_reason = words.or_else(|| Some(change.actor_name.clone()));
                }
                _ => {}
            }
        }
        standing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use TicketStatus::*;

    #[test]
    fn what_the_table_knows_is_an_action_and_what_it_does_not_is_bridged() {
        let way = |from, to| Way::between(from, to, false);
        assert_eq!(way(New, Verifying), Way::Action(TicketActionKind::Verify));
        assert_eq!(way(Verifying, Assigned), Way::Action(TicketActionKind::Assign));
        assert_eq!(way(Waiting, Resolved), Way::Action(TicketActionKind::Resolve));
        assert_eq!(way(Resolved, Closed), Way::Action(TicketActionKind::Close));
        assert_eq!(way(Closed, InProgress), Way::Action(TicketActionKind::Reopen));
        assert_eq!(way(New, Cancelled), Way::Action(TicketActionKind::Cancel));
        assert_eq!(way(New, Resolved), Way::Bridged(vec![Verifying, Assigned, InProgress]));
        assert_eq!(way(Assigned, Waiting), Way::Bridged(vec![InProgress]));
        assert_eq!(way(Resolved, Waiting), Way::Bridged(vec![InProgress]));
        assert_eq!(way(InProgress, Closed), Way::Bridged(vec![Resolved]));
        assert_eq!(way(InProgress, Assigned), Way::Bridged(vec![]));
        assert_eq!(way(Waiting, Waiting), Way::Stays);
        assert_eq!(Way::between(Waiting, Waiting, true), Way::Bridged(vec![InProgress]));
    }

    /// Every bridge stands on the table: each step of it is an action.
    #[test]
    fn every_step_of_every_bridge_is_an_action() {
        for (&from, &to) in
            TicketStatus::ALL.iter().flat_map(|f| TicketStatus::ALL.iter().map(move |t| (f, t)))
        {
            let Way::Bridged(through) = Way::between(from, to, true) else { continue };
            if !through.is_empty() {
                let way = [&[from], through.as_slice(), &[to]].concat();
                assert!(way.windows(2).all(|step| action(step[0], step[1]).is_some()), "{way:?}");
            }
        }
    }

    fn story(steps: &[(&str, TicketStatus)]) -> Vec<StatusChange> {
        let mut from = None;
        steps
            .iter()
            .map(|(at, to)| {
                let waits = *to == Waiting;
                let change = StatusChange {
                    at: at.parse().unwrap(),
                    from,
                    to: *to,
                    wait_reason: waits.then_some(WaitReason::Customer),
                    ball_holder: waits.then_some(BallHolder::Customer),
                    way: Way::Stays,
                    actor_name: "a".into(),
                    group: None,
                    note: Some(format!("{to} at {at}")),
                };
                from = Some(*to);
                change
            })
            .collect()
    }

    #[test]
    fn the_row_stands_as_the_history_left_it() {
        let all = [
            ("2026-01-01T00:00:00Z", New),
            ("2026-01-02T00:00:00Z", Resolved),
            ("2026-01-03T00:00:00Z", Closed),
            ("2026-01-04T00:00:00Z", InProgress),
            ("2026-01-05T00:00:00Z", Resolved),
            ("2026-01-06T00:00:00Z", Waiting),
            ("2026-01-07T00:00:00Z", Cancelled),
        ];
        let after = |n: usize| Standing::after(&story(&all[..n]), 2);
        let at = |n: usize| Some(all[n].0.parse().unwrap());
        assert_eq!(after(1), Standing { updated_at: at(0), ..Standing::default() });
        assert_eq!((after(3).resolved_at, after(3).closed_at, after(3).reopen_count), (at(1), at(2), 0));
        assert_eq!((after(4).resolved_at, after(4).closed_at, after(4).reopen_count), (None, None, 1));
        assert_eq!(after(5).solution.as_deref(), Some("resolved at 2026-01-05T00:00:00Z"));
        let waiting = after(6);
        assert_eq!((waiting.wait_reason, waiting.individual_case_since), (Some(WaitReason::Customer), at(5)));
        let cancelled = after(7);
        assert_eq!((cancelled.wait_reason, cancelled.closed_at, cancelled.reopen_count), (None, at(6), 2));
        assert!(cancelled.cancel_reason.is_some() && cancelled.solution.is_some());
    }

    #[test]
    fn closed_without_a_solution_counts_as_resolved_then() {
        let standing =
            Standing::after(&story(&[("2026-01-01T00:00:00Z", New), ("2026-01-02T00:00:00Z", Closed)]), 2);
        assert_eq!(standing.resolved_at, standing.closed_at);
    }
}
