//! Handlers of sessions.

use super::service;
use crate::app::House;
use crate::auth::require::{LoggedIn, Require};
use crate::error::Failure;
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get};
use shared::ids::SessionId;
use shared::records::session::Session;

/// List one's own sessions
#[utoipa::path(tag = "account", security(("bearer" = [])),
    responses((status = 200, description = "The sessions that go on, the last used first.", body = Vec<Session>)))]
#[get("/me/sessions")]
async fn list_sessions(
    house: Data<House>,
    Require(caller, _): Require<LoggedIn>,
) -> Result<Json<Vec<Session>>, Failure> {
    house.db.read(move |c| service::list(c, &caller)).await.map(Json)
}

/// End one of one's own sessions
#[utoipa::path(tag = "account", security(("bearer" = [])),
    params(("id" = SessionId, Path, description = "The session.")),
    responses((status = 204, description = "It has ended.")))]
#[delete("/me/sessions/{id}")]
async fn end_session(
    house: Data<House>,
    Require(caller, _): Require<LoggedIn>,
    id: Path<SessionId>,
) -> Result<HttpResponse, Failure> {
    house.db.write(move |c| service::end(c, &caller, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_sessions).service(end_session);
}
