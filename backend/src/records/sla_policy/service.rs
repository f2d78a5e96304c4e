//! Use cases of SLA policies.

use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::clock::{self, Otherwise, Rulebook};
use crate::records::rule_list::{self, SLA_POLICIES};
use crate::records::ticket::find_visible;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::calendar::DueError;
use shared::ids::TicketId;
use shared::problem::{Checker, FieldProblem, FieldRefusal, Refusal};
use shared::records::clock::{ClockKind, ClockPreview, Target};
use shared::records::condition::TicketTraits;
use shared::records::sla_policy::*;
use uuid::Uuid;

/// The policies in force.
pub fn get(c: &mut PgConnection) -> Result<SlaPoliciesInForce, Failure> {
    let (policies, version) = rule_list::load::<SlaPolicies>(c, SLA_POLICIES)?;
    Ok(SlaPoliciesInForce { rules: policies.rules, clocks_to_recompute: clock::stale(c)?, version })
}

/// Whether the policies make sense, calendars included: each is there and has the time that is promised.
fn check(
    c: &mut PgConnection,
    policies: &SlaPolicies,
    now: chrono::DateTime<chrono::Utc>,
) -> Result<(), Failure> {
    policies.check()?;
    let book = Rulebook::load(c)?;
    let mut check = Checker::default();
    for (i, rule) in policies.rules.iter().enumerate() {
        for (j, promise) in rule.promises.iter().enumerate() {
            let at = format!("/rules/{i}/promises/{j}");
            let Some(schedule) = book.schedules.get(promise.calendar_id) else {
                check.check(false, &format!("{at}/calendar_id"), FieldProblem::NoSuchRecord);
                continue;
            };
            let seconds = promise.target.seconds(now, schedule);
            let due = seconds.and_then(|s| schedule.after(now, s));
            if matches!(due, Err(DueError::NeverReached)) {
                let unit = match promise.target {
                    Target::Minutes(_) => "minutes",
                    Target::WorkingDays(_) => "working_days",
                };
                check.check(false, &format!("{at}/target/{unit}"), FieldProblem::Inconsistent);
            }
        }
    }
    Ok(check.finish()?)
}

/// Replaces the policies; every open clock is measured anew by a job.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    version: i32,
    policies: &SlaPolicies,
) -> Result<SlaPoliciesInForce, Failure> {
    check(c, policies, caller.now)?;
    rule_list::replace(c, SLA_POLICIES, version, policies, caller.now)?;
    clock::mark_stale(c)?;
    // There is only one list, so it has no id.
    audit::write(c, caller, "sla_policy", Uuid::nil(), "update", json!(policies))?;
    get(c)
}

/// What would move under other policies.
pub fn preview(
    c: &mut PgConnection,
    caller: &Caller,
    input: &PreviewSlaPolicies,
) -> Result<ClockPreview, Failure> {
    let policies = SlaPolicies { rules: input.rules.clone() };
    check(c, &policies, caller.now)?;
    clock::preview(c, &Otherwise::Policies(&policies), caller.now)
}

/// The traits of a ticket that exists and is visible, or of an imagined one; exactly one is named.
pub fn traits(
    c: &mut PgConnection,
    caller: &Caller,
    ticket_id: Option<TicketId>,
    ticket: Option<&TicketTraits>,
) -> Result<TicketTraits, Failure> {
    match (ticket_id, ticket) {
        (Some(id), None) => {
            let missing = |failure: Failure| failure.missing_at("/ticket_id");
            find_visible(c, caller, id).map_err(missing)?;
            let found = clock::subjects(c, &[id])?.pop();
            found.map(|s| s.traits).ok_or_else(Failure::not_found)
        }
        (None, Some(ticket)) => Ok(ticket.clone()),
        (Some(_), Some(_)) => Err(Failure::field("/ticket", FieldProblem::Inconsistent)),
        (None, None) => {
            Err(Refusal::fields(vec![FieldRefusal::new("/ticket_id", FieldProblem::Required)]).into())
        }
    }
}

/// What a ticket would be promised, and why.
pub fn try_out(
    c: &mut PgConnection,
    caller: &Caller,
    input: &TrySlaPolicies,
) -> Result<Vec<TriedPromise>, Failure> {
    let book = Rulebook::load(c)?;
    let policies = match &input.rules {
        Some(rules) => {
            let policies = SlaPolicies { rules: rules.clone() };
            check(c, &policies, caller.now)?;
            policies
        }
        None => book.sla.clone(),
    };
    let ticket = traits(c, caller, input.ticket_id, input.ticket.as_ref())?;
    let start = input.start.unwrap_or(caller.now);
    let promise = |clock: &ClockKind| {
        let terms = policies.terms(*clock, &ticket);
        let due_at = terms.as_ref().and_then(|t| {
            let schedule = book.schedules.get(t.calendar_id)?;
            schedule.after(start, t.target.seconds(start, schedule).ok()?).ok()
        });
        TriedPromise {
            clock: *clock,
            rule: terms.as_ref().map(|t| t.rule.clone()),
            target: terms.as_ref().map(|t| t.target),
            calendar_id: terms.map(|t| t.calendar_id),
            due_at,
            trace: policies.trace(*clock, &ticket),
        }
    };
    Ok(ClockKind::ALL.iter().map(promise).collect())
}
