//! Canned answers: the house's for everybody who works there, one's own for nobody else.

use crate::support::desk::Desk;
use crate::support::{Client, World};
use serde_json::{Value, json};

fn answer(title: &str, more: Value) -> Value {
    let mut body = json!({ "title": title, "body": "{{customer.name}}您好，{{ticket.number}} 已受理。", "locale": "zh-CN" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn titles(client: &Client, query: &str) -> Vec<String> {
    let page = client.get(&format!("/canned-answers{query}")).expect(200).json();
    page["items"].as_array().unwrap().iter().map(|a| a["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_supervisor_keeps_those_of_the_house_and_everybody_their_own() {
    let world = World::new();
    let (supervisor, technician) = (world.as_("supervisor"), world.as_("technician"));
    let house = supervisor.post("/canned-answers", answer("已受理", json!({}))).expect(201);
    let own = technician.post("/canned-answers", answer("我的", json!({ "private": true }))).expect(201);
    let path = |made: &crate::support::Response| format!("/canned-answers/{}", made.text("/id"));
    assert_eq!(
        (house.json()["editable"].as_bool(), own.json()["editable"].as_bool()),
        (Some(true), Some(true))
    );
    technician.post("/canned-answers", answer("x", json!({}))).refused(403, "forbidden");

    // What is somebody else's own is not there.
    assert_eq!(titles(&technician, ""), ["已受理", "我的"]);
    assert_eq!(titles(&technician, "?private=true"), ["我的"]);
    assert_eq!(titles(&supervisor, ""), ["已受理"]);
    supervisor.get(&path(&own)).refused(404, "not_found");
    supervisor.put(&path(&own), "\"1\"", answer("y", json!({}))).refused(404, "not_found");

    // The house's is read, not changed, and does not become one's own.
    assert_eq!(technician.get(&path(&house)).expect(200).json()["editable"], false);
    let take = answer("已受理", json!({ "private": true }));
    technician.put(&path(&house), "\"1\"", take).refused(403, "forbidden");
    technician.put(&path(&own), "\"1\"", answer("我的", json!({}))).refused(403, "forbidden");
    supervisor.put(&path(&house), "\"1\"", answer("已收到", json!({}))).expect(200);
    supervisor.put(&path(&house), "\"1\"", answer("旧", json!({}))).refused(412, "version_stale");
    supervisor.send("DELETE", &path(&house), &[("if-match", "\"1\"")], None).refused(412, "version_stale");
    supervisor.send("DELETE", &path(&house), &[], None).refused(428, "version_missing");
    supervisor.send("DELETE", &path(&house), &[("if-match", "\"2\"")], None).expect(204);
    technician.send("DELETE", &path(&own), &[("if-match", "\"1\"")], None).expect(204);
    assert_eq!(
        (world.count("canned_answers"), world.count("audit_entries WHERE record = 'canned_answer'")),
        (0, 5)
    );
    for outside in ["north_dealer", "north_technician", "tower_customer", "supplier"] {
        world.as_(outside).get("/canned-answers").refused(403, "forbidden");
    }
}

#[test]
fn a_placeholder_that_there_is_not_is_refused_with_those_that_there_are() {
    let world = World::new();
    let supervisor = world.as_("supervisor");
    let refused = supervisor.post("/canned-answers", answer("x", json!({ "body": "{{customer.nam}}" })));
    let problem = refused.refused_field("/body", "placeholder_unknown").json();
    assert!(problem["allowed"].as_array().unwrap().contains(&json!("customer.name")));
    let detail = problem["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("customer.nam”") && detail.contains("ticket.number, "), "{detail}");
    let twice = answer("x", json!({ "kinds": ["recall", "recall"] }));
    supervisor.post("/canned-answers", twice).refused_field("/kinds", "inconsistent");
}

#[test]
fn a_ticket_is_offered_those_that_are_for_it() {
    let desk = Desk::open();
    let supervisor = desk.as_("supervisor");
    for (title, more) in [
        ("1 全部", json!({})),
        ("2 投诉", json!({ "kinds": ["complaint", "inquiry"] })),
        ("3 咨询", json!({ "kinds": ["inquiry"] })),
        ("4 质量", json!({ "topic": "product_quality" })),
        ("5 交付", json!({ "topic": "delivery" })),
        ("6 客梯", json!({ "product_line": "passenger_lift" })),
        ("7 扶梯", json!({ "product_line": "escalator" })),
        ("8 停用", json!({ "active": false })),
    ] {
        supervisor.post("/canned-answers", answer(title, more)).expect(201);
    }
    let ticket = desk.file("service_specialist", json!({ "topic": "product_quality" }));
    let fit = format!("?active=true&ticket_id={}", ticket.id);
    assert_eq!(titles(&supervisor, &fit), ["1 全部", "2 投诉", "4 质量", "6 客梯"]);
    // 投诉 in the title; 受理 in the text.
    assert_eq!(titles(&supervisor, &format!("{fit}&q=%E6%8A%95%E8%AF%89")), ["2 投诉"]);
    assert_eq!(titles(&supervisor, &format!("{fit}&q=%E5%8F%97%E7%90%86&limit=1")), ["1 全部"]);
    let page = supervisor.get(&format!("/canned-answers{fit}&limit=3")).expect(200).json();
    let cursor = page["next_cursor"].as_str().unwrap();
    assert_eq!(titles(&supervisor, &format!("{fit}&limit=3&cursor={cursor}")), ["6 客梯"]);
    supervisor
        .get("/canned-answers?ticket_id=01933f0a-0000-7000-8000-00000000dead")
        .refused_field("?ticket_id", "no_such_record");
}
