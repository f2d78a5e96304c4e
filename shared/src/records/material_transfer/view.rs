//! Material transfers as they are read.

use super::words::{TransferAction, TransferCoverage, TransferStatus};
use crate::ids::{
    CustomerId, LocationId, MaterialTransferId, OrganizationId, PartId, TicketId, TransferLineId, UnitId,
    UserId,
};
use crate::records::part::Measure;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A material transfer in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MaterialTransferSummary {
    /// Its id.
    pub id: MaterialTransferId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "MT-2026-000001"))]
    pub number: String,
    /// How far it is.
    pub status: TransferStatus,
    /// A unit is down: it may be shipped before it is approved.
    pub urgent: bool,
    /// Why it is urgent.
    pub justification: Option<String>,
    /// Who pays.
    pub coverage: TransferCoverage,
    /// The ticket it is for.
    pub ticket_id: Option<TicketId>,
    /// That ticket's number.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-000123"))]
    pub ticket_number: Option<String>,
    /// The unit it is for.
    pub unit_id: Option<UnitId>,
    /// That unit's serial number.
    pub unit_serial: Option<String>,
    /// Where the parts are taken.
    pub from_location_id: Option<LocationId>,
    /// That location's name.
    #[cfg_attr(feature = "openapi", schema(example = "余杭中心库"))]
    pub from_location_name: Option<String>,
    /// The location they go to.
    pub to_location_id: Option<LocationId>,
    /// The organisation they go to.
    pub to_organization_id: Option<OrganizationId>,
    /// The customer they go to.
    pub to_customer_id: Option<CustomerId>,
    /// The name of that location, organisation or customer.
    #[cfg_attr(feature = "openapi", schema(example = "上海服务站库"))]
    pub to_name: String,
    /// The address, where it is no location of ours.
    pub address: Option<String>,
    /// What they are for.
    pub reason: Option<String>,
    /// Who asked for it.
    pub requested_by_id: UserId,
    /// That person's name.
    pub requested_by_name: String,
    /// Whose request it is.
    pub organization_id: OrganizationId,
    /// That organisation's name.
    pub organization_name: String,
    /// When it was asked for.
    pub submitted_at: Option<DateTime<Utc>>,
    /// Who approved it.
    pub approved_by_name: Option<String>,
    /// When it was approved.
    pub approved_at: Option<DateTime<Utc>>,
    /// Why it was refused or given up.
    pub refusal: Option<String>,
    /// Who carries the parts.
    #[cfg_attr(feature = "openapi", schema(example = "顺丰速运"))]
    pub carrier: Option<String>,
    /// The waybill's number.
    #[cfg_attr(feature = "openapi", schema(example = "SF1234567890"))]
    pub waybill: Option<String>,
    /// Who shipped them.
    pub shipped_by_name: Option<String>,
    /// When they were shipped.
    pub shipped_at: Option<DateTime<Utc>>,
    /// Who took them in.
    pub received_by_name: Option<String>,
    /// When they came.
    pub received_at: Option<DateTime<Utc>>,
    /// When it was closed.
    pub reconciled_at: Option<DateTime<Utc>>,
    /// Until when what was shipped at once must be approved.
    pub papers_due_at: Option<DateTime<Utc>>,
    /// That time has passed, and it is not approved.
    pub papers_overdue: bool,
    /// Lines.
    pub lines: i64,
    /// How many less came than were shipped, over all lines.
    pub short: i64,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// When it was written.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A material transfer with its lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MaterialTransfer {
    /// What the list says of it.
    pub head: MaterialTransferSummary,
    /// Its lines, in the order in which they were written.
    pub lines: Vec<TransferLine>,
    /// What the caller can do with it.
    pub available_actions: Vec<TransferAction>,
    /// Whether the caller may rewrite it.
    pub editable: bool,
}

/// A line of a material transfer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TransferLine {
    /// Its id.
    pub id: TransferLineId,
    /// The part.
    pub part_id: PartId,
    /// The part's number.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2201"))]
    pub part_number: String,
    /// The part's name.
    #[cfg_attr(feature = "openapi", schema(example = "门机皮带 1200 mm"))]
    pub part_name: String,
    /// What it is counted in.
    pub measure: Measure,
    /// Whether its batch is named when it is shipped.
    pub batch_tracked: bool,
    /// How many were asked for.
    pub quantity: i64,
    /// How many can be taken where they are taken, beyond what is reserved; told to whoever sees that location.
    pub free: Option<i64>,
    /// Days after receipt until the old part must be back; absent where none is owed.
    pub return_days: Option<i32>,
    /// The day on which the old part must be back; known from the receipt on.
    pub old_part_due_on: Option<NaiveDate>,
    /// The batch that was shipped.
    pub batch: Option<String>,
    /// How many were shipped.
    pub shipped: Option<i64>,
    /// How many came.
    pub received: Option<i64>,
    /// How many less came than were shipped.
    pub shortage: Option<i64>,
    /// The serial number of what was taken out of the unit.
    pub old_serial: Option<String>,
    /// The serial number of what was fitted in its place.
    pub new_serial: Option<String>,
}
