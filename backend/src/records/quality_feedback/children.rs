//! Measures, sources and events of quality feedback.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::{quality_events, quality_measures, quality_sources, rma_lines, rmas, tickets, users};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use shared::ids::*;
use shared::money::{Amount, Currency};
use shared::records::quality_feedback::*;
use shared::text::{Line, TextError};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Queryable, Selectable)]
#[diesel(table_name = quality_measures)]
struct MeasureRow {
    id: QualityMeasureId,
    kind: QualityMeasureKind,
    description: String,
    owner_id: UserId,
    of_supplier: bool,
    due_on: NaiveDate,
    done_at: Option<DateTime<Utc>>,
    evidence: Option<String>,
    cost: Option<Decimal>,
    currency: Option<Currency>,
    validated_by_id: Option<UserId>,
    validated_at: Option<DateTime<Utc>>,
    validation: Option<String>,
}

/// Its measures, in the order in which they were added.
pub(super) fn measures(c: &mut PgConnection, id: QualityFeedbackId) -> Result<Vec<QualityMeasure>, Failure> {
    use quality_measures as m;
    let rows: Vec<MeasureRow> =
        m::table.filter(m::feedback_id.eq(id)).order(m::id).select(MeasureRow::as_select()).load(c)?;
    let people = rows.iter().flat_map(|row| [Some(row.owner_id), row.validated_by_id]).flatten();
    let names = names(c, people.collect())?;
    let name = |id: UserId| names.get(&id).cloned().unwrap_or_default();
    let show = |row: MeasureRow| QualityMeasure {
        id: row.id,
        kind: row.kind,
        description: row.description,
        owner_id: row.owner_id,
        owner_name: name(row.owner_id),
        of_supplier: row.of_supplier,
        due_on: row.due_on,
        done_at: row.done_at,
        evidence: row.evidence,
        cost: row.cost.map(Amount::stored),
        currency: row.currency,
        validation: row.validation,
        validated_by_name: row.validated_by_id.map(name),
        validated_at: row.validated_at,
    };
    Ok(rows.into_iter().map(show).collect())
}

fn names(c: &mut PgConnection, people: Vec<UserId>) -> Result<HashMap<UserId, String>, Failure> {
    let rows: Vec<(UserId, String)> =
        users::table.filter(users::id.eq_any(people)).select((users::id, users::name)).load(c)?;
    Ok(rows.into_iter().collect())
}

/// Adds a measure.
pub(super) fn add_measure(
    c: &mut PgConnection,
    feedback: QualityFeedbackId,
    input: &CreateQualityMeasure,
    owner: UserId,
    of_supplier: bool,
) -> Result<QualityMeasureId, Failure> {
    use quality_measures as m;
    let id = QualityMeasureId(Uuid::now_v7());
    diesel::insert_into(m::table)
        .values((
            m::id.eq(id),
            m::feedback_id.eq(feedback),
            m::kind.eq(input.kind),
            m::description.eq(input.description.as_str()),
            m::owner_id.eq(owner),
            m::of_supplier.eq(of_supplier),
            m::due_on.eq(input.due_on),
        ))
        .execute(c)?;
    Ok(id)
}

/// Says that a measure is done.
pub(super) fn finish_measure(
    c: &mut PgConnection,
    id: QualityMeasureId,
    input: &FinishQualityMeasure,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    use quality_measures as m;
    diesel::update(m::table.find(id))
        .set((
            m::done_at.eq(now),
            m::evidence.eq(input.evidence.as_str()),
            m::cost.eq(input.cost.map(Amount::value)),
            m::currency.eq(input.currency),
        ))
        .execute(c)?;
    Ok(())
}

/// Takes a measure away.
pub(super) fn drop_measure(c: &mut PgConnection, id: QualityMeasureId) -> Result<(), Failure> {
    diesel::delete(quality_measures::table.find(id)).execute(c)?;
    Ok(())
}

/// A measure helps, as somebody else than its owner found.
pub(super) fn validate_measure(
    c: &mut PgConnection,
    caller: &Caller,
    id: QualityMeasureId,
    evidence: &str,
) -> Result<(), Failure> {
    use quality_measures as m;
    diesel::update(m::table.find(id))
        .set((
            m::validated_by_id.eq(caller.actor.user_id),
            m::validated_at.eq(caller.now),
            m::validation.eq(evidence),
        ))
        .execute(c)?;
    Ok(())
}

/// Whether its measures help is open again.
pub(super) fn doubt(c: &mut PgConnection, id: QualityFeedbackId) -> Result<(), Failure> {
    use quality_measures as m;
    diesel::update(m::table.filter(m::feedback_id.eq(id)))
        .set((
            m::validated_by_id.eq(None::<UserId>),
            m::validated_at.eq(None::<DateTime<Utc>>),
            m::validation.eq(None::<String>),
        ))
        .execute(c)?;
    Ok(())
}

/// Where it comes from, in the order in which that was added.
pub(super) fn sources(c: &mut PgConnection, id: QualityFeedbackId) -> Result<Vec<QualitySource>, Failure> {
    use quality_sources as s;
    type Ticket = (Option<TicketId>, Option<String>, Option<String>);
    type Line = (Option<RmaLineId>, Option<RmaId>, Option<String>);
    let rows: Vec<(Ticket, Line, Heard, DateTime<Utc>)> = s::table
        .left_join(tickets::table.on(s::ticket_id.eq(tickets::id.nullable())))
        .left_join(rma_lines::table.on(s::rma_line_id.eq(rma_lines::id.nullable())))
        .filter(s::feedback_id.eq(id))
        .order(s::id)
        .select((
            (s::ticket_id, tickets::number.nullable(), tickets::subject.nullable()),
            (s::rma_line_id, rma_lines::rma_id.nullable(), rma_lines::name.nullable()),
            (s::origin, s::reference, s::told_on, s::told_by),
            s::added_at,
        ))
        .load(c)?;
    let returns: Vec<RmaId> = rows.iter().filter_map(|(_, (_, rma, _), ..)| *rma).collect();
    let numbers: HashMap<RmaId, String> = rmas::table
        .filter(rmas::id.eq_any(returns))
        .select((rmas::id, rmas::number))
        .load::<(RmaId, String)>(c)?
        .into_iter()
        .collect();
    let show = |(ticket, line, heard, added_at): (Ticket, Line, Heard, _)| {
        let ((ticket_id, ticket_number, ticket_subject), (rma_line_id, rma_id, rma_line_name)) =
            (ticket, line);
        Ok(QualitySource {
            ticket_id,
            ticket_number,
            ticket_subject,
            rma_line_id,
            rma_id,
            rma_number: rma_id.and_then(|id| numbers.get(&id).cloned()),
            rma_line_name,
            origin: origin(heard)?,
            added_at,
        })
    };
    rows.into_iter().map(show).collect()
}

/// What was heard elsewhere, in its columns.
type Heard = (Option<QualityOriginKind>, Option<String>, Option<NaiveDate>, Option<String>);

fn origin(heard: Heard) -> Result<Option<QualityOrigin>, Failure> {
    let (Some(kind), Some(reference), Some(told_on), Some(told_by)) = heard else { return Ok(None) };
    let stored = |error: TextError| Failure::Internal(error.into());
    let (reference, told_by) = (Line::new(&reference).map_err(stored)?, Line::new(&told_by).map_err(stored)?);
    Ok(Some(QualityOrigin { kind, reference, told_on, told_by }))
}

/// Adds a source, if it is not there yet.
pub(super) fn add_source(
    c: &mut PgConnection,
    caller: &Caller,
    feedback: QualityFeedbackId,
    (ticket, line, origin): (Option<TicketId>, Option<RmaLineId>, Option<&QualityOrigin>),
) -> Result<(), Failure> {
    use quality_sources as s;
    diesel::insert_into(s::table)
        .values((
            s::id.eq(Uuid::now_v7()),
            s::feedback_id.eq(feedback),
            s::ticket_id.eq(ticket),
            s::rma_line_id.eq(line),
            (s::added_by_id.eq(caller.actor.user_id), s::added_at.eq(caller.now)),
            (
                s::origin.eq(origin.map(|heard| heard.kind)),
                s::reference.eq(origin.map(|heard| heard.reference.as_str())),
                s::told_on.eq(origin.map(|heard| heard.told_on)),
                s::told_by.eq(origin.map(|heard| heard.told_by.as_str())),
            ),
        ))
        .on_conflict_do_nothing()
        .execute(c)?;
    Ok(())
}

/// What one comes from, the other comes from, too; what both come from already stays where it is.
pub(super) fn move_sources(
    c: &mut PgConnection,
    from: QualityFeedbackId,
    into: QualityFeedbackId,
) -> Result<(), Failure> {
    use quality_sources as s;
    type Pointer = (Option<TicketId>, Option<RmaLineId>);
    let known: Vec<Pointer> =
        s::table.filter(s::feedback_id.eq(into)).select((s::ticket_id, s::rma_line_id)).load(c)?;
    let theirs: Vec<(Uuid, Pointer)> =
        s::table.filter(s::feedback_id.eq(from)).select((s::id, (s::ticket_id, s::rma_line_id))).load(c)?;
    // What was heard elsewhere points at nothing: each stands for itself.
    let new = |pointer: &Pointer| *pointer == (None, None) || !known.contains(pointer);
    let moved: Vec<Uuid> = theirs.into_iter().filter(|(_, pointer)| new(pointer)).map(|(id, _)| id).collect();
    diesel::update(s::table.filter(s::id.eq_any(moved))).set(s::feedback_id.eq(into)).execute(c)?;
    Ok(())
}

/// What happened to it, the oldest first.
pub(super) fn events(c: &mut PgConnection, id: QualityFeedbackId) -> Result<Vec<QualityEvent>, Failure> {
    use quality_events as e;
    type Found = (DateTime<Utc>, String, QualityAction, QualityStatus, Option<String>);
    let rows: Vec<Found> = e::table
        .filter(e::feedback_id.eq(id))
        .order(e::id)
        .select((e::at, e::actor_name, e::action, e::status, e::note))
        .load(c)?;
    let show = |(at, actor_name, action, status, note)| QualityEvent { at, actor_name, action, status, note };
    Ok(rows.into_iter().map(show).collect())
}

/// Writes down what happened.
pub(super) fn write_event(
    c: &mut PgConnection,
    (by, at): (&str, DateTime<Utc>),
    id: QualityFeedbackId,
    (action, status): (QualityAction, QualityStatus),
    note: Option<&str>,
) -> Result<(), Failure> {
    use quality_events as e;
    diesel::insert_into(e::table)
        .values((
            e::id.eq(Uuid::now_v7()),
            e::feedback_id.eq(id),
            e::at.eq(at),
            e::actor_name.eq(by),
            e::action.eq(action),
            e::status.eq(status),
            e::note.eq(note),
        ))
        .execute(c)?;
    Ok(())
}
