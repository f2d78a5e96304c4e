//! 质量信息反馈表, the 8D report, 整改指令 and 信息流转卡.

use super::Facts;
use crate::paper::said::{
    self, About, clock_time, field, heading, maybe, maybe_time, maybe_wide, signatures, table, wide,
};
use crate::paper::{Block, Form};
use crate::records::register::Reader;
use chrono::{DateTime, Utc};
use shared::records::quality_feedback::*;
use std::fmt::Display;

/// A form of a quality feedback, in the reader's language. `page` is the address under which people reach the page.
pub fn form(facts: &Facts, kind: QualityForm, page: &str, r: Reader) -> Form {
    let one = &facts.one;
    let about = About {
        title: kind.label(r.locale),
        house: facts.maker.clone(),
        number: one.head.number.clone(),
        as_of: as_of(one),
        link: format!("{page}/quality-feedback/{}", one.head.id),
    };
    let blocks = match kind {
        QualityForm::Feedback => feedback(one, r),
        QualityForm::EightD => eight_d(one, r),
        QualityForm::Instruction => instruction(one, r),
        QualityForm::FlowCard => flow_card(one, r),
    };
    said::form(r, about, blocks)
}

/// The last that is known of it: the same case gives the same bytes.
fn as_of(one: &QualityFeedback) -> DateTime<Utc> {
    let order = one.decisions.instruction.as_ref().map(|order| order.at);
    let measures = one.measures.iter().flat_map(|measure| [measure.done_at, measure.validated_at]).flatten();
    one.events.iter().map(|event| event.at).chain(order).chain(measures).fold(one.head.created_at, Ord::max)
}

fn text(value: &Option<impl Display>) -> String {
    value.as_ref().map(ToString::to_string).unwrap_or_default()
}

fn signed(one: &Option<QualitySigned>, r: Reader) -> String {
    let words = |signed: &QualitySigned| {
        let note = signed.note.as_ref().map(|note| format!("：{note}")).unwrap_or_default();
        format!("{} {}{note}", signed.by_name, clock_time(signed.at, r))
    };
    one.as_ref().map(words).unwrap_or_default()
}

/// What it is about: part, model, batch, how many.
fn matter(one: &QualityFeedback, r: Reader) -> Block {
    let head = &one.head;
    let part = [head.part_number.as_deref(), head.part_name.as_deref()];
    Block::Fields(vec![
        wide(r, "register-subject", head.subject.as_str()),
        maybe(r, "register-product", &head.product_name),
        maybe(r, "register-unit", &one.unit_serial),
        field(r, "register-part", part.into_iter().flatten().collect::<Vec<_>>().join(" ")),
        maybe(r, "register-batch", &head.batch),
        maybe(r, "register-supplier", &head.supplier_name),
        maybe(r, "paper-quality-fault", &one.fault_code),
        field(r, "paper-quality-checked", text(&one.quantity_checked)),
        field(r, "paper-quality-bad", text(&one.quantity_bad)),
    ])
}

/// The verdict, or room for it.
fn verdict(one: &QualityFeedback, r: Reader) -> Block {
    let (head, l) = (&one.head, r.locale);
    Block::Fields(vec![
        field(r, "register-status", head.status.label(l)),
        field(r, "register-severity", head.severity.map(|s| s.label(l)).unwrap_or_default()),
        field(r, "register-extent", head.extent.map(|e| e.label(l)).unwrap_or_default()),
        field(r, "register-method", head.method.map(|m| m.label(l)).unwrap_or_default()),
        field(r, "register-department", head.department.map(|d| d.label(l)).unwrap_or_default()),
        maybe(r, "register-quality-owner", &head.owner_name),
        wide(r, "paper-quality-verdict", signed(&one.decisions.triage, r)).least(2),
    ])
}

fn feedback(one: &QualityFeedback, r: Reader) -> Vec<Block> {
    let source = |s: &QualitySource| {
        if let Some(heard) = &s.origin {
            let what = format!("{} · {} · {}", heard.reference, heard.told_by, heard.told_on);
            return vec![heard.kind.label(r.locale), what, clock_time(s.added_at, r)];
        }
        let number = s.ticket_number.as_ref().or(s.rma_number.as_ref()).cloned().unwrap_or_default();
        let what = s.ticket_subject.as_ref().or(s.rma_line_name.as_ref()).cloned().unwrap_or_default();
        vec![number, what, clock_time(s.added_at, r)]
    };
    vec![
        heading(r, "paper-quality-found"),
        matter(one, r),
        Block::Fields(vec![
            maybe_wide(r, "paper-description", &one.description).least(3),
            maybe(r, "register-raised-by", &one.head.raised_by_name),
            maybe_time(r, "register-created-at", Some(one.head.created_at)),
        ]),
        heading(r, "paper-quality-sources"),
        table(
            r,
            &[("register-number", 1.2), ("register-subject", 3.0), ("register-created-at", 1.2)],
            one.sources.iter().map(source).collect(),
        ),
        heading(r, "paper-quality-judged"),
        verdict(one, r),
        Block::Fields(vec![
            wide(r, "paper-quality-effect", signed(&one.decisions.verification, r)).least(2),
            wide(r, "paper-quality-reply", signed(&one.decisions.reply, r)).least(2),
        ]),
        signatures(
            r,
            &["paper-quality-sign-raised", "paper-quality-sign-quality", "paper-quality-sign-approved"],
        ),
    ]
}

fn measures(kinds: &[QualityMeasureKind], one: &QualityFeedback, r: Reader) -> Block {
    let row = |m: &QualityMeasure| {
        vec![
            m.kind.label(r.locale),
            m.description.clone(),
            m.owner_name.clone(),
            m.due_on.to_string(),
            m.done_at.map(|at| clock_time(at, r)).unwrap_or_default(),
            m.evidence.clone().unwrap_or_default(),
            [&m.validated_by_name, &m.validation]
                .into_iter()
                .flatten()
                .cloned()
                .collect::<Vec<_>>()
                .join("："),
        ]
    };
    let heads = [
        ("register-kind", 0.9),
        ("paper-quality-measure", 1.9),
        ("register-quality-owner", 0.8),
        ("paper-quality-due", 0.9),
        ("paper-quality-done", 1.1),
        ("paper-quality-evidence", 1.3),
        ("paper-quality-validated", 1.3),
    ];
    let some = one.measures.iter().filter(|m| kinds.contains(&m.kind));
    table(r, &heads, some.map(row).collect())
}

fn problem(one: &QualityFeedback, r: Reader) -> Block {
    let p = &one.report.problem;
    let rows = [
        ("paper-quality-what", &p.what, &p.what_not),
        ("paper-quality-where", &p.place, &p.place_not),
        ("paper-quality-when", &p.time, &p.time_not),
        ("paper-quality-scale", &p.scale, &p.scale_not),
    ];
    let rows = rows.map(|(key, is, not)| vec![r.word(key), text(is), text(not)]);
    table(
        r,
        &[("paper-quality-question", 0.8), ("paper-quality-is", 2.0), ("paper-quality-is-not", 2.0)],
        rows.to_vec(),
    )
}

fn zeroed(done: impl IntoIterator<Item = String>) -> String {
    done.into_iter().collect::<Vec<_>>().join("、")
}

fn eight_d(one: &QualityFeedback, r: Reader) -> Vec<Block> {
    let (report, d, l) = (&one.report, &one.decisions, r.locale);
    let member = |m: &QualityMember| vec![m.name.to_string(), text(&m.role)];
    let place = |c: &QualityContainment| {
        vec![c.place.label(l), c.quantity.to_string(), c.bad.to_string(), text(&c.result)]
    };
    let causes = &report.causes;
    let whys: Vec<String> = (1..).zip(&causes.whys).map(|(n, why)| format!("{n}. {why}")).collect();
    let closing = &report.closing;
    let documents: Vec<&str> = closing.documents.iter().map(|line| line.as_str()).collect();
    use QualityMeasureKind::{Corrective, Immediate, Improvement, Preventive};
    vec![
        matter(one, r),
        verdict(one, r),
        heading(r, "paper-quality-d1"),
        table(
            r,
            &[("paper-quality-name", 1.0), ("paper-quality-role", 2.0)],
            report.team.iter().map(member).collect(),
        ),
        heading(r, "paper-quality-d2"),
        problem(one, r),
        heading(r, "paper-quality-d3"),
        table(
            r,
            &[
                ("paper-quality-place", 1.0),
                ("paper-quality-checked", 0.7),
                ("paper-quality-bad", 0.7),
                ("paper-quality-result", 2.4),
            ],
            report.containment.iter().map(place).collect(),
        ),
        measures(&[Immediate], one, r),
        heading(r, "paper-quality-d4"),
        Block::Fields(vec![
            wide(r, "paper-quality-occurrence", text(&causes.occurrence)).least(2),
            wide(r, "paper-quality-escape", text(&causes.escape)).least(2),
            wide(r, "paper-quality-system", text(&causes.system)).least(2),
            wide(r, "paper-quality-whys", whys.join("\n")),
            field(r, "paper-quality-category", causes.category.map(|c| c.label(l)).unwrap_or_default()),
            wide(r, "paper-quality-verified", text(&causes.verified)),
        ]),
        heading(r, "paper-quality-d5"),
        measures(&[Corrective], one, r),
        Block::Fields(vec![
            wide(r, "paper-quality-plan", signed(&d.plan, r)),
            wide(r, "paper-quality-approval", signed(&d.approval, r)),
        ]),
        heading(r, "paper-quality-d6"),
        Block::Fields(vec![
            wide(r, "paper-quality-effect", signed(&d.verification, r)).least(2),
            wide(
                r,
                "paper-quality-technical",
                zeroed(report.zeroing.technical.iter().map(|point| point.label(l))),
            ),
            wide(
                r,
                "paper-quality-managerial",
                zeroed(report.zeroing.managerial.iter().map(|point| point.label(l))),
            ),
        ]),
        heading(r, "paper-quality-d7"),
        measures(&[Preventive, Improvement], one, r),
        Block::Fields(vec![
            wide(r, "paper-quality-documents", documents.join("\n")),
            wide(r, "paper-quality-rollout", text(&closing.rollout)),
        ]),
        heading(r, "paper-quality-d8"),
        Block::Fields(vec![
            wide(r, "paper-quality-lessons", text(&closing.lessons)).least(2),
            wide(r, "paper-quality-reply", signed(&d.reply, r)).least(2),
            wide(r, "paper-quality-end", signed(&d.end, r)),
        ]),
        Block::Remark(r.word("paper-internal")),
        signatures(
            r,
            &["paper-quality-sign-leader", "paper-quality-sign-quality", "paper-quality-sign-approved"],
        ),
    ]
}

fn instruction(one: &QualityFeedback, r: Reader) -> Vec<Block> {
    let order = one.decisions.instruction.as_ref();
    let to =
        one.head.supplier_name.clone().filter(|_| one.head.department == Some(QualityDepartment::Supplier));
    let to = to.or_else(|| one.head.department.map(|d| d.label(r.locale))).unwrap_or_default();
    let given = one.answer.as_ref().map(|answer| {
        let words = [&answer.causes.occurrence, &answer.causes.escape, &answer.causes.system];
        words.into_iter().flatten().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    });
    vec![
        heading(r, "paper-quality-order"),
        Block::Fields(vec![
            field(r, "paper-quality-to", to),
            field(r, "paper-quality-answer-by", order.map(|o| o.answer_by.to_string()).unwrap_or_default()),
        ]),
        matter(one, r),
        Block::Fields(vec![
            wide(r, "paper-quality-instruction", order.map(|o| o.text.clone()).unwrap_or_default()).least(4),
        ]),
        heading(r, "paper-quality-answer"),
        Block::Fields(vec![wide(r, "paper-quality-causes", given.unwrap_or_default()).least(4)]),
        measures(QualityMeasureKind::ALL, one, r),
        signatures(r, &["paper-quality-sign-quality", "paper-quality-sign-responsible"]),
    ]
}

fn flow_card(one: &QualityFeedback, r: Reader) -> Vec<Block> {
    let row = |event: &QualityEvent| {
        vec![
            clock_time(event.at, r),
            event.actor_name.clone(),
            event.action.label(r.locale),
            event.status.label(r.locale),
            event.note.clone().unwrap_or_default(),
        ]
    };
    let heads = [
        ("paper-entry-time", 1.2),
        ("paper-entry-who", 0.8),
        ("paper-entry-what", 1.0),
        ("register-status", 1.0),
        ("paper-entry-note", 2.6),
    ];
    vec![
        matter(one, r),
        verdict(one, r),
        heading(r, "paper-quality-flow"),
        table(r, &heads, one.events.iter().map(row).collect()),
        Block::Remark(r.word("paper-internal")),
        signatures(r, &["paper-quality-sign-quality", "paper-quality-sign-approved"]),
    ]
}
