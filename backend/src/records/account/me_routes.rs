//! Handlers of one's own profile and password.

use super::{password as use_case, routes::visit, service};
use crate::app::House;
use crate::auth::password;
use crate::auth::require::{LoggedIn, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, versioned};
use crate::openapi::IfMatchHeader;
use crate::routing::Routes;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get, post, put};
use shared::records::account::{ChangePassword, Me, UpdateMe};

/// Show who is logged in
#[utoipa::path(tag = "account", security(("bearer" = [])),
    responses((status = 200, description = "Who it is, and what this session or token may do.", body = Me)))]
#[get("/me")]
async fn get_me(Require(caller, _): Require<LoggedIn>) -> HttpResponse {
    let me = caller.me();
    versioned(me.version, &me)
}

/// Change one's own profile
#[utoipa::path(tag = "account", security(("bearer" = [])), params(IfMatchHeader), request_body = UpdateMe,
    responses((status = 200, description = "The profile as it is now.", body = Me)))]
#[put("/me")]
async fn update_me(
    house: Data<House>,
    Require(caller, _): Require<LoggedIn>,
    version: IfMatch,
    body: Body<UpdateMe>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// Change one's own password
///
/// Every other session ends.
#[utoipa::path(tag = "account", security(("bearer" = [])), request_body = ChangePassword,
    responses((status = 204, description = "The password is changed.")))]
#[post("/me/password")]
async fn change_password(
    house: Data<House>,
    request: HttpRequest,
    Require(caller, _): Require<LoggedIn>,
    body: Body<ChangePassword>,
) -> Result<HttpResponse, Failure> {
    let ChangePassword { current_password, new_password } = body.value;
    let visit = visit(&request, &house);
    let stored = {
        let (caller, visit) = (caller.clone(), visit.clone());
        house.db.read(move |c| use_case::begin_change(c, &caller, &visit)).await?
    };
    use_case::check(&new_password, &caller.profile.email, &caller.actor.name)?;
    if !password::verify(current_password, stored.clone()).await? {
        return Err(house.db.write(move |c| use_case::was_wrong(c, &caller, &visit)).await?);
    }
    let (before, after) = (stored.unwrap_or_default(), password::hash(new_password).await?);
    house.db.write(move |c| use_case::change(c, &caller, &visit, &before, &after)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(get_me).service(update_me).service(change_password);
}
