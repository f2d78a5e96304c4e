//! Measures and sources of a quality feedback: added, finished, taken away.

use super::children;
use super::service::{after, current, whole};
use super::store::{self, Row, Step};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::records::{notification, organization, ticket};
use crate::views::return_line_rows;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::{Value, json};
use shared::ids::{QualityFeedbackId, QualityMeasureId, RmaLineId, UserId};
use shared::problem::{FieldProblem, ProblemCode, Refusal};
use shared::records::quality_feedback::*;

/// Moves the version on, so that one person at a time changes what hangs on it, and writes down what was done.
fn touched(
    c: &mut PgConnection,
    caller: &Caller,
    row: &Row,
    (action, changes): (&str, Value),
) -> Result<(), Failure> {
    if !store::step(c, caller.now, row, Step::default())? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "quality_feedback", row.head.id.0, action, changes)
}

/// Who does a measure: somebody of the house, or of the supplier who is responsible; a supplier names its own people only.
fn owner(c: &mut PgConnection, caller: &Caller, row: &Row, named: UserId) -> Result<bool, Failure> {
    let house = organization::maker(c)?.map(|maker| maker.id).filter(|_| caller.actor.is_inside());
    let supplier = row.head.supplier_id.filter(|_| row.head.department == Some(QualityDepartment::Supplier));
    for (organization, theirs) in [(house, false), (supplier, true)] {
        if let Some(organization) = organization
            && notification::everybody(c, organization)?.contains(&named)
        {
            return Ok(theirs);
        }
    }
    Err(Failure::field("/owner_id", FieldProblem::NoSuchRecord))
}

/// Adds a measure, while the plan is being made.
///
/// # Errors
/// `transition_refused` afterwards; `validation_failed` for a day that is over or an owner who is nobody here.
pub fn add(
    c: &mut PgConnection,
    caller: &Caller,
    id: QualityFeedbackId,
    version: i32,
    input: &CreateQualityMeasure,
) -> Result<QualityFeedback, Failure> {
    let row = current(c, caller, id, version)?;
    may_write(&row.head.number, row.head.status, QualitySection::Plan)?;
    input.check(caller.today())?;
    let named = input.owner_id.unwrap_or(caller.actor.user_id);
    let of_supplier = owner(c, caller, &row, named)?;
    let measures = whole(c, caller, &row)?.measures.len();
    if i64::try_from(measures).unwrap_or(i64::MAX) >= MOST_ENTRIES {
        let many = shared::problem::FieldRefusal::new("", FieldProblem::TooLarge);
        return Err(Refusal::fields(vec![many.arg("limit", MOST_ENTRIES)]).into());
    }
    touched(c, caller, &row, ("add_measure", json!(input)))?;
    children::add_measure(c, id, input, named, of_supplier)?;
    after(c, caller, id)
}

/// The measure, if it is one of this case that the caller sees.
fn measure(
    c: &mut PgConnection,
    caller: &Caller,
    row: &Row,
    id: QualityMeasureId,
) -> Result<QualityMeasure, Failure> {
    let all = children::measures(c, row.head.id)?;
    let seen = |one: &QualityMeasure| one.id == id && (caller.actor.is_inside() || one.of_supplier);
    all.into_iter().find(seen).ok_or_else(Failure::not_found)
}

/// Says that a measure is done.
///
/// # Errors
/// `forbidden` for somebody else's; `transition_refused` when it is done, or while the plan is reviewed.
pub fn finish(
    c: &mut PgConnection,
    caller: &Caller,
    (id, measure_id): (QualityFeedbackId, QualityMeasureId),
    version: i32,
    input: &FinishQualityMeasure,
) -> Result<QualityFeedback, Failure> {
    let row = current(c, caller, id, version)?;
    let one = measure(c, caller, &row, measure_id)?;
    may_finish(&row.head.number, row.head.status, one.done_at.is_some(), one.owner_id, &caller.actor)?;
    input.check()?;
    let changes = json!({ "measure_id": measure_id, "input": input });
    touched(c, caller, &row, ("finish_measure", changes))?;
    children::finish_measure(c, measure_id, input, caller.now)?;
    after(c, caller, id)
}

/// Confirms that a measure helps, as somebody else than its owner found.
///
/// # Errors
/// `forbidden` for its owner; `transition_refused` when it is not done, or is confirmed already.
pub fn validate(
    c: &mut PgConnection,
    caller: &Caller,
    (id, measure_id): (QualityFeedbackId, QualityMeasureId),
    version: i32,
    input: &ValidateQualityMeasure,
) -> Result<QualityFeedback, Failure> {
    let row = current(c, caller, id, version)?;
    let one = measure(c, caller, &row, measure_id)?;
    may_validate(&row.head.number, row.head.status, &one, &caller.actor)?;
    let changes = json!({ "measure_id": measure_id, "input": input });
    touched(c, caller, &row, ("validate_measure", changes))?;
    children::validate_measure(c, caller, measure_id, &input.evidence)?;
    after(c, caller, id)
}

/// Takes a measure away that is not done, while the plan is being made.
///
/// # Errors
/// `transition_refused` afterwards.
pub fn drop(
    c: &mut PgConnection,
    caller: &Caller,
    (id, measure_id): (QualityFeedbackId, QualityMeasureId),
    version: i32,
) -> Result<QualityFeedback, Failure> {
    let row = current(c, caller, id, version)?;
    let one = measure(c, caller, &row, measure_id)?;
    may_write(&row.head.number, row.head.status, QualitySection::Plan)?;
    if one.done_at.is_some() {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-quality_measure_done")
            .into());
    }
    touched(c, caller, &row, ("drop_measure", json!({ "measure_id": measure_id })))?;
    children::drop_measure(c, measure_id)?;
    after(c, caller, id)
}

/// Adds a complaint or a return that is the same case.
///
/// # Errors
/// `validation_failed` for what is not there; `transition_refused` once it has ended.
pub fn add_source(
    c: &mut PgConnection,
    caller: &Caller,
    id: QualityFeedbackId,
    version: i32,
    input: &AddQualitySource,
) -> Result<QualityFeedback, Failure> {
    input.check(caller.today())?;
    let row = current(c, caller, id, version)?;
    may_write(&row.head.number, row.head.status, QualitySection::Facts)?;
    if let Some(ticket) = input.ticket_id {
        ticket::find_visible(c, caller, ticket).map_err(|failure| failure.missing_at("/ticket_id"))?;
    }
    if let Some(line) = input.rma_line_id {
        use return_line_rows as k;
        let seen = policy::return_lines(caller, k::table.into_boxed()).filter(k::id.eq(line));
        let there = seen.select(k::id).first::<RmaLineId>(c).optional()?.is_some();
        if !there {
            return Err(Failure::field("/rma_line_id", FieldProblem::NoSuchRecord));
        }
    }
    touched(c, caller, &row, ("add_source", json!(input)))?;
    children::add_source(c, caller, id, (input.ticket_id, input.rma_line_id, input.origin.as_ref()))?;
    after(c, caller, id)
}
