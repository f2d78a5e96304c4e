//! Handlers of files on tickets.

use super::content::Content;
use super::{service, store};
use crate::app::House;
use crate::auth::require::{CommentCreate, Require, TicketRead};
use crate::error::Failure;
use crate::http::{Query, Upload};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::IdempotencyHeader;
use crate::routing::Routes;
use actix_web::body::SizedStream;
use actix_web::http::header::{
    self, Charset, ContentDisposition, ContentRange, ContentRangeSpec, DispositionParam, DispositionType,
    ExtendedValue, Range,
};
use actix_web::web::{self, Bytes, Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use futures_util::{Stream, stream};
use sha2::{Digest, Sha256};
use shared::ids::{AttachmentId, TicketId};
use shared::page::Page;
use shared::records::attachment::{Attachment, CreateAttachment, is_shown};
use shared::records::import::PageQuery;
use std::sync::Arc;

/// List a ticket's files
///
/// Newest first; internal ones only for the maker's people.
#[utoipa::path(tag = "attachments", security(("bearer" = ["ticket.read"])),
    params(("id" = TicketId, Path, description = "The ticket."), PageQuery),
    responses((status = 200, description = "A page of files.", body = Page<Attachment>)))]
#[get("/tickets/{id}/attachments")]
async fn list_ticket_attachments(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    id: Path<TicketId>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<Attachment>>, Failure> {
    house.db.read(move |c| service::list(c, &caller, *id, &query)).await.map(Json)
}

/// Add a file to a ticket
///
/// The body is the file, of at most 20 MiB. What it is is told by its first bytes, whatever the request says;
/// pictures get a thumbnail.
#[utoipa::path(tag = "attachments", security(("bearer" = ["comment.create"])),
    params(("id" = TicketId, Path, description = "The ticket."), CreateAttachment, IdempotencyHeader),
    request_body(content = Upload, content_type = "application/octet-stream", description = "The file.",
        example = json!("门机皮带断裂，照片待补。")),
    responses((status = 201, description = "What is known of the file.", body = Attachment)))]
#[post("/tickets/{id}/attachments")]
async fn create_ticket_attachment(
    house: Data<House>,
    Require(caller, _): Require<CommentCreate>,
    id: Path<TicketId>,
    Query(input): Query<CreateAttachment>,
    key: IdempotencyKey,
    Upload(bytes): Upload,
) -> Result<HttpResponse, Failure> {
    let content = examine(bytes).await?;
    // The same file under another name is another request.
    let digest = Sha256::new()
        .chain_update(&content.sha256)
        .chain_update(input.name.as_bytes())
        .chain_update(input.visibility.map_or("", |v| v.as_str()))
        .finalize();
    let answer = once(&house.db, &caller, key, &digest, move |c, caller| {
        let made = service::create(c, caller, *id, &input, &content)?;
        Answer::created(format!("/api/v1/attachments/{}/content", made.id), 1, &made)
    });
    Ok(answer.await?.into())
}

/// Take a file away
///
/// One's own, and whoever works on tickets in the maker's house any.
#[utoipa::path(tag = "attachments", security(("bearer" = ["comment.create"])),
    params(("id" = AttachmentId, Path, description = "The file.")),
    responses((status = 204, description = "It is gone.")))]
#[delete("/attachments/{id}")]
async fn delete_attachment(
    house: Data<House>,
    Require(caller, _): Require<CommentCreate>,
    id: Path<AttachmentId>,
) -> Result<HttpResponse, Failure> {
    house.db.write(move |c| service::delete(c, &caller, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Looks at a file that came in.
///
/// # Errors
/// Never in practice: only when the server is going down.
pub async fn examine(bytes: Bytes) -> Result<Arc<Content>, Failure> {
    let examined = web::block(move || Content::examine(bytes.to_vec())).await;
    Ok(Arc::new(examined.map_err(|error| Failure::Internal(error.into()))?))
}

/// Which bytes are wanted: from where and how many, if it is one range that there is. Other ranges are not
/// looked at: the whole file is a right answer, too.
fn range(request: &HttpRequest, size: u64) -> Option<(u64, u64)> {
    let text = request.headers().get(header::RANGE)?.to_str().ok()?;
    let Ok(Range::Bytes(specs)) = text.parse::<Range>() else { return None };
    let [one] = specs.as_slice() else { return None };
    one.to_satisfiable_range(size).map(|(first, last)| (first, last - first + 1))
}

fn disposition(name: &str, media_type: &str) -> ContentDisposition {
    let plain: String =
        name.chars().map(|c| if c.is_ascii_graphic() || c == ' ' { c } else { '_' }).collect();
    ContentDisposition {
        disposition: if is_shown(media_type) { DispositionType::Inline } else { DispositionType::Attachment },
        parameters: vec![
            DispositionParam::Filename(plain),
            DispositionParam::FilenameExt(ExtendedValue {
                charset: Charset::Ext("UTF-8".into()),
                language_tag: None,
                value: name.as_bytes().to_vec(),
            }),
        ],
    }
}

/// The bytes of a content from a place on, piece after piece: no more than one of them is held.
fn pieces(
    house: Data<House>,
    sha256: Vec<u8>,
    from: u64,
    left: u64,
) -> impl Stream<Item = Result<Bytes, Failure>> {
    stream::unfold((from, left), move |(from, left)| {
        let (house, sha256) = (house.clone(), sha256.clone());
        async move {
            if left == 0 {
                return None;
            }
            let size = store::PIECE as u64;
            let (n, skip) = ((from / size) as i32, (from % size) as usize);
            let piece = house.db.read(move |c| store::piece(c, &sha256, n)).await;
            let bytes = piece.map(|piece| {
                let piece = Bytes::from(piece);
                let end = piece.len().min(skip.saturating_add(usize::try_from(left).unwrap_or(usize::MAX)));
                piece.slice(skip.min(end)..end)
            });
            let read = bytes.as_ref().map_or(left, |bytes| bytes.len() as u64);
            Some((bytes, (from + read, left - read)))
        }
    })
}

/// Read a file
///
/// Takes one `Range` of bytes. Pictures and PDFs may be shown in place, everything else is to be saved.
#[utoipa::path(tag = "attachments", security(("bearer" = ["ticket.read"])),
    params(("id" = AttachmentId, Path, description = "The file."),
        ("range" = Option<String>, Header, description = "One range of bytes.", example = json!("bytes=0-1023"))),
    responses(
        (status = 200, description = "The file.", content_type = "*/*", body = Upload, example = json!("…")),
        (status = 206, description = "A part of it.", content_type = "*/*", body = Upload, example = json!("…"))))]
#[get("/attachments/{id}/content")]
async fn get_attachment_content(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    request: HttpRequest,
    id: Path<AttachmentId>,
) -> Result<HttpResponse, Failure> {
    let (row, blob, _) = house.db.read(move |c| service::find(c, &caller, *id)).await?;
    let file = File { name: row.name, sha256: row.sha256, media_type: blob.media_type, size: blob.size };
    Ok(serve(house, &request, file))
}

/// A file that is to be sent.
pub struct File {
    /// Its name.
    pub name: String,
    /// The hash of its content.
    pub sha256: Vec<u8>,
    /// What it is.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
}

/// Sends a file, or the range of it that is asked for, piece after piece, with the checksum of the whole
/// (RFC 9530).
pub fn serve(house: Data<House>, request: &HttpRequest, file: File) -> HttpResponse {
    let size = file.size.unsigned_abs();
    let range = range(request, size);
    let (from, length) = range.unwrap_or((0, size));
    let mut answer = match range {
        Some(_) => HttpResponse::PartialContent(),
        None => HttpResponse::Ok(),
    };
    if range.is_some() {
        let range = Some((from, from + length - 1));
        answer.insert_header(ContentRange(ContentRangeSpec::Bytes { range, instance_length: Some(size) }));
    }
    answer
        .content_type(file.media_type.as_str())
        .insert_header((header::ACCEPT_RANGES, "bytes"))
        .insert_header((header::ETAG, format!("\"{}\"", store::digits(&file.sha256))))
        .insert_header(("repr-digest", format!("sha-256=:{}:", STANDARD.encode(&file.sha256))))
        // What is compressed already is not compressed again, and ranges count the bytes of the file.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(disposition(&file.name, &file.media_type))
        .body(SizedStream::new(length, Box::pin(pieces(house, file.sha256, from, length))))
}

/// Show a small picture of a file
///
/// A JPEG of at most 320 pixels; only of pictures.
#[utoipa::path(tag = "attachments", security(("bearer" = ["ticket.read"])),
    params(("id" = AttachmentId, Path, description = "The file.")),
    responses((status = 200, description = "The picture.", content_type = "image/jpeg", body = Upload, example = json!("…"))))]
#[get("/attachments/{id}/thumbnail")]
async fn get_attachment_thumbnail(
    house: Data<House>,
    Require(caller, _): Require<TicketRead>,
    id: Path<AttachmentId>,
) -> Result<HttpResponse, Failure> {
    let bytes = house.db.read(move |c| service::thumbnail(c, &caller, *id)).await?;
    Ok(HttpResponse::Ok().content_type("image/jpeg").body(bytes))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_ticket_attachments)
        .service(create_ticket_attachment)
        .service(delete_attachment)
        .service(get_attachment_content)
        .service(get_attachment_thumbnail);
}
