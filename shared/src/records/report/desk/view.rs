//! What the dashboard shows.

use super::super::month::Month;
use super::words::{AgeBand, ParetoSlice, TicketDimension};
use crate::ids::TeamId;
use crate::records::clock::ClockKind;
use crate::records::ticket::{QueueKind, TicketStatus};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

macro_rules! shown {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident: $ty:ty,)* })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub struct $name { $($(#[$fdoc])* pub $field: $ty,)* }
    )+};
}

shown! {
    /// The desk in figures. Behind each stands a list of tickets with as many entries.
    DeskReport {
        /// The instant it was counted.
        at: DateTime<Utc>,
        /// The zone in which months begin.
        zone: String,
        /// When the first month begins.
        starts_at: DateTime<Utc>,
        /// When the last month ends.
        ends_at: DateTime<Utc>,
        /// Tickets on which work is owed now.
        open: DeskOpen,
        /// Month by month.
        months: Vec<DeskMonth>,
        /// What was promised and came to be kept or broken in these months.
        targets: Vec<DeskTarget>,
        /// How many of the solved tickets came back.
        reopening: DeskReopening,
        /// What the tickets filed in these months were about, and with whom.
        paretos: Vec<DeskPareto>,
    }
    /// Tickets on which work is owed now.
    DeskOpen {
        /// How many.
        total: i64,
        /// By state.
        by_status: Vec<DeskStatus>,
        /// By queue: what nobody has, what is urgent, and the teams that have most. A ticket may lie in several.
        by_queue: Vec<DeskQueue>,
        /// By age.
        by_age: Vec<DeskAge>,
    }
    /// Open tickets in a state.
    DeskStatus {
        /// The state.
        status: TicketStatus,
        /// How many.
        count: i64,
    }
    /// Open tickets in a queue.
    DeskQueue {
        /// The queue.
        queue: QueueKind,
        /// The team, where it is a team's.
        team_id: Option<TeamId>,
        /// The team's name.
        team_name: Option<String>,
        /// How many.
        count: i64,
    }
    /// Open tickets of an age.
    DeskAge {
        /// The age.
        band: AgeBand,
        /// How many.
        count: i64,
    }
    /// A month. Tickets that do something twice in it count once.
    DeskMonth {
        /// The month.
        month: Month,
        /// When it begins.
        starts_at: DateTime<Utc>,
        /// When it ends.
        ends_at: DateTime<Utc>,
        /// Tickets filed.
        opened: i64,
        /// Tickets that came to be resolved, or were closed without it.
        resolved: i64,
        /// Tickets closed, cancelled or merged.
        closed: i64,
        /// Tickets opened again.
        reopened: i64,
        /// Tickets that were open when it began.
        backlog: i64,
    }
    /// What became of one kind of promise.
    DeskTarget {
        /// What was promised.
        clock: ClockKind,
        /// How often it was kept.
        kept: i64,
        /// How often it was broken.
        broken: i64,
        /// Kept of all, in tenths of a percent.
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1000))]
        kept_share: Option<i32>,
        /// How many of them are done: those that the times are taken from.
        measured: i64,
        /// Half took no longer than so many seconds on the wall clock, waiting included.
        median_seconds: Option<i64>,
        /// Nine of ten took no longer than so many seconds.
        p90_seconds: Option<i64>,
        /// Seconds on the average.
        mean_seconds: Option<i64>,
    }
    /// How many of the solved tickets came back.
    DeskReopening {
        /// Tickets that came to be resolved in these months.
        resolved: i64,
        /// Of them, those that were ever opened again.
        reopened: i64,
        /// Reopened of resolved, in tenths of a percent.
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1000))]
        rate: Option<i32>,
    }
    /// The tickets filed in these months by one dimension, most frequent first (Pareto).
    DeskPareto {
        /// What they are told apart by.
        by: TicketDimension,
        /// Tickets filed in these months.
        total: i64,
        /// The ten most frequent values, then all others together, then those without a value.
        rows: Vec<DeskParetoRow>,
    }
    /// A row of a Pareto.
    DeskParetoRow {
        /// What it stands for.
        slice: ParetoSlice,
        /// The id or the word of the value.
        value: Option<String>,
        /// The value as people read it, in the reader's language; absent for words, which have labels.
        label: Option<String>,
        /// How many tickets.
        count: i64,
        /// Of all, in tenths of a percent.
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1000))]
        share: i32,
        /// The shares up to here together.
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1000))]
        cumulated: i32,
    }
}

impl DeskPareto {
    /// From the counts of the most frequent values, and how many have no value.
    pub fn new(
        by: TicketDimension,
        total: i64,
        ranked: Vec<(String, Option<String>, i64)>,
        without: i64,
    ) -> Self {
        let others = total - without - ranked.iter().map(|(_, _, count)| count).sum::<i64>();
        let mut rows: Vec<DeskParetoRow> = ranked
            .into_iter()
            .map(|(value, label, count)| DeskParetoRow {
                value: Some(value),
                label,
                ..DeskParetoRow::bare(ParetoSlice::Value, count)
            })
            .collect();
        rows.extend((others > 0).then(|| DeskParetoRow::bare(ParetoSlice::Others, others)));
        rows.extend((without > 0).then(|| DeskParetoRow::bare(ParetoSlice::Without, without)));
        let counts: Vec<i64> = rows.iter().map(|row| row.count).collect();
        for (row, (share, cumulated)) in rows.iter_mut().zip(super::super::figures::cumulated(&counts, total))
        {
            (row.share, row.cumulated) = (share, cumulated);
        }
        Self { by, total, rows }
    }
}

impl DeskParetoRow {
    fn bare(slice: ParetoSlice, count: i64) -> Self {
        Self { slice, value: None, label: None, count, share: 0, cumulated: 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_row_of_its_own_is_among_the_others() {
        let ranked = vec![("a".into(), None, 5), ("b".into(), None, 2)];
        let pareto = DeskPareto::new(TicketDimension::Topic, 10, ranked, 1);
        let rows: Vec<_> = pareto.rows.iter().map(|r| (r.slice, r.count, r.share, r.cumulated)).collect();
        use ParetoSlice::*;
        assert_eq!(
            rows,
            [(Value, 5, 500, 500), (Value, 2, 200, 700), (Others, 2, 200, 900), (Without, 1, 100, 1000)]
        );
        assert!(DeskPareto::new(TicketDimension::Topic, 0, vec![], 0).rows.is_empty());
    }
}
