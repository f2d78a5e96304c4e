//! Handlers of notifications.

use super::{service, stream_routes};
use crate::app::House;
use crate::auth::require::{LoggedIn, Require};
use crate::error::Failure;
use crate::http::{Body, Query};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::IdempotencyHeader;
use crate::routing::Routes;
use actix_web::web::{Data, Json};
use actix_web::{HttpResponse, get, post};
use shared::records::notification::*;

/// List one's notifications
///
/// Newest first. Those about tickets that one does not see any more are left out.
#[utoipa::path(tag = "notifications", security(("bearer" = [])), params(NotificationQuery),
    responses((status = 200, description = "A page of notifications.", body = Notifications)))]
#[get("/notifications")]
async fn list_notifications(
    house: Data<House>,
    Require(caller, _): Require<LoggedIn>,
    Query(query): Query<NotificationQuery>,
) -> Result<Json<Notifications>, Failure> {
    house.db.read(move |c| service::list(c, &caller, &query)).await.map(Json)
}

/// Mark notifications as read
#[utoipa::path(tag = "notifications", security(("bearer" = [])), params(IdempotencyHeader),
    request_body = ReadNotifications,
    responses((status = 200, description = "How many are left.", body = UnreadNotifications)))]
#[post("/notifications/read")]
async fn read_notifications(
    house: Data<House>,
    Require(caller, _): Require<LoggedIn>,
    key: IdempotencyKey,
    body: Body<ReadNotifications>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        Answer::unversioned(&service::read(c, caller, &body.value)?)
    });
    Ok(answer.await?.into())
}

/// Follow one's notifications live
///
/// A stream of server-sent events that stays open: `notifications` with what is new as soon as it is committed,
/// `ping` every fifteen seconds. It ends when the session does.
#[utoipa::path(tag = "notifications", security(("bearer" = [])),
    responses((status = 200, description = "The stream; the data of each `notifications` event.",
        body = LiveNotifications, content_type = "text/event-stream")))]
#[get("/notifications/stream")]
async fn stream_notifications(
    house: Data<House>,
    Require(caller, _): Require<LoggedIn>,
) -> Result<HttpResponse, Failure> {
    stream_routes::open(house, caller).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_notifications).service(read_notifications).service(stream_notifications);
}
