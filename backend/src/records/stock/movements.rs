//! What was moved: rows and SQL. Nothing here changes or deletes a movement.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::records::ticket::writable;
use crate::schema::stock_movements;
use crate::views::movement_rows;
use crate::{before, capped_count, lists, policy};
use chrono::{DateTime, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use shared::ids::{LocationId, PartId, StockMovementId};
use shared::page::Page;
use shared::records::part::Measure;
use shared::records::stock::{Move, MovementKind, MovementQuery, StockMovement};
use uuid::Uuid;

#[derive(Queryable, Selectable)]
#[diesel(table_name = movement_rows)]
struct Row {
    id: StockMovementId,
    at: DateTime<Utc>,
    kind: MovementKind,
    part_id: PartId,
    part_number: String,
    part_name: String,
    measure: Measure,
    batch: Option<String>,
    from_location_id: Option<LocationId>,
    from_location_name: Option<String>,
    to_location_id: Option<LocationId>,
    to_location_name: Option<String>,
    quantity: i64,
    reason: Option<String>,
    reference: Option<String>,
    corrects_id: Option<StockMovementId>,
    corrected: bool,
    actor_name: String,
}

impl From<Row> for StockMovement {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            at: row.at,
            kind: row.kind,
            part_id: row.part_id,
            part_number: row.part_number,
            part_name: row.part_name,
            measure: row.measure,
            batch: row.batch,
            from_location_id: row.from_location_id,
            from_location_name: row.from_location_name,
            to_location_id: row.to_location_id,
            to_location_name: row.to_location_name,
            quantity: row.quantity,
            reason: row.reason,
            reference: row.reference,
            corrects_id: row.corrects_id,
            corrected: row.corrected,
            actor_name: row.actor_name,
        }
    }
}

fn visible<'a>(caller: &Caller) -> movement_rows::BoxedQuery<'a, Pg> {
    policy::movements(caller, movement_rows::table.into_boxed())
}

/// The movement, if the caller sees it.
pub(super) fn find(
    c: &mut PgConnection,
    caller: &Caller,
    id: StockMovementId,
) -> Result<StockMovement, Failure> {
    let row: Option<Row> =
        visible(caller).filter(movement_rows::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.map(Into::into).ok_or_else(Failure::not_found)
}

/// A page of the movements that the caller sees, the newest first.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &MovementQuery,
) -> Result<Page<StockMovement>, Failure> {
    use movement_rows::{at, id};
    const SORT: &str = "at";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = visible(caller);
        if let Some(place) = query.location_id {
            let from = movement_rows::from_location_id.eq(place);
            q = q.filter(from.or(movement_rows::to_location_id.eq(place)).assume_not_null());
        }
        if let Some(part) = query.part_id {
            q = q.filter(movement_rows::part_id.eq(part));
        }
        if let Some(kinds) = &query.kind {
            q = q.filter(movement_rows::kind.eq_any(kinds.0.clone()));
        }
        if let Some(from) = query.moved_from {
            q = q.filter(at.ge(writable(from)));
        }
        if let Some(until) = query.moved_until {
            q = q.filter(at.lt(writable(until)));
        }
        q
    };
    let mut page = filtered();
    if let Some((last, i)) = lists::place::<(DateTime<Utc>, StockMovementId)>(query.cursor.as_deref(), SORT)?
    {
        page = before!(page, at, last, id.lt(i));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> =
        page.order((at.desc(), id.desc())).select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| lists::cursor(SORT, &(last.at, last.id));
    Ok(lists::page(rows, limit, total, cursor, Into::into))
}

/// Books a movement.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    moved: &Move,
    corrects: Option<StockMovementId>,
) -> Result<StockMovementId, Failure> {
    use stock_movements as m;
    let id = StockMovementId(Uuid::now_v7());
    diesel::insert_into(m::table)
        .values((
            (m::id.eq(id), m::at.eq(caller.now), m::kind.eq(moved.kind), m::part_id.eq(moved.part_id)),
            (
                m::from_location_id.eq(moved.from.map(|(place, _)| place)),
                m::to_location_id.eq(moved.to.map(|(place, _)| place)),
                m::quantity.eq(moved.quantity),
            ),
            (
                m::batch.eq(moved.batch.as_deref()),
                m::reason.eq(moved.reason.as_deref()),
                m::reference.eq(moved.reference.as_deref()),
                m::corrects_id.eq(corrects),
            ),
            (m::actor_id.eq(caller.actor.user_id), m::actor_name.eq(&caller.actor.name)),
        ))
        .execute(c)?;
    Ok(id)
}
