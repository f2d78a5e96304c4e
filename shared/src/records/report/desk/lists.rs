//! The list of tickets behind each number of the dashboard. The page links there; a test compares each number
//! with the length of its list.

use super::query::DeskQuery;
use super::view::*;
use super::words::{AgeBand, ParetoSlice, TicketDimension};
use crate::page::OneOf;
use crate::records::clock::{ClockKind, ClockOutcome};
use crate::records::ticket::{DUE_SOON_HOURS, QueueKind, TicketQuery, TicketStatus};
use chrono::Duration;

/// Makes the lists of one report.
pub struct DeskLists<'a> {
    report: &'a DeskReport,
    base: TicketQuery,
}

impl<'a> DeskLists<'a> {
    /// For a report and what was asked.
    pub fn new(report: &'a DeskReport, query: &DeskQuery) -> Self {
        Self { report, base: query.tickets() }
    }

    fn base(&self) -> TicketQuery {
        self.base.clone()
    }

    /// All that is open.
    pub fn open(&self) -> TicketQuery {
        TicketQuery { open: Some(true), ..self.base() }
    }

    /// What is open in a state.
    pub fn status(&self, status: TicketStatus) -> TicketQuery {
        TicketQuery { status: Some(OneOf(vec![status])), ..self.open() }
    }

    /// What is open in a queue.
    pub fn queue(&self, queue: &DeskQueue) -> TicketQuery {
        let open = self.open();
        match queue.queue {
            // A person's own queue is on their own page.
            QueueKind::Mine => open,
            QueueKind::Team => TicketQuery { team_id: queue.team_id, ..open },
            QueueKind::Unassigned => TicketQuery { unassigned: Some(true), ..open },
            QueueKind::DueSoon => TicketQuery {
                due_before: Some(self.report.at + Duration::hours(DUE_SOON_HOURS.into())),
                ..open
            },
            QueueKind::Breached => TicketQuery { breached: Some(true), ..open },
            QueueKind::SpecialCase => TicketQuery { special_case: Some(true), ..open },
            QueueKind::IndividualCase => TicketQuery { individual_case: Some(true), ..open },
        }
    }

    /// What is open and so old.
    pub fn age(&self, band: AgeBand) -> TicketQuery {
        let (created_from, created_until) = band.filed(self.report.at);
        TicketQuery { created_from, created_until, ..self.open() }
    }

    /// Filed in a month.
    pub fn opened(&self, month: &DeskMonth) -> TicketQuery {
        let (from, until) = (Some(month.starts_at), Some(month.ends_at));
        TicketQuery { created_from: from, created_until: until, ..self.base() }
    }

    /// Resolved in a month.
    pub fn resolved(&self, month: &DeskMonth) -> TicketQuery {
        let (from, until) = (Some(month.starts_at), Some(month.ends_at));
        TicketQuery { resolved_from: from, resolved_until: until, ..self.base() }
    }

    /// Closed, cancelled or merged in a month.
    pub fn closed(&self, month: &DeskMonth) -> TicketQuery {
        let (from, until) = (Some(month.starts_at), Some(month.ends_at));
        TicketQuery { closed_from: from, closed_until: until, ..self.base() }
    }

    /// Opened again in a month.
    pub fn reopened(&self, month: &DeskMonth) -> TicketQuery {
        let (from, until) = (Some(month.starts_at), Some(month.ends_at));
        TicketQuery { reopened_from: from, reopened_until: until, ..self.base() }
    }

    /// Open when a month began.
    pub fn backlog(&self, month: &DeskMonth) -> TicketQuery {
        TicketQuery { open_at: Some(month.starts_at), ..self.base() }
    }

    /// Of which a promise was kept or broken in these months.
    pub fn target(&self, clock: ClockKind, outcome: ClockOutcome) -> TicketQuery {
        TicketQuery {
            clock: Some(clock),
            clock_outcome: Some(outcome),
            decided_from: Some(self.report.starts_at),
            decided_until: Some(self.report.ends_at),
            ..self.base()
        }
    }

    /// Resolved in these months.
    pub fn all_resolved(&self) -> TicketQuery {
        TicketQuery {
            resolved_from: Some(self.report.starts_at),
            resolved_until: Some(self.report.ends_at),
            ..self.base()
        }
    }

    /// Of them, those that came back.
    pub fn came_back(&self) -> TicketQuery {
        TicketQuery { reopened: Some(true), ..self.all_resolved() }
    }

    /// Behind a row of a Pareto. The others are those of which something is given, but nothing that has a row.
    pub fn slice(&self, pareto: &DeskPareto, row: &DeskParetoRow) -> TicketQuery {
        let mut query = TicketQuery {
            created_from: Some(self.report.starts_at),
            created_until: Some(self.report.ends_at),
            ..self.base()
        };
        match (row.slice, &row.value) {
            (ParetoSlice::Value, Some(value)) => match pareto.by {
                TicketDimension::FaultCode => query.fault_code_id = value.parse().ok(),
                TicketDimension::Topic => query.topic = value.parse().ok().map(|t| OneOf(vec![t])),
                TicketDimension::Product => query.product_id = value.parse().ok(),
                TicketDimension::Team => query.team_id = value.parse().ok(),
                TicketDimension::Assignee => query.assignee_id = value.parse().ok(),
                TicketDimension::Dealer => query.dealer_id = value.parse().ok(),
            },
            (ParetoSlice::Value, None) => {}
            (ParetoSlice::Without, _) => query.without = Some(OneOf(vec![pareto.by])),
            (ParetoSlice::Others, _) => {
                query.other_by = Some(pareto.by);
                query.other_than = Some(OneOf(pareto.rows.iter().filter_map(|r| r.value.clone()).collect()));
            }
        }
        query
    }

    /// Every number with its list and a name to tell it by.
    pub fn all(&self) -> Vec<(String, i64, TicketQuery)> {
        let (report, open) = (self.report, &self.report.open);
        let mut all = vec![("open".to_owned(), open.total, self.open())];
        all.extend(
            open.by_status.iter().map(|s| (format!("open {}", s.status), s.count, self.status(s.status))),
        );
        all.extend(open.by_queue.iter().map(|q| (format!("queue {}", q.queue), q.count, self.queue(q))));
        all.extend(open.by_age.iter().map(|a| (format!("age {}", a.band), a.count, self.age(a.band))));
        for month in &report.months {
            let name = |what| format!("{what} {}", month.month);
            all.push((name("opened"), month.opened, self.opened(month)));
            all.push((name("resolved"), month.resolved, self.resolved(month)));
            all.push((name("closed"), month.closed, self.closed(month)));
            all.push((name("reopened"), month.reopened, self.reopened(month)));
            all.push((name("backlog"), month.backlog, self.backlog(month)));
        }
        for target in &report.targets {
            let list = |outcome| self.target(target.clock, outcome);
            all.push((format!("{} kept", target.clock), target.kept, list(ClockOutcome::Met)));
            all.push((format!("{} broken", target.clock), target.broken, list(ClockOutcome::Breached)));
        }
        all.push(("all resolved".to_owned(), report.reopening.resolved, self.all_resolved()));
        all.push(("came back".to_owned(), report.reopening.reopened, self.came_back()));
        for pareto in &report.paretos {
            let name = |row: &DeskParetoRow| format!("{} {} {:?}", pareto.by, row.slice, row.value);
            all.extend(pareto.rows.iter().map(|row| (name(row), row.count, self.slice(pareto, row))));
        }
        all
    }
}
