//! Rows and SQL of counts.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::{parts, stock_count_lines, stock_counts, stock_levels};
use crate::views::stock_count_rows;
use crate::{capped_count, lists, policy};
use chrono::{DateTime, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::upsert::excluded;
use shared::ids::{LocationId, PartId, StockCountId, UserId};
use shared::page::Page;
use shared::records::part::Measure;
use shared::records::stock_count::*;
use shared::workflow::Workflow;

#[derive(Queryable, Selectable)]
#[diesel(table_name = stock_count_rows)]
pub(super) struct Row {
    pub id: StockCountId,
    pub number: String,
    pub status: StockCountStatus,
    pub location_id: LocationId,
    location_name: String,
    lines: i64,
    counted_lines: i64,
    differing_lines: i64,
    opened_at: DateTime<Utc>,
    opened_by_name: String,
    pub counted_by_id: Option<UserId>,
    counted_at: Option<DateTime<Utc>>,
    counted_by_name: Option<String>,
    approved_at: Option<DateTime<Utc>>,
    approved_by_name: Option<String>,
    note: Option<String>,
    cancel_reason: Option<String>,
    pub version: i32,
}

impl From<Row> for StockCountSummary {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            number: row.number,
            status: row.status,
            location_id: row.location_id,
            location_name: row.location_name,
            lines: row.lines,
            counted_lines: row.counted_lines,
            differing_lines: row.differing_lines,
            opened_at: row.opened_at,
            opened_by_name: row.opened_by_name,
            counted_at: row.counted_at,
            counted_by_name: row.counted_by_name,
            approved_at: row.approved_at,
            approved_by_name: row.approved_by_name,
            note: row.note,
            cancel_reason: row.cancel_reason,
            version: row.version,
        }
    }
}

fn visible<'a>(caller: &Caller) -> stock_count_rows::BoxedQuery<'a, Pg> {
    policy::stock_counts(caller, stock_count_rows::table.into_boxed())
}

/// The count, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: StockCountId) -> Result<Row, Failure> {
    let row =
        visible(caller).filter(stock_count_rows::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.ok_or_else(Failure::not_found)
}

/// The lines of a count, by part number.
pub(super) fn lines(c: &mut PgConnection, id: StockCountId) -> Result<Vec<StockCountLine>, Failure> {
    use stock_count_lines as s;
    type Found = (PartId, String, String, Measure, i64, Option<i64>);
    let rows: Vec<Found> = s::table
        .inner_join(parts::table)
        .filter(s::count_id.eq(id))
        .order(parts::number.asc())
        .select((s::part_id, parts::number, parts::name, parts::measure, s::expected, s::counted))
        .load(c)?;
    let line = |(part_id, part_number, part_name, measure, expected, counted): Found| StockCountLine {
        difference: difference(expected, counted),
        part_id,
        part_number,
        part_name,
        measure,
        expected,
        counted,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// A page of the counts that the caller sees, the newest first.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &StockCountQuery,
) -> Result<Page<StockCountSummary>, Failure> {
    use stock_count_rows::id;
    const SORT: &str = "-id";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = visible(caller);
        if let Some(location) = query.location_id {
            q = q.filter(stock_count_rows::location_id.eq(location));
        }
        if let Some(states) = &query.status {
            q = q.filter(stock_count_rows::status.eq_any(states.0.clone()));
        }
        q
    };
    let mut page = filtered();
    if let Some((last,)) = lists::place::<(StockCountId,)>(query.cursor.as_deref(), SORT)? {
        page = page.filter(id.lt(last));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> = page.order(id.desc()).select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| lists::cursor(SORT, &(last.id,));
    Ok(lists::page(rows, limit, total, cursor, Into::into))
}

/// The number of the count that is open at a location.
pub(super) fn open_at(c: &mut PgConnection, location: LocationId) -> Result<Option<String>, Failure> {
    use stock_counts as s;
    let open = [StockCountStatus::Draft, StockCountStatus::Counted];
    let found = s::table.filter(s::location_id.eq(location)).filter(s::status.eq_any(open)).select(s::number);
    Ok(found.first(c).optional()?)
}

/// Opens a count: what is kept at the location is frozen as it is.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    id: StockCountId,
    number: &str,
    input: &CreateStockCount,
) -> Result<(), Failure> {
    use {stock_count_lines as k, stock_counts as s};
    diesel::insert_into(s::table)
        .values((
            (s::id.eq(id), s::number.eq(number), s::location_id.eq(input.location_id)),
            (s::status.eq(StockCountStatus::Draft), s::note.eq(input.note.as_deref())),
            (s::opened_by_id.eq(caller.actor.user_id), s::opened_at.eq(caller.now)),
            (s::version.eq(1), s::updated_at.eq(caller.now)),
        ))
        .execute(c)?;
    let kept: Vec<(PartId, i64)> = stock_levels::table
        .filter(stock_levels::location_id.eq(input.location_id))
        .select((stock_levels::part_id, stock_levels::on_hand))
        .load(c)?;
    let rows: Vec<_> = kept
        .into_iter()
        .map(|(part, expected)| (k::count_id.eq(id), k::part_id.eq(part), k::expected.eq(expected)))
        .collect();
    // A statement takes so many values and no more.
    for some in rows.chunks(5000) {
        diesel::insert_into(k::table).values(some).execute(c)?;
    }
    Ok(())
}

/// Enters what was counted; a part that was not expected is added.
pub(super) fn put_lines(
    c: &mut PgConnection,
    id: StockCountId,
    lines: &[CountedLine],
) -> Result<(), Failure> {
    use stock_count_lines as k;
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            (
                k::count_id.eq(id),
                k::part_id.eq(line.part_id),
                k::expected.eq(0_i64),
                k::counted.eq(line.counted),
            )
        })
        .collect();
    diesel::insert_into(k::table)
        .values(rows)
        .on_conflict((k::count_id, k::part_id))
        .do_update()
        .set(k::counted.eq(excluded(k::counted)))
        .execute(c)?;
    Ok(())
}

/// Moves a draft of this version to the next one; false when it is another by now.
pub(super) fn touch(
    c: &mut PgConnection,
    caller: &Caller,
    row: &Row,
    note: Option<&str>,
) -> Result<bool, Failure> {
    use stock_counts as s;
    let guarded = s::table
        .filter(s::id.eq(row.id))
        .filter(s::version.eq(row.version))
        .filter(s::status.eq(StockCountStatus::Draft));
    let change = (s::note.eq(note), s::version.eq(row.version + 1), s::updated_at.eq(caller.now));
    Ok(diesel::update(guarded).set(change).execute(c)? == 1)
}

/// Moves a count of this version on; false when it has another version or state by now.
pub(super) fn set_status(
    c: &mut PgConnection,
    caller: &Caller,
    row: &Row,
    action: StockCountAction,
    to: StockCountStatus,
    reason: Option<&str>,
) -> Result<bool, Failure> {
    use stock_counts as s;
    let from = StockCountAction::line(action).map_or(&[][..], |line| line.from);
    let guarded =
        s::table.filter(s::id.eq(row.id)).filter(s::version.eq(row.version)).filter(s::status.eq_any(from));
    let step = (s::status.eq(to), s::version.eq(row.version + 1), s::updated_at.eq(caller.now));
    let me = Some(caller.actor.user_id);
    let changed = match action {
        StockCountAction::Submit => diesel::update(guarded)
            .set((step, s::counted_by_id.eq(me), s::counted_at.eq(Some(caller.now))))
            .execute(c)?,
        StockCountAction::Recount => diesel::update(guarded)
            .set((step, s::counted_by_id.eq(None::<UserId>), s::counted_at.eq(None::<DateTime<Utc>>)))
            .execute(c)?,
        StockCountAction::Approve => diesel::update(guarded)
            .set((step, s::approved_by_id.eq(me), s::approved_at.eq(Some(caller.now))))
            .execute(c)?,
        StockCountAction::Cancel => {
            diesel::update(guarded).set((step, s::cancel_reason.eq(reason))).execute(c)?
        }
    };
    Ok(changed == 1)
}
