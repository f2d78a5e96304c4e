//! Rows and SQL of recoveries.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists::Few;
use crate::schema::{recoveries, recovery_lines, recovery_steps, settlement_entries, statement_lines, users};
use crate::views::{recovery_line_rows, recovery_rows};
use crate::{audit, capped_count, lists, policy, search};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::json;
use shared::ids::{OrganizationId, RecoveryId, RmaId, RmaLineId, StatementId, UserId, WarrantyClaimId};
use shared::money::{Amount, Currency};
use shared::page::Page;
use shared::records::recovery::*;
use shared::records::rma::RmaVerdict;
use shared::records::statement::{EntryKind, EntrySource};
use shared::records::supplier_return::ChargeBasis;
use shared::records::warranty_claim::WarrantyClaimStatus;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Clone, Queryable, Selectable)]
#[diesel(table_name = recovery_rows)]
pub(super) struct Row {
    pub id: RecoveryId,
    pub number: String,
    pub status: RecoveryStatus,
    pub supplier_id: OrganizationId,
    pub supplier_name: String,
    pub currency: Currency,
    pub claimed: Decimal,
    pub amount: Decimal,
    parts: i64,
    note: Option<String>,
    delivery: Option<String>,
    pub answer_until: Option<NaiveDate>,
    created_by_name: String,
    pub created_at: DateTime<Utc>,
    pub version: i32,
}

impl Row {
    pub fn summary(&self, caller: &Caller) -> RecoverySummary {
        RecoverySummary {
            id: self.id,
            number: self.number.clone(),
            status: self.status,
            supplier_id: self.supplier_id,
            supplier_name: self.supplier_name.clone(),
            currency: self.currency,
            claimed: Amount::stored(self.claimed),
            amount: Amount::stored(self.amount),
            parts: self.parts,
            answer_until: self.answer_until,
            days_left: self.answer_until.map(|day| (day - caller.today()).num_days()),
            version: self.version,
        }
    }

    /// All of it, as this caller may read it.
    pub fn show(
        self,
        caller: &Caller,
        lines: Vec<RecoveryLine>,
        steps: Vec<RecoveryStep>,
        touched: bool,
    ) -> Recovery {
        let inside = caller.actor.is_inside();
        Recovery {
            head: self.summary(caller),
            available_actions: available_for_recovery(self.status, touched, &caller.actor),
            lines,
            steps,
            note: self.note,
            delivery: self.delivery,
            created_at: self.created_at,
            created_by_name: Some(self.created_by_name).filter(|_| inside),
        }
    }
}

fn visible<'a>(caller: &Caller) -> recovery_rows::BoxedQuery<'a, Pg> {
    policy::recoveries(caller, recovery_rows::table.into_boxed())
}

/// The recovery, if the caller sees it.
pub(super) fn find(c: &mut PgConnection, caller: &Caller, id: RecoveryId) -> Result<Row, Failure> {
    let row =
        visible(caller).filter(recovery_rows::id.eq(id)).select(Row::as_select()).first(c).optional()?;
    row.ok_or_else(Failure::not_found)
}

/// A page of the recoveries that the caller sees.
pub(super) fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &RecoveryQuery,
) -> Result<Page<RecoverySummary>, Failure> {
    use recovery_rows as r;
    let limit = lists::limit(query.limit)?;
    let sort = query.sort.unwrap_or(RecoverySort::NumberDesc);
    let filtered = || {
        let mut q = visible(caller);
        if let Some(states) = &query.status {
            q = q.filter(r::status.eq_any(states.0.clone()));
        }
        if let Some(supplier) = query.supplier_id {
            q = q.filter(r::supplier_id.eq(supplier));
        }
        if let Some(day) = query.silent_by {
            q = q.filter(r::answer_until.le(lists::writable_day(day)));
        }
        if let Some(words) = &query.q {
            q = search!(q, recovery_rows, words);
        }
        q
    };
    let mut page = filtered();
    if let Some((last,)) = lists::place::<(RecoveryId,)>(query.cursor.as_deref(), sort.as_str())? {
        page = match sort {
            RecoverySort::Number => page.filter(r::id.gt(last)),
            RecoverySort::NumberDesc => page.filter(r::id.lt(last)),
        };
    }
    page = match sort {
        RecoverySort::Number => page.order(r::id.asc()),
        RecoverySort::NumberDesc => page.order(r::id.desc()),
    };
    let total = if query.cursor.is_none() { Some(capped_count!(filtered(), c)?) } else { None };
    let rows: Vec<Row> = page.select(Row::as_select()).up_to(limit + 1).load(c)?;
    let cursor = |last: &Row| lists::cursor(sort.as_str(), &(last.id,));
    Ok(lists::page(rows, limit, total, cursor, |row| row.summary(caller)))
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = recovery_line_rows)]
struct LineRow {
    position: i32,
    kind: RecoveryLineKind,
    rma_line_id: Option<RmaLineId>,
    rma_id: Option<RmaId>,
    rma_number: Option<String>,
    claim_id: Option<WarrantyClaimId>,
    claim_number: Option<String>,
    tag: Option<String>,
    part_number: Option<String>,
    name: Option<String>,
    verdict: Option<RmaVerdict>,
    failure_mode: Option<String>,
    cost: Decimal,
    basis: Option<ChargeBasis>,
    quantity: i32,
    share_percent: i32,
    amount: Decimal,
    claim_status: Option<WarrantyClaimStatus>,
}

/// The lines of a recovery, as the caller may read them.
pub(super) fn lines(
    c: &mut PgConnection,
    caller: &Caller,
    id: RecoveryId,
) -> Result<Vec<RecoveryLine>, Failure> {
    use recovery_line_rows as l;
    let inside = caller.actor.is_inside();
    let rows: Vec<LineRow> =
        l::table.filter(l::recovery_id.eq(id)).order(l::position).select(LineRow::as_select()).load(c)?;
    let show = |row: LineRow| {
        // What the maker charges others is nothing for those who supply it.
        let told = inside || row.basis != Some(ChargeBasis::Price);
        RecoveryLine {
            position: row.position,
            kind: row.kind,
            rma_line_id: row.rma_line_id.filter(|_| inside),
            rma_id: row.rma_id.filter(|_| inside),
            rma_number: row.rma_number.filter(|_| inside),
            claim_id: row.claim_id.filter(|_| inside),
            claim_number: row.claim_number.filter(|_| inside),
            claim_status: row.claim_status.filter(|_| inside),
            tag: row.tag,
            part_number: row.part_number,
            name: row.name,
            verdict: row.verdict,
            failure_mode: row.failure_mode,
            cost: told.then(|| Amount::stored(row.cost)),
            basis: row.basis,
            quantity: row.quantity,
            share_percent: row.share_percent,
            amount: Amount::stored(row.amount),
        }
    };
    Ok(rows.into_iter().map(show).collect())
}

/// What was done with a recovery, in the order of time; outside the house without the house's people.
pub(super) fn steps(
    c: &mut PgConnection,
    caller: &Caller,
    id: RecoveryId,
) -> Result<Vec<RecoveryStep>, Failure> {
    use recovery_steps as s;
    type Found =
        ((DateTime<Utc>, RecoveryStatus, Option<String>, Decimal), (Option<String>, Option<OrganizationId>));
    let rows: Vec<Found> = s::table
        .left_join(users::table)
        .filter(s::recovery_id.eq(id))
        .order((s::at, s::id))
        .select((
            (s::at, s::status, s::words, s::amount),
            (users::name.nullable(), users::organization_id.nullable()),
        ))
        .load(c)?;
    let own = caller.actor.organization_id;
    Ok(rows
        .into_iter()
        .map(|((at, status, words, amount), (name, of))| RecoveryStep {
            at,
            status,
            actor_name: name.filter(|_| caller.actor.is_inside() || of == Some(own)),
            words,
            amount: Amount::stored(amount),
        })
        .collect())
}

/// Whether somebody has had to do with a recovery.
pub(super) fn touched(c: &mut PgConnection, id: RecoveryId, who: UserId) -> Result<bool, Failure> {
    use recovery_steps as s;
    let theirs = s::table.filter(s::recovery_id.eq(id)).filter(s::actor_id.eq(who));
    Ok(diesel::select(diesel::dsl::exists(theirs)).get_result(c)?)
}

/// Writes down what was done.
pub(super) fn note_step(
    c: &mut PgConnection,
    id: RecoveryId,
    by: (DateTime<Utc>, Option<UserId>),
    status: RecoveryStatus,
    words: Option<&str>,
    amount: Decimal,
) -> Result<(), Failure> {
    note_steps(c, by, status, words, &[(id, amount)])
}

/// Writes down what was done with several.
fn note_steps(
    c: &mut PgConnection,
    (at, actor): (DateTime<Utc>, Option<UserId>),
    status: RecoveryStatus,
    words: Option<&str>,
    moved: &[(RecoveryId, Decimal)],
) -> Result<(), Failure> {
    use recovery_steps as s;
    let row = |(id, amount): &(RecoveryId, Decimal)| {
        (
            (s::id.eq(Uuid::now_v7()), s::recovery_id.eq(*id), s::at.eq(at), s::status.eq(status)),
            (s::actor_id.eq(actor), s::words.eq(words), s::amount.eq(*amount)),
        )
    };
    diesel::insert_into(s::table).values(moved.iter().map(row).collect::<Vec<_>>()).execute(c)?;
    Ok(())
}

/// What a step changes: the days of the supplier with each of them.
#[derive(AsChangeset)]
#[diesel(table_name = recoveries)]
pub(super) struct Step {
    pub status: RecoveryStatus,
    pub amount: Option<Decimal>,
    pub delivery: Option<String>,
    pub answer_from: Option<Option<DateTime<Utc>>>,
    pub answer_until: Option<Option<NaiveDate>>,
    pub told_percent: Option<i16>,
}

/// Moves a recovery of this version on; false when it has another version or state by now.
pub(super) fn step(
    c: &mut PgConnection,
    now: DateTime<Utc>,
    row: &Row,
    step: &Step,
) -> Result<bool, Failure> {
    use recoveries as r;
    let guarded = r::table.find(row.id).filter(r::version.eq(row.version)).filter(r::status.eq(row.status));
    let version = (r::version.eq(row.version + 1), r::updated_at.eq(now));
    Ok(diesel::update(guarded).set((step, version)).execute(c)? == 1)
}

/// The parts of a recovery that was given up can be recovered once more.
pub(super) fn let_go(c: &mut PgConnection, id: RecoveryId) -> Result<(), Failure> {
    use recovery_lines as l;
    diesel::update(l::table.filter(l::recovery_id.eq(id))).set(l::live.eq(false)).execute(c)?;
    Ok(())
}

/// How many recoveries from a supplier are unconfirmed: meanwhile it is paid nothing (MGT-T 4.6.3).
///
/// # Errors
/// When the database is away.
pub fn unconfirmed(c: &mut PgConnection, supplier: OrganizationId) -> Result<i64, Failure> {
    use recoveries as r;
    let open =
        r::table.filter(r::supplier_id.eq(supplier)).filter(r::status.eq_any(RecoveryStatus::UNCONFIRMED));
    Ok(open.count().get_result(c)?)
}

/// Which of these lines of returns are evidence in a dispute, and in which.
///
/// # Errors
/// When the database is away.
pub fn disputed(c: &mut PgConnection, lines: &[RmaLineId]) -> Result<HashMap<RmaLineId, String>, Failure> {
    use recoveries as r;
    use recovery_lines as l;
    let found: Vec<(Option<RmaLineId>, String)> = l::table
        .inner_join(r::table)
        .filter(l::rma_line_id.eq_any(lines))
        .filter(l::live)
        .filter(r::status.eq_any(RecoveryStatus::DISPUTED))
        .select((l::rma_line_id, r::number))
        .load(c)?;
    Ok(found.into_iter().filter_map(|(line, number)| Some((line?, number))).collect())
}

/// Whether a part that came with a line of a return is in a recovery that was not given up; what claims cost because of it does not count.
///
/// # Errors
/// When the database is away.
pub fn recovered(c: &mut PgConnection, line: RmaLineId) -> Result<bool, Failure> {
    use recovery_lines as l;
    let found = l::table.filter(l::rma_line_id.eq(line)).filter(l::claim_line_id.is_null()).filter(l::live);
    Ok(diesel::select(diesel::dsl::exists(found)).get_result(c)?)
}

/// A statement is paid: so are the recoveries in it.
///
/// # Errors
/// When the database is away.
pub fn settled(c: &mut PgConnection, caller: &Caller, statement: StatementId) -> Result<(), Failure> {
    use recoveries as r;
    use settlement_entries as e;
    let paid: Vec<Option<Uuid>> = e::table
        .inner_join(statement_lines::table)
        .filter(statement_lines::statement_id.eq(statement))
        .filter(e::kind.eq(EntryKind::Recovery))
        .filter(e::source.eq(EntrySource::Recovery))
        .select(e::source_id)
        .load(c)?;
    let paid: Vec<RecoveryId> = paid.into_iter().flatten().map(RecoveryId).collect();
    let moved: Vec<(RecoveryId, Decimal)> =
        diesel::update(r::table.filter(r::id.eq_any(paid)).filter(r::status.eq(RecoveryStatus::Debited)))
            .set((
                r::status.eq(RecoveryStatus::Settled),
                r::version.eq(r::version + 1),
                r::updated_at.eq(caller.now),
            ))
            .returning((r::id, r::amount))
            .get_results(c)?;
    note_steps(c, (caller.now, caller.author_id()), RecoveryStatus::Settled, None, &moved)?;
    let ids: Vec<Uuid> = moved.iter().map(|(id, _)| id.0).collect();
    let words = json!({ "statement_id": statement });
    audit::write_each(c, &caller.author(), ("recovery", &ids), "settle", &words)
}
