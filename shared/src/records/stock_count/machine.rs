//! The table of a count's state machine, and who may approve one.

use super::words::{StockCountAction, StockCountStatus};
use crate::auth::{Actor, Permission};
use crate::ids::UserId;
use crate::problem::{ProblemCode, Refusal};
use crate::workflow::{Target, Transition, Workflow};

impl Workflow for StockCountAction {
    type State = StockCountStatus;
    type Action = StockCountAction;
    const STATE_GROUP: &'static str = "stock_count_status";
    const ACTION_GROUP: &'static str = "stock_count_action";
    const TRANSITIONS: &'static [Transition<StockCountStatus, StockCountAction>] = {
        use StockCountStatus::*;
        const fn line(
            action: StockCountAction,
            from: &'static [StockCountStatus],
            to: StockCountStatus,
            permission: Permission,
        ) -> Transition<StockCountStatus, StockCountAction> {
            Transition { action, from, to: Target::To(to), permission }
        }
        &[
            line(StockCountAction::Submit, &[Draft], Counted, Permission::StockMove),
            line(StockCountAction::Recount, &[Counted], Draft, Permission::StockMove),
            line(StockCountAction::Approve, &[Counted], Approved, Permission::StockAdjust),
            line(StockCountAction::Cancel, &[Draft, Counted], Cancelled, Permission::StockMove),
        ]
    };
}

/// Whether somebody may approve a count: not who counted.
///
/// # Errors
/// `forbidden` for whoever counted.
pub fn may_approve(actor: &Actor, counted_by: Option<UserId>) -> Result<(), Refusal> {
    if counted_by == Some(actor.user_id) {
        return Err(Refusal::new(ProblemCode::Forbidden).detail("problem-forbidden-own_count"));
    }
    Ok(())
}

/// What somebody can do with a count, in its state.
pub fn available(
    status: StockCountStatus,
    counted_by: Option<UserId>,
    actor: &Actor,
) -> Vec<StockCountAction> {
    let mut actions = StockCountAction::actions(status, actor);
    if may_approve(actor, counted_by).is_err() {
        actions.retain(|action| *action != StockCountAction::Approve);
    }
    actions
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table typed out again; every pair that is not here is refused.
    #[test]
    fn the_count_machine_typed_out_again() {
        crate::workflow::typed_out::<StockCountAction>(
            crate::records::walks::plain::COUNT,
            StockCountStatus::ALL,
        );
    }
}
