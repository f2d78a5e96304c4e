//! Parts that the demo company has asked for: one for each place on the way.

use super::insert::World;
use super::story::{caller, line, text};
use crate::error::Failure;
use crate::records::material_transfer::service;
use crate::schema::{locations, parts};
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{LocationId, PartId};
use shared::records::material_transfer::*;
use std::collections::HashMap;

/// What a story needs.
struct Desk<'a> {
    world: &'a World,
    places: HashMap<String, LocationId>,
    parts: HashMap<String, PartId>,
    now: DateTime<Utc>,
}

/// Who does what, how many hours ago.
type Told<'a> = (&'static str, i64, &'a dyn Fn(&MaterialTransfer) -> Result<Doing, Failure>);

impl Desk<'_> {
    /// What is asked for: parts by number, for a customer's unit or a location.
    fn asked(
        &self,
        wanted: &[(&str, i64)],
        to: Option<&str>,
        why: &str,
    ) -> Result<MaterialTransferInput, Failure> {
        let to_location_id = to.map(|code| self.places[code]);
        let to_customer_id = if to.is_none() { self.world.customers.first().copied() } else { None };
        Ok(MaterialTransferInput {
            urgent: false,
            justification: None,
            coverage: TransferCoverage::Warranty,
            ticket_id: None,
            unit_id: None,
            from_location_id: Some(self.places["CD-01"]),
            to_location_id,
            to_organization_id: None,
            to_customer_id,
            address: if to.is_none() {
                Some(text("浙江省杭州市西湖区转塘街道，物业值班室")?)
            } else {
                None
            },
            reason: Some(text(why)?),
            lines: wanted
                .iter()
                .map(|(number, quantity)| TransferLineInput {
                    part_id: self.parts[*number],
                    quantity: *quantity,
                    old_part_due: None,
                })
                .collect(),
        })
    }

    /// Writes one and takes it along its way: who does what, how many hours ago.
    fn tell(
        &self,
        c: &mut PgConnection,
        who: &'static str,
        hours: i64,
        input: &MaterialTransferInput,
        steps: &[Told<'_>],
    ) -> Result<(), Failure> {
        let at = |hours| self.now - Duration::hours(hours);
        let mut transfer = service::create(c, &caller(self.world, who, at(hours)), input)?;
        for (who, hours, doing) in steps {
            let caller = caller(self.world, who, at(*hours));
            let doing = doing(&transfer)?;
            transfer = service::act(c, &caller, transfer.head.id, transfer.head.version, &doing)?;
        }
        Ok(())
    }
}

fn approve(_: &MaterialTransfer) -> Result<Doing, Failure> {
    Ok(Doing::Approve(ApproveTransfer::default()))
}

fn ship(transfer: &MaterialTransfer) -> Result<Doing, Failure> {
    let batch =
        |line: &TransferLine| Ok(ShippedLine { line_id: line.id, shipped: None, batch: Some(batch_of()?) });
    let lines: Result<Vec<ShippedLine>, Failure> = transfer.lines.iter().map(batch).collect();
    Ok(Doing::Ship(ShipTransfer {
        from_location_id: None,
        carrier: Some(line("顺丰速运")?),
        waybill: Some(line("SF1370571882201")?),
        lines: lines?,
    }))
}

fn batch_of() -> Result<shared::text::Line<80>, Failure> {
    line("2026-B07")
}

/// One came less than was shipped.
fn short(transfer: &MaterialTransfer) -> Result<Doing, Failure> {
    let one = |line: &TransferLine| ReceivedLine {
        line_id: line.id,
        received: line.shipped.map(|shipped| shipped - 1),
        old_serial: None,
        new_serial: None,
    };
    Ok(Doing::Receive(ReceiveTransfer { lines: transfer.lines.first().map(one).into_iter().collect() }))
}

/// The transfers.
pub(super) fn transfers(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    let places: Vec<(String, LocationId)> =
        locations::table.select((locations::code, locations::id)).load(c)?;
    let known: Vec<(String, PartId)> = parts::table.select((parts::number, parts::id)).load(c)?;
    let desk = Desk { world, places: places.into_iter().collect(), parts: known.into_iter().collect(), now };
    let submit = |_: &MaterialTransfer| Ok(Doing::Submit);
    let pick = |_: &MaterialTransfer| Ok(Doing::Pick);
    let reconcile = |_: &MaterialTransfer| Ok(Doing::Reconcile);

    let closed = desk.asked(&[("DM-2310", 8), ("SB-7002", 4)], Some("SC-SH"), "补充服务站库存")?;
    desk.tell(
        c,
        "servicecenter",
        240,
        &MaterialTransferInput { from_location_id: None, ..closed },
        &[
            ("servicecenter", 239, &submit),
            ("supervisor", 236, &|_| {
                let from_location_id = Some(desk.places["CD-01"]);
                Ok(Doing::Approve(ApproveTransfer { from_location_id }))
            }),
            ("specialist", 232, &pick),
            ("specialist", 230, &ship),
            ("servicecenter", 190, &short),
            ("specialist", 186, &reconcile),
        ],
    )?;
    let picked = desk.asked(&[("DM-2202", 2), ("SB-6302", 1)], Some("VAN-01"), "门机皮带与制动器更换")?;
    let steps: &[Told<'_>] =
        &[("technician", 29, &submit), ("supervisor", 26, &approve), ("specialist", 3, &pick)];
    desk.tell(c, "technician", 30, &picked, steps)?;
    let down = desk.asked(&[("DM-2330", 1)], None, "3 号梯停梯抢修")?;
    let down = MaterialTransferInput {
        urgent: true,
        justification: Some(text("3 号梯停梯，高层住户无法出入，先发后补手续。")?),
        ..down
    };
    let steps: &[Told<'_>] = &[("technician", 69, &submit), ("specialist", 68, &ship)];
    desk.tell(c, "technician", 70, &down, steps)?;
    let waiting = desk.asked(&[("SB-5040", 2), ("DM-2201", 3)], Some("VAN-02"), "服务车补货")?;
    desk.tell(c, "technician2", 5, &waiting, &[("technician2", 5, &submit)])?;
    let draft = desk.asked(&[("SB-6101", 1)], None, "制动器线圈更换")?;
    desk.tell(c, "technician", 1, &draft, &[])?;
    Ok(())
}
