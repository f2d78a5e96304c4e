//! The table of the ticket's state machine.

use super::words::{TicketActionKind as Action, TicketStatus as Status};
use crate::auth::Permission;
use crate::workflow::{Target, Transition, Workflow};

/// The ticket's workflow.
pub enum TicketMachine {}

const fn line(
    action: Action,
    from: &'static [Status],
    to: Target<Status>,
    permission: Permission,
) -> Transition<Status, Action> {
    Transition { action, from, to, permission }
}

impl Workflow for TicketMachine {
    type State = Status;
    type Action = Action;
    const STATE_GROUP: &'static str = "ticket_status";
    const ACTION_GROUP: &'static str = "ticket_action";
    const TRANSITIONS: &'static [Transition<Status, Action>] = {
        use Permission::*;
        use Status::*;
        use Target::{Stay, To};
        &[
            line(Action::Verify, &[New], To(Verifying), TicketWork),
            // From `verifying` it leads on; later it only changes hands.
            line(Action::Assign, &[Verifying, Assigned, InProgress, Waiting], Stay, TicketAssign),
            line(Action::Respond, &[New, Verifying, Assigned, InProgress, Waiting], Stay, TicketWork),
            line(Action::Start, &[Assigned], To(InProgress), TicketWork),
            line(Action::Wait, &[InProgress], To(Waiting), TicketWork),
            line(Action::Resume, &[Waiting], To(InProgress), TicketWork),
            line(Action::Resolve, &[InProgress, Waiting], To(Resolved), TicketWork),
            line(Action::GiveNotice, &[Resolved], Stay, TicketClose),
            line(Action::Confirm, &[Resolved], To(Closed), TicketConfirm),
            line(Action::Close, &[Resolved], To(Closed), TicketClose),
            line(Action::Reopen, &[Resolved, Closed], To(InProgress), TicketConfirm),
            line(Action::Cancel, Status::OPEN, To(Cancelled), TicketCancel),
            line(Action::Merge, Status::OPEN, To(Merged), TicketCancel),
            line(Action::Judge, Status::OPEN, Stay, TicketJudge),
            line(Action::FlagCrisis, Status::OPEN, Stay, TicketFlagCrisis),
            line(Action::ConfirmCrisis, Status::OPEN, Stay, TicketConfirmCrisis),
            line(Action::LiftCrisis, Status::OPEN, Stay, TicketConfirmCrisis),
            line(Action::Estimate, &[Verifying, Assigned, InProgress, Waiting], Stay, TicketWork),
            line(Action::CallOnsite, &[Assigned, InProgress, Waiting], Stay, TicketWork),
            line(Action::ArriveOnsite, &[Assigned, InProgress, Waiting], Stay, TicketWork),
        ]
    };
}
