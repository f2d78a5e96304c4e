//! SLA policies: tried before they are used, previewed before they are saved.

use crate::support::desk::Desk;
use chrono::Utc;
use sanbao::jobs;
use serde_json::{Value, json};

fn imagined(kind: &str, severity: &str) -> Value {
    json!({ "kind": kind, "channel": "web", "topic": "other", "severity": severity, "priority": "p3" })
}

#[test]
fn an_imagined_ticket_shows_which_rule_decides_and_why_the_others_do_not() {
    let desk = Desk::open();
    let engineer = desk.as_("engineer");
    let start = "2026-03-02T02:00:00Z";
    let body = json!({ "ticket": imagined("complaint", "emergency"), "start": start });
    let tried = engineer.post("/sla-policies/try", body).expect(200).json();
    let of = |clock: &str| tried.as_array().unwrap().iter().find(|t| t["clock"] == clock).cloned().unwrap();
    assert_eq!(of("respond")["due_at"], "2026-03-02T02:30:00Z");
    assert_eq!(of("respond")["trace"][0]["applies"], true);
    assert_eq!(of("respond")["trace"][1]["misses"], "channel");
    // Monday 10:00 and three working days more: the end of Thursday, 18:00 in Shanghai.
    assert_eq!(of("verify_complaint")["due_at"], "2026-03-05T10:00:00Z");
    assert_eq!(of("resolve")["rule"], Value::Null);

    let ticket = desk.file("service_specialist", json!({}));
    let tried = engineer.post("/sla-policies/try", json!({ "ticket_id": ticket.id })).expect(200).json();
    let resolve = tried.as_array().unwrap().iter().find(|t| t["clock"] == "resolve").cloned().unwrap();
    assert_eq!(resolve["target"], json!({ "minutes": 2880 }), "its unit is in warranty");
    engineer.post("/sla-policies/try", json!({})).expect(422);
    engineer
        .post("/sla-policies/try", json!({ "ticket_id": "01933f0a-0000-7000-8000-00000000dead" }))
        .expect(422);
}

#[test]
fn a_changed_policy_moves_what_the_preview_said_and_nothing_before_it_is_saved() {
    let desk = Desk::open();
    let supervisor = desk.as_("supervisor");
    let ticket = desk.file("service_specialist", json!({ "kind": "repair_request" }));
    let shown = supervisor.get("/sla-policies").expect(200);
    let mut rules = shown.json()["rules"].clone();
    let general = rules
        .as_array_mut()
        .unwrap()
        .iter_mut()
        .find(|r| r["name"].as_str().unwrap().contains("General"))
        .unwrap();
    general["promises"][0]["target"] = json!({ "minutes": 240 });
    let body = json!({ "rules": rules });
    let preview = supervisor.post("/sla-policies/preview", body.clone()).expect(200).json();
    assert_eq!((&preview["moved"], &preview["moves"][0]["ticket_id"]), (&json!(1), &json!(ticket.id)));
    let clocks = format!("{}/clocks", ticket.path());
    let respond = |at: &str| supervisor.get(at).expect(200).json()["clocks"][0].clone();
    assert_eq!(respond(&clocks)["target"], json!({ "minutes": 120 }));

    let after = supervisor.put("/sla-policies", &shown.etag(), body.clone()).expect(200).json();
    assert!(after["clocks_to_recompute"].as_i64().unwrap() > 0);
    supervisor.put("/sla-policies", &shown.etag(), body).expect(412);
    assert!(jobs::recompute_clocks(&desk.world.db(), Utc::now()).unwrap() >= 1);
    assert_eq!(jobs::recompute_clocks(&desk.world.db(), Utc::now()).unwrap(), 0);
    assert_eq!(respond(&clocks)["target"], json!({ "minutes": 240 }));
    assert_eq!(respond(&clocks)["due_at"], preview["moves"][0]["due_after"]);
    assert_eq!(supervisor.get("/sla-policies").expect(200).json()["clocks_to_recompute"], 0);
}

#[test]
fn a_target_of_nothing_or_a_century_or_on_no_calendar_changes_nothing() {
    let desk = Desk::open();
    let admin = desk.as_("admin");
    let shown = admin.get("/sla-policies").expect(200);
    let bad = |target: Value, calendar: &str| {
        let rule = json!({ "name": "x", "promises": [{ "clock": "respond", "target": target, "calendar_id": calendar }] });
        let answer = admin.put("/sla-policies", &shown.etag(), json!({ "rules": [rule] })).expect(422).json();
        (answer["errors"][0]["pointer"].clone(), answer["errors"][0]["code"].clone())
    };
    let desk_calendar = "00000000-0000-7000-8000-0000000ca001";
    let at = "/rules/0/promises/0";
    assert_eq!(
        bad(json!({ "minutes": 0 }), desk_calendar),
        (json!(format!("{at}/target/minutes")), json!("too_small"))
    );
    assert_eq!(bad(json!({ "minutes": 52_596_001 }), desk_calendar).1, "too_large");
    assert_eq!(bad(json!({ "working_days": 36_526 }), desk_calendar).1, "too_large");
    assert_eq!(bad(json!({ "minutes": 5 }), "01933f0a-0000-7000-8000-00000000dead").1, "no_such_record");
    assert_eq!(bad(json!({ "weeks": 5 }), desk_calendar).1, "not_allowed");
    assert_eq!(admin.get("/sla-policies").expect(200).etag(), shown.etag());
    // A calendar of promises cannot go.
    let calendars = admin.get("/calendars").expect(200).json();
    assert!(calendars["items"].as_array().unwrap().len() >= 2);
}
