//! Quality feedback of the demo company in different states: one that waits for its verdict, one that a supplier answers, one
//! whose plan waits for its sign-off, one that is late, one that was closed.

use super::insert::World;
use super::story::{caller, line, text};
use crate::error::Failure;
use crate::records::quality_feedback::service::{create, update};
use crate::records::quality_feedback::{Act, act, add_measure, finish_measure, validate_measure};
use crate::schema::{parts, tickets};
use chrono::{DateTime, Days, Duration, Utc};
use diesel::pg::PgConnection;
use diesel::prelude::*;
use shared::ids::{PartId, TicketId, UserId};
use shared::records::quality_feedback::*;

/// What is done with one case after the other, each at its time.
struct Story<'a> {
    c: &'a mut PgConnection,
    world: &'a World,
    now: DateTime<Utc>,
    one: QualityFeedback,
}

impl<'a> Story<'a> {
    fn raise(
        c: &'a mut PgConnection,
        world: &'a World,
        now: DateTime<Utc>,
        days: i64,
        input: &CreateQualityFeedback,
    ) -> Result<Self, Failure> {
        let one = create(c, &caller(world, "specialist", now - Duration::days(days)), input)?;
        Ok(Self { c, world, now, one })
    }

    fn act(&mut self, who: &'static str, days: i64, what: Act) -> Result<&mut Self, Failure> {
        let by = caller(self.world, who, self.now - Duration::days(days));
        self.one = act(self.c, &by, self.one.head.id, self.one.head.version, &what)?;
        Ok(self)
    }

    fn write(&mut self, days: i64, what: &UpdateQualityFeedback) -> Result<&mut Self, Failure> {
        let by = caller(self.world, "engineer", self.now - Duration::days(days));
        self.one = update(self.c, &by, self.one.head.id, self.one.head.version, what)?;
        Ok(self)
    }

    fn measure(
        &mut self,
        days: i64,
        kind: QualityMeasureKind,
        what: &str,
        due: u64,
    ) -> Result<&mut Self, Failure> {
        let by = caller(self.world, "engineer", self.now - Duration::days(days));
        let due_on = by.today().checked_add_days(Days::new(due)).unwrap_or(by.today());
        let input = CreateQualityMeasure { kind, description: text(what)?, owner_id: None, due_on };
        self.one = add_measure(self.c, &by, self.one.head.id, self.one.head.version, &input)?;
        Ok(self)
    }

    fn finish(&mut self, days: i64) -> Result<&mut Self, Failure> {
        let by = caller(self.world, "engineer", self.now - Duration::days(days));
        for measure in self.one.measures.clone().iter().filter(|measure| measure.done_at.is_none()) {
            let input = FinishQualityMeasure {
                evidence: text("首件检验报告 QR-118，过程审核记录。")?,
                cost: None,
                currency: None,
            };
            let ids = (self.one.head.id, measure.id);
            self.one = finish_measure(self.c, &by, ids, self.one.head.version, &input)?;
        }
        Ok(self)
    }

    fn validate(&mut self, days: i64, what: &str) -> Result<&mut Self, Failure> {
        let by = caller(self.world, "quality", self.now - Duration::days(days));
        for measure in self.one.measures.clone().iter().filter(|measure| measure.done_at.is_some()) {
            let input = ValidateQualityMeasure { evidence: text(what)? };
            let ids = (self.one.head.id, measure.id);
            self.one = validate_measure(self.c, &by, ids, self.one.head.version, &input)?;
        }
        Ok(self)
    }
}

fn raised(
    subject: &str,
    ticket_id: Option<TicketId>,
    part_id: Option<PartId>,
) -> Result<CreateQualityFeedback, Failure> {
    Ok(CreateQualityFeedback {
        ticket_id,
        rma_line_id: None,
        origin: None,
        subject: Some(line(subject)?),
        description: None,
        unit_id: None,
        product_id: None,
        part_id,
        fault_code_id: None,
        batch: part_id.map(|_| line("2026-03-B")).transpose()?,
        quantity_checked: Some(40),
        quantity_bad: Some(6),
    })
}

fn triage(
    (severity, method): (QualitySeverity, QualityMethod),
    department: QualityDepartment,
    owner_id: UserId,
) -> Result<Act, Failure> {
    Ok(Act::Triage(TriageQuality {
        severity,
        extent: QualityExtent::Batch,
        method,
        department,
        supplier_id: None,
        owner_id,
        grounds: Some(text("同批次多台出现，属质量问题。")?),
    }))
}

fn contain() -> Result<Act, Failure> {
    let place = |place, quantity, bad, result| {
        Ok::<_, Failure>(QualityContainment { place, quantity, bad, result: Some(line(result)?) })
    };
    Ok(Act::Contain(ContainQuality {
        places: vec![
            place(QualityPlace::OwnStock, 120, 9, "隔离并贴停用标识")?,
            place(QualityPlace::DealerStock, 34, 2, "通知经销商停用，已调换")?,
        ],
    }))
}

fn analysis() -> Result<UpdateQualityFeedback, Failure> {
    Ok(UpdateQualityFeedback {
        team: Some(vec![
            QualityMember { name: line("陈晨")?, role: Some(line("组长")?) },
            QualityMember { name: line("赵敏")?, role: Some(line("品质")?) },
        ]),
        problem: Some(QualityProblem {
            what: Some(text("门机同步带运行中跳齿，关门异响")?),
            what_not: Some(text("皮带断裂、电机故障")?),
            place: Some(text("2026 年 3 月批次的门机")?),
            place_not: Some(text("2 月及以前批次")?),
            time: Some(text("投用 2 至 4 个月后")?),
            time_not: Some(text("安装调试时")?),
            scale: Some(text("检查 40 台，6 台异常")?),
            scale_not: None,
        }),
        causes: Some(QualityCauses {
            occurrence: Some(text("同步带轮偏心 0.4 mm，超出图纸 0.1 mm")?),
            escape: Some(text("出厂检验不含带轮跳动测量")?),
            system: Some(text("供方更换夹具未按变更程序通知")?),
            whys: vec![
                line("为什么跳齿：带张力周期变化")?,
                line("为什么变化：带轮偏心")?,
                line("为什么偏心：两次装夹")?,
            ],
            category: Some(QualityCauseCategory::Method),
            verified: Some(text("换用同心带轮后复现试验无跳齿")?),
        }),
        ..UpdateQualityFeedback::default()
    })
}

/// The cases.
pub(super) fn cases(c: &mut PgConnection, world: &World, now: DateTime<Utc>) -> Result<(), Failure> {
    use QualityDepartment::{Production, Supplier};
    use QualityMeasureKind::{Corrective, Immediate, Preventive};
    use QualityMethod::{EightD, FourD, Simple};
    use QualitySeverity::{Major, Minor, Moderate};
    let supplied: Option<PartId> =
        parts::table.filter(parts::number.eq("DM-2201")).select(parts::id).first(c).optional()?;
    let complaints: Vec<TicketId> = tickets::table
        .filter(tickets::customer_id.is_not_null())
        .order(tickets::number)
        .limit(3)
        .select(tickets::id)
        .load(c)?;
    let complaint = |n: usize| complaints.get(n).copied();
    let owner = caller(world, "engineer", now).actor.user_id;

    // Proven and closed.
    let ask = raised("轿厢按钮板接触不良", None, None)?;
    let mut story = Story::raise(c, world, now, 120, &ask)?;
    story.act("quality", 119, triage((Minor, Simple), Production, owner)?)?;
    story.measure(118, Corrective, "按钮板改用镀金触点", 20)?.act("engineer", 118, Act::Begin)?;
    story.finish(100)?.act("engineer", 100, Act::Complete)?;
    let verify =
        VerifyQuality { effect: Some(text("整改后 90 天 300 台无同类反馈。")?), reason: None };
    story.validate(10, "抽检 50 块按钮板，接触电阻合格。")?.act("quality", 9, Act::Verify(verify))?;
    story.act("quality", 9, Act::Close(CloseQuality { keep_lessons: false, changed_on: None }))?;

    // A plan that waits for its sign-off.
    let ask = raised("门机同步带跳齿", complaint(0), supplied)?;
    let mut story = Story::raise(c, world, now, 15, &ask)?;
    story.act("quality", 14, triage((Major, EightD), Production, owner)?)?;
    story.measure(14, Immediate, "在库门机全数测跳动，不合格隔离", 20)?.act("engineer", 14, contain()?)?;
    story.act("engineer", 13, Act::Analyse)?.write(6, &analysis()?)?;
    story.measure(5, Corrective, "带轮改为一次装夹加工", 20)?;
    story.measure(5, Preventive, "出厂检验增加带轮跳动测量", 30)?;
    story.act("engineer", 3, Act::SubmitPlan)?;

    // One that a supplier is to answer.
    let ask = raised("门机皮带早期磨损", complaint(1), supplied)?;
    let mut story = Story::raise(c, world, now, 8, &ask)?;
    story.act("quality", 7, triage((Moderate, FourD), Supplier, owner)?)?;
    let order = InstructQuality {
        text: text("请于 10 日内提交原因分析和纠正措施，并附在库品复检结果。")?,
        answer_by: now.date_naive().checked_add_days(Days::new(3)).unwrap_or(now.date_naive()),
    };
    story.act("quality", 7, Act::Instruct(order))?.act("engineer", 7, contain()?)?;

    // One that nobody has contained in time, and one that waits for its verdict.
    let ask = raised("光幕误动作，门反复开关", complaint(2), None)?;
    Story::raise(c, world, now, 5, &ask)?.act("quality", 4, triage((Major, EightD), Production, owner)?)?;
    // The last was heard on a visit.
    let heard = QualityOrigin {
        kind: QualityOriginKind::Visit,
        reference: line("走访记录 杭州花园小区")?,
        told_on: now.date_naive().checked_sub_days(Days::new(1)).unwrap_or(now.date_naive()),
        told_by: line("林建国（物业）")?,
    };
    let ask = CreateQualityFeedback { origin: Some(heard), ..raised("平层误差超标", None, None)? };
    Story::raise(c, world, now, 0, &ask)?;
    Ok(())
}
