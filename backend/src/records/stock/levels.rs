//! What there is of each part at each location: rows and SQL. Only these statements change what is on hand, each in the
//! transaction that books the movement.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::stock_levels;
use crate::views::{part_rows, stock_rows};
use crate::{after, before, capped_count, lists, policy, search};
use chrono::{DateTime, Utc};
use diesel::dsl::sql;
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use diesel::upsert::excluded;
use shared::ids::{LocationId, PartId, StockLevelId};
use shared::page::Page;
use shared::records::location::LocationKind;
use shared::records::part::Measure;
use shared::records::stock::{StockLevel, StockQuery, StockSort, is_low};
use uuid::Uuid;

/// As the partial index `stock_levels_low` says it, and [`is_low`].
const LOW: &str = "reorder_point > 0 AND on_hand - reserved <= reorder_point";
/// Other places that are named to whoever asks for too many.
const PLACES: i64 = 5;

#[derive(Queryable, Selectable)]
#[diesel(table_name = stock_rows)]
struct Row {
    id: StockLevelId,
    location_id: LocationId,
    location_code: String,
    location_name: String,
    location_kind: LocationKind,
    organization_name: String,
    part_id: PartId,
    part_number: String,
    part_name: String,
    measure: Measure,
    batch_tracked: bool,
    on_hand: i64,
    reserved: i64,
    reorder_point: i64,
    version: i32,
    updated_at: DateTime<Utc>,
}

impl From<Row> for StockLevel {
    fn from(row: Row) -> Self {
        let free = row.on_hand - row.reserved;
        Self {
            id: row.id,
            location_id: row.location_id,
            location_code: row.location_code,
            location_name: row.location_name,
            location_kind: row.location_kind,
            organization_name: row.organization_name,
            part_id: row.part_id,
            part_number: row.part_number,
            part_name: row.part_name,
            measure: row.measure,
            batch_tracked: row.batch_tracked,
            on_hand: row.on_hand,
            reserved: row.reserved,
            free,
            reorder_point: row.reorder_point,
            low: is_low(free, row.reorder_point),
            version: row.version,
            updated_at: row.updated_at,
        }
    }
}

fn visible<'a>(caller: &Caller) -> stock_rows::BoxedQuery<'a, Pg> {
    policy::stock(caller, stock_rows::table.into_boxed())
}

/// The level, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: StockLevelId) -> Result<StockLevel, Failure> {
    let row: Option<Row> =
        visible(caller).filter(stock_rows::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.map(Into::into).ok_or_else(Failure::not_found)
}

/// What of a part matters when it is moved.
#[derive(Queryable)]
pub(super) struct Kept {
    pub id: PartId,
    pub number: String,
    pub batch_tracked: bool,
}

/// The part, if the caller sees it or keeps it.
pub(super) fn part(c: &mut PgConnection, caller: &Caller, id: PartId) -> Result<Option<Kept>, Failure> {
    use part_rows as p;
    let seen = policy::parts(caller, p::table.into_boxed()).filter(p::id.eq(id));
    let seen: Option<Kept> = seen.select((p::id, p::number, p::batch_tracked)).first(c).optional()?;
    if seen.is_some() {
        return Ok(seen);
    }
    let kept = visible(caller).filter(stock_rows::part_id.eq(id));
    let columns = (stock_rows::part_id, stock_rows::part_number, stock_rows::batch_tracked);
    Ok(kept.select(columns).first(c).optional()?)
}

fn filtered<'a>(caller: &Caller, query: &'a StockQuery) -> stock_rows::BoxedQuery<'a, Pg> {
    let mut q = visible(caller);
    if let Some(location) = query.location_id {
        q = q.filter(stock_rows::location_id.eq(location));
    }
    if let Some(part) = query.part_id {
        q = q.filter(stock_rows::part_id.eq(part));
    }
    if let Some(low) = query.low {
        q = if low { q.filter(sql::<Bool>(LOW)) } else { q.filter(sql::<Bool>(&format!("NOT ({LOW})"))) };
    }
    if let Some(stocked) = query.in_stock {
        q = if stocked { q.filter(stock_rows::on_hand.gt(0)) } else { q.filter(stock_rows::on_hand.eq(0)) };
    }
    if let Some(words) = &query.q {
        q = search!(q, stock_rows, words);
    }
    q
}

/// A page of the levels that the caller sees.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &StockQuery,
) -> Result<Page<StockLevel>, Failure> {
    use stock_rows::{id, on_hand, part_number, updated_at};
    let limit = lists::limit(query.limit)?;
    let sort = query.sort.unwrap_or(StockSort::Part);
    let cursor = query.cursor.as_deref();
    let mut page = filtered(caller, query);
    page = match sort {
        StockSort::Part => {
            if let Some((n, i)) = lists::place::<(String, StockLevelId)>(cursor, sort.as_str())? {
                page = after!(page, part_number, n, id.gt(i));
            }
            page.order((part_number.asc(), id.asc()))
        }
        StockSort::OnHandDesc => {
            if let Some((n, i)) = lists::place::<(i64, StockLevelId)>(cursor, sort.as_str())? {
                page = before!(page, on_hand, n, id.lt(i));
            }
            page.order((on_hand.desc(), id.desc()))
        }
        StockSort::UpdatedDesc => {
            if let Some((at, i)) = lists::place::<(DateTime<Utc>, StockLevelId)>(cursor, sort.as_str())? {
                page = before!(page, updated_at, at, id.lt(i));
            }
            page.order((updated_at.desc(), id.desc()))
        }
    };
    let total = if cursor.is_none() { Some(capped_count!(filtered(caller, query), c)?) } else { None };
    let rows: Vec<Row> = page.select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| match sort {
        StockSort::Part => lists::cursor(sort.as_str(), &(&last.part_number, last.id)),
        StockSort::OnHandDesc => lists::cursor(sort.as_str(), &(last.on_hand, last.id)),
        StockSort::UpdatedDesc => lists::cursor(sort.as_str(), &(last.updated_at, last.id)),
    };
    Ok(lists::page(rows, limit, total, cursor, Into::into))
}

/// Stores a level with nothing on hand yet.
pub(super) fn insert(
    c: &mut PgConnection,
    location: LocationId,
    part: (PartId, &str),
    reorder_point: i64,
    now: DateTime<Utc>,
) -> Result<StockLevelId, Failure> {
    use stock_levels as s;
    let id = StockLevelId(Uuid::now_v7());
    diesel::insert_into(s::table)
        .values((
            (s::id.eq(id), s::location_id.eq(location), s::part_id.eq(part.0), s::part_number.eq(part.1)),
            (s::on_hand.eq(0), s::reserved.eq(0), s::reorder_point.eq(reorder_point)),
            (s::version.eq(1), s::created_at.eq(now), s::updated_at.eq(now)),
        ))
        .execute(c)?;
    Ok(id)
}

/// Sets the reorder point of a level of this version; false when it has another one by now.
pub(super) fn set_reorder_point(
    c: &mut PgConnection,
    id: StockLevelId,
    version: i32,
    reorder_point: i64,
) -> Result<bool, Failure> {
    use stock_levels as s;
    let guarded = s::table.filter(s::id.eq(id)).filter(s::version.eq(version));
    let change = (s::reorder_point.eq(reorder_point), s::version.eq(version + 1));
    Ok(diesel::update(guarded).set(change).execute(c)? == 1)
}

/// Puts something there, wherever a part was kept before or not.
pub(super) fn put(
    c: &mut PgConnection,
    location: LocationId,
    part: (PartId, &str),
    quantity: i64,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    use stock_levels as s;
    diesel::insert_into(s::table)
        .values((
            (s::id.eq(StockLevelId(Uuid::now_v7())), s::location_id.eq(location)),
            (s::part_id.eq(part.0), s::part_number.eq(part.1)),
            (s::on_hand.eq(quantity), s::reserved.eq(0), s::reorder_point.eq(0)),
            (s::version.eq(1), s::created_at.eq(now), s::updated_at.eq(now)),
        ))
        .on_conflict((s::location_id, s::part_id))
        .do_update()
        .set((s::on_hand.eq(s::on_hand + excluded(s::on_hand)), s::updated_at.eq(excluded(s::updated_at))))
        .execute(c)?;
    Ok(())
}

/// Takes something away, if so many can be taken; whoever comes second waits and is judged by what is left then.
pub(super) fn take(
    c: &mut PgConnection,
    location: LocationId,
    part: PartId,
    quantity: i64,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    use stock_levels as s;
    let enough = s::table
        .filter(s::location_id.eq(location))
        .filter(s::part_id.eq(part))
        .filter((s::on_hand - s::reserved).ge(quantity));
    let taken = diesel::update(enough)
        .set((s::on_hand.eq(s::on_hand - quantity), s::updated_at.eq(now)))
        .execute(c)?;
    Ok(taken == 1)
}

/// Promises some to somebody, if so many can be taken.
pub(super) fn reserve(
    c: &mut PgConnection,
    location: LocationId,
    part: PartId,
    quantity: i64,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    use stock_levels as s;
    let enough = s::table
        .filter(s::location_id.eq(location))
        .filter(s::part_id.eq(part))
        .filter((s::on_hand - s::reserved).ge(quantity));
    let change = (s::reserved.eq(s::reserved + quantity), s::updated_at.eq(now));
    Ok(diesel::update(enough).set(change).execute(c)? == 1)
}

/// Promises them no longer. Until the transaction ends nobody else takes of them.
pub(super) fn release(
    c: &mut PgConnection,
    location: LocationId,
    part: PartId,
    quantity: i64,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    use stock_levels as s;
    let line = s::table.filter(s::location_id.eq(location)).filter(s::part_id.eq(part));
    let change = (s::reserved.eq(s::reserved - quantity), s::updated_at.eq(now));
    diesel::update(line).set(change).execute(c)?;
    Ok(())
}

/// How many of some parts can be taken at a location that the caller sees.
pub(super) fn free_of(
    c: &mut PgConnection,
    caller: &Caller,
    location: LocationId,
    parts: &[PartId],
) -> Result<Vec<(PartId, i64)>, Failure> {
    let kept = visible(caller)
        .filter(stock_rows::location_id.eq(location))
        .filter(stock_rows::part_id.eq_any(parts.to_vec()))
        .select((stock_rows::part_id, stock_rows::on_hand - stock_rows::reserved));
    Ok(kept.load(c)?)
}

/// How many can be taken at a location.
pub(super) fn free(c: &mut PgConnection, location: LocationId, part: PartId) -> Result<i64, Failure> {
    use stock_levels as s;
    let found: Option<i64> = s::table
        .filter(s::location_id.eq(location))
        .filter(s::part_id.eq(part))
        .select(s::on_hand - s::reserved)
        .first(c)
        .optional()?;
    Ok(found.unwrap_or(0))
}

/// Where else the caller sees that some can be taken, the most first.
pub(super) fn elsewhere(
    c: &mut PgConnection,
    caller: &Caller,
    location: LocationId,
    part: PartId,
) -> Result<Vec<(String, i64)>, Failure> {
    let free = stock_rows::on_hand - stock_rows::reserved;
    let found = visible(caller)
        .filter(stock_rows::part_id.eq(part))
        .filter(stock_rows::location_id.ne(location))
        .filter(stock_rows::location_active.eq(true))
        .filter(free.gt(0))
        .order((free.desc(), stock_rows::location_name.asc()))
        .limit(PLACES)
        .select((stock_rows::location_name, free))
        .load(c)?;
    Ok(found)
}
