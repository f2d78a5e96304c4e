//! The table of the way back to a supplier, and its days.

use super::words::*;
use crate::auth::{Actor, Permission};
use crate::ids::OrganizationId;
use crate::problem::{FieldProblem, ProblemCode, Refusal};
use crate::workflow::{Target, Transition, Workflow};
use chrono::{Days, NaiveDate};

impl Workflow for SupplierReturnAction {
    type State = SupplierReturnStatus;
    type Action = SupplierReturnAction;
    const STATE_GROUP: &'static str = "supplier_return_status";
    const ACTION_GROUP: &'static str = "supplier_return_action";
    const TRANSITIONS: &'static [Transition<SupplierReturnStatus, SupplierReturnAction>] = {
        use SupplierReturnStatus::*;
        use Target::To;
        const fn line(
            action: SupplierReturnAction,
            from: &'static [SupplierReturnStatus],
            to: Target<SupplierReturnStatus>,
            permission: Permission,
        ) -> Transition<SupplierReturnStatus, SupplierReturnAction> {
            Transition { action, from, to, permission }
        }
        use SupplierReturnAction as Do;
        &[
            // What one supplier refuses may be another's, or be the same one's after all.
            line(Do::Offer, &[ToOffer, Refused], To(Offered), Permission::SupplierReturnOffer),
            line(Do::Collect, &[Offered], To(Collected), Permission::SupplierReturnAnswer),
            line(Do::Refuse, &[Offered], To(Refused), Permission::SupplierReturnAnswer),
            line(Do::DisposeLocally, &[Offered], To(DisposedLocally), Permission::SupplierReturnDispose),
        ]
    };
}

/// Within how many days a supplier collects what it is offered (MGT-T 4.3.2: five days, which are days of the calendar).
pub const COLLECT_DAYS: u64 = 5;

/// The last day on which a supplier may collect what it is offered today.
pub fn collect_until(today: NaiveDate) -> NaiveDate {
    today.checked_add_days(Days::new(COLLECT_DAYS)).unwrap_or(NaiveDate::MAX)
}

/// Days that are left to collect something: none on the last day, fewer than none once that is over.
pub fn days_left(deadline: NaiveDate, today: NaiveDate) -> i64 {
    (deadline - today).num_days()
}

/// Whether the house may dispose of what is offered: once the time to collect it is over (MGT-T 4.3.2).
///
/// # Errors
/// `transition_refused` before, naming the day.
pub fn may_dispose_locally(name: &str, deadline: NaiveDate, today: NaiveDate) -> Result<(), Refusal> {
    if days_left(deadline, today) < 0 {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::TransitionRefused)
        .detail("problem-transition_refused-still_collectable")
        .arg("name", name)
        .arg("day", deadline.to_string())
        .allowed([SupplierReturnAction::Collect.as_str(), SupplierReturnAction::Refuse.as_str()]))
}

/// To whom a part is offered: whoever is named, else whom the catalogue names.
///
/// # Errors
/// `validation_failed` when nobody is.
pub fn supplier_of(
    named: Option<OrganizationId>,
    catalogue: Option<OrganizationId>,
) -> Result<OrganizationId, Refusal> {
    named.or(catalogue).ok_or_else(|| Refusal::field("/supplier_id", FieldProblem::SupplierUnknown))
}

/// What somebody can do, in this state, on this day.
pub fn available_for_return(
    status: SupplierReturnStatus,
    deadline: NaiveDate,
    today: NaiveDate,
    actor: &Actor,
) -> Vec<SupplierReturnAction> {
    let mut actions = SupplierReturnAction::actions(status, actor);
    actions.retain(|action| {
        *action != SupplierReturnAction::DisposeLocally || may_dispose_locally("", deadline, today).is_ok()
    });
    actions
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use uuid::Uuid;

    /// Typed out again; every pair that is not here is refused.
    #[test]
    fn the_machine_typed_out_again() {
        crate::workflow::typed_out::<SupplierReturnAction>(
            crate::records::walks::goods::BACK,
            SupplierReturnStatus::ALL,
        );
    }

    #[test]
    fn whoever_is_named_comes_before_the_catalogue() {
        let id = |n| OrganizationId(Uuid::from_u128(n));
        assert_eq!(supplier_of(Some(id(1)), Some(id(2))).unwrap(), id(1));
        assert_eq!(supplier_of(None, Some(id(2))).unwrap(), id(2));
        let refused = supplier_of(None, None).unwrap_err();
        assert_eq!(refused.fields[0].code, FieldProblem::SupplierUnknown);
    }

    #[test]
    fn five_days_are_five_days() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let last = collect_until(day("2026-02-26"));
        assert_eq!(last, day("2026-03-03"));
        assert_eq!(days_left(last, day("2026-03-03")), 0);
        assert!(may_dispose_locally("门机皮带", last, last).is_err());
        assert!(may_dispose_locally("门机皮带", last, day("2026-03-04")).is_ok());
    }

    proptest! {
        /// On each day either the supplier still has its time or the house may dispose of the part, never both.
        #[test]
        fn no_day_is_lost_and_none_counted_twice(start in 0_i64..20_000, later in 0_i64..40) {
            let today = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap() + chrono::Duration::days(start);
            let last = collect_until(today);
            let then = today + chrono::Duration::days(later);
            prop_assert_eq!(may_dispose_locally("", last, then).is_ok(), later > 5);
            prop_assert_eq!(days_left(last, then), 5 - later);
        }
    }
}
