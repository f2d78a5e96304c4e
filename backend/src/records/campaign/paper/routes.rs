//! The handler of forms.

use super::{form, read};
use crate::app::House;
use crate::auth::require::{CampaignRead, Require};
use crate::error::Failure;
use crate::http::{Query, Upload, locale};
use crate::paper;
use crate::records::register::Reader;
use crate::routing::Routes;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::ids::CampaignId;
use shared::records::campaign::CampaignForm;
use shared::records::ticket::PaperQuery;

/// Print a form of a campaign
///
/// 召回/整改通知 on A4 as PDF, with the first hundred units that the caller sees: fonts included; the same campaign gives the
/// same bytes.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.read"])),
    params(("id" = CampaignId, Path, description = "The campaign."), ("form" = CampaignForm, Path, description = "The form."), PaperQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/campaigns/{id}/paper/{form}")]
async fn print_campaign(
    house: Data<House>,
    Require(caller, _): Require<CampaignRead>,
    request: HttpRequest,
    path: Path<(CampaignId, String)>,
    Query(PaperQuery { lang }): Query<PaperQuery>,
) -> Result<HttpResponse, Failure> {
    let (id, name) = path.into_inner();
    let kind: CampaignForm = name.parse().map_err(|_| Failure::not_found())?;
    let reader = Reader { locale: lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let facts = house.db.snapshot(move |c| read(c, &caller, id)).await?;
    let name = kind.file_name(&facts.campaign.head.number);
    let page = house.public_url.clone();
    paper::answer(name, move || paper::pdf(&form(&facts, &page, reader))).await
}

/// The route.
pub fn routes(config: &mut Routes) {
    config.service(print_campaign);
}
