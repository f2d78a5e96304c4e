//! Where the demo company keeps its spare parts, and what has come and gone there.

use super::insert::World;
use super::story::{caller, line, text};
use crate::error::Failure;
use crate::records::{location, stock, stock_count};
use crate::schema::parts;
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{LocationId, PartId};
use shared::records::location::{LocationInput, LocationKind};
use shared::records::stock::{CreateStockLevel, IssueStock, Move, ReceiveStock, TransferStock};
use shared::records::stock_count::{
    CountedLine, CreateStockCount, StockCountAction, StockCountActionInput, UpdateStockCount,
};
use std::collections::HashMap;

/// Code, kind, name, organisation, who answers for it.
const LOCATIONS: &[(&str, LocationKind, &str, &str, Option<&str>)] = &[
    ("CD-01", LocationKind::CentralDepot, "余杭中心库", "SB", None),
    ("SC-SH", LocationKind::ServiceCenter, "上海服务站库", "SC-SH", None),
    ("DL-HZ", LocationKind::ServiceCenter, "杭州恒升备件库", "DL-HZ", None),
    ("VAN-01", LocationKind::Van, "张伟的服务车", "SB", Some("technician")),
    ("VAN-02", LocationKind::Van, "刘洋的服务车", "SB", Some("technician2")),
];

/// Part, received at the central depot, reorder point there.
const RECEIVED: &[(&str, i64, i64)] = &[
    ("DM-1101", 12, 4),
    ("DM-1201", 8, 3),
    ("DM-2201", 60, 20),
    ("DM-2202", 20, 10),
    ("DM-2310", 120, 40),
    ("DM-2320", 16, 6),
    ("DM-2330", 10, 4),
    ("DM-3101", 9, 4),
    ("DM-3102", 25, 10),
    ("QY-4001", 4, 2),
    ("QY-4002", 2, 2),
    ("QY-4003", 3, 1),
    ("QY-4101", 30, 10),
    ("QY-4102", 12, 5),
    ("QY-4201", 6, 3),
    ("SB-5000", 2, 0),
    ("SB-5001", 5, 3),
    ("SB-5010", 8, 3),
    ("SB-5020", 18, 6),
    ("SB-5021", 150, 50),
    ("SB-5030", 24, 12),
    ("SB-5040", 14, 6),
    ("SB-6001", 1, 1),
    ("SB-6101", 6, 4),
    ("SB-6102", 10, 6),
    ("SB-6201", 1200, 400),
    ("SB-6202", 600, 200),
    ("SB-6301", 40, 20),
    ("SB-6302", 6, 3),
    ("SB-6501", 35, 20),
    ("SB-7001", 80, 40),
    ("SB-7002", 96, 30),
    ("SB-7003", 22, 10),
    ("SB-7004", 7, 3),
];

/// Part, to where, how many, reorder point there.
const MOVED: &[(&str, &str, i64, i64)] = &[
    ("DM-2201", "SC-SH", 10, 4),
    ("DM-2310", "SC-SH", 20, 8),
    ("DM-3101", "SC-SH", 2, 1),
    ("QY-4101", "SC-SH", 4, 2),
    ("SB-5030", "SC-SH", 6, 3),
    ("DM-2201", "DL-HZ", 8, 4),
    ("SB-5021", "DL-HZ", 20, 10),
    ("SB-6301", "DL-HZ", 6, 4),
    ("DM-2201", "VAN-01", 4, 2),
    ("DM-2310", "VAN-01", 8, 4),
    ("SB-5040", "VAN-01", 2, 1),
    ("DM-2201", "VAN-02", 3, 2),
    ("SB-5021", "VAN-02", 6, 2),
];

/// Part, from where, how many, for what.
const ISSUED: &[(&str, &str, i64, &str)] = &[
    ("DM-2201", "VAN-01", 1, "西湖花园 3 幢门机皮带"),
    ("DM-2201", "VAN-02", 2, "住院楼门机保养"),
    ("QY-4002", "CD-01", 1, "住院楼变频器过流"),
    ("SB-6102", "CD-01", 5, "制动器闸瓦批量更换"),
    ("SB-7001", "CD-01", 46, "天府广场扶手带更换"),
    ("SB-6301", "DL-HZ", 3, "导靴靴衬磨损"),
];

/// The locations, what lies there and how it came there.
pub(super) fn stock(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    let head = caller(world, "supervisor", now - Duration::days(90));
    let mut places: HashMap<&str, LocationId> = HashMap::new();
    for (code, kind, name, home, person) in LOCATIONS {
        let input = LocationInput {
            kind: *kind,
            code: line(code)?,
            name: line(name)?,
            organization_id: world.organizations[home],
            responsible_id: person.map(|local| world.people[local]),
            address: None,
            active: true,
        };
        places.insert(code, location::service::create(c, &head, &input)?.id);
    }
    let known: Vec<(String, PartId)> = parts::table.select((parts::number, parts::id)).load(c)?;
    let known: HashMap<String, PartId> = known.into_iter().collect();
    let batch = || line("2026-B07").map(Some);
    for (number, quantity, reorder_point) in RECEIVED {
        let (location_id, part_id) = (places["CD-01"], known[*number]);
        let level = CreateStockLevel { location_id, part_id, reorder_point: *reorder_point };
        stock::service::create(c, &head, &level)?;
        let goods = ReceiveStock {
            location_id,
            part_id,
            quantity: *quantity,
            batch: batch()?,
            reference: Some(line("DN-20260901-03")?),
            reason: None,
        };
        stock::service::book(c, &head, &Move::from(goods))?;
    }
    let carrier = caller(world, "technician", now - Duration::days(40));
    for (number, to, quantity, reorder_point) in MOVED {
        let (to_location_id, part_id) = (places[to], known[*number]);
        let level = CreateStockLevel { location_id: to_location_id, part_id, reorder_point: *reorder_point };
        stock::service::create(c, &carrier, &level)?;
        let goods = TransferStock {
            from_location_id: places["CD-01"],
            to_location_id,
            part_id,
            quantity: *quantity,
            batch: batch()?,
            reference: None,
            reason: Some(text("补充库存")?),
        };
        stock::service::book(c, &carrier, &Move::from(goods))?;
    }
    for (n, (number, from, quantity, why)) in (0..).zip(ISSUED) {
        let worker = caller(world, "technician", now - Duration::days(20) + Duration::hours(n * 31));
        let goods = IssueStock {
            location_id: places[from],
            part_id: known[*number],
            quantity: *quantity,
            batch: batch()?,
            reference: None,
            reason: Some(text(why)?),
        };
        stock::service::book(c, &worker, &Move::from(goods))?;
    }
    count(c, world, places["SC-SH"], now - Duration::days(2))
}

/// The half-yearly count of a service centre, which waits for a second person.
fn count(
    c: &mut PgConnection,
    world: &World,
    location_id: LocationId,
    at: DateTime<Utc>,
) -> Result<(), Failure> {
    let counter = caller(world, "technician", at);
    let note = Some(text("下半年对账")?);
    let opened =
        stock_count::service::create(c, &counter, &CreateStockCount { location_id, note: note.clone() })?;
    // One line is short, all others are as the books have them.
    let lines = opened.lines.iter().enumerate().map(|(n, line)| CountedLine {
        part_id: line.part_id,
        counted: Some(if n == 1 { line.expected - 1 } else { line.expected }),
    });
    let counted = UpdateStockCount { lines: lines.collect(), note };
    let (id, version) = (opened.head.id, opened.head.version);
    let entered = stock_count::service::update(c, &counter, id, version, &counted)?;
    let submit = StockCountAction::Submit;
    let words = StockCountActionInput { reason: None };
    stock_count::service::act(c, &counter, id, entered.head.version, submit, &words)?;
    Ok(())
}
