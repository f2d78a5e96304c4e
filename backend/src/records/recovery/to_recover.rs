//! What is to be recovered: judged lines with a supplier's share that nobody has charged yet, and what claims cost because of them.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::records::part;
use crate::views::to_recover_rows;
use crate::{after, capped_count, lists};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use shared::ids::{OrganizationId, PartId, RmaId, RmaLineId, WarrantyClaimId, WarrantyClaimLineId};
use shared::money::{Amount, Currency};
use shared::page::Page;
use shared::records::part::PartPrice;
use shared::records::recovery::{RecoveryLineKind, ToRecover, ToRecoverQuery, line_amount};
use shared::records::supplier_return::{ChargeProposal, propose_charge};
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Queryable, Selectable)]
#[diesel(table_name = to_recover_rows)]
pub(super) struct Row {
    pub id: Uuid,
    pub kind: RecoveryLineKind,
    pub rma_line_id: RmaLineId,
    pub claim_line_id: Option<WarrantyClaimLineId>,
    claim_id: Option<WarrantyClaimId>,
    claim_number: Option<String>,
    zero_km: bool,
    description: Option<String>,
    pub paid_kinds: Vec<RecoveryLineKind>,
    rma_id: RmaId,
    rma_number: String,
    tag: String,
    pub part_id: Option<PartId>,
    part_number: Option<String>,
    name: String,
    pub supplier_id: Option<OrganizationId>,
    supplier_name: Option<String>,
    pub quantity: i32,
    pub share_percent: i32,
    failure_mode: Option<String>,
    inspected_at: DateTime<Utc>,
    approved: Option<Decimal>,
    pub currency: Option<Currency>,
}

impl Row {
    /// What a claim was paid for this line.
    pub fn cost(&self) -> Option<Amount> {
        self.approved.map(Amount::stored)
    }

    /// What the part itself would come to, by the price list of the day of its inspection.
    pub fn proposal(&self, caller: &Caller, prices: &Prices) -> Option<ChargeProposal> {
        if self.claim_line_id.is_some() {
            return None;
        }
        let list = prices.get(&self.part_id?)?;
        propose_charge(list, self.inspected_on(caller), self.quantity, self.share_percent)
    }

    fn inspected_on(&self, caller: &Caller) -> NaiveDate {
        caller.day_of(self.inspected_at)
    }

    fn show(self, caller: &Caller, prices: &Prices) -> ToRecover {
        let proposal = self.proposal(caller, prices);
        let share = |cost| line_amount(self.kind, cost, self.quantity, self.share_percent);
        let (amount, currency) = match (self.cost(), &proposal) {
            (Some(cost), _) => (share(cost), self.currency),
            (None, Some(proposal)) => (Some(proposal.amount), Some(proposal.currency)),
            (None, None) => (None, None),
        };
        ToRecover {
            kind: self.kind,
            rma_line_id: self.rma_line_id,
            claim_line_id: self.claim_line_id,
            claim_id: self.claim_id,
            claim_number: self.claim_number,
            zero_km: self.zero_km,
            description: self.description,
            paid_kinds: self.paid_kinds,
            rma_id: self.rma_id,
            rma_number: self.rma_number,
            tag: self.tag,
            part_number: self.part_number,
            name: self.name,
            supplier_id: self.supplier_id,
            supplier_name: self.supplier_name,
            quantity: self.quantity,
            share_percent: self.share_percent,
            failure_mode: self.failure_mode,
            inspected_at: self.inspected_at,
            amount,
            currency,
        }
    }
}

/// The price lists of parts.
pub(super) type Prices = HashMap<PartId, Vec<PartPrice>>;

/// The price lists of the parts of these rows.
pub(super) fn prices<'a>(
    c: &mut PgConnection,
    caller: &Caller,
    rows: impl IntoIterator<Item = &'a Row>,
) -> Result<Prices, Failure> {
    let parts: Vec<PartId> = rows.into_iter().filter_map(|row| row.part_id).collect();
    part::prices_of(c, caller, &parts)
}

/// These lines, as far as they are to be recovered.
pub(super) fn some(c: &mut PgConnection, ids: &[Uuid]) -> Result<Vec<Row>, Failure> {
    use to_recover_rows as t;
    Ok(t::table.filter(t::id.eq_any(ids)).order(t::id).select(Row::as_select()).load(c)?)
}

/// A page of what is to be recovered, the earliest inspected first.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &ToRecoverQuery,
) -> Result<Page<ToRecover>, Failure> {
    use to_recover_rows as t;
    const SORT: &str = "inspected_at";
    let limit = lists::limit(query.limit)?;
    let filtered = || {
        let mut q = t::table.into_boxed();
        if let Some(supplier) = query.supplier_id {
            q = q.filter(t::supplier_id.eq(supplier));
        }
        q
    };
    let mut page = filtered();
    if let Some((at, id)) = lists::place::<(DateTime<Utc>, Uuid)>(query.cursor.as_deref(), SORT)? {
        page = after!(page, t::inspected_at, at, t::id.gt(id));
    }
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> =
        page.order((t::inspected_at.asc(), t::id.asc())).select(Row::as_select()).up_to(limit + 1).load(c)?;
    let prices = prices(c, caller, &rows)?;
    let cursor = |last: &Row| lists::cursor(SORT, &(last.inspected_at, last.id));
    Ok(lists::page(rows, limit, total, cursor, |row| row.show(caller, &prices)))
}
