//! Use cases of routing.

use super::store;
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::clock::Rulebook;
use crate::records::rule_list::{self, ROUTING_RULES};
use crate::records::sla_policy::service::traits;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::{TeamId, UserId};
use shared::problem::{Checker, FieldProblem};
use shared::records::clock::Audience;
use shared::records::condition::TicketTraits;
use shared::records::routing_rule::*;
use uuid::Uuid;

/// The rules in force.
pub fn get(c: &mut PgConnection) -> Result<RoutingRulesInForce, Failure> {
    let (rules, version) = rule_list::load::<RoutingRules>(c, ROUTING_RULES)?;
    Ok(RoutingRulesInForce { rules: rules.rules, version })
}

/// Whether the rules make sense, and their teams are there.
fn check(c: &mut PgConnection, rules: &RoutingRules) -> Result<(), Failure> {
    rules.check()?;
    let codes: Vec<&str> = rules.rules.iter().filter_map(|r| r.team.as_deref()).collect();
    let unknown = store::unknown_codes(c, &codes)?;
    let mut check = Checker::default();
    for (i, rule) in rules.rules.iter().enumerate() {
        let known = rule.team.as_deref().is_none_or(|code| !unknown.iter().any(|u| u == code));
        check.check(known, &format!("/rules/{i}/team"), FieldProblem::NoSuchRecord);
    }
    Ok(check.finish()?)
}

/// Replaces the rules. Tickets that are there already stay where they are.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    version: i32,
    rules: &RoutingRules,
) -> Result<RoutingRulesInForce, Failure> {
    check(c, rules)?;
    rule_list::replace(c, ROUTING_RULES, version, rules, caller.now)?;
    // There is only one list, so it has no id.
    audit::write(c, caller, "routing_rule", Uuid::nil(), "update", json!(rules))?;
    get(c)
}

/// Where a ticket goes.
pub struct Routed {
    /// The rule that says so.
    pub rule: String,
    /// Where the rule comes from.
    pub source: Option<String>,
    /// The team; nothing while there is none of that code.
    pub team: Option<(TeamId, String)>,
    /// The person, where the rule chooses one.
    pub assignee_id: Option<UserId>,
    /// Who is told at once.
    pub tell: Vec<Audience>,
}

/// Whoever of a team has the fewest open tickets.
///
/// # Errors
/// When the database is away.
pub fn lightest(c: &mut PgConnection, team: TeamId) -> Result<Option<UserId>, Failure> {
    Ok(least_loaded(&store::loads(c, team)?))
}

/// Where such a ticket goes, by the first rule that applies.
///
/// # Errors
/// When the database is away.
pub fn route(
    c: &mut PgConnection,
    rules: &RoutingRules,
    ticket: &TicketTraits,
) -> Result<Option<Routed>, Failure> {
    let Some(rule) = rules.rule_for(ticket) else { return Ok(None) };
    let team = match &rule.team {
        Some(code) => store::team(c, code)?,
        None => None,
    };
    let assignee_id = match (&team, rule.assign) {
        (Some((team, _)), AssignMode::LeastLoaded) => lightest(c, *team)?,
        _ => None,
    };
    Ok(Some(Routed {
        rule: rule.name.to_string(),
        source: rule.source.as_ref().map(ToString::to_string),
        team,
        assignee_id,
        tell: rule.tell.clone(),
    }))
}

/// Where an existing or imagined ticket would go, and why.
pub fn try_out(c: &mut PgConnection, caller: &Caller, input: &TryRouting) -> Result<TriedRouting, Failure> {
    let rules = match &input.rules {
        Some(rules) => {
            let rules = RoutingRules { rules: rules.clone() };
            check(c, &rules)?;
            rules
        }
        None => Rulebook::load(c)?.routing,
    };
    let ticket = traits(c, caller, input.ticket_id, input.ticket.as_ref())?;
    let routed = route(c, &rules, &ticket)?;
    let assignee_id = routed.as_ref().and_then(|r| r.assignee_id);
    let assignee_name = match assignee_id {
        Some(person) => store::name(c, person)?,
        None => None,
    };
    let team = routed.as_ref().and_then(|r| r.team.clone());
    Ok(TriedRouting {
        trace: rules.trace(&ticket),
        ticket,
        rule: routed.as_ref().map(|r| r.rule.clone()),
        team_id: team.as_ref().map(|(id, _)| *id),
        team_name: team.map(|(_, name)| name),
        assignee_id,
        assignee_name,
        tell: routed.map(|r| r.tell).unwrap_or_default(),
    })
}
