//! A few tickets, filed and worked through the same use cases as over the API.

use super::company::PEOPLE;
use super::insert::World;
use crate::auth::caller::{Caller, Credential, Profile};
use crate::error::Failure;
use crate::records::ticket::service;
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use shared::auth::{Actor, OrganizationKind, permissions};
use shared::i18n::Locale;
use shared::ids::SessionId;
use shared::records::ticket::*;
use shared::text::{Line, Text};
use uuid::Uuid;

pub(super) fn caller(world: &World, local: &'static str, now: DateTime<Utc>) -> Caller {
    let roles = PEOPLE.iter().find(|p| p.0 == local).map(|p| p.2.to_vec()).unwrap_or_default();
    let name = PEOPLE.iter().find(|p| p.0 == local).map_or("", |p| p.3);
    Caller {
        actor: Actor {
            user_id: world.people[local],
            name: name.into(),
            organization_id: world.organizations["SB"],
            organization_kind: OrganizationKind::Manufacturer,
            customer_id: None,
            permissions: permissions(OrganizationKind::Manufacturer, &roles, None),
            roles,
        },
        credential: Credential::Session(SessionId(Uuid::nil())),
        profile: Profile {
            email: super::email(local),
            phone: None,
            locale: Locale::ZhCn,
            organization_name: "三宝电梯有限公司".into(),
            zone: "Asia/Shanghai".into(),
            version: 1,
        },
        now,
        request_id: "seed".into(),
    }
}

pub(super) fn line<const N: usize>(text: &str) -> Result<Line<N>, Failure> {
    Line::new(text).map_err(|error| Failure::Internal(error.into()))
}

pub(super) fn text<const N: usize>(words: &str) -> Result<Text<N>, Failure> {
    Text::new(words).map_err(|error| Failure::Internal(error.into()))
}

struct Told {
    hours_ago: i64,
    unit: &'static str,
    kind: TicketKind,
    topic: TicketTopic,
    severity: TicketSeverity,
    fault: Option<&'static str>,
    subject: &'static str,
    words: &'static str,
    contact: (&'static str, &'static str),
    /// How many of the steps verify, assign, start, resolve, confirm have been taken.
    steps: usize,
}

const TICKETS: &[Told] = &[
    Told {
        hours_ago: 700,
        unit: "SB1600B-24-00005",
        kind: TicketKind::RepairRequest,
        topic: TicketTopic::ProductQuality,
        severity: TicketSeverity::Emergency,
        fault: Some("CT-06"),
        subject: "住院楼病床梯停梯，变频器报过流",
        words: "早上七点停在三楼，面板显示 E06，病人转运受影响。",
        contact: ("徐慧", "137 0571 5101"),
        steps: 5,
    },
    Told {
        hours_ago: 120,
        unit: "SBE30-25-00003",
        kind: TicketKind::RepairRequest,
        topic: TicketTopic::ProductQuality,
        severity: TicketSeverity::General,
        fault: Some("ES-01"),
        subject: "扶梯扶手带比梯级慢",
        words: "顾客站立时手被往后带，已放警示牌。",
        contact: ("罗勇", "137 0280 5201"),
        steps: 4,
    },
    Told {
        hours_ago: 26,
        unit: "SB1000P-25-00018",
        kind: TicketKind::Complaint,
        topic: TicketTopic::ProductQuality,
        severity: TicketSeverity::General,
        fault: Some("DR-03"),
        subject: "3 幢电梯门机异响",
        words: "开关门时有刺耳摩擦声，住户多次投诉。",
        contact: ("沈玉兰", "137 0571 5002"),
        steps: 3,
    },
    Told {
        hours_ago: 8,
        unit: "SB1000P-26-00009",
        kind: TicketKind::Complaint,
        topic: TicketTopic::Installation,
        severity: TicketSeverity::General,
        fault: Some("LV-02"),
        subject: "新装电梯平层误差约 2 厘米",
        words: "行李车轮子卡在门口，安装才一个月。",
        contact: ("顾佳", "137 0210 5301"),
        steps: 1,
    },
    Told {
        hours_ago: 2,
        unit: "SB1000P-23-00102",
        kind: TicketKind::Inquiry,
        topic: TicketTopic::Other,
        severity: TicketSeverity::Inquiry,
        fault: None,
        subject: "咨询延保与年度保养价格",
        words: "质保已过，希望报价三年维保。",
        contact: ("林建国", "137 0571 5001"),
        steps: 0,
    },
];

/// Files and works the tickets of the demo company.
pub(super) fn tickets(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    for told in TICKETS {
        let at = now - Duration::hours(told.hours_ago);
        let desk = caller(world, "specialist", at);
        let input = CreateTicket {
            kind: told.kind,
            channel: TicketChannel::Phone,
            subject: line(told.subject)?,
            description: Some(text(told.words)?),
            reported_at: None,
            customer_id: None,
            contact_name: Some(line(told.contact.0)?),
            contact_phone: Some(line(told.contact.1)?),
            contact_email: None,
            dealer_id: None,
            site_id: None,
            unit_id: Some(world.units[told.unit]),
            product_id: None,
            usage_value: None,
            remedy_wanted: None,
            topic: Some(told.topic),
            fault_code_id: told.fault.map(|code| world.fault_codes[code]),
            severity: Some(told.severity),
            impact: None,
            safety_risk: false,
            service_class: None,
            external_reference: None,
        };
        let ticket = service::create(c, &desk, &input)?;
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
                    solution: text("更换故障件并重新调试，试运行两小时正常。")?,
                    cause: Some(text("零件早期磨损")?),
                    fault_code_id: None,
                    repair_outcome: Some(RepairOutcome::Fixed),
                }),
            ),
            (
                "specialist",
                ActionInput::Confirm(ConfirmTicket { confirmed_by: Some(line(told.contact.0)?), note: None }),
            ),
        ];
        let mut version = ticket.version;
        for (n, (who, step)) in steps.into_iter().enumerate().take(told.steps) {
            let minutes = i64::try_from(n + 1).unwrap_or(1) * 20;
            let actor = caller(world, who, at + Duration::minutes(minutes));
            version = service::act(c, &actor, ticket.id, version, &step)?.version;
        }
    }
    Ok(())
}
