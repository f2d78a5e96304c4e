//! Handlers of tokens for scripts.

use super::service;
use crate::app::House;
use crate::auth::require::{LoggedIn, Require};
use crate::error::Failure;
use crate::http::Body;
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::IdempotencyHeader;
use crate::records::session::service as session;
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post};
use shared::ids::ApiTokenId;
use shared::records::api_token::{ApiToken, CreateApiToken, NewApiToken};

/// List one's own API tokens
#[utoipa::path(tag = "account", security(("bearer" = [])),
    responses((status = 200, description = "The tokens, the newest first.", body = Vec<ApiToken>)))]
#[get("/me/api-tokens")]
async fn list_api_tokens(
    house: Data<House>,
    Require(caller, _): Require<LoggedIn>,
) -> Result<Json<Vec<ApiToken>>, Failure> {
    house.db.read(move |c| service::list(c, &caller)).await.map(Json)
}

/// Make an API token
///
/// The answer holds its secret, which is shown this once.
#[utoipa::path(tag = "account", security(("bearer" = [])), params(IdempotencyHeader), request_body = CreateApiToken,
    responses((status = 201, description = "The token and its secret.", body = NewApiToken)))]
#[post("/me/api-tokens")]
async fn create_api_token(
    house: Data<House>,
    Require(caller, _): Require<LoggedIn>,
    key: IdempotencyKey,
    body: Body<CreateApiToken>,
) -> Result<HttpResponse, Failure> {
    // Before a stored answer is looked for: with a token, the secret of another must not be had that way.
    session::of(&caller)?;
    let secret = house.secret.clone();
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value, &secret)?;
        Answer::created(format!("/api/v1/me/api-tokens/{}", made.id), 1, &made)
    });
    let answer = answer.await?;
    let shown = service::with_secret(answer.parse()?, &house.secret);
    Ok(answer.with_body(&shown)?.into())
}

/// Revoke one of one's own API tokens
#[utoipa::path(tag = "account", security(("bearer" = [])),
    params(("id" = ApiTokenId, Path, description = "The token.")),
    responses((status = 204, description = "It works no more.")))]
#[delete("/me/api-tokens/{id}")]
async fn revoke_api_token(
    house: Data<House>,
    Require(caller, _): Require<LoggedIn>,
    id: Path<ApiTokenId>,
) -> Result<HttpResponse, Failure> {
    house.db.write(move |c| service::revoke(c, &caller, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_api_tokens).service(create_api_token).service(revoke_api_token);
}
