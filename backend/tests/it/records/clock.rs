//! Clocks: every promise to a customer, told as stories.

use crate::support::desk::{Desk, Ticket, UNIT};
use crate::support::{Client, at_once, person};
use chrono::{DateTime, Duration, SecondsFormat, Utc};
use sanbao::jobs;
use serde_json::{Value, json};

fn ago(hours: i64) -> String {
    (Utc::now() - Duration::hours(hours)).to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn time(value: &Value) -> DateTime<Utc> {
    value.as_str().unwrap_or_else(|| panic!("no time: {value}")).parse().unwrap()
}

fn clock(who: &Client, ticket: &Ticket, kind: &str) -> Value {
    let answer = who.get(&format!("{}/clocks", ticket.path())).expect(200).json();
    let found = answer["clocks"].as_array().unwrap().iter().find(|c| c["kind"] == kind).cloned();
    found.unwrap_or_else(|| panic!("no clock {kind}: {answer}"))
}

fn ledger(clock: &Value) -> Vec<String> {
    let events = clock["events"].as_array().unwrap();
    events
        .iter()
        .map(|e| format!("{} {}", e["kind"].as_str().unwrap(), e["reason"].as_str().unwrap()))
        .collect()
}

fn fire(desk: &Desk) -> usize {
    jobs::fire_clocks(&desk.world.db(), Utc::now()).unwrap()
}

/// An open calendar under the promises, so that a story does not depend on the hour it is told at.
fn around_the_clock(desk: &Desk) {
    desk.world.execute(
        "UPDATE calendars SET calendar = '{\"tz\":\"Asia/Shanghai\",\"always_open\":true}' \
         WHERE code = 'service_desk'",
    );
}

#[test]
fn an_emergency_left_unanswered_is_warned_of_broken_and_escalated_once() {
    let desk = Desk::open();
    let (specialist, supervisor) = (desk.as_("service_specialist"), desk.as_("supervisor"));
    let filed = json!({ "kind": "repair_request", "severity": "emergency", "reported_at": ago(2) });
    let ticket = desk.file("service_specialist", filed);
    let before = clock(&specialist, &ticket, "respond");
    assert_eq!(before["target"], json!({ "minutes": 30 }));
    assert_eq!(time(&before["due_at"]), time(&before["started_at"]) + Duration::minutes(30));
    assert_eq!((&before["outcome"], &before["state"]), (&json!("breached"), &json!("running")));

    // Four processes look at the same time.
    let fired: usize = at_once(4, |_| fire(&desk)).into_iter().sum();
    assert!(fired >= 1, "{fired}");
    assert_eq!(fire(&desk), 0);
    let after = clock(&specialist, &ticket, "respond");
    let steps: Vec<_> = after["steps"].as_array().unwrap().iter().map(|s| s["at_percent"].clone()).collect();
    assert_eq!(steps, [50, 80, 100, 200]);
    assert!(after["steps"].as_array().unwrap().iter().all(|s| s["done_at"].is_string()), "{after}");
    let shown = specialist.get(&ticket.path()).expect(200).json();
    assert_eq!((&shown["breach_count"], &shown["escalation_level"]), (&json!(1), &json!(2)));
    assert_eq!(shown["next_due_clock"], "respond");

    let story = specialist.get(&format!("{}/timeline", ticket.path())).expect(200).json();
    let rungs: Vec<_> = story["items"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|e| e["values"]["rule"] == "clock_step" && e["values"]["clock"] == "respond")
        .map(|e| e["values"]["at_percent"].clone())
        .collect();
    assert_eq!(rungs.len(), 4, "{story}");
    // Only the highest rung is told, to the supervisors, and once.
    let told = supervisor.get("/notifications").expect(200).json();
    let escalated: Vec<_> =
        told["items"].as_array().unwrap().iter().filter(|n| n["kind"] == "escalated").collect();
    assert_eq!(escalated.len(), 1, "{told}");
    assert_eq!((&escalated[0]["clock"], &escalated[0]["at_percent"]), (&json!("respond"), &json!(200)));
    let broken = specialist.get("/tickets?breached=true&sort=due").expect(200).json();
    assert_eq!(broken["items"][0]["id"], ticket.id);
    assert_eq!(specialist.get("/tickets?breached=false").expect(200).json()["items"], json!([]));
}

#[test]
fn the_clock_stands_still_while_the_customer_is_awaited_and_not_while_parts_are() {
    let desk = Desk::open();
    around_the_clock(&desk);
    let technician = desk.as_("technician");
    let mut ticket = in_progress(&desk);
    let wait = |reason: &str, holder: &str| json!({ "reason": reason, "ball_holder": holder });
    let running = clock(&technician, &ticket, "resolve");
    assert_eq!(running["target"], json!({ "minutes": 2880 }));
    assert!(running["due_at"].is_string());

    ticket.act(&technician, "wait", wait("customer", "customer")).expect(200);
    let paused = clock(&technician, &ticket, "resolve");
    assert_eq!((&paused["state"], &paused["due_at"]), (&json!("paused"), &Value::Null));
    assert!(paused["remaining_seconds"].as_i64().unwrap() > 47 * 3600);
    let shown = technician.get(&ticket.path()).expect(200).json();
    assert_ne!(shown["next_due_clock"], "resolve");

    ticket.act(&technician, "resume", json!({})).expect(200);
    ticket.act(&technician, "wait", wait("parts", "supplier")).expect(200);
    let waiting = clock(&technician, &ticket, "resolve");
    assert_eq!((&waiting["state"], waiting["due_at"].is_string()), (&json!("running"), true));
    assert_eq!(ledger(&waiting), ["start filed", "pause customer", "resume work_goes_on", "hand parts"]);
    let times = technician.get(&format!("{}/clocks", ticket.path())).expect(200).json();
    let holders: Vec<_> =
        times["ball_times"].as_array().unwrap().iter().map(|b| b["ball_holder"].clone()).collect();
    assert!(holders.contains(&json!("us")), "{times}");
}

fn in_progress(desk: &Desk) -> Ticket {
    let (specialist, technician) = (desk.as_("service_specialist"), desk.as_("technician"));
    let mut ticket = desk.file("service_specialist", json!({}));
    ticket.act(&specialist, "verify", json!({})).expect(200);
    ticket.act(&specialist, "assign", json!({ "assignee_id": person("technician").id() })).expect(200);
    ticket.act(&technician, "start", json!({})).expect(200);
    ticket
}

#[test]
fn a_waiting_that_runs_out_by_itself_sets_the_clock_going_again() {
    let desk = Desk::open();
    let technician = desk.as_("technician");
    let mut ticket = in_progress(&desk);
    let until = (Utc::now() + Duration::hours(1)).to_rfc3339();
    let body = json!({ "reason": "transport", "ball_holder": "carrier", "until": until });
    ticket.act(&technician, "wait", body).expect(200);
    assert_eq!(clock(&technician, &ticket, "resolve")["state"], "paused");
    assert_eq!(jobs::return_waiting(&desk.world.db(), Utc::now() + Duration::hours(2)).unwrap(), 1);
    let goes_on = clock(&technician, &ticket, "resolve");
    assert_eq!(ledger(&goes_on), ["start filed", "pause transport", "resume work_goes_on"]);
}

#[test]
fn a_public_word_of_ours_is_the_first_answer_and_the_customers_is_not() {
    let desk = Desk::open();
    let (specialist, customer) = (desk.as_("service_specialist"), desk.as_("tower_customer"));
    let ticket = desk.file("tower_customer", json!({ "channel": "web" }));
    let comments = format!("{}/comments", ticket.path());
    customer.post(&comments, json!({ "visibility": "public", "body": "有人吗？" })).expect(201);
    specialist.post(&comments, json!({ "visibility": "internal", "body": "老客户" })).expect(201);
    assert_eq!(clock(&customer, &ticket, "respond")["state"], "running");
    specialist.post(&comments, json!({ "visibility": "public", "body": "技师马上联系您。" })).expect(201);
    let answered = clock(&customer, &ticket, "respond");
    assert_eq!((&answered["state"], &answered["outcome"]), (&json!("stopped"), &json!("met")));
    assert!(customer.get(&ticket.path()).expect(200).json()["responded_at"].is_string());
}

#[test]
fn what_the_ticket_says_changes_what_is_promised() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let mut ticket = desk.file("service_specialist", json!({ "kind": "repair_request" }));
    assert_eq!(clock(&specialist, &ticket, "respond")["target"], json!({ "minutes": 120 }));
    let changed = specialist.patch(
        &ticket.path(),
        &ticket.etag,
        json!({ "severity": "emergency", "kind": "complaint" }),
    );
    ticket.etag = changed.expect(200).etag();
    let respond = clock(&specialist, &ticket, "respond");
    assert_eq!(respond["target"], json!({ "minutes": 30 }));
    assert_eq!(ledger(&respond), ["start filed", "retarget ticket_changed"]);
    // It is a complaint now, and has been since the customer said so.
    let verdict = clock(&specialist, &ticket, "verify_complaint");
    assert_eq!(verdict["target"], json!({ "working_days": 3 }));
    assert_eq!(verdict["started_at"], respond["started_at"]);
    ticket.act(&desk.as_("quality"), "judge", json!({ "valid": true, "grounds": "试验不合格" })).expect(200);
    assert_eq!(clock(&specialist, &ticket, "verify_complaint")["outcome"], "met");
}

#[test]
fn reopened_it_goes_on_where_it_stopped_and_withdrawn_it_counts_for_nothing() {
    let desk = Desk::open();
    let (specialist, customer) = (desk.as_("service_specialist"), desk.as_("tower_customer"));
    let mut ticket = desk.resolved();
    assert_eq!(clock(&specialist, &ticket, "resolve")["outcome"], "met");
    ticket.act(&customer, "reopen", json!({ "reason": "还是响" })).expect(200);
    let again = clock(&specialist, &ticket, "resolve");
    assert_eq!(ledger(&again), ["start filed", "stop resolved", "resume reopened"]);
    assert_eq!(again["state"], "running");
    ticket.act(&specialist, "cancel", json!({ "reason": "重复登记" })).expect(200);
    assert_eq!(clock(&specialist, &ticket, "resolve")["outcome"], "void");
    assert_eq!(specialist.get(&ticket.path()).expect(200).json()["next_due_at"], Value::Null);
}

#[test]
fn somebody_is_called_to_the_site_arrives_and_clears_the_fault() {
    let desk = Desk::open();
    let engineer = desk.as_("engineer");
    let mut ticket = in_progress(&desk);
    ticket.act(&engineer, "arrive_onsite", json!({})).expect(409);
    ticket.act(&engineer, "call_onsite", json!({ "note": "需带备件" })).expect(200);
    assert_eq!(clock(&engineer, &ticket, "onsite")["target"], json!({ "minutes": 1440 }));
    ticket.act(&engineer, "arrive_onsite", json!({})).expect(200);
    assert_eq!(clock(&engineer, &ticket, "onsite")["outcome"], "met");
    assert_eq!(clock(&engineer, &ticket, "clear_fault")["target"], json!({ "working_days": 1 }));
    ticket.act(&engineer, "resolve", json!({ "solution": "更换门机皮带" })).expect(200);
    assert_eq!(clock(&engineer, &ticket, "clear_fault")["state"], "stopped");
}

#[test]
fn a_forgotten_holiday_moves_what_the_preview_said_it_would() {
    let desk = Desk::open();
    let (admin, technician) = (desk.as_("admin"), desk.as_("technician"));
    let ticket = in_progress(&desk);
    let before = clock(&technician, &ticket, "resolve");
    let due = time(&before["due_at"]);
    let path = "/calendars/00000000-0000-7000-8000-0000000ca001";
    let shown = admin.get(path).expect(200);
    let mut calendar = shown.json()["calendar"].clone();
    // The day it is due on, in Shanghai, becomes a holiday.
    let day = (due + Duration::hours(8)).date_naive().to_string();
    calendar["holidays"] = json!([day]);
    let input = json!({ "code": "service_desk", "name": "服务台", "calendar": calendar });
    let preview = admin.post(&format!("{path}/preview"), input.clone()).expect(200).json();
    let moved =
        preview["moves"].as_array().unwrap().iter().find(|m| m["clock"] == "resolve").cloned().unwrap();
    assert_eq!(moved["number"], technician.get(&ticket.path()).expect(200).json()["number"]);
    assert_eq!(
        clock(&technician, &ticket, "resolve")["due_at"],
        before["due_at"],
        "a preview changes nothing"
    );

    admin.put(path, &shown.etag(), input).expect(200);
    assert!(jobs::recompute_clocks(&desk.world.db(), Utc::now()).unwrap() >= 1);
    let after = clock(&technician, &ticket, "resolve");
    assert_eq!(after["due_at"], moved["due_after"]);
    assert!(time(&after["due_at"]) > due);
    assert_eq!(ledger(&after), ["start filed", "retarget calendar_changed"]);
    let listed = technician.get("/tickets?sort=due").expect(200).json();
    assert_eq!(listed["items"][0]["id"], ticket.id);
}

#[test]
fn the_ledger_is_only_added_to() {
    use diesel::connection::SimpleConnection;
    use diesel::{Connection, PgConnection};
    let desk = Desk::open();
    desk.file("service_specialist", json!({}));
    let mut raw = PgConnection::establish(&desk.world.url()).unwrap();
    for sql in ["UPDATE clock_events SET at = now()", "DELETE FROM clock_events"] {
        let refused = raw.batch_execute(sql).unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{refused}");
    }
}

#[test]
fn a_dealer_sees_its_own_clocks_without_the_houses_ladder_and_nobody_elses() {
    let desk = Desk::open();
    let ticket = desk.file("service_specialist", json!({}));
    let path = format!("{}/clocks", ticket.path());
    let dealer = desk.as_("north_dealer").get(&path).expect(200).json();
    for clock in dealer["clocks"].as_array().unwrap() {
        assert_eq!(clock["steps"], json!([]));
        assert!(clock["events"].as_array().unwrap().iter().all(|e| e["actor_name"].is_null()), "{clock}");
    }
    assert!(
        clock(&desk.as_("service_specialist"), &ticket, "respond")["events"][0]["actor_name"].is_string()
    );
    for stranger in ["south_dealer", "harbour_customer"] {
        desk.as_(stranger).get(&path).expect(404);
        desk.as_(stranger).get(&format!("{}/repair-time", ticket.path())).expect(404);
    }
}

#[test]
fn tickets_from_before_there_were_clocks_get_the_ledger_that_their_timeline_tells() {
    let desk = Desk::open();
    let technician = desk.as_("technician");
    let mut ticket = in_progress(&desk);
    ticket.act(&technician, "wait", json!({ "reason": "customer", "ball_holder": "customer" })).expect(200);
    let told = ledger(&clock(&technician, &ticket, "resolve"));
    // As if the release before had written it.
    desk.world.execute(
        "ALTER TABLE clock_events DISABLE TRIGGER USER; DELETE FROM clock_events; DELETE FROM clock_steps; \
         DELETE FROM clocks; ALTER TABLE clock_events ENABLE TRIGGER USER",
    );
    assert_eq!(jobs::begin_clocks(&desk.world.db(), Utc::now()).unwrap(), 1);
    assert_eq!(jobs::begin_clocks(&desk.world.db(), Utc::now()).unwrap(), 0);
    let again = clock(&technician, &ticket, "resolve");
    assert_eq!(ledger(&again), told);
    assert_eq!(again["state"], "paused");
}

#[test]
fn estimates_are_kept_beside_what_it_took_and_what_the_catalogue_allows() {
    let desk = Desk::open();
    around_the_clock(&desk);
    desk.world.execute("UPDATE fault_codes SET standard_minutes = 90");
    let (technician, customer) = (desk.as_("technician"), desk.as_("tower_customer"));
    let mut ticket = in_progress(&desk);
    let estimate = |minutes: i32, told: bool, note: &str| json!({ "minutes": minutes, "told_customer": told, "note": note });
    ticket.act(&technician, "estimate", estimate(60, false, "初步")).expect(200);
    ticket.act(&technician, "estimate", estimate(120, true, "发现第二处故障")).expect(200);
    let body = json!({ "solution": "更换", "fault_code_id": crate::support::desk::FAULT });
    ticket.act(&technician, "resolve", body).expect(200);
    let path = format!("{}/repair-time", ticket.path());
    let inside = technician.get(&path).expect(200).json();
    let said: Vec<_> = inside["estimates"].as_array().unwrap().iter().map(|e| e["minutes"].clone()).collect();
    assert_eq!((said, &inside["standard_minutes"]), (vec![json!(60), json!(120)], &json!(90)));
    assert!(inside["actual_seconds"].as_i64().is_some_and(|s| (0..600).contains(&s)), "{inside}");
    let outside = customer.get(&path).expect(200).json();
    assert_eq!(outside["estimates"].as_array().unwrap().len(), 1, "only what was told: {outside}");
}

#[test]
fn the_third_complaint_on_a_unit_is_told_at_once_and_a_crisis_too() {
    let desk = Desk::open();
    let supervisor = desk.as_("supervisor");
    let kinds = |who: &Client| -> Vec<Value> {
        let told = who.get("/notifications").expect(200).json();
        told["items"].as_array().unwrap().iter().map(|n| n["kind"].clone()).collect()
    };
    for _ in 0..2 {
        desk.file("service_specialist", json!({ "unit_id": UNIT }));
    }
    assert!(!kinds(&supervisor).contains(&json!("individual_case")));
    let mut third = desk.file("service_specialist", json!({ "unit_id": UNIT }));
    assert!(kinds(&supervisor).contains(&json!("individual_case")));
    let shown = supervisor.get(&third.path()).expect(200).json();
    assert_eq!(
        (&shown["individual_case"], shown["routed_by"].as_str().unwrap().starts_with("个案")),
        (&json!(true), true)
    );
    let flag = json!({ "kinds": ["media"], "reason": "记者来电" });
    third.act(&desk.as_("tower_customer"), "flag_crisis", flag).expect(200);
    assert!(kinds(&supervisor).contains(&json!("crisis")));
    assert!(kinds(&desk.as_("quality")).contains(&json!("crisis")));
    let queues = supervisor.get("/tickets/queues").expect(200).json();
    let count = |name: &str| {
        let q = queues.as_array().unwrap().iter().find(|q| q["queue"] == name).unwrap();
        q["count"]["count"].clone()
    };
    assert_eq!((count("special_case"), count("individual_case")), (json!(1), json!(1)));
}
