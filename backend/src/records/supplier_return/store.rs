//! Rows and SQL of what goes back to suppliers.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::supplier_returns;
use crate::views::supplier_return_rows;
use crate::{after, before, capped_count, lists, policy};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use rust_decimal::Decimal;
use shared::ids::{OrganizationId, PartId, RmaId, RmaLineId, UserId};
use shared::money::{Amount, Currency};
use shared::page::Page;
use shared::records::rma::{RmaPicture, RmaResponsible, RmaVerdict};
use shared::records::supplier_return::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = supplier_return_rows)]
pub(super) struct Row {
    pub line_id: RmaLineId,
    pub status: SupplierReturnStatus,
    pub supplier_id: Option<OrganizationId>,
    pub supplier_name: Option<String>,
    pub due_on: NaiveDate,
    rma_id: RmaId,
    rma_number: String,
    tag: String,
    part_id: Option<PartId>,
    part_number: Option<String>,
    pub name: String,
    pub part_supplier_id: Option<OrganizationId>,
    old_serial: Option<String>,
    batch: Option<String>,
    quantity: i32,
    standard_test: Option<String>,
    load_test: Option<String>,
    verdict: Option<RmaVerdict>,
    failure_mode: Option<String>,
    responsible: Option<RmaResponsible>,
    share_percent: Option<i32>,
    inspected_at: Option<DateTime<Utc>>,
    offered_at: Option<DateTime<Utc>>,
    offered_by_name: Option<String>,
    note: Option<String>,
    answered_at: Option<DateTime<Utc>>,
    answered_by_name: Option<String>,
    collected_by: Option<String>,
    waybill: Option<String>,
    grounds: Option<String>,
    disposed_at: Option<DateTime<Utc>>,
    disposed_by_name: Option<String>,
    disposal_note: Option<String>,
    charged: Option<Decimal>,
    currency: Option<Currency>,
    pub version: i32,
}

impl Row {
    fn summary(&self, today: NaiveDate) -> SupplierReturnSummary {
        let told = self.status != SupplierReturnStatus::ToOffer;
        let open = self.status == SupplierReturnStatus::Offered;
        SupplierReturnSummary {
            id: self.line_id,
            status: self.status,
            tag: self.tag.clone(),
            part_number: self.part_number.clone(),
            name: self.name.clone(),
            quantity: self.quantity,
            old_serial: self.old_serial.clone(),
            verdict: self.verdict,
            supplier_id: self.supplier_id,
            supplier_name: self.supplier_name.clone(),
            deadline: told.then_some(self.due_on),
            days_left: open.then(|| days_left(self.due_on, today)),
            charged: self.charged.map(Amount::stored),
            currency: self.currency,
            version: self.version,
        }
    }

    /// All of it, as this caller may read it and work on it.
    pub fn show(
        self,
        caller: &Caller,
        charges: Vec<SupplierCharge>,
        pictures: Vec<RmaPicture>,
    ) -> SupplierReturn {
        let (inside, today) = (caller.actor.is_inside(), caller.today());
        // With how much another party answers for it is between the maker and that party.
        let theirs = inside || self.responsible == Some(RmaResponsible::Supplier);
        SupplierReturn {
            head: self.summary(today),
            rma_id: inside.then_some(self.rma_id),
            rma_number: inside.then_some(self.rma_number),
            part_id: self.part_id,
            batch: self.batch,
            standard_test: self.standard_test,
            load_test: self.load_test,
            failure_mode: self.failure_mode,
            responsible: self.responsible.filter(|_| theirs),
            share_percent: self.share_percent.filter(|_| theirs),
            inspected_at: self.inspected_at,
            note: self.note,
            offered_at: self.offered_at,
            offered_by_name: self.offered_by_name.filter(|_| inside),
            answered_at: self.answered_at,
            answered_by_name: self.answered_by_name,
            collected_by: self.collected_by,
            waybill: self.waybill,
            grounds: self.grounds,
            disposed_at: self.disposed_at,
            disposed_by_name: self.disposed_by_name.filter(|_| inside),
            disposal_note: self.disposal_note,
            charges,
            pictures,
            available_actions: available_for_return(self.status, self.due_on, today, &caller.actor),
        }
    }
}

fn visible<'a>(caller: &Caller) -> supplier_return_rows::BoxedQuery<'a, Pg> {
    policy::supplier_returns(caller, supplier_return_rows::table.into_boxed())
}

/// One of them, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: RmaLineId) -> Result<Row, Failure> {
    let one = visible(caller).filter(supplier_return_rows::line_id.eq(id));
    one.select(Row::as_select()).first(c).optional()?.ok_or_else(Failure::not_found)
}

/// How far these lines are, as far as the caller sees it: status, supplier and deadline.
pub(super) fn of(c: &mut PgConnection, caller: &Caller, ids: &[RmaLineId]) -> Result<Vec<Row>, Failure> {
    let some = visible(caller).filter(supplier_return_rows::line_id.eq_any(ids.to_vec()));
    Ok(some.select(Row::as_select()).load(c)?)
}

/// A page of those that the caller sees.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &SupplierReturnQuery,
) -> Result<Page<SupplierReturnSummary>, Failure> {
    use supplier_return_rows as s;
    let sort = query.sort.unwrap_or(SupplierReturnSort::Deadline);
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = visible(caller);
        if let Some(states) = &query.status {
            q = q.filter(s::status.eq_any(states.0.clone()));
        }
        if let Some(supplier) = query.supplier_id {
            q = q.filter(s::supplier_id.eq(supplier));
        }
        q
    };
    let mut page = filtered();
    let place = lists::place::<(NaiveDate, RmaLineId)>(query.cursor.as_deref(), sort.as_str())?;
    page = match (sort, place) {
        (SupplierReturnSort::Deadline, Some((day, id))) => after!(page, s::due_on, day, s::line_id.gt(id)),
        (SupplierReturnSort::DeadlineDesc, Some((day, id))) => {
            before!(page, s::due_on, day, s::line_id.lt(id))
        }
        (_, None) => page,
    };
    page = match sort {
        SupplierReturnSort::Deadline => page.order((s::due_on.asc(), s::line_id.asc())),
        SupplierReturnSort::DeadlineDesc => page.order((s::due_on.desc(), s::line_id.desc())),
    };
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> = page.select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| lists::cursor(sort.as_str(), &(last.due_on, last.line_id));
    let today = caller.today();
    Ok(lists::page(rows, limit, total, cursor, |row| row.summary(today)))
}

/// Writes that a line is to go back.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    line: RmaLineId,
    supplier: Option<OrganizationId>,
) -> Result<(), Failure> {
    use supplier_returns as s;
    diesel::insert_into(s::table)
        .values((
            s::line_id.eq(line),
            s::status.eq(SupplierReturnStatus::ToOffer),
            s::supplier_id.eq(supplier),
            s::due_on.eq(caller.today()),
            s::version.eq(1),
            s::updated_at.eq(caller.now),
        ))
        .execute(c)?;
    Ok(())
}

/// What a step changes. Fields that are `None` stay as they are.
#[derive(AsChangeset, Default)]
#[diesel(table_name = supplier_returns)]
pub(super) struct Step {
    pub status: Option<SupplierReturnStatus>,
    pub supplier_id: Option<OrganizationId>,
    pub due_on: Option<NaiveDate>,
    pub offered_by_id: Option<UserId>,
    pub offered_at: Option<DateTime<Utc>>,
    pub note: Option<Option<String>>,
    pub answered_by_id: Option<Option<UserId>>,
    pub answered_at: Option<Option<DateTime<Utc>>>,
    pub collected_by: Option<String>,
    pub waybill: Option<String>,
    pub grounds: Option<Option<String>>,
    pub disposed_by_id: Option<UserId>,
    pub disposed_at: Option<DateTime<Utc>>,
    pub disposal_note: Option<String>,
}

/// Moves one of this version on; false when it has another version or state by now.
pub(super) fn step(c: &mut PgConnection, caller: &Caller, row: &Row, step: &Step) -> Result<bool, Failure> {
    use supplier_returns as s;
    let guarded = s::table
        .filter(s::line_id.eq(row.line_id))
        .filter(s::version.eq(row.version))
        .filter(s::status.eq(row.status));
    let version = (s::version.eq(row.version + 1), s::updated_at.eq(caller.now));
    Ok(diesel::update(guarded).set((step, version)).execute(c)? == 1)
}
