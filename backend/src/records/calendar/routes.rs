//! Handlers of business calendars.

use super::service;
use crate::app::House;
use crate::auth::require::{CalendarManage, CalendarRead, Require};
use crate::error::Failure;
use crate::http::{Body, IfMatch, NoWords, Query, only, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::http::Method;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post, put};
use shared::calendar::Schedule;
use shared::ids::CalendarId;
use shared::page::Page;
use shared::records::calendar::{
    BusinessCalendar, Calculation, CalculationAnswer, CalendarInput, CalendarSummary, MergedDays,
    SpecialDays, Which, calculate,
};
use shared::records::clock::ClockPreview;
use shared::records::import::PageQuery;

/// List business calendars
///
/// By name.
#[utoipa::path(tag = "calendars", security(("bearer" = ["calendar.read"])), params(PageQuery),
    responses((status = 200, description = "A page of calendars.", body = Page<CalendarSummary>)))]
#[get("/calendars")]
async fn list_calendars(
    house: Data<House>,
    Require(caller, _): Require<CalendarRead>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<CalendarSummary>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Create a business calendar
#[utoipa::path(tag = "calendars", security(("bearer" = ["calendar.manage"])), params(IdempotencyHeader),
    request_body = CalendarInput,
    responses((status = 201, description = "The calendar.", body = BusinessCalendar)))]
#[post("/calendars")]
async fn create_calendar(
    house: Data<House>,
    Require(caller, _): Require<CalendarManage>,
    key: IdempotencyKey,
    body: Body<CalendarInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/calendars/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Calculate due times and working time
///
/// Up to 10,000 questions to a stored calendar or to one that is sent along. A target used up exactly at closing time
/// is due at that closing time. It changes nothing, so it takes no `Idempotency-Key`.
#[utoipa::path(tag = "calendars", security(("bearer" = ["calendar.read"])), request_body = Calculation,
    responses((status = 200, description = "The answers, in the order of the questions.", body = CalculationAnswer)))]
#[post("/calendars/calculate")]
async fn calculate_with_calendar(
    house: Data<House>,
    Require(caller, _): Require<CalendarRead>,
    body: Body<Calculation>,
) -> Result<Json<CalculationAnswer>, Failure> {
    let schedule = match body.value.which()? {
        Which::Stored(id) => house.db.read(move |c| service::schedule(c, &caller, id)).await?,
        Which::Inline(calendar) => Schedule::from(&*calendar),
    };
    Ok(Json(calculate(&schedule, &body.value.items)?))
}

/// Show a business calendar
#[utoipa::path(tag = "calendars", security(("bearer" = ["calendar.read"])),
    params(("id" = CalendarId, Path, description = "The calendar.")),
    responses((status = 200, description = "The calendar.", body = BusinessCalendar)))]
#[get("/calendars/{id}")]
async fn get_calendar(
    house: Data<House>,
    Require(caller, _): Require<CalendarRead>,
    id: Path<CalendarId>,
) -> Result<HttpResponse, Failure> {
    let found = house.db.read(move |c| service::get(c, &caller, *id)).await?;
    Ok(versioned(found.version, &found))
}

/// Replace a business calendar
#[utoipa::path(tag = "calendars", security(("bearer" = ["calendar.manage"])),
    params(("id" = CalendarId, Path, description = "The calendar."), IfMatchHeader),
    request_body = CalendarInput,
    responses((status = 200, description = "The calendar as it is now.", body = BusinessCalendar)))]
#[put("/calendars/{id}")]
async fn update_calendar(
    house: Data<House>,
    Require(caller, _): Require<CalendarManage>,
    id: Path<CalendarId>,
    version: IfMatch,
    body: Body<CalendarInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// Preview a business calendar
///
/// Reads the ledger of every open clock that runs on it as if it said this, and says which due times would move.
/// Nothing is changed.
#[utoipa::path(tag = "calendars", security(("bearer" = ["calendar.manage"])),
    params(("id" = CalendarId, Path, description = "The calendar.")),
    request_body = CalendarInput,
    responses((status = 200, description = "What would move.", body = ClockPreview)))]
#[post("/calendars/{id}/preview")]
async fn preview_calendar(
    house: Data<House>,
    Require(caller, _): Require<CalendarManage>,
    id: Path<CalendarId>,
    body: Body<CalendarInput>,
) -> Result<Json<ClockPreview>, Failure> {
    house.db.read(move |c| service::preview(c, &caller, *id, &body.value)).await.map(Json)
}

/// Delete a business calendar
///
/// One that came with the installation or is in use stays.
#[utoipa::path(tag = "calendars", security(("bearer" = ["calendar.manage"])),
    params(("id" = CalendarId, Path, description = "The calendar."), IfMatchHeader),
    responses((status = 204, description = "It is gone.")))]
#[delete("/calendars/{id}")]
async fn delete_calendar(
    house: Data<House>,
    Require(caller, _): Require<CalendarManage>,
    id: Path<CalendarId>,
    version: IfMatch,
) -> Result<HttpResponse, Failure> {
    house.db.write(move |c| service::delete(c, &caller, *id, version.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Put special days into a calendar
///
/// Each takes the place of what the calendar said of its date before.
#[utoipa::path(tag = "calendars", security(("bearer" = ["calendar.manage"])),
    params(("id" = CalendarId, Path, description = "The calendar."), IfMatchHeader, IdempotencyHeader),
    request_body = SpecialDays,
    responses((status = 200, description = "What has changed, and the calendar as it is now.", body = MergedDays)))]
#[post("/calendars/{id}/special-days")]
async fn put_special_days(
    house: Data<House>,
    Require(caller, _): Require<CalendarManage>,
    id: Path<CalendarId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<SpecialDays>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = service::merge(c, caller, *id, version.0, &body.value)?;
        Answer::ok(after.calendar.version, &after)
    });
    Ok(answer.await?.into())
}

/// Put the public holidays of China into a calendar
///
/// The shipped list, 2007–2026, with the days that are worked to make up for them; those have the hours of the first
/// weekday that is worked.
#[utoipa::path(tag = "calendars", security(("bearer" = ["calendar.manage"])),
    params(("id" = CalendarId, Path, description = "The calendar."), IfMatchHeader, IdempotencyHeader),
    responses((status = 200, description = "What has changed, and the calendar as it is now.", body = MergedDays)))]
#[post("/calendars/{id}/public-holidays")]
async fn put_public_holidays(
    house: Data<House>,
    Require(caller, _): Require<CalendarManage>,
    id: Path<CalendarId>,
    version: IfMatch,
    key: IdempotencyKey,
    body: Body<NoWords>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let after = service::load_public_holidays(c, caller, *id, version.0)?;
        Answer::ok(after.calendar.version, &after)
    });
    Ok(answer.await?.into())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_calendars)
        .service(create_calendar)
        .service(calculate_with_calendar)
        .route("/calendars/calculate", only(Method::POST))
        .service(get_calendar)
        .service(update_calendar)
        .service(preview_calendar)
        .service(delete_calendar)
        .service(put_special_days)
        .service(put_public_holidays);
}
