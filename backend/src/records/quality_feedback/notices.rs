//! Who is told of quality feedback: whoever is asked for the next step, and whoever waits for the end.

use super::store::Row;
use crate::auth::caller::Caller;
use crate::error::Failure;
use crate::records::notification::{self, Word};
use chrono::{DateTime, Utc};
use diesel::pg::PgConnection;
use shared::auth::Permission;
use shared::ids::QualityFeedbackId;
use shared::records::notification::NotificationKind;
use shared::records::quality_feedback::{QualityAction, QualityDepartment, QualityWatchOutcome};

/// Tells who judges it.
pub(super) fn raised(c: &mut PgConnection, caller: &Caller, id: QualityFeedbackId) -> Result<(), Failure> {
    let people = notification::holders_in_house(c, Permission::QualityTriage)?;
    notification::tell_others(c, caller, people, NotificationKind::QualityRaised, id)
}

/// Tells who sees to it, and who verifies, what units made since say of a change.
pub(super) fn watched(
    c: &mut PgConnection,
    row: &Row,
    outcome: QualityWatchOutcome,
    now: DateTime<Utc>,
) -> Result<(), Failure> {
    let kind = match outcome {
        QualityWatchOutcome::NotEffective => NotificationKind::QualityReopened,
        QualityWatchOutcome::Effective | QualityWatchOutcome::Inconclusive => {
            NotificationKind::QualityWatched
        }
        QualityWatchOutcome::Stopped => return Ok(()),
    };
    let mut people = notification::holders_in_house(c, Permission::QualityVerify)?;
    people.extend(row.head.owner_id);
    let word = Word::of_rule(kind, row.head.id);
    let words: Vec<_> = people.into_iter().map(|person| (person, word.clone())).collect();
    notification::tell(c, &words, now)
}

/// Tells whom a step concerns. The row is as it was read after the step.
pub(super) fn stepped(
    c: &mut PgConnection,
    caller: &Caller,
    row: &Row,
    action: QualityAction,
) -> Result<(), Failure> {
    let owner = || row.head.owner_id.into_iter().collect::<Vec<_>>();
    let (people, kind) = match action {
        QualityAction::Triage => (owner(), NotificationKind::QualityAssigned),
        QualityAction::Instruct => {
            let theirs =
                row.head.supplier_id.filter(|_| row.head.department == Some(QualityDepartment::Supplier));
            let people = theirs.map(|supplier| notification::everybody(c, supplier)).transpose()?;
            (people.unwrap_or_else(owner), NotificationKind::QualityInstructed)
        }
        QualityAction::Answer => (owner(), NotificationKind::QualityAnswered),
        QualityAction::SubmitPlan => {
            (notification::holders_in_house(c, Permission::QualityApprove)?, NotificationKind::QualityPlanned)
        }
        QualityAction::RefusePlan => {
            let author = row.decisions.0.plan.as_ref().and_then(|plan| plan.by_id);
            (author.into_iter().collect(), NotificationKind::QualityRefused)
        }
        QualityAction::Complete => (
            notification::holders_in_house(c, Permission::QualityVerify)?,
            NotificationKind::QualityVerifying,
        ),
        QualityAction::Reopen => (owner(), NotificationKind::QualityReopened),
        QualityAction::Reject | QualityAction::Close | QualityAction::Merge | QualityAction::Cancel => {
            let mut people = owner();
            people.push(row.raised_by_id);
            (people, NotificationKind::QualityEnded)
        }
        QualityAction::Contain
        | QualityAction::Analyse
        | QualityAction::ApprovePlan
        | QualityAction::Begin
        | QualityAction::Zero
        | QualityAction::Verify
        | QualityAction::Reply => return Ok(()),
    };
    notification::tell_others(c, caller, people, kind, row.head.id)
}
