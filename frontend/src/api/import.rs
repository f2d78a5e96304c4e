//! Bringing in records from elsewhere.

use super::client::{self, Answer, Key};
use shared::ids::ImportId;
use shared::page::Page;
use shared::records::import::{CreateImport, Import, ImportRefusal, PageQuery};

/// One page of them.
pub async fn list(query: &PageQuery) -> Answer<Page<Import>> {
    client::find("imports", query).await
}

/// One of them.
pub async fn get(id: ImportId) -> Answer<Import> {
    client::get(format!("imports/{id}")).await
}

/// Begins one.
pub async fn create(body: CreateImport, key: Key) -> Answer<Import> {
    client::post("imports", &body, key).await
}

/// The rows that were refused.
pub async fn refusals(id: ImportId, query: &PageQuery) -> Answer<Page<ImportRefusal>> {
    client::find(&format!("imports/{id}/refusals"), query).await
}
