use super::*;
use crate::auth::{OrganizationKind, Role, permissions};
use crate::ids::OrganizationId;
use chrono::TimeZone;
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

fn cents(n: i64) -> Amount {
    Amount::stored(Decimal::new(n, 2))
}

fn head(status: WarrantyClaimStatus) -> ClaimHead<'static> {
    ClaimHead {
        number: "WC-2026-000001",
        status,
        kind: WarrantyClaimKind::Standard,
        filed_by: UserId(Uuid::from_u128(1)),
        decided_by: None,
        answered_at: None,
        appealed: false,
        claimed: Total::from(cents(50_000)),
        review_limit: Some(cents(2_000_000)),
        appeal_days: 30,
    }
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 11, 27, 2, 0, 0).unwrap()
}

/// Typed out again; every pair that is not here is refused. "=" is where the state follows from the lines.
#[test]
fn the_machine_typed_out_again() {
    crate::workflow::typed_out::<WarrantyClaimAction>(
        crate::records::walks::claims::CLAIM,
        WarrantyClaimStatus::ALL,
    );
    use WarrantyClaimStatus::*;
    let steps = [
        (StatementStep::Take, Payable, InStatement),
        (StatementStep::Pay, InStatement, Paid),
        (StatementStep::Close, Paid, Closed),
    ];
    for (step, from, to) in steps {
        assert_eq!(step.turn(), (from, to));
    }
}

#[test]
fn nobody_decides_on_their_own_and_goodwill_needs_an_approver() {
    use WarrantyClaimAction::*;
    let (filer, reviewer) = (actor(1, Role::Supervisor), actor(2, Role::ServiceSpecialist));
    let approver = actor(3, Role::Supervisor);
    let waiting = head(WarrantyClaimStatus::InReview);
    assert!(may(&waiting, Decide, &filer, now()).is_err());
    assert!(may(&waiting, Decide, &reviewer, now()).is_ok());
    let goodwill = ClaimHead { kind: WarrantyClaimKind::Goodwill, ..waiting };
    assert_eq!(may(&goodwill, Decide, &reviewer, now()).unwrap_err().code, ProblemCode::Forbidden);
    assert!(may(&goodwill, Decide, &approver, now()).is_ok());
    let dear = ClaimHead { claimed: Total::from(cents(2_000_001)), ..waiting };
    assert_eq!(may(&dear, Decide, &reviewer, now()).unwrap_err().code, ProblemCode::Forbidden);
    let appealed = ClaimHead { decided_by: Some(approver.user_id), ..head(WarrantyClaimStatus::Appealed) };
    assert!(may(&appealed, Rule, &approver, now()).is_err());
    assert!(may(&appealed, Rule, &actor(4, Role::Supervisor), now()).is_ok());
    for action in available(&waiting, &filer, now()) {
        assert!(may(&waiting, action, &filer, now()).is_ok());
    }
    assert_eq!(available(&waiting, &filer, now()), [Withdraw, Ask]);
}

#[test]
fn it_is_appealed_once_and_in_time() {
    use WarrantyClaimAction::Appeal;
    let dealer = actor(1, Role::ServiceSpecialist);
    let answered = now() - chrono::Duration::days(30);
    let rejected = ClaimHead { answered_at: Some(answered), ..head(WarrantyClaimStatus::Rejected) };
    assert!(may(&rejected, Appeal, &dealer, now()).is_ok());
    let late = now() + chrono::Duration::seconds(1);
    assert!(may(&rejected, Appeal, &dealer, late).is_err());
    assert!(may(&ClaimHead { appealed: true, ..rejected }, Appeal, &dealer, now()).is_err());
}

fn line_id(n: usize) -> WarrantyClaimLineId {
    WarrantyClaimLineId(Uuid::from_u128(n as u128))
}

#[test]
fn each_line_is_decided_once_with_its_reason_and_never_over_what_was_claimed() {
    let lines = [(line_id(0), cents(100)), (line_id(1), cents(200))];
    let decision = |n, verdict, amount: Option<i64>, reason: Option<&str>| LineDecisionInput {
        line_id: line_id(n),
        verdict,
        amount: amount.map(cents),
        reason: reason.map(|text| text.parse().unwrap()),
    };
    let wrong = [
        decision(0, LineVerdict::Change, Some(100), None),
        decision(0, LineVerdict::Approve, Some(50), None),
        decision(7, LineVerdict::Reject, None, None),
    ];
    let fields = decide(&lines, &wrong).unwrap_err().fields;
    let found: Vec<_> = fields.iter().map(|f| (f.pointer.as_str(), f.code)).collect();
    assert_eq!(
        found,
        [
            ("/lines/0/amount", FieldProblem::TooLarge),
            ("/lines/0/reason", FieldProblem::Required),
            ("/lines/1/amount", FieldProblem::Inconsistent),
            ("/lines/1/line_id", FieldProblem::Taken),
            ("/lines/2/line_id", FieldProblem::NoSuchRecord),
            ("/lines", FieldProblem::Required),
        ]
    );
    let right = [
        decision(1, LineVerdict::Change, Some(150), Some("按价目")),
        decision(0, LineVerdict::Reject, None, Some("不属三包")),
    ];
    let decided = decide(&lines, &right).unwrap();
    assert_eq!(
        (approved(&decided).to_string().as_str(), answer(&decided)),
        ("1.50", ClaimAnswer::ApprovedPartly)
    );
}

proptest! {
    /// What is approved of the lines is what is approved of the claim, to the cent, and the answer says what it is.
    #[test]
    fn the_lines_make_the_total_and_the_answer(lines in proptest::collection::vec((0_i64..1_000_000_000, 0_u8..3, 0_i64..100), 1..40)) {
        let claimed: Vec<_> = lines.iter().enumerate().map(|(n, (amount, ..))| (line_id(n), cents(*amount))).collect();
        let decisions: Vec<_> = lines.iter().enumerate().map(|(n, (amount, verdict, percent))| {
            let less = amount * percent / 100;
            let verdict = match verdict { 0 => LineVerdict::Approve, 1 if less < *amount => LineVerdict::Change, 1 => LineVerdict::Approve, _ => LineVerdict::Reject };
            LineDecisionInput {
                line_id: line_id(n),
                verdict,
                amount: (verdict == LineVerdict::Change).then(|| cents(less)),
                reason: Some("核减".parse().unwrap()),
            }
        }).collect();
        let decided = decide(&claimed, &decisions).unwrap();
        let expected: i64 = decisions.iter().zip(&lines).map(|(decision, (amount, ..))| match decision.verdict {
            LineVerdict::Approve => *amount,
            LineVerdict::Change => decision.amount.map_or(0, |a| i64::try_from(a.value().mantissa()).unwrap()),
            LineVerdict::Reject => 0,
        }).sum();
        prop_assert_eq!(approved(&decided), Total::stored(Decimal::new(expected, 2)));
        let all: i64 = lines.iter().map(|(amount, ..)| amount).sum();
        let word = if expected == 0 { ClaimAnswer::Rejected } else if expected == all { ClaimAnswer::Approved } else { ClaimAnswer::ApprovedPartly };
        prop_assert_eq!(answer(&decided), word);
        // Nothing is paid for nothing, and what is paid waits for parts that are owed.
        for owed in [false, true] {
            let to = settled(approved(&decided), owed);
            prop_assert_eq!(to == WarrantyClaimStatus::Upheld, expected == 0);
            prop_assert_eq!(to == WarrantyClaimStatus::AwaitingParts, owed && expected > 0);
        }
    }
}
