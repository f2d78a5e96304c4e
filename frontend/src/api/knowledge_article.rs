//! Knowledge articles.

use super::client::{self, Answer, Key};
use shared::ids::{KnowledgeArticleId, KnowledgeFileId};
use shared::page::Page;
use shared::records::knowledge_article::{
    CreateKnowledgeFile, KnowledgeAction, KnowledgeArticle, KnowledgeArticleInput, KnowledgeEdition,
    KnowledgeEditionSummary, KnowledgeFile, KnowledgeQuery, KnowledgeSuggestion, KnowledgeSummary,
    SuggestionQuery,
};
use web_sys::Blob;

/// One page of them.
pub async fn list(query: &KnowledgeQuery) -> Answer<Page<KnowledgeSummary>> {
    client::find("knowledge-articles", query).await
}

/// Those that fit.
pub async fn suggest(query: &SuggestionQuery) -> Answer<Vec<KnowledgeSuggestion>> {
    client::find("knowledge-suggestions", query).await
}

/// One of them.
pub async fn get(id: KnowledgeArticleId) -> Answer<KnowledgeArticle> {
    client::get(format!("knowledge-articles/{id}")).await
}

/// Begins one.
pub async fn create(body: KnowledgeArticleInput, key: Key) -> Answer<KnowledgeArticle> {
    client::post("knowledge-articles", &body, key).await
}

/// Changes what it says.
pub async fn update(
    id: KnowledgeArticleId,
    body: KnowledgeArticleInput,
    version: i32,
) -> Answer<KnowledgeArticle> {
    client::put(format!("knowledge-articles/{id}"), &body, version).await
}

/// Publishes or archives it.
pub async fn act(
    id: KnowledgeArticleId,
    action: KnowledgeAction,
    version: i32,
    key: Key,
) -> Answer<KnowledgeArticle> {
    client::act(format!("knowledge-articles/{id}/{action}"), &serde_json::json!({}), version, key).await
}

/// Its editions, newest first.
pub async fn editions(id: KnowledgeArticleId) -> Answer<Page<KnowledgeEditionSummary>> {
    client::get(format!("knowledge-articles/{id}/editions?limit=100")).await
}

/// One of its editions.
pub async fn edition(id: KnowledgeArticleId, edition: i32) -> Answer<KnowledgeEdition> {
    client::get(format!("knowledge-articles/{id}/editions/{edition}")).await
}

/// Its files, newest first.
pub async fn files(id: KnowledgeArticleId) -> Answer<Page<KnowledgeFile>> {
    client::get(format!("knowledge-articles/{id}/files?limit=100")).await
}

/// Adds a file.
pub async fn create_file(
    id: KnowledgeArticleId,
    what: &CreateKnowledgeFile,
    file: &Blob,
    key: Key,
) -> Answer<KnowledgeFile> {
    client::upload(&format!("knowledge-articles/{id}/files"), what, file, key).await
}

/// Takes a file away.
pub async fn delete_file(id: KnowledgeFileId) -> Answer<()> {
    client::delete(format!("knowledge-files/{id}"), None).await
}

/// The bytes of a file.
pub async fn content(id: KnowledgeFileId) -> Answer<Vec<u8>> {
    client::bytes(format!("knowledge-files/{id}/content")).await
}
