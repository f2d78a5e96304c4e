//! Lines of material transfers: rows and SQL.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::stock;
use crate::schema::{material_transfer_lines, parts};
use chrono::NaiveDate;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{LocationId, MaterialTransferId, PartId, TransferLineId};
use shared::problem::{Checker, FieldProblem};
use shared::records::material_transfer::*;
use shared::records::part::Measure;
use uuid::Uuid;

#[derive(Queryable, Selectable)]
#[diesel(table_name = material_transfer_lines)]
struct Row {
    id: TransferLineId,
    part_id: PartId,
    quantity: i64,
    return_days: Option<i32>,
    old_part_due_on: Option<NaiveDate>,
    batch: Option<String>,
    shipped: Option<i64>,
    received: Option<i64>,
    old_serial: Option<String>,
    new_serial: Option<String>,
}

/// The lines of a transfer, with what can be taken where they are taken.
pub(super) fn of(
    c: &mut PgConnection,
    caller: &Caller,
    id: MaterialTransferId,
    from: Option<LocationId>,
) -> Result<Vec<TransferLine>, Failure> {
    use material_transfer_lines as s;
    type Found = (Row, String, String, Measure, bool);
    let rows: Vec<Found> = s::table
        .inner_join(parts::table)
        .filter(s::transfer_id.eq(id))
        .order(s::position.asc())
        .select((Row::as_select(), parts::number, parts::name, parts::measure, parts::batch_tracked))
        .load(c)?;
    let wanted: Vec<PartId> = rows.iter().map(|(row, ..)| row.part_id).collect();
    let free = match from {
        Some(from) => stock::service::free_of(c, caller, from, &wanted)?,
        None => None,
    };
    let line = |(row, part_number, part_name, measure, batch_tracked): Found| TransferLine {
        id: row.id,
        free: free.as_ref().map(|free| free.get(&row.part_id).copied().unwrap_or(0)),
        part_id: row.part_id,
        part_number,
        part_name,
        measure,
        batch_tracked,
        quantity: row.quantity,
        return_days: row.return_days,
        old_part_due_on: row.old_part_due_on,
        batch: row.batch,
        shipped: row.shipped,
        received: row.received,
        shortage: shortage(row.shipped, row.received),
        old_serial: row.old_serial,
        new_serial: row.new_serial,
    };
    Ok(rows.into_iter().map(line).collect())
}

/// Replaces the lines of a draft.
pub(super) fn replace(
    c: &mut PgConnection,
    caller: &Caller,
    id: MaterialTransferId,
    input: &MaterialTransferInput,
) -> Result<(), Failure> {
    use material_transfer_lines as s;
    let mut check = Checker::default();
    let mut rows = vec![];
    for (n, line) in input.lines.iter().enumerate() {
        let there = stock::service::sees_part(c, caller, line.part_id)?;
        check.check(there, &format!("/lines/{n}/part_id"), FieldProblem::NoSuchRecord);
        let days: Option<Option<i32>> =
            parts::table.find(line.part_id).select(parts::return_days).first(c).optional()?;
        rows.push((
            (s::id.eq(TransferLineId(Uuid::now_v7())), s::transfer_id.eq(id)),
            s::position.eq(i32::try_from(n).unwrap_or(i32::MAX)),
            (s::part_id.eq(line.part_id), s::quantity.eq(line.quantity)),
            s::return_days.eq(days_owed(input.coverage, line.old_part_due, days.flatten())),
        ));
    }
    check.finish()?;
    diesel::delete(s::table.filter(s::transfer_id.eq(id))).execute(c)?;
    diesel::insert_into(s::table).values(rows).execute(c)?;
    Ok(())
}

/// Writes down what is shipped.
pub(super) fn ship(c: &mut PgConnection, lines: &[Shipped]) -> Result<(), Failure> {
    use material_transfer_lines as s;
    for line in lines {
        diesel::update(s::table.find(line.line_id))
            .set((s::shipped.eq(Some(line.shipped)), s::batch.eq(line.batch.as_deref())))
            .execute(c)?;
    }
    Ok(())
}

/// Writes down what has come.
pub(super) fn arrive(c: &mut PgConnection, lines: &[Arrived]) -> Result<(), Failure> {
    use material_transfer_lines as s;
    for line in lines {
        diesel::update(s::table.find(line.line_id))
            .set((
                s::received.eq(Some(line.received)),
                s::old_part_due_on.eq(line.old_part_due_on),
                s::old_serial.eq(line.old_serial.as_deref()),
                s::new_serial.eq(line.new_serial.as_deref()),
            ))
            .execute(c)?;
    }
    Ok(())
}
