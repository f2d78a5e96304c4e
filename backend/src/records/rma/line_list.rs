//! The list of lines of returns, as somebody sees it: what the statistics count, too.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::{Few, Found};
use crate::records::ticket::writable;
use crate::views::return_line_rows::{self as k, dsl};
use crate::{before, capped_count, lists, policy};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::sql_types::{Array, Bool, Text};
use shared::ids::{OrganizationId, PartId, RmaId, RmaLineId, UnitId};
use shared::page::Page;
use shared::problem::FieldProblem;
use shared::records::report::ReturnDimension;
use shared::records::rma::*;

#[derive(Queryable, Selectable)]
#[diesel(table_name = crate::views::return_line_rows)]
struct Row {
    id: RmaLineId,
    rma_id: RmaId,
    rma_number: String,
    rma_status: RmaStatus,
    status: RmaLineStatus,
    tag: String,
    dealer_id: OrganizationId,
    dealer_name: String,
    part_id: Option<PartId>,
    part_number: Option<String>,
    name: String,
    supplier_name: Option<String>,
    unit_id: Option<UnitId>,
    unit_serial: Option<String>,
    product_name: Option<String>,
    old_serial: Option<String>,
    batch: Option<String>,
    fault: Option<String>,
    quantity_due: i32,
    quantity_shipped: Option<i32>,
    quantity_received: Option<i32>,
    condition: Option<RmaCondition>,
    deadline: Option<NaiveDate>,
    received_at: Option<DateTime<Utc>>,
    verdict: Option<RmaVerdict>,
    failure_mode: Option<String>,
    responsible: Option<RmaResponsible>,
    share_percent: Option<i32>,
    inspected_at: Option<DateTime<Utc>>,
    disposition: Option<RmaDisposition>,
}

impl Row {
    fn show(self, inside: bool) -> RmaLineSummary {
        RmaLineSummary {
            id: self.id,
            rma_id: self.rma_id,
            rma_number: self.rma_number,
            rma_status: self.rma_status,
            status: self.status,
            tag: self.tag,
            dealer_id: self.dealer_id,
            dealer_name: self.dealer_name,
            part_id: self.part_id,
            part_number: self.part_number,
            name: self.name,
            supplier_name: self.supplier_name.filter(|_| inside),
            unit_id: self.unit_id,
            unit_serial: self.unit_serial,
            product_name: self.product_name,
            old_serial: self.old_serial,
            batch: self.batch,
            fault: self.fault,
            quantity_due: self.quantity_due,
            quantity_shipped: self.quantity_shipped,
            quantity_received: self.quantity_received,
            condition: self.condition,
            deadline: self.deadline,
            received_at: self.received_at,
            verdict: self.verdict,
            failure_mode: self.failure_mode,
            responsible: self.responsible.filter(|_| inside),
            share_percent: self.share_percent.filter(|_| inside),
            inspected_at: self.inspected_at,
            disposition: self.disposition,
        }
    }
}

/// What a dimension tells lines apart by, as text.
pub(in crate::records) const fn value(by: ReturnDimension) -> &'static str {
    match by {
        ReturnDimension::Part => "part_id::text",
        ReturnDimension::Product => "product_id::text",
        ReturnDimension::Verdict => "verdict",
        ReturnDimension::FailureMode => "failure_mode",
        ReturnDimension::Responsible => "responsible",
        ReturnDimension::Supplier => "supplier_id::text",
        ReturnDimension::Dealer => "dealer_id::text",
    }
}

/// The lines that the caller sees and a query asks for.
///
/// # Errors
/// `validation_failed` for a filter by what is told inside the maker's house only, or half of one.
pub(in crate::records) fn filtered<'a>(
    caller: &Caller,
    query: &RmaLineQuery,
) -> Result<k::BoxedQuery<'a, Pg>, Failure> {
    if let Some(pointer) = query.inner().filter(|_| !caller.actor.is_inside()) {
        return Err(Failure::field(pointer, FieldProblem::NotAllowed));
    }
    let mut q = policy::return_lines(caller, dsl::return_line_rows.into_boxed());
    if let Some(states) = &query.status {
        let standing = RmaStatus::ALL.iter().copied().filter(|rma| lines_stand(*rma));
        q = q
            .filter(k::status.eq_any(states.0.clone()))
            .filter(k::rma_status.eq_any(standing.collect::<Vec<_>>()));
    }
    if let Some(dealer) = query.dealer_id {
        q = q.filter(k::dealer_id.eq(dealer));
    }
    if let Some(part) = query.part_id {
        q = q.filter(k::part_id.eq(part));
    }
    if let Some(product) = query.product_id {
        q = q.filter(k::product_id.eq(product));
    }
    if let Some(supplier) = query.supplier_id {
        q = q.filter(k::supplier_id.eq(supplier));
    }
    if let Some(verdicts) = &query.verdict {
        q = q.filter(k::verdict.eq_any(verdicts.0.clone()));
    }
    if let Some(mode) = &query.failure_mode {
        q = q.filter(k::failure_mode.eq(mode.to_string()));
    }
    if let Some(who) = &query.responsible {
        q = q.filter(k::responsible.eq_any(who.0.clone()));
    }
    if let Some(judged) = query.judged {
        q = if judged { q.filter(k::verdict.is_not_null()) } else { q.filter(k::verdict.is_null()) };
    }
    if let Some(none) = query.no_trouble_found {
        let found = k::verdict.is_not_distinct_from(RmaVerdict::NoTroubleFound);
        q = if none { q.filter(found) } else { q.filter(diesel::dsl::not(found)) };
    }
    if let Some(from) = query.received_from {
        q = q.filter(k::received_at.ge(writable(from)));
    }
    if let Some(until) = query.received_until {
        q = q.filter(k::received_at.lt(writable(until)));
    }
    for by in query.without.iter().flat_map(|dimensions| &dimensions.0) {
        q = q.filter(sql::<Bool>(&format!("return_line_rows.{} IS NULL", value(*by))));
    }
    match (query.other_by, &query.other_than) {
        (Some(by), than) => {
            let than: Vec<String> = than.iter().flat_map(|text| text.lines().map(str::to_owned)).collect();
            let other = sql::<Bool>(&format!("coalesce(return_line_rows.{} <> ALL(", value(by)))
                .bind::<Array<Text>, _>(than)
                .sql("), false)");
            q = q.filter(other);
        }
        (None, Some(_)) => return Err(Failure::field("?other_by", FieldProblem::Required)),
        (None, None) => {}
    }
    Ok(q)
}

/// A page of the lines that the caller sees: of those that came the latest first, else the newest.
///
/// # Errors
/// For a bad limit, cursor or filter.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &RmaLineQuery,
) -> Result<Page<RmaLineSummary>, Failure> {
    const NEWEST: &str = "-id";
    const LATEST: &str = "-received_at";
    let limit = lists::limit(query.limit)?;
    let inside = caller.actor.is_inside();
    let mut page = filtered(caller, query)?;
    if query.by_receipt() {
        let place = lists::place::<(DateTime<Utc>, RmaLineId)>(query.cursor.as_deref(), LATEST)?;
        if let Some((at, id)) = place {
            page = before!(page, k::received_at, at, k::id.lt(id));
        }
        page = page.order((k::received_at.desc(), k::id.desc()));
    } else {
        if let Some((id,)) = lists::place::<(RmaLineId,)>(query.cursor.as_deref(), NEWEST)? {
            page = page.filter(k::id.lt(id));
        }
        page = page.order(k::id.desc());
    }
    let found = Found::new(page.select(k::id).up_to(limit + 1).load(c)?, limit);
    let count = || Ok::<_, Failure>(capped_count!(filtered(caller, query)?, c)?);
    let total = if query.cursor.is_none() { Some(found.total(count)?) } else { None };
    let rows: Vec<Row> = policy::return_lines(caller, dsl::return_line_rows.into_boxed())
        .filter(k::id.eq_any(&found.ids))
        .select(Row::as_select())
        .load(c)?;
    let cursor = |last: &Row| match last.received_at.filter(|_| query.by_receipt()) {
        Some(at) => lists::cursor(LATEST, &(at, last.id)),
        None => lists::cursor(NEWEST, &(last.id,)),
    };
    Ok(found.page(rows, |row| row.id, total, cursor, |row| row.show(inside)))
}
