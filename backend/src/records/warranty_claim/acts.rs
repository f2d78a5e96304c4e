//! What is done with a claim.

use super::children::{self, LineRow};
use super::history::{self, Event};
use super::service::{adjudicated, get, load};
use super::statement::post;
use super::store::{self, Row, Step};
use super::{notices, references};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::calendar::schedules::Schedules;
use crate::schema::pre_authorizations;
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::ids::*;
use shared::money::Total;
use shared::problem::{ProblemCode, Refusal};
use shared::records::pre_authorization::PreAuthorizationStatus;
use shared::records::statement::EntryKind;
use shared::records::warranty_claim::*;

/// What is done with one, and with which words.
pub enum Act {
    /// Send it in.
    Submit,
    /// Take it back.
    Withdraw,
    /// Send it back with a question.
    Ask(AskClaim),
    /// Decide on its lines.
    Decide(DecideClaim),
    /// Accept that it is approved in part.
    Accept,
    /// Not agree.
    Appeal(ReasonClaim),
    /// Decide on the appeal.
    Rule(RuleClaim),
    /// Take it up again.
    Restore(ReasonClaim),
    /// Take it back after an audit.
    ChargeBack(ReasonClaim),
}

impl Act {
    fn action(&self) -> WarrantyClaimAction {
        match self {
            Self::Submit => WarrantyClaimAction::Submit,
            Self::Withdraw => WarrantyClaimAction::Withdraw,
            Self::Ask(_) => WarrantyClaimAction::Ask,
            Self::Decide(_) => WarrantyClaimAction::Decide,
            Self::Accept => WarrantyClaimAction::Accept,
            Self::Appeal(_) => WarrantyClaimAction::Appeal,
            Self::Rule(_) => WarrantyClaimAction::Rule,
            Self::Restore(_) => WarrantyClaimAction::Restore,
            Self::ChargeBack(_) => WarrantyClaimAction::ChargeBack,
        }
    }

    fn words(&self) -> Value {
        match self {
            Self::Submit | Self::Withdraw | Self::Accept => json!({}),
            Self::Ask(input) => json!(input),
            Self::Decide(input) => json!(input),
            Self::Rule(input) => json!(input),
            Self::Appeal(input) | Self::Restore(input) | Self::ChargeBack(input) => json!(input),
        }
    }

    /// What is said with it.
    fn note(&self) -> Option<&str> {
        match self {
            Self::Submit | Self::Withdraw | Self::Accept => None,
            Self::Ask(input) => Some(&input.question),
            Self::Decide(input) => input.note.as_deref(),
            Self::Rule(input) => Some(&input.reason),
            Self::Appeal(input) | Self::Restore(input) | Self::ChargeBack(input) => Some(&input.reason),
        }
    }

    fn lines(&self) -> &[LineDecisionInput] {
        match self {
            Self::Decide(input) => &input.lines,
            Self::Rule(input) => &input.lines,
            _ => &[],
        }
    }
}

/// Whether old parts of what is approved are still to come.
pub(super) fn owed(lines: &[LineRow]) -> bool {
    lines.iter().any(LineRow::is_owed)
}

/// When the maker owes an answer. A calendar that never opens gives plain days instead.
fn answer_due(c: &mut PgConnection, now: DateTime<Utc>, days: u16) -> Result<DateTime<Utc>, Failure> {
    let desk = Schedules::load(c)?.service_desk()?;
    Ok(desk.add_working_days(now, days.into()).unwrap_or(now + Duration::days(days.into())))
}

/// Takes the pre-authorisation for this claim, or gives it back.
fn consume(c: &mut PgConnection, row: &Row, take: bool) -> Result<(), Failure> {
    use pre_authorizations as a;
    let Some(id) = row.pre_authorization_id else { return Ok(()) };
    let (from, to) = if take {
        (PreAuthorizationStatus::Granted, PreAuthorizationStatus::Consumed)
    } else {
        (PreAuthorizationStatus::Consumed, PreAuthorizationStatus::Granted)
    };
    let guarded =
        a::table.find(id).filter(a::status.eq(from)).filter(a::claim_id.is_null().or(a::claim_id.eq(row.id)));
    diesel::update(guarded)
        .set((a::status.eq(to), a::claim_id.eq(take.then_some(row.id)), a::version.eq(a::version + 1)))
        .execute(c)?;
    Ok(())
}

/// Writes down what is decided of each line, and gives the lines as they are then.
fn decide_lines(
    c: &mut PgConnection,
    id: WarrantyClaimId,
    act: &Act,
) -> Result<(Vec<DecidedLine>, bool), Failure> {
    let lines = children::lines(c, id)?;
    let claimed: Vec<_> = lines.iter().map(|line| (line.id, line.claimed())).collect();
    let decided = decide(&claimed, act.lines())?;
    for line in &decided {
        if let Some(said) = act.lines().iter().find(|said| said.line_id == line.id) {
            children::decide(c, line.id, (line.approved, said.verdict, said.reason.as_deref()))?;
        }
    }
    let owed = owed(&children::lines(c, id)?);
    Ok((decided, owed))
}

/// A step that answers.
fn answering(
    to: WarrantyClaimStatus,
    answer: ClaimAnswer,
    approved: Total,
    by: (ClaimDecider, Option<UserId>),
    now: DateTime<Utc>,
) -> Step {
    Step {
        status: Some(to),
        approved: Some(Some(approved.value())),
        answer: Some(Some(answer)),
        answered_at: Some(Some(now)),
        decided_by: Some(Some(by.0)),
        decided_by_id: Some(by.1),
        payable_at: (to == WarrantyClaimStatus::Payable).then_some(now),
        ..Step::default()
    }
}

/// Sends one in: it is adjudicated at once.
fn submit(c: &mut PgConnection, caller: &Caller, row: &Row) -> Result<Step, Failure> {
    let (input, facts, found, rule_set, rules) = adjudicated(c, caller, row)?;
    input.check(caller.today())?;
    references::check(c, caller, &input)?;
    let number = row.submission + 1;
    history::keep_version(c, caller, (row.id, number), (&input, &facts, &found), rule_set)?;
    let step = |inner: Step| Step {
        submission: Some(number),
        submitted_at: Some(caller.now),
        warned: Some(0),
        ..inner
    };
    if found.outcome == ClaimOutcome::Refer {
        consume(c, row, true)?;
        let due = answer_due(c, caller.now, rules.answer_working_days)?;
        return Ok(step(Step {
            status: Some(WarrantyClaimStatus::InReview),
            answer_due_at: Some(due),
            ..Step::default()
        }));
    }
    let approve = found.outcome == ClaimOutcome::Approve;
    let verdict = if approve { LineVerdict::Approve } else { LineVerdict::Reject };
    for (line, proposal) in children::lines(c, row.id)?.iter().zip(&found.lines) {
        children::decide(c, line.id, (proposal.allowed, verdict, None))?;
    }
    let lines = children::lines(c, row.id)?;
    let answer = if approve { ClaimAnswer::Approved } else { ClaimAnswer::Rejected };
    if approve {
        consume(c, row, true)?;
    }
    let to = answered(answer, found.proposed, owed(&lines));
    Ok(step(answering(to, answer, found.proposed, (ClaimDecider::Rules, None), caller.now)))
}

/// What changes of the head; lines are decided on the way.
fn step(
    c: &mut PgConnection,
    caller: &Caller,
    row: &Row,
    act: &Act,
    to: WarrantyClaimStatus,
) -> Result<Step, Failure> {
    let (now, me) = (caller.now, Some(caller.actor.user_id));
    let moved = Step { status: Some(to), ..Step::default() };
    let settled_step = |to: WarrantyClaimStatus| Step {
        status: Some(to),
        payable_at: (to == WarrantyClaimStatus::Payable).then_some(now),
        ..Step::default()
    };
    Ok(match act {
        Act::Submit => submit(c, caller, row)?,
        Act::Withdraw => {
            consume(c, row, false)?;
            moved
        }
        Act::Ask(_) | Act::ChargeBack(_) => moved,
        Act::Decide(_) => {
            let (lines, owed) = decide_lines(c, row.id, act)?;
            let answer = answer(&lines);
            let to = answered(answer, approved(&lines), owed);
            answering(to, answer, approved(&lines), (ClaimDecider::Person, me), now)
        }
        Act::Accept => {
            let owed = owed(&children::lines(c, row.id)?);
            settled_step(settled(row.approved().unwrap_or(Total::ZERO), owed))
        }
        Act::Appeal(_) => {
            let (_, _, rules) = store::rules_on(c, caller.today())?;
            let due = answer_due(c, now, rules.answer_working_days)?;
            Step { appealed_at: Some(now), answer_due_at: Some(due), warned: Some(0), ..moved }
        }
        Act::Rule(input) if input.lines.is_empty() => {
            let owed = owed(&children::lines(c, row.id)?);
            let stands = row.approved().unwrap_or(Total::ZERO);
            answering(settled(stands, owed), ClaimAnswer::Upheld, stands, (ClaimDecider::Person, me), now)
        }
        Act::Rule(_) => {
            let (lines, owed) = decide_lines(c, row.id, act)?;
            let to = settled(approved(&lines), owed);
            answering(to, answer(&lines), approved(&lines), (ClaimDecider::Person, me), now)
        }
        Act::Restore(_) => restore(c, row, now)?,
    })
}

/// Lines whose late parts have come are paid after all; what became void as nobody answered a question waits for that answer once more.
fn restore(c: &mut PgConnection, row: &Row, now: DateTime<Utc>) -> Result<Step, Failure> {
    if row.answered_at.is_none() {
        consume(c, row, true)?;
        return Ok(Step { status: Some(WarrantyClaimStatus::NeedsInfo), ..Step::default() });
    }
    let mut back = 0;
    for line in children::lines(c, row.id)?.iter().filter(|line| line.void_amount.is_some()) {
        if line.rma_status.is_some_and(|status| !OWED.contains(&status)) {
            children::set_void(c, line, false)?;
            back += 1;
        }
    }
    if back == 0 {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-claim_parts_owed")
            .arg("number", row.number.as_str())
            .into());
    }
    let approved: Total = children::lines(c, row.id)?.iter().map(|line| Total::from(line.approved())).sum();
    Ok(Step {
        status: Some(WarrantyClaimStatus::Payable),
        approved: Some(Some(approved.value())),
        payable_at: Some(now),
        ..Step::default()
    })
}

/// Does something with one of this version.
///
/// # Errors
/// `transition_refused` in the wrong state, for one's own claim, or too late; `forbidden` without the right that its amount or
/// kind needs; `validation_failed` with each decision that is wrong; `version_stale` when somebody was quicker.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: WarrantyClaimId,
    version: i32,
    act: &Act,
) -> Result<WarrantyClaim, Failure> {
    let row = load(c, caller, id, version)?;
    let action = act.action();
    let (_, _, rules) = store::rules_on(c, caller.today())?;
    may(&row.head(&rules), action, &caller.actor, caller.now)?;
    let to = <WarrantyClaimAction as shared::workflow::Workflow>::step(
        &row.number,
        row.status,
        action,
        &caller.actor,
    )?;
    let step = step(c, caller, &row, act, to)?;
    apply(c, Some(caller), &row, &step, (action.as_str(), act.note(), caller.now), json!(act.lines()))?;
    let mut changes = act.words();
    changes["from"] = json!(row.status);
    audit::write(c, caller, "warranty_claim", id.0, action.as_str(), changes)?;
    get(c, caller, id)
}

/// Carries a step out: the head, its timeline, who is told, and what follows once it can be paid.
pub(super) fn apply(
    c: &mut PgConnection,
    by: Option<&Caller>,
    row: &Row,
    step: &Step,
    (kind, note, now): (&str, Option<&str>, DateTime<Utc>),
    lines: Value,
) -> Result<(), Failure> {
    if !store::step(c, row, step)? {
        return Err(Failure::stale());
    }
    let to = step.status.unwrap_or(row.status);
    let approved = step.approved.flatten().map(Total::stored).or(row.approved());
    let lines = lines.as_array().is_some_and(|all| !all.is_empty()).then_some(lines);
    history::note(c, row.id, by, now, Event { kind, status: to, note, approved, lines })?;
    notices::moved(c, by, row, to, now)?;
    match to {
        WarrantyClaimStatus::Payable => post(c, by, row.id, EntryKind::ApprovedClaim, now),
        WarrantyClaimStatus::ChargedBack => post(c, by, row.id, EntryKind::ChargeBack, now),
        _ => Ok(()),
    }
}

/// Approves what the checks left of a claim, as its time for an answer has passed.
pub(super) fn by_silence(c: &mut PgConnection, row: &Row, now: DateTime<Utc>) -> Result<(), Failure> {
    let found = history::last_found(c, row.id)?;
    for (line, proposal) in children::lines(c, row.id)?.iter().zip(&found.lines) {
        let verdict = silent_verdict(line.claimed(), proposal.allowed);
        children::decide(c, line.id, (proposal.allowed, verdict, None))?;
    }
    let lines = children::lines(c, row.id)?;
    let decided: Vec<DecidedLine> = lines
        .iter()
        .map(|line| DecidedLine { id: line.id, claimed: line.claimed(), approved: line.approved() })
        .collect();
    let answer = answer(&decided);
    let to = answered(answer, approved(&decided), owed(&lines));
    let step = answering(to, answer, approved(&decided), (ClaimDecider::Silence, None), now);
    apply(c, None, row, &step, ("silence", None, now), json!([]))
}

/// Makes a claim void, as nobody has answered what was asked; leave that was taken for it is free again.
pub(super) fn unanswered(c: &mut PgConnection, row: &Row, now: DateTime<Utc>) -> Result<(), Failure> {
    consume(c, row, false)?;
    let step = Step { status: Some(WarrantyClaimStatus::Expired), ..Step::default() };
    apply(c, None, row, &step, (UNANSWERED, None, now), json!([]))
}

/// Goes on with what is certain: to be paid, or as soon as the old parts are there.
pub(super) fn settle(c: &mut PgConnection, row: &Row, kind: &str, now: DateTime<Utc>) -> Result<(), Failure> {
    let lines = children::lines(c, row.id)?;
    let approved: Total = lines.iter().map(|line| Total::from(line.approved())).sum();
    let mut to = settled(approved, owed(&lines));
    // Nothing is left of what was approved.
    if to == WarrantyClaimStatus::Upheld {
        to = WarrantyClaimStatus::Expired;
    }
    if to == row.status {
        return Ok(());
    }
    let step = Step {
        status: Some(to),
        approved: Some(Some(approved.value())),
        payable_at: (to == WarrantyClaimStatus::Payable).then_some(now),
        ..Step::default()
    };
    apply(c, None, row, &step, (kind, None, now), json!([]))
}
