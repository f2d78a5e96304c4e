//! What is sent about quality feedback.

use super::report::*;
use super::words::*;
use crate::calendar::{FIRST_YEAR, LAST_YEAR, out_of_range};
use crate::ids::*;
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::text::{Line, Text};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

sent! {
    /// What is sent to raise a quality feedback (质量信息反馈表). From a ticket or a line of a return everything is carried over
    /// that is not said here.
    CreateQualityFeedback {
        /// The complaint it comes from.
        #[serde(default)]
        ticket_id: Option<TicketId>,
        /// The line of a return it comes from.
        #[serde(default)]
        rma_line_id: Option<RmaLineId>,
        /// Where else it was heard; then it says itself what it is about.
        #[serde(default)]
        origin: Option<QualityOrigin>,
        /// What it is about; needed unless it comes from a complaint or a return.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(example = "门机同步带跳齿"))]
        subject: Option<Line<200>>,
        /// What was found.
        #[serde(default)]
        description: Option<Text<4000>>,
        /// The unit.
        #[serde(default)]
        unit_id: Option<UnitId>,
        /// The product model; the unit's by default.
        #[serde(default)]
        product_id: Option<ProductId>,
        /// The part.
        #[serde(default)]
        part_id: Option<PartId>,
        /// The fault.
        #[serde(default)]
        fault_code_id: Option<FaultCodeId>,
        /// The part's batch.
        #[serde(default)]
        batch: Option<Line<100>>,
        /// How many were looked at.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
        quantity_checked: Option<i32>,
        /// How many of them were bad.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
        quantity_bad: Option<i32>,
    }

    /// What is sent to judge a quality feedback valid.
    TriageQuality {
        /// How grave it is.
        severity: QualitySeverity,
        /// One piece or many.
        extent: QualityExtent,
        /// How it is worked on; the light path is for what is minor.
        #[cfg_attr(feature = "openapi", schema(example = "8d"))]
        method: QualityMethod,
        /// Who is responsible.
        #[cfg_attr(feature = "openapi", schema(example = "production"))]
        department: QualityDepartment,
        /// The supplier, where it is one; by default whom the catalogue names.
        #[serde(default)]
        supplier_id: Option<OrganizationId>,
        /// Who of the house sees to it.
        owner_id: UserId,
        /// On what grounds.
        #[serde(default)]
        grounds: Option<Text<1000>>,
    }

    /// What is sent with a step that needs a reason.
    QualityReason {
        /// Why.
        reason: Text<1000>,
    }

    /// What is sent with a step that may say something.
    QualityNote {
        /// A remark.
        #[serde(default)]
        note: Option<Text<1000>>,
    }

    /// What is sent to issue the rectification order (整改指令).
    InstructQuality {
        /// What is to be put right.
        #[cfg_attr(feature = "openapi", schema(example = "请于 10 日内提交原因分析和纠正措施。"))]
        text: Text<2000>,
        /// Until when it is to be answered; not before today.
        #[cfg_attr(feature = "openapi", schema(example = "2099-12-31"))]
        answer_by: NaiveDate,
    }

    /// What is sent to give the causes, as whoever is responsible.
    AnswerQuality {
        /// The causes; why it came to be at least.
        causes: QualityCauses,
    }

    /// What is sent once something is held back.
    ContainQuality {
        /// Where, and with which result; each place once.
        #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 6))]
        places: Vec<QualityContainment>,
    }

    /// What is sent when the measures were found to help: what was measured, or why nothing can be.
    VerifyQuality {
        /// What was measured.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(example = "整改后 90 天 420 台无同类投诉（整改前 35 台 6 起）。"))]
        effect: Option<Text<1000>>,
        /// Why nothing can be measured.
        #[serde(default)]
        reason: Option<Text<1000>>,
    }

    /// What is sent to answer the customer; it stands as a public comment on each ticket that it comes from.
    ReplyQuality {
        /// What the customer is told.
        #[cfg_attr(feature = "openapi", schema(example = "已查明带轮偏心，同批次已更换，请放心使用。"))]
        text: Text<4000>,
    }

    /// What is sent to close it.
    CloseQuality {
        /// Whether what was learnt becomes the draft of a knowledge article.
        #[serde(default)]
        keep_lessons: bool,
        /// From which day on units are made differently; the day of the last corrective measure when it is not said.
        #[serde(default)]
        changed_on: Option<NaiveDate>,
    }

    /// What is sent to make one part of another.
    MergeQuality {
        /// The other.
        into_id: QualityFeedbackId,
    }

    /// What is sent to add a complaint, a return, or what was heard elsewhere; one of them.
    AddQualitySource {
        /// The ticket.
        #[serde(default)]
        ticket_id: Option<TicketId>,
        /// The line of a return.
        #[serde(default)]
        rma_line_id: Option<RmaLineId>,
        /// Where else it was heard.
        #[serde(default)]
        origin: Option<QualityOrigin>,
    }

    /// Where something was heard that is no ticket and no return: a visit, a survey, the line.
    QualityOrigin {
        /// Where.
        kind: QualityOriginKind,
        /// By what it is found again.
        #[cfg_attr(feature = "openapi", schema(example = "走访记录 2026-11-20 杭州花园"))]
        reference: Line<200>,
        /// On which day; not in the future.
        #[cfg_attr(feature = "openapi", schema(example = "2026-01-15"))]
        told_on: NaiveDate,
        /// Who said it.
        #[cfg_attr(feature = "openapi", schema(example = "林建国（物业）"))]
        told_by: Line<100>,
    }

    /// What a quality feedback is about; replaced as a whole.
    QualityFacts {
        /// What it is about.
        #[cfg_attr(feature = "openapi", schema(example = "门机同步带跳齿"))]
        subject: Line<200>,
        /// What was found.
        #[serde(default)]
        description: Option<Text<4000>>,
        /// The product model.
        #[serde(default)]
        product_id: Option<ProductId>,
        /// The part.
        #[serde(default)]
        part_id: Option<PartId>,
        /// The fault.
        #[serde(default)]
        fault_code_id: Option<FaultCodeId>,
        /// The part's batch.
        #[serde(default)]
        batch: Option<Line<100>>,
        /// How many were looked at.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
        quantity_checked: Option<i32>,
        /// How many of them were bad.
        #[serde(default)]
        #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
        quantity_bad: Option<i32>,
    }
}

/// What is sent to write a part of a quality feedback; what is absent stays.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct UpdateQualityFeedback {
    /// What it is about.
    pub facts: Option<QualityFacts>,
    /// Who works on it (D1), at most 20.
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub team: Option<Vec<QualityMember>>,
    /// What is wrong (D2).
    pub problem: Option<QualityProblem>,
    /// Why (D4).
    pub causes: Option<QualityCauses>,
    /// What is left to say (D7, D8).
    pub closing: Option<QualityClosing>,
}

/// Notes a day that is over, or lies beyond the years that are reckoned with.
pub(super) fn coming(check: &mut Checker, day: NaiveDate, today: NaiveDate, pointer: &str) {
    check.check(day >= today, pointer, FieldProblem::TooEarly);
    if day.year() > LAST_YEAR {
        check.push(out_of_range(pointer));
    }
}

/// Notes whether it comes from more than one thing, and whether what was heard elsewhere was heard by today.
fn one_source(
    check: &mut Checker,
    (ticket, line, origin): (Option<TicketId>, Option<RmaLineId>, Option<&QualityOrigin>),
    today: NaiveDate,
) {
    check.check(ticket.is_none() || line.is_none(), "/rma_line_id", FieldProblem::Inconsistent);
    let Some(origin) = origin else { return };
    check.check(ticket.is_none() && line.is_none(), "/origin", FieldProblem::Inconsistent);
    check.check(origin.told_on <= today, "/origin/told_on", FieldProblem::InFuture);
    if origin.told_on.year() < FIRST_YEAR {
        check.push(out_of_range("/origin/told_on"));
    }
}

const COUNTS: (&str, &str) = ("/quantity_checked", "/quantity_bad");

impl CreateQualityFeedback {
    /// Whether it says what it is about, and from where it comes.
    ///
    /// # Errors
    /// `validation_failed` with each field.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        one_source(&mut check, (self.ticket_id, self.rma_line_id, self.origin.as_ref()), today);
        let about = self.subject.is_some() || self.ticket_id.is_some() || self.rma_line_id.is_some();
        check.check(about, "/subject", FieldProblem::Required);
        pieces(&mut check, self.quantity_checked, self.quantity_bad, COUNTS);
        check.finish()
    }
}

impl AddQualitySource {
    /// Whether it names one thing.
    ///
    /// # Errors
    /// `validation_failed` for several or none.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        one_source(&mut check, (self.ticket_id, self.rma_line_id, self.origin.as_ref()), today);
        let some = self.ticket_id.is_some() || self.rma_line_id.is_some() || self.origin.is_some();
        check.check(some, "/ticket_id", FieldProblem::Required);
        check.finish()
    }
}

impl TriageQuality {
    /// Whether the light path is only taken by what is minor.
    ///
    /// # Errors
    /// `validation_failed` at the method.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let light = self.method != QualityMethod::Simple || self.severity == QualitySeverity::Minor;
        check.check(light, "/method", FieldProblem::Inconsistent);
        check.finish()
    }
}

impl InstructQuality {
    /// Whether it can still be answered in time.
    ///
    /// # Errors
    /// `validation_failed` for a day that is over.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        coming(&mut check, self.answer_by, today, "/answer_by");
        check.finish()
    }
}

impl CloseQuality {
    /// Whether the change is made already.
    ///
    /// # Errors
    /// `validation_failed` for a day to come, or before the years that are reckoned with.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        changed(self.changed_on, today, "/changed_on")
    }
}

impl super::effect::QualityEffectQuery {
    /// Whether that day is over.
    ///
    /// # Errors
    /// `validation_failed` for a day to come, or before the years that are reckoned with.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        changed(self.changed_on, today, "?changed_on")
    }
}

fn changed(day: Option<NaiveDate>, today: NaiveDate, pointer: &str) -> Result<(), Refusal> {
    let mut check = Checker::default();
    if let Some(day) = day {
        check.check(day <= today, pointer, FieldProblem::InFuture);
        if day.year() < FIRST_YEAR {
            check.push(out_of_range(pointer));
        }
    }
    check.finish()
}

impl AnswerQuality {
    /// Whether it says why.
    ///
    /// # Errors
    /// `validation_failed` without the occurrence cause.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check.check(self.causes.occurrence.is_some(), "/causes/occurrence", FieldProblem::Required);
        self.causes.check_at(&mut check, "/causes");
        check.finish()
    }
}

impl VerifyQuality {
    /// The effect, or the reason: one of them.
    ///
    /// # Errors
    /// `validation_failed` when both or neither is said.
    pub fn said(&self) -> Result<&str, Refusal> {
        match (&self.effect, &self.reason) {
            (Some(effect), None) => Ok(effect),
            (None, Some(reason)) => Ok(reason),
            (None, None) => Err(Refusal::field("/effect", FieldProblem::Required)),
            (Some(_), Some(_)) => Err(Refusal::field("/reason", FieldProblem::Inconsistent)),
        }
    }
}

impl UpdateQualityFeedback {
    /// Whether each part can be.
    ///
    /// # Errors
    /// `validation_failed` with each field.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        if let Some(facts) = &self.facts {
            let counts = ("/facts/quantity_checked", "/facts/quantity_bad");
            pieces(&mut check, facts.quantity_checked, facts.quantity_bad, counts);
        }
        if let Some(team) = &self.team {
            check_team(&mut check, team, "/team");
        }
        if let Some(causes) = &self.causes {
            causes.check_at(&mut check, "/causes");
        }
        if let Some(closing) = &self.closing {
            closing.check_at(&mut check, "/closing");
        }
        check.finish()
    }
}
