//! The dashboard: the desk in figures, in a fixed handful of statements however many tickets there are.

use super::desk_store as store;
use super::over::over;
use crate::auth::caller::Caller;
use crate::error::Failure;
use diesel::pg::{Pg, PgConnection};
use diesel::query_builder::QueryFragment;
use shared::i18n::Locale;
use shared::records::report::*;
use shared::records::ticket::{QueueKind, TicketStatus};

/// The tickets that are counted.
///
/// # Errors
/// As the list of tickets.
pub fn seen(caller: &Caller, query: &DeskQuery) -> Result<impl QueryFragment<Pg> + use<>, Failure> {
    over::<()>(caller, &query.tickets())
}

/// Counts the tickets that the caller sees. Names of faults are in the reader's language.
///
/// # Errors
/// `validation_failed` for months that cannot be; when the database is away.
pub fn desk(
    c: &mut PgConnection,
    caller: &Caller,
    query: &DeskQuery,
    locale: Locale,
) -> Result<DeskReport, Failure> {
    let zone = caller.zone();
    let period = query.period(caller.now, zone)?;
    let seen = store::Scope { caller, tickets: query.tickets(), period: &period };
    let open = open(c, &seen)?;
    let months = months(c, &seen, open.total)?;
    Ok(DeskReport {
        at: caller.now,
        zone: zone.name().to_owned(),
        starts_at: period.starts_at(),
        ends_at: period.ends_at(),
        months,
        targets: targets(c, &seen)?,
        reopening: reopening(c, &seen)?,
        paretos: paretos(c, &seen, locale)?,
        open,
    })
}

fn open(c: &mut PgConnection, seen: &store::Scope<'_>) -> Result<DeskOpen, Failure> {
    let rows = store::open(c, seen)?;
    let sum = |of: fn(&store::OpenRow) -> i64| rows.iter().map(of).sum::<i64>();
    let counted = |fits: &dyn Fn(&store::OpenRow) -> bool| -> i64 {
        rows.iter().filter(|row| fits(row)).map(|row| row.count).sum()
    };
    let queue = |queue, count| DeskQueue { queue, team_id: None, team_name: None, count };
    let mut by_queue = vec![
        queue(QueueKind::Unassigned, sum(|r| r.unassigned)),
        queue(QueueKind::DueSoon, sum(|r| r.due_soon)),
        queue(QueueKind::Breached, sum(|r| r.breached)),
        queue(QueueKind::SpecialCase, sum(|r| r.special_case)),
        queue(QueueKind::IndividualCase, sum(|r| r.individual_case)),
    ];
    // How the house divides its work is its own.
    let teams = if seen.caller.actor.is_inside() { store::teams(c, seen)? } else { vec![] };
    by_queue.extend(teams.into_iter().map(|(team_id, name, count)| DeskQueue {
        team_id: Some(team_id),
        team_name: Some(name),
        ..queue(QueueKind::Team, count)
    }));
    Ok(DeskOpen {
        total: sum(|r| r.count),
        by_status: TicketStatus::OPEN
            .iter()
            .map(|status| DeskStatus { status: *status, count: counted(&|row| row.status == *status) })
            .collect(),
        by_queue,
        by_age: AgeBand::ALL
            .iter()
            .map(|band| DeskAge { band: *band, count: counted(&|row| row.band == Some(*band)) })
            .collect(),
    })
}

fn months(c: &mut PgConnection, seen: &store::Scope<'_>, open_now: i64) -> Result<Vec<DeskMonth>, Failure> {
    let (opened, turns) = (store::opened(c, seen)?, store::turns(c, seen)?);
    let period = seen.period;
    // One stretch more than months: what happened after them leads back from now to their end.
    let stretches = period.bounds.len();
    let filed = |n: usize| opened.get(&n).copied().unwrap_or_default();
    let turned = |n: usize| turns.get(&n).copied().unwrap_or_default();
    let flows: Vec<Flow> = (1..=stretches)
        .map(|n| Flow { opened: filed(n), ended: turned(n).endings, revived: turned(n).revivals })
        .collect();
    let starts = backlog(open_now, &flows);
    let month = |(place, month): (usize, &Month)| {
        let turned = turned(place + 1);
        DeskMonth {
            month: *month,
            starts_at: period.bounds[place],
            ends_at: period.bounds[place + 1],
            opened: filed(place + 1),
            resolved: turned.resolved,
            closed: turned.closed,
            reopened: turned.reopened,
            backlog: starts[place],
        }
    };
    Ok(period.months.iter().enumerate().map(month).collect())
}

fn targets(c: &mut PgConnection, seen: &store::Scope<'_>) -> Result<Vec<DeskTarget>, Failure> {
    let mut targets: Vec<DeskTarget> = store::targets(c, seen)?
        .into_iter()
        .map(|row| DeskTarget {
            clock: row.clock,
            kept: row.kept,
            broken: row.broken,
            kept_share: share(row.kept, row.kept + row.broken),
            measured: row.measured,
            median_seconds: row.median,
            p90_seconds: row.p90,
            mean_seconds: row.mean,
        })
        .collect();
    targets.sort_by_key(|target| target.clock);
    Ok(targets)
}

fn reopening(c: &mut PgConnection, seen: &store::Scope<'_>) -> Result<DeskReopening, Failure> {
    let (resolved, reopened) = store::reopening(c, seen)?;
    Ok(DeskReopening { resolved, reopened, rate: share(reopened, resolved) })
}

fn paretos(
    c: &mut PgConnection,
    seen: &store::Scope<'_>,
    locale: Locale,
) -> Result<Vec<DeskPareto>, Failure> {
    let (total, rows) = store::paretos(c, seen, locale)?;
    let pareto = |by: &TicketDimension| {
        let of = || rows.iter().filter(|row| row.by == *by);
        let ranked = of().filter_map(|r| Some((r.value.clone()?, r.label.clone(), r.count))).collect();
        let without = of().filter(|r| r.value.is_none()).map(|r| r.count).sum();
        DeskPareto::new(*by, total, ranked, without)
    };
    Ok(TicketDimension::seen_by(&seen.caller.actor).map(pareto).collect())
}
