//! Routing: who gets a ticket, tried before it is used.

use crate::support::desk::Desk;
use crate::support::{Organization, person};
use serde_json::{Value, json};

fn team(desk: &Desk, code: &str, members: &[&str]) -> String {
    let ids: Vec<_> = members.iter().map(|m| person(m).id()).collect();
    let body =
        json!({ "organization_id": Organization::Maker.id(), "code": code, "name": code, "member_ids": ids });
    desk.as_("admin").post("/teams", body).expect(201).text("/id")
}

#[test]
fn a_complaint_about_quality_lies_in_the_quality_departments_queue_and_says_why() {
    let desk = Desk::open();
    let quality = team(&desk, "quality", &["quality"]);
    let specialist = desk.as_("service_specialist");
    let ticket = desk.file("service_specialist", json!({ "topic": "product_quality" }));
    let shown = specialist.get(&ticket.path()).expect(200).json();
    assert_eq!((&shown["team_id"], &shown["assignee_id"]), (&json!(quality), &Value::Null));
    let story = specialist.get(&format!("{}/timeline", ticket.path())).expect(200).json();
    let routed =
        story["items"].as_array().unwrap().iter().find(|e| e["values"]["rule"] == "routed").cloned().unwrap();
    assert_eq!(
        (&routed["values"]["source"], &routed["values"]["team_name"]),
        (&json!("ELV 5.4"), &json!("quality"))
    );
    let told = desk.as_("quality").get("/notifications").expect(200).json();
    assert_eq!(told["items"][0]["kind"], "queued");
    // The customer is told nothing of it.
    let outside = desk.as_("tower_customer").get(&format!("{}/timeline", ticket.path())).expect(200).json();
    assert!(!outside.to_string().contains("routed"), "{outside}");
    // It is about something else after all.
    let etag = specialist.get(&ticket.path()).expect(200).etag();
    specialist.patch(&ticket.path(), &etag, json!({ "topic": "staff_attitude" })).expect(200);
    assert!(specialist.get(&ticket.path()).expect(200).text("/routed_by").starts_with("安装"));
}

#[test]
fn the_least_loaded_of_a_team_gets_it_by_rule_and_by_hand() {
    let desk = Desk::open();
    let (admin, specialist) = (desk.as_("admin"), desk.as_("service_specialist"));
    let repair = team(&desk, "repair", &["technician", "engineer"]);
    let shown = admin.get("/routing-rules").expect(200);
    let rule = json!({ "name": "all", "team": "repair", "assign": "least_loaded" });
    admin.put("/routing-rules", &shown.etag(), json!({ "rules": [rule] })).expect(200);
    let who = |ticket: &crate::support::desk::Ticket| {
        specialist.get(&ticket.path()).expect(200).json()["assignee_id"].clone()
    };
    let tickets: Vec<_> =
        (0..4).map(|_| desk.file("service_specialist", json!({ "kind": "repair_request" }))).collect();
    for name in ["technician", "engineer"] {
        let n = tickets.iter().filter(|t| who(t) == json!(person(name).id())).count();
        assert_eq!(n, 2, "{name}");
    }
    let told = desk.as_("engineer").get("/notifications").expect(200).json();
    assert_eq!(told["items"][0]["kind"], "assigned");
    // By hand: the technician has more to do by now.
    desk.world.execute(&format!("UPDATE tickets SET assignee_id = '{}'", person("technician").id()));
    let mut ticket = desk.file("service_specialist", json!({ "kind": "repair_request" }));
    ticket.act(&specialist, "verify", json!({})).expect(200);
    ticket.act(&specialist, "assign", json!({ "least_loaded": true })).expect(422);
    ticket.act(&specialist, "assign", json!({ "team_id": repair, "least_loaded": true })).expect(200);
    assert_eq!(who(&ticket), json!(person("engineer").id()));
}

#[test]
fn rules_are_tried_on_an_old_ticket_and_on_an_imagined_one() {
    let desk = Desk::open();
    let supervisor = desk.as_("supervisor");
    team(&desk, "supervision", &["supervisor"]);
    let ticket = desk.file("service_specialist", json!({ "topic": "staff_attitude" }));
    let tried = supervisor.post("/routing-rules/try", json!({ "ticket_id": ticket.id })).expect(200).json();
    assert_eq!((&tried["team_name"], tried["trace"].as_array().unwrap().len()), (&json!("supervision"), 4));
    let imagined = json!({ "kind": "complaint", "channel": "phone", "topic": "other", "severity": "general", "priority": "p1", "special_case": true });
    let tried = supervisor.post("/routing-rules/try", json!({ "ticket": imagined })).expect(200).json();
    assert_eq!(tried["tell"], json!(["supervisors", "quality"]));
    let rules = json!([{ "name": "x", "when": { "kind": ["complaint"] }, "tell": ["quality"] }]);
    let tried = supervisor
        .post("/routing-rules/try", json!({ "ticket_id": ticket.id, "rules": rules }))
        .expect(200)
        .json();
    assert_eq!((&tried["rule"], &tried["team_id"]), (&json!("x"), &Value::Null));
    // Nothing has changed by trying.
    assert_eq!(supervisor.get("/routing-rules").expect(200).json()["version"], 1);
}

#[test]
fn a_rule_that_names_no_team_of_ours_is_refused_whole() {
    let desk = Desk::open();
    let admin = desk.as_("admin");
    let shown = admin.get("/routing-rules").expect(200);
    let rules =
        json!([{ "name": "a", "tell": ["quality"] }, { "name": "a", "tell": ["quality"] }, { "name": "b" }]);
    let refused = admin.put("/routing-rules", &shown.etag(), json!({ "rules": rules })).expect(422).json();
    let pointers: Vec<_> =
        refused["errors"].as_array().unwrap().iter().map(|e| e["pointer"].clone()).collect();
    assert_eq!(pointers, ["/rules/1/name", "/rules/2/team"]);
    let rules = json!([{ "name": "a", "team": "nobody" }]);
    let refused = admin.put("/routing-rules", &shown.etag(), json!({ "rules": rules })).expect(422).json();
    assert_eq!(
        (&refused["errors"][0]["pointer"], &refused["errors"][0]["code"]),
        (&json!("/rules/0/team"), &json!("no_such_record"))
    );
    desk.as_("technician").put("/routing-rules", &shown.etag(), json!({ "rules": [] })).expect(403);
    desk.as_("north_dealer").get("/routing-rules").expect(403);
    assert_eq!(admin.get("/routing-rules").expect(200).etag(), shown.etag());
}
