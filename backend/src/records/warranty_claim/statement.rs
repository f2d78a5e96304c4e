//! Claims and statements: what a claim posts, and how it follows the statement that it stands in.

use super::history::{self, Event};
use super::store;
use crate::audit::{self, Author};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::organization;
use crate::records::statement::{self, Entry};
use crate::schema::{settlement_entries, statement_lines, warranty_claims};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use shared::ids::{StatementId, WarrantyClaimId};
use shared::money::{Balance, Total};
use shared::records::statement::{EntryKind, EntrySource};
use shared::records::warranty_claim::StatementStep;
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
    let today = at.with_timezone(&organization::house_zone(c)?).date_naive();
    let author = by.map_or(Author::itself(at), Caller::author);
    let entry = Entry {
        party_id: row.dealer_id,
        kind,
        currency: row.currency,
        amount: kind.signed(approved),
        source: EntrySource::WarrantyClaim,
        source_id: Some(id.0),
        source_key: id.to_string(),
        source_number: row.number,
        arose_on: today,
        note: None,
    };
    statement::post(c, &author, entry)
}

/// Moves the claims of a statement on with it. One that was asked back meanwhile stays as it is.
///
/// # Errors
/// When the database is away.
pub fn follow_statement(
    c: &mut PgConnection,
    caller: &Caller,
    id: StatementId,
    step: StatementStep,
) -> Result<(), Failure> {
    use {settlement_entries as e, statement_lines as l, warranty_claims as k};
    let (from, to) = step.turn();
    let sources: Vec<Option<Uuid>> = l::table
        .inner_join(e::table)
        .filter(l::statement_id.eq(id))
        .filter(e::kind.eq(EntryKind::ApprovedClaim))
        .select(e::source_id)
        .load(c)?;
    let claims: Vec<Uuid> = sources.into_iter().flatten().collect();
    let moved: Vec<(WarrantyClaimId, Option<Decimal>)> =
        diesel::update(k::table.filter(k::id.eq_any(claims)).filter(k::status.eq(from)))
            .set((k::status.eq(to), k::version.eq(k::version + 1)))
            .returning((k::id, k::approved))
            .get_results(c)?;
    let event = |approved: Option<Decimal>| Event {
        kind: step.event(),
        status: to,
        note: None,
        approved: approved.map(Total::stored),
        lines: None,
    };
    let events: Vec<_> = moved.iter().map(|(id, approved)| (*id, event(*approved))).collect();
    history::note_each(c, Some(caller), caller.now, &events)?;
    let ids: Vec<Uuid> = moved.iter().map(|(id, _)| id.0).collect();
    let words = json!({ "from": from, "statement_id": id });
    audit::write_each(c, &caller.author(), ("warranty_claim", &ids), step.event(), &words)
}
