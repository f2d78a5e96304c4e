//! Stories of what time and rules do to claims: silence, parts that come late or never, and rules that are rehearsed.

use super::warranty_claim::{Claim, Shop, day, said};
use chrono::{Duration, Utc};
use sanbao::jobs::watch_claims;
use serde_json::{Value, json};

#[test]
fn silence_decides_late_parts_make_void_and_rules_are_rehearsed_before_they_hold() {
    let shop = Shop::open();
    let [dealer, specialist, supervisor, admin] =
        ["north_dealer", "service_specialist", "supervisor", "admin"].map(|key| shop.as_(key));
    let watch = |days: i64| watch_claims(&shop.desk.world.db(), Utc::now() + Duration::days(days)).unwrap();
    // Referred, as nothing is attached: silence approves what the checks left.
    let mut input = shop.work_only(2);
    input["ticket_id"] = Value::Null;
    input["jobs"][0]["lines"][0]["amount"] = json!("300.00");
    let mut waits = Claim::draft(&dealer, input);
    waits.act(&dealer, "submit", json!({})).expect(200);
    assert_eq!(watch(0), 0, "there is time");
    let due = format!("/warranty-claims?due_until={}", day(-20));
    assert_eq!(dealer.get(&due).expect(200).json()["items"].as_array().unwrap().len(), 1);
    assert!(watch(20) >= 1);
    assert_eq!(waits.read(&dealer).said(), said("approved_partly", "approved_partly", "330.00"));
    assert_eq!(waits.last["head"]["decided_by"], "silence");
    assert_eq!(
        dealer.get("/warranty-claims?decided_by=silence").expect(200).json()["items"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    // Nobody appeals: it is certain.
    assert_eq!(watch(60), 1);
    assert_eq!(waits.read(&dealer).said().0, "payable");

    // A question that the dealer does not answer in 30 days makes it void, until somebody takes it up again.
    let mut input = shop.work_only(6);
    input["ticket_id"] = Value::Null;
    let mut asked = Claim::draft(&dealer, input);
    asked.act(&dealer, "submit", json!({})).expect(200);
    asked.act(&specialist, "ask", json!({ "question": "照片？" })).expect(200);
    assert!(asked.last["question_until"].is_string(), "{}", asked.last);
    assert_eq!(watch(29), 0, "there is time");
    assert_eq!(watch(31), 1);
    assert_eq!(asked.read(&dealer).said(), said("expired", "-", "-"));
    assert_eq!(asked.last["events"][0]["kind"], "unanswered");
    asked.act(&supervisor, "restore", json!({ "reason": "网点停电" })).expect(200);
    assert_eq!(asked.said().0, "needs_info");
    asked.act(&dealer, "withdraw", json!({})).expect(200);

    // A part that never came, and came late.
    let mut rma = shop.owed();
    let mut input = shop.input(10);
    input["jobs"][0]["lines"].as_array_mut().unwrap().truncate(1);
    input["jobs"][0]["lines"][0]["rma_line_id"] = json!(rma.line(0));
    let mut owed = Claim::draft(&dealer, input);
    owed.act(&dealer, "submit", json!({})).expect(200);
    assert_eq!(owed.said(), said("awaiting_parts", "approved", "120.00"));
    assert_eq!(watch(55), 0, "the grace has not passed");
    assert_eq!(watch(70), 1);
    assert_eq!(owed.read(&dealer).said(), said("expired", "approved", "0.00"));
    let restore = json!({ "reason": "旧件已补寄" });
    supervisor
        .act(&format!("{}/restore", owed.path), &owed.etag, restore.clone())
        .refused(409, "transition_refused");
    rma.ship(&dealer, &[(0, 1)]).expect(200);
    rma.receive(&specialist, &[(0, 1)]).expect(200);
    owed.act(&supervisor, "restore", restore).expect(200);
    assert_eq!(owed.said(), said("payable", "approved", "120.00"));

    // A stricter set of rules would refer what was approved by itself.
    let mut sound = Claim::draft(&dealer, shop.work_only(20));
    sound.act(&dealer, "submit", json!({})).expect(200);
    assert_eq!(sound.said(), said("payable", "approved", "330.00"));
    let sets = supervisor.get("/adjudication-rule-sets").expect(200).json();
    let mut rules = sets[0]["rules"].clone();
    rules["limits"][0]["auto_approve"] = json!("100.00");
    let draft = json!({ "name": "从严", "valid_from": day(0), "rules": rules });
    let set = supervisor.post("/adjudication-rule-sets", draft).expect(201);
    let path = format!("/adjudication-rule-sets/{}", set.text("/id"));
    let trial = supervisor.post(&format!("{path}/try"), json!({ "months": 12 })).expect(200).json();
    assert_eq!((&trial["claims"], &trial["flips"]), (&json!(4), &json!(2)), "{trial}");
    assert_eq!(trial["money"], json!([{ "currency": "CNY", "before": "450.00", "after": "0.00" }]));
    assert_eq!(trial["shifts"], json!([{ "before": "approve", "after": "refer", "claims": 2 }]));
    supervisor.post(&format!("{path}/try"), json!({ "months": 37 })).refused_field("/months", "too_large");
    dealer.get("/adjudication-rule-sets").refused(403, "forbidden");
    supervisor.act(&format!("{path}/publish"), &set.etag(), json!({})).refused(409, "transition_refused");
    admin.act(&format!("{path}/publish"), &set.etag(), json!({})).expect(200);
    let mut now = Claim::draft(&dealer, shop.work_only(25));
    now.act(&dealer, "submit", json!({})).expect(200);
    assert_eq!(now.said().0, "in_review", "the new rules hold");
}

/// The promise of the rehearsal, measured on a release build: `cargo test --release -p sanbao --test it rehearsed_in_ten -- --ignored`.
#[test]
#[ignore = "takes a minute, and means something in a release build only"]
fn a_hundred_thousand_claims_are_rehearsed_in_ten_seconds() {
    let shop = Shop::open();
    let [dealer, supervisor] = ["north_dealer", "supervisor"].map(|key| shop.as_(key));
    let mut one = Claim::draft(&dealer, shop.work_only(20));
    one.act(&dealer, "submit", json!({})).expect(200);
    let columns = "kind, status, dealer_id, unit_id, ticket_id, failed_on, repaired_on, currency, claimed, approved, answer, submission, \
                   filed_by_id, submitted_at, answered_at, decided_by, payable_at, warned, version, created_at";
    let kept = "1, at - random() * interval '300 days', by_id, input, facts, adjudication, outcome, proposed, rule_set_id";
    shop.desk.world.execute(&format!(
        "INSERT INTO warranty_claims (id, number, {columns}) SELECT gen_random_uuid(), 'B-' || n, {columns} \
         FROM warranty_claims, generate_series(1, 99999) n WHERE id = '{id}'; \
         INSERT INTO warranty_claim_versions (claim_id, number, at, by_id, input, facts, adjudication, outcome, proposed, rule_set_id) \
         SELECT c.id, {kept} FROM warranty_claim_versions v, warranty_claims c WHERE v.claim_id = '{id}' AND c.number LIKE 'B-%'; \
         ANALYZE;",
        id = one.id
    ));
    let set = supervisor.get("/adjudication-rule-sets").expect(200).json()[0]["id"].clone();
    let begun = std::time::Instant::now();
    let path = format!("/adjudication-rule-sets/{}/try", set.as_str().unwrap());
    let trial = supervisor.post(&path, json!({ "months": 12 })).expect(200).json();
    let took = begun.elapsed();
    assert_eq!((&trial["claims"], &trial["flips"]), (&json!(100_000), &json!(0)));
    println!("100,000 claims in {took:?}");
    assert!(cfg!(debug_assertions) || took.as_secs() < 10, "{took:?}");
}
