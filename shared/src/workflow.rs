//! State machines as data: nothing here is about one record.

use crate::auth::{Actor, Permission};
use crate::i18n::Arg;
use crate::problem::{ProblemCode, Refusal};

/// Where an action leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target<S> {
    /// To this state.
    To(S),
    /// Nowhere: the action changes fields, not the state.
    Stay,
}

/// One line of a workflow's table.
#[derive(Clone, Copy, Debug)]
pub struct Transition<S: 'static, A: 'static> {
    /// The action.
    pub action: A,
    /// States it is allowed in.
    pub from: &'static [S],
    /// Where it leads.
    pub to: Target<S>,
    /// The right it needs.
    pub permission: Permission,
}

/// A record with states and actions.
pub trait Workflow: Sized + 'static {
    /// Its states.
    type State: Copy + PartialEq + std::fmt::Display + 'static;
    /// Its actions.
    type Action: Copy + PartialEq + std::fmt::Display + 'static;

    /// The whole table: one line per action.
    const TRANSITIONS: &'static [Transition<Self::State, Self::Action>];
    /// The group of the translated labels of the states.
    const STATE_GROUP: &'static str;
    /// The group of the translated labels of the actions.
    const ACTION_GROUP: &'static str;

    /// The line of an action. Every action has one: a test walks through them.
    fn line(action: Self::Action) -> Option<&'static Transition<Self::State, Self::Action>> {
        Self::TRANSITIONS.iter().find(|t| t.action == action)
    }

    /// The actions the table allows in a state to this actor.
    fn actions(state: Self::State, actor: &Actor) -> Vec<Self::Action> {
        Self::TRANSITIONS
            .iter()
            .filter(|t| t.from.contains(&state) && actor.may(t.permission))
            .map(|t| t.action)
            .collect()
    }

    /// Looks the action up: the next state, or why not. Whether the action has *already been done* is
    /// for the record to say before it asks.
    ///
    /// # Errors
    /// `forbidden` without the right, `transition_refused` in the wrong state, naming the way out.
    fn step(
        name: &str,
        state: Self::State,
        action: Self::Action,
        actor: &Actor,
    ) -> Result<Self::State, Refusal> {
        let line = Self::line(action).ok_or_else(|| Refusal::new(ProblemCode::Internal))?;
        if !actor.may(line.permission) {
            return Err(Refusal::new(ProblemCode::Forbidden)
                .arg("permission", Arg::Key(line.permission.label_key()))
                .allowed(Self::actions(state, actor).iter().map(ToString::to_string)));
        }
        if !line.from.contains(&state) {
            return Err(refused::<Self>(name, state, action, actor));
        }
        Ok(match line.to {
            Target::To(next) => next,
            Target::Stay => state,
        })
    }
}

/// The refusal that names the state, the action and what is possible instead.
pub fn refused<W: Workflow>(name: &str, state: W::State, action: W::Action, actor: &Actor) -> Refusal {
    let possible = W::actions(state, actor);
    let keys = possible.iter().map(|a| format!("{}-{a}", W::ACTION_GROUP)).collect::<Vec<_>>();
    let refusal = Refusal::new(ProblemCode::TransitionRefused)
        .arg("name", name)
        .arg("state", Arg::Key(format!("{}-{state}", W::STATE_GROUP)))
        .arg("action", Arg::Key(format!("{}-{action}", W::ACTION_GROUP)))
        .allowed(possible.iter().map(ToString::to_string));
    if keys.is_empty() {
        refusal.detail("problem-transition_refused-final")
    } else {
        refusal.arg("possible", Arg::Keys(keys))
    }
}

/// What came of an action.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome<C> {
    /// Do this.
    Changed(C),
    /// It is as asked for already; not an error.
    AlreadyDone,
}

/// Compares a workflow with its table typed out again: action, the states it is allowed in, where it leads (`=` where it stays).
/// Every pair that is not there is refused.
#[cfg(test)]
pub(crate) fn typed_out<W>(table: &[(&str, &str, &str)], states: &[W::State])
where
    W: Workflow,
    W::Action: std::str::FromStr,
    W::State: std::fmt::Debug,
{
    assert_eq!(table.len(), W::TRANSITIONS.len());
    for (action, from, to) in table {
        let Ok(action) = action.parse::<W::Action>() else { panic!("{action}") };
        let line = W::line(action).unwrap();
        for state in states {
            let allowed = from.split(' ').any(|s| s == state.to_string());
            assert_eq!(line.from.contains(state), allowed, "{action} {state}");
        }
        let leads = match line.to {
            Target::To(state) => state.to_string(),
            Target::Stay => "=".to_owned(),
        };
        assert_eq!(leads, *to, "{action}");
    }
}
