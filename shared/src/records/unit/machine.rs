//! The table of the unit's state machine.

use super::words::{UnitAction, UnitStatus};
use crate::auth::Permission;
use crate::workflow::{Target, Transition, Workflow};

impl Workflow for UnitAction {
    type State = UnitStatus;
    type Action = UnitAction;
    const STATE_GROUP: &'static str = "unit_status";
    const ACTION_GROUP: &'static str = "unit_action";
    const TRANSITIONS: &'static [Transition<UnitStatus, UnitAction>] = {
        use UnitStatus::*;
        const fn line(
            action: UnitAction,
            from: &'static [UnitStatus],
            to: UnitStatus,
        ) -> Transition<UnitStatus, UnitAction> {
            Transition { action, from, to: Target::To(to), permission: Permission::UnitManage }
        }
        &[
            line(UnitAction::Commission, &[Registered], InService),
            line(UnitAction::TakeForRepair, &[InService, OnLoan], UnderRepair),
            line(UnitAction::Lend, &[Registered, InService], OnLoan),
            line(UnitAction::ReturnToService, &[UnderRepair, OnLoan], InService),
            line(UnitAction::Retire, &[Registered, InService, UnderRepair, OnLoan], Retired),
        ]
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table typed out again; every pair that is not here is refused.
    #[test]
    fn the_unit_machine_typed_out_again() {
        crate::workflow::typed_out::<UnitAction>(crate::records::walks::plain::UNIT, UnitStatus::ALL);
    }
}
