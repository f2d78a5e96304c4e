//! Old parts of the demo company on their way back: one asked for, two overdue, one inspected, one offered to its supplier,
//! one brought back by a customer.

use super::insert::World;
use super::story::{caller, line, text};
use crate::error::Failure;
use crate::records::rma::service::{self, Act, LineAct};
use crate::records::supplier_return::service as supplier_return;
use crate::schema::{customers, parts};
use chrono::{DateTime, Days, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{CustomerId, OrganizationId, PartId, RmaLineId};
use shared::records::rma::*;
use shared::records::supplier_return::{ChargeSupplier, OfferSupplierReturn};

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

/// What a customer brings back too late for the money, and what could be had instead.
fn of_customer(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    let customer: Option<CustomerId> =
        customers::table.order(customers::number).select(customers::id).first(c).optional()?;
    let specialist = caller(world, "specialist", now - Duration::days(1));
    if let Some(customer_id) = customer {
        let claim = CreateRmaClaim {
            customer_id,
            remedy: ClaimRemedy::Refund,
            purchased_on: specialist.today().checked_sub_days(Days::new(10)),
            proof_number: Some(line("FP-2026-004711")?),
            condition: PurchaseCondition::Used,
            substitute: None,
            substitute_agreed: false,
        };
        let lines = vec![one(None, "门禁读卡器", "刷卡偶尔无反应", 1)?];
        let reason = Some(text("客户要求退款。")?);
        let ask = CreateRma { dealer_id: None, ticket_id: None, reason, claim: Some(claim), lines };
        service::create(c, &specialist, &ask)?;
    }
    Ok(())
}

/// What goes back to its supplier: one part offered, whose last day is near, and two that wait to be.
fn to_supplier(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    let supplier = world.organizations["SP-DM"];
    let theirs: Vec<PartId> = parts::table
        .filter(parts::supplier_id.eq(supplier))
        .order(parts::number)
        .limit(3)
        .select(parts::id)
        .load(c)?;
    let at = |who, days| caller(world, who, now - Duration::days(days));
    let lines = theirs.iter().map(|part| {
        Ok(CreateRmaLine {
            name: None, ..one(Some(*part), "门机部件", "运行中异响，更换后消失", 2)?
        })
    });
    let lines = lines.collect::<Result<Vec<_>, Failure>>()?;
    let dealer_id = Some(world.organizations["DL-HZ"]);
    let ask = CreateRma { dealer_id, ticket_id: None, reason: None, claim: None, lines };
    let made = service::create(c, &at("supervisor", 20), &ask)?;
    let let_come = Act::Authorize(AuthorizeRma::default());
    let made = service::act(c, &at("supervisor", 20), made.head.id, made.head.version, &let_come)?;
    let ship = ShipRma {
        carrier: line("德邦快递")?,
        waybill: line("DPK20261118")?,
        freight_payer: FreightPayer::Maker,
        lines: made.lines.iter().map(|l| ShipRmaLine { line_id: l.id, quantity: 2 }).collect(),
    };
    let made = service::act(c, &at("supervisor", 18), made.head.id, made.head.version, &Act::Ship(ship))?;
    let came = made.lines.iter().map(|l| ReceiveRmaLine {
        line_id: l.id,
        quantity: 2,
        condition: RmaCondition::Intact,
        note: None,
    });
    let receive = Act::Receive(ReceiveRma { lines: came.collect() });
    let mut made = service::act(c, &at("supervisor", 16), made.head.id, made.head.version, &receive)?;
    for n in 0..made.lines.len() {
        let quality = at("quality", 12);
        let sheet = JudgeRmaLine {
            standard_test: line("空载运行噪声 68 dB，超出 60 dB")?,
            load_test: Some(line("负载下同步带跳齿")?),
            verdict: RmaVerdict::ConfirmedDefect,
            failure_mode: Some(line("同步带轮偏心")?),
            responsible: RmaResponsible::Supplier,
            share_percent: 80,
        };
        let back = DisposeRmaLine { disposition: RmaDisposition::ReturnToSupplier };
        for act in [LineAct::Judge(sheet), LineAct::Dispose(back)] {
            let (id, version) = (made.head.id, made.head.version);
            made = service::act_on(c, &quality, (id, made.lines[n].id), version, &act)?;
        }
    }
    let quality = at("quality", 3);
    if let Some(proposal) = service::get(c, &quality, made.head.id)?.lines[0].charge_proposal.clone() {
        let (amount, currency) = (proposal.amount, proposal.currency);
        let charge = LineAct::Charge(ChargeSupplier { amount, currency, supplier_id: None, note: None });
        service::act_on(c, &quality, (made.head.id, made.lines[0].id), made.head.version, &charge)?;
    }
    let offer = supplier_return::Act::Offer(OfferSupplierReturn {
        supplier_id: None,
        note: Some(text("在杭州旧件库，工作日 9:00–17:00 提货。")?),
    });
    supplier_return::act(c, &quality, made.lines[0].id, 1, &offer)?;
    Ok(())
}

/// A part that was to come back forty days ago.
pub(super) fn never_came(
    c: &mut PgConnection,
    world: &World,
    now: DateTime<Utc>,
    dealer: OrganizationId,
    part: PartId,
) -> Result<RmaLineId, Failure> {
    let then = caller(world, "supervisor", now - Duration::days(80));
    let lines = vec![one(Some(part), "门机皮带", "断裂", 1)?];
    let ask = CreateRma { dealer_id: Some(dealer), ticket_id: None, reason: None, claim: None, lines };
    let made = service::create(c, &then, &ask)?;
    let deadline = Some((now - Duration::days(40)).date_naive());
    let authorize = Act::Authorize(AuthorizeRma { deadline, return_to_id: None });
    service::act(c, &then, made.head.id, made.head.version, &authorize)?;
    Ok(made.lines[0].id)
}

fn numbered(c: &mut PgConnection, number: &str) -> Result<Option<PartId>, Failure> {
    Ok(parts::table.filter(parts::number.eq(number)).select(parts::id).first(c).optional()?)
}

/// The returns.
pub(super) fn rmas(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    let (belt, motor) = (numbered(c, "DM-2201")?, numbered(c, "DM-1201")?);
    let dealer_id = Some(world.organizations["DL-HZ"]);
    let ask = |lines| CreateRma { dealer_id, ticket_id: None, reason: None, claim: None, lines };
    let on = |days| caller(world, "supervisor", now - Duration::days(days));

    let asked = vec![one(belt, "门机皮带", "断裂", 2)?];
    service::create(c, &on(1), &ask(asked))?;

    let late = on(60);
    let made = service::create(c, &late, &ask(vec![one(None, "光幕发射端", "误动作", 1)?]))?;
    let let_come = |days| {
        let deadline = Some((now - Duration::days(days)).date_naive());
        Act::Authorize(AuthorizeRma { deadline, return_to_id: None })
    };
    service::act(c, &late, made.head.id, made.head.version, &let_come(10))?;

    let begun = on(12);
    let lines = vec![one(motor, "门机电机", "通电无反应", 1)?, one(None, "轿厢按钮板", "接触不良", 3)?];
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

    to_supplier(c, world, now)?;

    of_customer(c, world, now)?;

    // So late that it is charged.
    let owed = CreateRma {
        dealer_id: Some(world.organizations["DL-CD"]),
        ..ask(vec![one(belt, "门机皮带", "磨损打滑", 1)?])
    };
    let made = service::create(c, &late, &owed)?;
    service::act(c, &late, made.head.id, made.head.version, &let_come(25))?;

    let refused = service::create(c, &on(3), &ask(vec![one(None, "轿厢照明灯", "不亮", 1)?]))?;
    let reason = RmaReason { reason: text("易耗件，不在质保范围内，无需退回。")? };
    service::act(c, &on(2), refused.head.id, refused.head.version, &Act::Refuse(reason))?;
    Ok(())
}
