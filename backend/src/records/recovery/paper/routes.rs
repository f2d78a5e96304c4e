//! The handler of the form.

use super::super::evidence;
use super::{form, read};
use crate::app::House;
use crate::auth::require::{RecoveryRead, Require};
use crate::error::Failure;
use crate::http::{Query, Upload, locale};
use crate::paper;
use crate::records::register::Reader;
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::ids::RecoveryId;
use shared::records::ticket::PaperQuery;

/// Print a recovery
///
/// 质量损失索赔单 on A4 as PDF, with its lines and what was done with it: fonts included; the same recovery gives the same bytes.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.read"])),
    params(("id" = RecoveryId, Path, description = "The recovery."), PaperQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/recoveries/{id}/paper")]
async fn print_recovery(
    house: Data<House>,
    Require(caller, _): Require<RecoveryRead>,
    request: HttpRequest,
    id: Path<RecoveryId>,
    Query(PaperQuery { lang }): Query<PaperQuery>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader { locale: lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let (found, maker) = house.db.snapshot(move |c| read(c, &caller, *id)).await?;
    let name = format!("{}.pdf", found.head.number);
    let page = house.public_url.clone();
    paper::answer(name, move || paper::pdf(&form(&found, &maker, &page, reader))).await
}

/// Take the evidence of a recovery along
///
/// As one ZIP file: the form, all that is known of it as data with every decision, the parts' way from hand to hand (inside the
/// house), the pictures, and `SHA256SUMS`, by which `sha256sum -c` checks the rest without us.
#[utoipa::path(tag = "recoveries", security(("bearer" = ["recovery.read"])),
    params(("id" = RecoveryId, Path, description = "The recovery."), PaperQuery),
    responses((status = 200, description = "The file.", content_type = "application/zip", body = Upload, example = json!("PK…"))))]
#[get("/recoveries/{id}/evidence")]
async fn pack_recovery_evidence(
    house: Data<House>,
    Require(caller, _): Require<RecoveryRead>,
    request: HttpRequest,
    id: Path<RecoveryId>,
    Query(PaperQuery { lang }): Query<PaperQuery>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader { locale: lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let found = house.db.snapshot(move |c| evidence::read(c, &caller, *id)).await?;
    let name = format!("{}-evidence.zip", found.recovery.head.number);
    let page = house.public_url.clone();
    paper::answer_as("application/zip", name, move || evidence::pack(&found, &page, reader)).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(print_recovery).service(pack_recovery_evidence);
}
