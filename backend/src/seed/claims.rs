//! Warranty claims of the demo company, one in each state that somebody has to do something about, and what they go by.

use super::insert::World;
use super::rma;
use super::story::{caller, text};
use crate::error::Failure;
use crate::records::warranty_claim::service::{create, get};
use crate::records::warranty_claim::{Act, act};
use crate::schema::{labour_operations, labour_rates, part_prices, parts, products, rma_lines, units};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};
use shared::ids::*;
use shared::money::{Amount, Currency};
use shared::records::rma::RmaResponsible;
use shared::records::warranty_claim::*;
use uuid::Uuid;

/// Operations: code, name, standard minutes.
const OPERATIONS: [(&str, &str, i32); 4] = [
    ("DM-010", "更换门机皮带", 90),
    ("DM-020", "更换门机电机", 150),
    ("CT-010", "更换控制板并重新调试", 120),
    ("TR-010", "更换曳引轮", 480),
];
/// What an hour is paid.
const RATES: [(&str, i64); 3] = [("DL-HZ", 180), ("DL-CD", 165), ("SC-SH", 200)];

fn catalogue(
    c: &mut PgConnection,
    world: &World,
    now: DateTime<Utc>,
) -> Result<Vec<LabourOperationId>, Failure> {
    use {labour_operations as o, labour_rates as r};
    let mut ids = vec![];
    for (code, name, minutes) in OPERATIONS {
        let id = LabourOperationId(Uuid::now_v7());
        diesel::insert_into(o::table)
            .values((
                (o::id.eq(id), o::code.eq(code), o::name.eq(name), o::standard_minutes.eq(minutes)),
                (o::active.eq(true), o::version.eq(1), o::created_at.eq(now), o::updated_at.eq(now)),
            ))
            .execute(c)?;
        ids.push(id);
    }
    let from = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap_or_default();
    for (dealer, rate) in RATES {
        let line = (r::dealer_id.eq(world.organizations[dealer]), r::valid_from.eq(from));
        diesel::insert_into(r::table)
            .values((line, r::currency.eq(Currency::Cny), r::rate.eq(Decimal::from(rate))))
            .execute(c)?;
    }
    Ok(ids)
}

/// What the claims of the demo are about.
#[derive(Clone, Copy)]
struct Stock {
    dealer: OrganizationId,
    unit: UnitId,
    part: PartId,
    price: Amount,
    operation: LabourOperationId,
    back: Option<RmaLineId>,
}

/// What a part costs by the price list.
fn list_price(c: &mut PgConnection, part: PartId) -> Result<Amount, Failure> {
    use part_prices as p;
    let of = p::table.filter(p::part_id.eq(part)).filter(p::currency.eq(Currency::Cny));
    Ok(Amount::stored(of.order(p::valid_from.desc()).select(p::price).first(c)?))
}

/// A claim that failed so many days ago, for parts and work and what else it cost.
fn input(stock: &Stock, day: NaiveDate, n: i64, more: Option<&str>) -> Result<WarrantyClaimInput, Failure> {
    let failed = day - Duration::days(4 + 5 * n);
    let mut lines = vec![
        json!({ "class": "part", "part_id": stock.part, "quantity": 1, "amount": stock.price, "rma_line_id": stock.back }),
        json!({ "class": "labour", "operation_id": stock.operation, "quantity": 85, "amount": "270.00" }),
        json!({ "class": "travel", "quantity": 36, "amount": "54.00" }),
    ];
    if let Some(amount) = more {
        lines.push(json!({ "class": "outside", "description": "吊装费", "quantity": 1, "amount": amount }));
    }
    let said: Value = json!({
        "kind": "standard", "dealer_id": stock.dealer, "unit_id": stock.unit, "order_number": format!("HZ-WO-{:04}", 100 + n),
        "failed_on": failed, "repaired_on": failed + Duration::days(1), "currency": "CNY",
        "jobs": [{
            "complaint": "关门时有摩擦声，偶尔夹不紧。", "cause": "门机皮带磨损，齿面缺损。",
            "correction": "更换门机皮带并调整张力，试运行 20 次。", "causal_part_id": stock.part, "action": "replace", "lines": lines,
        }],
    });
    serde_json::from_value(said).map_err(|error| Failure::Internal(error.into()))
}

/// Everything is approved but what no list knows: of that a part.
fn decision(claim: &WarrantyClaim, whole: bool) -> Result<DecideClaim, Failure> {
    let lines = claim.jobs.iter().flat_map(|job| &job.lines).map(|line| {
        let cut = !whole && line.class == CostClass::Outside;
        let half = shared::money::Amount::rounded(line.claimed.value() / Decimal::from(2));
        Ok(LineDecisionInput {
            line_id: line.id,
            verdict: if cut { LineVerdict::Change } else { LineVerdict::Approve },
            amount: cut.then_some(half),
            reason: cut.then(|| text("按当地吊装市场价核定一半。")).transpose()?,
        })
    });
    Ok(DecideClaim { lines: lines.collect::<Result<Vec<_>, Failure>>()?, note: None })
}

/// A claim whose old part came back and for which its supplier answers, and one whose old part never came, which a job makes void.
fn with_old_parts(
    c: &mut PgConnection,
    world: &World,
    now: DateTime<Utc>,
    stock: &Stock,
) -> Result<(), Failure> {
    let judged: Option<(RmaLineId, Option<PartId>)> = rma_lines::table
        .filter(rma_lines::responsible.eq(RmaResponsible::Supplier))
        .order(rma_lines::id)
        .select((rma_lines::id, rma_lines::part_id))
        .first(c)
        .optional()?;
    let never = rma::never_came(c, world, now, stock.dealer, stock.part)?;
    let judged = judged.and_then(|(line, part)| Some((line, part?)));
    let came = judged.map(|(line, part)| {
        Ok::<_, Failure>((Stock { part, price: list_price(c, part)?, back: Some(line), ..*stock }, 3))
    });
    let came = came.transpose()?;
    let owed = (Stock { back: Some(never), ..*stock }, 70);
    for ((of, days), n) in came.into_iter().chain([owed]).zip(6..) {
        let filed = caller(world, "specialist", now - Duration::days(days));
        let quality = caller(world, "quality", now - Duration::days(days - 1));
        let made = create(c, &filed, &input(&of, filed.today(), n, None)?)?;
        let sent = act(c, &filed, made.head.id, made.head.version, &Act::Submit)?;
        if sent.head.status == WarrantyClaimStatus::InReview {
            let decide = Act::Decide(decision(&sent, true)?);
            act(c, &quality, sent.head.id, sent.head.version, &decide)?;
        }
    }
    Ok(())
}

/// The claims.
pub(super) fn claims(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    let operations = catalogue(c, world, now)?;
    let dealer = world.organizations["DL-HZ"];
    let unit: Option<UnitId> = units::table
        .filter(units::dealer_id.eq(dealer))
        .filter(units::accepted_on.is_not_null())
        .filter(
            units::product_id
                .eq_any(products::table.filter(products::code.eq("SB-1000P")).select(products::id)),
        )
        .order((units::accepted_on.desc(), units::serial))
        .select(units::id)
        .first(c)
        .optional()?;
    let belt = parts::table.filter(parts::number.eq("DM-2201")).select(parts::id);
    let part: Option<PartId> = belt.first(c).optional()?;
    let Some((unit, part)) = unit.zip(part) else { return Ok(()) };
    let price = list_price(c, part)?;
    let stock = Stock { dealer, unit, part, price, operation: operations[0], back: None };
    with_old_parts(c, world, now, &stock)?;
    let desk = |days: i64| caller(world, "specialist", now - Duration::days(days));
    let reason = || Ok::<_, Failure>(ReasonClaim { reason: text("吊装费有发票，请复核。")? });
    for n in 0..6 {
        let filed = desk(3);
        let more = (n >= 2).then_some("600.00");
        let made = create(c, &filed, &input(&stock, filed.today(), n, more)?)?;
        if n == 0 {
            continue;
        }
        let sent = act(c, &filed, made.head.id, made.head.version, &Act::Submit)?;
        if sent.head.status != WarrantyClaimStatus::InReview {
            continue;
        }
        let quality = caller(world, "quality", now - Duration::days(1));
        let (id, version) = (sent.head.id, sent.head.version);
        match n {
            2 => {
                let ask = AskClaim { question: text("请补充旧件照片和吊装发票。")? };
                act(c, &quality, id, version, &Act::Ask(ask))?;
            }
            3 => {
                act(c, &quality, id, version, &Act::Decide(decision(&sent, true)?))?;
            }
            4 | 5 => {
                act(c, &quality, id, version, &Act::Decide(decision(&sent, false)?))?;
            }
            _ => {}
        }
        if n == 5 {
            let decided = get(c, &filed, id)?;
            act(c, &desk(0), id, decided.head.version, &Act::Appeal(reason()?))?;
        }
    }
    Ok(())
}
