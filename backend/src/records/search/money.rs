//! SQL of the search for what money is about: warranty claims, recoveries and statements, by their numbers.

use super::store::{RANKED, Row, hit};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::views::{recovery_rows, statement_rows, warranty_claim_rows};
use crate::{policy, search};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::records::search::SearchHit;
use shared::text::Line;

/// Claims, by number and by the dealer's own order number.
pub(super) fn claims(
    c: &mut PgConnection,
    caller: &Caller,
    words: &Line<200>,
) -> Result<Vec<SearchHit>, Failure> {
    use warranty_claim_rows as k;
    type Found = (uuid::Uuid, String, String, Option<String>, Option<String>);
    let seen = policy::warranty_claims(caller, k::table.into_boxed());
    let rows: Vec<Found> = search!(seen, warranty_claim_rows, words)
        .order(k::id.desc())
        .limit(RANKED)
        .select((k::id, k::number, k::dealer_name, k::order_number, k::unit_serial))
        .load(c)?;
    let show = |(id, number, dealer, order, serial): Found| {
        let known: Vec<String> = [order, serial].into_iter().flatten().collect();
        hit((id, number, dealer, (!known.is_empty()).then(|| known.join(" · "))))
    };
    Ok(rows.into_iter().map(show).collect())
}

/// Recoveries, by number.
pub(super) fn recoveries(
    c: &mut PgConnection,
    caller: &Caller,
    words: &Line<200>,
) -> Result<Vec<SearchHit>, Failure> {
    use recovery_rows as r;
    let rows: Vec<Row> = search!(policy::recoveries(caller, r::table.into_boxed()), recovery_rows, words)
        .order(r::id.desc())
        .limit(RANKED)
        .select((r::id, r::number, r::supplier_name, r::note))
        .load(c)?;
    Ok(rows.into_iter().map(hit).collect())
}

/// Statements, by number.
pub(super) fn statements(
    c: &mut PgConnection,
    caller: &Caller,
    words: &Line<200>,
) -> Result<Vec<SearchHit>, Failure> {
    use statement_rows as s;
    let rows: Vec<Row> = search!(policy::statements(caller, s::table.into_boxed()), statement_rows, words)
        .order(s::id.desc())
        .limit(RANKED)
        .select((s::id, s::number, s::party_name, s::invoice_number))
        .load(c)?;
    Ok(rows.into_iter().map(hit).collect())
}
