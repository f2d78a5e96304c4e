//! Use cases of recoveries.

use super::store::{self, Row, Step};
use super::{claim, to_recover};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::{notification, organization, policy, statement};
use diesel::pg::PgConnection;
use serde_json::{Value, json};
use shared::auth::{Permission, Role};
use shared::ids::{RecoveryId, UserId};
use shared::money::{Amount, Balance};
use shared::page::Page;
use shared::problem::FieldProblem;
use shared::records::notification::NotificationKind;
use shared::records::recovery::*;
use shared::records::statement::{EntryKind, EntrySource};
use shared::workflow::{Target, Workflow};

/// A page of the recoveries that the caller sees.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &RecoveryQuery,
) -> Result<Page<RecoverySummary>, Failure> {
    store::list(c, caller, query)
}

/// A page of what is to be recovered.
///
/// # Errors
/// For a bad limit or cursor.
pub fn to_recover(
    c: &mut PgConnection,
    caller: &Caller,
    query: &ToRecoverQuery,
) -> Result<Page<ToRecover>, Failure> {
    to_recover::list(c, caller, query)
}

/// Puts one together.
///
/// # Errors
/// `validation_failed` with the field that is wrong.
pub fn create(c: &mut PgConnection, caller: &Caller, input: &CreateRecovery) -> Result<Recovery, Failure> {
    claim::create(c, caller, input)
}

/// Shows one.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn get(c: &mut PgConnection, caller: &Caller, id: RecoveryId) -> Result<Recovery, Failure> {
    let row = store::find(c, caller, id)?;
    let (lines, steps) = (store::lines(c, caller, id)?, store::steps(c, caller, id)?);
    let touched = store::touched(c, id, caller.actor.user_id)?;
    Ok(row.show(caller, lines, steps, touched))
}

/// What is done with one, and with which words.
pub enum Act {
    /// Tell the supplier.
    Notify(NotifyRecovery),
    /// Accept it.
    Accept(AcceptRecovery),
    /// Object.
    Object(RecoveryReason),
    /// Object a second time.
    Appeal(RecoveryReason),
    /// Begin to examine it again.
    ReExamine,
    /// Stay with it.
    Keep(RecoveryReason),
    /// Ask for less.
    Reduce(RecoveryDecision),
    /// Give it up.
    Withdraw(RecoveryReason),
    /// Decide it, for good.
    Rule(RecoveryDecision),
    /// Settle it.
    Debit,
}

impl Act {
    fn action(&self) -> RecoveryAction {
        match self {
            Self::Notify(_) => RecoveryAction::Notify,
            Self::Accept(_) => RecoveryAction::Accept,
            Self::Object(_) => RecoveryAction::Object,
            Self::Appeal(_) => RecoveryAction::Appeal,
            Self::ReExamine => RecoveryAction::ReExamine,
            Self::Keep(_) => RecoveryAction::Keep,
            Self::Reduce(_) => RecoveryAction::Reduce,
            Self::Withdraw(_) => RecoveryAction::Withdraw,
            Self::Rule(_) => RecoveryAction::Rule,
            Self::Debit => RecoveryAction::Debit,
        }
    }

    fn words(&self) -> Value {
        match self {
            Self::Notify(input) => json!(input),
            Self::Accept(input) => json!(input),
            Self::Object(input) | Self::Appeal(input) | Self::Keep(input) | Self::Withdraw(input) => {
                json!(input)
            }
            Self::Reduce(input) | Self::Rule(input) => json!(input),
            Self::ReExamine | Self::Debit => json!({}),
        }
    }

    /// What is said with it.
    fn said(&self) -> Option<&str> {
        match self {
            Self::Notify(input) => Some(&input.delivery),
            Self::Accept(input) => input.note.as_deref(),
            Self::Object(input) | Self::Appeal(input) | Self::Keep(input) | Self::Withdraw(input) => {
                Some(&input.reason)
            }
            Self::Reduce(input) | Self::Rule(input) => Some(&input.reason),
            Self::ReExamine | Self::Debit => None,
        }
    }

    /// What changes. Wherever it goes, the supplier's days end; where the supplier is asked, they begin.
    fn step(
        &self,
        c: &mut PgConnection,
        caller: &Caller,
        row: &Row,
        status: RecoveryStatus,
    ) -> Result<Step, Failure> {
        let asked = RecoveryStatus::ANSWERING.contains(&status);
        let days = if asked { policy::load(c)?.recovery_days } else { 0 };
        let step = Step {
            status,
            amount: None,
            delivery: None,
            answer_from: Some(asked.then_some(caller.now)),
            answer_until: Some(asked.then(|| answer_until(caller.today(), days))),
            told_percent: Some(0),
        };
        Ok(match self {
            Self::Notify(input) => Step { delivery: Some(input.delivery.to_string()), ..step },
            Self::Accept(input) => {
                // The house accepts for a supplier on its word only.
                if caller.actor.is_inside() && input.note.is_none() {
                    return Err(Failure::field("/note", FieldProblem::Required));
                }
                step
            }
            Self::Reduce(input) => {
                may_reduce(Amount::stored(row.amount), input.amount)?;
                Step { amount: Some(input.amount.value()), ..step }
            }
            Self::Rule(input) => {
                may_rule(&row.number, store::touched(c, row.id, caller.actor.user_id)?)?;
                may_rule_amount(Amount::stored(row.claimed), input.amount)?;
                Step { amount: Some(input.amount.value()), ..step }
            }
            _ => step,
        })
    }
}

/// Does something with a recovery of this version.
///
/// # Errors
/// `transition_refused` in the wrong state, or for somebody who rules on what they had to do with; `version_stale` when
/// somebody was quicker.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: RecoveryId,
    version: i32,
    act: &Act,
) -> Result<Recovery, Failure> {
    let row = store::find(c, caller, id)?;
    if row.version != version {
        return Err(Failure::stale());
    }
    let action = act.action();
    if RecoveryAction::line(action).is_some_and(|line| line.to == Target::To(row.status)) {
        return get(c, caller, id);
    }
    let to = RecoveryAction::step(&row.number, row.status, action, &caller.actor)?;
    let step = act.step(c, caller, &row, to)?;
    if !store::step(c, caller.now, &row, &step)? {
        return Err(Failure::stale());
    }
    let amount = step.amount.unwrap_or(row.amount);
    store::note_step(c, id, (caller.now, caller.author_id()), to, act.said(), amount)?;
    match action {
        RecoveryAction::Withdraw => store::let_go(c, id)?,
        RecoveryAction::Debit => debit(c, caller, &row)?,
        _ => {}
    }
    let mut changes = act.words();
    changes["from"] = json!(row.status);
    audit::write(c, caller, "recovery", id.0, action.as_str(), changes)?;
    tell(c, caller, &row, action)?;
    get(c, caller, id)
}

/// What is accepted or decided goes into the settlement with the supplier.
fn debit(c: &mut PgConnection, caller: &Caller, row: &Row) -> Result<(), Failure> {
    let entry = statement::Entry {
        party_id: row.supplier_id,
        kind: EntryKind::Recovery,
        currency: row.currency,
        amount: Balance::stored(row.amount),
        source: EntrySource::Recovery,
        source_id: Some(row.id.0),
        source_key: row.id.to_string(),
        source_number: row.number.clone(),
        arose_on: caller.today(),
        note: None,
    };
    statement::post(c, &caller.author(), entry)
}

/// Those of the house who see to recoveries.
pub(super) fn house(c: &mut PgConnection, roles: &[Role]) -> Result<Vec<UserId>, Failure> {
    let maker = organization::maker(c)?;
    Ok(maker.map(|maker| notification::with_role(c, maker.id, roles)).transpose()?.unwrap_or_default())
}

/// Each side hears of what the other did; whoever is to decide of what there is to decide.
fn tell(c: &mut PgConnection, caller: &Caller, row: &Row, action: RecoveryAction) -> Result<(), Failure> {
    use RecoveryAction::*;
    let (people, kind) = match action {
        ReExamine | Debit => return Ok(()),
        Withdraw if row.status == RecoveryStatus::Candidate => return Ok(()),
        Notify => (supplier(c, row)?, NotificationKind::RecoveryNotified),
        Keep | Reduce | Withdraw | Rule => (supplier(c, row)?, NotificationKind::RecoveryDecided),
        Accept => (house(c, &[Role::Finance, Role::Quality])?, NotificationKind::RecoveryAccepted),
        Object => (house(c, &[Role::Quality])?, NotificationKind::RecoveryObjected),
        Appeal => (house(c, &[Role::Supervisor])?, NotificationKind::RecoveryObjected),
    };
    notification::tell_others(c, caller, people, kind, row.id)
}

fn supplier(c: &mut PgConnection, row: &Row) -> Result<Vec<UserId>, Failure> {
    notification::holders(c, row.supplier_id, Permission::RecoveryAnswer)
}
