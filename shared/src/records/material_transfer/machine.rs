//! The table of a material transfer's state machine.

use super::view::MaterialTransfer;
use super::words::{TransferAction, TransferStatus};
use crate::auth::{Actor, Permission};
use crate::ids::UserId;
use crate::problem::{ProblemCode, Refusal};
use crate::workflow::{Target, Transition, Workflow};

impl Workflow for TransferAction {
    type State = TransferStatus;
    type Action = TransferAction;
    const STATE_GROUP: &'static str = "transfer_status";
    const ACTION_GROUP: &'static str = "transfer_action";
    const TRANSITIONS: &'static [Transition<TransferStatus, TransferAction>] = {
        use Permission::{TransferApprove, TransferRequest, TransferShip};
        use TransferStatus::*;
        const fn line(
            action: TransferAction,
            from: &'static [TransferStatus],
            to: Target<TransferStatus>,
            permission: Permission,
        ) -> Transition<TransferStatus, TransferAction> {
            Transition { action, from, to, permission }
        }
        &[
            line(TransferAction::Submit, &[Draft], Target::To(Submitted), TransferRequest),
            line(TransferAction::Approve, &[Submitted], Target::To(Approved), TransferApprove),
            line(TransferAction::Reject, &[Submitted], Target::To(Rejected), TransferApprove),
            line(TransferAction::Pick, &[Approved], Target::To(Picking), TransferShip),
            line(TransferAction::Ship, &[Submitted, Picking], Target::To(Shipped), TransferShip),
            line(TransferAction::Receive, &[Shipped], Target::To(Received), TransferRequest),
            line(TransferAction::Regularise, &[Shipped, Received], Target::Stay, TransferApprove),
            line(TransferAction::Reconcile, &[Received], Target::To(Reconciled), TransferShip),
            line(
                TransferAction::Cancel,
                &[Draft, Submitted, Approved, Picking],
                Target::To(Cancelled),
                TransferRequest,
            ),
        ]
    };
}

/// Whether somebody may approve a transfer: not who asked for it.
///
/// # Errors
/// `forbidden` for whoever asked.
pub fn may_approve(actor: &Actor, requested_by: UserId) -> Result<(), Refusal> {
    if requested_by == actor.user_id {
        return Err(Refusal::new(ProblemCode::Forbidden).detail("problem-forbidden-own_transfer"));
    }
    Ok(())
}

/// Whether somebody may submit or give up a transfer: the maker's people, and those whose request it is. Whoever is
/// merely sent something may not.
pub fn is_own(actor: &Actor, transfer: &MaterialTransfer) -> bool {
    actor.is_inside() || actor.organization_id == transfer.head.organization_id
}

/// Whether an action would make sense beyond what the table says.
pub(super) fn fits(transfer: &MaterialTransfer, action: TransferAction) -> bool {
    let head = &transfer.head;
    match action {
        TransferAction::Ship => head.status != TransferStatus::Submitted || head.urgent,
        TransferAction::Regularise => head.papers_due_at.is_some() && head.approved_at.is_none(),
        _ => true,
    }
}

/// What somebody can do with a transfer.
pub fn available(transfer: &MaterialTransfer, actor: &Actor) -> Vec<TransferAction> {
    let approves = may_approve(actor, transfer.head.requested_by_id).is_ok();
    let mut actions = TransferAction::actions(transfer.head.status, actor);
    actions.retain(|action| {
        let second = matches!(action, TransferAction::Approve | TransferAction::Regularise);
        let own = matches!(action, TransferAction::Submit | TransferAction::Cancel);
        fits(transfer, *action) && (approves || !second) && (!own || is_own(actor, transfer))
    });
    // Before its papers are there it is not closed.
    if transfer.head.papers_due_at.is_some() && transfer.head.approved_at.is_none() {
        actions.retain(|action| *action != TransferAction::Reconcile);
    }
    actions
}
