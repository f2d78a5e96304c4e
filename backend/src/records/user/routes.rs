//! Handlers of people.

use super::service;
use crate::app::House;
use crate::auth::require::{Require, UserManage, UserRead};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::UserId;
use shared::page::Page;
use shared::records::user::{InviteUser, OneUseLink, UpdateUser, User, UserQuery};

/// Puts the token into an answer with a link: it is worked out again each time, and stored never.
fn with_link(answer: Answer, house: &House) -> Result<HttpResponse, Failure> {
    let link = service::with_token(answer.parse::<OneUseLink>()?, &house.secret)?;
    Ok(answer.with_body(&link)?.into())
}

/// List people
///
/// The maker's staff see all; others those of their own organisation.
#[utoipa::path(tag = "users", security(("bearer" = ["user.read"])), params(UserQuery),
    responses((status = 200, description = "A page of people.", body = Page<User>)))]
#[get("/users")]
async fn list_users(
    house: Data<House>,
    Require(caller, _): Require<UserRead>,
    Query(query): Query<UserQuery>,
) -> Result<Json<Page<User>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Invite a person
///
/// The answer holds the link to hand over; it works once.
#[utoipa::path(tag = "users", security(("bearer" = ["user.manage"])), params(IdempotencyHeader),
    request_body = InviteUser,
    responses((status = 201, description = "The person and the link.", body = OneUseLink)))]
#[post("/users")]
async fn invite_user(
    house: Data<House>,
    Require(caller, _): Require<UserManage>,
    key: IdempotencyKey,
    body: Body<InviteUser>,
) -> Result<HttpResponse, Failure> {
    let secret = house.secret.clone();
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::invite(c, caller, &body.value, &secret)?;
        Answer::created(format!("/api/v1/users/{}", made.user.id), made.user.version, &made)
    });
    with_link(answer.await?, &house)
}

/// Show a person
#[utoipa::path(tag = "users", security(("bearer" = ["user.read"])),
    params(("id" = UserId, Path, description = "The person.")),
    responses((status = 200, description = "The person.", body = User)))]
#[get("/users/{id}")]
async fn get_user(
    house: Data<House>,
    Require(caller, _): Require<UserRead>,
    id: Path<UserId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Change a person
#[utoipa::path(tag = "users", security(("bearer" = ["user.manage"])),
    params(("id" = UserId, Path, description = "The person."), IfMatchHeader),
    request_body = UpdateUser,
    responses((status = 200, description = "The person as they are now.", body = User)))]
#[put("/users/{id}")]
async fn update_user(
    house: Data<House>,
    Require(caller, _): Require<UserManage>,
    id: Path<UserId>,
    version: IfMatch,
    body: Body<UpdateUser>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// Disable a person
///
/// Their sessions, tokens and links end at once.
#[utoipa::path(tag = "users", security(("bearer" = ["user.manage"])),
    params(("id" = UserId, Path, description = "The person."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The person as they are now.", body = User)))]
#[post("/users/{id}/disable")]
async fn disable_user(
    house: Data<House>,
    Require(caller, _): Require<UserManage>,
    id: Path<UserId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = service::disable(c, caller, *id, version.0)?;
        Answer::ok(after.version, &after)
    });
    Ok(answer.await?.into())
}

/// Enable a person
#[utoipa::path(tag = "users", security(("bearer" = ["user.manage"])),
    params(("id" = UserId, Path, description = "The person."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The person as they are now.", body = User)))]
#[post("/users/{id}/enable")]
async fn enable_user(
    house: Data<House>,
    Require(caller, _): Require<UserManage>,
    id: Path<UserId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = service::enable(c, caller, *id, version.0)?;
        Answer::ok(after.version, &after)
    });
    Ok(answer.await?.into())
}

/// Make a reset link for a person
///
/// It works once; the person's earlier links stop working.
#[utoipa::path(tag = "users", security(("bearer" = ["user.manage"])),
    params(("id" = UserId, Path, description = "The person."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "The person and the link.", body = OneUseLink)))]
#[post("/users/{id}/reset_link")]
async fn make_reset_link(
    house: Data<House>,
    Require(caller, _): Require<UserManage>,
    id: Path<UserId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let secret = house.secret.clone();
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::reset_link(c, caller, *id, version.0, &secret)?;
        Answer::ok(made.user.version, &made)
    });
    with_link(answer.await?, &house)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_users)
        .service(invite_user)
        .service(get_user)
        .service(update_user)
        .service(disable_user)
        .service(enable_user)
        .service(make_reset_link);
}
