//! The spare parts of the demo company.

use super::insert::World;
use super::story::{caller, line};
use crate::error::Failure;
use crate::records::part;
use crate::schema::products;
use chrono::{DateTime, Days, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{PartId, ProductId};
use shared::money::{Amount, Currency};
use shared::records::part::{Measure, PartInput, PartPrice};
use std::collections::HashMap;

/// A part as data.
struct Told {
    number: &'static str,
    name: &'static str,
    class: &'static str,
    measure: Measure,
    supplier: Option<&'static str>,
    fits: &'static [&'static str],
    /// List price and what the supplier charges.
    price: (&'static str, &'static str),
    /// Days until the old one must be back.
    back: Option<i32>,
    batch: bool,
    serial: bool,
    /// Number of what has come in its place; that stands further up.
    by: Option<&'static str>,
}

const PASSENGER: &[&str] = &["SB-1000P", "SB-1600B"];
const LIFTS: &[&str] = &["SB-1000P", "SB-1600B", "SB-3000F"];
const STAIRS: &[&str] = &["SB-E30"];

const fn told(
    number: &'static str,
    name: &'static str,
    class: &'static str,
    fits: &'static [&'static str],
    price: (&'static str, &'static str),
) -> Told {
    Told {
        number,
        name,
        class,
        measure: Measure::Piece,
        supplier: None,
        fits,
        price,
        back: None,
        batch: false,
        serial: false,
        by: None,
    }
}

impl Told {
    const fn from(self, supplier: &'static str) -> Self {
        Self { supplier: Some(supplier), ..self }
    }
    const fn back(self, days: i32) -> Self {
        Self { back: Some(days), ..self }
    }
    const fn serial(self) -> Self {
        Self { serial: true, ..self }
    }
    const fn batch(self) -> Self {
        Self { batch: true, ..self }
    }
    const fn by(self, number: &'static str) -> Self {
        Self { by: Some(number), ..self }
    }
    const fn measured(self, measure: Measure) -> Self {
        Self { measure, ..self }
    }
}

const PARTS: &[Told] = &[
    told("DM-1101", "门机控制器 DMC-3", "door_operator", PASSENGER, ("1680.00", "1120.00"))
        .from("SP-DM")
        .back(30)
        .serial(),
    told("DM-1100", "门机控制器 DMC-2", "door_operator", PASSENGER, ("1590.00", "1080.00"))
        .from("SP-DM")
        .back(30)
        .serial()
        .by("DM-1101"),
    told("DM-1201", "门机电机 43.5 W", "motor", PASSENGER, ("920.00", "610.00"))
        .from("SP-DM")
        .back(30)
        .serial(),
    told("DM-2201", "门机皮带 1200 mm", "consumable", PASSENGER, ("86.00", "38.50")).from("SP-DM").batch(),
    told("DM-2202", "门机皮带 1600 mm", "consumable", &["SB-3000F"], ("98.00", "45.00"))
        .from("SP-DM")
        .batch(),
    told("DM-2310", "厅门挂轮", "door_operator", LIFTS, ("24.00", "9.80")).from("SP-DM").batch(),
    told("DM-2320", "厅门锁组件 DL-9", "safety", LIFTS, ("185.00", "112.00")).from("SP-DM").back(30).batch(),
    told("DM-2330", "门刀组件", "door_operator", PASSENGER, ("260.00", "158.00")).from("SP-DM").back(30),
    told("DM-3101", "光幕 GM-154 光束", "light_curtain", LIFTS, ("640.00", "395.00"))
        .from("SP-DM")
        .back(30)
        .serial(),
    told("DM-3102", "光幕电缆 3 m", "light_curtain", LIFTS, ("45.00", "19.00")).from("SP-DM"),
    told("QY-4001", "变频器 11 kW", "inverter", PASSENGER, ("6850.00", "4920.00"))
        .from("SP-QY")
        .back(15)
        .serial(),
    told("QY-4002", "变频器 18.5 kW", "inverter", &["SB-1600B", "SB-3000F"], ("9400.00", "6880.00"))
        .from("SP-QY")
        .back(15)
        .serial(),
    told("QY-4003", "扶梯变频器 7.5 kW", "inverter", STAIRS, ("5200.00", "3710.00"))
        .from("SP-QY")
        .back(15)
        .serial(),
    told("QY-4101", "变频器散热风扇", "inverter", LIFTS, ("118.00", "56.00")).from("SP-QY").batch(),
    told("QY-4102", "制动电阻 60 Ω", "inverter", LIFTS, ("210.00", "126.00")).from("SP-QY"),
    told("QY-4201", "编码器 1024 线", "controller", LIFTS, ("780.00", "495.00"))
        .from("SP-QY")
        .back(30)
        .serial(),
    told("SB-5001", "主控制板 MCB-7", "controller", LIFTS, ("3350.00", "1890.00")).back(15).serial(),
    told("SB-5000", "主控制板 MCB-6", "controller", LIFTS, ("3200.00", "1850.00"))
        .back(15)
        .serial()
        .by("SB-5001"),
    told("SB-5010", "轿厢通讯板 CCB-2", "controller", LIFTS, ("860.00", "420.00")).back(30).serial(),
    told("SB-5020", "外呼显示板 HDB-4", "display", PASSENGER, ("320.00", "148.00")).back(30).batch(),
    told("SB-5021", "按钮组件，盲文", "display", LIFTS, ("38.00", "14.00")).batch(),
    told("SB-5030", "应急电源电池 12 V 7 Ah", "battery", LIFTS, ("135.00", "78.00")).batch(),
    told("SB-5040", "平层感应器", "controller", LIFTS, ("165.00", "88.00")).back(30),
    told("SB-6001", "曳引机 1000 kg 无齿轮", "traction_machine", &["SB-1000P"], ("18600.00", "12400.00"))
        .back(15)
        .serial(),
    told("SB-6002", "曳引机 1600 kg 无齿轮", "traction_machine", &["SB-1600B"], ("24800.00", "16900.00"))
        .back(15)
        .serial(),
    told("SB-6101", "制动器线圈", "brake", LIFTS, ("540.00", "310.00")).back(30).batch(),
    told("SB-6102", "制动器闸瓦", "brake", LIFTS, ("220.00", "105.00"))
        .back(30)
        .batch()
        .measured(Measure::Pair),
    told("SB-6201", "曳引钢丝绳 Φ10", "rope", PASSENGER, ("28.00", "17.50")).batch().measured(Measure::Metre),
    told("SB-6202", "曳引钢丝绳 Φ13", "rope", &["SB-3000F"], ("36.00", "22.80"))
        .batch()
        .measured(Measure::Metre),
    told("SB-6301", "滑动导靴靴衬", "guide_shoe", LIFTS, ("32.00", "11.00")).batch().measured(Measure::Set),
    told("SB-6302", "滚轮导靴", "guide_shoe", PASSENGER, ("1150.00", "720.00")).back(30),
    told("SB-6401", "限速器 1.0 m/s", "safety", &["SB-1000P"], ("1980.00", "1260.00")).back(15).serial(),
    told("SB-6501", "导轨润滑油", "consumable", LIFTS, ("48.00", "26.00")).batch().measured(Measure::Litre),
    told("SB-7001", "扶手带 黑色", "escalator", STAIRS, ("310.00", "198.00"))
        .batch()
        .measured(Measure::Metre),
    told("SB-7002", "梯级滚轮 Φ75", "escalator", STAIRS, ("42.00", "18.60")).batch(),
    told("SB-7003", "梳齿板", "escalator", STAIRS, ("68.00", "29.00")).batch(),
    told("SB-7004", "梯级链张紧开关", "escalator", STAIRS, ("145.00", "82.00")).back(30),
];

fn amount(text: &str) -> Result<Amount, Failure> {
    text.parse().map_err(|error| Failure::Internal(anyhow::Error::new(error)))
}

/// The catalogue.
pub(super) fn catalogue(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    let models: HashMap<String, ProductId> =
        products::table.select((products::code, products::id)).load(c)?.into_iter().collect();
    let keeper = caller(world, "quality", now);
    let mut made: HashMap<&str, PartId> = HashMap::new();
    let valid_from = keeper.today().checked_sub_days(Days::new(400)).unwrap_or_default();
    for told in PARTS {
        let (price, cost) = (amount(told.price.0)?, Some(amount(told.price.1)?));
        let input = PartInput {
            number: line(told.number)?,
            name: line(told.name)?,
            description: None,
            measure: told.measure,
            part_class: Some(line(told.class)?),
            supplier_id: told.supplier.map(|code| world.organizations[code]),
            batch_tracked: told.batch,
            serial_tracked: told.serial,
            return_owed: told.back.is_some(),
            return_days: told.back,
            product_ids: told.fits.iter().filter_map(|code| models.get(*code).copied()).collect(),
            superseded_by_id: told.by.and_then(|number| made.get(number).copied()),
            prices: vec![PartPrice { valid_from, currency: Currency::Cny, price, cost }],
            active: told.by.is_none(),
        };
        let part = part::service::create(c, &keeper, &input)?;
        made.insert(told.number, part.id);
    }
    Ok(())
}
