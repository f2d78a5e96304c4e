//! Lists as files.

use super::client::{self, Answer};

/// The bytes of a file that a list is written as: `path` says which list, `query` what of it.
pub async fn file(path: &str, query: &str) -> Answer<Vec<u8>> {
    client::bytes(if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }).await
}
