//! Tickets come in from another system, with what happened to them.

use super::import::{counts, import};
use crate::support::{Client, World};
use serde_json::{Value, json};

const CASES: &str = "id,filed,who,what,prio\n\
    c-1,2026-01-05T01:00:00Z,Acme,Lift,high\n\
    c-2,2026-01-05T02:00:00Z,Acme,Door,low\n\
    c-3,2026-01-05T03:00:00Z,Brown,Lift,\n\
    c-4,2026-01-05T04:00:00Z,,Lift,\n\
    c-5,2026-01-05T05:00:00Z,,Lift,\n";

/// One that waits and jumps, one that is reopened twice, one that still waits, one cancelled, one new.
const EVENTS: &str = "id,at,from,to,by,team,raw\n\
    c-1,2026-01-05T01:30:00Z,NEW,QUEUE,Li,East,queued\n\
    c-2,2026-01-05T02:30:00Z,NEW,DONE,Wu,,turned it off and on\n\
    c-1,2026-01-05T02:00:00Z,QUEUE,WORK,Li,East,taken\n\
    c-1,2026-01-05T03:00:00Z,WORK,CALLED,Li,East,asked the customer\n\
    c-1,2026-01-05T05:00:00Z,CALLED,DONE,Li,East,new relay\n\
    c-1,2026-01-07T05:00:00Z,DONE,CLOSED,,,\n\
    c-2,2026-01-06T02:00:00Z,DONE,CLOSED,Wu,,\n\
    c-2,2026-01-07T02:00:00Z,CLOSED,WORK,Wu,,again\n\
    c-2,2026-01-07T03:00:00Z,WORK,DONE,Wu,,new board\n\
    c-2,2026-01-07T04:00:00Z,DONE,CALLED,Wu,,once more\n\
    c-2,2026-01-07T06:00:00Z,CALLED,DONE,Wu,,new door\n\
    c-3,2026-01-05T04:00:00Z,NEW,CALLED,Wu,,nobody answers\n\
    c-4,2026-01-05T05:00:00Z,NEW,VOID,Wu,,wrong number\n";

pub fn body(dry_run: bool, cases: &str, events: &str) -> Value {
    json!({
        "kind": "tickets", "dry_run": dry_run, "csv": cases, "events": events,
        "mapping": {
            "source": "old desk", "subject": "{what}: {id}", "kind": "complaint",
            "cases": { "reference": "id", "created_at": "filed", "customer": "who", "product": "what", "urgency": "prio" },
            "events": { "reference": "id", "at": "at", "from": "from", "to": "to", "actor": "by", "group": "team", "note": "raw" },
            "states": {
                "NEW": { "status": "new" }, "QUEUE": { "status": "assigned" }, "WORK": { "status": "in_progress" },
                "CALLED": { "status": "waiting", "wait_reason": "customer", "ball_holder": "customer" },
                "DONE": { "status": "resolved" }, "CLOSED": { "status": "closed" }, "VOID": { "status": "cancelled" }
            },
            "urgencies": { "high": { "severity": "emergency", "impact": "high" }, "low": { "severity": "inquiry", "impact": "low" } }
        }
    })
}

fn ticket(client: &Client, reference: &str) -> Value {
    let found = client.get(&format!("/tickets?external_reference={reference}")).expect(200).json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1, "{reference}");
    client.get(&format!("/tickets/{}", found["items"][0]["id"].as_str().unwrap())).expect(200).json()
}

fn timeline(client: &Client, ticket: &Value) -> Vec<Value> {
    let path = format!("/tickets/{}/timeline", ticket["id"].as_str().unwrap());
    let mut items = client.get(&path).expect(200).json()["items"].as_array().unwrap().clone();
    items.reverse();
    items
}

#[test]
fn tickets_stand_as_their_log_left_them() {
    let world = World::new();
    let admin = world.as_("admin");
    let report = import(&admin, body(false, CASES, EVENTS));
    assert_eq!((counts(&report), report["rows_total"].as_i64()), ((5, 0, 0), Some(18)));

    let one = ticket(&admin, "c-1");
    assert_eq!(
        (one["status"].as_str(), one["priority"].as_str(), one["subject"].as_str()),
        (Some("closed"), Some("p1"), Some("Lift: c-1"))
    );
    assert_eq!(
        (&one["created_at"], &one["reported_at"]),
        (&json!("2026-01-05T01:00:00Z"), &one["created_at"])
    );
    assert_eq!(one["resolved_at"], "2026-01-05T05:00:00Z");
    assert_eq!(one["closed_at"], "2026-01-07T05:00:00Z");
    assert_eq!((one["solution"].as_str(), one["customer_name"].as_str()), (Some("new relay"), Some("Acme")));

    let two = ticket(&admin, "c-2");
    assert_eq!((two["status"].as_str(), two["reopen_count"].as_i64()), (Some("resolved"), Some(2)));
    assert_eq!((two["individual_case"].as_bool(), two["solution"].as_str()), (Some(true), Some("new door")));
    assert_eq!(two["customer_id"], one["customer_id"]);

    let three = ticket(&admin, "c-3");
    assert_eq!(
        (three["status"].as_str(), three["wait_reason"].as_str(), three["ball_holder"].as_str()),
        (Some("waiting"), Some("customer"), Some("customer"))
    );
    let four = ticket(&admin, "c-4");
    assert_eq!(
        (four["status"].as_str(), four["closed_at"].as_str()),
        (Some("cancelled"), Some("2026-01-05T05:00:00Z"))
    );
    assert_eq!(four["cancel_reason"], "wrong number");
    assert_eq!(ticket(&admin, "c-5")["status"], "new");

    // Lists sort by when it was filed, not by when it came in; and work goes on from here.
    let oldest = admin.get("/tickets?sort=created_at").expect(200).json();
    assert_eq!(oldest["items"][0]["subject"], "Lift: c-1");
    let specialist = world.as_("service_specialist");
    let path = format!("/tickets/{}/resume", three["id"].as_str().unwrap());
    specialist.act(&path, "\"1\"", json!({})).expect(200);
}

#[test]
fn the_timeline_tells_the_story_and_shows_where_the_log_jumped() {
    let world = World::new();
    let admin = world.as_("admin");
    import(&admin, body(false, CASES, EVENTS));
    let told: Vec<String> = timeline(&admin, &ticket(&admin, "c-1"))
        .iter()
        .map(|e| {
            let word = |key: &str| e[key].as_str().unwrap_or("-").to_owned();
            [
                word("at"),
                word("kind"),
                word("action"),
                word("from_status"),
                word("to_status"),
                word("actor_name"),
                word("note"),
            ]
            .join(" ")
        })
        .collect();
    assert_eq!(
        told,
        [
            "2026-01-05T01:00:00Z imported - - new import -",
            "2026-01-05T01:30:00Z rule - - - Sanbao -",
            "2026-01-05T01:30:00Z imported - new assigned Li queued",
            "2026-01-05T02:00:00Z imported start assigned in_progress Li taken",
            "2026-01-05T03:00:00Z imported wait in_progress waiting Li asked the customer",
            "2026-01-05T05:00:00Z imported resolve waiting resolved Li new relay",
            "2026-01-07T05:00:00Z imported close resolved closed import -",
        ]
    );
    let one = timeline(&admin, &ticket(&admin, "c-1"));
    assert_eq!(one[0]["values"], json!({ "source": "old desk", "reference": "c-1" }));
    assert_eq!(
        one[1]["values"],
        json!({ "rule": "bridged", "from": "new", "to": "assigned", "through": ["verifying"] })
    );
    assert_eq!(one[4]["values"], json!({ "reason": "customer", "ball_holder": "customer", "group": "East" }));

    let two = timeline(&admin, &ticket(&admin, "c-2"));
    let rules: Vec<&Value> = two.iter().map(|e| &e["values"]).filter(|v| v["rule"].is_string()).collect();
    assert_eq!(
        rules,
        [
            &json!({ "rule": "bridged", "from": "new", "to": "resolved", "through": ["verifying", "assigned", "in_progress"] }),
            &json!({ "rule": "bridged", "from": "resolved", "to": "waiting", "through": ["in_progress"] }),
            &json!({ "rule": "individual_case", "reopen_count": 2 }),
        ]
    );
    let reopened = two.iter().find(|e| e["action"] == "reopen").unwrap();
    assert_eq!((&reopened["from_status"], &reopened["to_status"]), (&json!("closed"), &json!("in_progress")));
}

#[test]
fn a_rehearsal_changes_nothing_and_a_second_run_makes_nothing_twice() {
    let world = World::new();
    let admin = world.as_("admin");
    let customers = world.count("customers");
    assert_eq!(counts(&import(&admin, body(true, CASES, EVENTS))), (5, 0, 0));
    assert_eq!(world.count("tickets") + world.count("products"), 0);
    assert_eq!(world.count("customers"), customers);

    assert_eq!(counts(&import(&admin, body(false, CASES, EVENTS))), (5, 0, 0));
    let events = world.count("ticket_events");
    assert_eq!(counts(&import(&admin, body(false, CASES, EVENTS))), (0, 5, 0));
    assert_eq!(counts(&import(&admin, body(true, CASES, EVENTS))), (0, 5, 0));
    assert_eq!((world.count("tickets"), world.count("ticket_events")), (5, events));
    assert_eq!(world.count("customers"), customers + 2);
    assert_eq!(world.count("audit_entries WHERE record = 'ticket'"), 5);
    assert_eq!(world.count("audit_entries WHERE record = 'customer'"), 2);
}

#[test]
fn a_run_that_was_cut_off_goes_on_with_the_rest() {
    let world = World::new();
    let admin = world.as_("admin");
    let half: String = CASES.lines().take(3).map(|l| format!("{l}\n")).collect();
    let events: String = EVENTS
        .lines()
        .filter(|l| !l.starts_with("c-3") && !l.starts_with("c-4"))
        .map(|l| format!("{l}\n"))
        .collect();
    assert_eq!(counts(&import(&admin, body(false, &half, &events))), (2, 0, 0));
    assert_eq!(counts(&import(&admin, body(false, CASES, EVENTS))), (3, 2, 0));
}

#[test]
fn bad_rows_are_told_by_file_line_and_column_and_spoil_only_their_own_ticket() {
    let world = World::new();
    let admin = world.as_("admin");
    let cases = format!("{CASES}c-6,31.02.2026,,Lift,\n");
    let events = EVENTS.replace("2026-01-05T05:00:00Z,CALLED,DONE,Li", "2026-01-05T02:59:59Z,CALLED,DONE,Li")
        + "c-9,2026-01-05T05:00:00Z,NEW,VOID,Wu,,\nc-3,2026-01-05T05:00:00Z,CALLED,PARKED,Wu,,\nc-5,2999-01-05T05:00:00Z,NEW,DONE,Wu,,\n";
    for dry_run in [true, false] {
        let report = import(&admin, body(dry_run, &cases, &events));
        assert_eq!((counts(&report), report["status"].as_str()), ((2, 0, 5), Some("finished")));
        let refused =
            admin.get(&format!("/imports/{}/refusals", report["id"].as_str().unwrap())).expect(200).json();
        let told: Vec<(&str, i64, &str, &str)> = refused["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|r| {
                let word = |key: &str| r[key].as_str().unwrap();
                (word("file"), r["line"].as_i64().unwrap(), word("reference"), word("column"))
            })
            .collect();
        assert_eq!(
            told,
            [
                ("csv", 7, "c-6", "filed"),
                ("events", 6, "c-1", "at"),
                ("events", 15, "c-9", "id"),
                ("events", 16, "c-3", "to"),
                ("events", 17, "c-5", "at"),
            ]
        );
    }
    let made = admin.get("/tickets?external_source=old%20desk&sort=created_at").expect(200).json();
    let subjects: Vec<&str> =
        made["items"].as_array().unwrap().iter().map(|t| t["subject"].as_str().unwrap()).collect();
    assert_eq!(subjects, ["Door: c-2", "Lift: c-4"]);
    // Put right and sent again, the rest comes in, and the first ones stay as they are.
    assert_eq!(counts(&import(&admin, body(false, CASES, EVENTS))), (3, 2, 0));
}

#[test]
fn why_a_row_was_refused_is_said_in_the_readers_language() {
    let world = World::new();
    let admin = world.as_("admin");
    let events = format!("{EVENTS}c-9,2026-01-05T05:00:00Z,NEW,VOID,Wu,,\n");
    let report = import(&admin, body(true, CASES, &events));
    let path = format!("/imports/{}/refusals", report["id"].as_str().unwrap());
    let said = |language: &str| {
        let answer = admin.with("accept-language", language).get(&path).expect(200).json();
        answer["items"][0].clone()
    };
    assert_eq!(said("en")["detail"], "“c-9” is none of the cases.");
    assert_eq!(said("zh-CN")["detail"], "没有编号为“c-9”的工单。");
    assert_eq!(said("en")["reason"], json!({ "key": "import_fault-no-case", "values": [["value", "c-9"]] }));
    // So is what is wrong with the whole file.
    let mut wrong = body(true, CASES, EVENTS);
    wrong["mapping"]["zone"] = json!("Mars/Base");
    let refused = admin.with("accept-language", "zh-CN").post("/imports", wrong).expect(422).json();
    let detail = refused["errors"][0]["detail"].as_str().unwrap();
    assert!(detail.contains("映射中的时区“Mars/Base”不存在"), "{detail}");
}

#[test]
fn however_many_rows_are_wrong_each_is_told() {
    let world = World::new();
    let admin = world.as_("admin");
    let strays: String = (0..12_000).map(|n| format!("x-{n},2026-01-05T05:00:00Z,NEW,VOID,Wu,,\n")).collect();
    let report = import(&admin, body(false, CASES, &format!("{EVENTS}{strays}")));
    assert_eq!((counts(&report), report["status"].as_str()), ((5, 0, 12_000), Some("finished")));
    assert_eq!(world.count("import_refusals"), 12_000);
}

#[test]
fn a_name_that_two_customers_have_is_nobodys() {
    let world = World::new();
    let admin = world.as_("admin");
    for _ in 0..2 {
        admin.post("/customers", json!({ "kind": "company", "name": "Acme" })).expect(201);
    }
    let report = import(&admin, body(false, CASES, EVENTS));
    assert_eq!(counts(&report), (3, 0, 2));
    let refused =
        admin.get(&format!("/imports/{}/refusals", report["id"].as_str().unwrap())).expect(200).json();
    assert_eq!((&refused["items"][0]["line"], &refused["items"][0]["column"]), (&json!(2), &json!("who")));
}

#[test]
fn files_and_mapping_that_do_not_fit_are_refused_before_anything_happens() {
    let world = World::new();
    let admin = world.as_("admin");
    let sent = |change: &dyn Fn(&mut Value)| {
        let mut body = body(false, CASES, EVENTS);
        change(&mut body);
        admin.post("/imports", body)
    };
    sent(&|b| b["events"] = Value::Null).refused_field("/events", "required");
    sent(&|b| b["kind"] = json!("repairs")).refused_field("/events", "not_allowed");
    sent(&|b| b["mapping"]["events"]["to"] = json!("state")).refused_field("/mapping", "malformed");
    sent(&|b| b["mapping"]["subject"] = json!("{product}")).refused_field("/mapping", "malformed");
    sent(&|b| b["mapping"]["zone"] = json!("Mars/Olympus")).refused_field("/mapping", "malformed");
    sent(&|b| b["mapping"]["states"]["DONE"] = json!({ "status": "merged" }))
        .refused_field("/mapping", "malformed");
    sent(&|b| b["mapping"]["states"]["DONE"] = json!({ "status": "done" }))
        .refused_field("/mapping/states/DONE/status", "not_allowed");
    sent(&|b| b["mapping"]["colour"] = json!("red")).refused_field("/mapping/colour", "unknown");
    assert_eq!(world.count("imports") + world.count("tickets"), 0);
    world.as_("service_specialist").post("/imports", body(false, CASES, EVENTS)).refused(403, "forbidden");
}
