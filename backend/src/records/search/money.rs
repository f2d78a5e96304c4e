//! SQL of the search for what money is about: warranty claims, recoveries and statements, by their numbers.

use super::store::{RANKED, Row, fitting, hit};
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
    let seen = || policy::warranty_claims(caller, k::table.into_boxed());
    let columns = (k::id, k::number, k::dealer_name, k::order_number, k::unit_serial);
    let rows: Vec<Found> = fitting!(c, seen, warranty_claim_rows, words, k::id.desc(), columns);
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
    let seen = || policy::recoveries(caller, r::table.into_boxed());
    let columns = (r::id, r::number, r::supplier_name, r::note);
    let rows: Vec<Row> = fitting!(c, seen, recovery_rows, words, r::id.desc(), columns);
    Ok(rows.into_iter().map(hit).collect())
}

/// Statements, by number.
pub(super) fn statements(
    c: &mut PgConnection,
    caller: &Caller,
    words: &Line<200>,
) -> Result<Vec<SearchHit>, Failure> {
    use statement_rows as s;
    let seen = || policy::statements(caller, s::table.into_boxed());
    let columns = (s::id, s::number, s::party_name, s::invoice_number);
    let rows: Vec<Row> = fitting!(c, seen, statement_rows, words, s::id.desc(), columns);
    Ok(rows.into_iter().map(hit).collect())
}
