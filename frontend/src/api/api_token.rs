//! One's own tokens for scripts.

use super::client::{self, Answer, Key};
use shared::ids::ApiTokenId;
use shared::records::api_token::{ApiToken, CreateApiToken, NewApiToken};

/// All of them.
pub async fn list() -> Answer<Vec<ApiToken>> {
    client::get("me/api-tokens").await
}

/// Makes one; its secret is in the answer and nowhere else.
pub async fn create(body: CreateApiToken, key: Key) -> Answer<NewApiToken> {
    client::post("me/api-tokens", &body, key).await
}

/// Revokes one.
pub async fn revoke(id: ApiTokenId) -> Answer<()> {
    client::delete(format!("me/api-tokens/{id}"), None).await
}
