//! What goes back to suppliers, as it is read. Suppliers read nothing of the dealer, the ticket or the unit.

use super::charge::SupplierCharge;
use super::words::*;
use crate::ids::{OrganizationId, PartId, RmaId, RmaLineId};
use crate::money::{Amount, Currency};
use crate::records::rma::{RmaPicture, RmaResponsible, RmaVerdict};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A part on its way back to its supplier, in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SupplierReturnSummary {
    /// Its id: that of the line of the return it came with.
    pub id: RmaLineId,
    /// How far it is.
    pub status: SupplierReturnStatus,
    /// What the tag on the part says (旧件标识卡).
    #[cfg_attr(feature = "openapi", schema(example = "7K2M9QXA4T"))]
    pub tag: String,
    /// The part's number.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2201"))]
    pub part_number: Option<String>,
    /// The part's name.
    #[cfg_attr(feature = "openapi", schema(example = "门机皮带 1200 mm"))]
    pub name: String,
    /// How many.
    #[cfg_attr(feature = "openapi", schema(example = 2))]
    pub quantity: i32,
    /// Its serial number.
    pub old_serial: Option<String>,
    /// What the inspection found.
    pub verdict: Option<RmaVerdict>,
    /// To whom it is offered, or would be.
    pub supplier_id: Option<OrganizationId>,
    /// That organisation's name.
    #[cfg_attr(feature = "openapi", schema(example = "宁波德铭门机有限公司"))]
    pub supplier_name: Option<String>,
    /// Until when it is to be collected; absent before it is offered.
    pub deadline: Option<NaiveDate>,
    /// Days that are left of that, as of today; fewer than none when they are over. Only while it is offered.
    pub days_left: Option<i64>,
    /// What the supplier is to bear in all.
    pub charged: Option<Amount>,
    /// What that is counted in.
    pub currency: Option<Currency>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// A part on its way back to its supplier.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SupplierReturn {
    /// What the list says of it.
    pub head: SupplierReturnSummary,
    /// The return that it came with; told inside the house.
    pub rma_id: Option<RmaId>,
    /// That return's number.
    #[cfg_attr(feature = "openapi", schema(example = "RMA-2026-000001"))]
    pub rma_number: Option<String>,
    /// The part in the catalogue.
    pub part_id: Option<PartId>,
    /// Its batch.
    pub batch: Option<String>,
    /// What the standard test showed.
    pub standard_test: Option<String>,
    /// What the test under load showed.
    pub load_test: Option<String>,
    /// How it failed.
    pub failure_mode: Option<String>,
    /// Who answers for it; to a supplier only where it is the supplier.
    pub responsible: Option<RmaResponsible>,
    /// That party's share in percent.
    pub share_percent: Option<i32>,
    /// When it was inspected.
    pub inspected_at: Option<DateTime<Utc>>,
    /// What the supplier should know.
    pub note: Option<String>,
    /// When it was offered.
    pub offered_at: Option<DateTime<Utc>>,
    /// Who offered it; told inside the house.
    pub offered_by_name: Option<String>,
    /// When it was collected or refused.
    pub answered_at: Option<DateTime<Utc>>,
    /// Who said so.
    #[cfg_attr(feature = "openapi", schema(example = "胡斌"))]
    pub answered_by_name: Option<String>,
    /// Who fetched it.
    #[cfg_attr(feature = "openapi", schema(example = "司机老周"))]
    pub collected_by: Option<String>,
    /// The number of the waybill it went with.
    pub waybill: Option<String>,
    /// Why the supplier does not take it.
    pub grounds: Option<String>,
    /// When the house disposed of it.
    pub disposed_at: Option<DateTime<Utc>>,
    /// Who did; told inside the house.
    pub disposed_by_name: Option<String>,
    /// How.
    pub disposal_note: Option<String>,
    /// What the supplier is to bear.
    pub charges: Vec<SupplierCharge>,
    /// What it looked like when it came.
    pub pictures: Vec<RmaPicture>,
    /// What the caller can do with it today.
    pub available_actions: Vec<SupplierReturnAction>,
}
