use super::*;
use crate::i18n::Locale;
use crate::ids::*;
use crate::money::Currency;
use crate::records::part::PartPrice;
use crate::records::policy::Policy;
use crate::records::pre_authorization::PreAuthorizationStatus;
use crate::records::rma::RmaLineStatus;
use chrono::NaiveDate;
use proptest::prelude::*;
use serde_json::json;
use uuid::Uuid;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn money(text: &str) -> Amount {
    text.parse().unwrap()
}

fn id(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

/// A door operator's belt, 120.00, changed in 90 minutes at 180.00 an hour, 40 km away.
fn claim() -> WarrantyClaimInput {
    serde_json::from_value(json!({
        "kind": "standard", "unit_id": id(1), "ticket_id": id(2), "order_number": "WO-1",
        "failed_on": "2026-11-02", "repaired_on": "2026-11-04", "usage": 500, "currency": "CNY",
        "jobs": [{
            "complaint": "异响", "cause": "皮带断裂", "correction": "更换皮带", "action": "replace",
            "fault_code_id": id(3), "causal_part_id": id(4),
            "lines": [
                { "class": "part", "part_id": id(4), "quantity": 1, "amount": "120.00", "rma_line_id": id(6) },
                { "class": "labour", "operation_id": id(5), "quantity": 80, "amount": "270.00" },
                { "class": "travel", "quantity": 40, "amount": "60.00" },
            ],
        }],
    }))
    .unwrap()
}

fn facts() -> ClaimFacts {
    let price = |from: &str, price: &str| PartPrice {
        valid_from: day(from),
        currency: Currency::Cny,
        price: money(price),
        cost: None,
    };
    let rate = |from: &str, rate: &str| LabourRate {
        valid_from: day(from),
        currency: Currency::Cny,
        rate: money(rate),
    };
    ClaimFacts {
        today: day("2026-11-10"),
        dealer_id: OrganizationId(id(9)),
        policy: Policy::default(),
        unit: Some(UnitFacts {
            serial: "SB1000P-26-00100".into(),
            product_id: ProductId(id(8)),
            dealer_id: Some(OrganizationId(id(9))),
            shipped_on: Some(day("2026-01-05")),
            installed_on: None,
            accepted_on: Some(day("2026-03-01")),
            terms: vec![],
            extensions: vec![],
            exclusions: vec![],
        }),
        earlier: vec![],
        parts: vec![PartFacts {
            id: PartId(id(4)),
            number: "DM-2201".into(),
            part_class: Some("door_operator".into()),
            return_owed: true,
            product_ids: vec![ProductId(id(8))],
            prices: vec![price("2026-01-01", "120.00"), price("2026-11-05", "150.00")],
        }],
        operations: vec![OperationFacts {
            id: LabourOperationId(id(5)),
            code: "DM-010".into(),
            standard_minutes: 90,
        }],
        rates: vec![rate("2026-01-01", "180.00"), rate("2026-12-01", "200.00")],
        returns: vec![ReturnFacts {
            id: RmaLineId(id(6)),
            number: "RMA-2026-000001".into(),
            part_id: Some(PartId(id(4))),
            dealer_id: OrganizationId(id(9)),
            status: RmaLineStatus::Due,
            deadline: Some(day("2026-12-04")),
            claimed_by: None,
        }],
        evidence: 1,
        authorization: None,
        campaigns: vec![],
        history: HistoryFacts::default(),
    }
}

fn ask(change: impl FnOnce(&mut WarrantyClaimInput, &mut ClaimFacts, &mut Rules)) -> Adjudication {
    let (mut claim, mut facts, mut rules) = (claim(), facts(), Rules::shipped());
    change(&mut claim, &mut facts, &mut rules);
    adjudicate(&claim, &facts, &rules)
}

/// Those that do not pass.
fn failed(of: &Adjudication) -> Vec<String> {
    let bad = of.checks.iter().filter(|check| check.outcome >= CheckOutcome::Refer);
    bad.map(|check| {
        format!("{}{}", check.message.key, check.line.map(|n| format!(" {n}")).unwrap_or_default())
    })
    .collect()
}

#[test]
fn a_sound_claim_is_approved_by_itself_and_to_the_cent() {
    let found = ask(|_, _, _| {});
    assert_eq!(failed(&found), [""; 0]);
    assert_eq!(found.outcome, ClaimOutcome::Approve);
    assert_eq!((found.claimed.to_string().as_str(), found.proposed), ("450.00", found.claimed));
}

#[test]
fn each_check_finds_what_it_looks_for() {
    type Change = fn(&mut WarrantyClaimInput, &mut ClaimFacts, &mut Rules);
    fn other(facts: &mut ClaimFacts) -> &mut EarlierClaim {
        facts.earlier.push(EarlierClaim {
            number: "WC-2026-000007".into(),
            same_unit: true,
            order_number: None,
            failed_on: day("2026-10-01"),
            repaired_on: day("2026-10-02"),
            usage: None,
            fault_code_ids: vec![FaultCodeId(id(3))],
        });
        facts.earlier.last_mut().unwrap()
    }
    use ClaimOutcome::{Refer, Reject};
    let cases: &[(&str, ClaimOutcome, &str, Change)] = &[
        ("check-unit-not_theirs", Reject, "0.00", |_, f, _| f.dealer_id = OrganizationId(id(99))),
        ("check-unit-unknown", Reject, "0.00", |_, f, _| f.unit = None),
        ("check-dates-before_delivery", Reject, "0.00", |c, _, _| c.failed_on = day("2026-01-04")),
        ("check-dates-order", Reject, "0.00", |c, _, _| c.failed_on = day("2026-11-05")),
        ("check-dates-future", Reject, "0.00", |c, _, _| c.repaired_on = day("2026-11-11")),
        ("check-deadline-late", Refer, "450.00", |_, f, _| f.today = day("2026-12-05")),
        ("check-coverage-expired 0", Reject, "0.00", |_, f, _| {
            f.unit.as_mut().unwrap().accepted_on = Some(day("2025-03-01"));
            f.unit.as_mut().unwrap().shipped_on = Some(day("2025-01-05"));
        }),
        ("check-coverage-percent 0", Refer, "408.00", |_, f, _| {
            let term = json!([{ "coverage": "part", "months": 24, "percent": 65 }]);
            f.unit.as_mut().unwrap().terms = serde_json::from_value(term).unwrap();
        }),
        ("check-exclusion-excluded 2", Reject, "0.00", |_, f, _| {
            let flood = json!([{ "kind": "misuse", "from": "2026-06-01", "note": "底坑进水" }]);
            f.unit.as_mut().unwrap().exclusions = serde_json::from_value(flood).unwrap();
        }),
        ("check-usage-backwards", Refer, "450.00", |_, f, _| other(f).usage = Some(501)),
        ("check-duplicate-claimed", Reject, "0.00", |_, f, _| other(f).failed_on = day("2026-11-02")),
        ("check-duplicate-claimed", Reject, "0.00", |_, f, _| other(f).repaired_on = day("2026-11-03")),
        ("check-order_number-taken", Reject, "0.00", |_, f, _| other(f).order_number = Some("WO-1".into())),
        ("check-part_fit-does_not_fit 0", Refer, "450.00", |_, f, _| {
            f.parts[0].product_ids = vec![ProductId(id(7))]
        }),
        ("check-part_price-over 0", Refer, "450.00", |c, _, _| c.jobs[0].lines[0].amount = money("120.01")),
        ("check-part_price-none 0", Refer, "450.00", |_, f, _| f.parts[0].prices.clear()),
        ("check-labour_time-over 1", Refer, "450.00", |c, _, _| c.jobs[0].lines[1].amount = money("9999")),
        ("check-labour_time-no_rate 1", Refer, "450.00", |_, f, _| f.rates.clear()),
        ("check-travel-over 2", Refer, "450.00", |c, _, _| c.jobs[0].lines[2].amount = money("60.01")),
        ("check-evidence-missing", Refer, "450.00", |_, f, _| f.evidence = 0),
        ("check-campaign-open", Refer, "450.00", |_, f, _| {
            f.campaigns = vec![CampaignFacts { id: CampaignId(id(10)), number: "CP-2026-000001".into() }];
        }),
        ("check-old_part-missing 0", Refer, "450.00", |c, _, _| c.jobs[0].lines[0].rma_line_id = None),
        ("check-old_part-lost 0", Refer, "450.00", |_, f, _| f.returns[0].status = RmaLineStatus::Lost),
        ("check-old_part-another 0", Refer, "450.00", |_, f, _| {
            f.returns[0].dealer_id = OrganizationId(id(11))
        }),
        ("check-old_part-claimed 0", Refer, "450.00", |_, f, _| {
            f.returns[0].claimed_by = Some("WC-1".into())
        }),
        ("check-spike-stands_out", Refer, "450.00", |_, f, _| {
            f.history = HistoryFacts { claims: 12, claimed_cents: 120_000, this_month_cents: 0 };
        }),
        ("check-currency-list 0", Refer, "12.80", |c, _, _| c.currency = Currency::Usd),
        ("check-amount-absurd", Reject, "0.00", |c, _, _| c.jobs[0].lines[0].amount = money("600000")),
        ("check-auto_limit-over", Refer, "450.00", |_, _, r| r.limits[0].auto_approve = money("449.99")),
        ("check-pre_authorization-missing", Refer, "450.00", |_, _, r| {
            r.limits[0].pre_authorize = money("400")
        }),
        ("check-goodwill-shares", Refer, "270.00", |c, _, _| {
            c.kind = WarrantyClaimKind::Goodwill;
            c.goodwill = Some(GoodwillShares { maker: 60, dealer: 20, customer: 20 });
        }),
    ];
    for (key, outcome, proposed, change) in cases {
        let found = ask(change);
        assert!(failed(&found).iter().any(|f| f == key), "{key}: {:?}", failed(&found));
        assert_eq!((found.outcome, found.proposed.to_string().as_str()), (*outcome, *proposed), "{key}");
        for check in &found.checks {
            for locale in Locale::ALL {
                let words = check.message.text(*locale);
                assert!(words != check.message.key && !words.contains('{'), "{words}");
            }
        }
    }
}

#[test]
fn what_the_rules_say_comes_of_a_check_comes_of_it() {
    let soft = |outcome| {
        ask(move |_, facts, rules| {
            facts.evidence = 0;
            rules.consequences = vec![Consequence { check: ClaimCheck::Evidence, outcome }];
        })
    };
    assert_eq!(soft(CheckOutcome::Info).outcome, ClaimOutcome::Approve);
    assert_eq!(soft(CheckOutcome::Refer).outcome, ClaimOutcome::Refer);
    assert_eq!(soft(CheckOutcome::Reject).outcome, ClaimOutcome::Reject);
}

#[test]
fn leave_that_fits_lets_it_pass() {
    let given = |limit: &str| {
        ask(|claim, facts, rules| {
            rules.limits[0].pre_authorize = money("400");
            claim.pre_authorization_id = Some(PreAuthorizationId(id(12)));
            facts.authorization = Some(AuthorizationFacts {
                number: "PA-2026-000001".into(),
                status: PreAuthorizationStatus::Granted,
                dealer_id: facts.dealer_id,
                unit_id: UnitId(id(1)),
                limit: Some(money(limit)),
                currency: Currency::Cny,
                valid_until: Some(day("2026-11-04")),
            });
        })
    };
    assert_eq!(given("450.00").outcome, ClaimOutcome::Approve);
    assert_eq!(failed(&given("449.99")), ["check-pre_authorization-not_fitting"]);
}

#[test]
fn kilometres_are_counted_over_all_lines() {
    let found = ask(|claim, _, _| {
        let mut far = claim.jobs[0].lines[2].clone();
        far.quantity = 190;
        far.amount = money("285.00");
        claim.jobs[0].lines.push(far);
    });
    // 40 km are used up; 160 are left.
    assert_eq!(failed(&found), ["check-travel-over 3"]);
    assert_eq!(found.lines[3].allowed, money("240.00"));
}

proptest! {
    /// Whatever is claimed: nothing over it is proposed, the lines make the sum, what is approved by itself is approved in full, and
    /// the same question has the same answer.
    #[test]
    fn nothing_is_proposed_that_was_not_claimed(
        amounts in proptest::collection::vec((0_i64..100_000_000, 0_usize..5, 1_i32..500), 1..12),
        maker in proptest::option::of(1_u16..=100),
        evidence in 0_i64..3,
    ) {
        let (mut claim, mut facts, rules) = (claim(), facts(), Rules::shipped());
        facts.evidence = evidence;
        let shapes = claim.jobs[0].lines.clone();
        claim.jobs[0].lines = amounts.iter().map(|(cents, class, quantity)| {
            let mut line = shapes.get(*class).cloned().unwrap_or_else(|| ClaimLineInput {
                class: CostClass::Misc, part_id: None, operation_id: None, rma_line_id: None,
                description: Some("其他".parse().unwrap()), ..shapes[0].clone()
            });
            line.quantity = *quantity;
            line.amount = Amount::stored(Decimal::new(*cents, 2));
            line
        }).collect();
        if let Some(maker) = maker {
            claim.kind = WarrantyClaimKind::Goodwill;
            claim.goodwill = Some(GoodwillShares { maker, dealer: 100 - maker, customer: 0 });
        }
        let found = adjudicate(&claim, &facts, &rules);
        prop_assert_eq!(found.lines.iter().map(|line| Total::from(line.allowed)).sum::<Total>(), found.proposed);
        prop_assert_eq!(amounts.iter().map(|(cents, ..)| Total::stored(Decimal::new(*cents, 2))).sum::<Total>(), found.claimed);
        prop_assert!(found.lines.iter().all(|line| line.allowed <= line.claimed));
        prop_assert!(found.outcome != ClaimOutcome::Approve || found.proposed == found.claimed);
        prop_assert!(found.outcome != ClaimOutcome::Reject || found.proposed == Total::ZERO);
        // As it travels: the page gets the same answer from the same question.
        let again = |text: String| serde_json::from_str::<ClaimFacts>(&text).unwrap();
        let travelled = again(serde_json::to_string(&facts).unwrap());
        prop_assert_eq!(adjudicate(&claim, &travelled, &rules), found);
    }
}
