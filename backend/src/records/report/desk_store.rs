//! SQL of the dashboard. Everything is counted where it lies; what comes back is a row per group.

use super::over::over;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::ticket::turn;
use anyhow::Context;
use chrono::Duration;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Integer, Nullable, Text, Uuid};
use shared::i18n::Locale;
use shared::ids::TeamId;
use shared::records::clock::ClockKind;
use shared::records::report::{AgeBand, Period, TicketDimension};
use shared::records::ticket::{DUE_SOON_HOURS, TicketQuery, TicketStatus, Turn};
use std::collections::HashMap;

/// Teams whose queues are shown.
const MOST_TEAMS: usize = 20;
/// Values of a dimension that have a row of their own.
const MOST_VALUES: usize = 10;

/// What is counted: whose tickets, which of them, and when.
pub(super) struct Scope<'a> {
    pub caller: &'a Caller,
    pub tickets: TicketQuery,
    pub period: &'a Period,
}

/// Open tickets of one state and age.
pub(super) struct OpenRow {
    pub status: TicketStatus,
    pub band: Option<AgeBand>,
    pub count: i64,
    pub unassigned: i64,
    pub due_soon: i64,
    pub breached: i64,
    pub special_case: i64,
    pub individual_case: i64,
}

/// A place among groups that are counted from zero.
fn place(n: i32) -> usize {
    usize::try_from(n).unwrap_or_default()
}

/// What is open now.
pub(super) fn open(c: &mut PgConnection, seen: &Scope<'_>) -> Result<Vec<OpenRow>, Failure> {
    type Types = (Text, Integer, BigInt, BigInt, BigInt, BigInt, BigInt, BigInt);
    type Row = (TicketStatus, i32, i64, i64, i64, i64, i64, i64);
    let now = seen.caller.now;
    let rows: Vec<Row> = over::<Types>(seen.caller, &seen.tickets)?
        .sql("SELECT status, width_bucket(created_at, ")
        .ats(&AgeBand::bounds(now))
        .sql(
            "), count(*), count(*) FILTER (WHERE assignee_id IS NULL), count(*) FILTER (WHERE next_due_at < ",
        )
        .at(now + Duration::hours(DUE_SOON_HOURS.into()))
        .sql(
            "), count(*) FILTER (WHERE breach_count > 0), count(*) FILTER (WHERE special_case), \
             count(*) FILTER (WHERE individual_case) FROM seen WHERE closed_at IS NULL GROUP BY 1, 2",
        )
        .load(c)?;
    let row =
        |(status, band, count, unassigned, due_soon, breached, special_case, individual_case)| OpenRow {
            status,
            band: AgeBand::from_oldest(place(band)),
            count,
            unassigned,
            due_soon,
            breached,
            special_case,
            individual_case,
        };
    Ok(rows.into_iter().map(row).collect())
}

/// The teams that have most open tickets.
pub(super) fn teams(c: &mut PgConnection, seen: &Scope<'_>) -> Result<Vec<(TeamId, String, i64)>, Failure> {
    let statement = over::<(Uuid, Text, BigInt)>(seen.caller, &seen.tickets)?.sql(format!(
        "SELECT s.team_id, t.name, count(*) FROM seen s JOIN teams t ON t.id = s.team_id \
         WHERE s.closed_at IS NULL GROUP BY 1, 2 ORDER BY 3 DESC, 2, 1 LIMIT {MOST_TEAMS}"
    ));
    Ok(statement.load(c)?)
}

/// Tickets filed since the period began: by month, counted from one; the last place is for what came after it.
pub(super) fn opened(c: &mut PgConnection, seen: &Scope<'_>) -> Result<HashMap<usize, i64>, Failure> {
    let rows: Vec<(i32, i64)> = over::<(Integer, BigInt)>(seen.caller, &seen.tickets)?
        .sql("SELECT width_bucket(created_at, ")
        .ats(&seen.period.bounds)
        .sql("), count(*) FROM seen WHERE created_at >= ")
        .at(seen.period.starts_at())
        .sql(" GROUP BY 1")
        .load(c)?;
    Ok(rows.into_iter().map(|(n, count)| (place(n), count)).collect())
}

/// Turns in a month: of tickets, each counted once, and altogether.
#[derive(Clone, Copy, Default)]
pub(super) struct Turns {
    pub resolved: i64,
    pub closed: i64,
    pub reopened: i64,
    pub endings: i64,
    pub revivals: i64,
}

/// The turns that tickets took since the period began, by the same places.
pub(super) fn turns(c: &mut PgConnection, seen: &Scope<'_>) -> Result<HashMap<usize, Turns>, Failure> {
    type Types = (Integer, BigInt, BigInt, BigInt, BigInt, BigInt);
    type Row = (i32, i64, i64, i64, i64, i64);
    let tickets = |which| format!("count(DISTINCT e.ticket_id) FILTER (WHERE {})", turn(which));
    let all = |which| format!("count(*) FILTER (WHERE {})", turn(which));
    let rows: Vec<Row> = over::<Types>(seen.caller, &seen.tickets)?
        .sql("SELECT width_bucket(e.at, ")
        .ats(&seen.period.bounds)
        .sql(format!(
            "), {}, {}, {}, {}, {} FROM ticket_events e JOIN seen s ON s.id = e.ticket_id \
             WHERE (e.to_status IN ('resolved', 'closed', 'cancelled', 'merged') \
             OR e.from_status IN ('resolved', 'closed', 'cancelled', 'merged')) AND e.at >= ",
            tickets(Turn::Resolved),
            tickets(Turn::Ended),
            tickets(Turn::Reopened),
            all(Turn::Ended),
            all(Turn::Revived),
        ))
        .at(seen.period.starts_at())
        .sql(" GROUP BY 1")
        .load(c)?;
    let row = |(n, resolved, closed, reopened, endings, revivals)| {
        (place(n), Turns { resolved, closed, reopened, endings, revivals })
    };
    Ok(rows.into_iter().map(row).collect())
}

/// Tickets resolved in the period, and those of them that were ever opened again.
pub(super) fn reopening(c: &mut PgConnection, seen: &Scope<'_>) -> Result<(i64, i64), Failure> {
    let statement = over::<(BigInt, BigInt)>(seen.caller, &seen.tickets)?
        .sql(format!(
            "SELECT count(*), count(*) FILTER (WHERE reopen_count > 0) FROM seen s WHERE EXISTS \
             (SELECT FROM ticket_events e WHERE e.ticket_id = s.id AND {} AND e.at >= ",
            turn(Turn::Resolved)
        ))
        .at(seen.period.starts_at())
        .sql(" AND e.at < ")
        .at(seen.period.ends_at())
        .sql(")");
    Ok(statement.get_result(c)?)
}

/// What became of one kind of promise.
pub(super) struct TargetRow {
    pub clock: ClockKind,
    pub kept: i64,
    pub broken: i64,
    pub measured: i64,
    pub median: Option<i64>,
    pub p90: Option<i64>,
    pub mean: Option<i64>,
}

/// The promises that came to be kept or broken in the period.
pub(super) fn targets(c: &mut PgConnection, seen: &Scope<'_>) -> Result<Vec<TargetRow>, Failure> {
    type Types = (Text, BigInt, BigInt, BigInt, Nullable<BigInt>, Nullable<BigInt>, Nullable<BigInt>);
    type Row = (ClockKind, i64, i64, i64, Option<i64>, Option<i64>, Option<i64>);
    let took = "extract(epoch FROM k.stopped_at - k.started_at)::float8";
    let rows: Vec<Row> = over::<Types>(seen.caller, &seen.tickets)?
        .sql(format!(
            "SELECT k.kind, count(*) FILTER (WHERE k.outcome = 'met'), count(*) FILTER (WHERE k.outcome = 'breached'), \
             count(k.stopped_at), \
             round(percentile_cont(0.5) WITHIN GROUP (ORDER BY {took}))::bigint, \
             round(percentile_cont(0.9) WITHIN GROUP (ORDER BY {took}))::bigint, \
             round(avg({took}))::bigint \
             FROM clocks k JOIN seen s ON s.id = k.ticket_id \
             WHERE k.outcome IN ('met', 'breached') AND coalesce(k.breached_at, k.stopped_at) >= "
        ))
        .at(seen.period.starts_at())
        .sql(" AND coalesce(k.breached_at, k.stopped_at) < ")
        .at(seen.period.ends_at())
        .sql(" GROUP BY 1")
        .load(c)?;
    let row = |(clock, kept, broken, measured, median, p90, mean)| TargetRow {
        clock,
        kept,
        broken,
        measured,
        median,
        p90,
        mean,
    };
    Ok(rows.into_iter().map(row).collect())
}

/// One value of a dimension; without one, the tickets that say nothing of it.
pub(super) struct ParetoRow {
    pub by: TicketDimension,
    pub value: Option<String>,
    pub label: Option<String>,
    pub count: i64,
}

/// How many tickets were filed in the period, and by each dimension its most frequent values. The tickets are
/// gone through once for all of them.
pub(super) fn paretos(
    c: &mut PgConnection,
    seen: &Scope<'_>,
    locale: Locale,
) -> Result<(i64, Vec<ParetoRow>), Failure> {
    type Types = (Nullable<Text>, Nullable<Text>, Nullable<Text>, BigInt);
    type Row = (Option<String>, Option<String>, Option<String>, i64);
    let fault = match locale {
        Locale::ZhCn => "f.name_zh",
        Locale::En => "f.name_en",
    };
    let rows: Vec<Row> = over::<Types>(seen.caller, &seen.tickets)?
        .sql(format!("SELECT g.by, g.value, coalesce(f.code || ' ' || {fault}, "))
        .sql(
            "p.code || ' ' || p.name, t.name, u.name, o.name), g.count FROM (\
             SELECT r.*, row_number() OVER (PARTITION BY r.by, r.value IS NULL ORDER BY r.count DESC, r.value) AS rank FROM (\
             SELECT CASE WHEN grouping(fault_code_id) = 0 THEN 'fault_code' WHEN grouping(topic) = 0 THEN 'topic' \
             WHEN grouping(product_id) = 0 THEN 'product' WHEN grouping(team_id) = 0 THEN 'team' \
             WHEN grouping(assignee_id) = 0 THEN 'assignee' WHEN grouping(dealer_id) = 0 THEN 'dealer' END AS by, \
             coalesce(fault_code_id::text, topic, product_id::text, team_id::text, assignee_id::text, dealer_id::text) AS value, \
             fault_code_id, product_id, team_id, assignee_id, dealer_id, count(*) AS count FROM seen WHERE created_at >= ",
        )
        .at(seen.period.starts_at())
        .sql(" AND created_at < ")
        .at(seen.period.ends_at())
        .sql(format!(
            " GROUP BY GROUPING SETS ((), (fault_code_id), (topic), (product_id), (team_id), (assignee_id), (dealer_id))) r) g \
             LEFT JOIN fault_codes f ON f.id = g.fault_code_id LEFT JOIN products p ON p.id = g.product_id \
             LEFT JOIN teams t ON t.id = g.team_id LEFT JOIN users u ON u.id = g.assignee_id \
             LEFT JOIN organizations o ON o.id = g.dealer_id WHERE g.rank <= {MOST_VALUES} ORDER BY g.by, g.rank"
        ))
        .load(c)?;
    let mut total = 0;
    let mut found = vec![];
    for (by, value, label, count) in rows {
        match by {
            None => total = count,
            Some(by) => {
                let by = by.parse().context("a dimension of tickets")?;
                found.push(ParetoRow { by, value, label, count });
            }
        }
    }
    Ok((total, found))
}
