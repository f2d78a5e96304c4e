//! Rows and SQL of the lines of returns.

use super::extras;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::schema::{rma_custody, rma_lines};
use crate::views::rma_line_rows;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{PartId, RmaId, RmaLineId, UnitId, UserId};
use shared::records::rma::*;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Queryable, Selectable)]
#[diesel(table_name = rma_line_rows)]
pub(super) struct Row {
    pub id: RmaLineId,
    pub rma_id: RmaId,
    pub rma_status: RmaStatus,
    pub position: i32,
    pub status: RmaLineStatus,
    pub tag: String,
    pub part_id: Option<PartId>,
    part_number: Option<String>,
    pub name: String,
    unit_id: Option<UnitId>,
    unit_serial: Option<String>,
    old_serial: Option<String>,
    batch: Option<String>,
    fault: Option<String>,
    pub quantity_due: i32,
    pub quantity_shipped: Option<i32>,
    pub quantity_received: Option<i32>,
    condition: Option<RmaCondition>,
    receipt_note: Option<String>,
    end_reason: Option<String>,
    standard_test: Option<String>,
    load_test: Option<String>,
    verdict: Option<RmaVerdict>,
    failure_mode: Option<String>,
    pub responsible: Option<RmaResponsible>,
    pub share_percent: Option<i32>,
    inspected_by_name: Option<String>,
    pub inspected_at: Option<DateTime<Utc>>,
    pub disposition: Option<RmaDisposition>,
    pub disposed_by_id: Option<UserId>,
    disposed_by_name: Option<String>,
    disposed_at: Option<DateTime<Utc>>,
    scrap_confirmed_by_name: Option<String>,
}

/// The lines of a return, in their order.
pub(super) fn of(c: &mut PgConnection, id: RmaId) -> Result<Vec<Row>, Failure> {
    let rows = rma_line_rows::table
        .filter(rma_line_rows::rma_id.eq(id))
        .order(rma_line_rows::position)
        .select(Row::as_select())
        .load(c)?;
    Ok(rows)
}

/// The line with this tag, if the caller sees it.
pub(super) fn by_tag(c: &mut PgConnection, caller: &Caller, tag: &str) -> Result<Option<Row>, Failure> {
    let seen = policy::rma_lines(caller, rma_line_rows::table.into_boxed());
    Ok(seen.filter(rma_line_rows::tag.eq(tag)).select(Row::as_select()).first(c).optional()?)
}

/// Lines as the caller may work on them, with where they were.
pub(super) fn show(c: &mut PgConnection, caller: &Caller, rows: Vec<Row>) -> Result<Vec<RmaLine>, Failure> {
    let ids: Vec<RmaLineId> = rows.iter().map(|row| row.id).collect();
    let inside = caller.actor.is_inside();
    let mut custody = custody(c, &ids, inside)?;
    let mut extras = extras::of(c, caller, &rows)?;
    Ok(rows
        .into_iter()
        .map(|row| RmaLine {
            available_actions: available_for_line(&extras.facts(&row), &caller.actor),
            charge_proposal: extras.proposal(caller, &row),
            hold: extras.take_hold(row.id),
            pictures: extras.pictures.remove(&row.id).unwrap_or_default(),
            supplier_return: extras.take_return(row.id),
            charges: extras.charges.remove(&row.id).unwrap_or_default(),
            custody: custody.remove(&row.id).unwrap_or_default(),
            id: row.id,
            status: row.status,
            tag: row.tag,
            part_id: row.part_id,
            part_number: row.part_number,
            name: row.name,
            unit_id: row.unit_id,
            unit_serial: row.unit_serial,
            old_serial: row.old_serial,
            batch: row.batch,
            fault: row.fault,
            quantity_due: row.quantity_due,
            quantity_shipped: row.quantity_shipped,
            quantity_received: row.quantity_received,
            condition: row.condition,
            receipt_note: row.receipt_note,
            end_reason: row.end_reason,
            standard_test: row.standard_test,
            load_test: row.load_test,
            verdict: row.verdict,
            failure_mode: row.failure_mode,
            // Who answers for it, and with how much, is between the maker and that party until it is claimed.
            responsible: row.responsible.filter(|_| inside),
            share_percent: row.share_percent.filter(|_| inside),
            inspected_by_name: row.inspected_by_name.filter(|_| inside),
            inspected_at: row.inspected_at,
            disposition: row.disposition,
            disposed_by_name: row.disposed_by_name.filter(|_| inside),
            disposed_at: row.disposed_at,
            scrap_confirmed_by_name: row.scrap_confirmed_by_name.filter(|_| inside),
        })
        .collect())
}

/// Where lines were. That a supplier collected one is told inside the house.
fn custody(
    c: &mut PgConnection,
    lines: &[RmaLineId],
    inside: bool,
) -> Result<HashMap<RmaLineId, Vec<Custody>>, Failure> {
    use rma_custody as y;
    let told: Vec<CustodyStep> =
        CustodyStep::ALL.iter().copied().filter(|s| inside || *s != CustodyStep::Collected).collect();
    let rows: Vec<(RmaLineId, DateTime<Utc>, CustodyStep, String, String)> = y::table
        .filter(y::line_id.eq_any(lines))
        .filter(y::step.eq_any(told))
        .order((y::line_id, y::at, y::id))
        .select((y::line_id, y::at, y::step, y::place, y::person_name))
        .load(c)?;
    let mut found = HashMap::<_, Vec<Custody>>::new();
    for (line, at, step, place, person_name) in rows {
        found.entry(line).or_default().push(Custody { at, step, place, person_name });
    }
    Ok(found)
}

/// In whose hands a line is, and where.
pub(super) fn last_hands(c: &mut PgConnection, line: RmaLineId) -> Result<Option<(UserId, String)>, Failure> {
    use rma_custody as y;
    let of_line = y::table.filter(y::line_id.eq(line)).order((y::at.desc(), y::id.desc()));
    Ok(of_line.select((y::person_id, y::place)).first(c).optional()?)
}

/// Holds a line until the end of the transaction.
pub(super) fn hold(c: &mut PgConnection, line: RmaLineId) -> Result<(), Failure> {
    rma_lines::table.find(line).select(rma_lines::id).for_no_key_update().first::<RmaLineId>(c)?;
    Ok(())
}

/// Writes that the caller has lines in hand.
pub(super) fn hand(
    c: &mut PgConnection,
    caller: &Caller,
    lines: &[RmaLineId],
    step: CustodyStep,
    place: &str,
) -> Result<(), Failure> {
    hand_to(c, caller, lines, step, place, &caller.actor.name)
}

/// Writes that somebody has lines in hand, on the caller's word.
pub(super) fn hand_to(
    c: &mut PgConnection,
    caller: &Caller,
    lines: &[RmaLineId],
    step: CustodyStep,
    place: &str,
    person_name: &str,
) -> Result<(), Failure> {
    use rma_custody as y;
    let rows: Vec<_> = lines
        .iter()
        .map(|line| {
            (
                (y::id.eq(Uuid::now_v7()), y::line_id.eq(*line), y::at.eq(caller.now), y::step.eq(step)),
                (y::place.eq(place), y::person_id.eq(caller.actor.user_id)),
                y::person_name.eq(person_name),
            )
        })
        .collect();
    diesel::insert_into(y::table).values(rows).execute(c)?;
    Ok(())
}

/// A new line, before it is written.
#[derive(Clone, Insertable)]
#[diesel(table_name = rma_lines)]
pub(super) struct New {
    pub id: RmaLineId,
    pub rma_id: RmaId,
    pub position: i32,
    pub status: RmaLineStatus,
    pub tag: String,
    pub part_id: Option<PartId>,
    pub name: String,
    pub unit_id: Option<UnitId>,
    pub old_serial: Option<String>,
    pub batch: Option<String>,
    pub fault: Option<String>,
    pub quantity_due: i32,
}

impl Row {
    /// What is left of a line of which only some go on their way.
    pub fn rest(&self, position: i32, quantity: i32) -> New {
        New {
            id: RmaLineId(Uuid::now_v7()),
            rma_id: self.rma_id,
            position,
            status: RmaLineStatus::Due,
            tag: tag(),
            part_id: self.part_id,
            name: self.name.clone(),
            unit_id: self.unit_id,
            old_serial: None,
            batch: self.batch.clone(),
            fault: self.fault.clone(),
            quantity_due: quantity,
        }
    }
}

/// A tag that nobody guesses: fifty random bits in ten letters.
pub(super) fn tag() -> String {
    let mut bits: u64 = rand::random();
    let mut tag = String::with_capacity(TAG_LENGTH);
    for _ in 0..TAG_LENGTH {
        let letter = TAG_LETTERS.get(usize::try_from(bits % 32).unwrap_or_default()).copied().unwrap_or(b'0');
        tag.push(char::from(letter));
        bits /= 32;
    }
    tag
}

/// Writes new lines.
pub(super) fn insert(c: &mut PgConnection, lines: &[New]) -> Result<(), Failure> {
    diesel::insert_into(rma_lines::table).values(lines).execute(c)?;
    Ok(())
}

/// What a step changes of a line. Fields that are `None` stay as they are.
#[derive(AsChangeset, Default)]
#[diesel(table_name = rma_lines)]
pub(super) struct Step {
    pub status: Option<RmaLineStatus>,
    pub quantity_due: Option<i32>,
    pub quantity_shipped: Option<Option<i32>>,
    pub quantity_received: Option<i32>,
    pub condition: Option<RmaCondition>,
    pub receipt_note: Option<String>,
    pub received_at: Option<DateTime<Utc>>,
    pub restored_at: Option<DateTime<Utc>>,
    pub end_reason: Option<Option<String>>,
    pub standard_test: Option<String>,
    pub load_test: Option<String>,
    pub verdict: Option<RmaVerdict>,
    pub failure_mode: Option<String>,
    pub responsible: Option<RmaResponsible>,
    pub share_percent: Option<i32>,
    pub inspected_by_id: Option<UserId>,
    pub inspected_at: Option<DateTime<Utc>>,
    pub disposition: Option<RmaDisposition>,
    pub disposed_by_id: Option<UserId>,
    pub disposed_at: Option<DateTime<Utc>>,
    pub scrap_confirmed_by_id: Option<UserId>,
    pub scrap_pictured: Option<bool>,
}

/// Moves a line on. Its return is held by the caller's transaction.
pub(super) fn step(c: &mut PgConnection, id: RmaLineId, step: &Step) -> Result<(), Failure> {
    diesel::update(rma_lines::table.find(id)).set(step).execute(c)?;
    Ok(())
}
