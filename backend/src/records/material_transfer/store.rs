//! Rows and SQL of material transfers.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::{material_transfer_lines, material_transfers};
use crate::views::material_transfer_rows;
use crate::{before, capped_count, lists, policy};
use chrono::{DateTime, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use shared::ids::{CustomerId, LocationId, MaterialTransferId, OrganizationId, TicketId, UnitId, UserId};
use shared::page::Page;
use shared::records::material_transfer::*;
use shared::workflow::Workflow;

#[derive(Queryable, Selectable)]
#[diesel(table_name = material_transfer_rows)]
pub(super) struct Row {
    pub id: MaterialTransferId,
    pub number: String,
    pub status: TransferStatus,
    urgent: bool,
    justification: Option<String>,
    coverage: TransferCoverage,
    ticket_id: Option<TicketId>,
    ticket_number: Option<String>,
    unit_id: Option<UnitId>,
    unit_serial: Option<String>,
    pub from_location_id: Option<LocationId>,
    from_location_name: Option<String>,
    to_location_id: Option<LocationId>,
    to_location_name: Option<String>,
    to_organization_id: Option<OrganizationId>,
    to_organization_name: Option<String>,
    to_customer_id: Option<CustomerId>,
    to_customer_name: Option<String>,
    address: Option<String>,
    reason: Option<String>,
    organization_id: OrganizationId,
    organization_name: String,
    requested_by_id: UserId,
    requested_by_name: String,
    submitted_at: Option<DateTime<Utc>>,
    approved_by_name: Option<String>,
    approved_at: Option<DateTime<Utc>>,
    refusal: Option<String>,
    carrier: Option<String>,
    waybill: Option<String>,
    shipped_by_name: Option<String>,
    shipped_at: Option<DateTime<Utc>>,
    received_by_name: Option<String>,
    received_at: Option<DateTime<Utc>>,
    reconciled_at: Option<DateTime<Utc>>,
    papers_due_at: Option<DateTime<Utc>>,
    lines: i64,
    short: i64,
    pub version: i32,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

impl Row {
    /// What is read of it, at a time.
    pub fn at(self, now: DateTime<Utc>) -> MaterialTransferSummary {
        let to = self.to_location_name.or(self.to_organization_name).or(self.to_customer_name);
        MaterialTransferSummary {
            id: self.id,
            number: self.number,
            status: self.status,
            urgent: self.urgent,
            justification: self.justification,
            coverage: self.coverage,
            ticket_id: self.ticket_id,
            ticket_number: self.ticket_number,
            unit_id: self.unit_id,
            unit_serial: self.unit_serial,
            from_location_id: self.from_location_id,
            from_location_name: self.from_location_name,
            to_location_id: self.to_location_id,
            to_organization_id: self.to_organization_id,
            to_customer_id: self.to_customer_id,
            to_name: to.unwrap_or_default(),
            address: self.address,
            reason: self.reason,
            requested_by_id: self.requested_by_id,
            requested_by_name: self.requested_by_name,
            organization_id: self.organization_id,
            organization_name: self.organization_name,
            submitted_at: self.submitted_at,
            approved_by_name: self.approved_by_name,
            approved_at: self.approved_at,
            refusal: self.refusal,
            carrier: self.carrier,
            waybill: self.waybill,
            shipped_by_name: self.shipped_by_name,
            shipped_at: self.shipped_at,
            received_by_name: self.received_by_name,
            received_at: self.received_at,
            reconciled_at: self.reconciled_at,
            papers_overdue: papers_overdue(self.papers_due_at, self.approved_at, now),
            papers_due_at: self.papers_due_at,
            lines: self.lines,
            short: self.short,
            version: self.version,
            created_at: self.created_at,
            updated_at: self.updated_at,
        }
    }
}

/// What is written, at first and at each change of a draft.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = material_transfers, treat_none_as_null = true)]
pub(super) struct Fields {
    pub urgent: bool,
    pub justification: Option<String>,
    pub coverage: TransferCoverage,
    pub ticket_id: Option<TicketId>,
    pub unit_id: Option<UnitId>,
    pub from_location_id: Option<LocationId>,
    pub to_location_id: Option<LocationId>,
    pub to_organization_id: Option<OrganizationId>,
    pub to_customer_id: Option<CustomerId>,
    pub address: Option<String>,
    pub reason: Option<String>,
    pub receiver_id: Option<OrganizationId>,
    pub updated_at: DateTime<Utc>,
}

/// What an action changes; what is absent stays as it is.
#[derive(Default, AsChangeset)]
#[diesel(table_name = material_transfers)]
pub(super) struct Step {
    pub submitted_at: Option<DateTime<Utc>>,
    pub from_location_id: Option<LocationId>,
    pub approved_by_id: Option<UserId>,
    pub approved_at: Option<DateTime<Utc>>,
    pub refusal: Option<String>,
    pub carrier: Option<String>,
    pub waybill: Option<String>,
    pub shipped_by_id: Option<UserId>,
    pub shipped_at: Option<DateTime<Utc>>,
    pub received_by_id: Option<UserId>,
    pub received_at: Option<DateTime<Utc>>,
    pub reconciled_at: Option<DateTime<Utc>>,
    pub papers_due_at: Option<DateTime<Utc>>,
}

fn visible<'a>(caller: &Caller) -> material_transfer_rows::BoxedQuery<'a, Pg> {
    policy::material_transfers(caller, material_transfer_rows::table.into_boxed())
}

/// The transfer, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: MaterialTransferId) -> Result<Row, Failure> {
    let row = visible(caller)
        .filter(material_transfer_rows::id.eq(id))
        .select(Row::as_select())
        .first(c)
        .optional()?;
    row.ok_or_else(Failure::not_found)
}

fn filtered<'a>(caller: &Caller, query: &TransferQuery) -> material_transfer_rows::BoxedQuery<'a, Pg> {
    use material_transfer_rows as m;
    let mut q = visible(caller);
    if let Some(states) = &query.status {
        q = q.filter(m::status.eq_any(states.0.clone()));
    }
    if let Some(urgent) = query.urgent {
        q = q.filter(m::urgent.eq(urgent));
    }
    if let Some(ticket) = query.ticket_id {
        q = q.filter(m::ticket_id.eq(ticket));
    }
    if let Some(from) = query.from_location_id {
        q = q.filter(m::from_location_id.eq(from));
    }
    if let Some(part) = query.part_id {
        use material_transfer_lines as l;
        q = q.filter(m::id.eq_any(l::table.filter(l::part_id.eq(part)).select(l::transfer_id)));
    }
    if let Some(mine) = query.mine {
        let me = caller.actor.user_id;
        q = if mine { q.filter(m::requested_by_id.eq(me)) } else { q.filter(m::requested_by_id.ne(me)) };
    }
    if let Some(overdue) = query.papers_overdue {
        q = if overdue {
            q.filter(m::papers_due_at.lt(caller.now)).filter(m::approved_at.is_null())
        } else {
            q.filter(
                m::papers_due_at
                    .is_null()
                    .or(m::approved_at.is_not_null())
                    .or(m::papers_due_at.assume_not_null().ge(caller.now)),
            )
        };
    }
    q
}

/// A page of the transfers that the caller sees.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &TransferQuery,
) -> Result<Page<MaterialTransferSummary>, Failure> {
    use material_transfer_rows::{id, updated_at, urgent};
    let limit = lists::limit(query.limit)?;
    let sort = query.sort.unwrap_or(TransferSort::CreatedDesc);
    let cursor = query.cursor.as_deref();
    let mut page = filtered(caller, query);
    page = match sort {
        TransferSort::CreatedDesc => {
            if let Some((last,)) = lists::place::<(MaterialTransferId,)>(cursor, sort.as_str())? {
                page = page.filter(id.lt(last));
            }
            page.order(id.desc())
        }
        TransferSort::UpdatedDesc => {
            if let Some((at, i)) = lists::place::<(DateTime<Utc>, MaterialTransferId)>(cursor, sort.as_str())?
            {
                page = before!(page, updated_at, at, id.lt(i));
            }
            page.order((updated_at.desc(), id.desc()))
        }
        TransferSort::Queue => {
            if let Some((u, i)) = lists::place::<(bool, MaterialTransferId)>(cursor, sort.as_str())? {
                page = before!(page, urgent, u, id.gt(i));
            }
            page.order((urgent.desc(), id.asc()))
        }
    };
    let total = if cursor.is_none() { Some(capped_count!(filtered(caller, query), c)?) } else { None };
    let rows: Vec<Row> = page.select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| match sort {
        TransferSort::CreatedDesc => lists::cursor(sort.as_str(), &(last.id,)),
        TransferSort::UpdatedDesc => lists::cursor(sort.as_str(), &(last.updated_at, last.id)),
        TransferSort::Queue => lists::cursor(sort.as_str(), &(last.urgent, last.id)),
    };
    Ok(lists::page(rows, limit, total, cursor, |row| row.at(caller.now)))
}

/// Stores a new draft.
pub(super) fn insert(
    c: &mut PgConnection,
    caller: &Caller,
    id: MaterialTransferId,
    number: &str,
    fields: Fields,
) -> Result<(), Failure> {
    use material_transfers as m;
    diesel::insert_into(m::table)
        .values((
            fields,
            (m::id.eq(id), m::number.eq(number), m::status.eq(TransferStatus::Draft)),
            (
                m::organization_id.eq(caller.actor.organization_id),
                m::requested_by_id.eq(caller.actor.user_id),
            ),
            (m::version.eq(1), m::created_at.eq(caller.now)),
        ))
        .execute(c)?;
    Ok(())
}

/// Rewrites a draft of this version; false when it has another version or state by now.
pub(super) fn update(
    c: &mut PgConnection,
    id: MaterialTransferId,
    version: i32,
    fields: Fields,
) -> Result<bool, Failure> {
    use material_transfers as m;
    let guarded = m::table
        .filter(m::id.eq(id))
        .filter(m::version.eq(version))
        .filter(m::status.eq(TransferStatus::Draft));
    Ok(diesel::update(guarded).set((fields, m::version.eq(version + 1))).execute(c)? == 1)
}

/// Moves a transfer of this version on; false when it has another version or state by now.
pub(super) fn step(
    c: &mut PgConnection,
    caller: &Caller,
    before: &MaterialTransferSummary,
    action: TransferAction,
    to: TransferStatus,
    step: Step,
) -> Result<bool, Failure> {
    use material_transfers as m;
    let from = TransferAction::line(action).map_or(&[][..], |line| line.from);
    let guarded = m::table
        .filter(m::id.eq(before.id))
        .filter(m::version.eq(before.version))
        .filter(m::status.eq_any(from));
    let head = (m::status.eq(to), m::version.eq(before.version + 1), m::updated_at.eq(caller.now));
    Ok(diesel::update(guarded).set((head, step)).execute(c)? == 1)
}
