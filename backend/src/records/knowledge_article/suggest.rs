//! Candidates for a suggestion; which of them are shown, and in which order, `shared` decides.

use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::schema::{fault_codes, knowledge_articles, knowledge_fault_codes, knowledge_products, products};
use crate::{lists, policy};
use diesel::pg::{Pg, PgConnection};
use diesel::prelude::*;
use diesel::sql_types::Bool;
use shared::ids::{FaultCodeId, KnowledgeArticleId, ProductId};
use shared::records::knowledge_article::{
    Candidate, KnowledgeAudience, KnowledgeKind, KnowledgeStatus, KnowledgeSuggestion, SuggestionQuery,
    suggest as ranked,
};
use shared::records::search::terms;
use std::collections::HashMap;

/// Candidates of each kind, the newest first.
const LOOKED_AT: i64 = 40;

type Found = (KnowledgeArticleId, String, String, KnowledgeKind, KnowledgeAudience);
type Articles<'a> = knowledge_articles::BoxedQuery<'a, Pg>;

/// Published articles that fit and that the caller sees.
///
/// # Errors
/// When the database is away. A fault or a model that is not there suggests nothing.
pub(super) fn suggest(
    c: &mut PgConnection,
    caller: &Caller,
    query: &SuggestionQuery,
) -> Result<Vec<KnowledgeSuggestion>, Failure> {
    let subject = query.subject.as_deref().unwrap_or_default();
    let mut all: HashMap<KnowledgeArticleId, Candidate> = HashMap::new();
    let keep = |all: &mut HashMap<_, _>, rows: Vec<Found>, mark: &dyn Fn(&mut Candidate)| {
        for (id, number, title, kind, audience) in rows {
            let fault_code = None;
            let product_code = None;
            let fresh = Candidate { id, number, title, kind, audience, fault_code, product_code };
            mark(all.entry(id).or_insert(fresh));
        }
    };
    if let Some(id) = query.fault_code_id
        && let Some(code) = code_of_fault(c, id)?
    {
        use knowledge_fault_codes as f;
        let about = f::table.filter(f::fault_code_id.eq(id)).select(f::article_id);
        let rows = newest(c, open(caller).filter(knowledge_articles::id.eq_any(about)))?;
        keep(&mut all, rows, &|candidate| candidate.fault_code = Some(code.clone()));
    }
    if let Some(id) = query.product_id
        && let Some(code) = code_of_product(c, id)?
    {
        use knowledge_products as p;
        let about = p::table.filter(p::product_id.eq(id)).select(p::article_id);
        let rows = newest(c, open(caller).filter(knowledge_articles::id.eq_any(about)))?;
        keep(&mut all, rows, &|candidate| candidate.product_code = Some(code.clone()));
    }
    if let Some(says) = title_says(&terms(subject)) {
        let rows = newest(c, open(caller).filter(says))?;
        keep(&mut all, rows, &|_| ());
    }
    Ok(ranked(all.into_values().collect(), subject))
}

fn open<'a>(caller: &Caller) -> Articles<'a> {
    policy::knowledge_articles(caller, knowledge_articles::table.into_boxed())
        .filter(knowledge_articles::status.eq(KnowledgeStatus::Published))
}

fn newest(c: &mut PgConnection, articles: Articles<'_>) -> Result<Vec<Found>, Failure> {
    use knowledge_articles as k;
    let rows = articles
        .order(k::id.desc())
        .limit(LOOKED_AT)
        .select((k::id, k::number, k::title, k::kind, k::audience))
        .load(c)?;
    Ok(rows)
}

/// Whether a title holds one of the words: found by index in the whole text first.
fn title_says(
    terms: &[String],
) -> Option<Box<dyn BoxableExpression<knowledge_articles::table, Pg, SqlType = Bool>>> {
    use knowledge_articles as k;
    terms
        .iter()
        .map(|term| {
            let indexed = lists::bigrams(k::search).contains(lists::bigrams(term.clone()));
            let says = indexed.and(k::title.ilike(lists::like(term)));
            Box::new(says) as Box<dyn BoxableExpression<knowledge_articles::table, Pg, SqlType = Bool>>
        })
        .reduce(|one, other| Box::new(one.or(other)))
}

fn code_of_fault(c: &mut PgConnection, id: FaultCodeId) -> Result<Option<String>, Failure> {
    Ok(fault_codes::table.find(id).select(fault_codes::code).first(c).optional()?)
}

fn code_of_product(c: &mut PgConnection, id: ProductId) -> Result<Option<String>, Failure> {
    Ok(products::table.find(id).select(products::code).first(c).optional()?)
}
