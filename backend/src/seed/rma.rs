//! Old parts of the demo company on their way back: one asked for, one overdue, one inspected.

use super::insert::World;
use super::story::{caller, line, text};
use crate::error::Failure;
use crate::records::rma::service::{self, Act};
use crate::schema::parts;
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::PartId;
use shared::records::rma::*;

fn one(part_id: Option<PartId>, name: &str, fault: &str, quantity: i32) -> Result<CreateRmaLine, Failure> {
    Ok(CreateRmaLine {
        part_id,
        name: Some(line(name)?),
        unit_id: None,
        old_serial: None,
        batch: None,
        fault: Some(line(fault)?),
        quantity,
    })
}

/// The returns.
pub(super) fn rmas(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    let part: Option<PartId> = parts::table.order(parts::number).select(parts::id).first(c).optional()?;
    let dealer_id = Some(world.organizations["DL-HZ"]);
    let ask = |lines| CreateRma { dealer_id, ticket_id: None, reason: None, lines };
    let on = |days| caller(world, "supervisor", now - Duration::days(days));

    let asked = vec![one(part, "门机皮带", "断裂", 2)?];
    service::create(c, &on(1), &ask(asked))?;

    let late = on(60);
    let made = service::create(c, &late, &ask(vec![one(None, "光幕发射端", "误动作", 1)?]))?;
    let let_come = |days| {
        let deadline = Some((now - Duration::days(days)).date_naive());
        Act::Authorize(AuthorizeRma { deadline, return_to_id: None })
    };
    service::act(c, &late, made.head.id, made.head.version, &let_come(10))?;

    let begun = on(12);
    let lines = vec![one(part, "门机电机", "通电无反应", 1)?, one(None, "轿厢按钮板", "接触不良", 3)?];
    let made = service::create(c, &begun, &ask(lines))?;
    let made = service::act(c, &begun, made.head.id, made.head.version, &let_come(-18))?;
    let ids: Vec<_> = made.lines.iter().map(|line| line.id).collect();
    let sent = ids.iter().zip([1, 3]).map(|(line_id, quantity)| ShipRmaLine { line_id: *line_id, quantity });
    let ship = ShipRma {
        carrier: line("顺丰速运")?,
        waybill: line("SF1390571001")?,
        freight_payer: FreightPayer::Dealer,
        lines: sent.collect(),
    };
    let made = service::act(c, &on(8), made.head.id, made.head.version, &Act::Ship(ship))?;
    let came = ids.iter().zip([1, 2]).map(|(line_id, quantity)| ReceiveRmaLine {
        line_id: *line_id,
        quantity,
        condition: RmaCondition::Intact,
        note: None,
    });
    let receive = ReceiveRma { lines: came.collect() };
    service::act(c, &on(5), made.head.id, made.head.version, &Act::Receive(receive))?;

    let refused = service::create(c, &on(3), &ask(vec![one(None, "轿厢照明灯", "不亮", 1)?]))?;
    let reason = RmaReason { reason: text("易耗件，不在质保范围内，无需退回。")? };
    service::act(c, &on(2), refused.head.id, refused.head.version, &Act::Refuse(reason))?;
    Ok(())
}
