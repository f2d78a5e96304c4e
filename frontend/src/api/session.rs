//! One's own log-ins.

use super::client::{self, Answer};
use shared::ids::SessionId;
use shared::records::session::Session;

/// All of them.
pub async fn list() -> Answer<Vec<Session>> {
    client::get("me/sessions").await
}

/// Ends one.
pub async fn end(id: SessionId) -> Answer<()> {
    client::delete(format!("me/sessions/{id}"), None).await
}
