//! The handlers of forms.

use super::{form, read, register};
use crate::app::House;
use crate::auth::require::{QualityRead, Require};
use crate::error::Failure;
use crate::http::{Query, Upload, locale, only};
use crate::paper;
use crate::records::register::Reader;
use crate::routing::Routes;
use actix_web::http::Method;
use actix_web::web::{Data, Path};
use actix_web::{HttpRequest, HttpResponse, get};
use shared::ids::QualityFeedbackId;
use shared::records::quality_feedback::{QualityForm, QualityPaperQuery};

/// Print a form of a quality feedback
///
/// As PDF, fonts included: 质量信息反馈表, the 8D report, 整改指令 and 信息流转卡; a supplier prints its order only. The same case gives
/// the same bytes.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.read"])),
    params(("id" = QualityFeedbackId, Path, description = "The quality feedback."), ("form" = QualityForm, Path, description = "The form."), QualityPaperQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/quality-feedback/{id}/paper/{form}")]
async fn print_quality_feedback(
    house: Data<House>,
    Require(caller, _): Require<QualityRead>,
    request: HttpRequest,
    path: Path<(QualityFeedbackId, String)>,
    Query(query): Query<QualityPaperQuery>,
) -> Result<HttpResponse, Failure> {
    let (id, name) = path.into_inner();
    let kind: QualityForm = name.parse().map_err(|_| Failure::not_found())?;
    let reader = Reader { locale: query.lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let facts = house.db.snapshot(move |c| read(c, &caller, id, kind)).await?;
    let name = kind.file_name(&facts.one.head.number);
    let page = house.public_url.clone();
    paper::answer(name, move || paper::pdf(&form(&facts, kind, &page, reader))).await
}

/// Print the register of quality feedback
///
/// 质量信息追踪表 on A4 as PDF, fonts included: what goes on, at most 1000 rows, the newest first.
#[utoipa::path(tag = "quality-feedback", security(("bearer" = ["quality.read"])), params(QualityPaperQuery),
    responses((status = 200, description = "The form.", content_type = "application/pdf", body = Upload, example = json!("%PDF-1.7 …"))))]
#[get("/quality-feedback/paper")]
async fn print_quality_register(
    house: Data<House>,
    Require(caller, _): Require<QualityRead>,
    request: HttpRequest,
    Query(query): Query<QualityPaperQuery>,
) -> Result<HttpResponse, Failure> {
    let reader = Reader { locale: query.lang.unwrap_or_else(|| locale(&request)), zone: caller.zone() };
    let name = format!("quality-feedback-{}.pdf", caller.today());
    let facts = house.db.snapshot(move |c| register::read(c, &caller)).await?;
    let page = house.public_url.clone();
    paper::answer(name, move || paper::pdf(&register::form(&facts, &page, reader))).await
}

/// The route of the register; it comes before those that take a name for an id.
pub fn register_routes(config: &mut Routes) {
    config.service(print_quality_register).route("/quality-feedback/paper", only(Method::GET));
}

/// The route of the forms of one.
pub fn routes(config: &mut Routes) {
    config.service(print_quality_feedback);
}
