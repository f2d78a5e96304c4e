use super::*;
use crate::auth::{OrganizationKind, Role, permissions};
use crate::ids::OrganizationId;
use crate::records::walks::plain::IN_CAMPAIGN;
use crate::workflow::typed_out;
use proptest::prelude::*;
use uuid::Uuid;

fn actor(n: u128, role: Role) -> Actor {
    let kind = OrganizationKind::Manufacturer;
    Actor {
        user_id: UserId(Uuid::from_u128(n)),
        name: "赵敏".into(),
        organization_id: OrganizationId(Uuid::from_u128(1)),
        organization_kind: kind,
        customer_id: None,
        roles: vec![role],
        permissions: permissions(kind, &[role], None),
    }
}

/// Typed out again; every pair that is not here is refused.
#[test]
fn the_machines_typed_out_again() {
    typed_out::<CampaignAction>(
        &[
            ("scope", "draft scoped", "scoped"),
            ("approve", "scoped", "approved"),
            ("publish", "approved", "published"),
            ("close", "published running", "closed"),
            ("cancel", "draft scoped approved published running", "cancelled"),
        ],
        CampaignStatus::ALL,
    );
    typed_out::<CampaignUnitAction>(IN_CAMPAIGN, CampaignUnitStatus::ALL);
}

#[test]
fn its_author_does_not_approve_it() {
    let (author, other) = (actor(1, Role::Supervisor), actor(2, Role::Supervisor));
    assert!(may_approve("CP-2026-000001", author.user_id, &author).is_err());
    assert!(may_approve("CP-2026-000001", author.user_id, &other).is_ok());
    let can = |who| available(CampaignStatus::Scoped, author.user_id, who);
    assert_eq!(can(&author), [CampaignAction::Cancel]);
    assert_eq!(can(&other), [CampaignAction::Approve, CampaignAction::Cancel]);
}

#[test]
fn it_ends_with_its_last_unit_or_with_a_reason() {
    assert!(may_close(0, None).is_ok());
    assert!(may_close(3, Some("其余三台已出口")).is_ok());
    let refused = may_close(3, None).unwrap_err();
    assert_eq!((refused.code, &*refused.fields[0].pointer), (ProblemCode::RequirementMissing, "/reason"));
}

/// The same machine written as a person would tell it.
#[derive(Clone, Copy)]
struct Model {
    step: u8,
    ended: bool,
}

impl Model {
    fn of(status: CampaignStatus) -> Self {
        use CampaignStatus::*;
        let step = match status {
            Draft => 0,
            Scoped => 1,
            Approved => 2,
            Published => 3,
            Running => 4,
            Closed | Cancelled => 5,
        };
        Self { step, ended: step == 5 }
    }

    fn takes(self, action: CampaignAction) -> bool {
        !self.ended
            && match action {
                CampaignAction::Scope => self.step <= 1,
                CampaignAction::Approve => self.step == 1,
                CampaignAction::Publish => self.step == 2,
                CampaignAction::Close => self.step >= 3,
                CampaignAction::Cancel => true,
            }
    }
}

proptest! {
    /// Whatever is tried in whatever order, the machine does what the model says, never goes back, and stays ended.
    #[test]
    fn the_machine_does_what_its_model_says(tries in proptest::collection::vec(0_usize..6, 0..30)) {
        let all = [actor(2, Role::Supervisor), actor(3, Role::Quality)];
        let mut status = CampaignStatus::Draft;
        for n in tries {
            let before = Model::of(status);
            let next = match CampaignAction::ALL.get(n) {
                Some(action) => {
                    let steps = all.iter().map(|who| CampaignAction::step("CP", status, *action, who));
                    let done = steps.into_iter().find_map(Result::ok);
                    prop_assert_eq!(done.is_some(), before.takes(*action), "{} {}", status, action);
                    done.unwrap_or(status)
                }
                None => by_units(status, &[CampaignUnitStatus::Notified, CampaignUnitStatus::Booked]),
            };
            prop_assert!(Model::of(next).step >= before.step);
            status = next;
        }
    }

    /// Only a published campaign is moved by its units, and only by one that is more than told.
    #[test]
    fn the_head_follows_from_its_units(units in proptest::collection::vec(0_usize..7, 0..8)) {
        let units: Vec<_> = units.into_iter().map(|n| CampaignUnitStatus::ALL[n]).collect();
        let begun = units.iter().any(|u| u.has_ended() || *u == CampaignUnitStatus::Booked);
        for status in CampaignStatus::ALL {
            let expected = if begun && *status == CampaignStatus::Published { CampaignStatus::Running } else { *status };
            prop_assert_eq!(by_units(*status, &units), expected);
        }
    }
}
