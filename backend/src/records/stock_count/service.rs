//! Use cases of counts.

use super::store;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::{location, stock};
use crate::{audit, numbers};
use diesel::pg::PgConnection;
use serde_json::json;
use shared::auth::Permission;
use shared::ids::StockCountId;
use shared::page::Page;
use shared::problem::{Checker, FieldProblem, FieldRefusal, ProblemCode, Refusal};
use shared::records::stock::AdjustStock;
use shared::records::stock_count::*;
use shared::text::Text;
use shared::workflow::{Target, Workflow, refused};
use uuid::Uuid;

/// A page of the counts that the caller sees.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &StockCountQuery,
) -> Result<Page<StockCountSummary>, Failure> {
    store::list(c, caller, query)
}

/// Shows one with its lines.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn get(c: &mut PgConnection, caller: &Caller, id: StockCountId) -> Result<StockCount, Failure> {
    let row = store::find(c, caller, id)?;
    let lines = store::lines(c, id)?;
    Ok(StockCount {
        available_actions: available(row.status, row.counted_by_id, &caller.actor),
        editable: row.status == StockCountStatus::Draft && caller.actor.may(Permission::StockMove),
        lines,
        head: row.into(),
    })
}

/// Opens one.
///
/// # Errors
/// `already_exists` while another is open at the location.
pub fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CreateStockCount,
) -> Result<StockCount, Failure> {
    let missing = |failure: Failure| failure.missing_at("/location_id");
    location::store::find(c, caller, input.location_id).map_err(missing)?;
    location::store::lock(c, input.location_id)?;
    if let Some(number) = store::open_at(c, input.location_id)? {
        let refusal = Refusal::new(ProblemCode::AlreadyExists).detail("problem-already_exists-stock_count");
        return Err(refusal.arg("number", number).into());
    }
    let id = StockCountId(Uuid::now_v7());
    let number = numbers::next(c, caller, numbers::STOCK_COUNT)?;
    store::insert(c, caller, id, &number, input)?;
    audit::write(c, caller, "stock_count", id.0, "create", json!(input))?;
    get(c, caller, id)
}

/// Enters what was counted.
///
/// # Errors
/// `transition_refused` when it is not being counted any more, `version_stale` when somebody was quicker.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: StockCountId,
    version: i32,
    input: &UpdateStockCount,
) -> Result<StockCount, Failure> {
    input.check()?;
    let row = store::find(c, caller, id)?;
    if row.version != version {
        return Err(Failure::stale());
    }
    if row.status != StockCountStatus::Draft {
        return Err(refused::<StockCountAction>(
            &row.number,
            row.status,
            StockCountAction::Submit,
            &caller.actor,
        )
        .into());
    }
    let known: Vec<_> = store::lines(c, id)?.into_iter().map(|line| line.part_id).collect();
    let mut check = Checker::default();
    for (n, line) in input.lines.iter().enumerate() {
        let there = known.contains(&line.part_id) || stock::service::sees_part(c, caller, line.part_id)?;
        check.check(there, &format!("/lines/{n}/part_id"), FieldProblem::NoSuchRecord);
    }
    check.finish()?;
    if !store::touch(c, caller, &row, input.note.as_deref())? {
        return Err(Failure::stale());
    }
    store::put_lines(c, id, &input.lines)?;
    audit::write(c, caller, "stock_count", id.0, "update", json!(input))?;
    get(c, caller, id)
}

/// Does something with one.
///
/// # Errors
/// `transition_refused` in the wrong state; `requirement_missing` while a line is not counted; `forbidden` for whoever
/// counted and would approve; `stock_short` when a difference takes more than there is by now.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: StockCountId,
    version: i32,
    action: StockCountAction,
    input: &StockCountActionInput,
) -> Result<StockCount, Failure> {
    let row = store::find(c, caller, id)?;
    if row.version != version {
        return Err(Failure::stale());
    }
    if StockCountAction::line(action).is_some_and(|line| line.to == Target::To(row.status)) {
        return get(c, caller, id);
    }
    let to = StockCountAction::step(&row.number, row.status, action, &caller.actor)?;
    let lines = store::lines(c, id)?;
    match action {
        StockCountAction::Submit => all_counted(&lines)?,
        StockCountAction::Approve => may_approve(&caller.actor, row.counted_by_id)?,
        StockCountAction::Cancel if input.reason.is_none() => {
            return Err(Failure::field("/reason", FieldProblem::Required));
        }
        StockCountAction::Recount | StockCountAction::Cancel => {}
    }
    if !store::set_status(c, caller, &row, action, to, input.reason.as_deref())? {
        return Err(Failure::stale());
    }
    if action == StockCountAction::Approve {
        book(c, caller, &row, &lines)?;
    }
    let changes = json!({"from": row.status, "to": to, "reason": input.reason});
    audit::write(c, caller, "stock_count", id.0, action.as_str(), changes)?;
    get(c, caller, id)
}

fn all_counted(lines: &[StockCountLine]) -> Result<(), Refusal> {
    let open: Vec<FieldRefusal> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.counted.is_none())
        .map(|(n, _)| FieldRefusal::new(format!("/lines/{n}/counted"), FieldProblem::NotCounted))
        .collect();
    if open.is_empty() {
        return Ok(());
    }
    Err(Refusal { code: ProblemCode::RequirementMissing, ..Refusal::fields(open) })
}

/// Books each difference on what there is now: what was moved since the count was opened stays moved.
fn book(
    c: &mut PgConnection,
    caller: &Caller,
    row: &store::Row,
    lines: &[StockCountLine],
) -> Result<(), Failure> {
    let broken = |error: shared::text::TextError| Failure::Internal(error.into());
    // In the order of ids, as everybody takes lines of stock.
    let mut differing: Vec<_> =
        lines.iter().filter_map(|line| Some((line.part_id, line.difference.filter(|d| *d != 0)?))).collect();
    differing.sort_unstable();
    for (part_id, difference) in differing {
        let said = AdjustStock {
            location_id: row.location_id,
            part_id,
            difference,
            batch: None,
            reference: Some(row.number.parse().map_err(broken)?),
            reason: Text::new(&row.number).map_err(broken)?,
        };
        stock::service::book(c, caller, &said.into())?;
    }
    Ok(())
}
