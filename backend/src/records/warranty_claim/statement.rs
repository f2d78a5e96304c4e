//! What statements and recoveries need of claims: they drive them, a claim does not drive itself.

use super::acts::apply;
use super::store::{self, Step};
use crate::audit::Author;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::organization;
use crate::records::statement::{self, Entry};
use crate::schema::warranty_claims;
use crate::views::warranty_claim_line_rows;
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use shared::ids::*;
use shared::money::{Amount, Balance, Currency, Total};
use shared::problem::{ProblemCode, Refusal};
use shared::records::statement::{EntryKind, EntrySource};
use shared::records::warranty_claim::*;
use uuid::Uuid;

/// Posts what a claim comes to, once it can be paid, or once that is asked back, in the transaction that makes it so.
///
/// # Errors
/// `already_exists` when that was posted before.
pub(super) fn post(
    c: &mut PgConnection,
    by: Option<&Caller>,
    id: WarrantyClaimId,
    kind: EntryKind,
    at: DateTime<Utc>,
) -> Result<(), Failure> {
    let row = store::any(c, id)?;
    let approved = Balance::from(row.approved().unwrap_or(Total::ZERO));
    if approved.value().is_zero() {
        return Ok(());
    }
    let zone = organization::maker(c)?.and_then(|maker| maker.zone.parse().ok());
    let zone: chrono_tz::Tz = zone.unwrap_or(chrono_tz::Asia::Shanghai);
    let itself = Author { id: None, name: "sanbao", at, request_id: None };
    let author = by.map_or(itself, Caller::author);
    let entry = Entry {
        party_id: row.dealer_id,
        kind,
        currency: row.currency,
        // What the maker owes is less than nothing to it.
        amount: if kind == EntryKind::ApprovedClaim { approved.reversed() } else { approved },
        source: EntrySource::WarrantyClaim,
        source_id: Some(id.0),
        source_key: id.to_string(),
        source_number: row.number,
        arose_on: at.with_timezone(&zone).date_naive(),
        note: None,
    };
    statement::post(c, &author, entry)
}

/// Claims whose amounts stand in a statement and that a step of it concerns. One that was asked back meanwhile stays as it is.
fn of_statement(
    c: &mut PgConnection,
    id: StatementId,
    step: StatementStep,
) -> Result<Vec<WarrantyClaimId>, Failure> {
    use crate::schema::{settlement_entries as e, statement_lines as l};
    let sources: Vec<Option<Uuid>> = l::table
        .inner_join(e::table)
        .filter(l::statement_id.eq(id))
        .filter(e::kind.eq(EntryKind::ApprovedClaim))
        .select(e::source_id)
        .load(c)?;
    let (from, _) = step.turn();
    Ok(warranty_claims::table
        .filter(warranty_claims::id.eq_any(sources.into_iter().flatten().collect::<Vec<_>>()))
        .filter(warranty_claims::status.eq(from))
        .select(warranty_claims::id)
        .load(c)?)
}

/// Moves the claims of a statement on with it.
///
/// # Errors
/// When the database is away.
pub fn follow_statement(
    c: &mut PgConnection,
    caller: &Caller,
    id: StatementId,
    step: StatementStep,
) -> Result<(), Failure> {
    let claims = of_statement(c, id, step)?;
    statement_step(c, caller, &claims, step)
}

/// Moves claims on with their statement: all of them, or none where one is not where it has to be.
///
/// # Errors
/// `transition_refused` with the first that is elsewhere.
fn statement_step(
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
