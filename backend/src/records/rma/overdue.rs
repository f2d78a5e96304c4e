//! What has not come in time (逾期未退回清单), as of today: line by line, and dealer by dealer.

use super::dunning;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::{Few, Found};
use crate::records::report::over::over_rows;
use crate::views::return_line_rows as k;
use crate::{after, capped_count, lists, policy};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Date, Text, Uuid};
use shared::ids::{OrganizationId, RmaId, RmaLineId};
use shared::page::Page;
use shared::records::rma::*;

/// What is owed too long and seen by the caller.
fn late<'a>(caller: &Caller, dealer: Option<OrganizationId>) -> k::BoxedQuery<'a, Pg> {
    let mut q = policy::return_lines(caller, k::table.into_boxed())
        .filter(k::deadline.lt(caller.today()))
        .filter(k::rma_status.eq_any(OWING))
        .filter(k::status.eq_any(OUTSTANDING));
    if let Some(dealer) = dealer {
        q = q.filter(k::dealer_id.eq(dealer));
    }
    q
}

/// A page of what has not come in time, the longest owed first.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &OverdueRmaQuery,
) -> Result<Page<OverdueRmaLine>, Failure> {
    const SORT: &str = "deadline";
    type Owed = (
        (RmaId, String, RmaLineId, RmaLineStatus, OrganizationId, String),
        (Option<String>, String, i32, Option<i32>, NaiveDate, Option<DateTime<Utc>>),
    );
    let limit = lists::limit(query.limit)?;
    let today = caller.today();
    let filtered = || {
        let mut q = late(caller, query.dealer_id);
        if let Some(stage) = query.stage {
            let (first, last) = deadlines(stage, today);
            q = q.filter(k::restored_at.is_null()).filter(k::deadline.le(last));
            if let Some(first) = first {
                q = q.filter(k::deadline.ge(first));
            }
        }
        match query.restored {
            Some(true) => q.filter(k::restored_at.is_not_null()),
            Some(false) => q.filter(k::restored_at.is_null()),
            None => q,
        }
    };
    let mut page = filtered();
    if let Some((day, id)) = lists::place::<(NaiveDate, RmaLineId)>(query.cursor.as_deref(), SORT)? {
        page = after!(page, k::deadline, day, k::id.gt(id));
    }
    let page = page.order((k::deadline.asc(), k::id.asc())).select(k::id);
    let found: Found<RmaLineId> = Found::new(page.up_to(limit + 1).load(c)?, limit);
    let total =
        if query.cursor.is_none() { Some(found.total(|| capped_count!(filtered(), c))?) } else { None };
    let rows: Vec<Owed> = late(caller, query.dealer_id)
        .filter(k::id.eq_any(&found.ids))
        .select((
            (k::rma_id, k::rma_number, k::id, k::status, k::dealer_id, k::dealer_name),
            (
                k::part_number,
                k::name,
                k::quantity_due,
                k::quantity_shipped,
                k::deadline.assume_not_null(),
                k::restored_at,
            ),
        ))
        .load(c)?;
    let mut told = dunning::of(c, caller, &found.ids)?;
    let cursor = |last: &Owed| lists::cursor(SORT, &(last.1.4, last.0.2));
    Ok(found.page(
        rows,
        |row| row.0.2,
        total,
        cursor,
        |(of, what)| {
            let (rma_id, rma_number, line_id, status, dealer_id, dealer_name) = of;
            let (part_number, name, due, sent, deadline, restored_at) = what;
            let (stage, days_late) =
                shared::records::rma::dunning(deadline, today).unwrap_or((DunningStage::Reminder, 0));
            OverdueRmaLine {
                rma_id,
                rma_number,
                line_id,
                status,
                dealer_id,
                dealer_name,
                part_number,
                name,
                quantity: sent.unwrap_or(due),
                deadline,
                days_late,
                stage,
                restored: restored_at.is_some(),
                dunnings: told.remove(&line_id).unwrap_or_default(),
            }
        },
    ))
}

/// A page of the dealers that owe something too long, those with most lines first.
///
/// # Errors
/// For a bad limit or cursor.
pub fn dealers(
    c: &mut PgConnection,
    caller: &Caller,
    query: &OverdueDealersQuery,
) -> Result<Page<OverdueDealer>, Failure> {
    const SORT: &str = "-lines";
    type Types = ((Uuid, Text), (BigInt, BigInt, BigInt, BigInt), (BigInt, BigInt, Date));
    type Found = ((OrganizationId, String), (i64, i64, i64, i64), (i64, i64, NaiveDate));
    let limit = lists::limit(query.limit)?;
    let today = caller.today();
    let (_, warned, charged) = stage_bounds(today);
    let seen = late(caller, query.dealer_id).select((
        (k::dealer_id, k::dealer_name, k::deadline, k::restored_at),
        (k::quantity_due, k::quantity_shipped),
    ));
    let of = |deadline: String| format!("count(*) FILTER (WHERE restored_at IS NULL AND {deadline})");
    let (reminder, warning, charge) = (
        of(format!("deadline > '{warned}'")),
        of(format!("deadline <= '{warned}' AND deadline > '{charged}'")),
        of(format!("deadline <= '{charged}'")),
    );
    let place = lists::place::<(i64, OrganizationId)>(query.cursor.as_deref(), SORT)?;
    // Numbers, days and ids of ours: nobody's words.
    let after = place
        .map_or_else(String::new, |(lines, id)| format!("HAVING (count(*), dealer_id) < ({lines}, '{id}') "));
    let rows: Vec<Found> = over_rows::<_, Types>(seen)
        .sql(format!(
            "SELECT dealer_id, max(dealer_name), {reminder}, {warning}, {charge}, count(restored_at), count(*), \
             sum(coalesce(quantity_shipped, quantity_due))::bigint, min(deadline) FROM seen GROUP BY dealer_id {after}\
             ORDER BY count(*) DESC, dealer_id DESC LIMIT {}",
            limit + 1
        ))
        .load(c)?;
    let cursor = |last: &Found| lists::cursor(SORT, &(last.2.0, last.0.0));
    Ok(lists::page(rows, limit, None, cursor, |(of, stages, sums)| OverdueDealer {
        dealer_id: of.0,
        dealer_name: of.1,
        reminder: stages.0,
        warning: stages.1,
        charge: stages.2,
        restored: stages.3,
        lines: sums.0,
        pieces: sums.1,
        days_late: (today - sums.2).num_days(),
    }))
}
