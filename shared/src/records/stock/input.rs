//! What is sent to move stock, and which way it then goes.

use super::words::MovementKind;
use crate::ids::{LocationId, PartId};
use crate::problem::{Checker, FieldProblem, FieldRefusal, ProblemCode, Refusal};
use crate::text::{Line, Text};
use serde::{Deserialize, Serialize};

/// The most that is moved at once, and the highest reorder point.
pub const MOST: i64 = 1_000_000;

/// Goods come in from outside.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceiveStock {
    /// Where they come to.
    pub location_id: LocationId,
    /// What comes.
    pub part_id: PartId,
    /// How many, 1–1,000,000.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub quantity: i64,
    /// Their batch; needed for parts that are tracked by it.
    #[serde(default)]
    pub batch: Option<Line<80>>,
    /// A document it belongs to.
    #[serde(default)]
    pub reference: Option<Line<100>>,
    /// Why.
    #[serde(default)]
    pub reason: Option<Text<500>>,
}

/// Goods go from one location to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TransferStock {
    /// Where they come from.
    pub from_location_id: LocationId,
    /// Where they go.
    pub to_location_id: LocationId,
    /// What goes.
    pub part_id: PartId,
    /// How many, 1–1,000,000.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub quantity: i64,
    /// Their batch; needed for parts that are tracked by it.
    #[serde(default)]
    pub batch: Option<Line<80>>,
    /// A document it belongs to.
    #[serde(default)]
    pub reference: Option<Line<100>>,
    /// Why.
    #[serde(default)]
    pub reason: Option<Text<500>>,
}

/// Goods go out: to a customer, into a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IssueStock {
    /// Where they are taken.
    pub location_id: LocationId,
    /// What is taken.
    pub part_id: PartId,
    /// How many, 1–1,000,000.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub quantity: i64,
    /// Their batch; needed for parts that are tracked by it.
    #[serde(default)]
    pub batch: Option<Line<80>>,
    /// A document it belongs to: a ticket.
    #[serde(default)]
    pub reference: Option<Line<100>>,
    /// Why.
    #[serde(default)]
    pub reason: Option<Text<500>>,
}

/// There is more or less than the books say.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AdjustStock {
    /// Where.
    pub location_id: LocationId,
    /// Of what.
    pub part_id: PartId,
    /// How many more; below zero for how many less. Not zero, at most 1,000,000 either way.
    #[cfg_attr(feature = "openapi", schema(minimum = -1_000_000, maximum = 1_000_000))]
    pub difference: i64,
    /// Their batch.
    #[serde(default)]
    pub batch: Option<Line<80>>,
    /// A document it belongs to.
    #[serde(default)]
    pub reference: Option<Line<100>>,
    /// Why.
    pub reason: Text<500>,
}

/// Takes a movement back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectMovement {
    /// Why.
    pub reason: Text<500>,
}

/// A part is kept at a location from now on, although there is none yet.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateStockLevel {
    /// Where.
    pub location_id: LocationId,
    /// What.
    pub part_id: PartId,
    /// When no more than these can be taken, it is time to order; 0 for never.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
    pub reorder_point: i64,
}

/// What can be changed of a level by hand.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UpdateStockLevel {
    /// When no more than these can be taken, it is time to order; 0 for never.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
    pub reorder_point: i64,
}

/// Whether a reorder point is within its range.
///
/// # Errors
/// `validation_failed` when it is not.
pub fn check_reorder_point(point: i64) -> Result<(), Refusal> {
    let mut check = Checker::default();
    check.range(point, 0..=MOST, "/reorder_point");
    check.finish()
}

/// A movement before it is booked: which way how many of what go.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// What it is.
    pub kind: MovementKind,
    /// What is moved.
    pub part_id: PartId,
    /// Where from, and the pointer of the field that says so.
    pub from: Option<(LocationId, &'static str)>,
    /// Where to, and the pointer of the field that says so.
    pub to: Option<(LocationId, &'static str)>,
    /// How many.
    pub quantity: i64,
    /// The pointer of the field that says how many.
    pub counted: &'static str,
    /// Their batch.
    pub batch: Option<Line<80>>,
    /// A document it belongs to.
    pub reference: Option<Line<100>>,
    /// Why.
    pub reason: Option<Text<500>>,
}

impl From<ReceiveStock> for Move {
    fn from(said: ReceiveStock) -> Self {
        Self {
            kind: MovementKind::Receipt,
            part_id: said.part_id,
            from: None,
            to: Some((said.location_id, "/location_id")),
            quantity: said.quantity,
            counted: "/quantity",
            batch: said.batch,
            reference: said.reference,
            reason: said.reason,
        }
    }
}

impl From<TransferStock> for Move {
    fn from(said: TransferStock) -> Self {
        Self {
            kind: MovementKind::Transfer,
            part_id: said.part_id,
            from: Some((said.from_location_id, "/from_location_id")),
            to: Some((said.to_location_id, "/to_location_id")),
            quantity: said.quantity,
            counted: "/quantity",
            batch: said.batch,
            reference: said.reference,
            reason: said.reason,
        }
    }
}

impl From<IssueStock> for Move {
    fn from(said: IssueStock) -> Self {
        Self {
            kind: MovementKind::Issue,
            part_id: said.part_id,
            from: Some((said.location_id, "/location_id")),
            to: None,
            quantity: said.quantity,
            counted: "/quantity",
            batch: said.batch,
            reference: said.reference,
            reason: said.reason,
        }
    }
}

impl From<AdjustStock> for Move {
    fn from(said: AdjustStock) -> Self {
        let place = Some((said.location_id, "/location_id"));
        let (from, to) = if said.difference < 0 { (place, None) } else { (None, place) };
        Self {
            kind: MovementKind::Adjustment,
            part_id: said.part_id,
            from,
            to,
            quantity: said.difference.saturating_abs(),
            counted: "/difference",
            batch: said.batch,
            reference: said.reference,
            reason: Some(said.reason),
        }
    }
}

impl Move {
    /// Whether it goes somewhere, and how many go. `batch_tracked` says of the part whether its batch must be named.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self, batch_tracked: bool) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check.range(self.quantity, 1..=MOST, self.counted);
        if let Some(((from, _), (to, pointer))) = self.from.zip(self.to) {
            check.check(from != to, pointer, FieldProblem::Inconsistent);
        }
        // Whoever finds a difference often cannot tell of which batch.
        let named = self.batch.is_some() || !batch_tracked || self.kind == MovementKind::Adjustment;
        check.check(named, "/batch", FieldProblem::Required);
        check.finish()
    }
}

/// The refusal of a movement that takes more than there is: how many are left, and where more is.
pub fn short(counted: &str, part: &str, location: &str, free: i64, elsewhere: &[(String, i64)]) -> Refusal {
    let field = FieldRefusal::new(counted, FieldProblem::TooLarge).arg("limit", free);
    let refusal = Refusal { code: ProblemCode::StockShort, ..Refusal::fields(vec![field]) };
    let refusal = refusal.arg("part", part).arg("location", location).arg("free", free);
    if elsewhere.is_empty() {
        return refusal.detail("problem-stock_short-nowhere");
    }
    let places: Vec<String> = elsewhere.iter().map(|(name, free)| format!("{name} {free}")).collect();
    refusal.arg("elsewhere", places.join(" · "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Locale;
    use uuid::Uuid;

    fn place(n: u128) -> LocationId {
        LocationId(Uuid::from_u128(n))
    }

    fn transfer(from: u128, to: u128, quantity: i64) -> Move {
        Move::from(TransferStock {
            from_location_id: place(from),
            to_location_id: place(to),
            part_id: PartId(Uuid::nil()),
            quantity,
            batch: None,
            reference: None,
            reason: None,
        })
    }

    #[test]
    fn goods_go_somewhere_and_their_batch_is_named() {
        assert!(transfer(1, 2, 1).check(false).is_ok());
        let wrong = |moved: Move, batch| {
            let fields = moved.check(batch).unwrap_err().fields;
            fields.into_iter().map(|f| f.pointer).collect::<Vec<_>>()
        };
        assert_eq!(wrong(transfer(1, 1, 0), true), ["/quantity", "/to_location_id", "/batch"]);
        assert_eq!(wrong(transfer(1, 2, MOST + 1), false), ["/quantity"]);
    }

    #[test]
    fn a_difference_goes_out_when_there_is_less_and_comes_in_when_there_is_more() {
        let adjust = |difference| {
            Move::from(AdjustStock {
                location_id: place(1),
                part_id: PartId(Uuid::nil()),
                difference,
                batch: None,
                reference: None,
                reason: Text::new("盘亏").unwrap(),
            })
        };
        let (less, more) = (adjust(-3), adjust(2));
        assert_eq!((less.from.is_some(), less.to, less.quantity), (true, None, 3));
        assert_eq!((more.from, more.to.is_some(), more.quantity), (None, true, 2));
        assert!(less.check(true).is_ok(), "nobody knows of which batch");
        assert_eq!(adjust(0).check(false).unwrap_err().fields[0].pointer, "/difference");
        assert!(adjust(i64::MIN).check(false).is_err());
    }

    #[test]
    fn whoever_asks_for_too_many_hears_where_more_is() {
        let said = |elsewhere: &[(String, i64)]| {
            short("/quantity", "DM-2201", "CD-01", 3, elsewhere)
                .into_problem(Locale::En, 409, String::new())
                .detail
        };
        assert_eq!(
            said(&[("SC-SH".into(), 4), ("VAN-1".into(), 1)]),
            "Only 3 of DM-2201 can be taken at CD-01. There are more at: SC-SH 4 · VAN-1 1."
        );
        assert_eq!(said(&[]), "Only 3 of DM-2201 can be taken at CD-01, and you see none elsewhere.");
    }
}
