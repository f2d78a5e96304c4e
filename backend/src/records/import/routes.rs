//! Handlers of imports.

use super::run::Run;
use super::service;
use crate::app::House;
use crate::auth::require::{ImportRun, Require};
use crate::error::Failure;
use crate::http::{self, Body, IMPORT_LIMIT, Query};
use crate::idempotency::{Answer, IdempotencyKey, once};
use crate::openapi::IdempotencyHeader;
use crate::routing::Routes;
use actix_web::web::{Data, Json, Path};
use actix_web::{HttpRequest, HttpResponse, get, post};
use shared::ids::ImportId;
use shared::page::Page;
use shared::records::import::{CreateImport, Import, ImportRefusal, PageQuery};
use std::sync::{Arc, Mutex};

/// List imports
///
/// Newest first.
#[utoipa::path(tag = "imports", security(("bearer" = ["import.run"])), params(PageQuery),
    responses((status = 200, description = "A page of imports.", body = Page<Import>)))]
#[get("/imports")]
async fn list_imports(
    house: Data<House>,
    Require(_caller, _): Require<ImportRun>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<Import>>, Failure> {
    house.db.read(move |c| service::list(c, &query)).await.map(Json)
}

/// Import records
///
/// Answers as soon as file and mapping fit together; the rows are read meanwhile, and the import tells its
/// progress. Records that are there already (by source and reference) are left alone, so a file can be sent
/// again. A rehearsal (`dry_run`) reports the same and changes nothing.
///
/// Tickets come in two files: the cases, and the changes of their states in the order of time. A ticket of
/// which one row is refused is not made. Jumps that a log makes are bridged, and the timeline says so.
#[utoipa::path(tag = "imports", security(("bearer" = ["import.run"])), params(IdempotencyHeader),
    request_body = CreateImport,
    responses((status = 201, description = "The import, running.", body = Import)))]
#[post("/imports")]
async fn create_import(
    house: Data<House>,
    Require(caller, _): Require<ImportRun>,
    key: IdempotencyKey,
    body: Body<CreateImport, IMPORT_LIMIT>,
) -> Result<HttpResponse, Failure> {
    // Filled only by the request that began it: a repeated one must not run it again.
    let begun: Arc<Mutex<Option<Run>>> = Arc::default();
    let slot = begun.clone();
    let answer = once(&house.db, &caller, key, &body.digest, move |c, caller| {
        let run = service::begin(c, caller, &body.value)?;
        let import = run.import();
        if let Ok(mut slot) = slot.lock() {
            *slot = Some(run);
        }
        Answer::created(format!("/api/v1/imports/{}", import.id), 1, &import)
    })
    .await?;
    let run = begun.lock().ok().and_then(|mut slot| slot.take());
    if let Some(run) = run {
        let db = house.db.clone();
        std::thread::Builder::new()
            .name("import".into())
            .spawn(move || {
                if let Err(error) = run.run(&db, |_| {}) {
                    tracing::error!(%error, "import");
                }
            })
            .map_err(|error| Failure::Internal(error.into()))?;
    }
    Ok(answer.into())
}

/// Show an import and its progress
#[utoipa::path(tag = "imports", security(("bearer" = ["import.run"])),
    params(("id" = ImportId, Path, description = "The import.")),
    responses((status = 200, description = "The import.", body = Import)))]
#[get("/imports/{id}")]
async fn get_import(
    house: Data<House>,
    Require(_caller, _): Require<ImportRun>,
    id: Path<ImportId>,
) -> Result<Json<Import>, Failure> {
    house.db.read(move |c| service::get(c, *id)).await.map(Json)
}

/// List the rows that an import refused
///
/// In the order of the files, each with its line, column and reason: as a message of the locales (`reason`) and
/// in the reader's language (`detail`).
#[utoipa::path(tag = "imports", security(("bearer" = ["import.run"])),
    params(("id" = ImportId, Path, description = "The import."), PageQuery),
    responses((status = 200, description = "A page of refused rows.", body = Page<ImportRefusal>)))]
#[get("/imports/{id}/refusals")]
async fn list_import_refusals(
    house: Data<House>,
    Require(_caller, _): Require<ImportRun>,
    request: HttpRequest,
    id: Path<ImportId>,
    Query(query): Query<PageQuery>,
) -> Result<Json<Page<ImportRefusal>>, Failure> {
    let locale = http::locale(&request);
    house.db.read(move |c| service::refusals(c, *id, &query, locale)).await.map(Json)
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(list_imports).service(create_import).service(get_import).service(list_import_refusals);
}
