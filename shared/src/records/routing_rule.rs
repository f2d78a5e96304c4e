//! Routing: who gets a ticket (ELV 5.4–5.6). An ordered list; the first rule that applies decides.

use crate::ids::{TeamId, TicketId, UserId};
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::records::clock::Audience;
use crate::records::condition::{ConditionField, RuleTrace, TicketCondition, TicketTraits};
use crate::records::sla_policy::{check_length, check_names};
use crate::records::ticket::{TicketKind, TicketTopic};
use crate::text::Line;
use serde::{Deserialize, Serialize};

text_enums! {
    /// How a person is chosen in the team.
    AssignMode in "assign_mode" {
        /// Nobody is chosen: the ticket lies in the team's queue.
        Queue = "queue",
        /// Who has the fewest open tickets; among equals whoever got one longest ago.
        LeastLoaded = "least_loaded",
    }
}

/// The whole ordered list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RoutingRules {
    /// The rules, first match first.
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub rules: Vec<RoutingRule>,
}

/// A rule: such tickets go there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RoutingRule {
    /// Its name; no two are called the same.
    #[cfg_attr(feature = "openapi", schema(example = "产品质量 Product quality"))]
    pub name: Line<100>,
    /// Where the rule comes from.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "ELV 5.4"))]
    pub source: Option<Line<200>>,
    /// Whether it is in use.
    #[serde(default = "yes")]
    pub active: bool,
    /// Which tickets.
    #[serde(default)]
    pub when: TicketCondition,
    /// The code of the team whose queue it goes to. A team that does not exist yet takes nothing.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "quality"))]
    pub team: Option<Line<40>>,
    /// How a person is chosen in the team.
    #[serde(default = "queue")]
    pub assign: AssignMode,
    /// Who is told at once.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 5))]
    pub tell: Vec<Audience>,
}

fn yes() -> bool {
    true
}

fn queue() -> AssignMode {
    AssignMode::Queue
}

/// The codes of the teams that the shipped rules name; every new maker begins with them.
pub const SHIPPED_TEAMS: [(&str, &str); 3] = [
    ("service_desk", "服务台 Service desk"),
    ("quality", "品质部 Quality"),
    ("supervision", "售后主管 Supervision"),
];

impl RoutingRules {
    /// Whether the rules make sense by themselves; whether their teams exist is for the server to say.
    ///
    /// # Errors
    /// `validation_failed` with each place that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check_names(&mut check, self.rules.iter().map(|r| r.name.as_str()));
        for (i, rule) in self.rules.iter().enumerate() {
            rule.when.check(&mut check, &format!("/rules/{i}/when"));
            check_length(&mut check, rule.tell.len(), Audience::ALL.len(), &format!("/rules/{i}/tell"));
            let leads_somewhere = rule.team.is_some() || !rule.tell.is_empty();
            check.check(leads_somewhere, &format!("/rules/{i}/team"), FieldProblem::Required);
            let has_team = rule.assign == AssignMode::Queue || rule.team.is_some();
            check.check(has_team, &format!("/rules/{i}/assign"), FieldProblem::Inconsistent);
        }
        check.finish()
    }

    /// The rule that decides about such a ticket.
    pub fn rule_for(&self, ticket: &TicketTraits) -> Option<&RoutingRule> {
        self.rules.iter().find(|r| r.active && r.when.misses(ticket).is_none())
    }

    /// How each rule fared, down to the one that decides.
    pub fn trace(&self, ticket: &TicketTraits) -> Vec<RuleTrace> {
        let mut trace = vec![];
        for rule in &self.rules {
            let misses = if rule.active { rule.when.misses(ticket) } else { Some(ConditionField::Inactive) };
            let applies = misses.is_none();
            trace.push(RuleTrace { rule: rule.name.to_string(), applies, misses });
            if applies {
                break;
            }
        }
        trace
    }
}

impl Default for RoutingRules {
    /// The handbook's (ELV 5.4–5.6).
    fn default() -> Self {
        let any = TicketCondition::default;
        let complaint = |topics: &[TicketTopic]| TicketCondition {
            kind: vec![TicketKind::Complaint],
            topic: topics.to_vec(),
            ..any()
        };
        #[expect(clippy::expect_used, reason = "constants of this function, all of them made by a test")]
        let rule = |name: &str, source: &str, when, team: &str, tell: &[Audience]| RoutingRule {
            name: Line::new(name).expect("a line"),
            source: Some(Line::new(source).expect("a line")),
            active: true,
            when,
            team: Some(Line::new(team).expect("a line")),
            assign: AssignMode::Queue,
            tell: tell.to_vec(),
        };
        use Audience::{Quality, Supervisors, Team};
        use TicketTopic::*;
        Self {
            rules: vec![
                rule(
                    "专案 Special case",
                    "ELV 5.6",
                    TicketCondition { special_case: Some(true), ..any() },
                    "supervision",
                    &[Supervisors, Quality],
                ),
                rule(
                    "个案 Individual case",
                    "ELV 5.6",
                    TicketCondition { individual_case: Some(true), ..any() },
                    "supervision",
                    &[Supervisors],
                ),
                rule(
                    "产品质量、包装破损、变质 Product quality, packaging, deterioration",
                    "ELV 5.4",
                    complaint(&[ProductQuality, Packaging, Deterioration]),
                    "quality",
                    &[Team],
                ),
                rule(
                    "安装、员工态度、失职 Installation, staff attitude, neglect of duty",
                    "ELV 5.5",
                    complaint(&[Installation, StaffAttitude]),
                    "supervision",
                    &[Team],
                ),
                rule("其他 Everything else", "ELV 5.4", any(), "service_desk", &[]),
            ],
        }
    }
}

/// The list in force.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RoutingRulesInForce {
    /// The rules.
    pub rules: Vec<RoutingRule>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// What is sent to try routing out: an existing ticket or an imagined one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TryRouting {
    /// An existing ticket.
    #[serde(default)]
    pub ticket_id: Option<TicketId>,
    /// An imagined one.
    #[serde(default)]
    pub ticket: Option<TicketTraits>,
    /// Rules to be tried instead of those in force.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub rules: Option<Vec<RoutingRule>>,
}

/// Where a ticket would go, and why.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TriedRouting {
    /// What was asked about.
    pub ticket: TicketTraits,
    /// The rule that decides.
    pub rule: Option<String>,
    /// The team.
    pub team_id: Option<TeamId>,
    /// Its name.
    pub team_name: Option<String>,
    /// The person, where the rule chooses one.
    pub assignee_id: Option<UserId>,
    /// Their name.
    pub assignee_name: Option<String>,
    /// Who would be told at once.
    pub tell: Vec<Audience>,
    /// How each rule fared, down to the one that decides.
    pub trace: Vec<RuleTrace>,
}

/// How much somebody of a team has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load<T> {
    /// Who.
    pub person: UserId,
    /// Open tickets given to them.
    pub open: i64,
    /// When they were last given one; nothing if never.
    pub last: Option<T>,
}

/// Whoever has the fewest open tickets; among equals whoever got one longest ago.
pub fn least_loaded<T: Ord + Copy>(team: &[Load<T>]) -> Option<UserId> {
    team.iter().min_by_key(|l| (l.open, l.last, l.person)).map(|l| l.person)
}

#[cfg(test)]
#[path = "routing_rule_tests.rs"]
mod tests;
