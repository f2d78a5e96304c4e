//! The handler of forms.

use super::{form, read};
use crate::app::House;
use crate::auth::require::{ClaimRead, Require};
use crate::error::Failure;
use crate::http::{Query, Upload, locale};
use crate::paper;
use crate::records::register::Reader;
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::ids::WarrantyClaimId;
use shared::records::ticket::PaperQuery;
use shared::records::warranty_claim::WarrantyClaimForm;

/// Print a form of a warranty claim
///
/// 三包索赔单 on A4 as PDF: fonts included; the same claim gives the
/// same bytes.
#[utoipa::path(tag = "warranty claims", security(("bearer" = ["claim.read"])),
    params(("id" = WarrantyClaimId, Path, description = "The claim."), ("form" = WarrantyClaimForm, Path, description = "The form."), PaperQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/warranty-claims/{id}/paper/{form}")]
async fn print_warranty_claim(
    house: Data<House>,
    Require(caller, _): Require<ClaimRead>,
    request: HttpRequest,
    path: Path<(WarrantyClaimId, String)>,
    Query(PaperQuery { lang }): Query<PaperQuery>,
) -> Result<HttpResponse, Failure> {
    let (id, name) = path.into_inner();
    let kind: WarrantyClaimForm = name.parse().map_err(|_| Failure::not_found())?;
    let reader = Reader { locale: lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let facts = house.db.snapshot(move |c| read(c, &caller, id)).await?;
    let name = kind.file_name(&facts.claim.head.number);
    let page = house.public_url.clone();
    paper::answer(name, move || paper::pdf(&form(&facts, &page, reader))).await
}

/// The route.
pub fn routes(config: &mut Routes) {
    config.service(print_warranty_claim);
}
