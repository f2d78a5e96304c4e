//! Teams.

use super::client::{self, Answer, Key};
use shared::ids::TeamId;
use shared::page::Page;
use shared::records::import::PageQuery;
use shared::records::team::{Team, TeamInput};

/// One page of them.
pub async fn list(query: &PageQuery) -> Answer<Page<Team>> {
    client::find("teams", query).await
}

/// One of them.
pub async fn get(id: TeamId) -> Answer<Team> {
    client::get(format!("teams/{id}")).await
}

/// Makes a new one.
pub async fn create(body: TeamInput, key: Key) -> Answer<Team> {
    client::post("teams", &body, key).await
}

/// Replaces one.
pub async fn update(id: TeamId, body: TeamInput, version: i32) -> Answer<Team> {
    client::put(format!("teams/{id}"), &body, version).await
}
