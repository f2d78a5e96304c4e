//! The table of a claim, and what follows from the answers to its lines (workflows, warranty_claim).

use super::input::LineDecisionInput;
use super::words::*;
use crate::auth::{Actor, Permission};
use crate::i18n::Arg;
use crate::ids::{UserId, WarrantyClaimLineId};
use crate::money::{Amount, Total};
use crate::problem::{Checker, FieldProblem, FieldRefusal, ProblemCode, Refusal};
use crate::workflow::{Target, Transition, Workflow};
use chrono::{DateTime, Days, Utc};
use rust_decimal::Decimal;
use std::collections::BTreeMap;

impl Workflow for WarrantyClaimAction {
    type State = WarrantyClaimStatus;
    type Action = Self;
    const STATE_GROUP: &'static str = "warranty_claim_status";
    const ACTION_GROUP: &'static str = "warranty_claim_action";
    const TRANSITIONS: &'static [Transition<WarrantyClaimStatus, Self>] = {
        use Target::{Stay, To};
        use WarrantyClaimStatus::*;
        const fn line(
            action: WarrantyClaimAction,
            from: &'static [WarrantyClaimStatus],
            to: Target<WarrantyClaimStatus>,
            permission: Permission,
        ) -> Transition<WarrantyClaimStatus, WarrantyClaimAction> {
            Transition { action, from, to, permission }
        }
        // Where the state stays in the table, it follows from the answers to the lines.
        &[
            line(Self::Submit, &[Draft, NeedsInfo], Stay, Permission::ClaimFile),
            line(Self::Withdraw, &[Draft, InReview, NeedsInfo], To(Withdrawn), Permission::ClaimFile),
            line(Self::Ask, &[InReview], To(NeedsInfo), Permission::ClaimReview),
            line(Self::Decide, &[InReview], Stay, Permission::ClaimReview),
            line(Self::Accept, &[ApprovedPartly], Stay, Permission::ClaimFile),
            line(Self::Appeal, &[ApprovedPartly, Rejected], To(Appealed), Permission::ClaimFile),
            line(Self::Rule, &[Appealed], Stay, Permission::ClaimApprove),
            line(Self::Restore, &[Expired], Stay, Permission::ClaimApprove),
            line(Self::ChargeBack, &[Payable, Paid, Closed], To(ChargedBack), Permission::ClaimApprove),
        ]
    };
}

/// What a statement does with a claim; no person does it to a single one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatementStep {
    /// It stands in a statement.
    Take,
    /// The statement is paid.
    Pay,
    /// The statement is locked.
    Close,
}

impl StatementStep {
    /// From where to where.
    pub fn turn(self) -> (WarrantyClaimStatus, WarrantyClaimStatus) {
        use WarrantyClaimStatus::*;
        match self {
            Self::Take => (Payable, InStatement),
            Self::Pay => (InStatement, Paid),
            Self::Close => (Paid, Closed),
        }
    }

    /// What its timeline calls it.
    pub fn event(self) -> &'static str {
        match self {
            Self::Take => "in_statement",
            Self::Pay => "paid",
            Self::Close => "closed",
        }
    }
}

/// What of a claim the rules of its steps go by.
#[derive(Clone, Copy, Debug)]
pub struct ClaimHead<'a> {
    /// Its number.
    pub number: &'a str,
    /// How far it is.
    pub status: WarrantyClaimStatus,
    /// What kind it is.
    pub kind: WarrantyClaimKind,
    /// Who filed it.
    pub filed_by: UserId,
    /// Who answered it.
    pub decided_by: Option<UserId>,
    /// When it was answered.
    pub answered_at: Option<DateTime<Utc>>,
    /// It was appealed already.
    pub appealed: bool,
    /// What is claimed.
    pub claimed: Total,
    /// Over this much a supervisor decides; none where every amount is for one.
    pub review_limit: Option<Amount>,
    /// Days within which it is appealed.
    pub appeal_days: u16,
}

fn refused(detail: &str, head: &ClaimHead<'_>) -> Refusal {
    Refusal::new(ProblemCode::TransitionRefused)
        .detail(&format!("problem-transition_refused-claim_{detail}"))
        .arg("number", head.number)
}

/// Whether somebody may do something with a claim now.
///
/// # Errors
/// `forbidden` without the right, `transition_refused` in the wrong state, for one's own claim, or when it is too late.
pub fn may(
    head: &ClaimHead<'_>,
    action: WarrantyClaimAction,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    use WarrantyClaimAction::*;
    WarrantyClaimAction::step(head.number, head.status, action, actor)?;
    match action {
        Decide | Rule | Restore | ChargeBack if head.filed_by == actor.user_id => Err(refused("own", head)),
        // Who gave the answer does not rule on the appeal against it.
        Rule if head.decided_by == Some(actor.user_id) => Err(refused("own_answer", head)),
        Decide if !actor.may(Permission::ClaimApprove) && needs_approver(head) => {
            Err(Refusal::new(ProblemCode::Forbidden)
                .arg("permission", Arg::Key(Permission::ClaimApprove.label_key())))
        }
        Appeal if head.appealed => Err(refused("appealed", head)),
        Appeal if appeal_ended(head.answered_at, head.appeal_days, now) => {
            Err(refused("appeal_late", head).arg("days", i64::from(head.appeal_days)))
        }
        _ => Ok(()),
    }
}

/// Goodwill, and what is over the limit of a reviewer, is for an approver.
fn needs_approver(head: &ClaimHead<'_>) -> bool {
    head.kind == WarrantyClaimKind::Goodwill
        || head.review_limit.is_none_or(|limit| head.claimed > Total::from(limit))
}

/// Whether the time to appeal has passed.
pub fn appeal_ended(answered_at: Option<DateTime<Utc>>, days: u16, now: DateTime<Utc>) -> bool {
    answered_at.and_then(|at| at.checked_add_days(Days::new(days.into()))).is_some_and(|last| now > last)
}

/// What a claim's timeline calls it that a question was asked, or asked once more: the time for the answer begins.
pub const ASKED: [&str; 2] = ["ask", "restore"];
/// What it calls it that nobody answered.
pub const UNANSWERED: &str = "unanswered";

/// Until when a question is to be answered; then the claim is void.
pub fn question_ends(asked_at: DateTime<Utc>, days: u16) -> DateTime<Utc> {
    asked_at.checked_add_days(Days::new(days.into())).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// Questions that were asked before this instant have had their time.
pub fn questions_ended(now: DateTime<Utc>, days: u16) -> DateTime<Utc> {
    now.checked_sub_days(Days::new(days.into())).unwrap_or(DateTime::<Utc>::MIN_UTC)
}

/// What somebody can do with a claim.
pub fn available(head: &ClaimHead<'_>, actor: &Actor, now: DateTime<Utc>) -> Vec<WarrantyClaimAction> {
    let possible = WarrantyClaimAction::ALL.iter().copied();
    possible.filter(|action| may(head, *action, actor, now).is_ok()).collect()
}

/// A line as decisions look at it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DecidedLine {
    /// The line.
    pub id: WarrantyClaimLineId,
    /// What is claimed.
    pub claimed: Amount,
    /// What is approved.
    pub approved: Amount,
}

/// The lines as they are decided: each once, never more than was claimed, and less only with a reason.
///
/// # Errors
/// `validation_failed` with each decision that is wrong.
pub fn decide(
    lines: &[(WarrantyClaimLineId, Amount)],
    decisions: &[LineDecisionInput],
) -> Result<Vec<DecidedLine>, Refusal> {
    let mut check = Checker::default();
    let claimed: BTreeMap<_, _> = lines.iter().copied().collect();
    let mut decided = BTreeMap::new();
    for (n, decision) in decisions.iter().enumerate() {
        let at = |name: &str| format!("/lines/{n}/{name}");
        let Some(amount) = claimed.get(&decision.line_id) else {
            check.push(FieldRefusal::new(at("line_id"), FieldProblem::NoSuchRecord));
            continue;
        };
        let change = decision.verdict == LineVerdict::Change;
        check.check(!change || decision.amount.is_some(), &at("amount"), FieldProblem::Required);
        check.check(change || decision.amount.is_none(), &at("amount"), FieldProblem::Inconsistent);
        check.check(
            decision.amount.is_none_or(|given| given < *amount),
            &at("amount"),
            FieldProblem::TooLarge,
        );
        let reason = decision.verdict == LineVerdict::Approve || decision.reason.is_some();
        check.check(reason, &at("reason"), FieldProblem::Required);
        let approved = match decision.verdict {
            LineVerdict::Approve => *amount,
            LineVerdict::Change => decision.amount.unwrap_or(*amount),
            LineVerdict::Reject => Amount::stored(Decimal::ZERO),
        };
        let line = DecidedLine { id: decision.line_id, claimed: *amount, approved };
        let twice = decided.insert(decision.line_id, line).is_some();
        check.check(!twice, &at("line_id"), FieldProblem::Taken);
    }
    check.check(decided.len() == claimed.len(), "/lines", FieldProblem::Required);
    check.finish()?;
    Ok(decided.into_values().collect())
}

/// What silence decides of a line: what the checks left of it.
pub fn silent_verdict(claimed: Amount, allowed: Amount) -> LineVerdict {
    match allowed {
        all if all == claimed => LineVerdict::Approve,
        none if none.value().is_zero() => LineVerdict::Reject,
        _ => LineVerdict::Change,
    }
}

/// What is approved in all.
pub fn approved(lines: &[DecidedLine]) -> Total {
    lines.iter().map(|line| Total::from(line.approved)).sum()
}

/// The answer that follows from the lines.
pub fn answer(lines: &[DecidedLine]) -> ClaimAnswer {
    if approved(lines) == Total::ZERO {
        ClaimAnswer::Rejected
    } else if lines.iter().all(|line| line.approved == line.claimed) {
        ClaimAnswer::Approved
    } else {
        ClaimAnswer::ApprovedPartly
    }
}

/// Where a claim goes once what is approved of it is certain.
pub fn settled(approved: Total, parts_owed: bool) -> WarrantyClaimStatus {
    match (approved == Total::ZERO, parts_owed) {
        (true, _) => WarrantyClaimStatus::Upheld,
        (false, true) => WarrantyClaimStatus::AwaitingParts,
        (false, false) => WarrantyClaimStatus::Payable,
    }
}

/// Where a claim goes with an answer that can still be appealed.
pub fn answered(answer: ClaimAnswer, approved: Total, parts_owed: bool) -> WarrantyClaimStatus {
    match answer {
        ClaimAnswer::Approved | ClaimAnswer::Upheld => settled(approved, parts_owed),
        ClaimAnswer::ApprovedPartly => WarrantyClaimStatus::ApprovedPartly,
        ClaimAnswer::Rejected => WarrantyClaimStatus::Rejected,
    }
}

/// The rungs of the ladder of an answer clock, in percent.
pub const RUNGS: [i16; 3] = [50, 80, 100];

#[cfg(test)]
#[path = "machine_tests.rs"]
mod tests;
