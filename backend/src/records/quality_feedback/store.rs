//! Rows and SQL of quality feedback.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::lists::{Few, Found};
use crate::schema::{quality_feedbacks, quality_sources};
use crate::views::quality_feedback_rows;
use crate::{after, capped_count, lists, policy, search};
use chrono::{DateTime, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use shared::ids::*;
use shared::page::Page;
use shared::problem::FieldProblem;
use shared::records::quality_feedback::*;

/// What the register shows of one. Its documents, which can be long, are left where they are.
#[derive(Queryable, Selectable)]
#[diesel(table_name = quality_feedback_rows)]
pub(super) struct Head {
    pub id: QualityFeedbackId,
    pub number: String,
    pub status: QualityStatus,
    pub subject: String,
    pub severity: Option<QualitySeverity>,
    pub extent: Option<QualityExtent>,
    pub method: Option<QualityMethod>,
    pub department: Option<QualityDepartment>,
    pub product_id: Option<ProductId>,
    pub product_name: Option<String>,
    pub part_id: Option<PartId>,
    pub part_number: Option<String>,
    pub part_name: Option<String>,
    pub supplier_id: Option<OrganizationId>,
    pub supplier_name: Option<String>,
    pub fault_code_id: Option<FaultCodeId>,
    pub batch: Option<String>,
    pub owner_id: Option<UserId>,
    pub owner_name: Option<String>,
    pub raised_by_name: String,
    pub due_at: Option<DateTime<Utc>>,
    pub sources: i64,
    pub ended_at: Option<DateTime<Utc>>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub cause: String,
}

/// All of one.
#[derive(Queryable, Selectable)]
#[diesel(table_name = quality_feedback_rows)]
pub(super) struct Row {
    #[diesel(embed)]
    pub head: Head,
    pub description: Option<String>,
    pub part_supplier_id: Option<OrganizationId>,
    pub fault_code: Option<String>,
    pub unit_id: Option<UnitId>,
    pub unit_serial: Option<String>,
    pub quantity_checked: Option<i32>,
    pub quantity_bad: Option<i32>,
    pub raised_by_id: UserId,
    pub report: Json<QualityReport>,
    pub decisions: Json<QualityDecisions>,
    pub answer: Option<Json<QualityAnswer>>,
    pub merged_into_id: Option<QualityFeedbackId>,
    pub merged_into_number: Option<String>,
}

impl Head {
    /// What the register says of it, as this caller may read it: a supplier knows it by its part.
    pub fn summary(&self, caller: &Caller) -> QualityFeedbackSummary {
        let inside = caller.actor.is_inside();
        let part = [self.part_number.as_deref(), self.part_name.as_deref()];
        let part = part.into_iter().flatten().collect::<Vec<_>>().join(" ");
        QualityFeedbackSummary {
            id: self.id,
            number: self.number.clone(),
            status: self.status,
            subject: if inside { self.subject.clone() } else { part },
            severity: self.severity,
            extent: self.extent,
            method: self.method,
            department: self.department,
            product_id: self.product_id.filter(|_| inside),
            product_name: self.product_name.clone().filter(|_| inside),
            part_id: self.part_id,
            part_number: self.part_number.clone(),
            part_name: self.part_name.clone(),
            batch: self.batch.clone(),
            supplier_id: self.supplier_id,
            supplier_name: self.supplier_name.clone(),
            owner_id: self.owner_id.filter(|_| inside),
            owner_name: self.owner_name.clone().filter(|_| inside),
            raised_by_name: inside.then(|| self.raised_by_name.clone()),
            sources: if inside { self.sources } else { 0 },
            created_at: self.created_at,
            age_days: age_days(self.created_at, self.ended_at.unwrap_or(caller.now)),
            due_at: self.due_at.filter(|_| inside),
            overdue: inside && self.due_at.is_some_and(|due| due < caller.now),
            ended_at: self.ended_at,
            version: self.version,
        }
    }

    /// What of it is compared with others.
    pub fn traits(&self) -> QualityTraits {
        QualityTraits {
            part_id: self.part_id,
            batch: self.batch.clone(),
            fault_code_id: self.fault_code_id,
            product_id: self.product_id,
            subject: self.subject.clone(),
            cause: Some(self.cause.clone()).filter(|cause| !cause.is_empty()),
        }
    }
}

pub(super) fn visible<'a>(caller: &Caller) -> quality_feedback_rows::BoxedQuery<'a, Pg> {
    policy::quality_feedbacks(caller, quality_feedback_rows::table.into_boxed())
}

/// The one, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: QualityFeedbackId) -> Result<Row, Failure> {
    let one = visible(caller).filter(quality_feedback_rows::id.eq(id));
    one.select(Row::as_select()).first(c).optional()?.ok_or_else(Failure::not_found)
}

/// The one, for what happens by itself.
pub(super) fn of_house(c: &mut PgConnection, id: QualityFeedbackId) -> Result<Row, Failure> {
    Ok(quality_feedback_rows::table.find(id).select(Row::as_select()).first(c)?)
}

/// Those that fit the filters, within what the caller sees.
fn filtered<'a>(caller: &Caller, query: &QualityFeedbackQuery) -> quality_feedback_rows::BoxedQuery<'a, Pg> {
    use quality_feedback_rows as q;
    use quality_sources as s;
    let mut rows = visible(caller);
    if let Some(words) = &query.q {
        rows = search!(rows, quality_feedback_rows, words);
    }
    if let Some(states) = &query.status {
        rows = rows.filter(q::status.eq_any(states.0.clone()));
    }
    match query.open {
        Some(true) => rows = rows.filter(q::ended_at.is_null()),
        Some(false) => rows = rows.filter(q::ended_at.is_not_null()),
        None => {}
    }
    if let Some(severities) = &query.severity {
        rows = rows.filter(q::severity.eq_any(severities.0.clone()));
    }
    if let Some(method) = query.method {
        rows = rows.filter(q::method.eq(method));
    }
    if let Some(part) = query.part_id {
        rows = rows.filter(q::part_id.eq(part));
    }
    if let Some(product) = query.product_id {
        rows = rows.filter(q::product_id.eq(product));
    }
    if let Some(supplier) = query.supplier_id {
        rows = rows.filter(q::supplier_id.eq(supplier));
    }
    if let Some(owner) = query.owner_id {
        rows = rows.filter(q::owner_id.eq(owner));
    }
    if let Some(ticket) = query.ticket_id {
        let of = s::table.filter(s::ticket_id.eq(ticket)).select(s::feedback_id);
        rows = rows.filter(q::id.eq_any(of));
    }
    if let Some(line) = query.rma_line_id {
        let of = s::table.filter(s::rma_line_id.eq(line)).select(s::feedback_id);
        rows = rows.filter(q::id.eq_any(of));
    }
    match query.overdue {
        Some(true) => rows.filter(q::due_at.lt(caller.now)),
        Some(false) => rows.filter(q::due_at.is_null().or(q::due_at.ge(caller.now).assume_not_null())),
        None => rows,
    }
}

/// A page of the register. What has no deadline is not in the order by deadlines.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &QualityFeedbackQuery,
) -> Result<Page<QualityFeedbackSummary>, Failure> {
    use quality_feedback_rows as q;
    if let Some(pointer) = query.inner().filter(|_| !caller.actor.is_inside()) {
        return Err(Failure::field(pointer, FieldProblem::NotAllowed));
    }
    let sort = query.sort.unwrap_or(QualitySort::Newest);
    let limit = lists::limit(query.limit)?;
    let all = || {
        let rows = filtered(caller, query);
        match sort {
            QualitySort::Newest => rows,
            QualitySort::Due => rows.filter(q::due_at.is_not_null()),
        }
    };
    let mut page = all();
    page = match sort {
        QualitySort::Newest => {
            match lists::place::<(QualityFeedbackId,)>(query.cursor.as_deref(), sort.as_str())? {
                Some((last,)) => page.filter(q::id.lt(last)),
                None => page,
            }
            .order(q::id.desc())
        }
        QualitySort::Due => {
            type Place = (DateTime<Utc>, QualityFeedbackId);
            match lists::place::<Place>(query.cursor.as_deref(), sort.as_str())? {
                Some((due, id)) => after!(page, q::due_at, due, q::id.gt(id).nullable()),
                None => page,
            }
            .order((q::due_at.asc(), q::id.asc()))
        }
    };
    let found = Found::new(page.select(q::id).up_to(limit + 1).load(c)?, limit);
    let total = if query.cursor.is_none() { Some(found.total(|| capped_count!(all(), c))?) } else { None };
    let rows: Vec<Head> =
        visible(caller).filter(q::id.eq_any(&found.ids)).select(Head::as_select()).load(c)?;
    let cursor = |last: &Head| match sort {
        QualitySort::Newest => lists::cursor(sort.as_str(), &(last.id,)),
        QualitySort::Due => lists::cursor(sort.as_str(), &(last.due_at, last.id)),
    };
    Ok(found.page(rows, |row| row.id, total, cursor, |row| row.summary(caller)))
}

/// A new one, before it is written.
#[derive(Insertable)]
#[diesel(table_name = quality_feedbacks)]
pub(super) struct New {
    pub id: QualityFeedbackId,
    pub number: String,
    pub status: QualityStatus,
    pub subject: String,
    pub description: Option<String>,
    pub product_id: Option<ProductId>,
    pub part_id: Option<PartId>,
    pub supplier_id: Option<OrganizationId>,
    pub fault_code_id: Option<FaultCodeId>,
    pub unit_id: Option<UnitId>,
    pub batch: Option<String>,
    pub quantity_checked: Option<i32>,
    pub quantity_bad: Option<i32>,
    pub raised_by_id: UserId,
    pub report: Json<QualityReport>,
    pub decisions: Json<QualityDecisions>,
    pub version: i32,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
}

/// Writes a new one.
pub(super) fn insert(c: &mut PgConnection, new: New) -> Result<(), Failure> {
    diesel::insert_into(quality_feedbacks::table).values(new).execute(c)?;
    Ok(())
}

/// What a step changes. Fields that are `None` stay as they are.
#[derive(AsChangeset, Default)]
#[diesel(table_name = quality_feedbacks)]
pub(super) struct Step {
    pub status: Option<QualityStatus>,
    pub subject: Option<String>,
    pub description: Option<Option<String>>,
    pub severity: Option<QualitySeverity>,
    pub extent: Option<QualityExtent>,
    pub method: Option<QualityMethod>,
    pub department: Option<QualityDepartment>,
    pub product_id: Option<Option<ProductId>>,
    pub part_id: Option<Option<PartId>>,
    pub supplier_id: Option<Option<OrganizationId>>,
    pub fault_code_id: Option<Option<FaultCodeId>>,
    pub batch: Option<Option<String>>,
    pub quantity_checked: Option<Option<i32>>,
    pub quantity_bad: Option<Option<i32>>,
    pub owner_id: Option<UserId>,
    pub report: Option<Json<QualityReport>>,
    pub decisions: Option<Json<QualityDecisions>>,
    pub answer: Option<Json<QualityAnswer>>,
    pub instructed_at: Option<DateTime<Utc>>,
    pub due_at: Option<Option<DateTime<Utc>>>,
    pub merged_into_id: Option<QualityFeedbackId>,
    pub ended_at: Option<Option<DateTime<Utc>>>,
}

/// Moves one of this version on; false when it has another version or state by now. The row is held until the end of the
/// transaction, so that its measures and sources are changed by one person at a time.
pub(super) fn step(c: &mut PgConnection, now: DateTime<Utc>, row: &Row, step: Step) -> Result<bool, Failure> {
    use quality_feedbacks as q;
    let guarded = q::table
        .filter(q::id.eq(row.head.id))
        .filter(q::version.eq(row.head.version))
        .filter(q::status.eq(row.head.status));
    let version = (q::version.eq(row.head.version + 1), q::updated_at.eq(now));
    Ok(diesel::update(guarded).set((step, version)).execute(c)? == 1)
}

/// Holds two of them until the end of the transaction, in the order of their ids.
pub(super) fn hold(c: &mut PgConnection, ids: [QualityFeedbackId; 2]) -> Result<(), Failure> {
    use quality_feedbacks as q;
    let _held: Vec<QualityFeedbackId> =
        q::table.filter(q::id.eq_any(ids)).order(q::id).select(q::id).for_update().load(c)?;
    Ok(())
}

/// Writes what is due next, where that has changed.
pub(super) fn set_due(c: &mut PgConnection, row: &Row, due: Option<DateTime<Utc>>) -> Result<(), Failure> {
    if row.head.due_at != due {
        diesel::update(quality_feedbacks::table.find(row.head.id))
            .set(quality_feedbacks::due_at.eq(due))
            .execute(c)?;
    }
    Ok(())
}
