//! The filters by which a number of a report opens its list: by time, by what happened, by what is given.

use crate::error::Failure;
use crate::lists;
use crate::views::ticket_rows as t;
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::expression::SqlLiteral;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Date, Timestamptz};
use shared::ids::{FaultCodeId, OrganizationId, ProductId, TeamId, UserId};
use shared::problem::{FieldProblem, FieldRefusal, Refusal};
use shared::records::report::TicketDimension;
use shared::records::ticket::{TicketQuery, TicketTopic, Turn};
use std::str::FromStr;

type Rows<'a> = t::BoxedQuery<'a, Pg>;
type Condition = SqlLiteral<Bool>;

/// A turn as a condition on an event `e`, in the words that the partial index `ticket_events_turns` is written
/// in. What the words mean stands in `shared`; a test compares both for every pair of states.
pub const fn turn(turn: Turn) -> &'static str {
    match turn {
        Turn::Resolved => {
            "e.to_status IN ('resolved', 'closed') AND coalesce(e.from_status, '') NOT IN ('resolved', 'closed', 'cancelled', 'merged')"
        }
        Turn::Ended => {
            "e.to_status IN ('closed', 'cancelled', 'merged') AND coalesce(e.from_status, '') NOT IN ('closed', 'cancelled', 'merged')"
        }
        Turn::Reopened => {
            "e.from_status IN ('resolved', 'closed', 'cancelled', 'merged') AND e.to_status NOT IN ('resolved', 'closed', 'cancelled', 'merged')"
        }
        Turn::Revived => {
            "e.from_status IN ('closed', 'cancelled', 'merged') AND e.to_status NOT IN ('closed', 'cancelled', 'merged')"
        }
    }
}

/// Before this nothing happened, and PostgreSQL cannot write it down.
const FIRST: DateTime<Utc> = match DateTime::from_timestamp(-62_135_596_800, 0) {
    Some(first) => first,
    None => DateTime::UNIX_EPOCH,
};
/// The end of the year 9999.
const LAST: DateTime<Utc> = match DateTime::from_timestamp(253_402_300_800, 0) {
    Some(last) => last,
    None => DateTime::UNIX_EPOCH,
};

/// An instant within the time that is reckoned with.
pub(in crate::records) fn writable(at: DateTime<Utc>) -> DateTime<Utc> {
    at.clamp(FIRST, LAST)
}

/// A stretch of time; open at an end that is not given.
type Between = (Option<DateTime<Utc>>, Option<DateTime<Utc>>);

/// Tickets that took a turn in a stretch of time.
fn took<'a>(q: Rows<'a>, which: Turn, (from, until): Between) -> Rows<'a> {
    if from.is_none() && until.is_none() {
        return q;
    }
    let (from, until) = (from.map_or(FIRST, writable), until.map_or(LAST, writable));
    let begin = format!(
        "EXISTS (SELECT FROM ticket_events e WHERE e.ticket_id = ticket_rows.id AND {} AND e.at >= ",
        turn(which)
    );
    let condition = sql::<Bool>(&begin)
        .bind::<Timestamptz, _>(from)
        .sql(" AND e.at < ")
        .bind::<Timestamptz, _>(until)
        .sql(")");
    q.filter(condition)
}

/// Tickets about units of some days of production.
fn produced<'a>(q: Rows<'a>, query: &TicketQuery) -> Rows<'a> {
    let (from, until) =
        (query.produced_from.unwrap_or(NaiveDate::MIN), query.produced_until.unwrap_or(NaiveDate::MAX));
    let condition = sql::<Bool>(
        "EXISTS (SELECT FROM units p WHERE p.id = ticket_rows.unit_id AND p.produced_on BETWEEN ",
    )
    .bind::<Date, _>(lists::writable_day(from))
    .sql(" AND ")
    .bind::<Date, _>(lists::writable_day(until))
    .sql(")");
    q.filter(condition)
}

/// Tickets on which work was owed at an instant: by the last state that they had come into before. What has
/// ended since then and what has not are all there are to look at.
fn open_at<'a>(q: Rows<'a>, at: DateTime<Utc>) -> Rows<'a> {
    let at = writable(at);
    let state = sql::<Bool>(
        "coalesce((SELECT e.to_status FROM ticket_events e WHERE e.ticket_id = ticket_rows.id \
         AND e.to_status IS NOT NULL AND e.at < ",
    )
    .bind::<Timestamptz, _>(at)
    .sql(" ORDER BY e.at DESC, e.id DESC LIMIT 1), 'new') NOT IN ('closed', 'cancelled', 'merged')");
    q.filter(t::created_at.lt(at)).filter(t::closed_at.is_null().or(t::closed_at.ge(at))).filter(state)
}

/// Tickets with a promise that came out so, then.
fn promised<'a>(q: Rows<'a>, query: &TicketQuery) -> Rows<'a> {
    let (from, until) = (query.decided_from, query.decided_until);
    if query.clock.is_none() && query.clock_outcome.is_none() && from.is_none() && until.is_none() {
        return q;
    }
    let decided = from.is_some() || until.is_some();
    let outcome = match query.clock_outcome {
        Some(outcome) => format!(" AND k.outcome = '{outcome}'"),
        None if decided => " AND k.outcome IN ('met', 'breached')".to_owned(),
        None => String::new(),
    };
    let kind = query.clock.map_or_else(String::new, |kind| format!(" AND k.kind = '{kind}'"));
    // Both are words of ours, and written out so that the partial index is found.
    let begin = format!("EXISTS (SELECT FROM clocks k WHERE k.ticket_id = ticket_rows.id{kind}{outcome}");
    if !decided {
        return q.filter(sql::<Bool>(&format!("{begin})")));
    }
    let (from, until) = (from.map_or(FIRST, writable), until.map_or(LAST, writable));
    let condition = sql::<Bool>(&format!("{begin} AND coalesce(k.breached_at, k.stopped_at) >= "))
        .bind::<Timestamptz, _>(from)
        .sql(" AND coalesce(k.breached_at, k.stopped_at) < ")
        .bind::<Timestamptz, _>(until)
        .sql(")");
    q.filter(condition)
}

/// The column of a dimension.
const fn column(by: TicketDimension) -> &'static str {
    match by {
        TicketDimension::FaultCode => "ticket_rows.fault_code_id",
        TicketDimension::Topic => "ticket_rows.topic",
        TicketDimension::Product => "ticket_rows.product_id",
        TicketDimension::Team => "ticket_rows.team_id",
        TicketDimension::Assignee => "ticket_rows.assignee_id",
        TicketDimension::Dealer => "ticket_rows.dealer_id",
    }
}

fn is_given(by: TicketDimension, given: bool) -> Condition {
    sql::<Bool>(&format!("{} IS {}", column(by), if given { "NOT NULL" } else { "NULL" }))
}

/// Values that `other_than` takes.
const MOST_VALUES: usize = 20;

/// Tickets that say something of a dimension, but none of these values.
fn other<'a>(q: Rows<'a>, by: TicketDimension, than: &[String]) -> Result<Rows<'a>, Failure> {
    fn read<T: FromStr>(than: &[String]) -> Result<Vec<T>, Failure> {
        let read: Result<Vec<T>, _> = than.iter().map(|value| value.parse::<T>()).collect();
        read.map_err(|_| Failure::field("?other_than", FieldProblem::NotAllowed))
    }
    if than.len() > MOST_VALUES {
        let most = i64::try_from(MOST_VALUES).unwrap_or(i64::MAX);
        let field = FieldRefusal::new("?other_than", FieldProblem::TooLarge).arg("limit", most);
        return Err(Refusal::fields(vec![field]).into());
    }
    let q = q.filter(is_given(by, true));
    Ok(match by {
        TicketDimension::FaultCode => q.filter(t::fault_code_id.ne_all(read::<FaultCodeId>(than)?)),
        TicketDimension::Topic => q.filter(t::topic.ne_all(read::<TicketTopic>(than)?)),
        TicketDimension::Product => q.filter(t::product_id.ne_all(read::<ProductId>(than)?)),
        TicketDimension::Team => q.filter(t::team_id.ne_all(read::<TeamId>(than)?)),
        TicketDimension::Assignee => q.filter(t::assignee_id.ne_all(read::<UserId>(than)?)),
        TicketDimension::Dealer => q.filter(t::dealer_id.ne_all(read::<OrganizationId>(than)?)),
    })
}

/// Narrows a list of tickets to what a number of a report counts.
///
/// # Errors
/// `validation_failed` when `other_than` holds what is no value of `other_by`.
pub(super) fn narrow<'a>(mut q: Rows<'a>, query: &TicketQuery) -> Result<Rows<'a>, Failure> {
    if let Some(from) = query.created_from {
        q = q.filter(t::created_at.ge(writable(from)));
    }
    if let Some(until) = query.created_until {
        q = q.filter(t::created_at.lt(writable(until)));
    }
    q = took(q, Turn::Resolved, (query.resolved_from, query.resolved_until));
    q = took(q, Turn::Ended, (query.closed_from, query.closed_until));
    q = took(q, Turn::Reopened, (query.reopened_from, query.reopened_until));
    if query.produced_from.is_some() || query.produced_until.is_some() {
        q = produced(q, query);
    }
    if let Some(reopened) = query.reopened {
        q = if reopened { q.filter(t::reopen_count.gt(0)) } else { q.filter(t::reopen_count.eq(0)) };
    }
    if let Some(at) = query.open_at {
        q = open_at(q, at);
    }
    if let Some(topics) = &query.topic {
        q = q.filter(t::topic.eq_any(topics.0.clone()));
    }
    if let Some(fault) = query.fault_code_id {
        q = q.filter(t::fault_code_id.eq(fault));
    }
    for by in query.without.iter().flat_map(|dimensions| &dimensions.0) {
        q = q.filter(is_given(*by, false));
    }
    if let Some(by) = query.other_by {
        q = other(q, by, query.other_than.as_ref().map_or(&[], |values| &values.0))?;
    } else if query.other_than.is_some() {
        return Err(Failure::field("?other_by", FieldProblem::Required));
    }
    Ok(promised(q, query))
}
