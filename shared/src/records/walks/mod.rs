//! Random stories of each record, told to its rules and to a model beside them that is as plain as can be: the table typed out
//! again, and what else is asked for by hand. What the one allows the other allows, and nothing else; and a record that has come
//! to a state has what that state asks for (promise P10).

pub(crate) mod claims;
pub(crate) mod goods;
pub(crate) mod money;
pub(crate) mod plain;

use crate::auth::{Actor, OrganizationKind, Permission};
use crate::ids::{OrganizationId, UserId};
use crate::problem::ProblemCode;
use crate::workflow::Workflow;
use proptest::prelude::*;
use std::fmt::Display;
use uuid::Uuid;

/// Action, the states it is allowed in, where it leads (`=` where that follows from something else, or nowhere).
pub(crate) type Table = [(&'static str, &'static str, &'static str)];

/// Somebody of the house who holds these rights.
fn person(n: u128, permissions: &[Permission]) -> Actor {
    Actor {
        user_id: UserId(Uuid::from_u128(n)),
        name: "赵敏".into(),
        organization_id: OrganizationId(Uuid::nil()),
        organization_kind: OrganizationKind::Manufacturer,
        customer_id: None,
        roles: vec![],
        permissions: permissions.to_vec(),
    }
}

/// One of three who may do everything there is, so that only what is told of who they are is left to refuse them.
pub(crate) fn anybody(n: usize) -> Actor {
    person(u128::try_from(n % 3).unwrap() + 1, Permission::ALL)
}

/// Who holds no right at all.
pub(crate) fn nobody() -> Actor {
    person(9, &[])
}

/// What is tried, one after the other: numbers that each test takes for actions, people and chances.
pub(crate) fn tries() -> impl Strategy<Value = Vec<(usize, usize, usize)>> {
    proptest::collection::vec((0_usize..1000, 0_usize..1000, 0_usize..1000), 1..60)
}

/// Where the table leads.
pub(crate) fn leads<'a>(table: &Table, state: &'a str, action: &str) -> Option<&'a str>
where
    'static: 'a,
{
    let (_, from, to) = table.iter().find(|(word, ..)| *word == action)?;
    let allowed = from.split(' ').any(|one| one == state);
    allowed.then_some(if *to == "=" { state } else { to })
}

/// The actions that the table allows in a state.
pub(crate) fn possible(table: &Table, state: &str) -> Vec<&'static str> {
    table.iter().map(|(action, ..)| *action).filter(|action| leads(table, state, action).is_some()).collect()
}

/// Whether what is offered is what the model says.
pub(crate) fn same<A: Display>(offered: &[A], mut model: Vec<&str>) -> Result<(), TestCaseError> {
    let mut offered: Vec<String> = offered.iter().map(ToString::to_string).collect();
    offered.sort();
    model.sort_unstable();
    prop_assert_eq!(offered, model);
    Ok(())
}

/// Tries an action in a state: it leads where the table says, or is refused with the way out. Who holds no right is refused
/// as such, whatever the state.
pub(crate) fn walked<W: Workflow>(
    table: &Table,
    state: W::State,
    action: W::Action,
) -> Result<W::State, TestCaseError> {
    let (at, word) = (state.to_string(), action.to_string());
    let stranger = W::step("", state, action, &nobody()).map(|_| ()).map_err(|refusal| refusal.code);
    prop_assert_eq!(stranger, Err(ProblemCode::Forbidden));
    prop_assert!(W::actions(state, &nobody()).is_empty());
    same(&W::actions(state, &anybody(0)), possible(table, &at))?;
    match W::step("", state, action, &anybody(0)) {
        Ok(next) => {
            let to = next.to_string();
            prop_assert_eq!(Some(to.as_str()), leads(table, &at, &word), "{} {}", at, word);
            Ok(next)
        }
        Err(refusal) => {
            prop_assert!(leads(table, &at, &word).is_none(), "{} {}", at, word);
            prop_assert_eq!(refusal.code, ProblemCode::TransitionRefused);
            same(&refusal.allowed, possible(table, &at))?;
            Ok(state)
        }
    }
}
