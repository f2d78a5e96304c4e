//! What lies beside the lines of returns: holds, pictures, the way back to the supplier and what that one is to bear.

use super::{line_store, pictures};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::part;
use crate::records::supplier_return::{charges, service as supplier_return};
use crate::schema::{rma_holds, users};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::auth::Permission;
use shared::ids::{OrganizationId, PartId, RmaLineId, UserId};
use shared::records::part::PartPrice;
use shared::records::rma::*;
use shared::records::supplier_return::{
    ChargeKind, ChargeProposal, SupplierCharge, may_charge, propose_charge,
};
use std::collections::HashMap;
use uuid::Uuid;

/// What lies beside some lines, as the caller sees it.
#[derive(Default)]
pub(super) struct Extras {
    holds: HashMap<RmaLineId, RmaHold>,
    pub pictures: HashMap<RmaLineId, Vec<RmaPicture>>,
    returns: HashMap<RmaLineId, (RmaSupplierReturn, Option<OrganizationId>)>,
    pub charges: HashMap<RmaLineId, Vec<SupplierCharge>>,
    prices: HashMap<PartId, Vec<PartPrice>>,
}

/// What lies beside these lines.
pub(super) fn of(c: &mut PgConnection, caller: &Caller, rows: &[line_store::Row]) -> Result<Extras, Failure> {
    let ids: Vec<RmaLineId> = rows.iter().map(|row| row.id).collect();
    let pictures = pictures::of(c, caller, &ids)?;
    if !caller.actor.is_inside() {
        return Ok(Extras { pictures, ..Extras::default() });
    }
    let charges = charges::of(c, caller, &ids)?;
    let mut extras = Extras { holds: holds(c, &ids)?, pictures, charges, ..Extras::default() };
    extras.returns = supplier_return::of(c, caller, &ids)?;
    if caller.actor.may(Permission::SupplierReturnCharge) {
        let charged =
            rows.iter().filter(|row| may_charge("", row.responsible, extras.is_charged(row.id)).is_ok());
        let parts: Vec<PartId> = charged.filter_map(|row| row.part_id).collect();
        extras.prices = part::prices_of(c, caller, &parts)?;
    }
    Ok(extras)
}

impl Extras {
    /// Whether the supplier was charged for a line.
    pub fn is_charged(&self, line: RmaLineId) -> bool {
        self.charges.get(&line).is_some_and(|some| some.iter().any(|charge| charge.kind == ChargeKind::Part))
    }

    /// To whom a line is offered, or would be.
    pub fn supplier_of(&self, line: RmaLineId) -> Option<OrganizationId> {
        self.returns.get(&line).and_then(|(_, supplier)| *supplier)
    }

    /// Why quality keeps it.
    pub fn take_hold(&mut self, line: RmaLineId) -> Option<RmaHold> {
        self.holds.remove(&line)
    }

    /// How far it is on its way back.
    pub fn take_return(&mut self, line: RmaLineId) -> Option<RmaSupplierReturn> {
        self.returns.remove(&line).map(|(leg, _)| leg)
    }

    /// What can be said of a line for its rules.
    pub fn facts(&self, row: &line_store::Row) -> LineFacts {
        LineFacts {
            rma: row.rma_status,
            status: row.status,
            disposition: row.disposition,
            decided_by: row.disposed_by_id,
            responsible: row.responsible,
            pictured: self.pictures.get(&row.id).is_some_and(|some| !some.is_empty()),
            held: self.holds.contains_key(&row.id),
            charged: self.is_charged(row.id),
        }
    }

    /// What the supplier could be charged for a line by the price list, to whom may charge it.
    pub fn proposal(&self, caller: &Caller, row: &line_store::Row) -> Option<ChargeProposal> {
        may_charge("", row.responsible, self.is_charged(row.id)).ok()?;
        let prices = self.prices.get(&row.part_id?)?;
        let day = caller.day_of(row.inspected_at?);
        propose_charge(prices, day, row.quantity_received?, row.share_percent?)
    }
}

fn holds(c: &mut PgConnection, lines: &[RmaLineId]) -> Result<HashMap<RmaLineId, RmaHold>, Failure> {
    use rma_holds as h;
    let rows: Vec<(RmaLineId, String, String, DateTime<Utc>)> = h::table
        .inner_join(users::table.on(users::id.eq(h::held_by_id)))
        .filter(h::line_id.eq_any(lines))
        .filter(h::lifted_at.is_null())
        .select((h::line_id, h::reason, users::name, h::held_at))
        .load(c)?;
    let told = |(line, reason, held_by_name, held_at)| (line, RmaHold { reason, held_by_name, held_at });
    Ok(rows.into_iter().map(told).collect())
}

/// Quality keeps a line.
pub(super) fn keep(
    c: &mut PgConnection,
    caller: &Caller,
    line: RmaLineId,
    reason: &str,
) -> Result<(), Failure> {
    use rma_holds as h;
    diesel::insert_into(h::table)
        .values((
            h::id.eq(Uuid::now_v7()),
            h::line_id.eq(line),
            h::reason.eq(reason),
            h::held_by_id.eq(caller.actor.user_id),
            h::held_at.eq(caller.now),
        ))
        .execute(c)?;
    Ok(())
}

/// Quality lets a line go.
pub(super) fn lift(c: &mut PgConnection, caller: &Caller, line: RmaLineId) -> Result<(), Failure> {
    use rma_holds as h;
    let lifted: (Option<UserId>, Option<DateTime<Utc>>) = (Some(caller.actor.user_id), Some(caller.now));
    diesel::update(h::table.filter(h::line_id.eq(line)).filter(h::lifted_at.is_null()))
        .set((h::lifted_by_id.eq(lifted.0), h::lifted_at.eq(lifted.1)))
        .execute(c)?;
    Ok(())
}
