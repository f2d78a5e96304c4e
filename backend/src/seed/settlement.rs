//! Settlement of the demo company: the last month's statements, one of them disputed, and a request that waits for its review.

use super::insert::World;
use super::story::{caller, line, text};
use crate::error::Failure;
use crate::records::recovery;
use crate::records::statement::{self, RequestAct, service};
use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use diesel::pg::PgConnection;
use shared::ids::OrganizationId;
use shared::money::{Balance, Currency};
use shared::problem::FieldProblem;
use shared::records::recovery::{CreateRecovery, NotifyRecovery, RecoverPart, ToRecoverQuery};
use shared::records::report::Month;
use shared::records::statement::*;

/// What is asked for: with whom, what for, how much, the day of the last month, the contract, and why.
type Asked = (&'static str, EntryKind, &'static str, u64, Option<&'static str>, &'static str);

const ASKED: &[Asked] = &[
    ("DL-HZ", EntryKind::ContractFee, "12800.00", 4, Some("WB-2026-017"), "西湖物业 16 台电梯月度维保费"),
    ("DL-HZ", EntryKind::Correction, "-640.00", 9, None, "上期多收一件门机皮带，退回差额"),
    ("DL-HZ", EntryKind::Penalty, "500.00", 15, None, "超时未到场一次，按服务协议计收"),
    ("DL-CD", EntryKind::ContractFee, "5400.00", 6, Some("WB-2026-031"), "成都片区 6 台电梯月度维保费"),
    ("SP-DM", EntryKind::Penalty, "2000.00", 11, None, "到货检验批次不合格，按质量协议计收"),
];

fn asked(
    party_id: OrganizationId,
    day: NaiveDate,
    asked: &Asked,
) -> Result<CreateSettlementRequest, Failure> {
    let (_, kind, amount, _, contract, reason) = *asked;
    Ok(CreateSettlementRequest {
        party_id,
        kind,
        amount: amount
            .parse::<Balance>()
            .map_err(|_| Failure::field("/amount", FieldProblem::AmountMalformed))?,
        currency: Currency::Cny,
        arose_on: day,
        ticket_id: None,
        contract: contract.map(line).transpose()?,
        reason: text(reason)?,
    })
}

/// Quality loss claims: one that its supplier is to answer, and one that it said nothing to for longer than its days, which a job takes for a
/// yes.
pub(super) fn recovery(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    for hours in [50, 220] {
        recover(c, world, now, hours)?;
    }
    Ok(())
}

fn recover(c: &mut PgConnection, world: &World, now: DateTime<Utc>, hours: i64) -> Result<(), Failure> {
    let at = |hours| caller(world, "quality", now - Duration::hours(hours));
    let supplier_id = world.organizations["SP-DM"];
    let query = ToRecoverQuery { supplier_id: Some(supplier_id), ..ToRecoverQuery::default() };
    let found = recovery::service::to_recover(c, &at(hours), &query)?.items;
    let Some(one) = found.into_iter().rfind(|one| one.claim_line_id.is_none()) else { return Ok(()) };
    let amount =
        |text: &str| text.parse().map_err(|_| Failure::field("/parts", FieldProblem::AmountMalformed));
    let part = RecoverPart {
        rma_line_id: one.rma_line_id,
        unit_cost: None,
        labour: Some(amount("360.00")?),
        travel: Some(amount("120.00")?),
        penalty: Some(amount("500.00")?),
    };
    let input = CreateRecovery {
        supplier_id,
        currency: one.currency.unwrap_or(Currency::Cny),
        parts: vec![part],
        claim_lines: vec![],
        handling: Some(amount("50.00")?),
        note: Some(text("同步带轮偏心，两件同因。")?),
    };
    let made = recovery::service::create(c, &at(hours), &input)?;
    let notify = NotifyRecovery { delivery: line("邮件回执，宁波德铭 胡斌")? };
    let act = recovery::service::Act::Notify(notify);
    recovery::service::act(c, &at(hours - 2), made.head.id, made.head.version, &act)?;
    Ok(())
}

/// The statements.
pub(super) fn statements(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    let at = |who, hours| caller(world, who, now - Duration::hours(hours));
    let month = Month::of(at("finance", 0).today()).minus(1);
    for one in ASKED {
        let input = asked(world.organizations[one.0], month.first_day() + Days::new(one.3), one)?;
        let made = statement::request(c, &at("specialist", 40), &input)?;
        statement::act_on_request(c, &at("supervisor", 30), made.id, made.version, &RequestAct::Approve)?;
    }
    let waiting = ("DL-HZ", EntryKind::Penalty, "300.00", 20, None, "旧件包装破损，按退件约定计收");
    statement::request(
        c,
        &at("specialist", 3),
        &asked(world.organizations[waiting.0], month.last_day(), &waiting)?,
    )?;
    let collect = CollectStatements { month, party_id: None };
    let drafts = service::collect(c, &at("specialist", 24), &collect)?.items;
    for draft in drafts {
        if draft.party_id == world.organizations["DL-CD"] {
            continue;
        }
        let issued = service::act(c, &at("specialist", 23), draft.id, draft.version, &service::Act::Issue)?;
        if draft.party_id == world.organizations["SP-DM"] {
            let note = Some(text("供应商会计电话确认。")?);
            let agree = service::Act::Agree(AgreeStatement { note });
            let agreed = service::act(c, &at("specialist", 10), draft.id, issued.head.version, &agree)?;
            let invoice = InvoiceStatement {
                number: line("24332000000012345678")?,
                invoiced_on: at("finance", 5).today(),
            };
            service::act(
                c,
                &at("finance", 5),
                draft.id,
                agreed.head.version,
                &service::Act::Invoice(invoice),
            )?;
        }
    }
    Ok(())
}
