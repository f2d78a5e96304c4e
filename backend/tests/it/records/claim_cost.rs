//! What claims cost is recovered from whoever supplied the part, once, and stands in the report, each number with its list.

use super::recovery::to_recover;
use super::register::english;
use super::rma::{Rma, ask};
use super::warranty_claim::{Claim, Shop, day};
use crate::support::cast::Organization;
use crate::support::desk::UNIT;
use crate::support::{Client, at_once};
use serde_json::{Value, json};
use shared::page::Page;
use shared::records::report::{CostLists, WarrantyCostQuery, WarrantyCostReport};
use shared::records::warranty_claim::{WarrantyClaimQuery, WarrantyClaimSummary};

/// A claim that is paid: 120.00 for the belt that is back with others like it, 270.00 for the work, 60.00 for the way; and the return.
fn paid(shop: &Shop, judgement: Value, pieces: i32) -> (Claim, Rma) {
    let [dealer, specialist, quality] =
        ["north_dealer", "service_specialist", "quality"].map(|key| shop.as_(key));
    let line = json!([{ "part_id": shop.belt, "quantity": pieces }]);
    let mut rma = Rma::of(&ask(&dealer, line, json!({})).expect(201));
    rma.act(&specialist, "authorize", json!({})).expect(200);
    let mut input = shop.input(3);
    input["jobs"][0]["lines"][0]["rma_line_id"] = json!(rma.line(0));
    let mut claim = Claim::draft(&dealer, input);
    claim.act(&dealer, "submit", json!({})).expect(200);
    rma.ship(&dealer, &[(0, pieces)]).expect(200);
    rma.receive(&specialist, &[(0, pieces)]).expect(200);
    assert_eq!(claim.read(&dealer).said().0, "payable");
    rma.act_on(&quality, 0, "judge", judgement).expect(200);
    (claim, rma)
}

fn supplier_answers(percent: i32) -> Value {
    json!({ "standard_test": "轮偏心", "verdict": "confirmed_defect", "failure_mode": "轮偏心", "responsible": "supplier",
        "share_percent": percent })
}

fn claims(who: &Client, list: &WarrantyClaimQuery) -> Vec<WarrantyClaimSummary> {
    let query = serde_urlencoded::to_string(list).unwrap();
    let page = who.get(&format!("/warranty-claims?{query}&limit=100")).expect(200).json();
    serde_json::from_value::<Page<WarrantyClaimSummary>>(page).unwrap().items
}

fn report(who: &Client, query: &WarrantyCostQuery) -> WarrantyCostReport {
    let path = format!("/reports/warranty-cost?{}", serde_urlencoded::to_string(query).unwrap());
    serde_json::from_value(who.get(&path).expect(200).json()).unwrap()
}

#[test]
fn what_a_claim_cost_is_recovered_once_by_the_share_of_its_part() {
    let shop = Shop::open();
    let [quality, supplier, admin] = ["quality", "supplier", "admin"].map(|key| shop.as_(key));
    let (mut claim, rma) = paid(&shop, supplier_answers(50), 1);
    let line = rma.line(0);
    let rows = to_recover(&shop.desk);
    let said = |row: &Value| {
        let text = |name: &str| row[name].as_str().unwrap_or("-").to_owned();
        [text("kind"), text("amount"), text("claim_number")].join(" ")
    };
    let number = claim.last["head"]["number"].as_str().unwrap();
    let mut kinds: Vec<String> = rows.iter().map(said).collect();
    kinds.sort();
    let own = ["labour 135.00", "material 40.00", "travel 30.00"].map(|kind| format!("{kind} {number}"));
    assert_eq!(kinds, own);
    let of = |kind: &str| rows.iter().find(|row| row["kind"] == kind).unwrap();
    assert_eq!(of("material")["paid_kinds"], json!(["labour", "travel"]));
    let [labour, travel] = ["labour", "travel"].map(|kind| of(kind)["claim_line_id"].clone());

    // What a claim was paid for is not typed once more, nor named twice, nor in another currency, nor for another supplier.
    let make = |parts: Value, lines: Value, more: Value| {
        let mut body = json!({ "supplier_id": Organization::Parts.id(), "currency": "CNY", "parts": parts, "claim_lines": lines });
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        quality.post("/recoveries", body)
    };
    let typed = json!([{ "rma_line_id": line, "labour": "100" }]);
    make(typed, json!([]), json!({})).refused_field("/parts/0/labour", "taken");
    make(json!([]), json!([]), json!({})).refused_field("/parts", "too_small");
    make(json!([]), json!([labour, labour]), json!({})).refused_field("/claim_lines/1", "taken");
    make(json!([]), json!([labour]), json!({ "currency": "EUR" })).refused_field("/currency", "inconsistent");
    make(json!([]), json!([UNIT]), json!({})).refused_field("/claim_lines/0", "no_such_record");
    // The bounds of a penalty are data with a first day: from today on others hold.
    let penal = json!([{ "rma_line_id": line, "penalty": "2500" }]);
    make(penal.clone(), json!([]), json!({})).refused_field("/parts/0/penalty", "not_allowed");
    let held = admin.get("/policy").expect(200);
    let mut policy = held.json()["policy"].clone();
    let wrong = json!({ "valid_from": day(0), "currency": "CNY", "least": "900", "most": "800" });
    policy["penalties"].as_array_mut().unwrap().push(wrong);
    admin.put("/policy", &held.etag(), policy.clone()).refused_field("/penalties/1/most", "inconsistent");
    policy["penalties"][1]["most"] = json!("3000");
    admin.put("/policy", &held.etag(), policy).expect(200);
    let low = json!([{ "rma_line_id": line, "penalty": "500" }]);
    make(low, json!([]), json!({})).refused_field("/parts/0/penalty", "not_allowed");
    assert_eq!(shop.desk.world.count("recoveries"), 0, "nothing was kept");

    // However many ask at once, one of them recovers it.
    let at = at_once(8, |_| make(penal.clone(), json!([labour, travel]), json!({})).status);
    assert_eq!(at.iter().filter(|status| **status == 201).count(), 1, "{at:?}");
    assert_eq!(to_recover(&shop.desk), Vec::<Value>::new());
    let path = {
        let page = quality.get("/recoveries").expect(200).json();
        format!("/recoveries/{}", page["items"][0]["id"].as_str().unwrap())
    };
    let made = quality.get(&path).expect(200);
    let lines = made.json()["lines"].as_array().unwrap().clone();
    let amounts: Vec<_> = lines.iter().map(|line| (line["kind"].clone(), line["amount"].clone())).collect();
    let own = [("material", "40.00"), ("penalty", "2500.00"), ("labour", "135.00"), ("travel", "30.00")];
    assert_eq!(amounts, own.map(|(kind, amount)| (json!(kind), json!(amount))));
    assert_eq!(lines[2]["claim_number"], number);
    // Its supplier reads nothing of the claim.
    let told =
        quality.act(&format!("{path}/notify"), &made.etag(), json!({ "delivery": "邮件回执" })).expect(200);
    let theirs = supplier.get(&path).expect(200);
    assert!(
        !theirs.body.contains(number) && theirs.json()["lines"][2]["claim_id"].is_null(),
        "{}",
        theirs.body
    );
    supplier.get("/reports/warranty-cost").refused(403, "forbidden");

    // Nothing is recovered of what is not accepted yet; what is accepted is, but for the penalty.
    let query = WarrantyCostQuery::default();
    let supervisor = shop.as_("supervisor");
    assert_eq!(report(&supervisor, &query).total.recovered.to_string(), "0.00");
    supplier.act(&format!("{path}/accept"), &told.etag(), json!({})).expect(200);
    let found = report(&supervisor, &query);
    assert_eq!(
        (found.total.cost.to_string(), found.total.recovered.to_string()),
        ("450.00".into(), "205.00".into())
    );
    assert_eq!(found.total.recovered_rate, Some(456));
    // A claim that is charged back after all is told to who keeps its recovery, and to nobody else.
    assert_eq!(quality.get(&path).expect(200).json()["lines"][2]["claim_status"], "payable");
    claim.act(&supervisor, "charge_back", json!({ "reason": "审计：未更换" })).expect(200);
    assert_eq!(quality.get(&path).expect(200).json()["lines"][2]["claim_status"], "charged_back");
    assert_eq!(supplier.get(&path).expect(200).json()["lines"][2]["claim_status"], Value::Null);
    // Given up, all of it can be recovered once more.
    assert_eq!(sanbao::check::check(&shop.desk.world.url()).unwrap().differences, [""; 0]);
}

#[test]
fn each_number_of_the_cost_report_opens_its_list() {
    let shop = Shop::open();
    let [dealer, supervisor, quality] = ["north_dealer", "supervisor", "quality"].map(|key| shop.as_(key));
    // Two belts came back, and the supplier is charged for both: one of them is this claim's.
    let (paid, mut rma) = paid(&shop, supplier_answers(50), 2);
    rma.act_on(&quality, 0, "charge", json!({ "amount": "80.00", "currency": "CNY" })).expect(200);
    // One more that names no cause and waits, one that is approved, one in another currency that waits.
    let mut bare = shop.work_only(20);
    bare["jobs"][0]["causal_part_id"] = Value::Null;
    let mut approved = Claim::draft(&dealer, bare);
    approved.act(&dealer, "submit", json!({})).expect(200);
    assert_eq!(approved.said().0, "payable");
    let mut waits = shop.work_only(40);
    waits["ticket_id"] = Value::Null;
    let mut waits = Claim::draft(&dealer, waits);
    waits.act(&dealer, "submit", json!({})).expect(200);
    let mut abroad = shop.work_only(50);
    abroad["currency"] = json!("USD");
    let mut abroad = Claim::draft(&dealer, abroad);
    abroad.act(&dealer, "submit", json!({})).expect(200);
    assert_eq!((waits.said().0.as_str(), abroad.said().0.as_str()), ("in_review", "in_review"));

    for by in ["product", "production_month", "part", "supplier", "dealer", "unit"] {
        let query = WarrantyCostQuery { by: by.parse().ok(), ..WarrantyCostQuery::default() };
        let found = report(&supervisor, &query);
        let lists = CostLists::new(&found, &query);
        for (name, figures, list) in lists.all() {
            let listed = claims(&supervisor, &list);
            assert_eq!(listed.len() as i64, figures.claims, "{by} {name}");
            let borne = claims(&supervisor, &CostLists::recovered(list));
            assert_eq!(borne.len() as i64, figures.recovered_claims, "{by} {name}");
        }
        assert_eq!((found.total.claims, found.total.cost.to_string()), (2, "780.00".into()));
        assert_eq!((found.total.recovered_claims, found.total.recovered.to_string()), (1, "40.00".into()));
        let rows: rust_decimal::Decimal = found.rows.iter().map(|row| row.figures.cost.value()).sum();
        assert_eq!(rows, found.total.cost.value(), "{by}: the rows are all of it");
        let months: rust_decimal::Decimal = found.months.iter().map(|m| m.figures.cost.value()).sum();
        assert_eq!(months, found.total.cost.value());
    }
    // What is open, by currency, and what is to be set aside, as it says itself.
    let found = report(&quality, &WarrantyCostQuery::default());
    let [yuan, dollars] = found.open.as_slice() else { panic!("{:?}", found.open) };
    for open in [yuan, dollars] {
        for (pile, list) in [
            (open.approved, CostLists::approved(open)),
            (open.waiting, CostLists::waiting(open)),
            (open.reserve.year, CostLists::year(open)),
        ] {
            assert_eq!(claims(&quality, &list).len() as i64, pile.claims, "{list:?}");
        }
    }
    assert_eq!((yuan.approved.amount.to_string(), yuan.approved.claims), ("780.00".into(), 2));
    assert_eq!((yuan.waiting.amount.to_string(), dollars.waiting.claims), ("330.00".into(), 1));
    assert!(yuan.reserve.units > 0 && yuan.reserve.past_days > 0, "{:?}", yuan.reserve);
    let aside = yuan.reserve.year.amount.value() * rust_decimal::Decimal::from(yuan.reserve.ahead_days)
        / rust_decimal::Decimal::from(yuan.reserve.past_days);
    let is = yuan.reserve.amount.unwrap().value();
    assert!((aside - is).abs() <= rust_decimal::Decimal::new(1, 2), "{aside} {is}");

    // Who may not see it, and what makes no sense.
    for other in ["north_dealer", "technician", "tower_customer"] {
        shop.as_(other).get("/reports/warranty-cost").refused(403, "forbidden");
    }
    dealer.get("/warranty-claims?recovered=true").refused_field("?recovered", "not_allowed");
    supervisor.get("/reports/warranty-cost?until=2999-01").refused_field("?until", "in_future");
    // The accountants' file says the same.
    let file = english(&supervisor).get("/reports/warranty-cost/export?format=csv&by=supplier").expect(200);
    assert!(file.body.contains("780.00") && file.body.contains("Parts"), "{}", file.body);

    // Claims, recoveries and statements are found by number, by whoever may see them.
    let number = paid.last["head"]["number"].as_str().unwrap();
    let hits = |who: &Client, q: &str| {
        let answer = who.get(&format!("/search?q={q}")).expect(200).json();
        let groups = answer["groups"].as_array().unwrap().clone();
        groups.iter().filter(|group| group["kind"] == "warranty_claim").count()
    };
    assert_eq!((hits(&supervisor, number), hits(&dealer, number)), (1, 1));
    assert_eq!((hits(&shop.as_("south_dealer"), number), hits(&shop.as_("technician"), number)), (0, 0));
}
