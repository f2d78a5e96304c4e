//! Rows and SQL of returns.

use super::claims;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::{Few, Found};
use crate::schema::{parts, rma_claims, rma_lines, rmas};
use crate::views::rma_rows;
use crate::{capped_count, lists, policy};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use shared::ids::{LocationId, OrganizationId, RmaId, TicketId, UserId};
use shared::page::Page;
use shared::records::rma::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = rma_rows)]
pub(super) struct Row {
    pub id: RmaId,
    pub number: String,
    pub status: RmaStatus,
    pub dealer_id: OrganizationId,
    dealer_name: String,
    pub ticket_id: Option<TicketId>,
    ticket_number: Option<String>,
    return_to_id: Option<LocationId>,
    pub return_to_name: Option<String>,
    reason: Option<String>,
    deadline: Option<NaiveDate>,
    carrier: Option<String>,
    waybill: Option<String>,
    freight_payer: Option<FreightPayer>,
    end_reason: Option<String>,
    created_by_name: String,
    created_at: DateTime<Utc>,
    authorized_by_name: Option<String>,
    authorized_at: Option<DateTime<Utc>>,
    pub shipped_at: Option<DateTime<Utc>>,
    closed_at: Option<DateTime<Utc>>,
    lines: i64,
    owed: i64,
    pub version: i32,
}

impl Row {
    fn summary(&self, claim: Option<&RmaClaim>) -> RmaSummary {
        let kind = if claim.is_some() { RmaKind::CustomerReturn } else { RmaKind::DealerPart };
        RmaSummary {
            id: self.id,
            number: self.number.clone(),
            status: self.status,
            kind,
            customer_name: claim.map(|claim| claim.customer_name.clone()),
            dealer_id: self.dealer_id,
            dealer_name: self.dealer_name.clone(),
            ticket_id: self.ticket_id,
            ticket_number: self.ticket_number.clone(),
            deadline: self.deadline,
            lines: self.lines,
            owed: self.owed,
            carrier: self.carrier.clone(),
            waybill: self.waybill.clone(),
            created_at: self.created_at,
            version: self.version,
        }
    }

    /// The return with its lines, as this caller may work on it.
    pub fn show(self, caller: &Caller, lines: Vec<RmaLine>, claim: Option<RmaClaim>) -> Rma {
        let states: Vec<RmaLineStatus> = lines.iter().map(|line| line.status).collect();
        Rma {
            head: self.summary(claim.as_ref()),
            return_to_id: self.return_to_id,
            return_to_name: self.return_to_name,
            reason: self.reason,
            freight_payer: self.freight_payer,
            end_reason: self.end_reason,
            created_by_name: self.created_by_name,
            authorized_by_name: self.authorized_by_name,
            authorized_at: self.authorized_at,
            shipped_at: self.shipped_at,
            closed_at: self.closed_at,
            available_actions: available_for_rma(self.status, &states, claim.as_ref(), &caller.actor),
            claim,
            lines,
        }
    }
}

fn visible<'a>(caller: &Caller) -> rma_rows::BoxedQuery<'a, Pg> {
    policy::rmas(caller, rma_rows::table.into_boxed())
}

/// The return, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: RmaId) -> Result<Row, Failure> {
    let row = visible(caller).filter(rma_rows::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.ok_or_else(Failure::not_found)
}

/// A page of the returns that the caller sees, the newest first.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &RmaQuery,
) -> Result<Page<RmaSummary>, Failure> {
    use rma_rows as r;
    const SORT: &str = "-id";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = visible(caller);
        if let Some(states) = &query.status {
            q = q.filter(r::status.eq_any(states.0.clone()));
        }
        if let Some(kind) = query.kind {
            let claimed = r::id.eq_any(rma_claims::table.select(rma_claims::rma_id));
            q = match kind {
                RmaKind::CustomerReturn => q.filter(claimed),
                RmaKind::DealerPart => q.filter(diesel::dsl::not(claimed)),
            };
        }
        if let Some(dealer) = query.dealer_id {
            q = q.filter(r::dealer_id.eq(dealer));
        }
        if let Some(ticket) = query.ticket_id {
            q = q.filter(r::ticket_id.eq(ticket));
        }
        if let Some(number) = &query.number {
            q = q.filter(r::number.eq(number.to_uppercase()));
        }
        if let Some(part) = query.part_id {
            let having = rma_lines::table.filter(rma_lines::part_id.eq(part)).select(rma_lines::rma_id);
            q = q.filter(r::id.eq_any(having));
        }
        q
    };
    let mut page = filtered();
    if let Some((last,)) = lists::place::<(RmaId,)>(query.cursor.as_deref(), SORT)? {
        page = page.filter(r::id.lt(last));
    }
    let found = Found::new(page.order(r::id.desc()).select(r::id).up_to(limit + 1).load(c)?, limit);
    let total =
        if query.cursor.is_none() { Some(found.total(|| capped_count!(filtered(), c))?) } else { None };
    let rows: Vec<Row> = visible(caller).filter(r::id.eq_any(&found.ids)).select(Row::as_select()).load(c)?;
    let cursor = |last: &Row| lists::cursor(SORT, &(last.id,));
    let claims = claims::of(c, &found.ids)?;
    Ok(found.page(rows, |row| row.id, total, cursor, |row| row.summary(claims.get(&row.id))))
}

/// A new return, before it is written.
#[derive(Insertable)]
#[diesel(table_name = rmas)]
pub(super) struct New<'a> {
    pub id: RmaId,
    pub number: String,
    pub status: RmaStatus,
    pub dealer_id: OrganizationId,
    pub ticket_id: Option<TicketId>,
    pub reason: Option<&'a str>,
    pub created_by_id: UserId,
    pub created_at: DateTime<Utc>,
    pub updated_at: DateTime<Utc>,
    pub version: i32,
}

/// Writes a new return.
pub(super) fn insert(c: &mut PgConnection, new: &New<'_>) -> Result<(), Failure> {
    diesel::insert_into(rmas::table).values(new).execute(c)?;
    Ok(())
}

/// What a step changes of a return. Fields that are `None` stay as they are.
#[derive(AsChangeset, Default)]
#[diesel(table_name = rmas)]
pub(super) struct Step {
    pub status: Option<RmaStatus>,
    pub deadline: Option<NaiveDate>,
    pub return_to_id: Option<LocationId>,
    pub authorized_by_id: Option<UserId>,
    pub authorized_at: Option<DateTime<Utc>>,
    pub carrier: Option<String>,
    pub waybill: Option<String>,
    pub freight_payer: Option<FreightPayer>,
    pub shipped_at: Option<DateTime<Utc>>,
    pub closed_at: Option<DateTime<Utc>>,
    pub end_reason: Option<String>,
}

/// Moves a return of this version on; false when it has another version or state by now. The row is held until the end
/// of the transaction, so that its lines are changed by one person at a time.
pub(super) fn step(c: &mut PgConnection, caller: &Caller, row: &Row, step: &Step) -> Result<bool, Failure> {
    let guarded = rmas::table
        .filter(rmas::id.eq(row.id))
        .filter(rmas::version.eq(row.version))
        .filter(rmas::status.eq(row.status));
    let version = (rmas::version.eq(row.version + 1), rmas::updated_at.eq(caller.now));
    Ok(diesel::update(guarded).set((step, version)).execute(c)? == 1)
}

/// Within how many days each part of a return is owed, by the catalogue.
pub(super) fn return_days(c: &mut PgConnection, id: RmaId) -> Result<Vec<Option<i32>>, Failure> {
    let days = rma_lines::table
        .left_join(parts::table)
        .filter(rma_lines::rma_id.eq(id))
        .select(parts::return_days.nullable())
        .load(c)?;
    Ok(days)
}

/// Writes where a return is by its lines.
pub(super) fn set_status(c: &mut PgConnection, id: RmaId, status: RmaStatus) -> Result<(), Failure> {
    diesel::update(rmas::table.find(id)).set(rmas::status.eq(status)).execute(c)?;
    Ok(())
}
