//! Tells of deadlines that come near or are over; who is told when, `shared` decides.

use crate::audit::{self, Author};
use crate::error::Failure;
use crate::records::notification::{self, Word};
use crate::records::organization;
use crate::schema::quality_feedbacks;
use chrono::{DateTime, Duration, Utc};
use diesel::dsl::sql;
use diesel::pg::PgConnection;
use diesel::prelude::*;
use diesel::sql_types::{Bool, Timestamptz};
use serde_json::json;
use shared::auth::{Permission, Role};
use shared::ids::{QualityFeedbackId, UserId};
use shared::records::quality_feedback::*;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Cases that are told of in one transaction.
const BATCH: i64 = 100;

type Found = (QualityFeedbackId, Option<UserId>, DateTime<Utc>, Option<DateTime<Utc>>, Option<i16>);

/// Cases of which a rung is reached that was not told yet, held so that nobody else tells of them.
fn due(c: &mut PgConnection, now: DateTime<Utc>) -> Result<Vec<Found>, Failure> {
    use quality_feedbacks as q;
    let [first, second, third] = QUALITY_LADDER.map(|rung| now - Duration::hours(rung.after_hours));
    let untold = sql::<Bool>("(told_of IS DISTINCT FROM due_at OR told_rung < CASE WHEN due_at <= ")
        .bind::<Timestamptz, _>(third)
        .sql(" THEN 3 WHEN due_at <= ")
        .bind::<Timestamptz, _>(second)
        .sql(" THEN 2 ELSE 1 END)");
    Ok(q::table
        .filter(q::ended_at.is_null())
        .filter(q::due_at.le(first))
        .filter(untold)
        .order((q::due_at, q::id))
        .select((q::id, q::owner_id, q::due_at.assume_not_null(), q::told_of, q::told_rung))
        .limit(BATCH)
        .for_no_key_update()
        .skip_locked()
        .load(c)?)
}

/// Tells of a batch of them. Gives how many that were.
///
/// # Errors
/// When the database is away.
pub fn climb(c: &mut PgConnection, now: DateTime<Utc>) -> Result<usize, Failure> {
    let found = due(c, now)?;
    if found.is_empty() {
        return Ok(0);
    }
    let judges = notification::holders_in_house(c, Permission::QualityTriage)?;
    let chiefs = match organization::maker(c)? {
        Some(maker) => notification::with_role(c, maker.id, &[Role::Supervisor])?,
        None => vec![],
    };
    let mut words = vec![];
    let mut told_now: BTreeMap<usize, Vec<Uuid>> = BTreeMap::new();
    for (id, owner, due, told_of, told_rung) in &found {
        let told = told_of.zip(told_rung.and_then(|rung| usize::try_from(rung).ok()));
        let Some((reached, rung)) = rung_to_tell(*due, told, now) else { continue };
        let above: &[UserId] = match rung.also {
            QualityAbove::Nobody => &[],
            QualityAbove::Judges => &judges,
            QualityAbove::Supervisors => &chiefs,
        };
        let people = owner.iter().chain(above).copied();
        let word = Word { due_at: Some(*due), ..Word::of_rule(rung.kind, *id) };
        words.extend(people.map(|person| (person, word.clone())));
        told_now.entry(reached).or_default().push(id.0);
    }
    let author = Author::itself(now);
    for (reached, ids) in &told_now {
        use quality_feedbacks as q;
        let rungs = i16::try_from(*reached).unwrap_or(i16::MAX);
        diesel::update(q::table.filter(q::id.eq_any(ids)))
            .set((q::told_of.eq(q::due_at), q::told_rung.eq(rungs)))
            .execute(c)?;
        audit::write_each(c, &author, ("quality_feedback", ids), "remind", &json!({ "rung": reached }))?;
    }
    notification::tell(c, &words, now)?;
    Ok(told_now.values().map(Vec::len).sum())
}
