//! The use case of the search.

use super::goods::Parts;
use super::store;
use crate::auth::caller::Caller;
use crate::error::Failure;
use diesel::pg::PgConnection;
use shared::problem::{FieldProblem, FieldRefusal, Refusal};
use shared::records::search::{
    DEFAULT_HITS, MOST_HITS, SHORTEST, SearchAnswer, SearchGroup, SearchKind, SearchQuery, is_long_enough,
    rank,
};

fn refuse(pointer: &str, code: FieldProblem, limit: i64) -> Failure {
    Refusal::fields(vec![FieldRefusal::new(pointer, code).arg("limit", limit)]).into()
}

/// Hits of a kind that are wanted.
fn limit(query: &SearchQuery) -> Result<usize, Failure> {
    match query.limit.unwrap_or(DEFAULT_HITS) {
        0 => Err(refuse("?limit", FieldProblem::TooSmall, 1)),
        n if n > MOST_HITS => Err(refuse("?limit", FieldProblem::TooLarge, MOST_HITS.into())),
        n => Ok(n as usize),
    }
}

/// Looks through every kind that is asked for and that the caller has the right to see.
///
/// # Errors
/// For a bad limit or a query without two characters in a row, or when the database is away.
pub fn search(c: &mut PgConnection, caller: &Caller, query: &SearchQuery) -> Result<SearchAnswer, Failure> {
    let limit = limit(query)?;
    if !is_long_enough(&query.q) {
        return Err(refuse("?q", FieldProblem::TooShort, SHORTEST as i64));
    }
    let (mut groups, mut parts) = (vec![], Parts::default());
    for kind in SearchKind::ALL {
        let wanted = query.kind.as_ref().is_none_or(|kinds| kinds.0.contains(kind));
        if !wanted || !caller.actor.may(kind.permission()) {
            continue;
        }
        let mut hits = store::newest(c, caller, *kind, &query.q, &mut parts)?;
        hits.sort_by_key(|hit| rank(&query.q, hit));
        let more = hits.len() > limit;
        hits.truncate(limit);
        if let Some(best) = hits.first().map(|hit| rank(&query.q, hit)) {
            groups.push((best, SearchGroup { kind: *kind, hits, more }));
        }
    }
    groups.sort_by_key(|(best, _)| *best);
    Ok(SearchAnswer { groups: groups.into_iter().map(|(_, group)| group).collect() })
}
