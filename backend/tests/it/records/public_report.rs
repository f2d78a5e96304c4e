//! Reports by the QR code on a unit: a stranger files and follows, and learns nothing else.

use crate::support::desk::{Desk, FOREIGN_UNIT, Ticket, UNIT};
use crate::support::{Client, at_once, person};
use serde_json::{Value, json};

fn label(client: &Client, unit: &str) -> String {
    client.post(&format!("/units/{unit}/label"), json!({})).expect(200).text("/code")
}

fn report(more: Value) -> Value {
    let mut body = json!({ "description": "关门时有很大的摩擦声\n三楼停下后门打不开。", "contact_name": "王师傅",
        "contact_phone": "138 0000 1234" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

#[test]
fn whoever_stands_in_front_of_a_unit_reports_and_follows_without_an_account() {
    let desk = Desk::open();
    desk.world.execute("UPDATE organizations SET phone = '400-800-3300' WHERE kind = 'manufacturer'");
    let specialist = desk.as_("service_specialist");
    let code = label(&specialist, UNIT);
    // The label that hangs on the unit stays good, whoever prints it again.
    assert_eq!(label(&desk.as_("technician"), UNIT), code);
    assert_ne!(label(&specialist, FOREIGN_UNIT), code);

    let stranger = desk.world.anyone().with("accept-language", "zh-CN");
    let path = format!("/public/units/{code}");
    let unit = stranger.get(&path).expect(200).json();
    assert_eq!(unit["serial"], "SB-0001");
    assert_eq!((&unit["service_phone"], &unit["open_since"]), (&json!("400-800-3300"), &Value::Null));
    let told: Vec<_> = unit.as_object().unwrap().keys().collect();
    assert_eq!(told, ["open_since", "product_name", "serial", "service_name", "service_phone"]);

    let receipt = stranger.post(&format!("{path}/reports"), report(json!({ "danger": true }))).expect(201);
    let found = specialist.get(&format!("/tickets?q={}", receipt.text("/number"))).expect(200).json();
    let id = found["items"][0]["id"].as_str().unwrap().to_owned();
    let shown = specialist.get(&format!("/tickets/{id}")).expect(200);
    let ticket = shown.json();
    assert_eq!(ticket["subject"], "关门时有很大的摩擦声");
    assert_eq!(
        (&ticket["channel"], &ticket["kind"], &ticket["safety_risk"], &ticket["unit_id"]),
        (&json!("qr_code"), &json!("repair_request"), &json!(true), &json!(UNIT))
    );
    // Owner and dealer follow from the unit; nobody of the house has received or filed it.
    assert_eq!(ticket["customer_id"], json!(person("tower_customer").organization.customer_id()));
    assert_eq!((&ticket["received_by_id"], &ticket["contact_name"]), (&Value::Null, &json!("王师傅")));
    let timeline = specialist.get(&format!("/tickets/{id}/timeline")).expect(200).json();
    assert!(
        timeline["items"].as_array().unwrap().iter().any(|e| e["actor_name"] == "王师傅 (QR)"),
        "{timeline}"
    );
    assert!(stranger.get(&path).expect(200).json()["open_since"].is_string());

    // Followed: what is done and what the house writes to them, and nothing that it writes to itself.
    let track = format!("/public/tickets/{}", receipt.text("/tracking_code"));
    assert_eq!(stranger.get(&track).expect(200).json()["status"], "new");
    let comment = |visibility: &str, body: &str| {
        specialist
            .post(&format!("/tickets/{id}/comments"), json!({ "visibility": visibility, "body": body }))
            .expect(201)
    };
    comment("internal", "老客户，先查欠款");
    comment("public", "维修人员 20 分钟到");
    let mut worked = Ticket::of(&specialist.get(&format!("/tickets/{id}")).expect(200));
    worked.act(&specialist, "verify", json!({})).expect(200);
    worked.act(&specialist, "assign", json!({ "assignee_id": person("technician").id() })).expect(200);
    let followed = stranger.get(&track).expect(200).json();
    assert_eq!(followed["status"], "assigned");
    assert!(followed["responded_at"].is_string(), "{followed}");
    let messages: Vec<_> =
        followed["messages"].as_array().unwrap().iter().map(|m| m["text"].as_str().unwrap()).collect();
    assert_eq!(messages, ["维修人员 20 分钟到"]);
    let all = followed.to_string();
    for hidden in ["technician", "specialist", "欠款", "tower", "138 0000"] {
        assert!(!all.contains(hidden), "{hidden}: {all}");
    }
}

#[test]
fn codes_are_not_guessed_and_labels_are_for_whoever_sees_the_unit() {
    let desk = Desk::open();
    let stranger = desk.world.anyone();
    for code in ["x", UNIT, "AAAAAAAAAAAAAAAAAAAAAA", "%00", "'%20OR%201=1"] {
        stranger.get(&format!("/public/units/{code}")).refused(404, "not_found");
        stranger.get(&format!("/public/tickets/{code}")).refused(404, "not_found");
        stranger.post(&format!("/public/units/{code}/reports"), report(json!({}))).refused(404, "not_found");
    }
    let path = format!("/units/{UNIT}/label");
    desk.world.anyone().post(&path, json!({})).refused(401, "unauthenticated");
    desk.as_("harbour_customer").post(&path, json!({})).refused(404, "not_found");
    assert_eq!(label(&desk.as_("tower_customer"), UNIT).len(), 22);
    // The code of a label is none of a ticket, and the other way round.
    let code = label(&desk.as_("tower_customer"), UNIT);
    stranger.get(&format!("/public/tickets/{code}")).refused(404, "not_found");
    assert_eq!(desk.world.count("tickets"), 0);
}

#[test]
fn a_bad_report_is_refused_whole_and_a_repeated_one_filed_once() {
    let desk = Desk::open();
    let path = format!("/public/units/{}/reports", label(&desk.as_("technician"), UNIT));
    let stranger = desk.world.anyone();
    for (more, pointer, problem) in [
        (json!({ "description": "  " }), "/description", "blank"),
        (json!({ "contact_phone": "1".repeat(41) }), "/contact_phone", "too_long"),
        (json!({ "contact_name": "a\u{0}b" }), "/contact_name", "control_character"),
        (json!({ "priority": "critical" }), "/priority", "unknown"),
        (json!({ "unit_id": FOREIGN_UNIT }), "/unit_id", "unknown"),
    ] {
        stranger.post(&path, report(more)).refused_field(pointer, problem);
    }
    stranger
        .send("POST", &path, &[], Some(&report(json!({})).to_string()))
        .refused(400, "idempotency_key_missing");
    assert_eq!(desk.world.count("tickets"), 0);

    // Somebody presses the button twice, on a bad line.
    let receipts = at_once(8, |_| stranger.post_as(&path, "once", report(json!({}))).expect(201).json());
    assert!(receipts.iter().all(|receipt| *receipt == receipts[0]));
    assert_eq!((desk.world.count("tickets"), desk.world.count("public_reports")), (1, 1));
    stranger.post_as(&path, "once", report(json!({ "danger": true }))).refused(422, "idempotency_key_reused");
}

#[test]
fn a_flood_is_held_up_and_says_for_how_long() {
    let desk = Desk::open();
    let unit = format!("/public/units/{}/reports", label(&desk.as_("technician"), UNIT));
    let stranger = desk.world.anyone();
    let answers = at_once(14, |_| stranger.post(&unit, report(json!({}))));
    let filed = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!((filed, desk.world.count("tickets")), (10, 10));
    let held = stranger.post(&unit, report(json!({}))).refused(429, "too_many_requests");
    assert!(held.header("retry-after").is_some());
    // Another unit is not held up by it.
    let other = format!("/public/units/{}/reports", label(&desk.as_("technician"), FOREIGN_UNIT));
    stranger.post(&other, report(json!({}))).expect(201);
    // Nor does a whole street of units help one address: thirty are all it gets.
    for n in 0..3 {
        desk.world.execute(&format!(
            "INSERT INTO units (id, serial, product_id, status, extensions, exclusions, version, created_at, updated_at) \
             SELECT '00000000-0000-7000-8000-00000000b0{n}0', 'SB-9{n}', product_id, status, '[]', '[]', 1, now(), now() \
             FROM units WHERE id = '{UNIT}'; \
             UPDATE public_reports SET unit_id = '00000000-0000-7000-8000-00000000b0{n}0' WHERE unit_id = '{UNIT}'"
        ));
        at_once(12, |_| stranger.post(&unit, report(json!({}))));
    }
    assert_eq!(desk.world.count("public_reports"), 30);
    stranger.post(&other, report(json!({}))).refused(429, "too_many_requests");
    stranger.from("203.0.113.9").post(&other, report(json!({}))).expect(201);
    // An hour later they may again.
    desk.world.execute("UPDATE public_reports SET created_at = created_at - interval '61 minutes'");
    stranger.post(&unit, report(json!({}))).expect(201);
}
