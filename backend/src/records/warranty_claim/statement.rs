//! What statements and recoveries need of claims: they drive them, a claim does not drive itself.

use super::acts::apply;
use super::store::{self, Step};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::warranty_claims;
use crate::views::warranty_claim_line_rows;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use shared::ids::*;
use shared::money::{Amount, Currency, Total};
use shared::problem::{ProblemCode, Refusal};
use shared::records::warranty_claim::*;

/// What a claim brings its dealer, from the moment it can be paid.
#[derive(Clone, Debug)]
pub struct Payable {
    /// The claim.
    pub claim_id: WarrantyClaimId,
    /// Its number.
    pub number: String,
    /// Who is paid.
    pub dealer_id: OrganizationId,
    /// What is approved in all.
    pub approved: Total,
    /// What that is counted in.
    pub currency: Currency,
    /// Since when.
    pub at: DateTime<Utc>,
}

/// A claim has become payable, in the transaction that makes it so. Whoever keeps a ledger of what dealers are owed posts it here.
///
/// # Errors
/// When the database is away.
pub fn on_payable(c: &mut PgConnection, id: WarrantyClaimId, at: DateTime<Utc>) -> Result<Payable, Failure> {
    let row = store::any(c, id)?;
    Ok(Payable {
        claim_id: id,
        approved: row.approved().unwrap_or(Total::ZERO),
        number: row.number,
        dealer_id: row.dealer_id,
        currency: row.currency,
        at,
    })
}

/// Moves claims on with their statement: all of them, or none where one is not where it has to be.
///
/// # Errors
/// `transition_refused` with the first that is elsewhere.
pub fn statement_step(
    c: &mut PgConnection,
    caller: &Caller,
    ids: &[WarrantyClaimId],
    step: StatementStep,
) -> Result<(), Failure> {
    let (from, to) = step.turn();
    let kind = match step {
        StatementStep::Take => "in_statement",
        StatementStep::Release => "released",
        StatementStep::Pay => "paid",
        StatementStep::Close => "closed",
    };
    // In one order, so that two statements do not wait for each other.
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids.dedup();
    for id in ids {
        store::hold(c, id)?;
        let row = store::any(c, id)?;
        if row.status != from {
            return Err(Refusal::new(ProblemCode::TransitionRefused)
                .detail("problem-transition_refused-claim_elsewhere")
                .arg("number", row.number.as_str())
                .arg("state", shared::i18n::Arg::Key(row.status.label_key()))
                .into());
        }
        let moved = Step { status: Some(to), ..Step::default() };
        // Back from a statement it is payable as it was: nothing is posted twice.
        if step == StatementStep::Release {
            if !store::step(c, &row, &moved)? {
                return Err(Failure::stale());
            }
            let event = super::children::Event {
                kind,
                status: to,
                note: None,
                approved: row.approved(),
                lines: None,
            };
            super::children::note(c, id, Some(caller), caller.now, &event)?;
        } else {
            apply(c, Some(caller), &row, &moved, (kind, None, caller.now), json!([]))?;
        }
    }
    Ok(())
}

/// Takes a claim back after an audit.
///
/// # Errors
/// As for the action.
pub fn charge_back(
    c: &mut PgConnection,
    caller: &Caller,
    id: WarrantyClaimId,
    version: i32,
    reason: ReasonClaim,
) -> Result<WarrantyClaim, Failure> {
    super::acts::act(c, caller, id, version, &super::acts::Act::ChargeBack(reason))
}

/// What of a claim can be recovered from whoever supplied the part that caused it.
#[derive(Clone, Debug)]
pub struct RecoveryLine {
    /// The line.
    pub line_id: WarrantyClaimLineId,
    /// What it is.
    pub class: CostClass,
    /// The part that caused it, else the part itself.
    pub part_id: Option<PartId>,
    /// Who supplies that, by the catalogue.
    pub supplier_id: Option<OrganizationId>,
    /// What is approved.
    pub approved: Amount,
    /// What that is counted in.
    pub currency: Currency,
    /// The line of the return by which the old part comes back.
    pub rma_line_id: Option<RmaLineId>,
}

/// The approved lines of a claim, with the parts and suppliers that caused them.
///
/// # Errors
/// When the database is away.
pub fn approved_lines(c: &mut PgConnection, id: WarrantyClaimId) -> Result<Vec<RecoveryLine>, Failure> {
    use warranty_claim_line_rows as l;
    type Found = (
        (WarrantyClaimLineId, CostClass, Option<PartId>, Option<PartId>),
        (Option<OrganizationId>, Option<Decimal>, Option<RmaLineId>),
    );
    let currency: Currency = warranty_claims::table.find(id).select(warranty_claims::currency).first(c)?;
    let rows: Vec<Found> = l::table
        .filter(l::claim_id.eq(id))
        .filter(l::approved.gt(Decimal::ZERO))
        .order(l::position)
        .select((
            (l::id, l::class, l::causal_part_id, l::part_id),
            (l::supplier_id, l::approved, l::rma_line_id),
        ))
        .load(c)?;
    let show = |((line_id, class, cause, part), (supplier_id, approved, rma_line_id)): Found| RecoveryLine {
        line_id,
        class,
        part_id: cause.or(part),
        supplier_id,
        approved: Amount::stored(approved.unwrap_or_default()),
        currency,
        rma_line_id,
    };
    Ok(rows.into_iter().map(show).collect())
}
