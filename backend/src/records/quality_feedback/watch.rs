//! The watch over units made after a change: armed when a case is closed, measured by a job, shown at any time. What is counted
//! here is judged in `shared`.

use super::service::deadlines_of;
use super::store::{self, Row, Step};
use super::{children, notices};
use crate::audit::{self, Author};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::records::organization::house_zone;
use crate::schema::{quality_feedbacks, quality_watches};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Bool, Date, Integer, Nullable, Text, Uuid};
use serde_json::json;
use shared::ids::{FaultCodeId, PartId, ProductId, QualityFeedbackId};
use shared::records::quality_feedback::*;
use shared::records::report::Month;

/// Cases that are measured in one transaction.
const AT_ONCE: i64 = 20;

#[derive(Queryable, Insertable, AsChangeset)]
#[diesel(table_name = quality_watches, treat_none_as_null = true)]
struct WatchRow {
    feedback_id: QualityFeedbackId,
    changed_on: NaiveDate,
    armed_at: DateTime<Utc>,
    next_at: Option<DateTime<Utc>>,
    outcome: Option<QualityWatchOutcome>,
    checks: Json<Vec<QualityEffectCheck>>,
}

impl WatchRow {
    fn of(feedback_id: QualityFeedbackId, watch: QualityWatch) -> Self {
        Self {
            feedback_id,
            changed_on: watch.changed_on,
            armed_at: watch.armed_at,
            next_at: watch.next_at,
            outcome: watch.outcome,
            checks: Json(watch.checks),
        }
    }
}

impl From<WatchRow> for QualityWatch {
    fn from(row: WatchRow) -> Self {
        Self {
            changed_on: row.changed_on,
            armed_at: row.armed_at,
            next_at: row.next_at,
            outcome: row.outcome,
            checks: row.checks.0,
        }
    }
}

fn find(c: &mut PgConnection, id: QualityFeedbackId) -> Result<Option<QualityWatch>, Failure> {
    Ok(quality_watches::table.find(id).first::<WatchRow>(c).optional()?.map(QualityWatch::from))
}

/// Begins to watch units made after the change, where the case names a model. A case that was closed before begins anew.
pub(super) fn arm(
    c: &mut PgConnection,
    caller: &Caller,
    one: &QualityFeedback,
    said: Option<NaiveDate>,
) -> Result<(), Failure> {
    let Some(day) = change_day(said, &one.measures, house_zone(c)?).filter(|_| one.head.product_id.is_some())
    else {
        return Ok(());
    };
    let row = WatchRow::of(one.head.id, QualityWatch::begun(day, caller.now));
    diesel::insert_into(quality_watches::table)
        .values(&row)
        .on_conflict(quality_watches::feedback_id)
        .do_update()
        .set(&row)
        .execute(c)?;
    Ok(())
}

/// Somebody took the case up again: what units say of it is not waited for.
pub(super) fn stop(c: &mut PgConnection, id: QualityFeedbackId) -> Result<(), Failure> {
    use quality_watches as w;
    let running = w::table.filter(w::feedback_id.eq(id)).filter(w::next_at.is_not_null());
    diesel::update(running)
        .set((w::next_at.eq(None::<DateTime<Utc>>), w::outcome.eq(QualityWatchOutcome::Stopped)))
        .execute(c)?;
    Ok(())
}

/// What is counted: units of a model, and what happened to them of this fault or part; of anything, where neither is named.
struct Watched {
    product: ProductId,
    fault: Option<FaultCodeId>,
    part: Option<PartId>,
}

impl Watched {
    fn of(row: &Row) -> Option<Self> {
        let product = row.head.product_id?;
        Some(Self { product, fault: row.head.fault_code_id, part: row.head.part_id })
    }
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = Date)]
    month: NaiveDate,
    #[diesel(sql_type = Bool)]
    after: bool,
    #[diesel(sql_type = BigInt)]
    units: i64,
    #[diesel(sql_type = BigInt)]
    unit_days: i64,
    #[diesel(sql_type = BigInt)]
    incidents: i64,
}

/// Counts units, their days of service and incidents by month of production, in one statement. Service begins with installation,
/// else shipment, else production. A return that belongs to a ticket which counts already counts once.
fn count(
    c: &mut PgConnection,
    watched: &Watched,
    (changed_on, today): (NaiveDate, NaiveDate),
    zone: Tz,
) -> Result<Vec<QualityEffectMonth>, Failure> {
    let rows: Vec<Counted> = diesel::sql_query(
        "WITH made AS (SELECT id, date_trunc('month', produced_on)::date AS month, produced_on >= $2 AS after, \
         coalesce(installed_on, shipped_on, produced_on) AS begins FROM units \
         WHERE product_id = $1 AND produced_on >= $2 - $3 AND produced_on <= $4), \
         found AS (SELECT t.id AS incident, made.id AS unit_id, \
         greatest(0, (t.reported_at AT TIME ZONE $5)::date - made.begins) AS age FROM tickets t JOIN made ON made.id = t.unit_id \
         WHERE t.kind = 'complaint' AND t.status NOT IN ('cancelled', 'merged') \
         AND (t.fault_code_id = $6 OR ($6 IS NULL AND $7 IS NULL)) \
         UNION ALL SELECT coalesce(r.ticket_id, x.id), made.id, greatest(0, (r.created_at AT TIME ZONE $5)::date - made.begins) \
         FROM rma_lines x JOIN rmas r ON r.id = x.rma_id JOIN made ON made.id = x.unit_id \
         WHERE r.status NOT IN ('refused', 'cancelled') AND (x.part_id = $7 OR ($6 IS NULL AND $7 IS NULL))), \
         once AS (SELECT unit_id, incident, min(age) AS age FROM found GROUP BY unit_id, incident), \
         counted AS (SELECT unit_id, count(*) AS n FROM once WHERE age <= $8 GROUP BY unit_id) \
         SELECT month, after, count(*) AS units, sum(greatest(0, least($4 - begins, $8)))::bigint AS unit_days, \
         coalesce(sum(n), 0)::bigint AS incidents FROM made LEFT JOIN counted ON counted.unit_id = made.id \
         GROUP BY month, after ORDER BY month, after",
    )
    .bind::<Uuid, _>(watched.product)
    .bind::<Date, _>(changed_on)
    .bind::<Integer, _>(i32::try_from(BEFORE_DAYS).unwrap_or(i32::MAX))
    .bind::<Date, _>(today)
    .bind::<Text, _>(zone.name())
    .bind::<Nullable<Uuid>, _>(watched.fault)
    .bind::<Nullable<Uuid>, _>(watched.part)
    .bind::<Integer, _>(i32::try_from(compared_days(changed_on, today)).unwrap_or(i32::MAX))
    .load(c)?;
    let show = |row: Counted| QualityEffectMonth {
        month: Month::of(row.month),
        after: row.after,
        group: QualityEffectGroup::of(row.units, row.unit_days, row.incidents),
    };
    Ok(rows.into_iter().map(show).collect())
}

/// The effect of a case, as it can be measured now.
///
/// # Errors
/// `not_found` when it is not there or not to be seen; for a day that is still to come.
pub(super) fn effect(
    c: &mut PgConnection,
    caller: &Caller,
    id: QualityFeedbackId,
    query: &QualityEffectQuery,
) -> Result<QualityEffect, Failure> {
    query.check(caller.today())?;
    let row = store::find(c, caller, id)?;
    let watch = find(c, id)?;
    let zone = house_zone(c)?;
    let said = query.changed_on.or(watch.as_ref().map(|watch| watch.changed_on));
    let changed_on = change_day(said, &children::measures(c, id)?, zone);
    let today = caller.now.with_timezone(&zone).date_naive();
    let Some((watched, day)) = Watched::of(&row).zip(changed_on) else {
        return Ok(QualityEffect { watch, changed_on: None, days: 0, finding: None, months: vec![] });
    };
    let months = count(c, &watched, (day, today), zone)?;
    Ok(QualityEffect {
        watch,
        changed_on: Some(day),
        days: compared_days(day, today),
        finding: Some(judge_months(&months)),
        months,
    })
}

/// Measures the effect of cases for which it is time, a batch of them. Gives how many that were.
///
/// # Errors
/// When the database is away.
pub fn measure(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    use quality_feedbacks as q;
    use quality_watches as w;
    let due = w::table.filter(w::next_at.le(now)).select(w::feedback_id);
    // Whoever works on a case holds it, too, before its watch.
    let held: Vec<QualityFeedbackId> = q::table
        .filter(q::id.eq_any(due))
        .order(q::id)
        .limit(AT_ONCE)
        .select(q::id)
        .for_update()
        .skip_locked()
        .load(c)?;
    if held.is_empty() {
        return Ok(0);
    }
    let (zone, mut done) = (house_zone(c)?, 0);
    for id in held {
        done += usize::from(measure_one(c, id, zone, now)?);
    }
    Ok(done)
}

fn measure_one(
    c: &mut PgConnection,
    id: QualityFeedbackId,
    zone: Tz,
    now: DateTime<Utc>,
) -> Result<bool, Failure> {
    let row = store::of_house(c, id)?;
    // Another server may have measured it before it was held here.
    let still_due = |watch: &QualityWatch| watch.next_at.is_some_and(|at| at <= now);
    let Some(watch) = find(c, id)?.filter(still_due) else { return Ok(false) };
    let today = now.with_timezone(&zone).date_naive();
    let months = match Watched::of(&row) {
        Some(watched) => count(c, &watched, (watch.changed_on, today), zone)?,
        None => vec![],
    };
    let watch = watch.measured(judge_months(&months), now);
    let author = Author::itself(now);
    audit::write_as(c, &author, "quality_feedback", id.0, "measure_effect", json!(watch.checks.last()))?;
    let outcome = watch.outcome;
    diesel::update(quality_watches::table.find(id)).set(&WatchRow::of(id, watch)).execute(c)?;
    if outcome == Some(QualityWatchOutcome::NotEffective) {
        take_up_again(c, &row, &author)?;
    }
    if let Some(outcome) = outcome {
        notices::watched(c, &row, outcome, now)?;
    }
    Ok(true)
}

/// It did not help: the case goes on where its causes are looked for.
fn take_up_again(c: &mut PgConnection, row: &Row, author: &Author<'_>) -> Result<(), Failure> {
    let now = author.at;
    let (mut report, mut decisions) = (row.report.0.clone(), row.decisions.0.clone());
    let found = QualitySigned { by_id: None, by_name: author.name.to_owned(), at: now, note: None };
    not_effective(&mut report, &mut decisions, Some(found));
    let step = Step {
        status: Some(QualityStatus::Analysing),
        method: row.head.method.map(method_after_failure),
        report: Some(Json(report)),
        decisions: Some(Json(decisions)),
        ended_at: Some(None),
        ..Step::default()
    };
    if !store::step(c, now, row, step)? {
        return Err(Failure::stale());
    }
    let id = row.head.id;
    children::doubt(c, id)?;
    children::write_event(
        c,
        (author.name, now),
        id,
        (QualityAction::Reopen, QualityStatus::Analysing),
        None,
    )?;
    let row = store::of_house(c, id)?;
    let measures = children::measures(c, id)?;
    let due = next_due(row.head.status, &deadlines_of(c, &row, &measures)?);
    store::set_due(c, &row, due)
}
