//! Spare parts: who sees what of them, what they cost on a day, and what has come in their place.

use crate::support::desk::{Desk, PRODUCT};
use crate::support::{Client, Organization, World, at_once};
use serde_json::{Value, json};

fn part(number: &str, more: Value) -> Value {
    let mut body = json!({ "number": number, "name": "门机皮带 1200 mm", "measure": "piece" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn numbers(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(&format!("/parts{query}")).expect(200).json();
    page["items"].as_array().unwrap().iter().map(|i| i["number"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn everybody_sees_of_a_part_what_is_theirs_to_see() {
    let desk = Desk::open();
    let quality = desk.as_("quality");
    let full = json!({
        "description": "含张紧轮", "part_class": "consumable", "supplier_id": Organization::Parts.id(), "batch_tracked": true,
        "return_owed": true, "return_days": 30, "product_ids": [PRODUCT],
        "prices": [{ "valid_from": "2020-01-01", "currency": "CNY", "price": "86", "cost": "38.5" },
            { "valid_from": "2190-01-01", "currency": "CNY", "price": "99.00" }],
    });
    let made = quality.post("/parts", part("DM-2201", full)).expect(201);
    let path = format!("/parts/{}", made.text("/id"));
    assert_eq!(made.header("location"), Some(&*format!("/api/v1{path}")));
    quality.post("/parts", part("SB-5001", json!({ "name": "主控制板", "active": false }))).expect(201);
    quality.post("/parts", part("SB-5002", json!({ "name": "外呼板" }))).expect(201);

    let inside = desk.as_("finance").get(&path).expect(200);
    assert_eq!((inside.etag().as_str(), inside.text("/supplier_name")), ("\"1\"", "Parts".into()));
    let dates: Vec<_> = ["0", "1"].iter().map(|n| inside.text(&format!("/prices/{n}/valid_from"))).collect();
    assert_eq!(
        (dates.join(" "), inside.text("/prices/1/cost")),
        ("2190-01-01 2020-01-01".into(), "38.50".into())
    );
    assert_eq!(inside.text("/products/0/code"), "SB-1000P");

    let dealer = desk.as_("north_dealer");
    let seen = dealer.get(&path).expect(200).json();
    assert_eq!((&seen["supplier_id"], &seen["supplier_name"]), (&Value::Null, &Value::Null));
    assert_eq!((&seen["prices"][1]["price"], &seen["prices"][1]["cost"]), (&json!("86.00"), &Value::Null));
    assert_eq!(numbers(&dealer, ""), ["DM-2201", "SB-5002"], "only what can be ordered");
    assert_eq!(numbers(&dealer, &format!("?supplier_id={}", Organization::Parts.id())), Vec::<String>::new());
    let listed = dealer.get("/parts?q=DM-2201").expect(200).json();
    assert_eq!(listed["items"][0]["price"]["price"], "86.00", "that of today");

    let supplier = desk.as_("supplier");
    assert_eq!(numbers(&supplier, ""), ["DM-2201"], "only what it supplies");
    let seen = supplier.get(&path).expect(200).json();
    assert_eq!((&seen["prices"], &seen["supplier_name"]), (&json!([]), &json!("Parts")));
    let hidden = quality.get("/parts?q=SB-5002").expect(200).text("/items/0/id");
    supplier.get(&format!("/parts/{hidden}")).refused(404, "not_found");

    desk.as_("tower_customer").get("/parts").refused(403, "forbidden");
    desk.as_("tower_customer").get(&path).refused(403, "forbidden");
    for who in ["technician", "north_dealer", "north_technician", "supplier"] {
        desk.as_(who).post("/parts", part("X", json!({}))).refused(403, "forbidden");
    }
    // The search and the file say no more than the list.
    let found = |who: &str, q: &str| {
        let answer = desk.as_(who).get(&format!("/search?kind=part&q={q}")).expect(200).json();
        answer["groups"][0]["hits"][0].clone()
    };
    assert_eq!(
        (&found("finance", "2201")["note"], &found("finance", "%E5%BC%A0%E7%B4%A7")["number"]),
        (&json!("Parts"), &json!("DM-2201"))
    );
    assert_eq!(
        (&found("north_dealer", "2201")["note"], &found("supplier", "5002")),
        (&Value::Null, &Value::Null)
    );
    let file = |who: &str| desk.as_(who).get("/parts/export?format=csv").expect(200).body;
    assert!(file("finance").contains("38.50") && file("finance").contains("Parts"));
    assert!(!file("north_dealer").contains("38.50") && !file("north_dealer").contains("Parts"));
    assert!(!file("supplier").contains("86.00") && !file("supplier").contains("SB-5002"));
}

#[test]
fn the_list_is_narrowed_sorted_and_walked() {
    let desk = Desk::open();
    let quality = desk.as_("quality");
    for (number, name, more) in [
        ("C-3", "甲", json!({ "product_ids": [PRODUCT] })),
        ("A-1", "丙", json!({ "active": false })),
        ("B-2", "乙", json!({ "supplier_id": Organization::Parts.id() })),
        ("D-4", "甲", json!({})),
    ] {
        let mut body = part(number, more);
        body["name"] = json!(name);
        quality.post("/parts", body).expect(201);
    }
    assert_eq!(numbers(&quality, ""), ["A-1", "B-2", "C-3", "D-4"]);
    assert_eq!(numbers(&quality, "?sort=-created_at"), ["D-4", "B-2", "A-1", "C-3"]);
    assert_eq!(numbers(&quality, &format!("?product_id={PRODUCT}")), ["C-3"]);
    assert_eq!(numbers(&quality, &format!("?supplier_id={}", Organization::Parts.id())), ["B-2"]);
    assert_eq!(numbers(&quality, "?active=false"), ["A-1"]);
    for sort in ["number", "name", "-created_at"] {
        let whole = numbers(&quality, &format!("?sort={sort}"));
        let (mut walked, mut next) = (vec![], String::new());
        loop {
            let page = quality.get(&format!("/parts?sort={sort}&limit=1{next}")).expect(200).json();
            walked.push(page["items"][0]["number"].as_str().unwrap().to_owned());
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            next = format!("&cursor={cursor}");
        }
        assert_eq!(walked, whole, "{sort}");
    }
    quality.get("/parts?sort=price").refused_field("?sort", "not_allowed");
    quality.get("/parts?limit=101").refused_field("?limit", "too_large");
}

#[test]
fn parts_never_replace_each_other_in_a_circle() {
    let world = World::new();
    let quality = world.as_("quality");
    let a = quality.post("/parts", part("A-1", json!({}))).expect(201);
    let b = quality.post("/parts", part("B-1", json!({ "superseded_by_id": a.text("/id") }))).expect(201);
    let c = quality.post("/parts", part("C-1", json!({ "superseded_by_id": b.text("/id") }))).expect(201);
    assert_eq!(c.text("/superseded_by/number"), "B-1");
    assert_eq!(numbers(&quality, "?superseded=true"), ["B-1", "C-1"]);
    assert_eq!(numbers(&quality, "?superseded=false"), ["A-1"]);
    let own = format!("/parts/{}", a.text("/id"));
    let english = quality.with("accept-language", "en");
    let circle = english.put(&own, "\"1\"", part("A-1", json!({ "superseded_by_id": c.text("/id") })));
    assert!(circle.body.contains("A-1 → C-1 → B-1 → A-1"), "{}", circle.body);
    circle.refused_field("/superseded_by_id", "superseded_in_circle");
    let itself = english.put(&own, "\"1\"", part("A-1", json!({ "superseded_by_id": a.text("/id") })));
    itself.refused_field("/superseded_by_id", "superseded_in_circle");
    let nothing = "01933f0a-0000-7000-8000-00000000dead";
    quality
        .put(&own, "\"1\"", part("A-1", json!({ "superseded_by_id": nothing })))
        .refused_field("/superseded_by_id", "no_such_record");
    // What a dealer cannot order is not named to it.
    quality.put(&own, "\"1\"", part("A-1", json!({ "active": false }))).expect(200);
    let seen = world.as_("north_dealer").get(&format!("/parts/{}", b.text("/id"))).expect(200).json();
    assert_eq!(seen["superseded_by"], Value::Null);
}

#[test]
fn two_who_would_close_a_circle_together_do_not() {
    let world = World::new();
    let quality = world.as_("quality");
    let ids: Vec<String> = ["A-1", "B-1"]
        .map(|number| quality.post("/parts", part(number, json!({}))).expect(201).text("/id"))
        .into();
    let answers = at_once(2, |n| {
        let body = part(["A-1", "B-1"][n], json!({ "superseded_by_id": ids[1 - n] }));
        quality.put(&format!("/parts/{}", ids[n]), "\"1\"", body).status
    });
    let mut answers = answers;
    answers.sort_unstable();
    assert_eq!(answers, [200, 422]);
}

#[test]
fn what_does_not_fit_together_is_refused_by_name() {
    let world = World::new();
    let quality = world.as_("quality");
    let refused = |more: Value, pointer: &str, code: &str| {
        quality.post("/parts", part("A-1", more)).refused_field(pointer, code);
    };
    refused(json!({ "return_owed": true }), "/return_days", "required");
    refused(json!({ "return_days": 3 }), "/return_days", "inconsistent");
    refused(json!({ "supplier_id": Organization::North.id() }), "/supplier_id", "not_allowed");
    refused(json!({ "product_ids": [PRODUCT] }), "/product_ids/0", "no_such_record");
    let price = |from: &str, price: Value| json!({ "valid_from": from, "currency": "CNY", "price": price });
    refused(
        json!({ "prices": [price("2026-01-01", json!("1.234"))] }),
        "/prices/0/price",
        "amount_malformed",
    );
    refused(json!({ "prices": [price("2026-01-01", json!(12))] }), "/prices/0/price", "malformed");
    let twice = [price("2026-01-01", json!("1")), price("2026-01-01", json!("2"))];
    refused(json!({ "prices": twice }), "/prices/1/valid_from", "day_twice");
    refused(json!({ "measure": "dozen" }), "/measure", "not_allowed");
    let made = quality.post("/parts", part("A-1", json!({}))).expect(201);
    let taken = quality.post("/parts", part("A-1", json!({}))).refused(409, "already_exists");
    assert_eq!(taken.errors(), [("/number".into(), "taken".into())]);
    let own = format!("/parts/{}", made.text("/id"));
    quality.put(&own, "\"1\"", part("A-2", json!({}))).expect(200);
    quality.put(&own, "\"1\"", part("A-3", json!({}))).refused(412, "version_stale");
    assert_eq!(world.count("audit_entries WHERE record = 'part'"), 2);
}
