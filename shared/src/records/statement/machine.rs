//! The tables of statements, their lines and settlement requests (workflows, settlement).

use super::words::*;
use crate::auth::{Actor, Permission};
use crate::ids::UserId;
use crate::problem::{ProblemCode, Refusal};
use crate::records::recovery::may_pay_supplier;
use crate::workflow::{Target, Transition, Workflow};
use chrono::{Days, NaiveDate};

impl Workflow for StatementAction {
    type State = StatementStatus;
    type Action = Self;
    const STATE_GROUP: &'static str = "statement_status";
    const ACTION_GROUP: &'static str = "statement_action";
    const TRANSITIONS: &'static [Transition<StatementStatus, Self>] = {
        use StatementStatus::*;
        const fn line(
            action: StatementAction,
            from: &'static [StatementStatus],
            to: StatementStatus,
            permission: Permission,
        ) -> Transition<StatementStatus, StatementAction> {
            Transition { action, from, to: Target::To(to), permission }
        }
        &[
            line(Self::Issue, &[Collecting], Issued, Permission::StatementPrepare),
            line(Self::Agree, &[Issued], Agreed, Permission::StatementConfirm),
            line(Self::Invoice, &[Agreed], Invoiced, Permission::StatementSettle),
            line(Self::Pay, &[Invoiced], Paid, Permission::StatementSettle),
            line(Self::Lock, &[Paid], Locked, Permission::StatementSettle),
        ]
    };
}

impl Workflow for StatementLineAction {
    type State = StatementLineStatus;
    type Action = Self;
    const STATE_GROUP: &'static str = "statement_line_status";
    const ACTION_GROUP: &'static str = "statement_line_action";
    const TRANSITIONS: &'static [Transition<StatementLineStatus, Self>] = {
        use StatementLineStatus::*;
        const fn line(
            action: StatementLineAction,
            from: &'static [StatementLineStatus],
            to: StatementLineStatus,
            permission: Permission,
        ) -> Transition<StatementLineStatus, StatementLineAction> {
            Transition { action, from, to: Target::To(to), permission }
        }
        &[
            // Whoever disputes a line may be convinced before the house has answered.
            line(Self::Agree, &[Open, Disputed, Kept], Agreed, Permission::StatementConfirm),
            line(Self::Dispute, &[Open, Kept], Disputed, Permission::StatementConfirm),
            line(Self::Keep, &[Disputed], Kept, Permission::StatementPrepare),
            line(Self::Correct, &[Disputed], Corrected, Permission::StatementPrepare),
        ]
    };
}

impl Workflow for RequestAction {
    type State = RequestStatus;
    type Action = Self;
    const STATE_GROUP: &'static str = "settlement_request_status";
    const ACTION_GROUP: &'static str = "settlement_request_action";
    const TRANSITIONS: &'static [Transition<RequestStatus, Self>] = {
        use RequestStatus::*;
        const fn line(action: RequestAction, to: RequestStatus) -> Transition<RequestStatus, RequestAction> {
            let permission = Permission::SettlementReview;
            Transition { action, from: &[Requested], to: Target::To(to), permission }
        }
        &[line(Self::Approve, Approved), line(Self::Refuse, Refused)]
    };
}

/// Where an issued statement is once its lines have moved: agreed when nothing about any of them is open.
pub fn by_lines(lines: impl IntoIterator<Item = StatementLineStatus>) -> StatementStatus {
    let settled = lines.into_iter().all(StatementLineStatus::is_settled);
    if settled { StatementStatus::Agreed } else { StatementStatus::Issued }
}

fn refused(number: &str, detail: &str) -> Refusal {
    Refusal::new(ProblemCode::TransitionRefused).detail(detail).arg("number", number)
}

/// Whether all of a statement can be agreed to: not while a line is disputed.
///
/// # Errors
/// `transition_refused`, saying how many are.
pub fn may_agree(number: &str, disputed: i64) -> Result<(), Refusal> {
    if disputed == 0 {
        return Ok(());
    }
    Err(refused(number, "problem-transition_refused-statement_disputed").arg("count", disputed))
}

/// Whether lines can be worked on: while the party has the statement and has not agreed to all of it.
///
/// # Errors
/// `transition_refused` before it is issued and after it is agreed to.
pub fn may_work_on_lines(number: &str, status: StatementStatus) -> Result<(), Refusal> {
    if status == StatementStatus::Issued {
        return Ok(());
    }
    Err(refused(number, "problem-transition_refused-statement_lines")
        .arg("state", crate::i18n::Arg::Key(status.label_key())))
}

/// Whether somebody may note that a statement is paid: issuing and paying need two people.
///
/// # Errors
/// `transition_refused` for whoever issued it.
pub fn may_pay(number: &str, issued_by: Option<UserId>, actor: &Actor) -> Result<(), Refusal> {
    if issued_by != Some(actor.user_id) {
        return Ok(());
    }
    Err(refused(number, "problem-transition_refused-own_statement"))
}

/// Whether somebody may review a settlement request: not their own.
///
/// # Errors
/// `transition_refused` for whoever asked.
pub fn may_review(number: &str, requested_by: UserId, actor: &Actor) -> Result<(), Refusal> {
    if requested_by != actor.user_id {
        return Ok(());
    }
    Err(refused(number, "problem-transition_refused-own_request"))
}

/// The day until which an invoice is to be paid.
pub fn payment_due(invoiced_on: NaiveDate, payment_days: u16) -> NaiveDate {
    invoiced_on.checked_add_days(Days::new(payment_days.into())).unwrap_or(invoiced_on)
}

/// What somebody can do with a statement.
pub fn available(
    status: StatementStatus,
    (disputed, unconfirmed): (i64, i64),
    issued_by: Option<UserId>,
    actor: &Actor,
) -> Vec<StatementAction> {
    let mut actions = StatementAction::actions(status, actor);
    actions.retain(|action| match action {
        StatementAction::Agree => may_agree("", disputed).is_ok(),
        StatementAction::Pay => {
            may_pay("", issued_by, actor).is_ok() && may_pay_supplier("", unconfirmed).is_ok()
        }
        _ => true,
    });
    actions
}

/// What somebody can do with a line of a statement.
pub fn available_for_line(
    status: StatementStatus,
    line: StatementLineStatus,
    actor: &Actor,
) -> Vec<StatementLineAction> {
    if may_work_on_lines("", status).is_err() {
        return vec![];
    }
    StatementLineAction::actions(line, actor)
}

/// What somebody can do with a settlement request.
pub fn available_for_request(
    status: RequestStatus,
    requested_by: UserId,
    actor: &Actor,
) -> Vec<RequestAction> {
    if may_review("", requested_by, actor).is_err() {
        return vec![];
    }
    RequestAction::actions(status, actor)
}

#[cfg(test)]
#[path = "machine_tests.rs"]
mod tests;
