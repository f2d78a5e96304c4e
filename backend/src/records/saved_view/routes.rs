//! Handlers of saved views.

use super::service;
use crate::app::House;
use crate::auth::require::{Require, TicketRead};
use crate::error::Failure;
use crate::http::{Body, IfMatch, Query, versioned};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::{IdempotencyHeader, IfMatchHeader};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpResponse, delete, get, post, put};
use shared::ids::SavedViewId;
use shared::records::saved_view::{SavedView, SavedViewInput, SavedViewQuery};

/// List saved views
///
/// One's own first, then what is shared with one's teams and with the house, by name; at most 200.
#[utoipa::path(tag = "saved views", security(("bearer" = ["ticket.read"])), params(SavedViewQuery),
    responses((status = 200, description = "The views.", body = Vec<SavedView>)))]
#[get("/saved-views")]
async fn list_saved_views(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    Query(query): Query<SavedViewQuery>,
) -> Result<Json<Vec<SavedView>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, query.register)).await.map(Json)
}

/// Save a view
///
/// At most fifty a person. Only who may change rules shares a view with the whole house.
#[utoipa::path(tag = "saved views", security(("bearer" = ["ticket.read"])), params(IdempotencyHeader),
    request_body = SavedViewInput,
    responses((status = 201, description = "The view.", body = SavedView)))]
#[post("/saved-views")]
async fn create_saved_view(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    key: IdempotencyKey,
    body: Body<SavedViewInput>,
) -> Result<HttpResponse, Failure> {
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let made = service::create(c, caller, &body.value)?;
        Answer::created(format!("/api/v1/saved-views/{}", made.id), made.version, &made)
    });
    Ok(answer.await?.into())
}

/// Replace a saved view
#[utoipa::path(tag = "saved views", security(("bearer" = ["ticket.read"])),
    params(("id" = SavedViewId, Path, description = "The view."), IfMatchHeader),
    request_body = SavedViewInput,
    responses((status = 200, description = "The view as it is now.", body = SavedView)))]
#[put("/saved-views/{id}")]
async fn update_saved_view(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    id: Path<SavedViewId>,
    version: IfMatch,
    body: Body<SavedViewInput>,
) -> Result<HttpResponse, Failure> {
    let after = house.db.write(move |c| service::update(c, &caller, *id, version.0, &body.value)).await?;
    Ok(versioned(after.version, &after))
}

/// Delete a saved view
#[utoipa::path(tag = "saved views", security(("bearer" = ["ticket.read"])),
    params(("id" = SavedViewId, Path, description = "The view."), IfMatchHeader),
    responses((status = 204, description = "It is gone.")))]
#[delete("/saved-views/{id}")]
async fn delete_saved_view(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    id: Path<SavedViewId>,
    version: IfMatch,
) -> Result<HttpResponse, Failure> {
    house.db.write(move |c| service::delete(c, &caller, *id, version.0)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_saved_views)
        .service(create_saved_view)
        .service(update_saved_view)
        .service(delete_saved_view);
}
