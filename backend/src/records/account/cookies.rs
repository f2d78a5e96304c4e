//! The two cookies of a browser: the session's refresh token, and the one by which a device is known.
//! Scripts cannot read them, other sites cannot make a browser send them.

use crate::app::House;
use crate::error::Failure;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};
use actix_web::{HttpRequest, HttpResponse};

/// Holds the refresh token.
pub(super) const REFRESH: &str = "sanbao_refresh";
/// Tells a device that has logged in before from a stranger.
pub(super) const DEVICE: &str = "sanbao_device";
/// How long a device is known, in seconds.
pub(super) const DEVICE_LIFE: i64 = 365 * 24 * 60 * 60;

/// The value of a cookie; nothing that we could not have written.
pub(super) fn read(request: &HttpRequest, name: &str) -> Option<String> {
    let cookie = request.cookie(name)?;
    Some(cookie.value().to_owned()).filter(|value| !value.is_empty() && value.len() <= 200)
}

/// Sends a cookie that lives for so many seconds.
pub(super) fn keep(
    answer: &mut HttpResponse,
    house: &House,
    name: &'static str,
    value: &str,
    seconds: i64,
) -> Result<(), Failure> {
    let cookie = Cookie::build(name, value.to_owned())
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(house.secure_cookies)
        .path("/api/v1/auth")
        .max_age(Duration::seconds(seconds))
        .finish();
    answer.add_cookie(&cookie).map_err(|error| Failure::Internal(error.into()))
}

/// Has the browser forget the refresh token.
pub(super) fn forget(answer: &mut HttpResponse, house: &House) -> Result<(), Failure> {
    keep(answer, house, REFRESH, "", 0)
}
