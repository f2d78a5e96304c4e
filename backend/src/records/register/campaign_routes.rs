//! Handlers that give campaigns and their units as files.

use super::campaign_columns as columns;
use super::routes::{Export, Listed, file, listed};
use crate::app::House;
use crate::auth::caller::Caller;
use crate::auth::require::{CampaignRead, Require};
use crate::error::Failure;
use crate::http::{Upload, only};
use crate::records::campaign;
use crate::routing::Routes;
use actix_web::http::Method;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use diesel::pg::PgConnection;
use serde::Deserialize;
use shared::ids::CampaignId;
use shared::page::{MAX_LIMIT, Page};
use shared::records::campaign::{CampaignQuery, CampaignUnit, CampaignUnitQuery};
use shared::records::register::ExportQuery;

listed!(CampaignQuery);

/// The list of one campaign's units.
#[derive(Clone, Deserialize)]
struct OfCampaign {
    id: CampaignId,
    query: CampaignUnitQuery,
}

impl Listed for OfCampaign {
    fn page(&self, cursor: Option<String>) -> Self {
        let query = CampaignUnitQuery { cursor, limit: Some(MAX_LIMIT), ..self.query.clone() };
        Self { id: self.id, query }
    }

    fn begin(&self) -> (Option<String>, Option<u32>) {
        (self.query.cursor.clone(), self.query.limit)
    }
}

fn units(c: &mut PgConnection, caller: &Caller, of: &OfCampaign) -> Result<Page<CampaignUnit>, Failure> {
    campaign::units(c, caller, of.id, &of.query)
}

/// Take the list of campaigns along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language. CSV is sent as it is
/// read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.read"])), params(ExportQuery, CampaignQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("编号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/campaigns/export")]
async fn export_campaigns(
    house: Data<House>,
    Require(caller, _): Require<CampaignRead>,
    request: HttpRequest,
    export: Export<CampaignQuery>,
) -> Result<HttpResponse, Failure> {
    file(&columns::CAMPAIGNS, &request, (house, caller), export, campaign::service::list).await
}

/// Take the units of a campaign along as a file
///
/// All rows that the list shows with these filters, in its order, with headings in the reader's language: whom to call. CSV is
/// sent as it is read; a spreadsheet takes at most 50,000 rows. Text that would be taken for a formula stays text.
#[utoipa::path(tag = "campaigns", security(("bearer" = ["campaign.read"])),
    params(("id" = CampaignId, Path, description = "The campaign."), ExportQuery, CampaignUnitQuery),
    responses((status = 200, description = "The file.",
        content((String = "text/csv", example = json!("序列号,状态\n1,2\n")),
            (Upload = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", example = json!("…"))))))]
#[get("/campaigns/{id}/units/export")]
async fn export_campaign_units(
    house: Data<House>,
    Require(caller, _): Require<CampaignRead>,
    id: Path<CampaignId>,
    request: HttpRequest,
    Export { format, query }: Export<CampaignUnitQuery>,
) -> Result<HttpResponse, Failure> {
    let export = Export { format, query: OfCampaign { id: *id, query } };
    file(&columns::CAMPAIGN_UNITS, &request, (house, caller), export, units).await
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config
        .service(export_campaigns)
        .route("/campaigns/export", only(Method::GET))
        .service(export_campaign_units);
}
