//! Cases that are like one: candidates by index; which of them are shown, and in which order, `shared` decides.

use super::store::{self, Head};
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::lists;
use crate::views::quality_feedback_rows as q;
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::QualityFeedbackId;
use shared::records::quality_feedback::*;
use shared::records::search::terms;
use std::collections::BTreeMap;

/// Candidates of each kind, the newest first.
const LOOKED_AT: i64 = 40;

type Condition = Box<dyn BoxableExpression<q::table, Pg, SqlType = Bool>>;

/// Whether a column says one of the words: found by index.
macro_rules! says {
    ($column:expr, $terms:expr) => {
        $terms
            .iter()
            .map(|term| Box::new(lists::bigrams($column).contains(lists::bigrams(term.clone()))) as Condition)
            .reduce(|one, other| Box::new(one.or(other)) as Condition)
    };
}

/// The most similar, the most similar first.
///
/// # Errors
/// `not_found` when it is not there or not to be seen.
pub fn similar(
    c: &mut PgConnection,
    caller: &Caller,
    id: QualityFeedbackId,
) -> Result<Vec<SimilarQuality>, Failure> {
    let one = store::find(c, caller, id)?.head;
    let traits = one.traits();
    let mut found: BTreeMap<QualityFeedbackId, Head> = BTreeMap::new();
    let ended = [QualityStatus::NotValid, QualityStatus::Merged, QualityStatus::Cancelled];
    let mut look = |c: &mut PgConnection, condition: Option<Condition>| -> Result<(), Failure> {
        let Some(condition) = condition else { return Ok(()) };
        let rows: Vec<Head> = store::visible(caller)
            .filter(q::id.ne(id))
            .filter(q::status.ne_all(ended))
            .filter(condition)
            .order(q::id.desc())
            .limit(LOOKED_AT)
            .select(Head::as_select())
            .load(c)?;
        found.extend(rows.into_iter().map(|row| (row.id, row)));
        Ok(())
    };
    look(c, traits.part_id.map(|part| Box::new(q::part_id.eq(part).assume_not_null()) as Condition))?;
    look(c, traits.batch.clone().map(|batch| Box::new(q::batch.eq(batch).assume_not_null()) as Condition))?;
    look(
        c,
        traits.fault_code_id.map(|fault| Box::new(q::fault_code_id.eq(fault).assume_not_null()) as Condition),
    )?;
    look(c, says!(q::search, terms(&traits.subject)))?;
    look(c, traits.cause.as_deref().and_then(|cause| says!(q::cause, terms(cause))))?;
    let mut ranked: Vec<SimilarQuality> = found
        .into_values()
        .rev()
        .map(|row| SimilarQuality { alike: likeness(&traits, &row.traits()), head: row.summary(caller) })
        .filter(|one| !one.alike.is_empty())
        .collect();
    ranked.sort_by_key(|one| std::cmp::Reverse(weight(&one.alike)));
    ranked.truncate(MOST_SIMILAR);
    Ok(ranked)
}
