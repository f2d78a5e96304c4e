//! The table of the article's state machine.

use super::words::{KnowledgeAction, KnowledgeStatus};
use crate::auth::{Actor, Permission};
use crate::problem::Refusal;
use crate::workflow::{Outcome, Target, Transition, Workflow};

/// The article's state machine.
pub struct KnowledgeMachine;

impl Workflow for KnowledgeMachine {
    type State = KnowledgeStatus;
    type Action = KnowledgeAction;
    const STATE_GROUP: &'static str = "knowledge_status";
    const ACTION_GROUP: &'static str = "knowledge_action";
    const TRANSITIONS: &'static [Transition<KnowledgeStatus, KnowledgeAction>] = {
        use KnowledgeStatus::*;
        &[
            Transition {
                action: KnowledgeAction::Publish,
                from: &[Draft, Published, Archived],
                to: Target::To(Published),
                permission: Permission::KnowledgeManage,
            },
            Transition {
                action: KnowledgeAction::Archive,
                from: &[Draft, Published],
                to: Target::To(Archived),
                permission: Permission::KnowledgeManage,
            },
        ]
    };
}

/// The state after an action. Publishing what readers have already is no further edition.
///
/// # Errors
/// `forbidden` without the right.
pub fn decide(
    number: &str,
    status: KnowledgeStatus,
    has_changes: bool,
    action: KnowledgeAction,
    actor: &Actor,
) -> Result<Outcome<KnowledgeStatus>, Refusal> {
    let done = match action {
        KnowledgeAction::Publish => status == KnowledgeStatus::Published && !has_changes,
        KnowledgeAction::Archive => status == KnowledgeStatus::Archived,
    };
    if done && actor.may(Permission::KnowledgeManage) {
        return Ok(Outcome::AlreadyDone);
    }
    KnowledgeMachine::step(number, status, action, actor).map(Outcome::Changed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::auth::{OrganizationKind, Role, permissions};
    use crate::ids::{OrganizationId, UserId};
    use crate::problem::ProblemCode;
    use uuid::Uuid;

    fn actor(role: Role) -> Actor {
        Actor {
            user_id: UserId(Uuid::nil()),
            name: "赵敏".into(),
            organization_id: OrganizationId(Uuid::nil()),
            organization_kind: OrganizationKind::Manufacturer,
            customer_id: None,
            permissions: permissions(OrganizationKind::Manufacturer, &[role], None),
            roles: vec![role],
        }
    }

    /// The whole table typed out again.
    #[test]
    fn the_article_machine_typed_out_again() {
        use KnowledgeAction::*;
        use KnowledgeStatus::*;
        let table = [
            (Draft, false, Publish, Outcome::Changed(Published)),
            (Draft, false, Archive, Outcome::Changed(Archived)),
            (Published, false, Publish, Outcome::AlreadyDone),
            (Published, true, Publish, Outcome::Changed(Published)),
            (Published, false, Archive, Outcome::Changed(Archived)),
            (Published, true, Archive, Outcome::Changed(Archived)),
            (Archived, false, Publish, Outcome::Changed(Published)),
            (Archived, false, Archive, Outcome::AlreadyDone),
        ];
        for (status, changes, action, expected) in table {
            let got = decide("KB-2026-000001", status, changes, action, &actor(Role::Quality)).unwrap();
            assert_eq!(got, expected, "{status} {action}");
            let refused =
                decide("KB-2026-000001", status, changes, action, &actor(Role::Finance)).unwrap_err();
            assert_eq!(refused.code, ProblemCode::Forbidden);
        }
    }
}
