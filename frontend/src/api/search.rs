//! Looking for records of any kind.

use super::client::{self, Answer};
use shared::records::search::{SearchAnswer, SearchQuery};

/// What fits a query.
pub async fn search(query: &SearchQuery) -> Answer<SearchAnswer> {
    client::find("search", query).await
}
