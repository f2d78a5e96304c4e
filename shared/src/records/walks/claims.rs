//! Warranty claims: their answers, appeals and what is paid.

use super::{Table, anybody, nobody, possible, same, tries, walked};
use crate::ids::{UserId, WarrantyClaimLineId};
use crate::money::{Amount, Total};
use crate::records::warranty_claim::*;
use chrono::{DateTime, Duration, Utc};
use proptest::prelude::*;
use rust_decimal::Decimal;
use uuid::Uuid;

pub(crate) const CLAIM: &Table = &[
    ("submit", "draft needs_info", "="),
    ("withdraw", "draft in_review needs_info", "withdrawn"),
    ("ask", "in_review", "needs_info"),
    ("decide", "in_review", "="),
    ("accept", "approved_partly", "="),
    ("appeal", "approved_partly rejected", "appealed"),
    ("rule", "appealed", "="),
    ("restore", "expired", "="),
    ("charge_back", "payable paid closed", "charged_back"),
];

const STEPS: [StatementStep; 3] = [StatementStep::Take, StatementStep::Pay, StatementStep::Close];

/// A claim as a person would note it.
struct Noted {
    at: WarrantyClaimStatus,
    decided_by: Option<UserId>,
    answered_at: Option<DateTime<Utc>>,
    appeals: i32,
    approved: Total,
    payable: bool,
}

/// Two lines of which so much is approved.
fn lines(of: usize) -> [DecidedLine; 2] {
    let amount = |cents: i64| Amount::stored(Decimal::new(cents, 2));
    [of % 3, of / 3 % 3].map(|n| DecidedLine {
        id: WarrantyClaimLineId(Uuid::nil()),
        claimed: amount(200),
        approved: amount(i64::try_from(n).unwrap() * 100),
    })
}

impl Noted {
    fn answer(
        &mut self,
        by: Option<UserId>,
        lines: &[DecidedLine],
        owed: bool,
        now: DateTime<Utc>,
        last: bool,
    ) {
        (self.decided_by, self.answered_at, self.approved) = (by, Some(now), approved(lines));
        let to =
            if last { settled(self.approved, owed) } else { answered(answer(lines), self.approved, owed) };
        self.go(to);
    }

    fn go(&mut self, to: WarrantyClaimStatus) {
        self.payable |= to == WarrantyClaimStatus::Payable;
        self.at = to;
    }
}

proptest! {
    /// Whatever is tried by whom and when: nobody decides on their own claim, or on the appeal against their own answer; it is
    /// appealed once and in time; nothing is paid of which nothing is approved, and nothing is owed that is in no answer.
    #[test]
    fn a_claim_is_paid_only_as_it_was_answered(tries in tries(), filed in 0_usize..3) {
        let filed_by = anybody(filed).user_id;
        let mut now: DateTime<Utc> = "2026-03-02T08:00:00Z".parse().unwrap();
        let mut claim = Noted {
            at: WarrantyClaimStatus::Draft, decided_by: None, answered_at: None, appeals: 0, approved: Total::ZERO, payable: false,
        };
        for (n, who, chance) in tries {
            now += Duration::days(i64::try_from(chance % 7).unwrap());
            let me = anybody(who);
            let head = ClaimHead {
                number: "", status: claim.at, kind: WarrantyClaimKind::ALL[chance % 2], filed_by, decided_by: claim.decided_by,
                answered_at: claim.answered_at, appealed: claim.appeals > 0, claimed: Total::stored(Decimal::new(400, 2)),
                review_limit: None, appeal_days: 30,
            };
            let (own, own_answer) = (me.user_id == filed_by, claim.decided_by == Some(me.user_id));
            let late = claim.answered_at.is_some_and(|at| now > at + Duration::days(30));
            let model = possible(CLAIM, claim.at.as_str()).into_iter().filter(|action| match *action {
                "decide" | "restore" | "charge_back" => !own,
                "rule" => !own && !own_answer,
                "appeal" => claim.appeals == 0 && !late,
                _ => true,
            });
            let model: Vec<_> = model.collect();
            same(&available(&head, &me, now), model.clone())?;
            same(&available(&head, &nobody(), now), vec![])?;
            let before = claim.at;
            let (owed, some) = (chance % 2 == 0, lines(chance));

            let all = WarrantyClaimAction::ALL.len() + STEPS.len();
            if let Some(action) = WarrantyClaimAction::ALL.get(n % all) {
                let next = walked::<WarrantyClaimAction>(CLAIM, claim.at, *action)?;
                prop_assert_eq!(may(&head, *action, &me, now).is_ok(), model.contains(&action.as_str()), "{} {}", claim.at, action);
                if !model.contains(&action.as_str()) {
                    continue;
                }
                match action {
                    // The rules answer at once, or refer it.
                    WarrantyClaimAction::Submit if chance % 3 == 0 => claim.go(WarrantyClaimStatus::InReview),
                    WarrantyClaimAction::Submit => claim.answer(None, &some, owed, now, false),
                    WarrantyClaimAction::Decide => claim.answer(Some(me.user_id), &some, owed, now, false),
                    WarrantyClaimAction::Accept => claim.go(settled(claim.approved, owed)),
                    WarrantyClaimAction::Appeal => {
                        claim.appeals += 1;
                        claim.go(next);
                    }
                    WarrantyClaimAction::Rule => claim.answer(Some(me.user_id), &some, owed, now, true),
                    // Nothing of this claim is void, so only a question can be answered after all.
                    WarrantyClaimAction::Restore => claim.go(WarrantyClaimStatus::NeedsInfo),
                    WarrantyClaimAction::Withdraw | WarrantyClaimAction::Ask | WarrantyClaimAction::ChargeBack => claim.go(next),
                }
            } else {
                let step = STEPS[n % all - WarrantyClaimAction::ALL.len()];
                match (step.turn(), claim.at) {
                    ((from, to), at) if from == at => claim.go(to),
                    // The old parts have come, or nobody has answered a question.
                    (_, WarrantyClaimStatus::AwaitingParts) => claim.go(WarrantyClaimStatus::Payable),
                    (_, WarrantyClaimStatus::NeedsInfo) if claim.answered_at.is_none() => claim.go(WarrantyClaimStatus::Expired),
                    _ => continue,
                }
            }
            prop_assert!(claim.decided_by != Some(filed_by) && claim.appeals <= 1);
            let state = claim.at.as_str();
            let on_its_way = ["awaiting_parts", "payable", "in_statement", "paid", "closed", "charged_back"].contains(&state);
            prop_assert!(!on_its_way || (claim.approved > Total::ZERO && claim.answered_at.is_some()));
            prop_assert!(!["payable", "in_statement", "paid", "closed", "charged_back"].contains(&state) || claim.payable);
            prop_assert!(!["draft", "in_review", "needs_info", "withdrawn"].contains(&state) || claim.answered_at.is_none());
            prop_assert!(state != "upheld" || claim.approved == Total::ZERO);
            prop_assert!(state != "appealed" || claim.appeals == 1);
            prop_assert!(!["upheld", "charged_back", "withdrawn"].contains(&before.as_str()) || claim.at == before);
        }
    }
}
