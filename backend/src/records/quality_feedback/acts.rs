//! What is done with a quality feedback: each step decided by `shared`, written with its guard, told to whom it concerns.

use super::service::{after, current, told, whole};
use super::store::{self, Row, Step};
use super::{children, notices, watch};
use crate::audit;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::jsonb::Json;
use crate::records::supplier_return::service::must_supply;
use crate::records::{knowledge_article, notification, ticket};
use diesel::pg::PgConnection;
use serde_json::{Value, json};
use shared::auth::Permission;
use shared::ids::{KnowledgeArticleId, OrganizationId, QualityFeedbackId, TicketId, UserId};
use shared::problem::{FieldProblem, ProblemCode, Refusal};
use shared::records::knowledge_article::{KnowledgeArticleInput, KnowledgeAudience, KnowledgeKind};
use shared::records::quality_feedback::*;
use shared::records::ticket::{CommentVisibility, CreateComment};
use shared::text::{Line, Text, TextError};
use shared::workflow::{Target, Workflow};

/// What is sent with an action.
pub enum Act {
    /// Judge it valid.
    Triage(TriageQuality),
    /// Judge it not valid.
    Reject(QualityReason),
    /// Issue the rectification order.
    Instruct(InstructQuality),
    /// Give the causes.
    Answer(AnswerQuality),
    /// Say what is held back.
    Contain(ContainQuality),
    /// Begin to look for the causes.
    Analyse,
    /// Hand the plan in.
    SubmitPlan,
    /// Sign it off.
    ApprovePlan(QualityNote),
    /// Send it back.
    RefusePlan(QualityReason),
    /// Carry measures out at once.
    Begin,
    /// All measures are carried out.
    Complete,
    /// Record the zeroing.
    Zero(QualityZeroing),
    /// They help.
    Verify(VerifyQuality),
    /// They do not.
    Reopen(QualityReason),
    /// Answer the customer.
    Reply(ReplyQuality),
    /// Close it.
    Close(CloseQuality),
    /// Make it part of another.
    Merge(MergeQuality),
    /// Do not follow it up.
    Cancel(QualityReason),
}

impl Act {
    fn action(&self) -> QualityAction {
        match self {
            Self::Triage(_) => QualityAction::Triage,
            Self::Reject(_) => QualityAction::Reject,
            Self::Instruct(_) => QualityAction::Instruct,
            Self::Answer(_) => QualityAction::Answer,
            Self::Contain(_) => QualityAction::Contain,
            Self::Analyse => QualityAction::Analyse,
            Self::SubmitPlan => QualityAction::SubmitPlan,
            Self::ApprovePlan(_) => QualityAction::ApprovePlan,
            Self::RefusePlan(_) => QualityAction::RefusePlan,
            Self::Begin => QualityAction::Begin,
            Self::Complete => QualityAction::Complete,
            Self::Zero(_) => QualityAction::Zero,
            Self::Verify(_) => QualityAction::Verify,
            Self::Reopen(_) => QualityAction::Reopen,
            Self::Reply(_) => QualityAction::Reply,
            Self::Close(_) => QualityAction::Close,
            Self::Merge(_) => QualityAction::Merge,
            Self::Cancel(_) => QualityAction::Cancel,
        }
    }

    fn words(&self) -> Value {
        match self {
            Self::Triage(input) => json!(input),
            Self::Reject(input) | Self::RefusePlan(input) | Self::Reopen(input) | Self::Cancel(input) => {
                json!(input)
            }
            Self::Instruct(input) => json!(input),
            Self::Answer(input) => json!(input),
            Self::Contain(input) => json!(input),
            Self::ApprovePlan(input) => json!(input),
            Self::Zero(input) => json!(input),
            Self::Verify(input) => json!(input),
            Self::Reply(input) => json!(input),
            Self::Close(input) => json!(input),
            Self::Merge(input) => json!(input),
            Self::Analyse | Self::SubmitPlan | Self::Begin | Self::Complete => json!({}),
        }
    }

    /// What the timeline says of it.
    fn note(&self) -> Result<Option<String>, Refusal> {
        Ok(match self {
            Self::Triage(input) => input.grounds.as_deref().map(str::to_owned),
            Self::Reject(input) | Self::RefusePlan(input) | Self::Reopen(input) | Self::Cancel(input) => {
                Some(input.reason.to_string())
            }
            Self::Instruct(input) => Some(input.text.to_string()),
            Self::ApprovePlan(input) => input.note.as_deref().map(str::to_owned),
            Self::Verify(input) => Some(input.said()?.to_owned()),
            Self::Reply(input) => Some(input.text.to_string()),
            _ => None,
        })
    }
}

/// Who of the house sees to it: somebody who may work on it.
fn must_work(c: &mut PgConnection, owner: UserId) -> Result<UserId, Failure> {
    if notification::holders_in_house(c, Permission::QualityWork)?.contains(&owner) {
        Ok(owner)
    } else {
        Err(Failure::field("/owner_id", FieldProblem::NoSuchRecord))
    }
}

/// The supplier who is responsible: whoever is named, else whom the case or the catalogue names.
fn responsible_supplier(
    c: &mut PgConnection,
    row: &Row,
    input: &TriageQuality,
) -> Result<Option<OrganizationId>, Failure> {
    if input.department != QualityDepartment::Supplier {
        if input.supplier_id.is_some() {
            return Err(Failure::field("/supplier_id", FieldProblem::Inconsistent));
        }
        return Ok(row.head.supplier_id);
    }
    let named = input.supplier_id.or(row.head.supplier_id).or(row.part_supplier_id);
    let named = named.ok_or_else(|| Failure::field("/supplier_id", FieldProblem::SupplierUnknown))?;
    must_supply(c, named).map(Some)
}

/// What an action writes of the case itself.
fn change(
    c: &mut PgConnection,
    caller: &Caller,
    row: &Row,
    act: &Act,
    to: QualityStatus,
) -> Result<Step, Failure> {
    let (mut report, mut decisions) = (row.report.0.clone(), row.decisions.0.clone());
    let mut step = Step { status: Some(to), ..Step::default() };
    let signed = QualitySigned {
        by_id: Some(caller.actor.user_id),
        by_name: caller.actor.name.clone(),
        at: caller.now,
        note: act.note()?,
    };
    let signed = Some(signed);
    match act {
        Act::Triage(input) => {
            input.check()?;
            step.supplier_id = Some(responsible_supplier(c, row, input)?);
            step.owner_id = Some(must_work(c, input.owner_id)?);
            (step.severity, step.extent) = (Some(input.severity), Some(input.extent));
            (step.method, step.department) = (Some(input.method), Some(input.department));
            decisions.triage = signed;
        }
        Act::Instruct(input) => {
            input.check(caller.today())?;
            step.instructed_at = Some(caller.now);
            decisions.instruction = Some(QualityInstruction {
                text: input.text.to_string(),
                answer_by: input.answer_by,
                by_name: Some(caller.actor.name.clone()),
                at: caller.now,
            });
        }
        Act::Answer(input) => {
            input.check()?;
            let answer = QualityAnswer {
                causes: input.causes.clone(),
                by_name: caller.actor.name.clone(),
                at: caller.now,
            };
            step.answer = Some(Json(answer));
            // Where the house has written none yet, it begins with theirs.
            if report.causes == QualityCauses::default() {
                report.causes = input.causes.clone();
                let known = row.head.method.is_some_and(|m| missing_causes(m, &report.causes).is_empty());
                decisions.caused_at = decisions.caused_at.or(known.then_some(caller.now));
            }
        }
        Act::Contain(input) => {
            check_containment(&input.places)?;
            report.containment = input.places.clone();
            decisions.containment = signed;
        }
        Act::SubmitPlan => {
            decisions.planned_at = decisions.planned_at.or(Some(caller.now));
            decisions.plan = signed;
        }
        Act::ApprovePlan(_) => decisions.approval = signed,
        Act::RefusePlan(_) => decisions.refusal = signed,
        Act::Zero(input) => report.zeroing = input.clone(),
        Act::Verify(_) => decisions.verification = signed,
        Act::Reopen(_) => {
            step.method = row.head.method.map(method_after_failure);
            not_effective(&mut report, &mut decisions, signed);
            step.ended_at = Some(None);
        }
        Act::Reply(_) => decisions.reply = signed,
        Act::Close(input) => {
            input.check(caller.today())?;
            decisions.end = signed;
        }
        Act::Reject(_) | Act::Cancel(_) => decisions.end = signed,
        Act::Merge(input) => {
            step.merged_into_id = Some(input.into_id);
            decisions.end = signed;
        }
        Act::Analyse | Act::Begin | Act::Complete => {}
    }
    if let Act::Close(CloseQuality { keep_lessons: true, .. }) = act {
        decisions.article_id = keep(c, caller, row)?;
    }
    if !to.is_open() {
        (step.ended_at, step.due_at) = (Some(Some(caller.now)), Some(None));
    }
    (step.report, step.decisions) = (Some(Json(report)), Some(Json(decisions)));
    Ok(step)
}

fn stored<T>(text: Result<T, TextError>) -> Result<T, Failure> {
    text.map_err(|error| Failure::Internal(error.into()))
}

/// What was learnt becomes the draft of a knowledge article of the house; nothing where nothing was written down.
fn keep(c: &mut PgConnection, caller: &Caller, row: &Row) -> Result<Option<KnowledgeArticleId>, Failure> {
    let Some(lessons) = &row.report.0.closing.lessons else { return Ok(None) };
    // What was carried over from an old log may be longer than a title, or hold what no title holds.
    let begin: String = row.head.subject.chars().take(200).collect();
    let input = KnowledgeArticleInput {
        title: Line::new(&begin).or_else(|_| stored(Line::new(&row.head.number)))?,
        body: stored(Text::new(lessons))?,
        kind: KnowledgeKind::Bulletin,
        audience: KnowledgeAudience::Internal,
        product_ids: row.head.product_id.into_iter().collect(),
        fault_code_ids: row.head.fault_code_id.into_iter().collect(),
    };
    Ok(Some(knowledge_article::service::create(c, caller, &input)?.id))
}

/// The customer reads the answer on each ticket that the case comes from.
fn reply(c: &mut PgConnection, caller: &Caller, one: &QualityFeedback, text: &str) -> Result<(), Failure> {
    let mut complaints: Vec<TicketId> = one.sources.iter().filter_map(|source| source.ticket_id).collect();
    complaints.sort();
    for id in complaints {
        let comment = CreateComment {
            visibility: CommentVisibility::Public,
            body: stored(Text::new(text))?,
            mentions: vec![],
        };
        ticket::service::comment(c, caller, id, &comment)?;
    }
    Ok(())
}

/// Holds both cases and looks whether one can become part of the other.
fn target(
    c: &mut PgConnection,
    caller: &Caller,
    from: QualityFeedbackId,
    into: QualityFeedbackId,
) -> Result<Row, Failure> {
    if from == into {
        return Err(Failure::field("/into_id", FieldProblem::Inconsistent));
    }
    store::hold(c, [from, into])?;
    let row = store::find(c, caller, into).map_err(|failure| failure.missing_at("/into_id"))?;
    if !row.head.status.is_open() {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-quality_into")
            .arg("name", row.head.number.as_str())
            .into());
    }
    Ok(row)
}

/// What the other did not know yet, and the one that becomes part of it did.
fn learnt(from: &Row, into: &Row) -> Step {
    fn new<T: Copy>(from: Option<T>, into: Option<T>) -> Option<Option<T>> {
        from.filter(|_| into.is_none()).map(Some)
    }
    Step {
        product_id: new(from.head.product_id, into.head.product_id),
        part_id: new(from.head.part_id, into.head.part_id),
        supplier_id: new(from.head.supplier_id, into.head.supplier_id),
        fault_code_id: new(from.head.fault_code_id, into.head.fault_code_id),
        ..Step::default()
    }
}

/// Does something with one of this version.
///
/// # Errors
/// `transition_refused` in the wrong state, `requirement_missing` while a gate is closed, `version_stale` when somebody was
/// quicker.
pub fn act(
    c: &mut PgConnection,
    caller: &Caller,
    id: QualityFeedbackId,
    version: i32,
    act: &Act,
) -> Result<QualityFeedback, Failure> {
    let row = current(c, caller, id, version)?;
    let one = whole(c, caller, &row)?;
    let action = act.action();
    if QualityAction::line(action).is_some_and(|line| line.to == Target::To(row.head.status)) {
        return Ok(told(caller, one));
    }
    let to = decide_quality(
        &row.head.number,
        row.head.status,
        action,
        &QualityGateFacts::from(&one),
        &caller.actor,
    )?;
    let into = match act {
        Act::Merge(input) => Some(target(c, caller, id, input.into_id)?),
        _ => None,
    };
    let step = change(c, caller, &row, act, to)?;
    if !store::step(c, caller.now, &row, step)? {
        return Err(Failure::stale());
    }
    match act {
        Act::Reopen(_) => {
            children::doubt(c, id)?;
            watch::stop(c, id)?;
        }
        Act::Close(input) => watch::arm(c, caller, &one, input.changed_on)?,
        Act::Reply(input) => reply(c, caller, &one, &input.text)?,
        _ => {}
    }
    if let Some(into) = into {
        children::move_sources(c, id, into.head.id)?;
        // Whoever has the other one open sees that it has become more.
        if !store::step(c, caller.now, &into, learnt(&row, &into))? {
            return Err(Failure::stale());
        }
    }
    let hand = (caller.actor.name.as_str(), caller.now);
    children::write_event(c, hand, id, (action, to), act.note()?.as_deref())?;
    let mut changes = act.words();
    changes["from"] = json!(row.head.status);
    audit::write(c, caller, "quality_feedback", id.0, action.as_str(), changes)?;
    let row = store::find(c, caller, id)?;
    notices::stepped(c, caller, &row, action)?;
    after(c, caller, id)
}
