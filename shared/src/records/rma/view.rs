//! Returns as they are read.

use super::claim::RmaClaim;
use super::dunning::RmaDunning;
use super::words::*;
use crate::ids::{LocationId, OrganizationId, PartId, RmaId, RmaLineId, RmaPictureId, TicketId, UnitId};
use crate::page::OneOf;
use crate::records::supplier_return::{ChargeProposal, SupplierCharge, SupplierReturnStatus};
use crate::text::Line;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A return in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RmaSummary {
    /// Its id.
    pub id: RmaId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "RMA-2026-000001"))]
    pub number: String,
    /// How far it is.
    pub status: RmaStatus,
    /// What it is.
    pub kind: RmaKind,
    /// The customer who brings it back, where it is a customer's return.
    #[cfg_attr(feature = "openapi", schema(example = "西湖花园业主委员会"))]
    pub customer_name: Option<String>,
    /// Who sends it back; who handles it for the customer, where it is a customer's return.
    pub dealer_id: OrganizationId,
    /// That organisation's name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州恒通电梯"))]
    pub dealer_name: String,
    /// The ticket it comes from.
    pub ticket_id: Option<TicketId>,
    /// That ticket's number.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-000123"))]
    pub ticket_number: Option<String>,
    /// Until when it has to come.
    pub deadline: Option<NaiveDate>,
    /// Lines.
    pub lines: i64,
    /// Lines that have not come yet.
    pub owed: i64,
    /// Who carries it.
    pub carrier: Option<String>,
    /// The number of its waybill.
    pub waybill: Option<String>,
    /// When it was asked for.
    pub created_at: DateTime<Utc>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// A return with its lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Rma {
    /// What the list says of it.
    pub head: RmaSummary,
    /// Where it is to come to.
    pub return_to_id: Option<LocationId>,
    /// That location's name.
    pub return_to_name: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who pays the freight.
    pub freight_payer: Option<FreightPayer>,
    /// Why it was refused or taken back.
    pub end_reason: Option<String>,
    /// Who asked for it.
    pub created_by_name: String,
    /// Who let it come.
    pub authorized_by_name: Option<String>,
    /// When.
    pub authorized_at: Option<DateTime<Utc>>,
    /// When something was first sent.
    pub shipped_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub closed_at: Option<DateTime<Utc>>,
    /// What the customer claims, where it is a customer's return.
    pub claim: Option<RmaClaim>,
    /// Its lines, in their order.
    pub lines: Vec<RmaLine>,
    /// What the caller can do with it.
    pub available_actions: Vec<RmaAction>,
}

/// A line of a return.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RmaLine {
    /// Its id.
    pub id: RmaLineId,
    /// How far it is.
    pub status: RmaLineStatus,
    /// What the tag on the part says (旧件标识卡).
    #[cfg_attr(feature = "openapi", schema(example = "7K2M9QXA4T"))]
    pub tag: String,
    /// The part.
    pub part_id: Option<PartId>,
    /// The part's number.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2201"))]
    pub part_number: Option<String>,
    /// The part as whoever sends it calls it.
    #[cfg_attr(feature = "openapi", schema(example = "门机电机"))]
    pub name: String,
    /// The unit it comes from.
    pub unit_id: Option<UnitId>,
    /// That unit's serial number.
    #[cfg_attr(feature = "openapi", schema(example = "SB-2024-0001"))]
    pub unit_serial: Option<String>,
    /// Its own serial number.
    pub old_serial: Option<String>,
    /// Its batch.
    pub batch: Option<String>,
    /// What is wrong with it, in the sender's words.
    pub fault: Option<String>,
    /// How many are owed.
    pub quantity_due: i32,
    /// How many were sent.
    pub quantity_shipped: Option<i32>,
    /// How many came.
    pub quantity_received: Option<i32>,
    /// How it came.
    pub condition: Option<RmaCondition>,
    /// A remark on that.
    pub receipt_note: Option<String>,
    /// Why it will not or need not come.
    pub end_reason: Option<String>,
    /// What the standard test showed.
    pub standard_test: Option<String>,
    /// What the test under load showed.
    pub load_test: Option<String>,
    /// What was found.
    pub verdict: Option<RmaVerdict>,
    /// How it failed.
    pub failure_mode: Option<String>,
    /// Who answers for it.
    pub responsible: Option<RmaResponsible>,
    /// That party's share in percent.
    pub share_percent: Option<i32>,
    /// Who inspected it.
    pub inspected_by_name: Option<String>,
    /// When.
    pub inspected_at: Option<DateTime<Utc>>,
    /// What becomes of it.
    pub disposition: Option<RmaDisposition>,
    /// Who decided that.
    pub disposed_by_name: Option<String>,
    /// When it was done.
    pub disposed_at: Option<DateTime<Utc>>,
    /// Who agreed that it is scrapped.
    pub scrap_confirmed_by_name: Option<String>,
    /// Why quality keeps it from being disposed of; told inside the house.
    pub hold: Option<RmaHold>,
    /// What it looked like when it came.
    pub pictures: Vec<RmaPicture>,
    /// How far it is on its way back to its supplier; told inside the house.
    pub supplier_return: Option<RmaSupplierReturn>,
    /// What its supplier is to bear; told inside the house.
    pub charges: Vec<SupplierCharge>,
    /// What its supplier could be charged by the price list; told to whoever may charge it, until it is charged.
    pub charge_proposal: Option<ChargeProposal>,
    /// Where it was, from the first hand to the last.
    pub custody: Vec<Custody>,
    /// What the caller can do with it.
    pub available_actions: Vec<RmaLineAction>,
}

/// Why quality keeps a part.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RmaHold {
    /// Why.
    #[cfg_attr(feature = "openapi", schema(example = "同批次还有 3 起投诉，等金相分析结果。"))]
    pub reason: String,
    /// Who keeps it.
    #[cfg_attr(feature = "openapi", schema(example = "赵敏"))]
    pub held_by_name: String,
    /// Since when.
    pub held_at: DateTime<Utc>,
}

/// A picture of what came back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RmaPicture {
    /// Its id.
    pub id: RmaPictureId,
    /// Its name, without anything that a file system could misread.
    #[cfg_attr(feature = "openapi", schema(example = "绕组.jpg"))]
    pub name: String,
    /// What it is, by its first bytes.
    #[cfg_attr(feature = "openapi", schema(example = "image/jpeg"))]
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256 of the content, in hexadecimal digits.
    #[cfg_attr(
        feature = "openapi",
        schema(example = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    )]
    pub sha256: String,
    /// Whether there is a small picture of it.
    pub has_thumbnail: bool,
    /// Who took it; told inside the house.
    #[cfg_attr(feature = "openapi", schema(example = "赵敏"))]
    pub uploaded_by_name: Option<String>,
    /// When.
    pub created_at: DateTime<Utc>,
    /// Whether the reader may take it away.
    pub removable: bool,
}

/// How far a part is on its way back to its supplier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RmaSupplierReturn {
    /// How far.
    pub status: SupplierReturnStatus,
    /// To whom it is offered, or would be.
    #[cfg_attr(feature = "openapi", schema(example = "宁波德铭门机有限公司"))]
    pub supplier_name: Option<String>,
    /// Until when it is to be collected; absent before it is offered.
    pub deadline: Option<NaiveDate>,
}

/// Where a part was.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Custody {
    /// When.
    pub at: DateTime<Utc>,
    /// What happened.
    pub step: CustodyStep,
    /// Where.
    #[cfg_attr(feature = "openapi", schema(example = "杭州服务站前台"))]
    pub place: String,
    /// In whose hands it was then.
    #[cfg_attr(feature = "openapi", schema(example = "王工"))]
    pub person_name: String,
}

/// A part that has not come in time (逾期未退回清单).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OverdueRmaLine {
    /// The return.
    pub rma_id: RmaId,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "RMA-2026-000001"))]
    pub rma_number: String,
    /// The line.
    pub line_id: RmaLineId,
    /// How far it is: owed or on its way.
    pub status: RmaLineStatus,
    /// Who owes it.
    pub dealer_id: OrganizationId,
    /// That organisation's name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州恒通电梯"))]
    pub dealer_name: String,
    /// The part's number.
    pub part_number: Option<String>,
    /// The part as whoever sends it calls it.
    #[cfg_attr(feature = "openapi", schema(example = "门机电机"))]
    pub name: String,
    /// How many.
    pub quantity: i32,
    /// Until when it had to come.
    pub deadline: NaiveDate,
    /// Days it is late.
    pub days_late: i64,
    /// How hard it is asked for.
    pub stage: DunningStage,
    /// Whether it had been given up and has turned up: then it is no longer dunned.
    pub restored: bool,
    /// The steps that were taken, each with what it told.
    pub dunnings: Vec<RmaDunning>,
}

/// Filters of the list of returns.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct RmaQuery {
    /// Only those in these states, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<RmaStatus>>))]
    pub status: Option<OneOf<RmaStatus>>,
    /// Only those of this kind.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<RmaKind>,
    /// Only this dealer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dealer_id: Option<OrganizationId>,
    /// Only those from this ticket.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_id: Option<TicketId>,
    /// Only those with this part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part_id: Option<PartId>,
    /// Only the one with this number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 40))]
    pub number: Option<Line<40>>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// Filters of the list of parts that have not come in time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct OverdueRmaQuery {
    /// Only this dealer's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dealer_id: Option<OrganizationId>,
    /// Only those that are asked for so hard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<DunningStage>,
    /// Only those that have turned up and are no longer dunned, or only others.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub restored: Option<bool>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}
