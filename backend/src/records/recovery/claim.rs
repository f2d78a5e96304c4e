//! Putting a recovery together: from judged lines of one supplier, by the price list of the days of their inspections, and from what
//! claims were paid because of them.

use super::to_recover::{self, Prices, Row};
use super::{service, store};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::policy;
use crate::records::supplier_return::service as supplier_return;
use crate::schema::{recoveries, recovery_lines, rma_lines};
use crate::{audit, numbers};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use shared::ids::{OrganizationId, RecoveryId, RmaLineId, UserId, WarrantyClaimLineId};
use shared::money::{Amount, Currency};
use shared::problem::{FieldProblem, Refusal};
use shared::records::recovery::*;
use shared::records::supplier_return::ChargeBasis;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Insertable)]
#[diesel(table_name = recovery_lines)]
struct NewLine {
    recovery_id: RecoveryId,
    position: i32,
    kind: RecoveryLineKind,
    rma_line_id: Option<RmaLineId>,
    claim_line_id: Option<WarrantyClaimLineId>,
    cost: Decimal,
    basis: Option<ChargeBasis>,
    quantity: i32,
    share_percent: i32,
    amount: Decimal,
    live: bool,
}

#[derive(Insertable)]
#[diesel(table_name = recoveries)]
struct New {
    id: RecoveryId,
    number: String,
    status: RecoveryStatus,
    supplier_id: OrganizationId,
    currency: Currency,
    claimed: Decimal,
    amount: Decimal,
    note: Option<String>,
    told_percent: i16,
    created_by_id: UserId,
    created_at: DateTime<Utc>,
    version: i32,
    updated_at: DateTime<Utc>,
}

/// The lines while they are put together.
struct Lines {
    id: RecoveryId,
    all: Vec<NewLine>,
}

impl Lines {
    fn add(
        &mut self,
        (kind, pointer): (RecoveryLineKind, &str),
        (of, claim): (Option<RmaLineId>, Option<WarrantyClaimLineId>),
        (cost, basis): (Amount, Option<ChargeBasis>),
        (quantity, share_percent): (i32, i32),
    ) -> Result<(), Failure> {
        let amount = line_amount(kind, cost, quantity, share_percent)
            .ok_or_else(|| Failure::field(pointer, FieldProblem::AmountZero))?;
        self.all.push(NewLine {
            recovery_id: self.id,
            position: i32::try_from(self.all.len() + 1).unwrap_or(i32::MAX),
            kind,
            rma_line_id: of,
            claim_line_id: claim,
            cost: cost.value(),
            basis,
            quantity,
            share_percent,
            amount: amount.value(),
            live: true,
        });
        Ok(())
    }

    /// A part with what it cost besides itself.
    fn part(
        &mut self,
        caller: &Caller,
        input: &CreateRecovery,
        (n, row): (usize, &Row),
        prices: &Prices,
    ) -> Result<(), Failure> {
        let asked = &input.parts[n];
        let at = |field: &str| format!("/parts/{n}/{field}");
        let proposal = row.proposal(caller, prices);
        let (cost, basis) = match (asked.unit_cost, &proposal) {
            (Some(cost), _) => (cost, None),
            (None, Some(proposal)) if proposal.currency == input.currency => {
                (proposal.unit_price, Some(proposal.basis))
            }
            (None, Some(_)) => return Err(Failure::field("/currency", FieldProblem::Inconsistent)),
            (None, None) => return Err(Failure::field(&at("unit_cost"), FieldProblem::Required)),
        };
        let of = (Some(row.rma_line_id), None);
        let (pieces, share) = (row.quantity, row.share_percent);
        self.add((RecoveryLineKind::Material, at("unit_cost").as_str()), of, (cost, basis), (pieces, share))?;
        let more = [
            (RecoveryLineKind::Labour, "labour", asked.labour, 1),
            (RecoveryLineKind::Travel, "travel", asked.travel, 1),
            (RecoveryLineKind::Penalty, "penalty", asked.penalty, pieces),
        ];
        for (kind, field, cost, quantity) in more {
            if let Some(cost) = cost {
                // A claim was paid for it: its line is what is recovered.
                if row.paid_kinds.contains(&kind) {
                    return Err(Failure::field(&at(field), FieldProblem::Taken));
                }
                self.add((kind, at(field).as_str()), of, (cost, None), (quantity, share))?;
            }
        }
        Ok(())
    }

    /// What a claim was paid, by the share of its part.
    fn claimed(&mut self, input: &CreateRecovery, (n, row): (usize, &Row)) -> Result<(), Failure> {
        let at = format!("/claim_lines/{n}");
        let cost = row.cost().ok_or_else(|| Failure::field(&at, FieldProblem::NoSuchRecord))?;
        if row.currency != Some(input.currency) {
            return Err(Failure::field("/currency", FieldProblem::Inconsistent));
        }
        let of = (Some(row.rma_line_id), row.claim_line_id);
        self.add((row.kind, at.as_str()), of, (cost, None), (row.quantity, row.share_percent))
    }
}

/// What is named, as far as it is to be recovered. The lines of returns are held, so that neither a part nor what claims cost because of
/// it is recovered twice at once.
fn named(c: &mut PgConnection, input: &CreateRecovery) -> Result<HashMap<Uuid, Row>, Failure> {
    let parts = input.parts.iter().map(|part| part.rma_line_id.0);
    let ids: Vec<Uuid> = parts.chain(input.claim_lines.iter().map(|line| line.0)).collect();
    let of: Vec<RmaLineId> = to_recover::some(c, &ids)?.iter().map(|row| row.rma_line_id).collect();
    let held = rma_lines::table.filter(rma_lines::id.eq_any(of)).order(rma_lines::id).select(rma_lines::id);
    held.for_no_key_update().load::<RmaLineId>(c)?;
    Ok(to_recover::some(c, &ids)?.into_iter().map(|row| (row.id, row)).collect())
}

/// What is named at a place, if it is to be recovered from this supplier.
fn known<'a>(
    rows: &'a HashMap<Uuid, Row>,
    id: Uuid,
    supplier: OrganizationId,
    pointer: &str,
) -> Result<&'a Row, Failure> {
    let row = rows.get(&id).ok_or_else(|| Failure::field(pointer, FieldProblem::NoSuchRecord))?;
    if row.supplier_id.is_some_and(|of| of != supplier) {
        return Err(Failure::field(pointer, FieldProblem::Inconsistent));
    }
    Ok(row)
}

/// Puts one together.
///
/// # Errors
/// `validation_failed` with each field that is wrong: a part or a cost that is not to be recovered, or not from this supplier; a part
/// without a price; work that a claim was paid for already; a penalty out of its bounds; an amount of nothing.
pub(super) fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CreateRecovery,
) -> Result<Recovery, Failure> {
    input.check()?;
    supplier_return::must_supply(c, input.supplier_id)?;
    input.check_penalties(&policy::load(c)?.penalties, caller.today())?;
    let rows = named(c, input)?;
    let prices = to_recover::prices(c, caller, rows.values())?;
    let id = RecoveryId(Uuid::now_v7());
    let mut lines = Lines { id, all: vec![] };
    for (n, part) in input.parts.iter().enumerate() {
        let pointer = format!("/parts/{n}/rma_line_id");
        let row = known(&rows, part.rma_line_id.0, input.supplier_id, &pointer)?;
        lines.part(caller, input, (n, row), &prices)?;
    }
    for (n, line) in input.claim_lines.iter().enumerate() {
        let row = known(&rows, line.0, input.supplier_id, &format!("/claim_lines/{n}"))?;
        lines.claimed(input, (n, row))?;
    }
    if let Some(handling) = input.handling {
        lines.add((RecoveryLineKind::Handling, "/handling"), (None, None), (handling, None), (1, 100))?;
    }
    let claimed: Decimal = lines.all.iter().map(|line| line.amount).sum();
    if claimed.to_string().parse::<Amount>().is_err() {
        return Err(Refusal::field("/parts", FieldProblem::TooLarge).into());
    }
    let new = New {
        id,
        number: numbers::next(c, caller, numbers::RECOVERY)?,
        status: RecoveryStatus::Candidate,
        supplier_id: input.supplier_id,
        currency: input.currency,
        claimed,
        amount: claimed,
        note: input.note.as_deref().map(str::to_owned),
        told_percent: 0,
        created_by_id: caller.actor.user_id,
        created_at: caller.now,
        version: 1,
        updated_at: caller.now,
    };
    diesel::insert_into(recoveries::table).values(new).execute(c)?;
    diesel::insert_into(recovery_lines::table).values(&lines.all).execute(c)?;
    let by = (caller.now, caller.author_id());
    store::note_step(c, id, by, RecoveryStatus::Candidate, None, claimed)?;
    audit::write(c, caller, "recovery", id.0, "create", json!(input))?;
    service::get(c, caller, id)
}
