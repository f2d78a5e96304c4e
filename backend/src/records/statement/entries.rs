//! The ledger: entries are added and never changed, and a document is settled once for each kind.

use crate::audit::Author;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::{Few, Found};
use crate::schema::settlement_entries;
use crate::views::settlement_entry_rows;
use crate::{before, capped_count, lists, policy};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use shared::auth::OrganizationKind;
use shared::ids::{OrganizationId, SettlementEntryId, StatementId, UserId};
use shared::money::{Balance, Currency};
use shared::page::Page;
use shared::problem::{ProblemCode, Refusal};
use shared::records::statement::*;
use uuid::Uuid;

/// An amount to be settled, before it is written down.
#[derive(Clone, Debug)]
pub struct Entry {
    /// With whom.
    pub party_id: OrganizationId,
    /// What for.
    pub kind: EntryKind,
    /// What it is counted in.
    pub currency: Currency,
    /// How much: owed to the maker, or by it where negative.
    pub amount: Balance,
    /// What kind of document it comes from.
    pub source: EntrySource,
    /// That document, where it is kept here.
    pub source_id: Option<Uuid>,
    /// By what it is settled once.
    pub source_key: String,
    /// The document's number.
    pub source_number: String,
    /// The day it arose.
    pub arose_on: NaiveDate,
    /// A remark, which the party reads.
    pub note: Option<String>,
}

#[derive(Insertable)]
#[diesel(table_name = settlement_entries)]
struct New {
    id: SettlementEntryId,
    party_id: OrganizationId,
    kind: EntryKind,
    currency: Currency,
    amount: Decimal,
    source: EntrySource,
    source_id: Option<Uuid>,
    source_key: String,
    source_number: String,
    arose_on: NaiveDate,
    note: Option<String>,
    posted_by_id: Option<UserId>,
    created_at: DateTime<Utc>,
}

impl New {
    fn of(entry: Entry, author: &Author<'_>) -> Self {
        Self {
            id: SettlementEntryId(Uuid::now_v7()),
            party_id: entry.party_id,
            kind: entry.kind,
            currency: entry.currency,
            amount: entry.amount.value(),
            source: entry.source,
            source_id: entry.source_id,
            source_key: entry.source_key,
            source_number: entry.source_number,
            arose_on: entry.arose_on,
            note: entry.note,
            posted_by_id: author.id,
            created_at: author.at,
        }
    }
}

/// Writes an entry down, in the transaction of whatever causes it.
///
/// # Errors
/// `already_exists` when that document was settled before; an error of ours for an amount that no entry of its kind may have.
pub fn post(c: &mut PgConnection, author: &Author<'_>, entry: Entry) -> Result<(), Failure> {
    if !amount_fits(entry.kind, entry.amount) {
        return Err(Failure::Internal(anyhow::anyhow!("{} of {} does not fit", entry.kind, entry.amount)));
    }
    let number = entry.source_number.clone();
    let written = diesel::insert_into(settlement_entries::table)
        .values(New::of(entry, author))
        .on_conflict_do_nothing()
        .execute(c)?;
    if written == 1 {
        return Ok(());
    }
    let refusal = Refusal::new(ProblemCode::AlreadyExists);
    Err(refusal.detail("problem-already_exists-settled").arg("number", number).into())
}

/// Takes an entry back by one of the other sign, once; nothing where there was none.
///
/// # Errors
/// When the database is away.
pub fn reverse(
    c: &mut PgConnection,
    author: &Author<'_>,
    (kind, source, key): (EntryKind, EntrySource, &str),
    today: NaiveDate,
) -> Result<(), Failure> {
    use settlement_entries as e;
    type Found = (OrganizationId, Currency, Decimal, Option<Uuid>, String);
    let found: Option<Found> = e::table
        .filter(e::kind.eq(kind))
        .filter(e::source.eq(source))
        .filter(e::source_key.eq(key))
        .select((e::party_id, e::currency, e::amount, e::source_id, e::source_number))
        .first(c)
        .optional()?;
    let Some((party_id, currency, amount, source_id, source_number)) = found else { return Ok(()) };
    let back = Entry {
        party_id,
        kind: EntryKind::Correction,
        currency,
        amount: Balance::stored(amount).reversed(),
        source,
        source_id,
        source_key: key.to_owned(),
        source_number,
        arose_on: today,
        note: None,
    };
    diesel::insert_into(e::table).values(New::of(back, author)).on_conflict_do_nothing().execute(c)?;
    Ok(())
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = settlement_entry_rows)]
struct Row {
    id: SettlementEntryId,
    party_id: OrganizationId,
    party_name: String,
    party_kind: OrganizationKind,
    kind: EntryKind,
    currency: Currency,
    amount: Decimal,
    source: EntrySource,
    source_id: Option<Uuid>,
    source_number: String,
    arose_on: NaiveDate,
    note: Option<String>,
    posted_by_name: Option<String>,
    created_at: DateTime<Utc>,
    statement_id: Option<StatementId>,
    statement_number: Option<String>,
}

impl Row {
    fn show(self, inside: bool) -> SettlementEntry {
        SettlementEntry {
            id: self.id,
            party_id: self.party_id,
            party_name: self.party_name,
            party_kind: self.party_kind,
            kind: self.kind,
            source: self.source,
            source_id: self.source_id.filter(|_| inside),
            source_number: self.source_number,
            arose_on: self.arose_on,
            amount: Balance::stored(self.amount),
            currency: self.currency,
            note: self.note,
            posted_by_name: self.posted_by_name.filter(|_| inside),
            created_at: self.created_at,
            statement_id: self.statement_id,
            statement_number: self.statement_number,
        }
    }
}

/// A page of the entries that the caller sees, the newest first.
///
/// # Errors
/// For a bad limit or cursor.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &SettlementEntryQuery,
) -> Result<Page<SettlementEntry>, Failure> {
    use settlement_entry_rows as e;
    const SORT: &str = "-created_at";
    let limit = lists::limit(query.limit)?;
    let visible = || policy::settlement_entries(caller, e::table.into_boxed());
    let filtered = || {
        let mut q = visible();
        if let Some(party) = query.party_id {
            q = q.filter(e::party_id.eq(party));
        }
        if let Some(kinds) = &query.kind {
            q = q.filter(e::kind.eq_any(kinds.0.clone()));
        }
        if let Some(currency) = query.currency {
            q = q.filter(e::currency.eq(currency));
        }
        if let Some(statement) = query.statement_id {
            q = q.filter(e::statement_id.eq(statement));
        }
        match query.settled {
            Some(true) => q.filter(e::statement_id.is_not_null()),
            Some(false) => q.filter(e::statement_id.is_null()),
            None => q,
        }
    };
    let mut page = filtered();
    type Place = (DateTime<Utc>, SettlementEntryId);
    if let Some((at, id)) = lists::place::<Place>(query.cursor.as_deref(), SORT)? {
        page = before!(page, e::created_at, at, e::id.lt(id));
    }
    let page = page.order((e::created_at.desc(), e::id.desc())).select(e::id);
    let found = Found::new(page.up_to(limit + 1).load(c)?, limit);
    let total =
        if query.cursor.is_none() { Some(found.total(|| capped_count!(filtered(), c))?) } else { None };
    let rows: Vec<Row> = visible().filter(e::id.eq_any(&found.ids)).select(Row::as_select()).load(c)?;
    let cursor = |last: &Row| lists::cursor(SORT, &(last.created_at, last.id));
    let inside = caller.actor.is_inside();
    Ok(found.page(rows, |row| row.id, total, cursor, |row| row.show(inside)))
}
