use super::*;
use crate::auth::{OrganizationKind, Role, permissions};
use crate::ids::OrganizationId;
use crate::records::walks::money;
use crate::workflow::typed_out;
use proptest::prelude::*;
use uuid::Uuid;

fn actor(n: u128, kind: OrganizationKind, role: Role) -> Actor {
    Actor {
        user_id: UserId(Uuid::from_u128(n)),
        name: "周会计".into(),
        organization_id: OrganizationId(Uuid::from_u128(1)),
        organization_kind: kind,
        customer_id: None,
        roles: vec![role],
        permissions: permissions(kind, &[role], None),
    }
}

fn finance(n: u128) -> Actor {
    actor(n, OrganizationKind::Manufacturer, Role::Finance)
}

/// Typed out again; every pair that is not here is refused.
#[test]
fn the_machines_typed_out_again() {
    typed_out::<StatementAction>(money::STATEMENT, StatementStatus::ALL);
    typed_out::<StatementLineAction>(money::LINE, StatementLineStatus::ALL);
    typed_out::<RequestAction>(money::REQUEST, RequestStatus::ALL);
}

#[test]
fn nobody_pays_what_they_issued_or_reviews_what_they_asked_for() {
    let (one, other) = (finance(1), finance(2));
    assert!(may_pay("ST-2026-000001", Some(one.user_id), &one).is_err());
    assert!(may_pay("ST-2026-000001", Some(one.user_id), &other).is_ok());
    let offered = |who: &Actor, held| available(StatementStatus::Invoiced, (0, held), Some(one.user_id), who);
    assert_eq!(offered(&one, 0), []);
    assert_eq!(offered(&other, 0), [StatementAction::Pay]);
    assert_eq!(offered(&other, 1), [], "a recovery is unconfirmed");
    assert!(may_review("CS-2026-000001", one.user_id, &one).is_err());
    assert_eq!(available_for_request(RequestStatus::Requested, one.user_id, &one), []);
    assert_eq!(available_for_request(RequestStatus::Requested, one.user_id, &other), RequestAction::ALL);
    assert_eq!(available_for_request(RequestStatus::Refused, one.user_id, &other), []);
}

#[test]
fn a_party_agrees_and_disputes_and_does_nothing_else() {
    for (kind, role) in [
        (OrganizationKind::Dealer, Role::Dealer),
        (OrganizationKind::Supplier, Role::Supplier),
        (OrganizationKind::Customer, Role::Customer),
    ] {
        let party = actor(3, kind, role);
        for status in StatementStatus::ALL {
            let expected: &[_] =
                if *status == StatementStatus::Issued { &[StatementAction::Agree] } else { &[] };
            assert_eq!(available(*status, (0, 0), None, &party), expected, "{status}");
            for line in StatementLineStatus::ALL {
                use StatementLineAction::{Agree, Dispute};
                use StatementLineStatus::{Disputed, Kept, Open};
                let expected: &[_] = match (status, line) {
                    (StatementStatus::Issued, Open | Kept) => &[Agree, Dispute],
                    (StatementStatus::Issued, Disputed) => &[Agree],
                    _ => &[],
                };
                assert_eq!(available_for_line(*status, *line, &party), expected, "{status} {line}");
            }
        }
        assert_eq!(available(StatementStatus::Issued, (1, 0), None, &party), []);
    }
}

#[test]
fn an_invoice_is_due_after_the_days_of_the_policy() {
    let day = |text: &str| text.parse::<NaiveDate>().unwrap();
    assert_eq!(payment_due(day("2026-11-27"), 30), day("2026-12-27"));
    assert_eq!(payment_due(day("2026-11-27"), 0), day("2026-11-27"));
    assert_eq!(payment_due(NaiveDate::MAX, 365), NaiveDate::MAX);
}

proptest! {
    /// The header follows from its lines: agreed when none of them is open in any way.
    #[test]
    fn a_header_is_its_lines(picks in prop::collection::vec(0_usize..5, 1..30)) {
        let lines: Vec<_> = picks.iter().map(|n| StatementLineStatus::ALL[*n]).collect();
        let open = lines.iter().any(|line| ["open", "disputed", "kept"].contains(&line.as_str()));
        prop_assert_eq!(by_lines(lines) == StatementStatus::Agreed, !open);
    }
}
