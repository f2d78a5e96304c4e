//! Handlers of pictures of what came back.

use super::pictures;
use crate::app::House;
use crate::auth::require::{Require, RmaPictureCreate, RmaPictureRead};
use crate::error::Failure;
use crate::http::{Query, Upload};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::IdempotencyHeader;
use crate::records::attachment::{File, examine, serve};
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use sha2::{Digest, Sha256};
use shared::ids::{RmaId, RmaLineId, RmaPictureId};
use shared::records::rma::{CreateRmaPicture, RmaPicture};

/// Add a picture of what came back
///
/// The body is the picture, of at most 20 MiB; what it is is told by its first bytes. Whoever may take parts in or inspect
/// them adds pictures; the dealer of the return sees them, and the supplier once the part is offered to it.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma_picture.create"])),
    params(("id" = RmaId, Path, description = "The return."), ("line_id" = RmaLineId, Path, description = "The line."),
        CreateRmaPicture, IdempotencyHeader),
    request_body(content = Upload, content_type = "application/octet-stream", description = "The picture.",
        example = json!("…")),
    responses((status = 201, description = "What is known of the picture.", body = RmaPicture)))]
#[post("/rmas/{id}/lines/{line_id}/pictures")]
async fn create_rma_picture(
    house: Data<House>,
    Require(caller, _): Require<RmaPictureCreate>,
    ids: Path<(RmaId, RmaLineId)>,
    Query(input): Query<CreateRmaPicture>,
    key: IdempotencyKey,
    Upload(bytes): Upload,
) -> Result<HttpResponse, Failure> {
    let content = examine(bytes).await?;
    // The same picture under another name is another request.
    let digest = Sha256::new().chain_update(&content.sha256).chain_update(input.name.as_bytes()).finalize();
    let answer = once(&house.db, &caller, key, &digest, move |c, caller| {
        let made = pictures::add(c, caller, *ids, &input.name, &content)?;
        Answer::created(format!("/api/v1/rma-pictures/{}/content", made.id), 1, &made)
    });
    Ok(answer.await?.into())
}

/// Take a picture away
///
/// One's own, until it is decided and done what becomes of the part: from then on it is evidence.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma_picture.create"])),
    params(("id" = RmaPictureId, Path, description = "The picture.")),
    responses((status = 204, description = "It is gone.")))]
#[delete("/rma-pictures/{id}")]
async fn delete_rma_picture(
    house: Data<House>,
    Require(caller, _): Require<RmaPictureCreate>,
    id: Path<RmaPictureId>,
) -> Result<HttpResponse, Failure> {
    house.db.write(move |c| pictures::remove(c, &caller, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Show a picture of what came back
///
/// Takes one `Range` of bytes.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma_picture.read"])),
    params(("id" = RmaPictureId, Path, description = "The picture."),
        ("range" = Option<String>, Header, description = "One range of bytes.", example = json!("bytes=0-1023"))),
    responses(
        (status = 200, description = "The picture.", content_type = "*/*", body = Upload, example = json!("…")),
        (status = 206, description = "A part of it.", content_type = "*/*", body = Upload, example = json!("…"))))]
#[get("/rma-pictures/{id}/content")]
async fn get_rma_picture_content(
    house: Data<House>,
    Require(caller, _): Require<RmaPictureRead>,
    request: HttpRequest,
    id: Path<RmaPictureId>,
) -> Result<HttpResponse, Failure> {
    let row = house.db.read(move |c| pictures::find(c, &caller, *id)).await?;
    let file = File { name: row.name, sha256: row.sha256, media_type: row.media_type, size: row.size };
    Ok(serve(house, &request, file))
}

/// Show a small picture of what came back
///
/// A JPEG of at most 320 pixels.
#[utoipa::path(tag = "rmas", security(("bearer" = ["rma_picture.read"])),
    params(("id" = RmaPictureId, Path, description = "The picture.")),
    responses((status = 200, description = "The picture.", content_type = "image/jpeg", body = Upload, example = json!("…"))))]
#[get("/rma-pictures/{id}/thumbnail")]
async fn get_rma_picture_thumbnail(
    house: Data<House>,
    Require(caller, _): Require<RmaPictureRead>,
    id: Path<RmaPictureId>,
) -> Result<HttpResponse, Failure> {
    let bytes = house.db.read(move |c| pictures::thumbnail(c, &caller, *id)).await?;
    Ok(HttpResponse::Ok().content_type("image/jpeg").body(bytes))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(create_rma_picture)
        .service(delete_rma_picture)
        .service(get_rma_picture_content)
        .service(get_rma_picture_thumbnail);
}
