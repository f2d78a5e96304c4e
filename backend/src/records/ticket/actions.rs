//! Acting on a ticket: load, decide, store with the same guard, tell.

use super::events::{self, EventRow};
use super::rows::Whole;
use super::{after, checks, links, references, store, undo};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::{knowledge_article, routing_rule};
use crate::schema::tickets;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::auth::Permission;
use shared::calendar::Schedule;
use shared::ids::{FaultCodeId, TeamId, TicketId, UserId};
use shared::problem::FieldProblem;
use shared::records::policy::Policy;
use shared::records::ticket::*;
use shared::workflow::{Outcome, Workflow};

#[derive(AsChangeset, Default)]
#[diesel(table_name = tickets)]
struct Set {
    status: Option<TicketStatus>,
    priority: Option<TicketPriority>,
    assignee_id: Option<Option<UserId>>,
    team_id: Option<Option<TeamId>>,
    wait_reason: Option<Option<WaitReason>>,
    ball_holder: Option<Option<BallHolder>>,
    wait_until: Option<Option<DateTime<Utc>>>,
    solution: Option<String>,
    cause: Option<String>,
    fault_code_id: Option<FaultCodeId>,
    repair_outcome: Option<RepairOutcome>,
    resolved_at: Option<Option<DateTime<Utc>>>,
    notice_given_at: Option<Option<DateTime<Utc>>>,
    confirmed_by: Option<Option<String>>,
    confirmed_at: Option<Option<DateTime<Utc>>>,
    closed_at: Option<Option<DateTime<Utc>>>,
    cancel_reason: Option<String>,
    merged_into_id: Option<TicketId>,
    valid_complaint: Option<bool>,
    verdict_grounds: Option<String>,
    crisis_status: Option<CrisisStatus>,
    crisis_kinds: Option<Vec<CrisisKind>>,
    estimate_minutes: Option<i32>,
    reopen_count: Option<i32>,
    individual_case: Option<bool>,
    updated_at: Option<DateTime<Utc>>,
    version: Option<i32>,
}

/// Carries out an action on a ticket of this version.
pub(super) fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    version: i32,
    input: &ActionInput,
    policy: &Policy,
    desk: &Schedule,
) -> Result<Whole, Failure> {
    let before = store::find_version(c, caller, id, version)?;
    let input = &choose_person(c, caller, input)?;
    let mut facts = before.facts(policy, desk);
    if matches!(input, ActionInput::Resolve(_)) {
        facts.open_checks = checks::open(c, id)?;
    }
    let change = match decide(&facts, input, &caller.actor, caller.now, policy)? {
        Outcome::AlreadyDone => return Ok(before),
        Outcome::Changed(change) => change,
    };
    let names = check_references(c, caller, &before, input)?;
    let row = &before.row;
    let (waiting, assigned) = (change.waiting, change.assigned);
    let (solution, cause, fault_code_id, repair_outcome) = match change.resolution.clone() {
        Some((solution, cause, code, outcome)) => (Some(solution), cause, code, outcome),
        None => (None, None, None, None),
    };
    let confirmed = change.confirmed.clone();
    let crisis = change.crisis.clone();
    let set = Set {
        status: change.status,
        priority: crisis
            .as_ref()
            .map(|(status, _)| priority(row.severity, row.impact, row.safety_risk, *status)),
        assignee_id: assigned.map(|(person, _)| person),
        team_id: assigned.map(|(_, team)| team),
        wait_reason: waiting.map(|w| w.map(|(reason, _, _)| reason)),
        ball_holder: waiting.map(|w| w.map(|(_, holder, _)| holder)),
        wait_until: waiting.map(|w| w.and_then(|(_, _, until)| until)),
        solution,
        cause,
        fault_code_id,
        repair_outcome,
        resolved_at: change.resolved_at,
        notice_given_at: change.notice_given_at,
        confirmed_by: confirmed.clone().map(|c| c.map(|(by, _)| by)),
        confirmed_at: confirmed.map(|c| c.map(|(_, at)| at)),
        closed_at: change.closed_at,
        cancel_reason: change.cancel_reason.clone(),
        merged_into_id: change.merged_into_id,
        valid_complaint: change.judged.as_ref().map(|(valid, _)| *valid),
        verdict_grounds: change.judged.as_ref().map(|(_, grounds)| grounds.clone()),
        crisis_status: crisis.as_ref().map(|(status, _)| *status),
        crisis_kinds: crisis.map(|(_, kinds)| kinds),
        estimate_minutes: change.estimate.map(|(minutes, _)| minutes),
        reopen_count: change.reopened.then_some(row.reopen_count + 1),
        individual_case: change.individual_case.then_some(true),
        updated_at: Some(caller.now),
        version: Some(version + 1),
    };
    undo::remember(c, caller, &before, Some(input))?;
    let from = TicketMachine::line(input.kind()).map_or(&[][..], |line| line.from);
    let guarded = tickets::table
        .filter(tickets::id.eq(id))
        .filter(tickets::version.eq(version))
        .filter(tickets::status.eq_any(from));
    if diesel::update(guarded).set(set).execute(c)? == 0 {
        return Err(Failure::stale());
    }
    if let Some(into) = change.merged_into_id {
        links::insert(c, caller, id, into, TicketLinkKind::DuplicateOf)?;
    }
    tell(c, caller, &before, input, &change, &names)?;
    after::acted(c, caller, &before, input, &change)?;
    store::find(c, caller, id)
}

/// Where a ticket is given to whoever of a team has least to do, that person is named before anything is decided.
fn choose_person(c: &mut PgConnection, caller: &Caller, input: &ActionInput) -> Result<ActionInput, Failure> {
    let mut input = input.clone();
    if let ActionInput::Assign(assign) = &mut input
        && assign.least_loaded
        && assign.assignee_id.is_none()
        && caller.actor.may(Permission::TicketAssign)
        && let Some(team) = assign.team_id
    {
        references::team(c, caller, team, None)?;
        assign.assignee_id = routing_rule::lightest(c, team)?;
        assign.least_loaded = false;
    }
    Ok(input)
}

/// Whom a ticket is given to, by the names of that day.
#[derive(Default)]
struct Names {
    assignee: Option<String>,
    team: Option<String>,
}

/// What the input points at must be there, be visible and fit. Gives the names to tell.
fn check_references(
    c: &mut PgConnection,
    caller: &Caller,
    ticket: &Whole,
    input: &ActionInput,
) -> Result<Names, Failure> {
    let mut names = Names::default();
    match input {
        ActionInput::Assign(a) => {
            if let Some(person) = a.assignee_id {
                names.assignee = Some(references::assignee(c, caller, person, ticket.row.dealer_id)?);
            }
            if let Some(team) = a.team_id {
                names.team = Some(references::team(c, caller, team, a.assignee_id)?);
            }
        }
        // What the customer is told names no article that stays in the house.
        ActionInput::Respond(r) => knowledge_article::check_named(c, "/answer", &r.answer)?,
        ActionInput::Resolve(r) => {
            knowledge_article::check_named(c, "/solution", &r.solution)?;
            if let Some(code) = r.fault_code_id {
                references::fault_code(c, code)?;
            }
        }
        ActionInput::Merge(m) => {
            let missing = |failure: Failure| failure.missing_at("/into_id");
            let into = store::find(c, caller, m.into_id).map_err(missing)?;
            if !into.row.status.is_open() {
                return Err(Failure::field("/into_id", FieldProblem::NotAllowed));
            }
        }
        _ => {}
    }
    Ok(names)
}

/// The values that the timeline shows with an action.
fn values(input: &ActionInput, names: &Names) -> Value {
    match input {
        ActionInput::Assign(a) => json!({
            "assignee_id": a.assignee_id,
            "assignee_name": names.assignee,
            "team_id": a.team_id,
            "team_name": names.team,
        }),
        ActionInput::Wait(w) => json!({ "reason": w.reason, "ball_holder": w.ball_holder, "until": w.until }),
        ActionInput::Resolve(r) => json!({ "repair_outcome": r.repair_outcome }),
        ActionInput::Merge(m) => json!({ "into_id": m.into_id }),
        ActionInput::Judge(j) => json!({ "valid": j.valid }),
        ActionInput::FlagCrisis(f) => json!({ "kinds": f.kinds }),
        ActionInput::Estimate(e) => json!({ "minutes": e.minutes, "told_customer": e.told_customer }),
        ActionInput::Confirm(c) => json!({ "confirmed_by": c.confirmed_by }),
        ActionInput::Verify(_)
        | ActionInput::Start(_)
        | ActionInput::Resume(_)
        | ActionInput::GiveNotice(_)
        | ActionInput::Close(_)
        | ActionInput::Reopen(_)
        | ActionInput::Cancel(_)
        | ActionInput::ConfirmCrisis(_)
        | ActionInput::LiftCrisis(_)
        | ActionInput::Respond(_)
        | ActionInput::CallOnsite(_)
        | ActionInput::ArriveOnsite(_) => json!({}),
    }
}

fn tell(
    c: &mut PgConnection,
    caller: &Caller,
    before: &Whole,
    input: &ActionInput,
    change: &TicketChange,
    names: &Names,
) -> Result<(), Failure> {
    let (id, from) = (before.row.id, before.row.status);
    let to = change.status.unwrap_or(from);
    // An estimate that the customer was not told is the house's own.
    let untold = matches!(input, ActionInput::Estimate(e) if !e.told_customer);
    let mut story = vec![
        EventRow::by(caller, id, TicketEventKind::Action)
            .action(input.kind(), from, to)
            .note(change.note.text.clone())
            .values(values(input, names))
            .internal(untold),
    ];
    if change.individual_case {
        let values = json!({ "rule": "individual_case", "reopen_count": before.row.reopen_count + 1 });
        story.push(EventRow::by_rule(id, caller.now).values(values));
    }
    if let Some(into) = change.merged_into_id {
        let number = &before.row.number;
        story.push(EventRow::by(caller, into, TicketEventKind::Link).values(json!({ "merged": number })));
    }
    events::write(c, &story)?;
    let changes = json!({ "from": from, "to": to, "note": change.note.text, "values": values(input, names) });
    audit::write(c, caller, "ticket", id.0, input.kind().as_str(), changes)
}
