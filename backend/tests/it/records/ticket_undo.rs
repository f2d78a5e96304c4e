//! Taking back one's own last change, and who else has a ticket open.

use crate::support::desk::{Desk, Ticket, UNIT};
use crate::support::{at_once, person};
use serde_json::{Value, json};

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];

fn now(desk: &Desk, ticket: &Ticket) -> Value {
    desk.as_("service_specialist").get(&ticket.path()).expect(200).json()
}

/// What of a ticket must be as before: all but what tells that time has passed.
fn kept(mut ticket: Value) -> Value {
    for field in ["version", "updated_at", "undo", "available_actions", "next_due_at", "routed_by"] {
        ticket.as_object_mut().unwrap().remove(field);
    }
    ticket
}

fn clocks(desk: &Desk, ticket: &Ticket) -> Vec<(String, String)> {
    let clocks = desk.as_("service_specialist").get(&format!("{}/clocks", ticket.path())).expect(200).json();
    let clocks = clocks["clocks"].as_array().unwrap().clone();
    let word = |c: &Value, field: &str| c[field].as_str().unwrap().to_owned();
    clocks.iter().map(|c| (word(c, "kind"), word(c, "state"))).collect()
}

#[test]
fn every_slip_inside_the_house_can_be_taken_back_and_the_clocks_go_on() {
    let desk = Desk::open();
    let (specialist, technician) = (desk.as_("service_specialist"), desk.as_("technician"));
    let mut ticket = desk.file("service_specialist", json!({}));
    let other = desk.file("service_specialist", json!({}));
    let give = json!({ "assignee_id": person("technician").id() });
    let wait = json!({ "reason": "parts", "ball_holder": "supplier" });
    let judge = json!({ "valid": true, "grounds": "门机皮带断裂" });
    let supervisor = desk.as_("supervisor");
    let steps: [(&str, _, Value, bool); 8] = [
        ("cancel", &specialist, json!({ "reason": "误报" }), false),
        ("merge", &specialist, json!({ "into_id": other.id }), false),
        ("judge", &supervisor, judge, false),
        ("verify", &specialist, json!({}), true),
        ("assign", &specialist, give, true),
        ("start", &technician, json!({}), true),
        ("wait", &technician, wait, true),
        ("resume", &technician, json!({}), false),
    ];
    for (action, who, body, goes_on) in steps {
        let (before, ran) = (now(&desk, &ticket), clocks(&desk, &ticket));
        let after = ticket.act(who, action, body.clone()).expect(200).json();
        assert_eq!(after["undo"]["action"], action);
        // It is the actor's to take back, and nobody else's.
        assert_eq!(desk.as_("quality").get(&ticket.path()).expect(200).json()["undo"], Value::Null);
        desk.as_("quality")
            .act(&format!("{}/undo", ticket.path()), &ticket.etag, json!({}))
            .refused(409, "transition_refused");
        let back = ticket.act(who, "undo", json!({})).expect(200).json();
        assert_eq!((kept(back), clocks(&desk, &ticket)), (kept(before), ran), "{action}");
        // Only once.
        ticket.act(who, "undo", json!({})).refused(409, "transition_refused");
        if goes_on {
            ticket.act(who, action, body).expect(200);
        }
    }
    assert_eq!(desk.world.count("ticket_events WHERE kind = 'undone'"), 8);
    // Told as far as the change was: what stayed in the house, stays there taken back.
    assert_eq!(desk.world.count("ticket_events WHERE kind = 'undone' AND internal"), 2);
    let heard =
        format!("ticket_events WHERE ticket_id = '{}' AND values->>'removed' = 'duplicate_of'", other.id);
    assert_eq!(desk.world.count(&heard), 1, "the other ticket hears that nothing goes on in it");
    assert_eq!(desk.world.count("ticket_links"), 0, "a merge leaves no link");
    assert_eq!(desk.world.count("audit_entries WHERE action = 'undo'"), 8);
}

#[test]
fn fields_come_back_and_who_was_told_in_vain_hears_no_more_of_it() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let mut ticket = desk.file("service_specialist", json!({ "topic": "billing" }));
    let before = now(&desk, &ticket);
    let change =
        json!({ "subject": "别的事", "severity": "emergency", "unit_id": null, "safety_risk": true });
    let changed = specialist.patch(&ticket.path(), &ticket.etag, change).expect(200);
    assert_eq!(changed.json()["undo"]["action"], Value::Null);
    assert_eq!(changed.json()["priority"], "p1");
    ticket.etag = changed.etag();
    let back = ticket.act(&specialist, "undo", json!({})).expect(200).json();
    assert_eq!((back["unit_id"].as_str(), kept(back.clone())), (Some(UNIT), kept(before)));

    ticket.act(&specialist, "verify", json!({})).expect(200);
    ticket.act(&specialist, "assign", json!({ "assignee_id": person("technician").id() })).expect(200);
    let told = format!("notifications WHERE kind = 'assigned' AND user_id = '{}'", person("technician").id());
    assert_eq!(desk.world.count(&told), 1);
    ticket.act(&specialist, "undo", json!({})).expect(200);
    assert_eq!(desk.world.count(&told), 0);
}

#[test]
fn what_has_left_the_house_or_grown_old_or_was_built_upon_stays() {
    let desk = Desk::open();
    let (specialist, technician) = (desk.as_("service_specialist"), desk.as_("technician"));
    let mut ticket = desk.file("service_specialist", json!({}));
    ticket.act(&specialist, "undo", json!({})).refused(409, "transition_refused");
    ticket.act(&specialist, "verify", json!({})).expect(200);
    // An answer went to the customer; what was before it is out of reach too.
    ticket.act(&specialist, "respond", json!({ "answer": "已受理" })).expect(200);
    ticket.act(&specialist, "undo", json!({})).refused(409, "transition_refused");
    ticket.act(&specialist, "assign", json!({ "assignee_id": person("technician").id() })).expect(200);
    ticket.act(&technician, "start", json!({})).expect(200);
    ticket.act(&specialist, "undo", json!({})).refused(409, "transition_refused");
    desk.world.execute("UPDATE ticket_undos SET at = at - interval '10 minutes'");
    assert_eq!(now(&desk, &ticket)["undo"], Value::Null);
    ticket.act(&technician, "undo", json!({})).refused(409, "transition_refused");
    // Given to somebody of another house, who was told at once.
    let theirs = json!({ "assignee_id": person("north_technician").id() });
    assert_eq!(ticket.act(&specialist, "assign", theirs).expect(200).json()["undo"], Value::Null);
    ticket.act(&specialist, "undo", json!({})).refused(409, "transition_refused");
    // Another version is another ticket.
    ticket.act(&technician, "wait", json!({ "reason": "parts", "ball_holder": "supplier" })).expect(200);
    technician.act(&format!("{}/undo", ticket.path()), "\"1\"", json!({})).refused(412, "version_stale");
    desk.as_("south_dealer")
        .act(&format!("{}/undo", ticket.path()), &ticket.etag, json!({}))
        .refused(404, "not_found");
}

#[test]
fn a_change_is_taken_back_once_however_often_it_is_asked_at_once() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let mut ticket = desk.file("service_specialist", json!({}));
    ticket.act(&specialist, "cancel", json!({ "reason": "误报" })).expect(200);
    let answers =
        at_once(8, |_| specialist.act(&format!("{}/undo", ticket.path()), &ticket.etag, json!({})).status);
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
    assert!(answers.iter().all(|status| [200, 412].contains(status)), "{answers:?}");
    assert_eq!(now(&desk, &ticket)["status"], "new");
    assert_eq!(desk.world.count("ticket_events WHERE kind = 'undone'"), 1);
}

#[test]
fn people_of_the_house_see_who_else_is_there_and_who_writes() {
    let desk = Desk::open();
    let ticket = desk.file("service_specialist", json!({}));
    let tell = |key: &str, state: &str| {
        let path = format!("{}/presence", ticket.path());
        let answer = desk.as_(key).send("PUT", &path, JSON, Some(&json!({ "state": state }).to_string()));
        let others = answer.expect(200).json();
        let one = |p: &Value| (p["user_id"].as_str().unwrap().to_owned(), p["editing"].as_bool().unwrap());
        others.as_array().unwrap().iter().map(one).collect::<Vec<_>>()
    };
    let id = |key: &str| person(key).id().to_string();
    assert_eq!(tell("technician", "looking"), []);
    assert_eq!(tell("service_specialist", "looking"), [(id("technician"), false)]);
    assert_eq!(tell("technician", "editing"), [(id("service_specialist"), false)]);
    assert_eq!(tell("quality", "looking")[0], (id("technician"), true), "who writes comes first");
    tell("quality", "gone");
    assert_eq!(tell("service_specialist", "looking"), [(id("technician"), true)]);
    desk.world.execute("UPDATE ticket_presences SET seen_at = seen_at - interval '45 seconds'");
    assert_eq!(tell("service_specialist", "looking"), []);
    // Nobody outside learns who works here.
    for outside in ["north_dealer", "north_technician", "tower_customer"] {
        let path = format!("{}/presence", ticket.path());
        desk.as_(outside).send("PUT", &path, JSON, Some("{\"state\":\"looking\"}")).refused(403, "forbidden");
    }
}

#[test]
fn a_link_that_stood_before_a_merge_stays_when_the_merge_is_taken_back() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let mut ticket = desk.file("service_specialist", json!({}));
    let other = desk.file("service_specialist", json!({}));
    let link = json!({ "kind": "duplicate_of", "other_id": other.id });
    specialist.post(&format!("{}/links", ticket.path()), link).expect(201);
    ticket.act(&specialist, "merge", json!({ "into_id": other.id })).expect(200);
    ticket.act(&specialist, "undo", json!({})).expect(200);
    assert_eq!(desk.world.count("ticket_links"), 1);
}
