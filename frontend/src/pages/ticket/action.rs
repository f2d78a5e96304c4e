//! What can be done with a ticket: which button comes first, what an action needs, and what the shared
//! rules say before anything is sent.

use crate::components::form::{Draft, Values};
use crate::components::search_select::words;
use crate::format::Reader;
use chrono::{DateTime, Utc};
use shared::auth::Actor;
use shared::ids::{TicketId, UserId};
use shared::problem::{FieldProblem, Refusal};
use shared::records::policy::Policy;
use shared::records::team::Team;
use shared::records::ticket::TicketActionKind as Action;
use shared::records::ticket::*;

/// What the shared rules need to know of a ticket. When silence ends only the server knows: it keeps the
/// business calendar.
pub fn facts(ticket: &Ticket) -> TicketFacts {
    TicketFacts {
        number: ticket.number.clone(),
        kind: ticket.kind,
        status: ticket.status,
        id: ticket.id,
        has_contact: ticket.customer_id.is_some()
            || (ticket.contact_name.is_some()
                && (ticket.contact_phone.is_some() || ticket.contact_email.is_some())),
        has_product: ticket.product_id.is_some() || ticket.unit_id.is_some(),
        has_warranty_verdict: !ticket.warranty.is_empty(),
        assignee_id: ticket.assignee_id,
        team_id: ticket.team_id,
        crisis_status: ticket.crisis_status,
        crisis_kinds: ticket.crisis_kinds.clone(),
        valid_complaint: ticket.valid_complaint,
        merged_into_id: ticket.merged_into_id,
        notice_given_at: ticket.notice_given_at,
        silence_ends_at: None,
        reopen_count: ticket.reopen_count,
        individual_case: ticket.individual_case,
        estimate_minutes: ticket.estimate_minutes,
        responded_at: ticket.responded_at,
        onsite_called_at: ticket.onsite_called_at,
        onsite_arrived_at: ticket.onsite_arrived_at,
        // The server counts them; what is open is told when it refuses.
        open_checks: 0,
    }
}

/// The buttons of a ticket: the next step, others of the way, and what is rare.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Buttons {
    /// The next step.
    pub first: Option<Action>,
    /// Others of the way.
    pub more: Vec<Action>,
    /// What is rare, behind a button of its own.
    pub rare: Vec<Action>,
}

/// Whether an action is a step of the ticket's way, and the how many-eth choice for the next one.
fn rank(action: Action) -> Option<u8> {
    Some(match action {
        Action::Verify => 0,
        Action::Start => 1,
        Action::Resume => 2,
        Action::Resolve => 3,
        Action::Confirm => 4,
        Action::Respond => 5,
        Action::Assign => 6,
        Action::ArriveOnsite => 7,
        Action::Wait => 8,
        Action::GiveNotice => 9,
        Action::Close => 10,
        Action::Judge => 11,
        Action::ConfirmCrisis => 12,
        Action::LiftCrisis => 13,
        Action::Reopen => 14,
        Action::CallOnsite => 15,
        Action::Estimate | Action::Cancel | Action::Merge | Action::FlagCrisis => return None,
    })
}

/// Arranges the actions that the server offers.
pub fn buttons(offered: &[Action]) -> Buttons {
    let mut way: Vec<_> = offered.iter().copied().filter_map(|a| Some((rank(a)?, a))).collect();
    way.sort();
    let mut way = way.into_iter().map(|(_, a)| a);
    Buttons {
        first: way.next(),
        more: way.collect(),
        rare: offered.iter().copied().filter(|a| rank(*a).is_none()).collect(),
    }
}

/// What stands in the way of an action, whatever is typed: contact, product or warranty not known yet, no
/// notice given.
pub fn obstacle(ticket: &Ticket, action: Action, actor: &Actor, now: DateTime<Utc>) -> Option<Refusal> {
    let probe = match action {
        Action::Assign => {
            let assignee_id = Some(actor.user_id);
            ActionInput::Assign(AssignTicket { assignee_id, team_id: None, least_loaded: false, note: None })
        }
        Action::Close => ActionInput::Close(Remark { note: None }),
        Action::GiveNotice => ActionInput::GiveNotice(Remark { note: None }),
        Action::Verify => ActionInput::Verify(Remark { note: None }),
        Action::Start => ActionInput::Start(Remark { note: None }),
        Action::ConfirmCrisis => ActionInput::ConfirmCrisis(Remark { note: None }),
        _ => return None,
    };
    decide(&facts(ticket), &probe, actor, now, &Policy::default()).err()
}

/// Whether a person who is chosen takes the ticket out of its team, because they are not in it as far as is
/// known.
pub fn leaves_team(team: Option<&Team>, person: UserId) -> bool {
    !team.is_some_and(|team| team.members.iter().any(|member| member.id == person))
}

/// What the form of an action begins with.
pub fn beginning(action: Action, ticket: &Ticket) -> Values {
    let names: &[&str] = match action {
        Action::Verify | Action::Start | Action::Resume | Action::GiveNotice | Action::Close => &["note"],
        Action::ConfirmCrisis | Action::CallOnsite | Action::ArriveOnsite => &["note"],
        Action::Assign => &["assignee_id", "assignee_id#", "team_id", "team_id#", "least_loaded", "note"],
        Action::Respond => &["answer"],
        Action::Wait => &["reason", "ball_holder", "until", "note"],
        Action::Resolve => &["solution", "cause", "fault_code_id", "fault_code_id#", "repair_outcome"],
        Action::Confirm => &["confirmed_by", "note"],
        Action::Reopen | Action::Cancel | Action::LiftCrisis => &["reason"],
        Action::Merge => &["into_id", "into_id#", "note"],
        Action::Judge => &["valid", "grounds"],
        Action::FlagCrisis => &["kinds", "reason"],
        Action::Estimate => &["minutes", "told_customer", "note"],
    };
    let mut values: Values = names.iter().map(|n| ((*n).to_owned(), String::new())).collect();
    let mut set = |name: &str, value: Option<String>| {
        if let Some(value) = value {
            values.insert(name.into(), value);
        }
    };
    match action {
        Action::Assign => {
            set("team_id", ticket.team_id.map(|id| id.to_string()));
            set(&words("team_id"), ticket.team_name.clone());
        }
        Action::Resolve => {
            set("fault_code_id", ticket.fault_code_id.map(|id| id.to_string()));
            set(&words("fault_code_id"), ticket.fault_code.clone());
        }
        Action::Confirm => set("confirmed_by", ticket.contact_name.clone()),
        Action::Estimate => set("minutes", ticket.estimate_minutes.map(|m| m.to_string())),
        Action::Wait => {
            set("reason", Some(WaitReason::Customer.to_string()));
            set("ball_holder", Some(BallHolder::Customer.to_string()));
        }
        _ => {}
    }
    values
}

/// Reads what was typed and asks the shared rules, as the server will.
pub fn read(
    action: Action,
    values: &Values,
    ticket: &Ticket,
    actor: &Actor,
    reader: Reader,
    now: DateTime<Utc>,
) -> Result<ActionInput, Refusal> {
    let input = input(action, values, reader)?;
    decide(&facts(ticket), &input, actor, now, &Policy::default())?;
    Ok(input)
}

fn input(action: Action, values: &Values, reader: Reader) -> Result<ActionInput, Refusal> {
    let mut d = Draft::new(values);
    for name in ["assignee_id", "team_id", "fault_code_id", "into_id"] {
        let unused = name == "assignee_id" && d.on("least_loaded");
        if !unused && d.raw(name).is_empty() && !d.raw(&words(name)).is_empty() {
            d.refuse(name, FieldProblem::NoSuchRecord);
        }
    }
    let note = d.maybe("note");
    let built = match action {
        Action::Verify => Some(ActionInput::Verify(Remark { note })),
        Action::Start => Some(ActionInput::Start(Remark { note })),
        Action::Resume => Some(ActionInput::Resume(Remark { note })),
        Action::GiveNotice => Some(ActionInput::GiveNotice(Remark { note })),
        Action::Close => Some(ActionInput::Close(Remark { note })),
        Action::ConfirmCrisis => Some(ActionInput::ConfirmCrisis(Remark { note })),
        Action::CallOnsite => Some(ActionInput::CallOnsite(Remark { note })),
        Action::ArriveOnsite => Some(ActionInput::ArriveOnsite(Remark { note })),
        Action::Respond => {
            let answer = d.need("answer");
            answer.map(|answer| ActionInput::Respond(RespondTicket { answer }))
        }
        Action::Assign => {
            let least_loaded = d.on("least_loaded");
            let team_id = d.maybe("team_id");
            if least_loaded && team_id.is_none() {
                d.refuse("team_id", FieldProblem::Required);
            }
            // Whoever the team's load chooses comes in place of a person chosen before.
            let assignee_id = if least_loaded { None } else { d.maybe("assignee_id") };
            Some(ActionInput::Assign(AssignTicket { assignee_id, team_id, least_loaded, note }))
        }
        Action::Wait => {
            let until = reader.instant(d.raw("until"));
            if until.is_none() && !d.raw("until").is_empty() {
                d.refuse("until", FieldProblem::NotAllowed);
            }
            let (reason, ball_holder) = (d.need("reason"), d.need("ball_holder"));
            reason.zip(ball_holder).map(|(reason, ball_holder)| {
                ActionInput::Wait(WaitTicket { reason, ball_holder, until, note })
            })
        }
        Action::Resolve => {
            let solution = d.need("solution");
            let (cause, fault_code_id) = (d.maybe("cause"), d.maybe("fault_code_id"));
            let repair_outcome = d.maybe("repair_outcome");
            solution.map(|solution| {
                ActionInput::Resolve(ResolveTicket { solution, cause, fault_code_id, repair_outcome })
            })
        }
        Action::Confirm => {
            let confirmed_by = d.maybe("confirmed_by");
            Some(ActionInput::Confirm(ConfirmTicket { confirmed_by, note }))
        }
        Action::Reopen => d.need("reason").map(|reason| ActionInput::Reopen(Reason { reason })),
        Action::Cancel => d.need("reason").map(|reason| ActionInput::Cancel(Reason { reason })),
        Action::LiftCrisis => d.need("reason").map(|reason| ActionInput::LiftCrisis(Reason { reason })),
        Action::Merge => {
            let into: Option<TicketId> = d.need("into_id");
            into.map(|into_id| ActionInput::Merge(MergeTicket { into_id, note }))
        }
        Action::Judge => {
            let (valid, grounds) = (d.need::<bool>("valid"), d.need("grounds"));
            valid.zip(grounds).map(|(valid, grounds)| ActionInput::Judge(JudgeTicket { valid, grounds }))
        }
        Action::FlagCrisis => {
            let (kinds, reason) = (d.many("kinds"), d.need("reason"));
            if kinds.is_empty() {
                d.refuse("kinds", FieldProblem::Required);
            }
            reason.map(|reason| ActionInput::FlagCrisis(FlagCrisis { kinds, reason }))
        }
        Action::Estimate => {
            let (minutes, told_customer) = (d.need("minutes"), d.on("told_customer"));
            minutes.map(|minutes| ActionInput::Estimate(EstimateTicket { minutes, told_customer, note }))
        }
    };
    d.finish(built)
}

#[cfg(test)]
#[path = "action_tests.rs"]
mod tests;
