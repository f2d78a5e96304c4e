//! A claim as a ticket tells it: what is known already is not typed again.

use super::references;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::policy;
use crate::records::{labour, part, ticket};
use crate::schema::{labour_operations, material_transfer_lines, material_transfers, parts};
use crate::views::rma_line_rows;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::*;
use shared::money::{Amount, Currency};
use shared::problem::FieldProblem;
use shared::records::material_transfer::TransferStatus;
use shared::records::warranty_claim::*;
use shared::text::Text;

/// What a ticket's parts and fault would cost: parts that were sent for it at today's list, with the returns by which the old ones
/// come back, and the operations for its fault at the dealer's rate.
///
/// # Errors
/// `validation_failed` for a ticket that is not to be seen, or without a dealer.
pub(super) fn proposal(
    c: &mut PgConnection,
    caller: &Caller,
    id: TicketId,
) -> Result<WarrantyClaimInput, Failure> {
    let found = ticket::service::get(c, caller, id).map_err(|failure| failure.missing_at("?ticket_id"))?;
    let dealer = found.dealer_id.ok_or_else(|| Failure::field("?ticket_id", FieldProblem::Required))?;
    let dealer = references::dealer(c, caller, Some(dealer))?;
    let today = caller.today();
    let returned = returns(c, caller, id)?;
    let sent = sent(c, id)?;
    let prices = part::prices_on(c, &sent.iter().map(|(part, _)| *part).collect::<Vec<_>>(), today)?;
    let rates = labour::rates_of(c, dealer)?;
    let rate = rate_on(&rates, today);
    let listed = prices.values().next().map(|price| price.currency);
    let currency = listed.or(rate.map(|rate| rate.currency)).unwrap_or(Currency::Cny);
    let mut lines = vec![];
    let mut free = returned;
    for (part_id, quantity) in &sent {
        let price = prices.get(part_id).map_or(Amount::stored(0.into()), |price| price.price);
        let at = free.iter().position(|(_, part)| part == part_id);
        lines.push(ClaimLineInput {
            class: CostClass::Part,
            part_id: Some(*part_id),
            operation_id: None,
            description: None,
            quantity: *quantity,
            nights: None,
            amount: list_amount(price, *quantity),
            rma_line_id: at.map(|at| free.remove(at).0),
        });
    }
    for (operation, minutes) in operations(c, found.fault_code_id)? {
        let hour = rate.map_or(Amount::stored(0.into()), |rate| rate.rate);
        lines.push(ClaimLineInput {
            class: CostClass::Labour,
            part_id: None,
            operation_id: Some(operation),
            description: None,
            quantity: minutes,
            nights: None,
            amount: standard_amount(hour, minutes),
            rma_line_id: None,
        });
    }
    let text = |words: Option<&str>| {
        let short: String = words.unwrap_or(&found.subject).chars().take(2000).collect();
        Text::new(&short).or_else(|_| Text::new("—")).map_err(|error| Failure::Internal(error.into()))
    };
    let failed_on = caller.day_of(found.reported_at).min(today);
    let job = ClaimJobInput {
        complaint: text(found.description.as_deref())?,
        cause: text(found.cause.as_deref())?,
        correction: text(found.solution.as_deref())?,
        fault_code_id: found.fault_code_id,
        causal_part_id: sent.first().map(|(part, _)| *part),
        action: if sent.is_empty() { RepairAction::Repair } else { RepairAction::Replace },
        lines,
    };
    Ok(WarrantyClaimInput {
        kind: if found.unit_id.is_some() { WarrantyClaimKind::Standard } else { WarrantyClaimKind::Parts },
        dealer_id: Some(dealer),
        unit_id: found.unit_id,
        ticket_id: Some(id),
        order_number: None,
        failed_on,
        repaired_on: found.resolved_at.map_or(today, |at| caller.day_of(at)).clamp(failed_on, today),
        usage: found.usage_value,
        currency,
        campaign_id: None,
        pre_authorization_id: None,
        goodwill: None,
        note: None,
        jobs: vec![job],
    })
}

/// Parts that were sent under warranty for it.
fn sent(c: &mut PgConnection, id: TicketId) -> Result<Vec<(PartId, i32)>, Failure> {
    use {material_transfer_lines as l, material_transfers as m};
    let sent = [TransferStatus::Shipped, TransferStatus::Received, TransferStatus::Reconciled];
    let rows: Vec<(PartId, i64)> = l::table
        .inner_join(m::table)
        .filter(m::ticket_id.eq(id))
        .filter(m::status.eq_any(sent))
        .filter(l::part_id.eq_any(parts::table.filter(parts::active.eq(true)).select(parts::id)))
        .order((m::id, l::position))
        .limit(20)
        .select((l::part_id, l::quantity))
        .load(c)?;
    Ok(rows.into_iter().map(|(part, n)| (part, i32::try_from(n.min(MOST_OF_A_LINE)).unwrap_or(1))).collect())
}

/// Lines of its returns that the caller sees.
fn returns(c: &mut PgConnection, caller: &Caller, id: TicketId) -> Result<Vec<(RmaLineId, PartId)>, Failure> {
    use {crate::schema::rmas, rma_line_rows as r};
    let own: Vec<RmaId> = rmas::table.filter(rmas::ticket_id.eq(id)).select(rmas::id).load(c)?;
    let rows: Vec<(RmaLineId, Option<PartId>)> = policy::rma_lines(caller, r::table.into_boxed())
        .filter(r::rma_id.eq_any(own))
        .order((r::rma_id, r::position))
        .select((r::id, r::part_id))
        .load(c)?;
    Ok(rows.into_iter().filter_map(|(line, part)| Some((line, part?))).collect())
}

/// The operations that remedy a fault.
fn operations(
    c: &mut PgConnection,
    fault: Option<FaultCodeId>,
) -> Result<Vec<(LabourOperationId, i32)>, Failure> {
    use labour_operations as o;
    let Some(fault) = fault else { return Ok(vec![]) };
    Ok(o::table
        .filter(o::fault_code_id.eq(fault))
        .filter(o::active.eq(true))
        .order(o::code)
        .limit(5)
        .select((o::id, o::standard_minutes))
        .load(c)?)
}
