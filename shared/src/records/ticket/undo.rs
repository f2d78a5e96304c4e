//! Taking back one's own last change, while nothing has left the house.

use super::words::TicketActionKind as Action;
use crate::auth::Actor;
use crate::ids::UserId;
use crate::problem::{ProblemCode, Refusal};
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};

/// For how long a change can be taken back, in minutes.
pub const UNDO_MINUTES: i64 = 10;

/// Whether an action can be taken back: nobody outside is told of it, and no measured time ends with it for good.
/// What ends at the customer has its own way back: reopening.
pub fn undoable(action: Action) -> bool {
    match action {
        Action::Verify
        | Action::Assign
        | Action::Start
        | Action::Wait
        | Action::Resume
        | Action::Cancel
        | Action::Merge
        | Action::Judge => true,
        // The customer hears of it.
        Action::Respond
        | Action::Resolve
        | Action::GiveNotice
        | Action::Confirm
        | Action::Close
        | Action::Reopen
        | Action::Estimate
        | Action::CallOnsite
        | Action::ArriveOnsite => false,
        // Raised, confirmed and lifted in the open: each has its own way back.
        Action::FlagCrisis | Action::ConfirmCrisis | Action::LiftCrisis => false,
    }
}

/// The last change of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LastChange {
    /// Who made it.
    pub actor_id: UserId,
    /// The action; nothing where fields were changed.
    pub action: Option<Action>,
    /// The ticket's version after it.
    pub version: i32,
    /// When.
    pub at: DateTime<Utc>,
}

/// What somebody can take back on a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UndoOffer {
    /// The action; absent where fields were changed.
    pub action: Option<Action>,
    /// Until when.
    pub until: DateTime<Utc>,
}

/// What this person can take back now, if anything: their own last change, while the ticket is as it left it.
pub fn undo_offer(
    last: Option<&LastChange>,
    actor: &Actor,
    version: i32,
    now: DateTime<Utc>,
) -> Option<UndoOffer> {
    let last = last.filter(|last| last.actor_id == actor.user_id && last.version == version)?;
    let until = last.at + Duration::minutes(UNDO_MINUTES);
    (now < until).then_some(UndoOffer { action: last.action, until })
}

/// Decides whether it can be taken back.
///
/// # Errors
/// `transition_refused`, saying what can be.
pub fn undo(
    number: &str,
    last: Option<&LastChange>,
    actor: &Actor,
    version: i32,
    now: DateTime<Utc>,
) -> Result<UndoOffer, Refusal> {
    undo_offer(last, actor, version, now).ok_or_else(|| {
        Refusal::new(ProblemCode::TransitionRefused)
            .detail("problem-transition_refused-nothing_to_undo")
            .arg("name", number)
            .arg("minutes", UNDO_MINUTES)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::OrganizationKind;
    use crate::ids::OrganizationId;
    use uuid::Uuid;

    fn actor(n: u128) -> Actor {
        Actor {
            user_id: UserId(Uuid::from_u128(n)),
            name: "王工".into(),
            organization_id: OrganizationId(Uuid::nil()),
            organization_kind: OrganizationKind::Manufacturer,
            customer_id: None,
            roles: vec![],
            permissions: vec![],
        }
    }

    /// Typed out again.
    #[test]
    fn what_the_customer_hears_of_is_not_taken_back() {
        let can = "verify assign start wait resume cancel merge judge";
        for action in Action::ALL {
            assert_eq!(undoable(*action), can.split(' ').any(|word| word == action.as_str()), "{action}");
        }
    }

    #[test]
    fn only_ones_own_only_the_last_and_only_for_a_while() {
        let at: DateTime<Utc> = "2026-11-26T09:00:00Z".parse().unwrap();
        let last = LastChange { actor_id: actor(1).user_id, action: Some(Action::Assign), version: 4, at };
        let offer = |who, version, minutes, seconds| {
            let now = at + Duration::minutes(minutes) + Duration::seconds(seconds);
            undo_offer(Some(&last), &actor(who), version, now)
        };
        let until = at + Duration::minutes(10);
        assert_eq!(offer(1, 4, 9, 59), Some(UndoOffer { action: Some(Action::Assign), until }));
        assert_eq!(offer(1, 4, 10, 0), None, "too late");
        assert_eq!(offer(2, 4, 0, 0), None, "somebody else's");
        assert_eq!(offer(1, 5, 0, 0), None, "something came after it");
        let refusal = undo("TK-1", None, &actor(1), 4, at).unwrap_err();
        assert_eq!(refusal.code, ProblemCode::TransitionRefused);
    }
}
