//! Handlers of logging in, staying so, and logging out.

use super::service::{self, Opened, Visit};
use super::{cookies, password as use_case};
use crate::app::House;
use crate::auth::{caller, jwt, password, require};
use crate::error::Failure;
use crate::http::{Body, client_address, request_id};
use crate::routing::Routes;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, ResponseError, post};
use shared::problem::{ProblemCode, Refusal};
use shared::records::account::{LoggedIn, Login, RedeemLink};

/// Longest name of a browser that is kept.
const USER_AGENT: usize = 300;

pub(super) fn visit(request: &HttpRequest, house: &House) -> Visit {
    let user_agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    Visit {
        address: client_address(request, house.behind_proxy),
        user_agent: user_agent
            .map(|name| name.chars().filter(|c| !c.is_control()).take(USER_AGENT).collect()),
        device: cookies::read(request, cookies::DEVICE),
        now: caller::now(),
        request_id: request_id(request),
    }
}

fn logged_in(house: &House, opened: Opened) -> Result<HttpResponse, Failure> {
    let Opened { caller, session, refresh, device } = opened;
    let actor = &caller.actor;
    let access_token =
        house.jwt.issue(actor.user_id, session, actor.organization_id, &actor.roles, caller.now)?;
    let mut answer = HttpResponse::Ok().json(LoggedIn {
        access_token,
        token_type: "Bearer".into(),
        expires_in: jwt::LIFE.num_seconds(),
        user: caller.me(),
    });
    if let Some((token, life)) = refresh {
        cookies::keep(&mut answer, house, cookies::REFRESH, &token, life.num_seconds())?;
    }
    if let Some(device) = device {
        cookies::keep(&mut answer, house, cookies::DEVICE, &device, cookies::DEVICE_LIFE)?;
    }
    Ok(answer)
}

/// Log in
///
/// The refresh token comes in a cookie that scripts cannot read.
#[utoipa::path(tag = "account", request_body = Login,
    responses((status = 200, description = "An access token and who it is for.", body = LoggedIn)))]
#[post("/auth/login")]
async fn log_in(
    house: Data<House>,
    request: HttpRequest,
    body: Body<Login>,
) -> Result<HttpResponse, Failure> {
    let visit = visit(&request, &house);
    let Login { email, password: given } = body.value;
    let candidate = {
        let (visit, email) = (visit.clone(), email.clone());
        house.db.read(move |c| service::begin_log_in(c, &visit, email.as_str())).await?
    };
    let right = password::verify(given, candidate.as_ref().map(|c| c.password.clone())).await?;
    // The time after hashing: an attempt counts from when it is told.
    let visit = Visit { now: caller::now(), ..visit };
    let opened = house
        .db
        .write(move |c| service::log_in(c, &visit, email.as_str(), candidate.as_ref(), right))
        .await?;
    logged_in(&house, opened.ok_or_else(|| Refusal::new(ProblemCode::LoginFailed))?)
}

/// Renew the access token
///
/// Uses the refresh token in the cookie up and sends the next one.
#[utoipa::path(tag = "account",
    params(("sanbao_refresh" = Option<String>, Cookie, description = "The refresh token, as the log-in set it.")),
    responses((status = 200, description = "An access token and who it is for.", body = LoggedIn)))]
#[post("/auth/refresh")]
async fn refresh_session(house: Data<House>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let opened = match cookies::read(&request, cookies::REFRESH) {
        Some(token) => {
            let (visit, secret) = (visit(&request, &house), house.secret.clone());
            house.db.write(move |c| service::refresh(c, &visit, &secret, &token)).await
        }
        None => Ok(None),
    };
    let failure = match opened {
        Ok(Some(opened)) => return logged_in(&house, opened),
        Ok(None) => Refusal::new(ProblemCode::Unauthenticated).into(),
        Err(failure) => failure,
    };
    let mut answer = failure.error_response();
    // While the database is away the session is not over.
    if answer.status() == actix_web::http::StatusCode::UNAUTHORIZED {
        cookies::forget(&mut answer, &house)?;
    }
    Ok(answer)
}

/// Log out
///
/// Ends the session of the cookie or of the access token. Doing it twice is no mistake.
#[utoipa::path(tag = "account",
    params(("sanbao_refresh" = Option<String>, Cookie, description = "The refresh token, as the log-in set it.")),
    responses((status = 204, description = "The session has ended.")))]
#[post("/auth/logout")]
async fn log_out(house: Data<House>, request: HttpRequest) -> Result<HttpResponse, Failure> {
    let visit = visit(&request, &house);
    let token = cookies::read(&request, cookies::REFRESH);
    let access =
        require::bearer(&request).and_then(|t| house.jwt.check(&t)).map(|claims| (claims.sid, claims.sub));
    house.db.write(move |c| service::log_out(c, &visit, token.as_deref(), access)).await?;
    let mut answer = HttpResponse::NoContent().finish();
    cookies::forget(&mut answer, &house)?;
    Ok(answer)
}

/// Use an invitation or a reset link
///
/// Sets the password; every session of the person ends.
#[utoipa::path(tag = "account", request_body = RedeemLink,
    responses((status = 204, description = "The password is set; log in with it.")))]
#[post("/auth/redeem-link")]
async fn redeem_link(
    house: Data<House>,
    request: HttpRequest,
    body: Body<RedeemLink>,
) -> Result<HttpResponse, Failure> {
    let visit = visit(&request, &house);
    let RedeemLink { token, new_password } = body.value;
    let invited = {
        let (visit, token) = (visit.clone(), token.clone());
        house.db.read(move |c| use_case::begin_redeem(c, &visit, &token)).await?
    };
    use_case::check(&new_password, &invited.email, &invited.name)?;
    let hash = password::hash(new_password).await?;
    house.db.write(move |c| use_case::redeem(c, &visit, &token, &invited, &hash)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(log_in).service(refresh_session).service(log_out).service(redeem_link);
}
