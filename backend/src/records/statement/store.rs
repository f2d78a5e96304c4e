//! Rows and SQL of statements.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::{settlement_entries, statement_lines, statements};
use crate::views::statement_rows;
use crate::{after, before, capped_count, lists, policy, search};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::dsl::{count_star, sql, sum};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::sql_types::Text;
use rust_decimal::Decimal;
use shared::auth::OrganizationKind;
use shared::ids::{OrganizationId, StatementId, UserId};
use shared::money::{Balance, Currency};
use shared::page::Page;
use shared::records::report::Month;
use shared::records::statement::*;

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = statement_rows)]
pub(super) struct Row {
    pub id: StatementId,
    pub number: String,
    pub status: StatementStatus,
    pub party_id: OrganizationId,
    pub party_name: String,
    party_kind: OrganizationKind,
    pub currency: Currency,
    pub month: NaiveDate,
    total: Decimal,
    pub lines: i32,
    pub disputed: i64,
    created_at: DateTime<Utc>,
    pub issued_by_id: Option<UserId>,
    issued_by_name: Option<String>,
    issued_at: Option<DateTime<Utc>>,
    agreed_by_name: Option<String>,
    agreed_at: Option<DateTime<Utc>>,
    agreed_note: Option<String>,
    invoice_number: Option<String>,
    pub invoiced_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    paid_by_name: Option<String>,
    paid_on: Option<NaiveDate>,
    payment_reference: Option<String>,
    locked_at: Option<DateTime<Utc>>,
    seal: Option<String>,
    pub version: i32,
}

impl Row {
    pub fn summary(&self) -> StatementSummary {
        StatementSummary {
            id: self.id,
            number: self.number.clone(),
            status: self.status,
            party_id: self.party_id,
            party_name: self.party_name.clone(),
            party_kind: self.party_kind,
            month: Month::of(self.month),
            currency: self.currency,
            total: Balance::stored(self.total),
            lines: self.lines,
            disputed: self.disputed,
            due_on: self.due_on,
            version: self.version,
        }
    }

    /// All of it, as this caller may read it.
    pub fn show(self, caller: &Caller, sums: Vec<StatementSum>, held: i64) -> Statement {
        let inside = caller.actor.is_inside();
        Statement {
            head: self.summary(),
            sums,
            unconfirmed_recoveries: held,
            created_at: self.created_at,
            available_actions: available(
                self.status,
                (self.disputed, held),
                self.issued_by_id,
                &caller.actor,
            ),
            issued_by_id: self.issued_by_id.filter(|_| inside),
            issued_by_name: self.issued_by_name.filter(|_| inside),
            issued_at: self.issued_at,
            agreed_by_name: self.agreed_by_name,
            agreed_at: self.agreed_at,
            agreed_note: self.agreed_note,
            invoice_number: self.invoice_number,
            invoiced_on: self.invoiced_on,
            paid_on: self.paid_on,
            payment_reference: self.payment_reference,
            paid_by_name: self.paid_by_name.filter(|_| inside),
            locked_at: self.locked_at,
            seal: self.seal,
        }
    }
}

fn visible<'a>(caller: &Caller) -> statement_rows::BoxedQuery<'a, Pg> {
    policy::statements(caller, statement_rows::table.into_boxed())
}

/// The statement, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: StatementId) -> Result<Row, Failure> {
    let row =
        visible(caller).filter(statement_rows::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.ok_or_else(Failure::not_found)
}

/// Holds a statement until the end of the transaction: its lines are worked on one after the other.
pub(super) fn lock(c: &mut PgConnection, id: StatementId) -> Result<(), Failure> {
    let row = statements::table.find(id).select(statements::id).for_no_key_update();
    row.first::<StatementId>(c).optional()?.map(|_| ()).ok_or_else(Failure::not_found)
}

/// A page of the statements that the caller sees.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &StatementQuery,
) -> Result<Page<StatementSummary>, Failure> {
    use statement_rows as s;
    let limit = lists::limit(query.limit)?;
    let sort = query.sort.unwrap_or(StatementSort::MonthDesc);
    let filtered = || {
        let mut q = visible(caller);
        if let Some(states) = &query.status {
            q = q.filter(s::status.eq_any(states.0.clone()));
        }
        if let Some(party) = query.party_id {
            q = q.filter(s::party_id.eq(party));
        }
        if let Some(kinds) = &query.party_kind {
            q = q.filter(s::party_kind.eq_any(kinds.0.clone()));
        }
        if let Some(month) = query.month {
            q = q.filter(s::month.eq(lists::writable_day(month.first_day())));
        }
        if let Some(currency) = query.currency {
            q = q.filter(s::currency.eq(currency));
        }
        if let Some(words) = &query.q {
            q = search!(q, statement_rows, words);
        }
        q
    };
    let mut page = filtered();
    if let Some((month, id)) =
        lists::place::<(NaiveDate, StatementId)>(query.cursor.as_deref(), sort.as_str())?
    {
        page = match sort {
            StatementSort::Month => after!(page, s::month, month, s::id.gt(id)),
            StatementSort::MonthDesc => before!(page, s::month, month, s::id.lt(id)),
        };
    }
    page = match sort {
        StatementSort::Month => page.order((s::month.asc(), s::id.asc())),
        StatementSort::MonthDesc => page.order((s::month.desc(), s::id.desc())),
    };
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> = page.select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| lists::cursor(sort.as_str(), &(last.month, last.id));
    Ok(lists::page(rows, limit, total, cursor, |row| row.summary()))
}

/// The drafts of a month that the caller sees, at most a hundred.
pub(super) fn drafts(
    c: &mut PgConnection,
    caller: &Caller,
    input: &CollectStatements,
) -> Result<Vec<StatementSummary>, Failure> {
    use statement_rows as s;
    let mut q = visible(caller)
        .filter(s::status.eq(StatementStatus::Collecting))
        .filter(s::month.eq(input.month.first_day()));
    if let Some(party) = input.party_id {
        q = q.filter(s::party_id.eq(party));
    }
    let rows: Vec<Row> =
        q.order(s::id).select(Row::as_select()).limit(shared::page::MAX_LIMIT.into()).load(c)?;
    Ok(rows.iter().map(Row::summary).collect())
}

/// What the lines of a statement come to by kind.
pub(super) fn sums(c: &mut PgConnection, id: StatementId) -> Result<Vec<StatementSum>, Failure> {
    use settlement_entries as e;
    let rows: Vec<(EntryKind, i64, Option<Decimal>)> = statement_lines::table
        .inner_join(e::table)
        .filter(statement_lines::statement_id.eq(id))
        .group_by(e::kind)
        .order(e::kind)
        .select((e::kind, count_star(), sum(e::amount)))
        .load(c)?;
    Ok(rows
        .into_iter()
        .map(|(kind, lines, amount)| StatementSum {
            kind,
            lines,
            amount: Balance::stored(amount.unwrap_or_default()),
        })
        .collect())
}

/// What a step changes. Fields that are `None` stay as they are.
#[derive(AsChangeset, Default)]
#[diesel(table_name = statements)]
pub(super) struct Step {
    pub status: Option<StatementStatus>,
    pub issued_by_id: Option<UserId>,
    pub issued_at: Option<DateTime<Utc>>,
    pub agreed_by_id: Option<UserId>,
    pub agreed_at: Option<DateTime<Utc>>,
    pub agreed_note: Option<String>,
    pub invoice_number: Option<String>,
    pub invoiced_on: Option<NaiveDate>,
    pub due_on: Option<NaiveDate>,
    pub paid_by_id: Option<UserId>,
    pub paid_on: Option<NaiveDate>,
    pub payment_reference: Option<String>,
    pub locked_at: Option<DateTime<Utc>>,
    pub seal: Option<String>,
}

/// Moves a statement of this version on; false when it has another version or state by now.
pub(super) fn step(c: &mut PgConnection, caller: &Caller, row: &Row, step: &Step) -> Result<bool, Failure> {
    use statements as s;
    let guarded = s::table.find(row.id).filter(s::version.eq(row.version)).filter(s::status.eq(row.status));
    let version = (s::version.eq(row.version + 1), s::updated_at.eq(caller.now));
    Ok(diesel::update(guarded).set((step, version)).execute(c)? == 1)
}

/// The seal over the lines of a statement as they are.
pub(super) fn seal(c: &mut PgConnection, id: StatementId) -> Result<String, Failure> {
    let seal = sql::<Text>("statement_seal(").bind::<diesel::sql_types::Uuid, _>(id.0).sql(")");
    Ok(diesel::select(seal).get_result(c)?)
}
