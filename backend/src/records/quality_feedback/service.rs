//! Use cases of quality feedback as a whole.

pub use super::similar::similar;
use super::store::{self, Row, Step};
use super::{children, notices, terms};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::records::calendar::schedules::Schedules;
use crate::records::supplier_return::service::supplier_of_part;
use crate::records::{campaign, organization, ticket};
use crate::schema::{fault_codes, parts, products, tickets};
use crate::views::{quality_feedback_rows, return_line_rows, unit_rows};
use crate::{audit, numbers, policy};
use chrono::Duration;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::ids::*;
use shared::page::Page;
use shared::problem::{Checker, FieldProblem};
use shared::records::quality_feedback::*;
use uuid::Uuid;

/// A page of the register.
///
/// # Errors
/// For a bad limit or cursor, or a filter that is not for the caller.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &QualityFeedbackQuery,
) -> Result<Page<QualityFeedbackSummary>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn get(c: &mut PgConnection, caller: &Caller, id: QualityFeedbackId) -> Result<QualityFeedback, Failure> {
    let row = store::find(c, caller, id)?;
    Ok(told(caller, whole(c, caller, &row)?))
}

/// Whether the caller sees it.
///
/// # Errors
/// When the database is away.
pub fn is_visible(c: &mut PgConnection, caller: &Caller, id: QualityFeedbackId) -> Result<bool, Failure> {
    let seen = store::visible(caller).filter(quality_feedback_rows::id.eq(id));
    Ok(seen.select(quality_feedback_rows::id).first::<QualityFeedbackId>(c).optional()?.is_some())
}

/// The deadlines of one.
pub(super) fn deadlines_of(
    c: &mut PgConnection,
    row: &Row,
    measures: &[QualityMeasure],
) -> Result<Vec<QualityDeadline>, Failure> {
    let zone = organization::house_zone(c)?;
    let (_, terms) = terms::on(c, row.head.created_at.with_timezone(&zone).date_naive())?;
    let desk = Schedules::load(c)?.service_desk()?;
    let days = terms.triage_working_days;
    // A calendar that never opens gives plain days instead.
    let verdict_due = desk
        .add_working_days(row.head.created_at, days.into())
        .unwrap_or(row.head.created_at + Duration::days(days.into()));
    let judged = (row.head.severity, row.head.method);
    Ok(deadlines(&terms, verdict_due, judged, &row.decisions.0, measures, zone))
}

/// All of it, as it stands in the house.
pub(super) fn whole(c: &mut PgConnection, caller: &Caller, row: &Row) -> Result<QualityFeedback, Failure> {
    let measures = children::measures(c, row.head.id)?;
    let (report, decisions) = (row.report.0.clone(), row.decisions.0.clone());
    let deadlines = deadlines_of(c, row, &measures)?;
    let mut head = row.head.summary(caller);
    head.due_at = next_due(row.head.status, &deadlines);
    head.overdue = head.due_at.is_some_and(|due| due < caller.now);
    let mut one = QualityFeedback {
        description: row.description.clone(),
        unit_id: row.unit_id,
        unit_serial: row.unit_serial.clone(),
        fault_code_id: row.head.fault_code_id,
        fault_code: row.fault_code.clone(),
        quantity_checked: row.quantity_checked,
        quantity_bad: row.quantity_bad,
        report,
        decisions,
        answer: row.answer.as_ref().map(|answer| answer.0.clone()),
        measures,
        sources: children::sources(c, row.head.id)?,
        campaigns: campaign::service::of_quality(c, row.head.id)?,
        deadlines,
        events: children::events(c, row.head.id)?,
        merged_into_id: row.merged_into_id,
        merged_into_number: row.merged_into_number.clone(),
        available_actions: available_for_quality(row.head.status, row.head.method, &caller.actor),
        gates: vec![],
        head,
    };
    one.gates = missing_for(&one.available_actions, &QualityGateFacts::from(&one), caller.actor.user_id);
    Ok(one)
}

/// What of it this caller reads: in the house all; a supplier its order, its answer and its measures.
pub(super) fn told(caller: &Caller, one: QualityFeedback) -> QualityFeedback {
    if caller.actor.is_inside() {
        return one;
    }
    let instruction = one.decisions.instruction.map(|order| QualityInstruction { by_name: None, ..order });
    let theirs = one.measures.into_iter().filter(|measure| measure.of_supplier);
    let measures = theirs.map(|measure| QualityMeasure {
        cost: None,
        currency: None,
        validation: None,
        validated_by_name: None,
        ..measure
    });
    QualityFeedback {
        head: QualityFeedbackSummary { due_at: None, overdue: false, ..one.head },
        description: None,
        unit_id: None,
        unit_serial: None,
        report: QualityReport::default(),
        decisions: QualityDecisions { instruction, ..QualityDecisions::default() },
        measures: measures.collect(),
        sources: vec![],
        campaigns: vec![],
        deadlines: vec![],
        events: vec![],
        merged_into_id: None,
        merged_into_number: None,
        ..one
    }
}

/// One after a change: what is due next is written down, for looking it up.
pub(super) fn after(
    c: &mut PgConnection,
    caller: &Caller,
    id: QualityFeedbackId,
) -> Result<QualityFeedback, Failure> {
    let row = store::find(c, caller, id)?;
    let one = whole(c, caller, &row)?;
    store::set_due(c, &row, one.head.due_at)?;
    Ok(told(caller, one))
}

/// What is carried over from where it comes from.
#[derive(Default)]
struct Carried {
    subject: Option<String>,
    description: Option<String>,
    unit_id: Option<UnitId>,
    product_id: Option<ProductId>,
    part_id: Option<PartId>,
    fault_code_id: Option<FaultCodeId>,
    batch: Option<String>,
}

fn of_ticket(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<Carried, Failure> {
    ticket::find_visible(c, caller, id).map_err(|failure| failure.missing_at("/ticket_id"))?;
    use tickets as t;
    type Found = (String, Option<String>, Option<UnitId>, Option<ProductId>, Option<FaultCodeId>);
    let (subject, description, unit_id, product_id, fault_code_id): Found = t::table
        .find(id)
        .select((t::subject, t::description, t::unit_id, t::product_id, t::fault_code_id))
        .first(c)?;
    Ok(Carried {
        subject: Some(subject),
        description,
        unit_id,
        product_id,
        fault_code_id,
        ..Carried::default()
    })
}

fn of_line(c: &mut PgConnection, caller: &Caller, id: RmaLineId) -> Result<Carried, Failure> {
    use return_line_rows as k;
    type Found = (
        String,
        Option<String>,
        Option<String>,
        Option<UnitId>,
        Option<ProductId>,
        Option<PartId>,
        Option<String>,
    );
    let found: Option<Found> = policy::return_lines(caller, k::table.into_boxed())
        .filter(k::id.eq(id))
        .select((k::name, k::fault, k::failure_mode, k::unit_id, k::product_id, k::part_id, k::batch))
        .first(c)
        .optional()?;
    let (name, fault, mode, unit_id, product_id, part_id, batch) =
        found.ok_or_else(|| Failure::field("/rma_line_id", FieldProblem::NoSuchRecord))?;
    // What the inspection found says more than what the sender wrote.
    let what = mode.clone().or_else(|| fault.clone());
    let subject = [Some(name), what].into_iter().flatten().collect::<Vec<_>>().join("：");
    let subject = subject.chars().take(200).collect();
    let description = [fault, mode].into_iter().flatten().collect::<Vec<_>>().join("\n");
    Ok(Carried {
        subject: Some(subject),
        description: (!description.is_empty()).then_some(description),
        unit_id,
        product_id,
        part_id,
        fault_code_id: None,
        batch,
    })
}

/// What is pointed at must be there and visible.
pub(super) fn must_be_there(
    c: &mut PgConnection,
    caller: &Caller,
    within: &str,
    (unit, product, part, fault): (Option<UnitId>, Option<ProductId>, Option<PartId>, Option<FaultCodeId>),
) -> Result<(), Failure> {
    let mut check = Checker::default();
    let mut need = |there: bool, field: &str| {
        check.check(there, &format!("{within}/{field}"), FieldProblem::NoSuchRecord);
    };
    if let Some(id) = unit {
        let seen = policy::units(caller, unit_rows::table.into_boxed()).filter(unit_rows::id.eq(id));
        need(seen.select(unit_rows::id).first::<UnitId>(c).optional()?.is_some(), "unit_id");
    }
    if let Some(id) = product {
        let found = products::table.find(id).select(products::id).first::<ProductId>(c).optional()?;
        need(found.is_some(), "product_id");
    }
    if let Some(id) = part {
        need(parts::table.find(id).select(parts::id).first::<PartId>(c).optional()?.is_some(), "part_id");
    }
    if let Some(id) = fault {
        let found = fault_codes::table.find(id).select(fault_codes::id).first::<FaultCodeId>(c).optional()?;
        need(found.is_some(), "fault_code_id");
    }
    Ok(check.finish()?)
}

fn product_of(c: &mut PgConnection, unit: UnitId) -> Result<ProductId, Failure> {
    use crate::schema::units;
    Ok(units::table.find(unit).select(units::product_id).first(c)?)
}

/// Raises one; from a ticket or a line of a return everything is carried over that is not said.
///
/// # Errors
/// `validation_failed` for what is not there.
pub fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CreateQualityFeedback,
) -> Result<QualityFeedback, Failure> {
    input.check(caller.today())?;
    let carried = match (input.ticket_id, input.rma_line_id) {
        (Some(ticket), _) => of_ticket(c, caller, ticket)?,
        (None, Some(line)) => of_line(c, caller, line)?,
        (None, None) => Carried::default(),
    };
    must_be_there(c, caller, "", (input.unit_id, input.product_id, input.part_id, input.fault_code_id))?;
    let unit_id = input.unit_id.or(carried.unit_id);
    let product_id = match input.product_id.or(carried.product_id) {
        Some(product) => Some(product),
        None => unit_id.map(|unit| product_of(c, unit)).transpose()?,
    };
    let part_id = input.part_id.or(carried.part_id);
    let supplier_id = part_id.map(|part| supplier_of_part(c, part)).transpose()?.flatten();
    let id = QualityFeedbackId(Uuid::now_v7());
    let new = store::New {
        id,
        number: numbers::next(c, caller, numbers::QUALITY)?,
        status: QualityStatus::Reported,
        subject: input.subject.as_deref().map(str::to_owned).or(carried.subject).unwrap_or_default(),
        description: input.description.as_deref().map(str::to_owned).or(carried.description),
        product_id,
        part_id,
        supplier_id,
        fault_code_id: input.fault_code_id.or(carried.fault_code_id),
        unit_id,
        batch: input.batch.as_deref().map(str::to_owned).or(carried.batch),
        quantity_checked: input.quantity_checked,
        quantity_bad: input.quantity_bad,
        raised_by_id: caller.actor.user_id,
        report: Json(QualityReport::default()),
        decisions: Json(QualityDecisions::default()),
        version: 1,
        created_at: caller.now,
        updated_at: caller.now,
    };
    store::insert(c, new)?;
    if input.ticket_id.is_some() || input.rma_line_id.is_some() || input.origin.is_some() {
        children::add_source(c, caller, id, (input.ticket_id, input.rma_line_id, input.origin.as_ref()))?;
    }
    audit::write(c, caller, "quality_feedback", id.0, "create", json!(input))?;
    notices::raised(c, caller, id)?;
    after(c, caller, id)
}

/// The row, if it is as the caller has read it.
pub(super) fn current(
    c: &mut PgConnection,
    caller: &Caller,
    id: QualityFeedbackId,
    version: i32,
) -> Result<Row, Failure> {
    let row = store::find(c, caller, id)?;
    if row.head.version != version {
        return Err(Failure::stale());
    }
    Ok(row)
}

/// Writes parts of it.
///
/// # Errors
/// `transition_refused` for what cannot be written any more; `version_stale` when somebody was quicker.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: QualityFeedbackId,
    version: i32,
    input: &UpdateQualityFeedback,
) -> Result<QualityFeedback, Failure> {
    input.check()?;
    let row = current(c, caller, id, version)?;
    let may = |section| may_write(&row.head.number, row.head.status, section);
    let mut step = Step::default();
    if let Some(facts) = &input.facts {
        may(QualitySection::Facts)?;
        must_be_there(c, caller, "/facts", (None, facts.product_id, facts.part_id, facts.fault_code_id))?;
        step.subject = Some(facts.subject.to_string());
        step.description = Some(facts.description.as_deref().map(str::to_owned));
        step.product_id = Some(facts.product_id);
        step.part_id = Some(facts.part_id);
        step.fault_code_id = Some(facts.fault_code_id);
        step.batch = Some(facts.batch.as_deref().map(str::to_owned));
        step.quantity_checked = Some(facts.quantity_checked);
        step.quantity_bad = Some(facts.quantity_bad);
    }
    let mut report = row.report.0.clone();
    let mut decisions = row.decisions.0.clone();
    if input.team.is_some() || input.problem.is_some() || input.causes.is_some() {
        may(QualitySection::Plan)?;
        report.team = input.team.clone().unwrap_or(report.team);
        report.problem = input.problem.clone().unwrap_or(report.problem);
        report.causes = input.causes.clone().unwrap_or(report.causes);
    }
    if let Some(closing) = &input.closing {
        may(QualitySection::Closing)?;
        report.closing = closing.clone();
    }
    let known = row.head.method.is_some_and(|method| missing_causes(method, &report.causes).is_empty());
    if known && decisions.caused_at.is_none() {
        decisions.caused_at = Some(caller.now);
    }
    step.report = Some(Json(report));
    step.decisions = Some(Json(decisions));
    if !store::step(c, caller.now, &row, step)? {
        return Err(Failure::stale());
    }
    audit::write(c, caller, "quality_feedback", id.0, "update", json!(input))?;
    after(c, caller, id)
}
