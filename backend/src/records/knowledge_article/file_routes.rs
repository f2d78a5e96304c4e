//! Handlers of files of knowledge articles.

use super::files;
use crate::app::House;
use crate::auth::require::{KnowledgeManage, KnowledgeRead, Require};
use crate::error::Failure;
use crate::http::{Query, Upload};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::IdempotencyHeader;
use crate::records::attachment::{examine, serve};
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use sha2::{Digest, Sha256};
use shared::ids::{KnowledgeArticleId, KnowledgeFileId};
use shared::page::Page;
use shared::records::import::PageQuery;
use shared::records::knowledge_article::{CreateKnowledgeFile, KnowledgeFile};

/// List the files of a knowledge article
///
/// Newest first, each with its SHA-256 checksum.
#[utoipa::path(tag = "knowledge", security(("bearer" = ["knowledge.read"])),
    params(("id" = KnowledgeArticleId, Path, description = "The article."), PageQuery),
    responses((status = 200, description = "A page of files.", body = Page<KnowledgeFile>)))]
#[get("/knowledge-articles/{id}/files")]
async fn list_knowledge_files(
    house: Data<House>,
    Require(caller, _): Require<KnowledgeRead>,
    id: Path<KnowledgeArticleId>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<KnowledgeFile>>, Failure> {
    house.db.read(move |c| files::list(c, &caller, *id, &query)).await.map(Json)
}

/// Add a file to a knowledge article
///
/// The body is the file, of at most 20 MiB. Whoever reads the article can load it at once.
#[utoipa::path(tag = "knowledge", security(("bearer" = ["knowledge.manage"])),
    params(("id" = KnowledgeArticleId, Path, description = "The article."), CreateKnowledgeFile, IdempotencyHeader),
    request_body(content = Upload, content_type = "application/octet-stream", description = "The file.",
        example = json!("主板固件 V3.2.1")),
    responses((status = 201, description = "What is known of the file.", body = KnowledgeFile)))]
#[post("/knowledge-articles/{id}/files")]
async fn create_knowledge_file(
    house: Data<House>,
    Require(caller, _): Require<KnowledgeManage>,
    id: Path<KnowledgeArticleId>,
    Query(input): Query<CreateKnowledgeFile>,
    key: IdempotencyKey,
    Upload(bytes): Upload,
) -> Result<HttpResponse, Failure> {
    let content = examine(bytes).await?;
    // The same file under another name is another request.
    let digest = Sha256::new()
        .chain_update(&content.sha256)
        .chain_update(input.name.as_bytes())
        .chain_update([0])
        .chain_update(input.label.as_deref().unwrap_or_default())
        .finalize();
    let answer = once(&house.db, &caller, key, &digest, move |c, caller| {
        let made = files::create(c, caller, *id, &input, &content)?;
        Answer::created(format!("/api/v1/knowledge-files/{}/content", made.id), 1, &made)
    });
    Ok(answer.await?.into())
}

/// Take a file of a knowledge article away
#[utoipa::path(tag = "knowledge", security(("bearer" = ["knowledge.manage"])),
    params(("id" = KnowledgeFileId, Path, description = "The file.")),
    responses((status = 204, description = "It is gone.")))]
#[delete("/knowledge-files/{id}")]
async fn delete_knowledge_file(
    house: Data<House>,
    Require(caller, _): Require<KnowledgeManage>,
    id: Path<KnowledgeFileId>,
) -> Result<HttpResponse, Failure> {
    house.db.write(move |c| files::delete(c, &caller, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Read a file of a knowledge article
///
/// Takes one `Range` of bytes. `Repr-Digest` carries the SHA-256 checksum of the whole file (RFC 9530).
#[utoipa::path(tag = "knowledge", security(("bearer" = ["knowledge.read"])),
    params(("id" = KnowledgeFileId, Path, description = "The file."),
        ("range" = Option<String>, Header, description = "One range of bytes.", example = json!("bytes=0-1023"))),
    responses(
        (status = 200, description = "The file.", content_type = "*/*", body = Upload, example = json!("…")),
        (status = 206, description = "A part of it.", content_type = "*/*", body = Upload, example = json!("…"))))]
#[get("/knowledge-files/{id}/content")]
async fn get_knowledge_file_content(
    house: Data<House>,
    Require(caller, _): Require<KnowledgeRead>,
    request: HttpRequest,
    id: Path<KnowledgeFileId>,
) -> Result<HttpResponse, Failure> {
    let file = house.db.read(move |c| files::content(c, &caller, *id)).await?;
    Ok(serve(house, &request, file))
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(list_knowledge_files)
        .service(create_knowledge_file)
        .service(delete_knowledge_file)
        .service(get_knowledge_file_content);
}
