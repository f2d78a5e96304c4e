//! The tables of a campaign and of the units in it (workflows, campaign).

use super::words::*;
use crate::auth::{Actor, Permission};
use crate::ids::UserId;
use crate::problem::{FieldProblem, FieldRefusal, ProblemCode, Refusal};
use crate::workflow::{Target, Transition, Workflow};

impl Workflow for CampaignAction {
    type State = CampaignStatus;
    type Action = Self;
    const STATE_GROUP: &'static str = "campaign_status";
    const ACTION_GROUP: &'static str = "campaign_action";
    const TRANSITIONS: &'static [Transition<CampaignStatus, Self>] = {
        use CampaignStatus::*;
        use Target::To;
        const fn line(
            action: CampaignAction,
            from: &'static [CampaignStatus],
            to: CampaignStatus,
            permission: Permission,
        ) -> Transition<CampaignStatus, CampaignAction> {
            Transition { action, from, to: To(to), permission }
        }
        &[
            // Until it is approved another version can be chosen.
            line(Self::Scope, &[Draft, Scoped], Scoped, Permission::CampaignDraft),
            line(Self::Approve, &[Scoped], Approved, Permission::CampaignApprove),
            line(Self::Publish, &[Approved], Published, Permission::CampaignPublish),
            line(Self::Close, &[Published, Running], Closed, Permission::CampaignPublish),
            line(
                Self::Cancel,
                &[Draft, Scoped, Approved, Published, Running],
                Cancelled,
                Permission::CampaignPublish,
            ),
        ]
    };
}

impl Workflow for CampaignUnitAction {
    type State = CampaignUnitStatus;
    type Action = Self;
    const STATE_GROUP: &'static str = "campaign_unit_status";
    const ACTION_GROUP: &'static str = "campaign_unit_action";
    const TRANSITIONS: &'static [Transition<CampaignUnitStatus, Self>] = {
        use CampaignUnitStatus::*;
        use Target::To;
        const fn line(
            action: CampaignUnitAction,
            from: &'static [CampaignUnitStatus],
            to: CampaignUnitStatus,
        ) -> Transition<CampaignUnitStatus, CampaignUnitAction> {
            Transition { action, from, to: To(to), permission: Permission::CampaignProgress }
        }
        // Owners turn up, and change their minds.
        const REACHED: &[CampaignUnitStatus] = &[Identified, Notified, Booked, Unreachable, Refused];
        &[
            line(Self::Notify, &[Identified, Unreachable, Refused], Notified),
            line(Self::Book, REACHED, Booked),
            line(Self::Remedy, REACHED, Remedied),
            line(Self::GiveUp, &[Identified, Notified, Booked], Unreachable),
            line(Self::Refuse, &[Identified, Notified, Booked], Refused),
            line(Self::Scrap, REACHED, Scrapped),
        ]
    };
}

/// Where the head is once units have moved: the first that is booked or ended makes a published campaign run.
pub fn by_units(status: CampaignStatus, units: &[CampaignUnitStatus]) -> CampaignStatus {
    use CampaignUnitStatus::{Identified, Notified};
    let begun = units.iter().any(|unit| !matches!(unit, Identified | Notified));
    if status == CampaignStatus::Published && begun { CampaignStatus::Running } else { status }
}

/// Whether what a campaign says and concerns can still be changed: until it is approved.
///
/// # Errors
/// `transition_refused` afterwards.
pub fn may_change(number: &str, status: CampaignStatus) -> Result<(), Refusal> {
    if matches!(status, CampaignStatus::Draft | CampaignStatus::Scoped) {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::TransitionRefused)
        .detail("problem-transition_refused-campaign_frozen")
        .arg("number", number))
}

/// Whether somebody may approve a campaign: not who drafted it.
///
/// # Errors
/// `transition_refused` for its author.
pub fn may_approve(number: &str, author: UserId, actor: &Actor) -> Result<(), Refusal> {
    if author != actor.user_id {
        return Ok(());
    }
    let refusal =
        Refusal::new(ProblemCode::TransitionRefused).detail("problem-transition_refused-own_campaign");
    Err(refusal.arg("number", number))
}

/// Whether a campaign may be closed: every unit has ended, or there is a written reason.
///
/// # Errors
/// `requirement_missing` at the reason, saying how many units are open.
pub fn may_close(open_units: i64, reason: Option<&str>) -> Result<(), Refusal> {
    if open_units == 0 || reason.is_some() {
        return Ok(());
    }
    Err(no_reason("problem-requirement_missing-campaign_units").arg("count", open_units))
}

/// Whether a campaign may be given up: never without a written reason.
///
/// # Errors
/// `requirement_missing` at the reason.
pub fn may_cancel(reason: Option<&str>) -> Result<(), Refusal> {
    reason.map(|_| ()).ok_or_else(|| no_reason("problem-requirement_missing-campaign_reason"))
}

fn no_reason(detail: &'static str) -> Refusal {
    let field = FieldRefusal::new("/reason", FieldProblem::Required);
    Refusal { fields: vec![field], ..Refusal::new(ProblemCode::RequirementMissing) }.detail(detail)
}

/// Whether units of a campaign can be worked on.
///
/// # Errors
/// `transition_refused` before it is published and after it has ended.
pub fn may_progress(number: &str, status: CampaignStatus) -> Result<(), Refusal> {
    if status.is_open() {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::TransitionRefused)
        .detail("problem-transition_refused-campaign_not_open")
        .arg("number", number)
        .arg("state", crate::i18n::Arg::Key(status.label_key())))
}

/// What somebody can do with a campaign.
pub fn available(status: CampaignStatus, author: UserId, actor: &Actor) -> Vec<CampaignAction> {
    let mut actions = CampaignAction::actions(status, actor);
    actions.retain(|action| *action != CampaignAction::Approve || may_approve("", author, actor).is_ok());
    actions
}

/// What somebody can do with a unit in a campaign.
pub fn available_for_unit(
    status: CampaignStatus,
    unit: CampaignUnitStatus,
    actor: &Actor,
) -> Vec<CampaignUnitAction> {
    if status.is_open() { CampaignUnitAction::actions(unit, actor) } else { vec![] }
}

#[cfg(test)]
#[path = "machine_tests.rs"]
mod tests;
