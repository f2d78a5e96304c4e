//! The rules by which claims are adjudicated: data, in versions with a first day each.

use super::words::*;
use crate::ids::*;
use crate::money::{Amount, Currency, Total};
use crate::problem::{Checker, FieldProblem, FieldRefusal, Refusal};
use crate::text::Line;
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// What comes of a check that does not pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Consequence {
    /// The check.
    pub check: ClaimCheck,
    /// What comes of it; never `pass`.
    pub outcome: CheckOutcome,
}

/// Limits in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CurrencyLimits {
    /// The currency.
    pub currency: Currency,
    /// Claims up to this much are approved by themselves when every check passes.
    #[cfg_attr(feature = "openapi", schema(example = "3000.00"))]
    pub auto_approve: Amount,
    /// Claims over this much are to be authorised beforehand.
    #[cfg_attr(feature = "openapi", schema(example = "10000.00"))]
    pub pre_authorize: Amount,
    /// Claims over this much are decided by a supervisor.
    #[cfg_attr(feature = "openapi", schema(example = "20000.00"))]
    pub review: Amount,
    /// Claims over this much are absurd.
    #[cfg_attr(feature = "openapi", schema(example = "500000.00"))]
    pub absurd: Amount,
    /// What a kilometre is paid.
    #[cfg_attr(feature = "openapi", schema(example = "1.50"))]
    pub per_km: Amount,
    /// What a night is paid.
    #[cfg_attr(feature = "openapi", schema(example = "300.00"))]
    pub per_night: Amount,
}

/// A set of rules. What is absent is as shipped.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields, default)]
pub struct Rules {
    /// Limits, one line for each currency that is claimed in.
    #[cfg_attr(feature = "openapi", schema(min_items = 1, max_items = 4))]
    pub limits: Vec<CurrencyLimits>,
    /// What comes of checks that do not pass, where it is not what is shipped.
    #[cfg_attr(feature = "openapi", schema(max_items = 30))]
    pub consequences: Vec<Consequence>,
    /// Days after the repair within which it is filed: 30.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 3650))]
    pub claim_days: u16,
    /// Days after the answer within which it is appealed: 30.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 365))]
    pub appeal_days: u16,
    /// Working days within which the maker answers; then silence decides: 5.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 100))]
    pub answer_working_days: u16,
    /// Days within which the dealer answers a question; then the claim is void. The sources name no number: 30.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 365))]
    pub question_days: u16,
    /// Days after its due date after which a part that never came back makes its line void: 30.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 365))]
    pub return_grace_days: u16,
    /// How much over the list a price may be, in percent: 0.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 100))]
    pub price_tolerance: u16,
    /// How much over standard time and rate labour may be, in percent: 0.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 100))]
    pub labour_tolerance: u16,
    /// Kilometres that are paid for one claim: 200.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 10_000))]
    pub travel_km: u16,
    /// Files that are to be attached: 1.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 20))]
    pub evidence: u16,
    /// A dealer's month over this many percent of its usual one stands out: 300.
    #[cfg_attr(feature = "openapi", schema(minimum = 100, maximum = 10_000))]
    pub spike_percent: u16,
    /// Once it has filed as many claims in a year: 12.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 10_000))]
    pub spike_claims: u16,
}

/// What comes of a check that does not pass, as shipped.
fn shipped(check: ClaimCheck) -> CheckOutcome {
    use ClaimCheck::*;
    match check {
        Unit | Dates | Coverage | Exclusion | Duplicate | OrderNumber | Currency | Amount => {
            CheckOutcome::Reject
        }
        Deadline | Usage | PartFit | PartPrice | LabourTime | Travel | OtherCost | Evidence
        | PreAuthorization | Campaign | OldPart | Spike | Goodwill | AutoLimit => CheckOutcome::Refer,
    }
}

impl Default for Rules {
    fn default() -> Self {
        Self::shipped()
    }
}

impl Rules {
    /// The rules as shipped. The sources name no amounts.
    pub fn shipped() -> Self {
        let limits = |currency, [auto, pre, review, absurd, km, night]: [i64; 6]| {
            let cents = |n| Amount::stored(rust_decimal::Decimal::new(n, 2));
            CurrencyLimits {
                currency,
                auto_approve: cents(auto),
                pre_authorize: cents(pre),
                review: cents(review),
                absurd: cents(absurd),
                per_km: cents(km),
                per_night: cents(night),
            }
        };
        Self {
            limits: vec![
                limits(Currency::Cny, [300_000, 1_000_000, 2_000_000, 50_000_000, 150, 30_000]),
                limits(Currency::Eur, [40_000, 130_000, 260_000, 6_500_000, 30, 9_000]),
                limits(Currency::Usd, [42_000, 140_000, 280_000, 7_000_000, 32, 9_500]),
                limits(Currency::Hkd, [330_000, 1_100_000, 2_200_000, 55_000_000, 170, 60_000]),
            ],
            consequences: vec![],
            claim_days: 30,
            appeal_days: 30,
            answer_working_days: 5,
            question_days: 30,
            return_grace_days: 30,
            price_tolerance: 0,
            labour_tolerance: 0,
            travel_km: 200,
            evidence: 1,
            spike_percent: 300,
            spike_claims: 12,
        }
    }

    /// What comes of a check that does not pass.
    pub fn consequence(&self, check: ClaimCheck) -> CheckOutcome {
        let own = self.consequences.iter().find(|line| line.check == check);
        own.map_or_else(|| shipped(check), |line| line.outcome)
    }

    /// The limits in a currency; none where nothing is approved by itself.
    pub fn limits(&self, currency: Currency) -> Option<&CurrencyLimits> {
        self.limits.iter().find(|line| line.currency == currency)
    }

    /// Whether every number is within its range and nothing is said twice.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self, at: &str) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let pointer = |name: &str| format!("{at}/{name}");
        check
            .range(self.claim_days.into(), 1..=3650, &pointer("claim_days"))
            .range(self.appeal_days.into(), 1..=365, &pointer("appeal_days"))
            .range(self.answer_working_days.into(), 1..=100, &pointer("answer_working_days"))
            .range(self.question_days.into(), 1..=365, &pointer("question_days"))
            .range(self.return_grace_days.into(), 0..=365, &pointer("return_grace_days"))
            .range(self.price_tolerance.into(), 0..=100, &pointer("price_tolerance"))
            .range(self.labour_tolerance.into(), 0..=100, &pointer("labour_tolerance"))
            .range(self.travel_km.into(), 0..=10_000, &pointer("travel_km"))
            .range(self.evidence.into(), 0..=20, &pointer("evidence"))
            .range(self.spike_percent.into(), 100..=10_000, &pointer("spike_percent"))
            .range(self.spike_claims.into(), 1..=10_000, &pointer("spike_claims"))
            .range(i64::try_from(self.limits.len()).unwrap_or(i64::MAX), 1..=4, &pointer("limits"));
        for (n, line) in self.limits.iter().enumerate() {
            if self.limits[..n].iter().any(|other| other.currency == line.currency) {
                let at = pointer(&format!("limits/{n}/currency"));
                check.push(FieldRefusal::new(at, FieldProblem::Taken));
            }
        }
        for (n, line) in self.consequences.iter().enumerate() {
            let outcome = pointer(&format!("consequences/{n}/outcome"));
            check.check(line.outcome != CheckOutcome::Pass, &outcome, FieldProblem::NotAllowed);
            if self.consequences[..n].iter().any(|other| other.check == line.check) {
                let at = pointer(&format!("consequences/{n}/check"));
                check.push(FieldRefusal::new(at, FieldProblem::Taken));
            }
        }
        check.finish()
    }
}

/// What is sent to draft or change a set of rules.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RuleSetInput {
    /// Its name.
    #[cfg_attr(feature = "openapi", schema(example = "2027 年三包审核规则"))]
    pub name: Line<200>,
    /// Its first day.
    #[cfg_attr(feature = "openapi", schema(example = "2027-01-01"))]
    pub valid_from: NaiveDate,
    /// The rules.
    pub rules: Rules,
}

/// A set of rules in a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleSet {
    /// Its id.
    pub id: AdjudicationRuleSetId,
    /// Its name.
    pub name: String,
    /// How far it is.
    pub status: RuleSetStatus,
    /// Its first day.
    pub valid_from: NaiveDate,
    /// It decides today.
    pub in_force: bool,
    /// The rules.
    pub rules: Rules,
    /// Who drafted it; absent for what is shipped.
    pub author_id: Option<UserId>,
    /// Their name.
    pub author_name: Option<String>,
    /// Who published it.
    pub published_by_name: Option<String>,
    /// When.
    pub published_at: Option<DateTime<Utc>>,
    /// Whether the caller can change it.
    pub editable: bool,
    /// Whether the caller can publish it.
    pub publishable: bool,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// Over which time a set of rules is rehearsed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TryRuleSet {
    /// The last so many months, 1–36.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 36, example = 12))]
    pub months: u16,
}

/// A claim that would have come out otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ClaimFlip {
    /// The claim.
    pub claim_id: WarrantyClaimId,
    /// Its number.
    #[cfg_attr(feature = "openapi", schema(example = "WC-2026-000001"))]
    pub number: String,
    /// Its dealer.
    pub dealer_name: String,
    /// What came of its checks.
    pub before: ClaimOutcome,
    /// What would have come of them.
    pub after: ClaimOutcome,
    /// What the checks left of it.
    pub proposed_before: Total,
    /// What they would have left.
    pub proposed_after: Total,
    /// What it is counted in.
    pub currency: Currency,
}

/// Money in one currency.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MoneyBeforeAfter {
    /// The currency.
    pub currency: Currency,
    /// What was approved by itself.
    pub before: Total,
    /// What would have been.
    pub after: Total,
}

/// How many claims went from one outcome to another.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OutcomeShift {
    /// What came of the checks.
    pub before: ClaimOutcome,
    /// What would have.
    pub after: ClaimOutcome,
    /// So many claims.
    pub claims: i64,
}

/// A dealer whose claims would have come out otherwise.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DealerHit {
    /// The dealer.
    pub dealer_id: OrganizationId,
    /// Its name.
    pub dealer_name: String,
    /// So many of its claims.
    pub flips: i64,
}

/// What a set of rules would have done.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuleSetTrial {
    /// Claims that were adjudicated again.
    pub claims: i64,
    /// Claims whose outcome or proposed amount differs.
    pub flips: i64,
    /// From what to what, without those that stay.
    pub shifts: Vec<OutcomeShift>,
    /// What is approved by itself, in each currency.
    pub money: Vec<MoneyBeforeAfter>,
    /// The dealers hit most, at most 20.
    pub dealers: Vec<DealerHit>,
    /// The newest claims that differ, at most 100.
    pub changed: Vec<ClaimFlip>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shipped_is_sound_and_nothing_is_said_twice() {
        let mut rules = Rules::shipped();
        assert!(rules.check("/rules").is_ok());
        rules.limits.push(rules.limits[0]);
        let twice = Consequence { check: ClaimCheck::Spike, outcome: CheckOutcome::Info };
        rules.consequences = vec![twice, Consequence { outcome: CheckOutcome::Pass, ..twice }];
        rules.claim_days = 0;
        let fields = rules.check("/rules").unwrap_err().fields;
        let pointers: Vec<_> = fields.iter().map(|f| f.pointer.as_str()).collect();
        assert_eq!(
            pointers,
            [
                "/rules/claim_days",
                "/rules/limits",
                "/rules/limits/4/currency",
                "/rules/consequences/1/outcome",
                "/rules/consequences/1/check"
            ]
        );
        assert_eq!(rules.consequence(ClaimCheck::Spike), CheckOutcome::Info);
        assert_eq!(rules.consequence(ClaimCheck::Unit), CheckOutcome::Reject);
    }
}
