//! Stories of many tickets at once: given away, closed, tagged, each judged for itself.

use crate::support::desk::{Desk, Ticket};
use crate::support::{Client, at_once, person};
use serde_json::{Value, json};

fn target(ticket: &Ticket) -> Value {
    let version: i32 = ticket.etag.trim_matches('"').parse().unwrap();
    json!({ "id": ticket.id, "version": version })
}

/// A ticket that can be given to somebody.
fn verified(desk: &Desk) -> Ticket {
    let mut ticket = desk.file("service_specialist", json!({}));
    ticket.act(&desk.as_("service_specialist"), "verify", json!({})).expect(200);
    ticket
}

fn codes(report: &Value) -> Vec<&str> {
    let rows = report["rows"].as_array().unwrap();
    rows.iter().map(|row| row["problem"]["code"].as_str().unwrap_or("done")).collect()
}

fn tags(client: &Client, ticket: &Ticket) -> Value {
    client.get(&ticket.path()).expect(200).json()["tags"].clone()
}

#[test]
fn a_specialist_gives_several_tickets_away_and_is_told_what_became_of_each() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let (ready, closed, stale) =
        (verified(&desk), desk.file("service_specialist", json!({})), verified(&desk));
    let mut closed = closed;
    closed.act(&specialist, "cancel", json!({ "reason": "误报" })).expect(200);
    let mut old = target(&stale);
    old["version"] = json!(1);
    let nowhere = json!({ "id": uuid::Uuid::nil(), "version": 1 });
    let body = json!({
        "tickets": [old, nowhere, target(&closed), target(&ready)],
        "assignee_id": person("technician").id(),
        "note": "今天的组",
    });
    let answer = specialist.post("/tickets/bulk/assign", body).expect(200);
    let report = answer.json();
    assert_eq!(codes(&report), ["version_stale", "not_found", "transition_refused", "done"]);
    assert_eq!((&report["done"], &report["refused"]), (&json!(1), &json!(3)));
    // What one sees is named, whatever became of it; what is not there has no number.
    let number = |row: &Value| row["number"].as_str().map(|n| n.starts_with("TK-"));
    let numbers: Vec<_> = report["rows"].as_array().unwrap().iter().map(number).collect();
    assert_eq!(numbers, [Some(true), None, Some(true), Some(true)]);
    let detail = report["rows"][2]["problem"]["detail"].as_str().unwrap();
    assert!(detail.contains("Cancelled"), "{detail}");
    let after = specialist.get(&ready.path()).expect(200);
    assert_eq!(after.text("/assignee_name"), "technician");
    assert_eq!(after.json()["version"], report["rows"][3]["version"]);
    let timeline = specialist.get(&format!("{}/timeline", ready.path())).expect(200).json();
    assert_eq!(timeline["items"][0]["note"], "今天的组");
    // Nothing of the refused ones stays behind.
    assert_eq!(desk.world.count("ticket_events WHERE note = '今天的组'"), 1);
}

#[test]
fn sending_it_again_answers_the_same_and_does_nothing() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let ticket = verified(&desk);
    let body = json!({ "tickets": [target(&ticket)], "assignee_id": person("technician").id() });
    let first = specialist.post_as("/tickets/bulk/assign", "bulk-1", body.clone()).expect(200).json();
    let again = specialist.post_as("/tickets/bulk/assign", "bulk-1", body).expect(200).json();
    assert_eq!(first, again);
    assert_eq!(desk.world.count("ticket_events WHERE action = 'assign'"), 1);
}

#[test]
fn a_team_shares_the_work_out_ticket_by_ticket() {
    let desk = Desk::open();
    let members = [person("technician").id(), person("engineer").id()];
    let team = json!({
        "organization_id": person("technician").organization.id(), "code": "repair", "name": "维修班", "member_ids": members,
    });
    let team = desk.as_("admin").post("/teams", team).expect(201).text("/id");
    let tickets = [verified(&desk), verified(&desk), verified(&desk), verified(&desk)];
    let body = json!({
        "tickets": tickets.iter().map(target).collect::<Vec<_>>(), "team_id": team, "least_loaded": true,
    });
    let report = desk.as_("supervisor").post("/tickets/bulk/assign", body).expect(200).json();
    assert_eq!(report["done"], 4);
    for member in members {
        assert_eq!(desk.world.count(&format!("tickets WHERE assignee_id = '{member}'")), 2);
    }
}

#[test]
fn only_what_was_left_unanswered_long_enough_is_closed() {
    let desk = Desk::open();
    let supervisor = desk.as_("supervisor");
    let (open, mut silent) = (desk.resolved(), desk.resolved());
    silent.act(&supervisor, "give_notice", json!({})).expect(200);
    let told =
        format!("UPDATE tickets SET notice_given_at = now() - interval '60 days' WHERE id = '{}'", silent.id);
    desk.world.execute(&told);
    let body = json!({ "tickets": [target(&open), target(&silent)], "note": "未再来电" });
    let report = supervisor.post("/tickets/bulk/close", body).expect(200).json();
    assert_eq!(codes(&report), ["requirement_missing", "done"]);
    let state = |ticket: &Ticket| supervisor.get(&ticket.path()).expect(200).text("/status");
    assert_eq!((state(&open).as_str(), state(&silent).as_str()), ("resolved", "closed"));
}

#[test]
fn what_makes_no_sense_is_refused_whole() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let ticket = verified(&desk);
    let to = person("technician").id();
    let twice = json!({ "tickets": [target(&ticket), target(&ticket)], "assignee_id": to });
    specialist.post("/tickets/bulk/assign", twice).refused_field("/tickets/1", "taken");
    specialist
        .post("/tickets/bulk/assign", json!({ "tickets": [], "assignee_id": to }))
        .refused_field("/tickets", "required");
    let many: Vec<Value> = (0..101).map(|_| json!({ "id": uuid::Uuid::now_v7(), "version": 1 })).collect();
    specialist.post("/tickets/bulk/close", json!({ "tickets": many })).refused_field("/tickets", "too_large");
    let body = json!({ "tickets": [target(&ticket)], "assignee_id": to });
    desk.as_("technician").post("/tickets/bulk/assign", body).refused(403, "forbidden");
    assert_eq!(desk.world.count("tickets WHERE assignee_id IS NOT NULL"), 0);
}

#[test]
fn tags_are_the_houses_own_words_and_a_filter_of_the_list() {
    let desk = Desk::open();
    let (specialist, technician) = (desk.as_("service_specialist"), desk.as_("technician"));
    let (one, other) =
        (desk.file("service_specialist", json!({})), desk.file("service_specialist", json!({})));
    let body = json!({ "ticket_ids": [one.id, other.id], "add": ["等客户照片", "回访"] });
    assert_eq!(specialist.post("/tickets/bulk/tag", body).expect(200).json()["done"], 2);
    assert_eq!(tags(&technician, &one), json!(["回访", "等客户照片"]));
    // A tag makes nobody's form stale.
    assert_eq!(specialist.get(&one.path()).expect(200).etag(), one.etag);
    let body = json!({ "ticket_ids": [other.id], "add": ["回访"], "remove": ["等客户照片", "没有的"] });
    technician.post("/tickets/bulk/tag", body).expect(200);
    let found =
        technician.get("/tickets?tag=%E7%AD%89%E5%AE%A2%E6%88%B7%E7%85%A7%E7%89%87").expect(200).json();
    assert_eq!((&found["total"]["count"], &found["items"][0]["id"]), (&json!(1), &json!(one.id)));
    assert_eq!(found["items"][0]["tags"], json!(["回访", "等客户照片"]));
    let used = technician.get("/tickets/tags").expect(200).json();
    assert_eq!(used, json!([{ "tag": "回访", "count": 2 }, { "tag": "等客户照片", "count": 1 }]));
    let timeline = specialist.get(&format!("{}/timeline", other.path())).expect(200).json();
    assert_eq!(timeline["items"][0]["values"], json!({ "tags_added": [], "tags_removed": ["等客户照片"] }));
    // Others see neither the tags nor that there are any.
    for key in ["north_dealer", "tower_customer"] {
        let outside = desk.as_(key);
        assert_eq!(tags(&outside, &one), json!([]), "{key}");
        outside.get("/tickets/tags").refused(403, "forbidden");
        outside.get("/tickets?tag=x").refused_field("?tag", "not_allowed");
        let told = outside.get(&format!("{}/timeline", one.path())).expect(200).json();
        assert!(!told.to_string().contains("回访"), "{key}");
        assert_eq!(outside.get("/tickets").expect(200).json()["items"][0]["tags"], json!([]), "{key}");
    }
    let nothing = json!({ "ticket_ids": [one.id] });
    specialist.post("/tickets/bulk/tag", nothing).refused_field("/add", "required");
}

#[test]
fn many_who_tag_one_ticket_at_once_do_not_pass_the_limit() {
    let desk = Desk::open();
    let ticket = desk.file("service_specialist", json!({}));
    let specialist = desk.as_("service_specialist");
    let reports = at_once(6, |n| {
        let words: Vec<String> = (0..5).map(|word| format!("{n}-{word}")).collect();
        let body = json!({ "ticket_ids": [ticket.id], "add": words });
        specialist.post("/tickets/bulk/tag", body).expect(200).json()["done"].as_u64().unwrap()
    });
    assert_eq!(reports.into_iter().sum::<u64>(), 4);
    assert_eq!(desk.world.count("ticket_tags"), 20);
}
