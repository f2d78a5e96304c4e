//! Collecting: what is in no statement yet goes into the draft of its party, currency and month.

use crate::audit::{self, Author};
use crate::error::Failure;
use crate::numbers;
use crate::records::notification::{self, Word};
use crate::records::organization;
use crate::schema::statements;
use chrono::{DateTime, Datelike, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Array, Date, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid};
use serde_json::json;
use shared::auth::{Permission, Role};
use shared::ids::{OrganizationId, StatementId};
use shared::records::notification::NotificationKind;
use shared::records::report::Month;
use shared::records::statement::StatementStatus;
use uuid::Uuid;

#[derive(QueryableByName)]
struct Wanted {
    #[diesel(sql_type = SqlUuid)]
    party_id: Uuid,
    #[diesel(sql_type = Text)]
    currency: String,
}

#[derive(QueryableByName)]
struct Touched {
    #[diesel(sql_type = SqlUuid)]
    id: Uuid,
}

const NEW: &str = "e.arose_on <= $1 AND ($2 IS NULL OR e.party_id = $2) \
    AND NOT EXISTS (SELECT FROM statement_lines l WHERE l.entry_id = e.id)";

/// Collects into the drafts of a month, of one party or of all, whatever arose until its end and is in no statement yet. It
/// opens drafts where there is no statement, and adds to those that are not issued. Gives those that have changed.
///
/// One at a time, so that however many collect at once there is one draft, with each entry once.
pub(super) fn collect(
    c: &mut PgConnection,
    author: &Author<'_>,
    month: Month,
    party: Option<OrganizationId>,
    year: i32,
) -> Result<Vec<StatementId>, Failure> {
    diesel::sql_query("SELECT pg_advisory_xact_lock(hashtext('statements'))").execute(c)?;
    let (last, party) = (month.last_day(), party.map(|id| id.0));
    let wanted: Vec<Wanted> = diesel::sql_query(format!(
        "SELECT DISTINCT e.party_id, e.currency FROM settlement_entries e WHERE {NEW} AND NOT EXISTS (SELECT FROM statements s \
         WHERE s.party_id = e.party_id AND s.currency = e.currency AND s.month = $3)"
    ))
    .bind::<Date, _>(last)
    .bind::<Nullable<SqlUuid>, _>(party)
    .bind::<Date, _>(month.first_day())
    .load(c)?;
    if !wanted.is_empty() {
        diesel::sql_query(
            "INSERT INTO statements (id, number, status, party_id, currency, month, total, lines, created_at, version, updated_at) \
             SELECT w.id, next_number($4, $5), 'collecting', w.party_id, w.currency, $6, 0, 0, $7, 0, $7 \
             FROM unnest($1, $2, $3) AS w (id, party_id, currency)",
        )
        .bind::<Array<SqlUuid>, _>(wanted.iter().map(|_| Uuid::now_v7()).collect::<Vec<_>>())
        .bind::<Array<SqlUuid>, _>(wanted.iter().map(|w| w.party_id).collect::<Vec<_>>())
        .bind::<Array<Text>, _>(wanted.iter().map(|w| w.currency.clone()).collect::<Vec<_>>())
        .bind::<Text, _>(numbers::STATEMENT)
        .bind::<Integer, _>(year)
        .bind::<Date, _>(month.first_day())
        .bind::<Timestamptz, _>(author.at)
        .execute(c)?;
    }
    diesel::sql_query(format!(
        "INSERT INTO statement_lines (entry_id, statement_id, position, status) \
         SELECT e.id, s.id, s.lines + row_number() OVER (PARTITION BY s.id ORDER BY e.arose_on, e.created_at, e.id), 'open' \
         FROM settlement_entries e JOIN statements s ON s.party_id = e.party_id AND s.currency = e.currency AND s.month = $3 \
         AND s.status = 'collecting' WHERE {NEW}"
    ))
    .bind::<Date, _>(last)
    .bind::<Nullable<SqlUuid>, _>(party)
    .bind::<Date, _>(month.first_day())
    .execute(c)?;
    let touched: Vec<Touched> = diesel::sql_query(
        "UPDATE statements s SET total = x.total, lines = x.n, version = s.version + 1, updated_at = $2 \
         FROM (SELECT l.statement_id, sum(e.amount) AS total, count(*)::integer AS n FROM statements d \
             JOIN statement_lines l ON l.statement_id = d.id JOIN settlement_entries e ON e.id = l.entry_id \
             WHERE d.month = $1 AND d.status = 'collecting' GROUP BY l.statement_id) x \
         WHERE x.statement_id = s.id AND x.n <> s.lines RETURNING s.id",
    )
    .bind::<Date, _>(month.first_day())
    .bind::<Timestamptz, _>(author.at)
    .load(c)?;
    let touched: Vec<StatementId> = touched.into_iter().map(|t| StatementId(t.id)).collect();
    for id in &touched {
        audit::write_as(c, author, "statement", id.0, "collect", json!({ "month": month }))?;
    }
    Ok(touched)
}

/// Collects the drafts of the month that is over, by itself. Gives how many have changed.
///
/// # Errors
/// When the database is away.
pub fn collect_drafts(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let Some(maker) = organization::maker(c)? else { return Ok(0) };
    let today = now.with_timezone(&maker.clocks()).date_naive();
    Ok(collect(c, &Author::itself(now), Month::of(today).minus(1), None, today.year())?.len())
}

/// Statements that are told of in one transaction.
const BATCH: i64 = 100;

/// Tells the party and the house's finance, once, of what was to be paid by yesterday. Gives how many statements that were.
///
/// # Errors
/// When the database is away.
pub fn tell_due(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    use statements as s;
    let Some(maker) = organization::maker(c)? else { return Ok(0) };
    let late: Vec<(StatementId, OrganizationId)> = s::table
        .filter(s::status.eq(StatementStatus::Invoiced))
        .filter(s::due_told_at.is_null())
        .filter(s::due_on.lt(now.with_timezone(&maker.clocks()).date_naive()))
        .order(s::due_on)
        .select((s::id, s::party_id))
        .limit(BATCH)
        .for_no_key_update()
        .skip_locked()
        .load(c)?;
    if late.is_empty() {
        return Ok(0);
    }
    let parties: Vec<OrganizationId> = late.iter().map(|(_, party)| *party).collect();
    let people = notification::holders_by(c, &parties, Permission::StatementConfirm)?;
    let house = notification::with_role(c, maker.id, &[Role::Finance])?;
    let mut words = vec![];
    for (id, party) in &late {
        let word = Word::of_rule(NotificationKind::StatementDue, *id);
        let theirs = people.get(party).map(Vec::as_slice).unwrap_or_default();
        words.extend(theirs.iter().chain(&house).map(|user| (*user, word.clone())));
    }
    notification::tell(c, &words, now)?;
    let ids: Vec<StatementId> = late.iter().map(|(id, _)| *id).collect();
    diesel::update(s::table.filter(s::id.eq_any(ids))).set(s::due_told_at.eq(now)).execute(c)?;
    Ok(late.len())
}
