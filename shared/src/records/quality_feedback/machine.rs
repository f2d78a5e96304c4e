//! The table of a quality feedback's state machine, and the gates that nobody steps over.

use super::report::{QualityCauses, QualityDecisions, QualityReport, QualitySigned, QualityZeroing};
use super::view::{QualityFeedback, QualityMeasure, QualityMissing};
use super::words::*;
use crate::auth::{Actor, Permission};
use crate::i18n::Arg;
use crate::ids::UserId;
use crate::problem::{ProblemCode, Refusal};
use crate::workflow::{Target, Transition, Workflow};
use chrono::{DateTime, Utc};

impl Workflow for QualityAction {
    type State = QualityStatus;
    type Action = QualityAction;
    const STATE_GROUP: &'static str = "quality_status";
    const ACTION_GROUP: &'static str = "quality_action";
    const TRANSITIONS: &'static [Transition<QualityStatus, QualityAction>] = {
        use QualityAction as Do;
        use QualityStatus::*;
        use Target::{Stay, To};
        const fn line(
            action: QualityAction,
            from: &'static [QualityStatus],
            to: Target<QualityStatus>,
            permission: Permission,
        ) -> Transition<QualityStatus, QualityAction> {
            Transition { action, from, to, permission }
        }
        &[
            line(Do::Triage, &[Reported], To(Triaged), Permission::QualityTriage),
            line(Do::Reject, &[Reported], To(NotValid), Permission::QualityTriage),
            line(
                Do::Instruct,
                &[Triaged, Contained, Analysing, Implementing],
                Stay,
                Permission::QualityTriage,
            ),
            line(Do::Answer, &[Triaged, Contained, Analysing], Stay, Permission::QualityAnswer),
            line(Do::Contain, &[Triaged], To(Contained), Permission::QualityWork),
            line(Do::Analyse, &[Contained], To(Analysing), Permission::QualityWork),
            line(Do::SubmitPlan, &[Analysing], To(PlanReview), Permission::QualityWork),
            line(Do::ApprovePlan, &[PlanReview], To(Implementing), Permission::QualityApprove),
            line(Do::RefusePlan, &[PlanReview], To(Analysing), Permission::QualityApprove),
            line(Do::Begin, &[Triaged], To(Implementing), Permission::QualityWork),
            line(Do::Complete, &[Implementing], To(Verifying), Permission::QualityWork),
            line(Do::Zero, &[Implementing, Verifying], Stay, Permission::QualityWork),
            line(Do::Verify, &[Verifying], Stay, Permission::QualityVerify),
            line(Do::Reopen, &[Verifying, Closed], To(Analysing), Permission::QualityVerify),
            line(
                Do::Reply,
                &[Triaged, Contained, Analysing, PlanReview, Implementing, Verifying],
                Stay,
                Permission::QualityWork,
            ),
            line(Do::Close, &[Verifying], To(Closed), Permission::QualityVerify),
            line(
                Do::Merge,
                &[Reported, Triaged, Contained, Analysing],
                To(Merged),
                Permission::QualityTriage,
            ),
            line(
                Do::Cancel,
                &[Reported, Triaged, Contained, Analysing, PlanReview, Implementing, Verifying],
                To(Cancelled),
                Permission::QualityTriage,
            ),
        ]
    };
}

impl QualityStatus {
    /// Whether it goes on.
    pub fn is_open(self) -> bool {
        !matches!(self, Self::Closed | Self::NotValid | Self::Merged | Self::Cancelled)
    }

    /// Whether its causes and measures are still being thought out.
    pub fn is_planning(self) -> bool {
        matches!(self, Self::Triaged | Self::Contained | Self::Analysing)
    }
}

impl QualitySeverity {
    /// Whether it takes a technical sign-off by a second person, and both halves of the zeroing.
    pub fn is_grave(self) -> bool {
        matches!(self, Self::Critical | Self::Major)
    }
}

/// Which causes are missing that a method asks for: all three for 8D, else why it came to be.
pub fn missing_causes(method: QualityMethod, causes: &QualityCauses) -> Vec<QualityGate> {
    let whole = method == QualityMethod::EightD;
    [
        (QualityGate::OccurrenceCause, causes.occurrence.is_none()),
        (QualityGate::EscapeCause, whole && causes.escape.is_none()),
        (QualityGate::SystemCause, whole && causes.system.is_none()),
    ]
    .into_iter()
    .filter_map(|(gate, missing)| missing.then_some(gate))
    .collect()
}

/// What the gates look at of a measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QualityGateMeasure {
    /// What it is for.
    pub kind: QualityMeasureKind,
    /// Who owns it.
    pub owner: UserId,
    /// Whether it is done.
    pub done: bool,
    /// Whether somebody else has confirmed that it helps; not asked of what was done before the measures were last found not to.
    pub validated: bool,
}

impl QualityGateMeasure {
    fn of(one: &QualityMeasure, failed_at: Option<DateTime<Utc>>) -> Self {
        let past = one.done_at.zip(failed_at).is_some_and(|(done, failed)| done <= failed);
        Self {
            kind: one.kind,
            owner: one.owner_id,
            done: one.done_at.is_some(),
            validated: one.validated_at.is_some() || past,
        }
    }
}

/// What the gates look at.
#[derive(Clone, Debug, PartialEq)]
pub struct QualityGateFacts<'a> {
    /// How grave it is.
    pub severity: Option<QualitySeverity>,
    /// How it is worked on.
    pub method: Option<QualityMethod>,
    /// The report.
    pub report: &'a QualityReport,
    /// Its measures.
    pub measures: Vec<QualityGateMeasure>,
    /// Who handed the plan in.
    pub planned_by: Option<UserId>,
    /// Whether the rectification order was issued.
    pub instructed: bool,
    /// Whether the effect is confirmed.
    pub verified: bool,
    /// Whether a complaint belongs to it.
    pub complained: bool,
    /// Whether the customer was answered.
    pub answered: bool,
}

impl<'a> From<&'a QualityFeedback> for QualityGateFacts<'a> {
    fn from(one: &'a QualityFeedback) -> Self {
        let failed_at = one.decisions.failure.as_ref().map(|signed| signed.at);
        let measures = one.measures.iter().map(|m| QualityGateMeasure::of(m, failed_at)).collect();
        Self {
            severity: one.head.severity,
            method: one.head.method,
            report: &one.report,
            measures,
            planned_by: one.decisions.plan.as_ref().and_then(|signed| signed.by_id),
            instructed: one.decisions.instruction.is_some(),
            verified: one.decisions.verification.is_some(),
            complained: one.sources.iter().any(|source| source.ticket_id.is_some()),
            answered: one.decisions.reply.is_some(),
        }
    }
}

/// What an action still needs before this person can do it; what is sent with the action itself is no gate.
pub fn gates(action: QualityAction, facts: &QualityGateFacts<'_>, actor: UserId) -> Vec<QualityGate> {
    let grave = facts.severity.is_some_and(QualitySeverity::is_grave);
    let to_do = facts.measures.iter().any(|m| m.kind == QualityMeasureKind::Corrective && !m.done);
    let mut missing = vec![];
    let mut need = |met: bool, gate: QualityGate| {
        if !met {
            missing.push(gate);
        }
    };
    match action {
        QualityAction::Answer => need(facts.instructed, QualityGate::Instruction),
        QualityAction::SubmitPlan => {
            for gate in missing_causes(facts.method.unwrap_or(QualityMethod::EightD), &facts.report.causes) {
                need(false, gate);
            }
            need(to_do, QualityGate::OpenMeasure);
        }
        QualityAction::Reply => need(facts.complained, QualityGate::Complaint),
        QualityAction::Begin => need(to_do, QualityGate::OpenMeasure),
        QualityAction::ApprovePlan => {
            need(!grave || facts.planned_by != Some(actor), QualityGate::OtherAuthor);
        }
        QualityAction::Complete => {
            need(facts.measures.iter().all(|m| m.done), QualityGate::MeasuresDone);
        }
        QualityAction::Verify => {
            need(facts.measures.iter().all(|m| m.owner != actor), QualityGate::OtherVerifier);
            need(facts.measures.iter().all(|m| m.validated), QualityGate::MeasuresValidated);
        }
        QualityAction::Close => {
            need(facts.verified, QualityGate::Effect);
            need(!grave || facts.report.zeroing.technical_met(), QualityGate::TechnicalZero);
            need(!grave || facts.report.zeroing.managerial_met(), QualityGate::ManagerialZero);
            need(facts.answered || !facts.complained, QualityGate::ReplySent);
        }
        QualityAction::Triage
        | QualityAction::Reject
        | QualityAction::Instruct
        | QualityAction::Contain
        | QualityAction::Analyse
        | QualityAction::RefusePlan
        | QualityAction::Zero
        | QualityAction::Reopen
        | QualityAction::Merge
        | QualityAction::Cancel => {}
    }
    missing
}

/// Whether a method takes a step: the light path leads past containment, analysis and plan, the others through them.
pub fn on_path(action: QualityAction, method: Option<QualityMethod>) -> bool {
    match action {
        QualityAction::Begin => method == Some(QualityMethod::Simple),
        QualityAction::Contain => method != Some(QualityMethod::Simple),
        _ => true,
    }
}

/// How it is worked on after its measures did not help: not lightly any more.
pub fn method_after_failure(method: QualityMethod) -> QualityMethod {
    match method {
        QualityMethod::Simple => QualityMethod::FourD,
        other => other,
    }
}

/// What is left of a case whose measures did not help: it is verified and signed off anew, and what they met of the zeroing is
/// met no more.
pub fn not_effective(
    report: &mut QualityReport,
    decisions: &mut QualityDecisions,
    found: Option<QualitySigned>,
) {
    report.zeroing = QualityZeroing::default();
    (decisions.verification, decisions.approval, decisions.end) = (None, None, None);
    decisions.failure = found;
}

/// Where an action leads, or why not: the right, the state, the path of the method, the gates, in this order.
///
/// # Errors
/// `forbidden`, `transition_refused` or `requirement_missing`.
pub fn decide_quality(
    name: &str,
    status: QualityStatus,
    action: QualityAction,
    facts: &QualityGateFacts<'_>,
    actor: &Actor,
) -> Result<QualityStatus, Refusal> {
    let to = QualityAction::step(name, status, action, actor)?;
    if !on_path(action, facts.method) {
        let method = facts.method.map(QualityMethod::label_key).unwrap_or_default();
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-quality_path")
            .arg("name", name)
            .arg("method", Arg::Key(method)));
    }
    let missing = gates(action, facts, actor.user_id);
    if missing.is_empty() { Ok(to) } else { Err(refused_by(name, action, &missing)) }
}

/// The refusal that names each gate in the reader's language, and for programs as what is `allowed` to be supplied.
fn refused_by(name: &str, action: QualityAction, missing: &[QualityGate]) -> Refusal {
    Refusal::new(ProblemCode::RequirementMissing)
        .detail("problem-requirement_missing-quality")
        .arg("name", name)
        .arg("action", Arg::Key(action.label_key()))
        .arg("gates", Arg::Keys(missing.iter().map(|gate| gate.label_key()).collect()))
        .allowed(missing.iter().map(|gate| gate.as_str()))
}

/// What somebody can do with it in this state, gates aside. A supplier only answers.
pub fn available_for_quality(
    status: QualityStatus,
    method: Option<QualityMethod>,
    actor: &Actor,
) -> Vec<QualityAction> {
    let mut actions = QualityAction::actions(status, actor);
    actions.retain(|action| on_path(*action, method));
    actions
}

/// What is still missing for each of these actions.
pub fn missing_for(
    actions: &[QualityAction],
    facts: &QualityGateFacts<'_>,
    actor: UserId,
) -> Vec<QualityMissing> {
    let of =
        |action: &QualityAction| QualityMissing { action: *action, missing: gates(*action, facts, actor) };
    actions.iter().map(of).filter(|one| !one.missing.is_empty()).collect()
}

/// A part of it that is written apart from its steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QualitySection {
    /// What it is about.
    Facts,
    /// Team, problem, causes and the list of measures.
    Plan,
    /// What is left to say.
    Closing,
}

/// Whether a part can be written in this state: what a plan consists of only until it is handed in, so that nobody changes
/// what was signed off.
///
/// # Errors
/// `transition_refused`, naming the state.
pub fn may_write(name: &str, status: QualityStatus, section: QualitySection) -> Result<(), Refusal> {
    let may = match section {
        QualitySection::Facts => matches!(status, QualityStatus::Reported) || status.is_planning(),
        QualitySection::Plan => status.is_planning(),
        QualitySection::Closing => status.is_open() && status != QualityStatus::Reported,
    };
    if may {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::TransitionRefused)
        .detail("problem-transition_refused-quality_section")
        .arg("name", name)
        .arg("state", Arg::Key(status.label_key())))
}

/// Whether a measure can be said to be done: by who owns it, or by who works on the case, before or after the plan's review.
///
/// # Errors
/// `transition_refused` when it is done or in this state; `forbidden` for somebody else.
pub fn may_finish(
    name: &str,
    status: QualityStatus,
    done: bool,
    owner: UserId,
    actor: &Actor,
) -> Result<(), Refusal> {
    if done {
        return Err(Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-quality_measure_done"));
    }
    if !(status.is_planning() || status == QualityStatus::Implementing) {
        return may_write(name, status, QualitySection::Plan);
    }
    if owner != actor.user_id && !actor.may(Permission::QualityWork) {
        return Err(Refusal::new(ProblemCode::Forbidden).detail("problem-forbidden-quality_measure"));
    }
    Ok(())
}

/// Whether somebody can confirm that a measure helps: once it is done, by somebody else than its owner, once.
///
/// # Errors
/// `transition_refused` when it is not done, is confirmed or in this state; `forbidden` for its owner.
pub fn may_validate(
    name: &str,
    status: QualityStatus,
    measure: &QualityMeasure,
    actor: &Actor,
) -> Result<(), Refusal> {
    may_write(name, status, QualitySection::Closing)?;
    let refused = |detail: &str| Err(Refusal::new(ProblemCode::TransitionRefused).detail(detail));
    if measure.done_at.is_none() {
        return refused("problem-transition_refused-quality_measure_open");
    }
    if measure.validated_at.is_some() {
        return refused("problem-transition_refused-quality_measure_validated");
    }
    if measure.owner_id == actor.user_id {
        return Err(Refusal::new(ProblemCode::Forbidden).detail("problem-forbidden-quality_measure_own"));
    }
    Ok(())
}

#[cfg(test)]
#[path = "machine_tests.rs"]
mod tests;
