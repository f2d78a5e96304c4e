//! The information matrix of quality (ELV five): which information went from whom to whom. It follows from the steps of quality
//! feedback.

use crate::records::quality_feedback::{QualityAction, QualityDepartment};
use serde::{Deserialize, Serialize};

text_enums! {
    /// Which kind of information went from one department to another (ELV five).
    InformationKind in "information_kind" {
        /// Something was found.
        Report = "report",
        /// It was judged.
        Verdict = "verdict",
        /// Something is to be put right (整改指令).
        Instruction = "instruction",
        /// It was found whether that helped.
        Verification = "verification",
        /// What was learnt is passed on.
        Training = "training",
        /// Causes, plans, answers.
        Support = "support",
    }
}

/// Information that went from one department to another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InformationFlow {
    /// From whom.
    pub from: QualityDepartment,
    /// To whom.
    pub to: QualityDepartment,
    /// Which kind.
    pub kind: InformationKind,
    /// How often.
    pub count: i64,
}

/// What was done with a quality feedback, as far as somebody else learnt from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InformationStep {
    /// It was raised.
    Raised,
    /// What was learnt became the draft of a knowledge article.
    Kept,
    /// A step.
    Did(QualityAction),
}

/// From whom to whom a step tells something, and which kind. `responsible` is the department that the verdict named; before it
/// quality answers for the case. What nobody else learns from gives nothing.
pub fn information(
    step: InformationStep,
    responsible: Option<QualityDepartment>,
) -> Option<(QualityDepartment, QualityDepartment, InformationKind)> {
    use InformationKind::{Instruction, Report, Support, Training, Verdict, Verification};
    use QualityAction as Do;
    use QualityDepartment::{Design, Quality, Service};
    let responsible = responsible.unwrap_or(Quality);
    let way = match step {
        InformationStep::Raised => (Service, Quality, Report),
        InformationStep::Kept => (Quality, Service, Training),
        InformationStep::Did(action) => match action {
            Do::Triage => (Quality, responsible, Verdict),
            Do::Reject => (Quality, Service, Verdict),
            Do::Instruct => (Quality, responsible, Instruction),
            Do::Answer => (responsible, Quality, Support),
            Do::SubmitPlan => (responsible, Design, Support),
            Do::ApprovePlan | Do::RefusePlan => (Design, responsible, Verdict),
            Do::Verify | Do::Reopen => (Quality, responsible, Verification),
            Do::Reply => (Quality, Service, Support),
            Do::Contain
            | Do::Analyse
            | Do::Begin
            | Do::Complete
            | Do::Zero
            | Do::Close
            | Do::Merge
            | Do::Cancel => return None,
        },
    };
    // What a department tells itself is no information between departments.
    (way.0 != way.1).then_some(way)
}

/// The matrix: how often each kind went which way, the most frequent first.
pub fn information_matrix(
    steps: impl IntoIterator<Item = (InformationStep, Option<QualityDepartment>, i64)>,
) -> Vec<InformationFlow> {
    let mut flows: Vec<InformationFlow> = vec![];
    for (step, responsible, count) in steps {
        let Some((from, to, kind)) = information(step, responsible).filter(|_| count > 0) else { continue };
        match flows.iter_mut().find(|flow| (flow.from, flow.to, flow.kind) == (from, to, kind)) {
            Some(flow) => flow.count += count,
            None => flows.push(InformationFlow { from, to, kind, count }),
        }
    }
    flows.sort_by_key(|flow| (std::cmp::Reverse(flow.count), flow.from, flow.to, flow.kind));
    flows
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The matrix of ELV five typed out again, for a case of production.
    #[test]
    fn each_step_tells_whom_the_matrix_names() {
        let table = [
            ("triage", "quality production verdict"),
            ("reject", "quality service verdict"),
            ("instruct", "quality production instruction"),
            ("answer", "production quality support"),
            ("submit_plan", "production design support"),
            ("approve_plan", "design production verdict"),
            ("refuse_plan", "design production verdict"),
            ("verify", "quality production verification"),
            ("reopen", "quality production verification"),
            ("reply", "quality service support"),
        ];
        for action in QualityAction::ALL {
            let way = information(InformationStep::Did(*action), Some(QualityDepartment::Production));
            let said = way.map(|(from, to, kind)| format!("{from} {to} {kind}"));
            let typed = table.iter().find(|(name, _)| *name == action.as_str()).map(|(_, way)| *way);
            assert_eq!(said.as_deref(), typed, "{action}");
        }
        // What quality tells itself is no information between departments.
        assert_eq!(information(InformationStep::Did(QualityAction::Verify), None), None);
        let flows = information_matrix([
            (InformationStep::Raised, None, 2),
            (InformationStep::Kept, None, 0),
            (InformationStep::Did(QualityAction::Verify), Some(QualityDepartment::Supplier), 3),
            (InformationStep::Did(QualityAction::Reopen), Some(QualityDepartment::Supplier), 1),
        ]);
        let said: Vec<_> =
            flows.iter().map(|f| format!("{} {} {} {}", f.from, f.to, f.kind, f.count)).collect();
        assert_eq!(said, ["quality supplier verification 4", "service quality report 2"]);
    }
}
