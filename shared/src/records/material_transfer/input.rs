//! What is sent about material transfers.

use super::words::TransferCoverage;
use crate::ids::{CustomerId, LocationId, OrganizationId, PartId, TicketId, TransferLineId, UnitId};
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::records::stock::MOST;
use crate::text::{Line, Text};
use serde::{Deserialize, Serialize};

/// Lines of one transfer.
const MOST_LINES: i64 = 200;

/// What is sent to write or rewrite a material transfer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MaterialTransferInput {
    /// A unit is down: the parts may be shipped at once, and the approval follows.
    #[serde(default)]
    pub urgent: bool,
    /// Why it is urgent; needed for what is.
    #[serde(default)]
    pub justification: Option<Text<1000>>,
    /// Who pays.
    pub coverage: TransferCoverage,
    /// The ticket it is for.
    #[serde(default)]
    pub ticket_id: Option<TicketId>,
    /// The unit it is for; by default the ticket's.
    #[serde(default)]
    pub unit_id: Option<UnitId>,
    /// Where the parts are taken; whoever approves or ships may say it later.
    #[serde(default)]
    pub from_location_id: Option<LocationId>,
    /// Where they go: this location …
    #[serde(default)]
    pub to_location_id: Option<LocationId>,
    /// … or this organisation …
    #[serde(default)]
    pub to_organization_id: Option<OrganizationId>,
    /// … or this customer.
    #[serde(default)]
    pub to_customer_id: Option<CustomerId>,
    /// The address, where it is no location of ours.
    #[serde(default)]
    pub address: Option<Text<500>>,
    /// What they are for.
    #[serde(default)]
    pub reason: Option<Text<1000>>,
    /// What is asked for, 1–200 lines.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 200))]
    pub lines: Vec<TransferLineInput>,
}

/// A line of what is asked for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TransferLineInput {
    /// The part.
    pub part_id: PartId,
    /// How many, 1–1,000,000.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1_000_000))]
    pub quantity: i64,
    /// Whether the old part must come back; by default what the part says, under warranty.
    #[serde(default)]
    pub old_part_due: Option<bool>,
}

impl MaterialTransferInput {
    /// Whether it goes to one place, says why it is urgent, and asks for something.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let places = [
            ("/to_location_id", self.to_location_id.is_some()),
            ("/to_organization_id", self.to_organization_id.is_some()),
            ("/to_customer_id", self.to_customer_id.is_some()),
        ];
        let mut named = places.iter().filter(|(_, named)| *named);
        check.check(named.next().is_some(), "/to_location_id", FieldProblem::Required);
        for (pointer, _) in named {
            check.check(false, pointer, FieldProblem::Inconsistent);
        }
        check.check(
            self.to_location_id.is_some() || self.address.is_some(),
            "/address",
            FieldProblem::Required,
        );
        let stays = self.to_location_id.is_some() && self.to_location_id == self.from_location_id;
        check.check(!stays, "/to_location_id", FieldProblem::Inconsistent);
        check.check(!self.urgent || self.justification.is_some(), "/justification", FieldProblem::Required);
        check.range(i64::try_from(self.lines.len()).unwrap_or(i64::MAX), 1..=MOST_LINES, "/lines");
        for (n, line) in self.lines.iter().enumerate() {
            check.range(line.quantity, 1..=MOST, &format!("/lines/{n}/quantity"));
        }
        check.finish()
    }
}

/// What is sent with an action that needs no more than a word.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TransferActionInput {
    /// Why; needed to refuse or give up.
    #[serde(default)]
    pub reason: Option<Text<500>>,
}

/// What is sent to approve.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ApproveTransfer {
    /// Where the parts are taken, if not where it was asked for; needed if nobody has said it yet.
    #[serde(default)]
    pub from_location_id: Option<LocationId>,
}

/// What is sent to ship.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShipTransfer {
    /// Where the parts of an urgent one are taken; needed if nobody has said it yet.
    #[serde(default)]
    pub from_location_id: Option<LocationId>,
    /// Who carries them.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "顺丰速运"))]
    pub carrier: Option<Line<100>>,
    /// The waybill's number.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "SF1234567890"))]
    pub waybill: Option<Line<100>>,
    /// Lines that are not shipped in full, or whose batch must be named; of the others all go.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub lines: Vec<ShippedLine>,
}

/// What of a line is shipped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ShippedLine {
    /// The line.
    pub line_id: TransferLineId,
    /// How many; all that were asked for by default, and never more.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
    pub shipped: Option<i64>,
    /// Their batch; needed for parts that are tracked by it.
    #[serde(default)]
    pub batch: Option<Line<80>>,
}

/// What is sent to receive.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceiveTransfer {
    /// Lines of which less came, or whose serial numbers are known; of the others all have come.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 200))]
    pub lines: Vec<ReceivedLine>,
}

/// What of a line has come.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceivedLine {
    /// The line.
    pub line_id: TransferLineId,
    /// How many; all that were shipped by default, and never more.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
    pub received: Option<i64>,
    /// The serial number of what was taken out of the unit.
    #[serde(default)]
    pub old_serial: Option<Line<80>>,
    /// The serial number of what was fitted in its place.
    #[serde(default)]
    pub new_serial: Option<Line<80>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn it_goes_to_one_place_and_says_why_it_is_urgent() {
        let place = LocationId(Uuid::from_u128(1));
        let line = TransferLineInput { part_id: PartId(Uuid::nil()), quantity: 1, old_part_due: None };
        let good = MaterialTransferInput {
            urgent: false,
            justification: None,
            coverage: TransferCoverage::Warranty,
            ticket_id: None,
            unit_id: None,
            from_location_id: None,
            to_location_id: Some(place),
            to_organization_id: None,
            to_customer_id: None,
            address: None,
            reason: None,
            lines: vec![line.clone()],
        };
        assert!(good.check().is_ok());
        let wrong = |change: fn(&mut MaterialTransferInput)| {
            let mut input = good.clone();
            change(&mut input);
            let fields = input.check().unwrap_err().fields;
            fields.into_iter().map(|f| f.pointer).collect::<Vec<_>>()
        };
        assert_eq!(wrong(|i| i.urgent = true), ["/justification"]);
        assert_eq!(wrong(|i| i.to_location_id = None), ["/to_location_id", "/address"]);
        assert_eq!(wrong(|i| i.to_customer_id = Some(CustomerId(Uuid::nil()))), ["/to_customer_id"]);
        assert_eq!(wrong(|i| i.from_location_id = i.to_location_id), ["/to_location_id"]);
        assert_eq!(wrong(|i| i.lines = vec![]), ["/lines"]);
        assert_eq!(wrong(|i| i.lines[0].quantity = 0), ["/lines/0/quantity"]);
    }
}
