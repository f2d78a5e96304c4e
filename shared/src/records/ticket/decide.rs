//! What an action does to a ticket: pure, the same in the page and the server.

use super::input::*;
use super::machine::TicketMachine;
use super::words::*;
use crate::auth::Actor;
use crate::ids::{FaultCodeId, TeamId, TicketId, UserId};
use crate::problem::{FieldProblem, FieldRefusal, ProblemCode, Refusal};
use crate::records::checklist::check_all_done;
use crate::records::policy::Policy;
use crate::workflow::{Outcome, Workflow};
use chrono::{DateTime, Utc};

/// What has to be known of a ticket to decide about an action.
#[derive(Clone, Debug)]
pub struct TicketFacts {
    /// Its printed number.
    pub number: String,
    /// What the customer wants.
    pub kind: TicketKind,
    /// Where it is.
    pub status: TicketStatus,
    /// Its id.
    pub id: TicketId,
    /// Whether somebody to speak to is known: a customer, or a name with telephone or e-mail.
    pub has_contact: bool,
    /// Whether product or unit is known.
    pub has_product: bool,
    /// Whether the warranty has been looked up.
    pub has_warranty_verdict: bool,
    /// The person it was given to.
    pub assignee_id: Option<UserId>,
    /// The team it was given to.
    pub team_id: Option<TeamId>,
    /// What became of the crisis flag.
    pub crisis_status: CrisisStatus,
    /// What is at stake.
    pub crisis_kinds: Vec<CrisisKind>,
    /// Whether the complaint is justified.
    pub valid_complaint: Option<bool>,
    /// The ticket in which it goes on.
    pub merged_into_id: Option<TicketId>,
    /// When the customer was told that silence closes it.
    pub notice_given_at: Option<DateTime<Utc>>,
    /// When that silence will have lasted long enough; computed on the business calendar.
    pub silence_ends_at: Option<DateTime<Utc>>,
    /// How often it was opened again.
    pub reopen_count: i32,
    /// Handled as an individual case.
    pub individual_case: bool,
    /// Estimated repair time in minutes.
    pub estimate_minutes: Option<i32>,
    /// When the customer had a first answer.
    pub responded_at: Option<DateTime<Utc>>,
    /// When somebody was called to the site.
    pub onsite_called_at: Option<DateTime<Utc>>,
    /// When somebody was there.
    pub onsite_arrived_at: Option<DateTime<Utc>>,
    /// Required steps that are open; asked only where it matters.
    pub open_checks: i64,
}

/// An action with what it needs.
#[derive(Clone, Debug, PartialEq)]
pub enum ActionInput {
    /// Begin to confirm contact, product and warranty.
    Verify(Remark),
    /// Give it to a person or a team.
    Assign(AssignTicket),
    /// The customer has had a first answer.
    Respond(RespondTicket),
    /// Begin the work.
    Start(Remark),
    /// Stop and wait.
    Wait(WaitTicket),
    /// Go on.
    Resume(Remark),
    /// Bring the solution.
    Resolve(ResolveTicket),
    /// Tell the customer that silence will close it.
    GiveNotice(Remark),
    /// The customer confirmed.
    Confirm(ConfirmTicket),
    /// Close after silence.
    Close(Remark),
    /// Open again.
    Reopen(Reason),
    /// Withdraw.
    Cancel(Reason),
    /// Go on in another ticket.
    Merge(MergeTicket),
    /// Judge the complaint.
    Judge(JudgeTicket),
    /// Raise the crisis flag.
    FlagCrisis(FlagCrisis),
    /// Agree that it is a crisis.
    ConfirmCrisis(Remark),
    /// Say that it is none.
    LiftCrisis(Reason),
    /// Estimate the repair time.
    Estimate(EstimateTicket),
    /// Somebody is wanted on site.
    CallOnsite(Remark),
    /// Somebody is on site.
    ArriveOnsite(Remark),
}

impl ActionInput {
    /// Which action it is.
    pub fn kind(&self) -> TicketActionKind {
        match self {
            Self::Verify(_) => TicketActionKind::Verify,
            Self::Assign(_) => TicketActionKind::Assign,
            Self::Respond(_) => TicketActionKind::Respond,
            Self::Start(_) => TicketActionKind::Start,
            Self::Wait(_) => TicketActionKind::Wait,
            Self::Resume(_) => TicketActionKind::Resume,
            Self::Resolve(_) => TicketActionKind::Resolve,
            Self::GiveNotice(_) => TicketActionKind::GiveNotice,
            Self::Confirm(_) => TicketActionKind::Confirm,
            Self::Close(_) => TicketActionKind::Close,
            Self::Reopen(_) => TicketActionKind::Reopen,
            Self::Cancel(_) => TicketActionKind::Cancel,
            Self::Merge(_) => TicketActionKind::Merge,
            Self::Judge(_) => TicketActionKind::Judge,
            Self::FlagCrisis(_) => TicketActionKind::FlagCrisis,
            Self::ConfirmCrisis(_) => TicketActionKind::ConfirmCrisis,
            Self::LiftCrisis(_) => TicketActionKind::LiftCrisis,
            Self::Estimate(_) => TicketActionKind::Estimate,
            Self::CallOnsite(_) => TicketActionKind::CallOnsite,
            Self::ArriveOnsite(_) => TicketActionKind::ArriveOnsite,
        }
    }
}

/// Why a ticket waits, whose turn it is, and when it comes back by itself.
pub type Waiting = (WaitReason, BallHolder, Option<DateTime<Utc>>);

/// Solution, cause, fault code and outcome.
pub type Resolution = (String, Option<String>, Option<FaultCodeId>, Option<RepairOutcome>);

/// What an action changes. Fields that are `None` stay as they are.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TicketChange {
    /// The state after.
    pub status: Option<TicketStatus>,
    /// Person and team after.
    pub assigned: Option<(Option<UserId>, Option<TeamId>)>,
    /// Reason, ball-holder and date of waiting; `Some(None)` ends the waiting.
    pub waiting: Option<Option<Waiting>>,
    /// Solution, cause, fault code, outcome.
    pub resolution: Option<Resolution>,
    /// When it was resolved; `Some(None)` takes it back.
    pub resolved_at: Option<Option<DateTime<Utc>>>,
    /// When notice was given; `Some(None)` takes it back.
    pub notice_given_at: Option<Option<DateTime<Utc>>>,
    /// Who confirmed, and when; `Some(None)` takes it back.
    pub confirmed: Option<Option<(String, DateTime<Utc>)>>,
    /// When it was closed; `Some(None)` takes it back.
    pub closed_at: Option<Option<DateTime<Utc>>>,
    /// Why it was cancelled.
    pub cancel_reason: Option<String>,
    /// The ticket in which it goes on.
    pub merged_into_id: Option<TicketId>,
    /// Verdict on the complaint and its grounds.
    pub judged: Option<(bool, String)>,
    /// Crisis flag and what is at stake.
    pub crisis: Option<(CrisisStatus, Vec<CrisisKind>)>,
    /// Estimate in minutes, and whether the customer was told.
    pub estimate: Option<(i32, bool)>,
    /// When the customer had a first answer.
    pub responded_at: Option<DateTime<Utc>>,
    /// When somebody was called to the site.
    pub onsite_called_at: Option<DateTime<Utc>>,
    /// When somebody was there.
    pub onsite_arrived_at: Option<DateTime<Utc>>,
    /// Counted as reopened.
    pub reopened: bool,
    /// Becomes an individual case (个案), raised one level.
    pub individual_case: bool,
    /// What the timeline says.
    pub note: TicketNote,
}

/// What the timeline says of an action.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TicketNote {
    /// The words that came with it.
    pub text: Option<String>,
}

fn missing(fields: &[(bool, &str)]) -> Result<(), Refusal> {
    let fields: Vec<FieldRefusal> = fields
        .iter()
        .filter(|(there, _)| !there)
        .map(|(_, pointer)| FieldRefusal::new(*pointer, FieldProblem::Required))
        .collect();
    if fields.is_empty() {
        Ok(())
    } else {
        Err(Refusal { fields, ..Refusal::new(ProblemCode::RequirementMissing) })
    }
}

/// Whether everything is as the action would make it.
fn already_done(ticket: &TicketFacts, input: &ActionInput) -> bool {
    use TicketStatus::*;
    match input {
        ActionInput::Verify(_) => ticket.status == Verifying,
        ActionInput::Assign(a) => {
            matches!(ticket.status, Assigned | InProgress | Waiting)
                && (a.assignee_id, a.team_id) == (ticket.assignee_id, ticket.team_id)
        }
        ActionInput::Start(_) | ActionInput::Resume(_) => ticket.status == InProgress,
        ActionInput::Respond(_) => ticket.responded_at.is_some(),
        ActionInput::CallOnsite(_) => ticket.onsite_called_at.is_some(),
        ActionInput::ArriveOnsite(_) => ticket.onsite_arrived_at.is_some(),
        ActionInput::Confirm(_) | ActionInput::Close(_) => ticket.status == Closed,
        ActionInput::GiveNotice(_) => ticket.status == Resolved && ticket.notice_given_at.is_some(),
        ActionInput::Cancel(_) => ticket.status == Cancelled,
        ActionInput::Merge(m) => ticket.merged_into_id == Some(m.into_id),
        ActionInput::ConfirmCrisis(_) => ticket.crisis_status == CrisisStatus::Confirmed,
        ActionInput::LiftCrisis(_) => ticket.crisis_status == CrisisStatus::Lifted,
        // Each of these carries words of its own, so a second one says something new.
        ActionInput::Wait(_)
        | ActionInput::Resolve(_)
        | ActionInput::Reopen(_)
        | ActionInput::Judge(_)
        | ActionInput::FlagCrisis(_)
        | ActionInput::Estimate(_) => false,
    }
}

/// The actions that make sense for this actor now: what the table allows, less what would be refused for
/// another reason anyway.
pub fn available(ticket: &TicketFacts, actor: &Actor, now: DateTime<Utc>) -> Vec<TicketActionKind> {
    let mut actions = TicketMachine::actions(ticket.status, actor);
    actions.retain(|action| match action {
        TicketActionKind::Judge => ticket.kind == TicketKind::Complaint,
        TicketActionKind::ConfirmCrisis => ticket.crisis_status == CrisisStatus::Raised,
        TicketActionKind::LiftCrisis => ticket.crisis_status.is_special_case(),
        TicketActionKind::GiveNotice => ticket.notice_given_at.is_none(),
        TicketActionKind::Respond => ticket.responded_at.is_none(),
        TicketActionKind::CallOnsite => ticket.onsite_called_at.is_none(),
        TicketActionKind::ArriveOnsite => {
            ticket.onsite_called_at.is_some() && ticket.onsite_arrived_at.is_none()
        }
        TicketActionKind::Close => {
            ticket.notice_given_at.is_some() && ticket.silence_ends_at.is_none_or(|ends_at| now >= ends_at)
        }
        _ => true,
    });
    actions
}

/// Decides about an action.
///
/// # Errors
/// `forbidden`, `transition_refused`, `requirement_missing` or `validation_failed`, each naming the way out.
pub fn decide(
    ticket: &TicketFacts,
    input: &ActionInput,
    actor: &Actor,
    now: DateTime<Utc>,
    policy: &Policy,
) -> Result<Outcome<TicketChange>, Refusal> {
    let action = input.kind();
    let permitted = TicketMachine::line(action).is_some_and(|l| actor.may(l.permission));
    if permitted && already_done(ticket, input) {
        return Ok(Outcome::AlreadyDone);
    }
    let next = TicketMachine::step(&ticket.number, ticket.status, action, actor)?;
    let mut change =
        TicketChange { status: (next != ticket.status).then_some(next), ..TicketChange::default() };
    match input {
        ActionInput::Verify(r) | ActionInput::Start(r) => {
            change.note.text = r.note.as_deref().map(str::to_owned)
        }
        ActionInput::Assign(a) => {
            // The server has chosen by now; what is left asks for somebody of no team, or for two people.
            if a.least_loaded {
                return Err(Refusal::field("/least_loaded", FieldProblem::Inconsistent));
            }
            missing(&[(a.assignee_id.is_some() || a.team_id.is_some(), "/assignee_id")])?;
            if ticket.status == TicketStatus::Verifying {
                // ELV seven-1: it leaves `verifying` only with contact, product and warranty verdict.
                missing(&[
                    (ticket.has_contact, "/contact_name"),
                    (ticket.has_product, "/unit_id"),
                    (ticket.has_warranty_verdict || !ticket.has_product, "/warranty"),
                ])?;
                change.status = Some(TicketStatus::Assigned);
            }
            change.assigned = Some((a.assignee_id, a.team_id));
            change.note.text = a.note.as_deref().map(str::to_owned);
        }
        ActionInput::Respond(r) => {
            change.responded_at = Some(now);
            change.note.text = Some(r.answer.to_string());
        }
        ActionInput::CallOnsite(r) => {
            change.onsite_called_at = Some(now);
            change.note.text = r.note.as_deref().map(str::to_owned);
        }
        ActionInput::ArriveOnsite(r) => {
            if ticket.onsite_called_at.is_none() {
                return Err(Refusal::new(ProblemCode::TransitionRefused)
                    .detail("problem-transition_refused-not_called")
                    .arg("name", ticket.number.as_str())
                    .allowed([TicketActionKind::CallOnsite.as_str()]));
            }
            change.onsite_arrived_at = Some(now);
            change.note.text = r.note.as_deref().map(str::to_owned);
        }
        ActionInput::Wait(w) => {
            missing(&[(w.reason != WaitReason::Other || w.note.is_some(), "/note")])?;
            if w.until.is_some_and(|until| until <= now) {
                return Err(Refusal::field("/until", FieldProblem::TooEarly));
            }
            change.waiting = Some(Some((w.reason, w.ball_holder, w.until)));
            change.note.text = w.note.as_deref().map(str::to_owned);
        }
        ActionInput::Resume(r) => {
            change.waiting = Some(None);
            change.note.text = r.note.as_deref().map(str::to_owned);
        }
        ActionInput::Resolve(r) => {
            check_all_done(ticket.open_checks)?;
            change.waiting = Some(None);
            change.resolved_at = Some(Some(now));
            change.responded_at = ticket.responded_at.is_none().then_some(now);
            change.resolution = Some((
                r.solution.to_string(),
                r.cause.as_deref().map(str::to_owned),
                r.fault_code_id,
                r.repair_outcome,
            ));
            change.note.text = Some(r.solution.to_string());
        }
        ActionInput::GiveNotice(r) => {
            change.notice_given_at = Some(Some(now));
            change.note.text = r.note.as_deref().map(str::to_owned);
        }
        ActionInput::Confirm(c) => {
            let by = c.confirmed_by.as_deref().unwrap_or(&actor.name).to_owned();
            change.confirmed = Some(Some((by, now)));
            change.closed_at = Some(Some(now));
            change.note.text = c.note.as_deref().map(str::to_owned);
        }
        ActionInput::Close(r) => {
            missing(&[(ticket.notice_given_at.is_some(), "/notice_given_at")])?;
            if let Some(ends_at) = ticket.silence_ends_at.filter(|ends_at| now < *ends_at) {
                return Err(Refusal::new(ProblemCode::TransitionRefused)
                    .detail("problem-transition_refused-silence")
                    .arg("name", ticket.number.as_str())
                    .arg("days", i64::from(policy.silence_working_days))
                    .arg("at", ends_at.format("%Y-%m-%d %H:%M UTC").to_string())
                    .allowed([TicketActionKind::Confirm.as_str(), TicketActionKind::Reopen.as_str()]));
            }
            change.closed_at = Some(Some(now));
            change.note.text = r.note.as_deref().map(str::to_owned);
        }
        ActionInput::Reopen(r) => {
            change.reopened = true;
            change.resolved_at = Some(None);
            change.notice_given_at = Some(None);
            change.confirmed = Some(None);
            change.closed_at = Some(None);
            // ELV 5.6: handled repeatedly and still not accepted.
            change.individual_case = !ticket.individual_case
                && ticket.reopen_count + 1 >= i32::from(policy.individual_case_reopenings);
            change.note.text = Some(r.reason.to_string());
        }
        ActionInput::Cancel(r) => {
            change.waiting = Some(None);
            change.closed_at = Some(Some(now));
            change.cancel_reason = Some(r.reason.to_string());
            change.note.text = Some(r.reason.to_string());
        }
        ActionInput::Merge(m) => {
            if m.into_id == ticket.id {
                return Err(Refusal::field("/into_id", FieldProblem::Inconsistent));
            }
            change.waiting = Some(None);
            change.closed_at = Some(Some(now));
            change.merged_into_id = Some(m.into_id);
            change.note.text = m.note.as_deref().map(str::to_owned);
        }
        ActionInput::Judge(j) => {
            if ticket.kind != TicketKind::Complaint {
                return Err(Refusal::new(ProblemCode::TransitionRefused)
                    .detail("problem-transition_refused-not_a_complaint")
                    .arg("name", ticket.number.as_str()));
            }
            change.judged = Some((j.valid, j.grounds.to_string()));
            change.note.text = Some(j.grounds.to_string());
        }
        ActionInput::FlagCrisis(f) => {
            missing(&[(!f.kinds.is_empty(), "/kinds")])?;
            let mut kinds = ticket.crisis_kinds.clone();
            kinds.extend(&f.kinds);
            kinds.sort();
            kinds.dedup();
            let status = match ticket.crisis_status {
                CrisisStatus::Confirmed => CrisisStatus::Confirmed,
                CrisisStatus::None | CrisisStatus::Raised | CrisisStatus::Lifted => CrisisStatus::Raised,
            };
            change.crisis = Some((status, kinds));
            change.note.text = Some(f.reason.to_string());
        }
        ActionInput::ConfirmCrisis(r) => {
            crisis_is_raised(ticket)?;
            change.crisis = Some((CrisisStatus::Confirmed, ticket.crisis_kinds.clone()));
            change.note.text = r.note.as_deref().map(str::to_owned);
        }
        ActionInput::LiftCrisis(r) => {
            crisis_is_raised(ticket)?;
            change.crisis = Some((CrisisStatus::Lifted, ticket.crisis_kinds.clone()));
            change.note.text = Some(r.reason.to_string());
        }
        ActionInput::Estimate(e) => {
            if !(1..=1_000_000).contains(&e.minutes) {
                let code = if e.minutes < 1 { FieldProblem::TooSmall } else { FieldProblem::TooLarge };
                let limit: i64 = if e.minutes < 1 { 1 } else { 1_000_000 };
                return Err(Refusal::fields(vec![FieldRefusal::new("/minutes", code).arg("limit", limit)]));
            }
            // A changed promise needs its reason: the history is what the customer was told (MGT 2.3–2.7).
            missing(&[(
                ticket.estimate_minutes.is_none_or(|m| m == e.minutes) || e.note.is_some(),
                "/note",
            )])?;
            change.estimate = Some((e.minutes, e.told_customer));
            // Who tells the customer how long it will take has answered.
            change.responded_at = (e.told_customer && ticket.responded_at.is_none()).then_some(now);
            change.note.text = e.note.as_deref().map(str::to_owned);
        }
    }
    Ok(Outcome::Changed(change))
}

fn crisis_is_raised(ticket: &TicketFacts) -> Result<(), Refusal> {
    if ticket.crisis_status.is_special_case() {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::TransitionRefused)
        .detail("problem-transition_refused-no_crisis")
        .arg("name", ticket.number.as_str())
        .allowed([TicketActionKind::FlagCrisis.as_str()]))
}

#[cfg(test)]
#[path = "decide_tests.rs"]
mod tests;
