//! Quality feedback as it is read. Suppliers read what is theirs: the order, the part, their answer and their measures.

use super::clocks::QualityDeadline;
use super::input::QualityOrigin;
use super::report::*;
use super::words::*;
use crate::ids::*;
use crate::money::{Amount, Currency};
use crate::records::campaign::CampaignStatus;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A quality feedback in the register (质量信息追踪表).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityFeedbackSummary {
    /// Its id.
    pub id: QualityFeedbackId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "QF-2026-000001"))]
    pub number: String,
    /// How far it is.
    pub status: QualityStatus,
    /// What it is about; to a supplier the part.
    #[cfg_attr(feature = "openapi", schema(example = "门机同步带跳齿"))]
    pub subject: String,
    /// How grave it is, once it is judged.
    pub severity: Option<QualitySeverity>,
    /// One piece or many.
    pub extent: Option<QualityExtent>,
    /// How it is worked on.
    pub method: Option<QualityMethod>,
    /// Who is responsible.
    pub department: Option<QualityDepartment>,
    /// The product model.
    pub product_id: Option<ProductId>,
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "乘客电梯 SB-1000P"))]
    pub product_name: Option<String>,
    /// The part.
    pub part_id: Option<PartId>,
    /// The part's number.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2201"))]
    pub part_number: Option<String>,
    /// The part's name.
    #[cfg_attr(feature = "openapi", schema(example = "门机皮带 1200 mm"))]
    pub part_name: Option<String>,
    /// The part's batch.
    pub batch: Option<String>,
    /// The supplier.
    pub supplier_id: Option<OrganizationId>,
    /// The supplier's name.
    #[cfg_attr(feature = "openapi", schema(example = "宁波德铭门机有限公司"))]
    pub supplier_name: Option<String>,
    /// Who sees to it; told inside the house.
    pub owner_id: Option<UserId>,
    /// That person's name.
    #[cfg_attr(feature = "openapi", schema(example = "孙工"))]
    pub owner_name: Option<String>,
    /// Who raised it; told inside the house.
    #[cfg_attr(feature = "openapi", schema(example = "王芳"))]
    pub raised_by_name: Option<String>,
    /// Complaints and returns it comes from; told inside the house.
    pub sources: i64,
    /// When it was raised.
    pub created_at: DateTime<Utc>,
    /// Days since then, up to its end.
    pub age_days: i64,
    /// What is due next.
    pub due_at: Option<DateTime<Utc>>,
    /// Whether that is over.
    pub overdue: bool,
    /// When it ended.
    pub ended_at: Option<DateTime<Utc>>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// A quality feedback.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityFeedback {
    /// What the register says of it.
    pub head: QualityFeedbackSummary,
    /// What was found; told inside the house.
    pub description: Option<String>,
    /// The unit.
    pub unit_id: Option<UnitId>,
    /// Its serial number; told inside the house.
    pub unit_serial: Option<String>,
    /// The fault.
    pub fault_code_id: Option<FaultCodeId>,
    /// Its code.
    pub fault_code: Option<String>,
    /// How many were looked at.
    #[cfg_attr(feature = "openapi", schema(example = 40))]
    pub quantity_checked: Option<i32>,
    /// How many of them were bad.
    #[cfg_attr(feature = "openapi", schema(example = 6))]
    pub quantity_bad: Option<i32>,
    /// The 8D report; a supplier reads none of it.
    pub report: QualityReport,
    /// What was decided; a supplier reads the order.
    pub decisions: QualityDecisions,
    /// What whoever is responsible answered.
    pub answer: Option<QualityAnswer>,
    /// The measures (D5, D6), in their order; a supplier's own.
    pub measures: Vec<QualityMeasure>,
    /// Where it comes from; told inside the house.
    pub sources: Vec<QualitySource>,
    /// Campaigns that come from it; told inside the house.
    pub campaigns: Vec<QualityCampaign>,
    /// The deadlines; told inside the house.
    pub deadlines: Vec<QualityDeadline>,
    /// What happened, the oldest first; told inside the house.
    pub events: Vec<QualityEvent>,
    /// What it became part of.
    pub merged_into_id: Option<QualityFeedbackId>,
    /// Its number.
    pub merged_into_number: Option<String>,
    /// What the caller's rights and the state allow; what is still missing for one of them, `gates` says.
    pub available_actions: Vec<QualityAction>,
    /// What is missing for each of them.
    pub gates: Vec<QualityMissing>,
}

/// A campaign that comes from a quality feedback.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityCampaign {
    /// Its id.
    pub id: CampaignId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "CP-2026-000001"))]
    pub number: String,
    /// How far it is.
    pub status: CampaignStatus,
    /// In one line.
    #[cfg_attr(feature = "openapi", schema(example = "SB-1000P 门机皮带批量整改"))]
    pub title: String,
}

/// Complaints and returns of one case from which on it asks for a campaign.
pub const CAMPAIGN_SOURCES: i64 = 3;

impl QualityFeedback {
    /// Whether the case asks for a campaign (handbook 7: a group over its threshold): it is a batch, or so many came together, what
    /// it is about is known, and there is none yet.
    pub fn asks_for_campaign(&self) -> bool {
        let grouped = self.head.extent == Some(QualityExtent::Batch) || self.head.sources >= CAMPAIGN_SOURCES;
        let stands = self.head.status.is_open() || self.head.status == QualityStatus::Closed;
        let under_way = self.campaigns.iter().any(|one| one.status != CampaignStatus::Cancelled);
        grouped && stands && self.head.product_id.is_some() && !under_way
    }
}

/// What an action still needs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityMissing {
    /// The action.
    pub action: QualityAction,
    /// What is missing.
    pub missing: Vec<QualityGate>,
}

/// A measure (D5, D6).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityMeasure {
    /// Its id.
    pub id: QualityMeasureId,
    /// What it is for.
    pub kind: QualityMeasureKind,
    /// What is done.
    #[cfg_attr(feature = "openapi", schema(example = "带轮加工改为一次装夹"))]
    pub description: String,
    /// Who does it.
    pub owner_id: UserId,
    /// That person's name.
    #[cfg_attr(feature = "openapi", schema(example = "孙工"))]
    pub owner_name: String,
    /// Whether that is somebody of the supplier.
    pub of_supplier: bool,
    /// Until when.
    pub due_on: NaiveDate,
    /// When it was done.
    pub done_at: Option<DateTime<Utc>>,
    /// What shows it.
    #[cfg_attr(feature = "openapi", schema(example = "首件检验报告 QR-118"))]
    pub evidence: Option<String>,
    /// What it cost; told inside the house.
    pub cost: Option<Amount>,
    /// What that is counted in.
    pub currency: Option<Currency>,
    /// What showed that it helps; told inside the house.
    pub validation: Option<String>,
    /// Who confirmed that it helps; told inside the house.
    pub validated_by_name: Option<String>,
    /// When.
    pub validated_at: Option<DateTime<Utc>>,
}

/// A complaint, a return or something else that a quality feedback comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualitySource {
    /// The ticket.
    pub ticket_id: Option<TicketId>,
    /// The ticket's number.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-000123"))]
    pub ticket_number: Option<String>,
    /// The ticket's subject.
    pub ticket_subject: Option<String>,
    /// The line of a return.
    pub rma_line_id: Option<RmaLineId>,
    /// The return.
    pub rma_id: Option<RmaId>,
    /// The return's number.
    #[cfg_attr(feature = "openapi", schema(example = "RMA-2026-000001"))]
    pub rma_number: Option<String>,
    /// What came back.
    pub rma_line_name: Option<String>,
    /// Where else it was heard.
    pub origin: Option<QualityOrigin>,
    /// When it was added.
    pub added_at: DateTime<Utc>,
}

/// Something that happened to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it.
    #[cfg_attr(feature = "openapi", schema(example = "赵敏"))]
    pub actor_name: String,
    /// What.
    pub action: QualityAction,
    /// Where it was then.
    pub status: QualityStatus,
    /// What was said.
    pub note: Option<String>,
}

/// A case that is like another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SimilarQuality {
    /// The case.
    pub head: QualityFeedbackSummary,
    /// In what they are alike.
    pub alike: Vec<super::words::QualityLikeness>,
}
