//! People with a log-in.

use super::client::{self, Answer, Key};
use shared::ids::UserId;
use shared::page::Page;
use shared::records::user::{InviteUser, OneUseLink, UpdateUser, User, UserQuery};

/// One page of them.
pub async fn list(query: &UserQuery) -> Answer<Page<User>> {
    client::find("users", query).await
}

/// One of them.
pub async fn get(id: UserId) -> Answer<User> {
    client::get(format!("users/{id}")).await
}

/// Invites a person; the link is in the answer and nowhere else.
pub async fn invite(body: InviteUser, key: Key) -> Answer<OneUseLink> {
    client::post("users", &body, key).await
}

/// Changes a person.
pub async fn update(id: UserId, body: UpdateUser, version: i32) -> Answer<User> {
    client::put(format!("users/{id}"), &body, version).await
}

/// Switches a person off; sessions and tokens end at once.
pub async fn disable(id: UserId, version: i32, key: Key) -> Answer<User> {
    client::act(format!("users/{id}/disable"), &serde_json::json!({}), version, key).await
}

/// Lets a person log in again.
pub async fn enable(id: UserId, version: i32, key: Key) -> Answer<User> {
    client::act(format!("users/{id}/enable"), &serde_json::json!({}), version, key).await
}

/// Makes a link with which the person chooses a new password.
pub async fn reset_link(id: UserId, version: i32, key: Key) -> Answer<OneUseLink> {
    client::act(format!("users/{id}/reset_link"), &serde_json::json!({}), version, key).await
}

/// A link as it is handed over, with this server's address.
pub fn full_link(link: &OneUseLink) -> String {
    client::full(&link.link)
}
