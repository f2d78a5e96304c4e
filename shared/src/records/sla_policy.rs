//! SLA policies: which promise a ticket's clocks are measured by (handbook 3). An ordered list; for each kind
//! of clock the first rule that applies and names it decides.

mod shipped;

use crate::ids::{CalendarId, TicketId};
use crate::problem::{Checker, FieldProblem, FieldRefusal, Refusal};
use crate::records::clock::{Audience, ClockKind, Step, Target, Terms};
use crate::records::condition::{ConditionField, RuleTrace, TicketCondition, TicketTraits};
use crate::records::ticket::WaitReason;
use crate::text::Line;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// The whole ordered list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SlaPolicies {
    /// The rules, first match first.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub rules: Vec<SlaRule>,
}

/// A rule: for such tickets these promises.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SlaRule {
    /// Its name; no two are called the same.
    #[cfg_attr(feature = "openapi", schema(example = "紧急故障 Emergency"))]
    pub name: Line<100>,
    /// Where the numbers come from.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "MGT 2.1"))]
    pub source: Option<Line<200>>,
    /// Whether it is in use.
    #[serde(default = "yes")]
    pub active: bool,
    /// Which tickets.
    #[serde(default)]
    pub when: TicketCondition,
    /// What is promised, one entry per clock.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 6))]
    pub promises: Vec<Promise>,
    /// Reasons for waiting that stop these clocks.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 6))]
    pub pauses: Vec<WaitReason>,
    /// Warnings and escalation.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub steps: Vec<Step>,
}

fn yes() -> bool {
    true
}

/// How much time one clock has.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Promise {
    /// Which clock.
    pub clock: ClockKind,
    /// How much time.
    pub target: Target,
    /// The calendar it is counted on.
    pub calendar_id: CalendarId,
}

/// Most rules of a list.
pub const MOST_RULES: usize = 200;
const MOST_STEPS: usize = 20;

/// Notes names that are said twice, and too many rules.
pub(super) fn check_names<'a>(check: &mut Checker, names: impl Iterator<Item = &'a str>) {
    let mut known = BTreeSet::new();
    let mut count = 0;
    for (i, name) in names.enumerate() {
        check.check(known.insert(name), &format!("/rules/{i}/name"), FieldProblem::Taken);
        count = i + 1;
    }
    check_length(check, count, MOST_RULES, "/rules");
}

/// Notes a list that is too long.
pub(super) fn check_length(check: &mut Checker, length: usize, most: usize, pointer: &str) {
    if length > most {
        check.push(FieldRefusal::new(pointer, FieldProblem::TooLarge).arg("limit", most as i64));
    }
}

impl SlaPolicies {
    /// Whether the rules make sense by themselves; whether their calendars exist is for the server to say.
    ///
    /// # Errors
    /// `validation_failed` with each place that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check_names(&mut check, self.rules.iter().map(|r| r.name.as_str()));
        for (i, rule) in self.rules.iter().enumerate() {
            rule.when.check(&mut check, &format!("/rules/{i}/when"));
            let mut clocks = BTreeSet::new();
            check.check(!rule.promises.is_empty(), &format!("/rules/{i}/promises"), FieldProblem::Required);
            for (j, promise) in rule.promises.iter().enumerate() {
                let at = format!("/rules/{i}/promises/{j}");
                check.check(clocks.insert(promise.clock), &format!("{at}/clock"), FieldProblem::Taken);
                let (value, most) = promise.target.bounds();
                let unit = match promise.target {
                    Target::Minutes(_) => "minutes",
                    Target::WorkingDays(_) => "working_days",
                };
                check.range(value, 1..=most, &format!("{at}/target/{unit}"));
            }
            check_length(&mut check, rule.steps.len(), MOST_STEPS, &format!("/rules/{i}/steps"));
            check_length(&mut check, rule.pauses.len(), WaitReason::ALL.len(), &format!("/rules/{i}/pauses"));
            let mut percents = BTreeSet::new();
            for (j, step) in rule.steps.iter().enumerate() {
                let at = format!("/rules/{i}/steps/{j}");
                check.range(step.at_percent.into(), 1..=1000, &format!("{at}/at_percent"));
                check.check(
                    percents.insert(step.at_percent),
                    &format!("{at}/at_percent"),
                    FieldProblem::Taken,
                );
                check_length(&mut check, step.tell.len(), Audience::ALL.len(), &format!("{at}/tell"));
                let told = step.raise || !step.tell.is_empty();
                check.check(told, &format!("{at}/tell"), FieldProblem::Required);
            }
        }
        check.finish()
    }

    /// The rule that decides about a clock of such a ticket.
    pub fn rule_for(&self, clock: ClockKind, ticket: &TicketTraits) -> Option<&SlaRule> {
        self.rules.iter().find(|r| {
            r.active && r.promises.iter().any(|p| p.clock == clock) && r.when.misses(ticket).is_none()
        })
    }

    /// The promise to such a ticket, if there is one.
    pub fn terms(&self, clock: ClockKind, ticket: &TicketTraits) -> Option<Terms> {
        let rule = self.rule_for(clock, ticket)?;
        let promise = rule.promises.iter().find(|p| p.clock == clock)?;
        Some(Terms { target: promise.target, calendar_id: promise.calendar_id, rule: rule.name.to_string() })
    }

    /// The rule of that name.
    pub fn named(&self, name: &str) -> Option<&SlaRule> {
        self.rules.iter().find(|r| r.name.as_str() == name)
    }

    /// The reasons for waiting that stop a clock of such a ticket; where nothing is promised, those of the
    /// handbook.
    pub fn pauses(&self, clock: ClockKind, ticket: &TicketTraits) -> &[WaitReason] {
        self.rule_for(clock, ticket).map_or(PAUSES, |r| &r.pauses)
    }

    /// How each rule fared with such a ticket, for one clock.
    pub fn trace(&self, clock: ClockKind, ticket: &TicketTraits) -> Vec<RuleTrace> {
        let of_clock = self.rules.iter().filter(|r| r.promises.iter().any(|p| p.clock == clock));
        of_clock
            .map(|r| {
                let misses = if r.active { r.when.misses(ticket) } else { Some(ConditionField::Inactive) };
                RuleTrace { rule: r.name.to_string(), applies: misses.is_none(), misses }
            })
            .collect()
    }
}

/// The handbook's: the customer is awaited, transport, force majeure.
pub const PAUSES: &[WaitReason] = &[WaitReason::Customer, WaitReason::Transport, WaitReason::ForceMajeure];

/// The handbook's ladder: whoever has it at half time, team too at four fifths, the supervisors at the breach
/// and again when twice the time is gone.
pub fn shipped_steps() -> Vec<Step> {
    use Audience::*;
    let step = |at_percent, tell: &[Audience], raise| Step { at_percent, tell: tell.to_vec(), raise };
    vec![
        step(50, &[Assignee], false),
        step(80, &[Assignee, Team], false),
        step(100, &[Assignee, Team, Supervisors], true),
        step(200, &[Supervisors], true),
    ]
}

/// The list in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlaPoliciesInForce {
    /// The rules.
    pub rules: Vec<SlaRule>,
    /// Open clocks that are still to be measured by them after the last change.
    pub clocks_to_recompute: i64,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// What is sent to try policies out: an existing ticket or an imagined one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TrySlaPolicies {
    /// An existing ticket.
    #[serde(default)]
    pub ticket_id: Option<TicketId>,
    /// An imagined one.
    #[serde(default)]
    pub ticket: Option<TicketTraits>,
    /// When its clocks start; now by default.
    #[serde(default)]
    pub start: Option<DateTime<Utc>>,
    /// Rules to be tried instead of those in force.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub rules: Option<Vec<SlaRule>>,
}

/// What a ticket would be promised.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TriedPromise {
    /// Which clock.
    pub clock: ClockKind,
    /// The rule that decides.
    pub rule: Option<String>,
    /// How much time.
    pub target: Option<Target>,
    /// The calendar.
    pub calendar_id: Option<CalendarId>,
    /// When it would be due.
    pub due_at: Option<DateTime<Utc>>,
    /// How each rule fared.
    pub trace: Vec<RuleTrace>,
}

/// What is sent to see which clocks would move.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewSlaPolicies {
    /// The rules as they would be.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub rules: Vec<SlaRule>,
}

#[cfg(test)]
mod tests;
