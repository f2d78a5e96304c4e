//! The service desk's stories.

use crate::support::desk::{Desk, FAULT, FOREIGN_UNIT, PRODUCT, Ticket, UNIT};
use crate::support::person;
use serde_json::{Value, json};

#[test]
fn a_ticket_by_phone_is_worked_and_confirmed_by_the_customer() {
    let desk = Desk::open();
    let (specialist, technician, customer) =
        (desk.as_("service_specialist"), desk.as_("technician"), desk.as_("tower_customer"));
    let mut ticket = desk.file(
        "service_specialist",
        json!({ "topic": "product_quality", "severity": "emergency", "fault_code_id": FAULT, "contact_name": "陈建国", "contact_phone": "137 0571 5001" }),
    );
    let filed = specialist.get(&ticket.path()).expect(200).json();
    assert!(filed["number"].as_str().unwrap().starts_with("TK-20"), "{filed}");
    assert_eq!(
        (&filed["status"], &filed["priority"], &filed["service_class"]),
        (&json!("new"), &json!("p1"), &json!("free"))
    );
    assert_eq!(filed["customer_id"], json!(person("tower_customer").organization.customer_id()));
    assert_eq!(filed["warranty"][0]["status"], "in_warranty");
    assert_eq!(filed["available_actions"].as_array().unwrap()[0], "verify");

    ticket.act(&specialist, "verify", json!({})).expect(200);
    ticket.act(&specialist, "assign", json!({ "assignee_id": person("technician").id() })).expect(200);
    ticket.act(&technician, "start", json!({})).expect(200);
    let waiting =
        ticket.act(&technician, "wait", json!({ "reason": "parts", "ball_holder": "supplier" })).expect(200);
    assert_eq!(waiting.text("/ball_holder"), "supplier");
    ticket.act(&technician, "resume", json!({})).expect(200);
    ticket
        .act(&technician, "resolve", json!({ "solution": "更换门机皮带", "repair_outcome": "fixed" }))
        .expect(200);
    let closed = ticket.act(&customer, "confirm", json!({})).expect(200).json();
    assert_eq!((&closed["status"], &closed["confirmed_by"]), (&json!("closed"), &json!("tower customer")));

    let story = customer.get(&format!("{}/timeline", ticket.path())).expect(200).json();
    let told: Vec<&str> = story["items"]
        .as_array()
        .unwrap()
        .iter()
        .rev()
        .map(|e| e["action"].as_str().unwrap_or("created"))
        .collect();
    let inside = specialist.get(&format!("{}/timeline", ticket.path())).expect(200).json();
    let given = inside["items"].as_array().unwrap().iter().find(|e| e["action"] == "assign").unwrap();
    assert_eq!(given["values"]["assignee_name"], "technician");
    // Who was given the work stays in the house.
    assert_eq!(told, ["created", "verify", "start", "wait", "resume", "resolve", "confirm"]);
    assert_eq!(desk.world.count("audit_entries WHERE record = 'ticket'"), 8);
}

#[test]
fn verifying_is_left_only_with_contact_product_and_warranty() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let filed = specialist
        .post("/tickets", json!({ "kind": "inquiry", "channel": "phone", "subject": "?" }))
        .expect(201);
    let mut ticket = Ticket::of(&filed);
    ticket.act(&specialist, "verify", json!({})).expect(200);
    let assign = json!({ "assignee_id": person("technician").id() });
    let refused = ticket.act(&specialist, "assign", assign.clone()).refused(422, "requirement_missing");
    let missing: Vec<String> = refused.errors().into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(missing, ["/contact_name", "/unit_id"]);
    let after = specialist.patch(&ticket.path(), &ticket.etag, json!({ "unit_id": UNIT })).expect(200);
    ticket.etag = after.etag();
    assert_eq!(after.json()["product_id"], PRODUCT);
    ticket.act(&specialist, "assign", assign).expect(200);
}

#[test]
fn an_illegal_action_names_what_is_possible_and_changes_nothing() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let mut ticket = desk.file("service_specialist", json!({}));
    let told = desk.world.count("ticket_events");
    let refused =
        ticket.act(&specialist, "resolve", json!({ "solution": "x" })).refused(409, "transition_refused");
    assert_eq!(refused.json()["allowed"], json!(["verify", "respond", "cancel", "merge", "flag_crisis"]));
    let german = specialist.with("accept-language", "zh-CN");
    let chinese = ticket.act(&german, "resolve", json!({ "solution": "x" })).json();
    assert!(chinese["detail"].as_str().unwrap().contains("新建"), "{chinese}");
    assert_eq!(specialist.get(&ticket.path()).expect(200).text("/status"), "new");
    assert_eq!(desk.world.count("ticket_events"), told);
}

#[test]
fn a_dealer_sees_only_its_own_and_no_internal_words() {
    let desk = Desk::open();
    let (specialist, dealer) = (desk.as_("service_specialist"), desk.as_("north_dealer"));
    let own = desk.file("service_specialist", json!({}));
    let foreign = desk.file("service_specialist", json!({ "unit_id": FOREIGN_UNIT, "subject": "CANARY" }));
    for (visibility, body) in [("public", "技师明天到"), ("internal", "CANARY 客户难缠")] {
        let comment = json!({ "visibility": visibility, "body": body });
        specialist.post(&format!("{}/comments", own.path()), comment).expect(201);
    }
    for path in ["", "?sort=priority", "?q=CANARY", "?open=true", &format!("?unit_id={FOREIGN_UNIT}")] {
        let list = dealer.get(&format!("/tickets{path}")).expect(200);
        assert!(!list.body.contains("CANARY") && !list.body.contains(&foreign.id), "{path}: {}", list.body);
    }
    assert_eq!(dealer.get("/tickets").expect(200).json()["total"]["count"], 1);
    for child in ["", "/timeline", "/comments", "/links"] {
        dealer.get(&format!("{}{child}", foreign.path())).refused(404, "not_found");
        let seen = dealer.get(&format!("{}{child}", own.path())).expect(200);
        assert!(!seen.body.contains("CANARY"), "{child}: {}", seen.body);
    }
    dealer.act(&format!("{}/confirm", foreign.path()), &foreign.etag, json!({})).refused(404, "not_found");
    dealer.patch(&foreign.path(), &foreign.etag, json!({ "subject": "mine" })).refused(404, "not_found");
    let internal = json!({ "visibility": "internal", "body": "x" });
    dealer.post(&format!("{}/comments", own.path()), internal).refused(403, "forbidden");
    // Foreign ids in a body are answered like ids that do not exist.
    let body = json!({ "kind": "complaint", "channel": "web", "subject": "x", "unit_id": FOREIGN_UNIT });
    dealer.post("/tickets", body).refused_field("/unit_id", "no_such_record");
    let customer = person("harbour_customer").organization.customer_id();
    let body = json!({ "kind": "complaint", "channel": "web", "subject": "x", "customer_id": customer });
    dealer.post("/tickets", body).refused_field("/customer_id", "no_such_record");
    assert_eq!(
        dealer.get("/reports/ticket-counts?by=status").expect(200).json(),
        json!([{ "value": "new", "count": 1 }])
    );
    assert_eq!(desk.as_("supplier").get("/tickets").status, 403);
}

#[test]
fn the_third_complaint_on_a_unit_and_topic_is_an_individual_case() {
    let desk = Desk::open();
    let topic = json!({ "topic": "product_quality" });
    let first = desk.file("service_specialist", topic.clone());
    desk.file("service_specialist", json!({ "topic": "delivery" }));
    let second = desk.file("service_specialist", topic.clone());
    let third = desk.file("service_specialist", topic);
    let specialist = desk.as_("service_specialist");
    let seen = |t: &Ticket| specialist.get(&t.path()).expect(200).json();
    assert_eq!(
        (&seen(&first)["individual_case"], &seen(&second)["complaint_count"]),
        (&json!(false), &json!(2))
    );
    assert_eq!(seen(&second)["repeat_of_id"], json!(first.id));
    assert_eq!(
        (&seen(&third)["individual_case"], &seen(&third)["complaint_count"]),
        (&json!(true), &json!(3))
    );
    let listed = specialist.get("/tickets?individual_case=true").expect(200).json();
    assert_eq!(listed["items"].as_array().unwrap().len(), 1);
}

#[test]
fn a_crisis_is_raised_by_the_customer_and_judged_by_a_supervisor() {
    let desk = Desk::open();
    let mut ticket = desk.file("service_specialist", json!({}));
    let flag = json!({ "kinds": ["media"], "reason": "记者来电" });
    let raised = ticket.act(&desk.as_("tower_customer"), "flag_crisis", flag).expect(200).json();
    assert_eq!((&raised["special_case"], &raised["priority"]), (&json!(true), &json!("p1")));
    ticket.act(&desk.as_("service_specialist"), "confirm_crisis", json!({})).refused(403, "forbidden");
    ticket.act(&desk.as_("supervisor"), "confirm_crisis", json!({})).expect(200);
    let lifted =
        ticket.act(&desk.as_("supervisor"), "lift_crisis", json!({ "reason": "误会" })).expect(200).json();
    assert_eq!((&lifted["special_case"], &lifted["priority"]), (&json!(false), &json!("p3")));
}

#[test]
fn silence_closes_only_after_notice_and_working_days() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let mut ticket = desk.resolved();
    ticket.act(&specialist, "close", json!({})).refused(422, "requirement_missing");
    ticket.act(&specialist, "give_notice", json!({})).expect(200);
    let early = ticket.act(&specialist, "close", json!({})).refused(409, "transition_refused");
    assert_eq!(early.json()["allowed"], json!(["confirm", "reopen"]));
    desk.world.execute("UPDATE tickets SET notice_given_at = now() - interval '10 days'");
    assert_eq!(ticket.act(&specialist, "close", json!({})).expect(200).text("/status"), "closed");
}

#[test]
fn the_second_reopening_is_an_individual_case() {
    let desk = Desk::open();
    let (customer, technician) = (desk.as_("tower_customer"), desk.as_("technician"));
    let mut ticket = desk.resolved();
    let reopened = ticket.act(&customer, "reopen", json!({ "reason": "还是响" })).expect(200).json();
    assert_eq!((&reopened["status"], &reopened["reopen_count"]), (&json!("in_progress"), &json!(1)));
    ticket.act(&technician, "resolve", json!({ "solution": "再次调整" })).expect(200);
    ticket.act(&customer, "confirm", json!({})).expect(200);
    let again = ticket.act(&customer, "reopen", json!({ "reason": "又响" })).expect(200).json();
    assert_eq!((&again["individual_case"], &again["reopen_count"]), (&json!(true), &json!(2)));
}

#[test]
fn waiting_ends_by_itself_on_its_date() {
    let desk = Desk::open();
    let technician = desk.as_("technician");
    let mut ticket = desk.resolved();
    ticket.act(&desk.as_("tower_customer"), "reopen", json!({ "reason": "x" })).expect(200);
    let until = (chrono::Utc::now() + chrono::Duration::hours(1)).to_rfc3339();
    ticket
        .act(&technician, "wait", json!({ "reason": "customer", "ball_holder": "customer", "until": until }))
        .expect(200);
    let db = desk.world.db();
    let now = chrono::Utc::now();
    assert_eq!(sanbao::jobs::return_waiting(&db, now).unwrap(), 0);
    assert_eq!(sanbao::jobs::return_waiting(&db, now + chrono::Duration::hours(2)).unwrap(), 1);
    assert_eq!(technician.get(&ticket.path()).expect(200).text("/status"), "in_progress");
}

#[test]
fn merging_links_the_two_and_ends_one() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let into = desk.file("service_specialist", json!({}));
    let mut twice = desk.file("service_specialist", json!({ "subject": "again" }));
    let own_id = twice.id.clone();
    twice.act(&specialist, "merge", json!({ "into_id": own_id })).refused_field("/into_id", "inconsistent");
    let merged = twice.act(&specialist, "merge", json!({ "into_id": into.id })).expect(200);
    assert_eq!(merged.text("/status"), "merged");
    let links = specialist.get(&format!("{}/links", into.path())).expect(200).json();
    assert_eq!((&links[0]["kind"], &links[0]["other_id"]), (&json!("duplicate_of"), &json!(twice.id)));
    specialist
        .patch(&twice.path(), &twice.etag, json!({ "subject": "x" }))
        .refused(409, "transition_refused");
}

#[test]
fn splitting_carries_customer_and_unit_over() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let ticket = desk.file("service_specialist", json!({ "contact_name": "陈建国" }));
    let body = json!({ "subject": "另：轿厢照明闪烁" });
    let made = specialist.post(&format!("{}/split", ticket.path()), body).expect(201).json();
    assert_eq!((&made["unit_id"], &made["contact_name"]), (&json!(UNIT), &json!("陈建国")));
    let links = specialist.get(&format!("{}/links", ticket.path())).expect(200).json();
    assert_eq!((&links[0]["kind"], &links[0]["outgoing"]), (&json!("split_from"), &json!(false)));
    let link = links[0]["id"].as_str().unwrap();
    specialist.delete(&format!("{}/links/{link}", ticket.path())).expect(204);
    specialist.delete(&format!("{}/links/{link}", ticket.path())).refused(404, "not_found");
}

#[test]
fn bad_input_is_refused_whole_and_changes_nothing() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let good = json!({ "kind": "complaint", "channel": "phone", "subject": "x" });
    let with = |field: &str, value: Value| {
        let mut body = good.clone();
        body[field] = value;
        specialist.post("/tickets", body)
    };
    with("subject", json!("   ")).refused_field("/subject", "blank");
    with("subject", json!("a\u{0}b")).refused_field("/subject", "control_character");
    with("subject", json!("a\u{202e}b")).refused_field("/subject", "control_character");
    with("subject", json!("长".repeat(201))).refused_field("/subject", "too_long");
    with("subject", json!(7)).refused_field("/subject", "malformed");
    with("kind", json!("nonsense")).refused_field("/kind", "not_allowed");
    with("status", json!("closed")).refused_field("/status", "unknown");
    with("version", json!(9)).refused_field("/version", "unknown");
    with("contact_email", json!("nobody")).refused_field("/contact_email", "email_malformed");
    with("reported_at", json!("2099-01-01T00:00:00Z")).refused_field("/reported_at", "in_future");
    with("usage_value", json!(-1)).refused_field("/usage_value", "too_small");
    with("unit_id", json!("00000000-0000-7000-8000-00000000ffff"))
        .refused_field("/unit_id", "no_such_record");
    with("unit_id", json!("not-a-uuid")).refused_field("/unit_id", "malformed");
    specialist.post("/tickets", json!({})).refused_field("/kind", "required");
    specialist.post("/tickets", json!([])).refused(422, "validation_failed");
    let json_type = ("content-type", "application/json");
    let key = ("idempotency-key", "k1");
    specialist.send("POST", "/tickets", &[json_type, key], Some("{")).refused(400, "malformed_request");
    specialist
        .send("POST", "/tickets", &[json_type, key], Some(&"[".repeat(100_000)))
        .refused(400, "malformed_request");
    specialist
        .send("POST", "/tickets", &[("content-type", "text/plain"), key], Some("x"))
        .refused(415, "media_type_unsupported");
    specialist
        .send("POST", "/tickets", &[json_type], Some(&good.to_string()))
        .refused(400, "idempotency_key_missing");
    specialist
        .send("POST", "/tickets", &[json_type, ("idempotency-key", "a b")], Some("{}"))
        .refused(400, "idempotency_key_malformed");
    let huge = format!("{{\"description\":\"{}\"}}", "x".repeat(2 * 1024 * 1024));
    specialist.send("POST", "/tickets", &[json_type, key], Some(&huge)).refused(413, "body_too_large");
    assert_eq!(desk.world.count("tickets"), 0);
    assert_eq!(desk.world.count("audit_entries"), 0);
    assert_eq!(desk.world.count("idempotency_keys"), 0);

    specialist.get("/tickets?nonsense=1").refused_field("?nonsense", "unknown");
    specialist.get("/tickets?limit=0").refused_field("?limit", "too_small");
    specialist.get("/tickets?limit=101").refused_field("?limit", "too_large");
    specialist.get("/tickets?limit=x").refused(422, "validation_failed");
    specialist.get("/tickets?status=new,odd").refused_field("?status", "not_allowed");
    specialist.get("/tickets?cursor=%27%3B--").refused_field("?cursor", "cursor_invalid");
    specialist.get("/tickets?sort=subject").refused_field("?sort", "not_allowed");
    specialist.get("/tickets/not-a-uuid").refused(404, "not_found");
    specialist.send("DELETE", "/tickets", &[], None).refused(405, "method_not_allowed");
    // A list is no body where nothing in it is required.
    let filed = desk.file("service_specialist", json!({}));
    let verify = format!("{}/verify", filed.path());
    specialist.act(&verify, &filed.etag, json!([null])).refused_field("", "malformed");
}

#[test]
fn stale_and_missing_versions_are_told_apart() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let ticket = desk.file("service_specialist", json!({}));
    let json_type = ("content-type", "application/json");
    specialist.send("PATCH", &ticket.path(), &[json_type], Some("{}")).refused(428, "version_missing");
    specialist.patch(&ticket.path(), "\"7\"", json!({ "subject": "y" })).refused(412, "version_stale");
    specialist.patch(&ticket.path(), "W/\"1\"", json!({ "subject": "y" })).refused(412, "version_stale");
    specialist.patch(&ticket.path(), &ticket.etag, json!({ "subject": "y" })).expect(200);
    specialist.patch(&ticket.path(), &ticket.etag, json!({ "subject": "z" })).refused(412, "version_stale");
}

#[test]
fn of_64_writers_on_one_version_one_wins() {
    let desk = Desk::open();
    let ticket = desk.file("service_specialist", json!({}));
    let specialist = desk.as_("service_specialist");
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..64)
            .map(|n| {
                let (specialist, ticket) = (specialist.clone(), &ticket);
                scope.spawn(move || {
                    specialist
                        .patch(&ticket.path(), &ticket.etag, json!({ "subject": format!("w{n}") }))
                        .status
                })
            })
            .collect();
        writers.into_iter().map(|w| w.join().unwrap()).collect()
    });
    assert_eq!(statuses.iter().filter(|s| **s == 200).count(), 1, "{statuses:?}");
    assert_eq!(statuses.iter().filter(|s| **s == 412).count(), 63, "{statuses:?}");
    assert_eq!(desk.world.count("ticket_events WHERE kind = 'updated'"), 1);
}

#[test]
fn fifty_parallel_twins_make_one_ticket_and_hear_the_same() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let body = json!({ "kind": "complaint", "channel": "phone", "subject": "twin" });
    let answers: Vec<(u16, String)> = std::thread::scope(|scope| {
        let twins: Vec<_> = (0..50)
            .map(|_| {
                let (specialist, body) = (specialist.clone(), body.clone());
                scope.spawn(move || {
                    let answer = specialist.post_as("/tickets", "twin-key", body);
                    (answer.status, answer.body)
                })
            })
            .collect();
        twins.into_iter().map(|t| t.join().unwrap()).collect()
    });
    let made: Vec<&String> =
        answers.iter().filter(|(status, _)| *status == 201).map(|(_, body)| body).collect();
    assert!(
        made.len() >= 40 && made.iter().all(|b| *b == made[0]),
        "{:?}",
        answers.iter().map(|a| a.0).collect::<Vec<_>>()
    );
    assert!(answers.iter().all(|(status, _)| matches!(status, 201 | 409 | 503)));
    assert_eq!(desk.world.count("tickets"), 1);
    let other = json!({ "kind": "complaint", "channel": "phone", "subject": "another" });
    specialist.post_as("/tickets", "twin-key", other).refused(422, "idempotency_key_reused");
}

#[test]
fn a_cursor_walks_all_rows_exactly_once_in_every_order() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    for n in 0..23 {
        desk.file("service_specialist", json!({ "unit_id": null, "subject": format!("row {n}") }));
    }
    // Equal sort keys: only the id tells the rows apart.
    desk.world.execute("UPDATE tickets SET created_at = date_trunc('hour', created_at), updated_at = date_trunc('hour', updated_at)");
    for sort in ["-created_at", "created_at", "-updated_at", "priority"] {
        let mut seen = vec![];
        let mut cursor = String::new();
        loop {
            let page = specialist.get(&format!("/tickets?sort={sort}&limit=5{cursor}")).expect(200).json();
            seen.extend(
                page["items"].as_array().unwrap().iter().map(|t| t["id"].as_str().unwrap().to_owned()),
            );
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        let count = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!((count, seen.len()), (23, 23), "{sort}");
    }
    let first = specialist.get("/tickets?limit=5").expect(200).text("/next_cursor");
    specialist
        .get(&format!("/tickets?sort=priority&cursor={first}"))
        .refused_field("?cursor", "cursor_invalid");
}

fn encoded(word: &str) -> String {
    word.bytes().map(|b| format!("%{b:02X}")).collect()
}

#[test]
fn two_characters_are_found_inside_longer_text() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let ticket = desk.file("service_specialist", json!({ "contact_phone": "0571-8888 6666" }));
    desk.file("service_specialist", json!({ "subject": "照明闪烁 100%" }));
    for word in ["门机", "异响", "3 号", "8888", "TK-"] {
        let found = specialist.get(&format!("/tickets?q={}", encoded(word))).expect(200);
        assert!(found.body.contains(&ticket.id), "{word}: {}", found.body);
    }
    let percent = specialist.get("/tickets?q=%25").expect(200).json();
    assert_eq!(percent["items"].as_array().unwrap().len(), 1, "{percent}");
    specialist.get("/tickets?q=%00").refused_field("?q", "control_character");
}
