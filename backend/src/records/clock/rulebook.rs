//! The rules that clocks and routing go by, loaded together.

use crate::error::Failure;
use crate::records::calendar::schedules::Schedules;
use crate::records::rule_list::{self, ROUTING_RULES, SLA_POLICIES};
use anyhow::anyhow;
use diesel::pg::PgConnection;
use shared::calendar::Schedule;
use shared::ids::CalendarId;
use shared::records::calendar::SERVICE_DESK;
use shared::records::clock::{Step, Terms};
use shared::records::routing_rule::RoutingRules;
use shared::records::sla_policy::SlaPolicies;

/// Policies, routing and calendars of one moment.
pub struct Rulebook {
    /// What is promised.
    pub sla: SlaPolicies,
    /// Who gets what.
    pub routing: RoutingRules,
    /// The calendars, ready for arithmetic.
    pub schedules: Schedules,
}

impl Rulebook {
    /// The rules in force.
    ///
    /// # Errors
    /// When the database is away.
    pub fn load(c: &mut PgConnection) -> Result<Self, Failure> {
        Ok(Self {
            sla: rule_list::load(c, SLA_POLICIES)?.0,
            routing: rule_list::load(c, ROUTING_RULES)?.0,
            schedules: Schedules::load(c)?,
        })
    }

    /// The calendar of some terms; the service desk's where nothing is promised.
    pub fn calendar_of(terms: Option<&Terms>) -> CalendarId {
        terms.map_or(SERVICE_DESK, |t| t.calendar_id)
    }

    /// A calendar, ready for arithmetic.
    ///
    /// # Errors
    /// When it is gone, which a foreign key forbids.
    pub fn schedule(&self, id: CalendarId) -> Result<&Schedule, Failure> {
        self.schedules.get(id).ok_or_else(|| anyhow!("calendar {id} is gone").into())
    }

    /// The ladder of some terms. The breach itself is always a rung.
    pub fn steps(&self, terms: Option<&Terms>) -> Vec<Step> {
        let Some(terms) = terms else { return vec![] };
        let mut steps = self.sla.named(&terms.rule).map(|r| r.steps.clone()).unwrap_or_default();
        if steps.iter().all(|s| s.at_percent != BREACH) {
            steps.push(Step { at_percent: BREACH, tell: vec![], raise: false });
        }
        steps.sort_by_key(|s| s.at_percent);
        steps
    }
}

/// All of the target is used up.
pub const BREACH: u16 = 100;
