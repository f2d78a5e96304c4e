//! Use cases of knowledge articles.

use super::{links, store};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::numbers;
use diesel::pg::PgConnection;
use serde_json::json;
use shared::ids::KnowledgeArticleId;
use shared::page::Page;
use shared::problem::{FieldProblem, FieldRefusal, Refusal};
use shared::records::import::PageQuery;
use shared::records::knowledge_article::{
    KnowledgeAction, KnowledgeArticle, KnowledgeArticleInput, KnowledgeEdition, KnowledgeEditionSummary,
    KnowledgeQuery, KnowledgeStatus, KnowledgeSummary, decide, numbers as named,
};
use shared::workflow::Outcome;
use uuid::Uuid;

/// A page of those that the caller sees.
///
/// # Errors
/// For a bad limit or cursor, or when the database is away.
pub fn list(
    c: &mut PgConnection,
    caller: &Caller,
    query: &KnowledgeQuery,
) -> Result<Page<KnowledgeSummary>, Failure> {
    store::list(c, caller, query)
}

/// Shows one.
///
/// # Errors
/// `not_found` when it is not there, or not for the caller.
pub fn get(
    c: &mut PgConnection,
    caller: &Caller,
    id: KnowledgeArticleId,
) -> Result<KnowledgeArticle, Failure> {
    let row = store::find(c, caller, id)?;
    store::show(c, caller, row)
}

/// Begins one.
///
/// # Errors
/// `validation_failed` for a model or a fault code that is not there.
pub fn create(
    c: &mut PgConnection,
    caller: &Caller,
    input: &KnowledgeArticleInput,
) -> Result<KnowledgeArticle, Failure> {
    input.check()?;
    let number = numbers::next(c, caller, numbers::KNOWLEDGE)?;
    let id = KnowledgeArticleId(Uuid::now_v7());
    store::insert(c, caller, id, &number, &input.text())?;
    links::replace(c, id, input)?;
    audit::write(c, caller, "knowledge_article", id.0, "create", json!(input))?;
    get(c, caller, id)
}

/// The article, if the caller has read it as it is.
fn current(
    c: &mut PgConnection,
    caller: &Caller,
    id: KnowledgeArticleId,
    version: i32,
) -> Result<store::Row, Failure> {
    let row = store::find(c, caller, id)?;
    if row.version != version {
        return Err(Failure::stale());
    }
    Ok(row)
}

/// Replaces what one says: of a published article only its draft, so that readers keep what was published.
///
/// # Errors
/// `version_stale` when somebody was quicker.
pub fn update(
    c: &mut PgConnection,
    caller: &Caller,
    id: KnowledgeArticleId,
    version: i32,
    input: &KnowledgeArticleInput,
) -> Result<KnowledgeArticle, Failure> {
    input.check()?;
    let row = current(c, caller, id, version)?;
    let text = input.text();
    let changed = if row.status == KnowledgeStatus::Published {
        let draft = (text != row.text()).then_some(text);
        store::keep_draft(c, caller, id, version, draft)?
    } else {
        store::rewrite(c, caller, id, version, &text)?
    };
    if !changed {
        return Err(Failure::stale());
    }
    links::replace(c, id, input)?;
    audit::write(c, caller, "knowledge_article", id.0, "update", json!(input))?;
    get(c, caller, id)
}

/// Publishes or archives one.
///
/// # Errors
/// `version_stale` when somebody was quicker.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: KnowledgeArticleId,
    version: i32,
    action: KnowledgeAction,
) -> Result<KnowledgeArticle, Failure> {
    let row = current(c, caller, id, version)?;
    let outcome = decide(&row.number, row.status, row.draft.is_some(), action, &caller.actor)?;
    let Outcome::Changed(_) = outcome else {
        return store::show(c, caller, row);
    };
    let (changed, edition) = match action {
        KnowledgeAction::Publish => {
            let text = row.draft.as_ref().map_or_else(|| row.text(), |draft| draft.0.clone());
            (store::publish(c, caller, &row, &text)?, Some(row.edition + 1))
        }
        KnowledgeAction::Archive => (store::archive(c, caller, &row)?, None),
    };
    if !changed {
        return Err(Failure::stale());
    }
    let changes = json!({ "edition": edition });
    audit::write(c, caller, "knowledge_article", id.0, action.as_str(), changes)?;
    get(c, caller, id)
}

/// A page of an article's editions that were published for the caller.
///
/// # Errors
/// `not_found` when the article is not there, or not for the caller.
pub fn editions(
    c: &mut PgConnection,
    caller: &Caller,
    id: KnowledgeArticleId,
    query: &PageQuery,
) -> Result<Page<KnowledgeEditionSummary>, Failure> {
    store::find(c, caller, id)?;
    store::editions(c, caller, id, query)
}

/// An edition.
///
/// # Errors
/// `not_found` when it is not there, or was not published for the caller.
pub fn edition(
    c: &mut PgConnection,
    caller: &Caller,
    id: KnowledgeArticleId,
    edition: i32,
) -> Result<KnowledgeEdition, Failure> {
    store::find(c, caller, id)?;
    store::edition(c, caller, id, edition)
}

/// Whether a public text names only articles that are published outside of the house. A number that no article has
/// is a word like others.
///
/// # Errors
/// `validation_failed` with the first that is not.
pub fn check_named(c: &mut PgConnection, pointer: &str, text: &str) -> Result<(), Failure> {
    let named = named(text);
    if named.is_empty() {
        return Ok(());
    }
    match store::closed(c, &named)? {
        None => Ok(()),
        Some(number) => {
            let refusal = FieldRefusal::new(pointer, FieldProblem::ArticleInternal);
            Err(Refusal::fields(vec![refusal.arg("number", number)]).into())
        }
    }
}
