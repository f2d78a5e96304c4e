//! What the demo company knows: its canned answers, checklists and articles.

use super::insert::World;
use super::story::{caller, line, text};
use crate::error::Failure;
use crate::records::{canned_answer, checklist, knowledge_article};
use crate::schema::products;
use chrono::{DateTime, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::i18n::Locale;
use shared::ids::ProductId;
use shared::records::canned_answer::CannedAnswerInput;
use shared::records::checklist::{ChecklistInput, ChecklistStep};
use shared::records::knowledge_article::{
    KnowledgeAction, KnowledgeArticleInput, KnowledgeAudience, KnowledgeKind,
};
use shared::records::ticket::TicketKind;

/// Title, language, kinds, text.
const CANNED: &[(&str, Locale, &[TicketKind], &str)] = &[
    (
        "已受理，请稍候",
        Locale::ZhCn,
        &[],
        "{{contact.name}}您好：您反映的“{{ticket.subject}}”已受理，工单号 {{ticket.number}}，由 {{assignee.name}} 负责，最迟 {{due_at}} 前给您答复。\n三宝电梯 {{me.name}}",
    ),
    (
        "预约上门",
        Locale::ZhCn,
        &[TicketKind::RepairRequest, TicketKind::Complaint],
        "{{contact.name}}您好：工程师 {{assignee.name}} 将到 {{site.name}} 检修电梯 {{unit.serial}}，请安排人员配合停梯。如时间不便请直接回复。",
    ),
    (
        "已解决，请确认",
        Locale::ZhCn,
        &[TicketKind::RepairRequest, TicketKind::Complaint],
        "{{contact.name}}您好：电梯 {{unit.serial}} 已处理完毕：{{solution}}\n请试用并确认；如仍有问题，请直接回复本工单 {{ticket.number}}。",
    ),
    (
        "Received, please wait",
        Locale::En,
        &[],
        "Dear {{contact.name}}, we have received “{{ticket.subject}}” as {{ticket.number}}. {{assignee.name}} looks after it and will answer by {{due_at}}.",
    ),
];

/// The canned answers of the house.
pub(super) fn canned_answers(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    let supervisor = caller(world, "supervisor", now);
    for (title, locale, kinds, body) in CANNED {
        let input = CannedAnswerInput {
            title: line(title)?,
            body: text(body)?,
            locale: *locale,
            kinds: kinds.to_vec(),
            topic: None,
            product_line: None,
            private: false,
            active: true,
        };
        canned_answer::service::create(c, &supervisor, &input)?;
    }
    Ok(())
}

/// Title, kinds, whether it comes by itself, steps; a star marks the required ones.
const CHECKLISTS: &[(&str, &[TicketKind], bool, &[&str])] = &[
    (
        "困人与安全事件接报",
        &[TicketKind::Complaint],
        false,
        &[
            "*确认是否有人被困、有无伤情",
            "*通知就近维保人员并告知预计到达时间",
            "告知现场勿自行扒门",
            "上报主管",
        ],
    ),
    (
        "门机检修",
        &[TicketKind::RepairRequest],
        false,
        &[
            "*断电挂牌，确认轿厢无人",
            "检查门机皮带张力与磨损",
            "检查地坎与吊轮",
            "*恢复供电，空载开关门十次",
            "拍照留存",
        ],
    ),
    (
        "验收与移交",
        &[TicketKind::Installation],
        true,
        &["*核对合同号、梯号与出厂编号", "*自检记录齐全", "客户签收资料", "约定首次保养日期"],
    ),
];

/// The checklists of the house.
pub(super) fn checklists(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    let supervisor = caller(world, "supervisor", now);
    for (title, kinds, automatic, steps) in CHECKLISTS {
        let step = |words: &&str| {
            let (required, words) = words.strip_prefix('*').map_or((false, *words), |rest| (true, rest));
            Ok(ChecklistStep { text: line(words)?, required })
        };
        let input = ChecklistInput {
            title: line(title)?,
            steps: steps.iter().map(step).collect::<Result<_, Failure>>()?,
            kinds: kinds.to_vec(),
            topic: None,
            product_line: None,
            automatic: *automatic,
            active: true,
        };
        checklist::service::create(c, &supervisor, &input)?;
    }
    Ok(())
}

struct Told {
    title: &'static str,
    kind: KnowledgeKind,
    audience: KnowledgeAudience,
    products: &'static [&'static str],
    faults: &'static [&'static str],
    body: &'static str,
    published: bool,
}

const ARTICLES: &[Told] = &[
    Told {
        title: "曳引机过热的排查",
        kind: KnowledgeKind::Bulletin,
        audience: KnowledgeAudience::Internal,
        products: &["SB-1600B", "SB-3000F"],
        faults: &["TM-02"],
        body: "## 现象\n\n满载连续运行一小时后温度超过 85 ℃。\n\n## 排查\n\n1. 风机是否转动；\n2. 制动器是否完全打开（参见 TM-04）；\n3. 载荷称重是否偏差。",
        published: false,
    },
    Told {
        title: "平层不准怎样调整",
        kind: KnowledgeKind::Manual,
        audience: KnowledgeAudience::Dealer,
        products: &["SB-1000P"],
        faults: &["LV-02"],
        body: "平层误差应不大于 **10 mm**。\n\n| 误差 | 处理 |\n| --- | --- |\n| 10–20 mm | 调整平层感应器 |\n| 大于 20 mm | 重新自学习井道 |\n\n完成后空载、半载各运行五次。",
        published: true,
    },
    Told {
        title: "门机异响的检查与处理",
        kind: KnowledgeKind::Faq,
        audience: KnowledgeAudience::Public,
        products: &["SB-1000P", "SB-1600B"],
        faults: &["DR-03"],
        body: "## 先看一看\n\n- 地坎里有没有杂物；\n- 开关门时声音从哪一侧来。\n\n## 再处理\n\n1. 断电挂牌；\n2. 检查门机皮带张力，磨损的更换；\n3. 吊轮加注润滑脂。\n\n仍有异响请报修，并附一段录音。",
        published: true,
    },
];

/// The articles of the house.
pub(super) fn articles(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    let models: Vec<(String, ProductId)> = products::table.select((products::code, products::id)).load(c)?;
    for (told, days) in ARTICLES.iter().zip([30, 12, 3]) {
        let engineer = caller(world, "quality", now - Duration::days(days));
        let of = |code: &&str| models.iter().find(|(known, _)| known == code).map(|(_, id)| *id);
        let input = KnowledgeArticleInput {
            title: line(told.title)?,
            body: text(told.body)?,
            kind: told.kind,
            audience: told.audience,
            product_ids: told.products.iter().filter_map(of).collect(),
            fault_code_ids: told.faults.iter().map(|code| world.fault_codes[code]).collect(),
        };
        let made = knowledge_article::service::create(c, &engineer, &input)?;
        if told.published {
            let publish = KnowledgeAction::Publish;
            knowledge_article::service::act(c, &engineer, made.id, made.version, publish)?;
        }
    }
    Ok(())
}
