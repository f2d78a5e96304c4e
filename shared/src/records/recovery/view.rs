//! Recoveries as they are read. Suppliers read nothing of the dealer, the return, the ticket or the unit.

use super::words::*;
use crate::ids::{OrganizationId, RecoveryId, RmaId, RmaLineId, WarrantyClaimId, WarrantyClaimLineId};
use crate::money::{Amount, Currency};
use crate::records::rma::RmaVerdict;
use crate::records::supplier_return::ChargeBasis;
use crate::records::warranty_claim::WarrantyClaimStatus;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// A recovery in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoverySummary {
    /// Its id.
    pub id: RecoveryId,
    /// Its printed number.
    #[cfg_attr(feature = "openapi", schema(example = "RC-2026-000001"))]
    pub number: String,
    /// How far it is.
    pub status: RecoveryStatus,
    /// On whom.
    pub supplier_id: OrganizationId,
    /// That organisation's name.
    #[cfg_attr(feature = "openapi", schema(example = "宁波德铭门机有限公司"))]
    pub supplier_name: String,
    /// What it is counted in.
    pub currency: Currency,
    /// What its lines come to.
    #[cfg_attr(feature = "openapi", schema(example = "1696.00"))]
    pub claimed: Amount,
    /// What is to be borne, as things stand.
    #[cfg_attr(feature = "openapi", schema(example = "1696.00"))]
    pub amount: Amount,
    /// How many parts are in it.
    #[cfg_attr(feature = "openapi", schema(example = 2))]
    pub parts: i64,
    /// Until when the supplier may answer; while it may.
    pub answer_until: Option<NaiveDate>,
    /// Days that are left of that, as of today.
    pub days_left: Option<i64>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// A line of a recovery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryLine {
    /// Its place.
    #[cfg_attr(feature = "openapi", schema(example = 1))]
    pub position: i32,
    /// What for.
    pub kind: RecoveryLineKind,
    /// The line of the return that it came with; told inside the house.
    pub rma_line_id: Option<RmaLineId>,
    /// That return; told inside the house.
    pub rma_id: Option<RmaId>,
    /// That return's number; told inside the house.
    #[cfg_attr(feature = "openapi", schema(example = "RMA-2026-000001"))]
    pub rma_number: Option<String>,
    /// The warranty claim whose cost it is; told inside the house.
    pub claim_id: Option<WarrantyClaimId>,
    /// That claim's number; told inside the house.
    #[cfg_attr(feature = "openapi", schema(example = "WC-2026-000001"))]
    pub claim_number: Option<String>,
    /// How far that claim is: what was charged back from its dealer is not the supplier's to bear; told inside the house.
    pub claim_status: Option<WarrantyClaimStatus>,
    /// What the tag on the part says (旧件标识卡).
    #[cfg_attr(feature = "openapi", schema(example = "7K2M9QXA4T"))]
    pub tag: Option<String>,
    /// The part's number.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2201"))]
    pub part_number: Option<String>,
    /// The part's name.
    #[cfg_attr(feature = "openapi", schema(example = "门机皮带 1200 mm"))]
    pub name: Option<String>,
    /// What the inspection found.
    pub verdict: Option<RmaVerdict>,
    /// How it failed.
    #[cfg_attr(feature = "openapi", schema(example = "同步带轮偏心"))]
    pub failure_mode: Option<String>,
    /// What one cost; what the maker charges others is not told to suppliers.
    #[cfg_attr(feature = "openapi", schema(example = "760.00"))]
    pub cost: Option<Amount>,
    /// What that is reckoned from, for parts of the price list.
    pub basis: Option<ChargeBasis>,
    /// For how many.
    #[cfg_attr(feature = "openapi", schema(example = 2))]
    pub quantity: i32,
    /// With which share in percent.
    #[cfg_attr(feature = "openapi", schema(example = 80))]
    pub share_percent: i32,
    /// What it comes to.
    #[cfg_attr(feature = "openapi", schema(example = "1216.00"))]
    pub amount: Amount,
}

/// Something that was done with a recovery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryStep {
    /// When.
    pub at: DateTime<Utc>,
    /// Where it went.
    pub status: RecoveryStatus,
    /// Who did it; absent where silence did.
    #[cfg_attr(feature = "openapi", schema(example = "赵敏"))]
    pub actor_name: Option<String>,
    /// What was said with it.
    pub words: Option<String>,
    /// What was to be borne from then on.
    #[cfg_attr(feature = "openapi", schema(example = "1696.00"))]
    pub amount: Amount,
}

/// A recovery.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Recovery {
    /// What the list says of it.
    pub head: RecoverySummary,
    /// Its lines.
    pub lines: Vec<RecoveryLine>,
    /// What was done with it, in the order of time.
    pub steps: Vec<RecoveryStep>,
    /// What the supplier should know.
    pub note: Option<String>,
    /// How it is proven that the supplier has it.
    pub delivery: Option<String>,
    /// When it was put together.
    pub created_at: DateTime<Utc>,
    /// Who did; told inside the house.
    pub created_by_name: Option<String>,
    /// What the caller can do with it.
    pub available_actions: Vec<RecoveryAction>,
}

/// What is to be recovered: a part for which the inspection found that its supplier answers, or what a warranty claim was paid because of
/// it; and nothing was charged for it yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ToRecover {
    /// What it is: the part itself, or a cost of a claim.
    pub kind: RecoveryLineKind,
    /// The line of the return that the part came with.
    pub rma_line_id: RmaLineId,
    /// The line of a warranty claim, where it is the cost of one.
    pub claim_line_id: Option<WarrantyClaimLineId>,
    /// The paid warranty claim that the part belongs to.
    pub claim_id: Option<WarrantyClaimId>,
    /// That claim's number.
    #[cfg_attr(feature = "openapi", schema(example = "WC-2026-000001"))]
    pub claim_number: Option<String>,
    /// That claim was for what failed before it was delivered: a penalty can be asked for (MGT-T 4.5.3).
    pub zero_km: bool,
    /// What the claim's line says it is.
    #[cfg_attr(feature = "openapi", schema(example = "更换门机皮带"))]
    pub description: Option<String>,
    /// Kinds of costs that a claim was paid for, and which are recovered by its lines only.
    pub paid_kinds: Vec<RecoveryLineKind>,
    /// That return.
    pub rma_id: RmaId,
    /// That return's number.
    #[cfg_attr(feature = "openapi", schema(example = "RMA-2026-000001"))]
    pub rma_number: String,
    /// What the tag on the part says.
    #[cfg_attr(feature = "openapi", schema(example = "7K2M9QXA4T"))]
    pub tag: String,
    /// The part's number.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2201"))]
    pub part_number: Option<String>,
    /// The part's name.
    #[cfg_attr(feature = "openapi", schema(example = "门机皮带 1200 mm"))]
    pub name: String,
    /// Who supplied it, as far as that is known.
    pub supplier_id: Option<OrganizationId>,
    /// That organisation's name.
    #[cfg_attr(feature = "openapi", schema(example = "宁波德铭门机有限公司"))]
    pub supplier_name: Option<String>,
    /// How many came.
    #[cfg_attr(feature = "openapi", schema(example = 2))]
    pub quantity: i32,
    /// The supplier's share in percent.
    #[cfg_attr(feature = "openapi", schema(example = 80))]
    pub share_percent: i32,
    /// How it failed.
    #[cfg_attr(feature = "openapi", schema(example = "同步带轮偏心"))]
    pub failure_mode: Option<String>,
    /// When it was inspected.
    pub inspected_at: DateTime<Utc>,
    /// What it would come to: the part by the price list of that day, a cost by what was approved.
    #[cfg_attr(feature = "openapi", schema(example = "1216.00"))]
    pub amount: Option<Amount>,
    /// What that is counted in.
    pub currency: Option<Currency>,
}

impl ToRecover {
    /// By what a row is told from others.
    pub fn key(&self) -> String {
        self.claim_line_id.map_or_else(|| self.rma_line_id.to_string(), |line| line.to_string())
    }
}
