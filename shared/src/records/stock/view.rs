//! Stock as it is read.

use super::words::MovementKind;
use crate::ids::{LocationId, PartId, StockLevelId, StockMovementId};
use crate::records::location::LocationKind;
use crate::records::part::Measure;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// What there is of a part at a location.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockLevel {
    /// Its id.
    pub id: StockLevelId,
    /// Where.
    pub location_id: LocationId,
    /// The location's code.
    #[cfg_attr(feature = "openapi", schema(example = "CD-01"))]
    pub location_code: String,
    /// The location's name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州中心库"))]
    pub location_name: String,
    /// What the location is.
    pub location_kind: LocationKind,
    /// Whose the location is.
    pub organization_name: String,
    /// The part.
    pub part_id: PartId,
    /// The part's number.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2201"))]
    pub part_number: String,
    /// The part's name.
    #[cfg_attr(feature = "openapi", schema(example = "门机皮带 1200 mm"))]
    pub part_name: String,
    /// What the part is counted in.
    pub measure: Measure,
    /// Each movement of the part names its batch.
    pub batch_tracked: bool,
    /// How many there are: the sum of all movements.
    pub on_hand: i64,
    /// How many of them are promised to somebody.
    pub reserved: i64,
    /// How many can be taken.
    pub free: i64,
    /// When no more than these can be taken, it is time to order; 0 for never.
    pub reorder_point: i64,
    /// It is time to order.
    pub low: bool,
    /// Grows with each change of the reorder point; the ETag.
    pub version: i32,
    /// When something was last moved.
    pub updated_at: DateTime<Utc>,
}

/// Whether it is time to order.
pub fn is_low(free: i64, reorder_point: i64) -> bool {
    reorder_point > 0 && free <= reorder_point
}

/// Something that was moved. It never changes; what was booked wrongly is taken back by another one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StockMovement {
    /// Its id.
    pub id: StockMovementId,
    /// When it was booked.
    pub at: DateTime<Utc>,
    /// What it is.
    pub kind: MovementKind,
    /// What was moved.
    pub part_id: PartId,
    /// The part's number.
    #[cfg_attr(feature = "openapi", schema(example = "DM-2201"))]
    pub part_number: String,
    /// The part's name.
    #[cfg_attr(feature = "openapi", schema(example = "门机皮带 1200 mm"))]
    pub part_name: String,
    /// What the part is counted in.
    pub measure: Measure,
    /// Its batch.
    pub batch: Option<String>,
    /// Where it came from; absent for what came from outside.
    pub from_location_id: Option<LocationId>,
    /// That location's name.
    #[cfg_attr(feature = "openapi", schema(example = "杭州中心库"))]
    pub from_location_name: Option<String>,
    /// Where it went; absent for what went out.
    pub to_location_id: Option<LocationId>,
    /// That location's name.
    #[cfg_attr(feature = "openapi", schema(example = "张伟的服务车"))]
    pub to_location_name: Option<String>,
    /// How many.
    pub quantity: i64,
    /// Why.
    pub reason: Option<String>,
    /// A document it belongs to: a delivery note, a ticket.
    pub reference: Option<String>,
    /// The movement that this one takes back.
    pub corrects_id: Option<StockMovementId>,
    /// Whether it was taken back.
    pub corrected: bool,
    /// Who booked it.
    pub actor_name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_time_to_order_at_the_reorder_point_and_below() {
        assert!(is_low(4, 5) && is_low(5, 5) && is_low(0, 1));
        assert!(!is_low(6, 5) && !is_low(0, 0));
    }
}
