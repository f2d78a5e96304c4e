//! Handlers of teams.

use super::service;
use crate::app::House;
use crate::auth::require::{Require, UserManage, UserRead};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, get, post, put};
use shared::ids::TeamId;
use shared::page::Page;
use shared::records::import::PageQuery;
use shared::records::team::{Team, TeamInput};

/// List teams
///
/// The maker's people see all; others those of their own organisation.
#[utoipa::path(tag = "teams", security(("bearer" = ["user.read"])), params(PageQuery),
    responses((status = 200, description = "A page of teams.", body = Page<Team>)))]
#[get("/teams")]
async fn list_teams(
    house: Data<House>,
    Require(caller, _): Require<UserRead>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<Team>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Create a team
#[utoipa::path(tag = "teams", security(("bearer" = ["user.manage"])), params(IdempotencyHeader),
    request_body = TeamInput,
    responses((status = 201, description = "The team.", body = Team)))]
#[post("/teams")]
async fn create_team(
    house: Data<House>,
    Require(caller, _): Require<UserManage>,
    key: IdempotencyKey,
    body: Body<TeamInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/teams/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Show a team
#[utoipa::path(tag = "teams", security(("bearer" = ["user.read"])),
    params(("id" = TeamId, Path, description = "The team.")),
    responses((status = 200, description = "The team.", body = Team)))]
#[get("/teams/{id}")]
async fn get_team(
    house: Data<House>,
    Require(caller, _): Require<UserRead>,
    id: Path<TeamId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace a team
#[utoipa::path(tag = "teams", security(("bearer" = ["user.manage"])),
    params(("id" = TeamId, Path, description = "The team."), IfMatchHeader),
    request_body = TeamInput,
    responses((status = 200, description = "The team as it is now.", body = Team)))]
#[put("/teams/{id}")]
async fn update_team(
    house: Data<House>,
    Require(caller, _): Require<UserManage>,
    id: Path<TeamId>,
    version: IfMatch,
    body: Body<TeamInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_teams).service(create_team).service(get_team).service(update_team);
}
