//! SQL of tickets.

use super::narrow::narrow;
use super::rows::{Progress, Row, SummaryRow, Texts, Whole};
use super::{tags, undo};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::{Few, Found};
use crate::records::clock::{self, Author, Rulebook};
use crate::schema::{ticket_progress, ticket_undos, tickets};
use crate::views::ticket_rows;
use crate::{after, before, capped_count, lists, policy, search};
use chrono::{DateTime, Months, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use shared::i18n::Arg;
use shared::ids::{TicketId, UnitId};
use shared::page::Page;
use shared::problem::{FieldProblem, ProblemCode, Refusal};
use shared::records::clock::ClockReason;
use shared::records::policy::Policy;
use shared::records::ticket::*;
use std::collections::HashMap;

/// The ticket, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<Whole, Failure> {
    let found: Option<(Row, Texts, Progress, Option<undo::Row>)> = ticket_rows::table
        .inner_join(tickets::table.on(tickets::id.eq(ticket_rows::id)))
        .inner_join(ticket_progress::table.on(ticket_progress::ticket_id.eq(ticket_rows::id)))
        .left_join(ticket_undos::table.on(ticket_undos::ticket_id.eq(ticket_rows::id)))
        .filter(ticket_rows::id.eq(id))
        .select((
            Row::as_select(),
            Texts::as_select(),
            Progress::as_select(),
            Option::<undo::Row>::as_select(),
        ))
        .first(c)
        .optional()?;
    let (row, texts, progress, last_change) = found
        .filter(|(row, ..)| policy::sees(caller, row.dealer_id, row.customer_id))
        .ok_or_else(Failure::not_found)?;
    let tags = tags::of(c, caller, &[id])?.remove(&id).unwrap_or_default();
    Ok(Whole { row, texts, progress, last_change, tags })
}

/// The numbers of those of these tickets that the caller sees.
pub(super) fn numbers(
    c: &mut PgConnection,
    caller: &Caller,
    ids: &[TicketId],
) -> Result<HashMap<TicketId, String>, Failure> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(TicketId, String)> = policy::tickets(caller, ticket_rows::table.into_boxed())
        .filter(ticket_rows::id.eq_any(ids))
        .select((ticket_rows::id, ticket_rows::number))
        .load(c)?;
    Ok(rows.into_iter().collect())
}

/// The ticket in the version that the caller has read.
pub(super) fn find_version(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
    version: i32,
) -> Result<Whole, Failure> {
    let found = find(c, caller, id)?;
    if found.row.version == version { Ok(found) } else { Err(Failure::stale()) }
}

/// Whether what the ticket says can still be changed.
///
/// # Errors
/// `transition_refused` for one that has ended, naming the way back.
pub(super) fn must_be_open(row: &Row) -> Result<(), Failure> {
    if row.status.is_open() {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::TransitionRefused)
        .detail("problem-transition_refused-not_open")
        .arg("name", row.number.as_str())
        .arg("state", Arg::Key(row.status.label_key()))
        .allowed([TicketActionKind::Reopen.as_str()])
        .into())
}

/// The tickets that the caller sees and that a query asks for. Reports count the same rows.
///
/// # Errors
/// As [`narrow`].
pub(in crate::records) fn filtered<'a>(
    caller: &Caller,
    query: &TicketQuery,
) -> Result<ticket_rows::BoxedQuery<'a, Pg>, Failure> {
    use ticket_rows as t;
    let mut q = policy::tickets(caller, t::table.into_boxed());
    macro_rules! equals {
        ($($field:ident),*) => {$(
            if let Some(value) = query.$field {
                q = q.filter(t::$field.eq(value));
            }
        )*};
    }
    macro_rules! one_of {
        ($($field:ident),*) => {$(
            if let Some(values) = &query.$field {
                q = q.filter(t::$field.eq_any(values.0.clone()));
            }
        )*};
    }
    equals!(customer_id, unit_id, product_id, dealer_id, assignee_id, team_id, special_case, individual_case);
    one_of!(status, kind, priority);
    if let Some(open) = query.open {
        q = if open { q.filter(t::closed_at.is_null()) } else { q.filter(t::closed_at.is_not_null()) };
    }
    if let Some(breached) = query.breached {
        q = if breached { q.filter(t::breach_count.gt(0)) } else { q.filter(t::breach_count.eq(0)) };
    }
    if let Some(before) = query.due_before {
        // Nothing is due before what PostgreSQL can write down.
        q = q.filter(t::next_due_at.lt(before.max(DateTime::UNIX_EPOCH)));
    }
    if let Some(unassigned) = query.unassigned {
        q = if unassigned {
            q.filter(t::assignee_id.is_null())
        } else {
            q.filter(t::assignee_id.is_not_null())
        };
    }
    if query.sort == Some(TicketSort::Due) {
        q = q.filter(t::next_due_at.is_not_null());
    }
    if let Some(reference) = &query.external_reference {
        q = q.filter(t::external_reference.eq(reference.to_string()));
    }
    if let Some(source) = &query.external_source {
        q = q.filter(t::external_source.eq(source.to_string()));
    }
    if let Some(tag) = &query.tag {
        q = q.filter(t::id.eq_any(tags::having(tag)));
    }
    if let Some(word) = &query.q {
        q = search!(q, ticket_rows, word);
    }
    narrow(q, query)
}

/// A page of the tickets that the caller sees.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &TicketQuery,
) -> Result<Page<TicketSummary>, Failure> {
    use ticket_rows::{created_at, id, next_due_at, priority, updated_at};
    type Place = (DateTime<Utc>, TicketId);
    let limit = lists::limit(query.limit)?;
    if query.tag.is_some() && !tags::sees(caller) {
        return Err(Failure::field("?tag", FieldProblem::NotAllowed));
    }
    let sort = query.sort.unwrap_or(TicketSort::CreatedDesc);
    let cursor = query.cursor.as_deref();
    let place = || lists::place::<Place>(cursor, sort.as_str());
    let mut q = filtered(caller, query)?;
    // Row comparisons, so that one index range serves a page wherever it begins.
    q = match sort {
        TicketSort::CreatedDesc => {
            if let Some((at, last)) = place()? {
                q = before!(q, created_at, at, id.lt(last));
            }
            q.order((created_at.desc(), id.desc()))
        }
        TicketSort::CreatedAsc => {
            if let Some((at, last)) = place()? {
                q = after!(q, created_at, at, id.gt(last));
            }
            q.order((created_at.asc(), id.asc()))
        }
        TicketSort::UpdatedDesc => {
            if let Some((at, last)) = place()? {
                q = before!(q, updated_at, at, id.lt(last));
            }
            q.order((updated_at.desc(), id.desc()))
        }
        TicketSort::Priority => {
            if let Some((p, at, last)) =
                lists::place::<(TicketPriority, DateTime<Utc>, TicketId)>(cursor, sort.as_str())?
            {
                let later = created_at.gt(at).or(created_at.eq(at).and(id.gt(last)));
                q = after!(q, priority, p, later);
            }
            q.order((priority.asc(), created_at.asc(), id.asc()))
        }
        TicketSort::Due => {
            if let Some((at, last)) = place()? {
                q = after!(q, next_due_at, at, id.gt(last));
            }
            q.order((next_due_at.asc(), id.asc()))
        }
    };
    let found = Found::new(q.select(id).up_to(limit + 1).load(c)?, limit);
    let count = || Ok::<_, Failure>(capped_count!(filtered(caller, query)?, c)?);
    let total = if cursor.is_none() { Some(found.total(count)?) } else { None };
    let rows: Vec<SummaryRow> = policy::tickets(caller, ticket_rows::table.into_boxed())
        .filter(id.eq_any(&found.ids))
        .select(SummaryRow::as_select())
        .load(c)?;
    let mut tags = tags::of(c, caller, &found.ids)?;
    let cursor = |last: &SummaryRow| match sort {
        TicketSort::CreatedDesc | TicketSort::CreatedAsc => {
            lists::cursor(sort.as_str(), &(last.created_at, last.id))
        }
        TicketSort::UpdatedDesc => lists::cursor(sort.as_str(), &(last.updated_at, last.id)),
        TicketSort::Priority => lists::cursor(sort.as_str(), &(last.priority, last.created_at, last.id)),
        TicketSort::Due => lists::cursor(sort.as_str(), &(last.next_due_at, last.id)),
    };
    Ok(found.page(
        rows,
        |row| row.id,
        total,
        cursor,
        |row| {
            let tags = tags.remove(&row.id).unwrap_or_default();
            row.show(caller, tags)
        },
    ))
}

/// Earlier complaints on a unit and topic within the policy's months: how many, and the last of them.
pub(super) fn earlier_complaints(
    c: &mut PgConnection,
    unit: UnitId,
    topic: TicketTopic,
    policy: &Policy,
    before: DateTime<Utc>,
) -> Result<(i32, Option<TicketId>), Failure> {
    let since =
        before.checked_sub_months(Months::new(policy.individual_case_months.into())).unwrap_or(before);
    let found: Vec<TicketId> = tickets::table
        .filter(tickets::unit_id.eq(unit))
        .filter(tickets::topic.eq(topic))
        .filter(tickets::kind.eq(TicketKind::Complaint))
        .filter(tickets::status.ne_all([TicketStatus::Cancelled, TicketStatus::Merged]))
        .filter(tickets::reported_at.between(since, before))
        .order((tickets::reported_at.desc(), tickets::id.desc()))
        .limit(1000)
        .select(tickets::id)
        .load(c)?;
    Ok((i32::try_from(found.len()).unwrap_or(i32::MAX), found.first().copied()))
}

/// Tickets whose waiting has run out go on; nobody has to remember them. Gives how many.
///
/// # Errors
/// When the database is away.
pub fn return_waiting(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let due: Vec<TicketId> = tickets::table
        .filter(tickets::status.eq(TicketStatus::Waiting))
        .filter(tickets::wait_until.le(now))
        .order(tickets::wait_until)
        .limit(100)
        .select(tickets::id)
        .for_no_key_update()
        .skip_locked()
        .load(c)?;
    if due.is_empty() {
        return Ok(0);
    }
    diesel::update(tickets::table.filter(tickets::id.eq_any(&due)))
        .set((
            tickets::status.eq(TicketStatus::InProgress),
            tickets::wait_reason.eq(None::<WaitReason>),
            tickets::ball_holder.eq(None::<BallHolder>),
            tickets::wait_until.eq(None::<DateTime<Utc>>),
            tickets::version.eq(tickets::version + 1),
            tickets::updated_at.eq(now),
        ))
        .execute(c)?;
    super::events::note_return(c, &due, now)?;
    let book = Rulebook::load(c)?;
    clock::follow(c, &book, &due, Author::rule(), ClockReason::TicketChanged, now)?;
    Ok(due.len())
}
