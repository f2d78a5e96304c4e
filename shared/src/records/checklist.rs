//! Checklists (检查清单): what is not to be forgotten on tickets of a kind. Their steps are copied onto a ticket, so
//! that a later change of the list changes no ticket.

use crate::ids::{ChecklistId, TicketCheckId, TicketId};
use crate::problem::{FieldProblem, FieldRefusal, ProblemCode, Refusal};
use crate::records::ticket::{TicketKind, TicketTopic};
use crate::text::Line;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// The most steps a checklist has, and the most that stand on a ticket.
pub const MOST_STEPS: usize = 100;

/// A step of a checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChecklistStep {
    /// What is to be done or looked at.
    #[cfg_attr(feature = "openapi", schema(example = "断电挂牌，确认轿厢无人"))]
    pub text: Line<200>,
    /// The ticket is not resolved before it is done.
    #[serde(default)]
    pub required: bool,
}

/// A checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Checklist {
    /// Its id.
    pub id: ChecklistId,
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(example = "门机检修"))]
    pub title: String,
    /// Its steps, in their order.
    pub steps: Vec<ChecklistStep>,
    /// Kinds of tickets it is for; empty for all.
    pub kinds: Vec<TicketKind>,
    /// The topic it is for; absent for all.
    pub topic: Option<TicketTopic>,
    /// The product line it is for; absent for all.
    #[cfg_attr(feature = "openapi", schema(example = "passenger_lift"))]
    pub product_line: Option<String>,
    /// Put on every new ticket that it is for.
    pub automatic: bool,
    /// Whether it is offered on tickets.
    pub active: bool,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// What is sent to create or replace a checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChecklistInput {
    /// What it is called.
    #[cfg_attr(feature = "openapi", schema(example = "门机检修"))]
    pub title: Line<200>,
    /// Its steps, in their order: 1 to 100, each once.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 100))]
    pub steps: Vec<ChecklistStep>,
    /// Kinds of tickets it is for; empty for all.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(max_items = 8))]
    pub kinds: Vec<TicketKind>,
    /// The topic it is for; absent for all.
    #[serde(default)]
    pub topic: Option<TicketTopic>,
    /// The product line it is for; absent for all.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "passenger_lift"))]
    pub product_line: Option<Line<100>>,
    /// Put on every new ticket that it is for.
    #[serde(default)]
    pub automatic: bool,
    /// Whether it is offered on tickets.
    #[serde(default = "super::organization::yes")]
    pub active: bool,
}

fn has_twice<T: PartialEq>(items: &[T]) -> bool {
    items.iter().enumerate().any(|(i, item)| items[..i].contains(item))
}

impl ChecklistInput {
    /// Whether there are steps, not too many, and none and no kind twice.
    ///
    /// # Errors
    /// `validation_failed` naming the list that is wrong.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut fields = vec![];
        let texts: Vec<&str> = self.steps.iter().map(|step| &*step.text).collect();
        let limit = i64::try_from(MOST_STEPS).unwrap_or(i64::MAX);
        if texts.is_empty() {
            fields.push(FieldRefusal::new("/steps", FieldProblem::Required));
        } else if texts.len() > MOST_STEPS {
            fields.push(FieldRefusal::new("/steps", FieldProblem::TooLarge).arg("limit", limit));
        } else if has_twice(&texts) {
            fields.push(FieldRefusal::new("/steps", FieldProblem::Inconsistent));
        }
        if has_twice(&self.kinds) {
            fields.push(FieldRefusal::new("/kinds", FieldProblem::Inconsistent));
        }
        if fields.is_empty() { Ok(()) } else { Err(Refusal::fields(fields)) }
    }
}

/// Filters of checklists.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct ChecklistQuery {
    /// Words that each stand in the title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only those that are offered, or only those that are not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active: Option<bool>,
    /// Only those that are for this ticket: by its kind, its topic and the product line of its model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_id: Option<TicketId>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

/// A step on a ticket.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TicketCheck {
    /// Its id.
    pub id: TicketCheckId,
    /// What is to be done or looked at.
    #[cfg_attr(feature = "openapi", schema(example = "断电挂牌，确认轿厢无人"))]
    pub text: String,
    /// The ticket is not resolved before it is done.
    pub required: bool,
    /// The checklist it came from; absent for one written for this ticket.
    pub checklist_id: Option<ChecklistId>,
    /// When it was done; absent while it is open.
    pub done_at: Option<DateTime<Utc>>,
    /// By whom.
    #[cfg_attr(feature = "openapi", schema(example = "王工"))]
    pub done_by_name: Option<String>,
    /// What was found.
    #[cfg_attr(feature = "openapi", schema(example = "皮带张力 280 N"))]
    pub note: Option<String>,
}

/// What is sent to put steps on a ticket: those of a checklist, or one in one's own words.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddTicketChecks {
    /// The checklist.
    #[serde(default)]
    pub checklist_id: Option<ChecklistId>,
    /// One step of its own.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "联系业主确认停梯时间"))]
    pub text: Option<Line<200>>,
    /// Whether that one is required.
    #[serde(default)]
    pub required: bool,
}

impl AddTicketChecks {
    /// Whether exactly one of the two is named.
    ///
    /// # Errors
    /// `validation_failed`.
    pub fn check(&self) -> Result<(), Refusal> {
        match (self.checklist_id, &self.text) {
            (Some(_), None) if !self.required => Ok(()),
            (None, Some(_)) => Ok(()),
            (None, None) => Err(Refusal::field("/text", FieldProblem::Required)),
            (Some(_), None) => Err(Refusal::field("/required", FieldProblem::Inconsistent)),
            (Some(_), Some(_)) => Err(Refusal::field("/text", FieldProblem::Inconsistent)),
        }
    }
}

/// What is sent when a step is done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TickTicketCheck {
    /// What was found.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "皮带张力 280 N"))]
    pub note: Option<Line<500>>,
}

/// Whether a ticket may be resolved with so many required steps open.
///
/// # Errors
/// `requirement_missing` with how many there are.
pub fn check_all_done(open: i64) -> Result<(), Refusal> {
    if open <= 0 {
        return Ok(());
    }
    let field = FieldRefusal::new("/checks", FieldProblem::ChecksOpen).arg("count", open);
    Err(Refusal { fields: vec![field], ..Refusal::new(ProblemCode::RequirementMissing) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn input(steps: &[&str]) -> ChecklistInput {
        ChecklistInput {
            title: Line::new("门机检修").unwrap(),
            steps: steps
                .iter()
                .map(|text| ChecklistStep { text: Line::new(text).unwrap(), required: false })
                .collect(),
            kinds: vec![],
            topic: None,
            product_line: None,
            automatic: false,
            active: true,
        }
    }

    #[test]
    fn a_list_has_steps_and_none_twice() {
        let wrong = |input: ChecklistInput| {
            let field = input.check().unwrap_err().fields.remove(0);
            (field.pointer, field.code)
        };
        assert!(input(&["断电", "复位"]).check().is_ok());
        assert_eq!(wrong(input(&[])), ("/steps".into(), FieldProblem::Required));
        assert_eq!(wrong(input(&["断电", "断电"])), ("/steps".into(), FieldProblem::Inconsistent));
        let many: Vec<String> = (0..=MOST_STEPS).map(|n| format!("第 {n} 步")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(wrong(input(&many)), ("/steps".into(), FieldProblem::TooLarge));
        assert!(input(&many[1..]).check().is_ok());
        let kinds = vec![TicketKind::Recall, TicketKind::Recall];
        assert_eq!(wrong(ChecklistInput { kinds, ..input(&["断电"]) }).0, "/kinds");
    }

    #[test]
    fn steps_come_from_a_list_or_are_written_out() {
        let id = Some(ChecklistId(uuid::Uuid::nil()));
        let text = Some(Line::new("联系业主").unwrap());
        let of = |checklist_id, text, required| AddTicketChecks { checklist_id, text, required }.check();
        assert!(of(id, None, false).is_ok() && of(None, text.clone(), true).is_ok());
        assert_eq!(of(None, None, false).unwrap_err().fields[0].pointer, "/text");
        assert_eq!(of(id, text, false).unwrap_err().fields[0].pointer, "/text");
        assert_eq!(of(id, None, true).unwrap_err().fields[0].pointer, "/required");
    }

    #[test]
    fn what_is_required_is_done_before_the_end() {
        assert!(check_all_done(0).is_ok());
        let refusal = check_all_done(2).unwrap_err();
        assert_eq!(
            (refusal.code, refusal.fields[0].code),
            (ProblemCode::RequirementMissing, FieldProblem::ChecksOpen)
        );
    }
}
