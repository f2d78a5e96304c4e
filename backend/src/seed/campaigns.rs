//! A home lift of which one month of production fails, and a campaign on another that is half done.

use super::insert::World;
use super::story::{caller, line, text};
use crate::error::Failure;
use crate::records::campaign::{progress, service};
use crate::records::ticket;
use crate::schema::{products, units};
use chrono::{DateTime, Days, Duration, NaiveDate, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use serde_json::json;
use shared::ids::{ProductId, UnitId};
use shared::money::Currency;
use shared::records::campaign::*;
use shared::records::quality_feedback::QualitySeverity;
use shared::records::report::Month;
use shared::records::ticket::*;
use shared::records::unit::UnitStatus;
use uuid::Uuid;

const CODE: &str = "SB-500H";
/// Units of each month.
const UNITS: usize = 12;
/// Months of production, counted back from this one, and how many of their units fail.
const MONTHS: [(u32, usize); 6] = [(10, 1), (9, 0), (8, 1), (7, 8), (6, 1), (5, 0)];
/// The month of the campaign.
const REMEDIED: usize = 1;

fn product(c: &mut PgConnection, now: DateTime<Utc>) -> Result<ProductId, Failure> {
    use products as p;
    let id = ProductId(Uuid::now_v7());
    diesel::insert_into(p::table)
        .values((
            (p::id.eq(id), p::code.eq(CODE), p::name.eq("家用电梯"), p::line.eq("home_lift")),
            (p::warranty_terms.eq(json!([])), p::active.eq(true), p::version.eq(1)),
            (p::created_at.eq(now), p::updated_at.eq(now)),
        ))
        .execute(c)?;
    Ok(id)
}

/// A unit of a month, installed twenty days after it was made.
fn unit(
    c: &mut PgConnection,
    world: &World,
    product: ProductId,
    (month, n): (Month, usize),
    now: DateTime<Utc>,
) -> Result<(UnitId, NaiveDate), Failure> {
    use units as u;
    let id = UnitId(Uuid::now_v7());
    let produced = month.first_day() + Days::new(9);
    let installed = produced + Days::new(20);
    let compact = month.to_string().replace('-', "");
    let customer = world.customers[n % 4];
    let dealers = ["DL-HZ", "DL-HZ", "DL-CD", "SC-SH"];
    diesel::insert_into(u::table)
        .values((
            (
                u::id.eq(id),
                u::serial.eq(format!("SB500H-{compact}-{n:03}")),
                u::product_id.eq(product),
                u::batch.eq(format!("{compact}-A")),
            ),
            (
                u::status.eq(UnitStatus::InService),
                u::customer_id.eq(customer),
                u::dealer_id.eq(world.organizations[dealers[n % 4]]),
            ),
            (
                u::produced_on.eq(produced),
                u::shipped_on.eq(produced + Days::new(8)),
                u::installed_on.eq(installed),
            ),
            (u::extensions.eq(json!([])), u::exclusions.eq(json!([])), u::version.eq(1)),
            (u::created_at.eq(now), u::updated_at.eq(now)),
        ))
        .execute(c)?;
    Ok((id, installed))
}

/// A complaint, settled long ago.
fn complaint(c: &mut PgConnection, world: &World, unit: UnitId, at: DateTime<Utc>) -> Result<(), Failure> {
    let input = CreateTicket {
        kind: TicketKind::Complaint,
        channel: TicketChannel::Phone,
        subject: line("家用电梯停靠时抖动")?,
        description: Some(text("停靠前抖动一下，夜里声音明显。")?),
        reported_at: None,
        customer_id: None,
        contact_name: Some(line("业主")?),
        contact_phone: Some(line("137 0571 5601")?),
        contact_email: None,
        dealer_id: None,
        site_id: None,
        unit_id: Some(unit),
        product_id: None,
        usage_value: None,
        remedy_wanted: None,
        topic: Some(TicketTopic::ProductQuality),
        fault_code_id: None,
        severity: None,
        impact: None,
        safety_risk: false,
        service_class: None,
        external_reference: None,
    };
    let filed = ticket::service::create(c, &caller(world, "specialist", at), &input)?;
    let remark = || Remark { note: None };
    let steps = [
        ("specialist", ActionInput::Verify(remark())),
        (
            "specialist",
            ActionInput::Assign(AssignTicket {
                assignee_id: Some(world.people["technician"]),
                least_loaded: false,
                team_id: None,
                note: None,
            }),
        ),
        ("technician", ActionInput::Start(remark())),
        (
            "technician",
            ActionInput::Resolve(ResolveTicket {
                solution: text("更换抱闸弹簧并重新调整。")?,
                cause: Some(text("抱闸弹簧偏软")?),
                fault_code_id: None,
                repair_outcome: Some(RepairOutcome::Fixed),
            }),
        ),
        ("specialist", ActionInput::Confirm(ConfirmTicket { confirmed_by: Some(line("业主")?), note: None })),
    ];
    let mut version = filed.version;
    for (n, (who, step)) in steps.into_iter().enumerate() {
        let minutes = i64::try_from(n + 1).unwrap_or(1) * 30;
        let actor = caller(world, who, at + Duration::minutes(minutes));
        version = ticket::service::act(c, &actor, filed.id, version, &step)?.version;
    }
    Ok(())
}

/// The campaign on one month, published ten days ago.
fn campaign(
    c: &mut PgConnection,
    world: &World,
    product: ProductId,
    (month, concerned): (Month, &[UnitId]),
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let at = |days| now - Duration::days(days);
    let quality = caller(world, "quality", at(14));
    let input = CampaignInput {
        quality_feedback_id: None,
        kind: CampaignKind::BatchRectification,
        title: line(&format!("{CODE} {month} 批次抱闸弹簧整改"))?,
        reason: text("抱闸弹簧来料偏软，停靠时抖动；尚未发生安全事件。")?,
        remedy: text("更换抱闸弹簧，按工艺卡调整间隙，空载与满载各试运行 10 次。")?,
        severity: QualitySeverity::Major,
        part_id: None,
        part_quantity: None,
        standard_minutes: 120,
        labour_rate: Some("180".parse().map_err(|_| Failure::Internal(anyhow::anyhow!("no amount")))?),
        currency: Some(Currency::Cny),
        starts_on: Some(at(10).date_naive()),
        finish_on: Some((now + Duration::days(20)).date_naive()),
    };
    let made = service::create(c, &quality, &input)?;
    let id = made.head.id;
    let all = ScopeInput { product_id: Some(product), batch: None, ..ScopeInput::default() };
    let of_month = ScopeInput {
        produced_from: Some(month.first_day()),
        produced_until: Some(month.last_day()),
        ..all.clone()
    };
    service::add_scope(c, &quality, id, &all)?;
    let scoped = service::add_scope(c, &quality, id, &of_month)?;
    let Some(scope_id) = scoped.scopes.last().map(|scope| scope.id) else { return Ok(()) };
    let steps = [
        ("quality", 13, service::Act::Scope(ScopeCampaign { scope_id })),
        ("supervisor", 12, service::Act::Approve),
        ("quality", 10, service::Act::Publish),
    ];
    let mut version = scoped.head.version;
    for (who, days, step) in steps {
        version = service::act(c, &caller(world, who, at(days)), id, version, &step)?.head.version;
    }
    let told = |units: &[UnitId], note: Option<&str>| -> Result<ProgressUnits, Failure> {
        let note = note.map(text).transpose()?;
        Ok(ProgressUnits { unit_ids: units.to_vec(), booked_for: None, ticket_id: None, note })
    };
    let deeds = [
        (9, "specialist", CampaignUnitAction::Notify, told(&concerned[..10], None)?),
        (6, "technician", CampaignUnitAction::Remedy, told(&concerned[..2], Some("已换弹簧"))?),
        (4, "technician", CampaignUnitAction::Remedy, told(&concerned[2..4], Some("已换弹簧"))?),
        (2, "technician", CampaignUnitAction::Remedy, told(&concerned[4..6], Some("已换弹簧"))?),
        (
            1,
            "specialist",
            CampaignUnitAction::Refuse,
            told(&concerned[6..7], Some("房屋正在装修，不便入户"))?,
        ),
    ];
    for (days, who, action, input) in deeds {
        progress(c, &caller(world, who, at(days)), id, action, &input)?;
    }
    Ok(())
}

/// The model, its units, what was complained of, and the campaign.
pub(super) fn campaigns(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    let product = product(c, now)?;
    let mut concerned = vec![];
    for (place, (back, fail)) in MONTHS.into_iter().enumerate() {
        let month = Month::of(now.date_naive()).minus(back);
        for n in 0..UNITS {
            let (id, installed) = unit(c, world, product, (month, n), now)?;
            if place == REMEDIED {
                concerned.push(id);
            }
            if n < fail {
                let days = u64::try_from(35 + 3 * n).unwrap_or(35);
                if let Some(at) = (installed + Days::new(days)).and_hms_opt(2, 0, 0) {
                    complaint(c, world, id, at.and_utc())?;
                }
            }
        }
    }
    let month = Month::of(now.date_naive()).minus(MONTHS[REMEDIED].0);
    campaign(c, world, product, (month, &concerned), now)
}
