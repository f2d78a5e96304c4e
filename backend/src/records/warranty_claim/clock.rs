//! What happens to claims by itself: warnings, silence that decides, appeals that nobody filed, parts that came or never came.

use super::acts::{by_silence, settle, unanswered};
use super::store::{self, Step};
use super::{children, notices};
use crate::audit::{self, Author};
use crate::error::Failure;
use crate::records::organization;
use crate::schema::{rma_lines, warranty_claim_events, warranty_claim_lines, warranty_claims};
use crate::views::warranty_claim_line_rows;
use chrono::{DateTime, Days, NaiveDate, Utc};
use diesel::dsl::sql;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Timestamptz};
use serde_json::json;
use shared::ids::*;
use shared::records::warranty_claim::*;

/// Claims that are worked on in one transaction.
const BATCH: i64 = 100;

/// Does what has come up, a batch of it. Gives how many claims that were.
///
/// # Errors
/// When the database is away.
pub fn watch(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let today = now.with_timezone(&organization::house_zone(c)?).date_naive();
    let (_, _, rules) = store::rules_on(c, today)?;
    let silent = silence(c, now)? + unreplied(c, &rules, now)?;
    Ok(silent + warn(c, now)? + unappealed(c, &rules, now)? + parts(c, &rules, today, now)?)
}

fn write(c: &mut PgConnection, id: WarrantyClaimId, what: &str, now: DateTime<Utc>) -> Result<(), Failure> {
    audit::write_as(c, &Author::itself(now), "warranty_claim", id.0, what, json!({}))
}

/// The maker has not answered: what the checks left is approved. Goodwill is nobody's due, and an appeal needs a person.
fn silence(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    use warranty_claims as k;
    let due: Vec<WarrantyClaimId> = k::table
        .filter(k::status.eq(WarrantyClaimStatus::InReview))
        .filter(k::kind.ne(WarrantyClaimKind::Goodwill))
        .filter(k::answer_due_at.lt(now))
        .order((k::answer_due_at, k::id))
        .select(k::id)
        .limit(BATCH)
        .for_update()
        .skip_locked()
        .load(c)?;
    for id in &due {
        let row = store::any(c, *id)?;
        by_silence(c, &row, now)?;
        write(c, *id, "silence", now)?;
    }
    Ok(due.len())
}

/// The dealer has not answered a question: the claim is void, until somebody takes it up again.
fn unreplied(c: &mut PgConnection, rules: &Rules, now: DateTime<Utc>) -> Result<usize, Failure> {
    use {warranty_claim_events as e, warranty_claims as k};
    let lately = e::table
        .filter(e::kind.eq_any(ASKED))
        .filter(e::at.ge(questions_ended(now, rules.question_days)))
        .select(e::claim_id)
        .into_boxed();
    let over: Vec<WarrantyClaimId> = k::table
        .filter(k::status.eq(WarrantyClaimStatus::NeedsInfo))
        .filter(k::id.ne_all(lately))
        .order(k::id)
        .select(k::id)
        .limit(BATCH)
        .for_update()
        .skip_locked()
        .load(c)?;
    for id in &over {
        let row = store::any(c, *id)?;
        unanswered(c, &row, now)?;
        write(c, *id, UNANSWERED, now)?;
    }
    Ok(over.len())
}

/// Each rung of the ladder is taken once, and what was slept through only once.
fn warn(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    use warranty_claims as k;
    let passed = |rung: i16| {
        sql::<Bool>(
            "coalesce(appealed_at, submitted_at) + (answer_due_at - coalesce(appealed_at, submitted_at)) * ",
        )
        .bind::<diesel::sql_types::Double, _>(f64::from(rung) / 100.0)
        .sql(" <= ")
        .bind::<Timestamptz, _>(now)
    };
    let mut count = 0;
    for rung in RUNGS.into_iter().rev() {
        let due: Vec<WarrantyClaimId> = k::table
            .filter(k::status.eq_any(WarrantyClaimStatus::UNANSWERED))
            .filter(k::warned.lt(rung))
            .filter(passed(rung))
            .order(k::id)
            .select(k::id)
            .limit(BATCH)
            .for_update()
            .skip_locked()
            .load(c)?;
        diesel::update(k::table.filter(k::id.eq_any(&due))).set(k::warned.eq(rung)).execute(c)?;
        for id in &due {
            let row = store::any(c, *id)?;
            notices::warn(c, &row, rung, now)?;
        }
        count += due.len();
    }
    Ok(count)
}

/// Nobody has appealed in time: what is approved in part is certain.
fn unappealed(c: &mut PgConnection, rules: &Rules, now: DateTime<Utc>) -> Result<usize, Failure> {
    use warranty_claims as k;
    let last = now - Days::new(rules.appeal_days.into());
    let over: Vec<WarrantyClaimId> = k::table
        .filter(k::status.eq(WarrantyClaimStatus::ApprovedPartly))
        .filter(k::answered_at.lt(last))
        .order(k::id)
        .select(k::id)
        .limit(BATCH)
        .for_update()
        .skip_locked()
        .load(c)?;
    for id in &over {
        let row = store::any(c, *id)?;
        settle(c, &row, "appeal_ended", now)?;
        write(c, *id, "appeal_ended", now)?;
    }
    Ok(over.len())
}

/// Claims whose old parts have come are payable, and lines whose part is late for good are void (MGT-T 4.2.1).
fn parts(
    c: &mut PgConnection,
    rules: &Rules,
    today: NaiveDate,
    now: DateTime<Utc>,
) -> Result<usize, Failure> {
    use {warranty_claim_line_rows as l, warranty_claims as k};
    let last = today - Days::new(rules.return_grace_days.into());
    let waiting = k::table.filter(k::status.eq(WarrantyClaimStatus::AwaitingParts)).select(k::id);
    let waiting: Vec<WarrantyClaimId> = waiting.order(k::id).load(c)?;
    let mut moved = 0;
    for some in waiting.chunks(1000) {
        let late: Vec<WarrantyClaimId> = l::table
            .filter(l::claim_id.eq_any(some))
            .filter(l::approved.gt(rust_decimal::Decimal::ZERO))
            .filter(l::rma_status.eq_any(OWED))
            .filter(l::rma_deadline.lt(last))
            .select(l::claim_id)
            .distinct()
            .load(c)?;
        let owed: Vec<WarrantyClaimId> = l::table
            .filter(l::claim_id.eq_any(some))
            .filter(l::approved.gt(rust_decimal::Decimal::ZERO))
            .filter(l::rma_status.eq_any(OWED))
            .select(l::claim_id)
            .distinct()
            .load(c)?;
        for id in some.iter().filter(|id| late.contains(id) || !owed.contains(id)) {
            store::hold(c, *id)?;
            moved += usize::from(go_on(c, *id, last, now)?);
        }
    }
    Ok(moved)
}

fn go_on(
    c: &mut PgConnection,
    id: WarrantyClaimId,
    last: NaiveDate,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let row = store::any(c, id)?;
    if row.status != WarrantyClaimStatus::AwaitingParts {
        return Ok(false);
    }
    let mut kind = "parts_came";
    for line in children::lines(c, id)?.iter().filter(|line| line.is_owed()) {
        if line.rma_deadline.is_some_and(|deadline| deadline < last) {
            children::set_void(c, line, true)?;
            kind = "void";
        }
    }
    settle(c, &row, kind, now)?;
    let after = store::any(c, id)?;
    if kind == "void" && after.status == row.status {
        // Other parts are still to come: what is approved is less by now.
        let lines = children::lines(c, id)?;
        let approved: shared::money::Total = lines.iter().map(|line| line.approved().into()).sum();
        store::step(c, &after, &Step { approved: Some(Some(approved.value())), ..Step::default() })?;
    }
    write(c, id, kind, now)?;
    Ok(true)
}

/// Parts of a return have moved: claims that waited for them go on.
///
/// # Errors
/// When the database is away.
pub fn parts_came(c: &mut PgConnection, rma: RmaId, now: DateTime<Utc>) -> Result<(), Failure> {
    use warranty_claims as k;
    let lines: Vec<RmaLineId> =
        rma_lines::table.filter(rma_lines::rma_id.eq(rma)).select(rma_lines::id).load(c)?;
    let named: Vec<WarrantyClaimId> = warranty_claim_lines::table
        .filter(warranty_claim_lines::rma_line_id.eq_any(lines))
        .select(warranty_claim_lines::claim_id)
        .distinct()
        .load(c)?;
    if named.is_empty() {
        return Ok(());
    }
    let waiting: Vec<WarrantyClaimId> = k::table
        .filter(k::id.eq_any(named))
        .filter(k::status.eq(WarrantyClaimStatus::AwaitingParts))
        .order(k::id)
        .select(k::id)
        .for_update()
        .load(c)?;
    for id in waiting {
        let row = store::any(c, id)?;
        settle(c, &row, "parts_came", now)?;
        write(c, id, "parts_came", now)?;
    }
    Ok(())
}
