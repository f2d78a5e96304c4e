//! What a customer asks for who brings something back, and what the policy says to it: 三包 (handbook 5; MGT ch. 3–6).

use super::words::{ClaimRemedy, PurchaseCondition};
use crate::i18n::Message;
use crate::ids::CustomerId;
use crate::money::{Amount, Currency};
use crate::problem::{Checker, FieldProblem, ProblemCode, Refusal};
use crate::text::Line;
use chrono::{DateTime, Days, Months, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// Until when a remedy can be had.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClaimTerm {
    /// The remedy.
    pub remedy: ClaimRemedy,
    /// Days from the purchase; as long as the warranty where there are none.
    pub days: Option<u64>,
    /// Where that stands: the key of its name.
    pub source: &'static str,
}

/// The policy: the statutory one of China, remedy by remedy (部分商品修理更换退货责任规定 art. 9 to 11).
pub const CLAIM_TERMS: &[ClaimTerm] = &[
    ClaimTerm { remedy: ClaimRemedy::Refund, days: Some(7), source: "claim-source-refund" },
    ClaimTerm { remedy: ClaimRemedy::Exchange, days: Some(15), source: "claim-source-exchange" },
    ClaimTerm { remedy: ClaimRemedy::Repair, days: None, source: "claim-source-repair" },
];

/// Days from the day the goods are back until the money is (消费者权益保护法 art. 25).
pub const REFUND_DAYS: u64 = 7;

/// What is known of a claim when it is judged.
#[derive(Clone, Copy, Debug)]
pub struct ClaimFacts {
    /// The day it was made.
    pub asked_on: NaiveDate,
    /// What is asked for.
    pub remedy: ClaimRemedy,
    /// When it was bought.
    pub purchased_on: Option<NaiveDate>,
    /// Whether the purchase is proved.
    pub proved: bool,
    /// What it looks like.
    pub condition: PurchaseCondition,
    /// Whether another model is to come in its place, and whether that is agreed.
    pub substitute: Option<bool>,
    /// The last day of the warranty.
    pub warranty_until: Option<NaiveDate>,
}

/// What the policy says to a claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimVerdict {
    /// Whether what is asked for can be had.
    pub allowed: bool,
    /// The last day on which it could be.
    pub until: Option<NaiveDate>,
    /// What could be had instead.
    pub instead: Vec<ClaimRemedy>,
    /// Why, step by step: messages `claim-…`.
    pub reasons: Vec<Message>,
}

/// The last day on which a remedy can be had.
pub fn last_day(
    term: &ClaimTerm,
    purchased_on: Option<NaiveDate>,
    warranty_until: Option<NaiveDate>,
) -> Option<NaiveDate> {
    match term.days {
        Some(days) => purchased_on?.checked_add_days(Days::new(days)),
        None => warranty_until,
    }
}

/// The last day of the warranty of something without a unit of ours: so many months from its purchase.
pub fn warranty_of_purchase(purchased_on: NaiveDate, months: u16) -> Option<NaiveDate> {
    purchased_on.checked_add_months(Months::new(months.into())).and_then(|day| day.pred_opt())
}

/// What speaks for and against one remedy.
fn weigh(facts: &ClaimFacts, term: &ClaimTerm) -> (bool, Option<NaiveDate>, Vec<Message>) {
    let (mut allowed, mut reasons) = (true, vec![]);
    let mut against = |reason: Message| {
        allowed = false;
        reasons.push(reason);
    };
    if !facts.proved {
        against(Message::new("claim-no-proof", &[]));
    }
    let until = last_day(term, facts.purchased_on, facts.warranty_until);
    match until {
        None => against(Message::new("claim-no-day", &[])),
        Some(day) if facts.asked_on > day => {
            against(Message::new(
                "claim-over",
                &[("remedy_label", &term.remedy.label_key()), ("date", &day), ("source_label", &term.source)],
            ));
        }
        Some(_) => {}
    }
    match facts.condition {
        PurchaseCondition::Damaged => against(Message::new("claim-damaged", &[])),
        // Money is paid back for the whole; the rest of it can be repaired or exchanged.
        PurchaseCondition::Incomplete if term.remedy == ClaimRemedy::Refund => {
            against(Message::new("claim-incomplete", &[]));
        }
        PurchaseCondition::Incomplete | PurchaseCondition::Unopened | PurchaseCondition::Used => {}
    }
    if term.remedy == ClaimRemedy::Exchange && facts.substitute == Some(false) {
        against(Message::new("claim-substitute", &[]));
    }
    if let Some(day) = until.filter(|_| allowed) {
        reasons.push(Message::new(
            "claim-within",
            &[("remedy_label", &term.remedy.label_key()), ("date", &day), ("source_label", &term.source)],
        ));
    }
    (allowed, until, reasons)
}

/// What the policy says to a claim, with its reasons and what could be had instead.
pub fn judge_claim(facts: &ClaimFacts) -> ClaimVerdict {
    let mut verdict = ClaimVerdict { allowed: false, until: None, instead: vec![], reasons: vec![] };
    for term in CLAIM_TERMS {
        let (allowed, until, reasons) = weigh(facts, term);
        if term.remedy == facts.remedy {
            (verdict.allowed, verdict.until, verdict.reasons) = (allowed, until, reasons);
        } else if allowed {
            verdict.instead.push(term.remedy);
        }
    }
    if verdict.allowed {
        verdict.instead.clear();
    }
    verdict
}

/// Whether a claim stands in the way of letting the return come: the policy says no, and no supervisor has overruled it.
///
/// # Errors
/// `transition_refused`, naming the way out.
pub fn may_authorize_claim(number: &str, verdict: &ClaimVerdict, overruled: bool) -> Result<(), Refusal> {
    if verdict.allowed || overruled {
        return Ok(());
    }
    Err(Refusal::new(ProblemCode::TransitionRefused)
        .detail("problem-transition_refused-claim")
        .arg("name", number)
        .allowed(["overrule", "refuse"]))
}

/// Until when the money is to be paid back: so many days from the day the goods are back.
pub fn refund_due(remedy: ClaimRemedy, back_on: Option<NaiveDate>) -> Option<NaiveDate> {
    if remedy != ClaimRemedy::Refund {
        return None;
    }
    back_on?.checked_add_days(Days::new(REFUND_DAYS))
}

/// Whether the money of a claim can be said to be paid back: money was asked for, all of it has come, and it is not paid yet.
///
/// # Errors
/// `transition_refused`, naming why.
pub fn may_pay_refund(number: &str, claim: Option<&RmaClaim>) -> Result<(), Refusal> {
    let refused =
        |detail: &str| Err(Refusal::new(ProblemCode::TransitionRefused).detail(detail).arg("name", number));
    match claim {
        Some(claim) if claim.refund.is_some() => refused("problem-transition_refused-refund_paid"),
        Some(claim) if claim.refund_due.is_some() => Ok(()),
        _ => refused("problem-transition_refused-refund"),
    }
}

/// What is sent when the money was paid back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PayRefund {
    /// How much; more than nothing.
    pub amount: Amount,
    /// What it is counted in.
    pub currency: Currency,
    /// The number of the transfer or receipt.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-08811"))]
    pub reference: Line<100>,
    /// On which day; not in the future.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-10"))]
    pub paid_on: NaiveDate,
}

impl PayRefund {
    /// Whether it can have been paid.
    ///
    /// # Errors
    /// `validation_failed` for nothing, or a day to come or before the years that are reckoned with.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        use chrono::Datelike;
        let mut check = Checker::default();
        check.check(!self.amount.value().is_zero(), "/amount", FieldProblem::TooSmall);
        check.check(self.paid_on <= today, "/paid_on", FieldProblem::InFuture);
        if self.paid_on.year() < crate::calendar::FIRST_YEAR {
            check.push(crate::calendar::out_of_range("/paid_on"));
        }
        check.finish()
    }
}

/// The money that was paid back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RmaRefund {
    /// How much.
    pub amount: Amount,
    /// What it is counted in.
    pub currency: Currency,
    /// The number of the transfer or receipt.
    #[cfg_attr(feature = "openapi", schema(example = "TK-2026-08811"))]
    pub reference: String,
    /// On which day.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-10"))]
    pub paid_on: NaiveDate,
    /// Who said so.
    #[cfg_attr(feature = "openapi", schema(example = "孙磊"))]
    pub paid_by_name: String,
    /// When.
    pub paid_at: DateTime<Utc>,
}

/// What is sent of a customer's claim with a return.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateRmaClaim {
    /// Who claims it.
    pub customer_id: CustomerId,
    /// What is asked for.
    pub remedy: ClaimRemedy,
    /// When it was bought.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-10"))]
    pub purchased_on: Option<NaiveDate>,
    /// The number of the invoice, order or receipt that proves it.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "FP-2026-004711"))]
    pub proof_number: Option<Line<100>>,
    /// What it looks like.
    pub condition: PurchaseCondition,
    /// The other model that is to come in its place; the same one when absent. Only for an exchange.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "门机控制器 DMC-3"))]
    pub substitute: Option<Line<200>>,
    /// Whether the customer agrees to it.
    #[serde(default)]
    pub substitute_agreed: bool,
}

impl CreateRmaClaim {
    /// Whether it fits together.
    ///
    /// # Errors
    /// `validation_failed` for a purchase to come, or a substitute where nothing is exchanged.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let bought = self.purchased_on.is_none_or(|day| day <= today);
        check.check(bought, "/claim/purchased_on", FieldProblem::InFuture);
        let exchanged = self.remedy == ClaimRemedy::Exchange || self.substitute.is_none();
        check.check(exchanged, "/claim/substitute", FieldProblem::Inconsistent);
        let agreed = self.substitute.is_some() || !self.substitute_agreed;
        check.check(agreed, "/claim/substitute_agreed", FieldProblem::Inconsistent);
        check.finish()
    }
}

/// A customer's claim, with what the policy says to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RmaClaim {
    /// Who claims it.
    pub customer_id: CustomerId,
    /// That customer's name.
    pub customer_name: String,
    /// What is asked for.
    pub remedy: ClaimRemedy,
    /// When it was bought.
    #[cfg_attr(feature = "openapi", schema(example = "2026-03-10"))]
    pub purchased_on: Option<NaiveDate>,
    /// The number of what proves it.
    #[cfg_attr(feature = "openapi", schema(example = "FP-2026-004711"))]
    pub proof_number: Option<String>,
    /// What it looks like.
    pub condition: PurchaseCondition,
    /// The other model that is to come in its place.
    #[cfg_attr(feature = "openapi", schema(example = "门机控制器 DMC-3"))]
    pub substitute: Option<String>,
    /// Whether the customer agrees to it.
    pub substitute_agreed: bool,
    /// What the policy says to it.
    pub verdict: ClaimVerdict,
    /// Who has overruled the policy.
    #[cfg_attr(feature = "openapi", schema(example = "孙磊"))]
    pub overruled_by_name: Option<String>,
    /// When.
    pub overruled_at: Option<DateTime<Utc>>,
    /// On which grounds.
    #[cfg_attr(feature = "openapi", schema(example = "同一故障已修两次。"))]
    pub grounds: Option<String>,
    /// Until when the money is to be paid back, once all of it has come.
    pub refund_due: Option<NaiveDate>,
    /// The money that was paid back.
    pub refund: Option<RmaRefund>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn bought() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()
    }

    fn facts(remedy: ClaimRemedy, days_later: i64) -> ClaimFacts {
        ClaimFacts {
            asked_on: bought() + chrono::Duration::days(days_later),
            remedy,
            purchased_on: Some(bought()),
            proved: true,
            condition: PurchaseCondition::Used,
            substitute: None,
            warranty_until: warranty_of_purchase(bought(), 12),
        }
    }

    fn keys(verdict: &ClaimVerdict) -> Vec<&str> {
        verdict.reasons.iter().map(|reason| reason.key.as_str()).collect()
    }

    /// Typed out again: remedy, the last day it can be had.
    #[test]
    fn seven_days_fifteen_days_and_the_warranty() {
        for (remedy, last) in
            [(ClaimRemedy::Refund, 7), (ClaimRemedy::Exchange, 15), (ClaimRemedy::Repair, 364)]
        {
            assert!(judge_claim(&facts(remedy, last)).allowed, "{remedy}");
            let late = judge_claim(&facts(remedy, last + 1));
            assert_eq!((late.allowed, keys(&late)), (false, vec!["claim-over"]), "{remedy}");
        }
        let late = judge_claim(&facts(ClaimRemedy::Refund, 10));
        assert_eq!(late.instead, [ClaimRemedy::Exchange, ClaimRemedy::Repair]);
    }

    #[test]
    fn without_proof_or_after_misuse_nothing_can_be_had() {
        let unproved = ClaimFacts { proved: false, ..facts(ClaimRemedy::Refund, 1) };
        let verdict = judge_claim(&unproved);
        assert_eq!(verdict.instead, []);
        assert_eq!(keys(&verdict), ["claim-no-proof"]);
        let undated = ClaimFacts { purchased_on: None, ..unproved };
        assert_eq!(keys(&judge_claim(&undated)), ["claim-no-proof", "claim-no-day"]);
        let broken = ClaimFacts { condition: PurchaseCondition::Damaged, ..facts(ClaimRemedy::Repair, 1) };
        assert_eq!(keys(&judge_claim(&broken)), ["claim-damaged"]);
        let part = ClaimFacts { condition: PurchaseCondition::Incomplete, ..facts(ClaimRemedy::Refund, 1) };
        let verdict = judge_claim(&part);
        assert_eq!(
            (verdict.allowed, verdict.instead),
            (false, vec![ClaimRemedy::Exchange, ClaimRemedy::Repair])
        );
    }

    #[test]
    fn another_model_is_agreed_upon_first() {
        let said = |agreed| ClaimFacts { substitute: Some(agreed), ..facts(ClaimRemedy::Exchange, 3) };
        assert_eq!(keys(&judge_claim(&said(false))), ["claim-substitute"]);
        assert!(judge_claim(&said(true)).allowed);
    }

    #[test]
    fn money_is_back_seven_days_after_the_goods_are() {
        assert_eq!(
            refund_due(ClaimRemedy::Refund, Some(bought())),
            Some(bought() + chrono::Duration::days(7))
        );
        assert_eq!(refund_due(ClaimRemedy::Refund, None), None);
        assert_eq!(refund_due(ClaimRemedy::Repair, Some(bought())), None);
    }

    proptest! {
        /// What can be had on a day could be had on every day before, and each verdict has a reason.
        #[test]
        fn time_only_takes_away(remedy in 0_usize..3, day in 1_i64..800) {
            let remedy = ClaimRemedy::ALL[remedy];
            let (now, before) = (judge_claim(&facts(remedy, day)), judge_claim(&facts(remedy, day - 1)));
            prop_assert!(!now.allowed || before.allowed);
            prop_assert!(!now.reasons.is_empty());
            prop_assert!(!now.instead.contains(&remedy));
        }
    }
}
