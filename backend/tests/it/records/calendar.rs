//! Business calendars: kept by an administrator, asked by everybody in the house.

use crate::support::{Client, Response, World};
use sanbao::holidays_command::{Counts, put};
use sanbao::records::calendar::holidays::shipped;
use sanbao::records::calendar::schedules::Schedules;
use serde_json::{Value, json};
use shared::calendar::Calendar;
use shared::records::calendar::{AROUND_THE_CLOCK, SERVICE_DESK};
use std::time::{Duration, Instant};

fn desk() -> String {
    format!("/calendars/{SERVICE_DESK}")
}

fn input(code: &str, calendar: Value) -> Value {
    json!({ "code": code, "name": "夜班", "calendar": calendar })
}

fn berlin() -> Value {
    json!({ "tz": "Europe/Berlin", "hours": { "mon": [["13:00", "18:00"], ["09:00", "12:00"]] } })
}

fn remove(client: &Client, path: &str, etag: &str) -> Response {
    client.send("DELETE", path, &[("if-match", etag)], None)
}

/// A question takes no key.
fn ask(client: &Client, body: &Value) -> Response {
    let headers = [("content-type", "application/json")];
    client.send("POST", "/calendars/calculate", &headers, Some(&body.to_string()))
}

fn due(client: &Client, start: &str, minutes: i64) -> String {
    let items = json!([{ "start": start, "target_minutes": minutes }]);
    ask(client, &json!({ "calendar_id": SERVICE_DESK, "items": items })).expect(200).text("/items/0/due")
}

#[test]
fn two_calendars_are_there_from_the_start() {
    let world = World::new();
    let list = world.as_("technician").get("/calendars").expect(200).json();
    let codes: Vec<&str> =
        list["items"].as_array().unwrap().iter().map(|i| i["code"].as_str().unwrap()).collect();
    assert_eq!((codes.len(), &list["total"]["count"]), (2, &json!(2)));
    assert!(codes.contains(&"service_desk") && codes.contains(&"around_the_clock"));
    let of =
        |id| world.as_("finance").get(&format!("/calendars/{id}")).expect(200).json()["calendar"].clone();
    assert_eq!(of(SERVICE_DESK), json!(Calendar::default_service_desk()));
    assert_eq!(of(AROUND_THE_CLOCK), json!(Calendar::around_the_clock(chrono_tz::Asia::Shanghai)));
    let admin = world.as_("admin");
    let kept = remove(&admin, &desk(), "\"1\"").refused(409, "in_use");
    assert!(kept.text("/detail").contains("服务台"), "{}", kept.body);
    for outside in ["north_dealer", "supplier", "tower_customer"] {
        world.as_(outside).get("/calendars").refused(403, "forbidden");
    }
}

#[test]
fn an_administrator_keeps_calendars() {
    let world = World::new();
    let admin = world.as_("admin");
    let made = admin.post("/calendars", input("berlin", berlin())).expect(201);
    let own = format!("/calendars/{}", made.text("/id"));
    assert_eq!(made.header("location"), Some(&*format!("/api/v1{own}")));
    // Kept in order, whatever the order it was sent in.
    let monday = json!([["09:00", "12:00"], ["13:00", "18:00"]]);
    assert_eq!(made.json()["calendar"]["hours"]["mon"], monday);
    assert_eq!(made.json()["shipped"], json!(false));
    admin.post("/calendars", input("berlin", berlin())).refused(409, "already_exists");
    world.as_("supervisor").post("/calendars", input("x", berlin())).refused(403, "forbidden");
    world.as_("supervisor").put(&own, "\"1\"", input("x", berlin())).refused(403, "forbidden");

    let after = admin.put(&own, "\"1\"", input("munich", berlin())).expect(200);
    assert_eq!((after.text("/code"), after.etag()), ("munich".into(), "\"2\"".into()));
    admin.put(&own, "\"1\"", input("bonn", berlin())).refused(412, "version_stale");
    remove(&admin, &own, "\"1\"").refused(412, "version_stale");
    admin.delete(&own).refused(428, "version_missing");
    remove(&admin, &own, "\"2\"").expect(204);
    remove(&admin, &own, "\"2\"").refused(404, "not_found");
    admin.get(&own).refused(404, "not_found");
    assert_eq!(world.count("audit_entries WHERE record = 'calendar'"), 3);
}

#[test]
fn what_is_wrong_is_told_at_its_place_in_the_readers_language() {
    let world = World::new();
    let admin = world.as_("admin");
    let mut bad = berlin();
    bad["tz"] = json!("Europe/Bonn");
    bad["hours"]["tue"] = json!([["09:00", "12:00"], ["11:00", "13:00"], ["18:00", "8:00"]]);
    bad["holidays"] = json!(["2026-02-30"]);
    let refused = admin.post("/calendars", input("bad", bad)).expect(422);
    let expected = [
        ("/calendar/tz", "zone_unknown", "Europe/Bonn"),
        ("/calendar/hours/tue/2/1", "time_malformed", "8:00"),
        ("/calendar/hours/tue/1", "overlap", "09:00–12:00"),
        ("/calendar/holidays/0", "date_malformed", "2026-02-30"),
    ];
    let errors = refused.json()["errors"].clone();
    assert_eq!(errors.as_array().unwrap().len(), expected.len(), "{errors}");
    for (pointer, code, word) in expected {
        let told = errors.as_array().unwrap().iter().find(|e| e["pointer"] == pointer && e["code"] == code);
        assert!(told.is_some_and(|e| e["detail"].as_str().unwrap().contains(word)), "{pointer}: {errors}");
    }
    let english = admin.with("accept-language", "en");
    let never = english.post("/calendars", input("never", json!({ "tz": "UTC" })));
    let never = never.refused_field("/calendar/hours", "never_opens");
    assert_eq!(
        never.text("/errors/0/detail"),
        "The calendar never opens. Give at least one day opening hours."
    );
    for (calendar, pointer, code) in [
        (json!({ "hours": {} }), "/calendar/tz", "required"),
        (json!({ "tz": "UTC", "weekend": [] }), "/calendar/weekend", "unknown"),
        (json!({ "tz": "UTC", "hours": { "mon": [["09:00"]] } }), "/calendar/hours/mon/0", "malformed"),
        (
            json!({ "tz": "UTC", "always_open": true, "hours": { "mon": [["09:00", "10:00"]] } }),
            "/calendar/always_open",
            "always_open_with_hours",
        ),
        (
            json!({ "tz": "UTC", "shifts": { "2026-10-10": vec![["00:00", "00:01"]; 25] } }),
            "/calendar/shifts/2026-10-10",
            "too_large",
        ),
        (json!({ "tz": "UTC", "holidays": vec!["2026-10-01"; 5001] }), "/calendar/holidays", "too_large"),
        (json!({ "tz": "UTC", "holidays": ["1969-12-31"] }), "/calendar/holidays/0", "date_out_of_range"),
        (
            json!({ "tz": "UTC", "holidays": ["2026-10-01"], "names": { "2026-10-01": "" } }),
            "/calendar/names/2026-10-01",
            "blank",
        ),
    ] {
        admin.post("/calendars", input("bad", calendar)).refused_field(pointer, code);
    }
    assert_eq!(world.count("calendars"), 2);
}

#[test]
fn a_holiday_moves_due_times_at_once() {
    let world = World::new();
    let (admin, anybody) = (world.as_("admin"), world.as_("technician"));
    // Wednesday 17:00 at the desk, two hours.
    let wednesday = "2026-09-30T09:00:00Z";
    assert_eq!(due(&anybody, wednesday, 120), "2026-10-01T01:30:00Z");
    let path = format!("{}/special-days", desk());
    let days = json!({ "days": [
        { "date": "2026-10-01", "closed": true, "name": "国庆节" },
        { "date": "2026-10-02", "closed": true, "name": "国庆节" },
        { "date": "2026-10-03", "hours": [["09:00", "10:00"]], "name": "调休" },
    ] });
    anybody.act(&path, "\"1\"", days.clone()).refused(403, "forbidden");
    let after = admin.act(&path, "\"1\"", days.clone()).expect(200);
    assert_eq!(after.etag(), "\"2\"");
    let counts =
        |answer: &Response| ["added", "changed", "unchanged"].map(|key| answer.json()[key].as_i64().unwrap());
    assert_eq!(counts(&after), [3, 0, 0]);
    assert_eq!(after.json()["calendar"]["calendar"]["names"]["2026-10-03"], "调休");
    assert_eq!(due(&anybody, wednesday, 120), "2026-10-03T02:00:00Z");
    // The same again changes nothing, not even the version.
    let again = admin.act(&path, "\"2\"", days.clone()).expect(200);
    assert_eq!((counts(&again), again.etag()), ([0, 0, 3], "\"2\"".into()));
    admin.act(&path, "\"1\"", days).refused(412, "version_stale");
    assert_eq!(world.count("audit_entries WHERE action = 'special_days'"), 1);
    for (day, pointer, code) in [
        (json!({ "date": "2026-10-04" }), "/days/0/hours", "required"),
        (
            json!({ "date": "2026-10-04", "closed": true, "hours": [["09:00", "10:00"]] }),
            "/days/0/hours",
            "holiday_with_hours",
        ),
        (
            json!({ "date": "2026-10-04", "hours": [["10:00", "09:00"]] }),
            "/days/0/hours/0",
            "end_not_after_start",
        ),
        (json!({ "date": "2201-01-01", "closed": true }), "/days/0/date", "date_out_of_range"),
        (json!({ "date": "4.10.2026", "closed": true }), "/days/0/date", "malformed"),
    ] {
        admin.act(&path, "\"2\"", json!({ "days": [day] })).refused_field(pointer, code);
    }
    admin.act(&path, "\"2\"", json!({ "days": [] })).refused_field("/days", "required");
    let always = format!("/calendars/{AROUND_THE_CLOCK}/special-days");
    let closed = json!({ "days": [{ "date": "2026-10-01", "closed": true }] });
    admin.act(&always, "\"1\"", closed).refused_field("/days", "always_open_with_hours");
}

#[test]
fn public_holidays_come_with_one_request_or_by_the_command_line() {
    let world = World::new();
    let admin = world.as_("admin");
    let (db, days) = (world.db(), shipped().unwrap());
    let all = Counts { added: 678, changed: 0, unchanged: 0 };
    assert_eq!(put(&db, "service_desk", &days, None, true).unwrap(), all);
    assert_eq!(world.count("audit_entries"), 0, "a rehearsal changes nothing");

    let path = format!("{}/public-holidays", desk());
    let after = admin.act(&path, "\"1\"", json!({})).expect(200).json();
    assert_eq!((&after["added"], &after["calendar"]["version"]), (&json!(678), &json!(2)));
    // Saturday 2026-10-10 makes up for a day of the National Day week, on which the desk is closed.
    let calendar = &after["calendar"]["calendar"];
    assert_eq!(calendar["shifts"]["2026-10-10"], json!([["08:30", "18:00"]]));
    assert!(calendar["holidays"].as_array().unwrap().contains(&json!("2026-10-01")));
    assert_eq!(admin.act(&path, "\"2\"", json!({})).expect(200).json()["unchanged"], 678);
    world.as_("supervisor").act(&path, "\"2\"", json!({})).refused(403, "forbidden");
    let always = format!("/calendars/{AROUND_THE_CLOCK}/public-holidays");
    admin.act(&always, "\"1\"", json!({})).refused_field("", "always_open_with_hours");

    let there = Counts { added: 0, changed: 0, unchanged: 678 };
    assert_eq!(put(&db, "service_desk", &days, None, false).unwrap(), there);
    let hours = shared::calendar::Interval::new("09:00".parse().unwrap(), "16:00".parse().unwrap());
    let shorter = put(&db, "service_desk", &days, hours, false).unwrap();
    assert_eq!((shorter.added, shorter.changed), (0, 133), "every day that makes up for another");
    assert_eq!(world.count("audit_entries WHERE actor_name = 'sanbao import'"), 1);
    assert!(put(&db, "nobody", &days, None, false).unwrap_err().to_string().contains("nobody"));
    assert!(put(&db, "around_the_clock", &days, None, false).is_err());
}

#[test]
fn silence_is_counted_in_working_days_of_the_stored_calendar() {
    let world = World::new();
    let (admin, specialist) = (world.as_("admin"), world.as_("service_specialist"));
    let ticket = json!({ "kind": "complaint", "channel": "phone", "subject": "门机异响" });
    let path = format!("/tickets/{}", specialist.post("/tickets", ticket).expect(201).text("/id"));
    world.execute(
        "UPDATE tickets SET status = 'resolved', resolved_at = now() - interval '10 days', solution = '更换门机皮带', \
         notice_given_at = now() - interval '10 days', assignee_id = received_by_id",
    );
    let may_close = || {
        let ticket = specialist.get(&path).expect(200).json();
        ticket["available_actions"].as_array().unwrap().contains(&json!("close"))
    };
    assert!(may_close(), "ten days hold five working days");
    let mut calendar = json!(Calendar::default_service_desk());
    let day = |n: i64| (chrono::Utc::now() - chrono::Duration::days(n)).date_naive().to_string();
    calendar["holidays"] = json!((-1..=9).map(day).collect::<Vec<_>>());
    let input = json!({ "code": "service_desk", "name": "服务台", "calendar": calendar });
    admin.put(&desk(), "\"1\"", input).expect(200);
    assert!(!may_close(), "but not when all of them are holidays");
}

#[test]
fn schedules_follow_what_a_calendar_says_even_under_rollback() {
    let world = World::new();
    let db = world.db();
    let friday = "2026-03-06T09:00:00Z".parse().unwrap();
    let due = |c: &mut diesel::PgConnection| {
        Ok(Schedules::load(c)?.get(SERVICE_DESK).unwrap().due(friday, 7200).unwrap().to_rfc3339())
    };
    let saturday = db.write_now(due).unwrap();
    assert_eq!(saturday, "2026-03-07T01:30:00+00:00");
    let change = |hours: &str| {
        format!(
            "UPDATE calendars SET version = 2, calendar = jsonb_set(calendar, '{{hours,sat}}', '[[\"{hours}\", \"18:00\"]]') \
             WHERE code = 'service_desk'"
        )
    };
    let rolled_back = db.write_now(|c| {
        use diesel::connection::SimpleConnection;
        c.batch_execute(&change("10:00"))?;
        let seen = due(c)?;
        assert_eq!(seen, "2026-03-07T03:00:00+00:00");
        Err::<(), _>(sanbao::error::Failure::not_found())
    });
    assert!(rolled_back.is_err());
    assert_eq!(db.write_now(due).unwrap(), saturday);
    world.execute(&change("12:00"));
    assert_eq!(db.write_now(due).unwrap(), "2026-03-07T05:00:00+00:00");
}

mod data {
    //! Business time that others have worked out: a sample of what three independent implementations agree on.

    pub const CALENDARS: &str = include_str!("../../data/business_time/calendars.json");
    pub const DUE: &str = include_str!("../../data/business_time/due.csv");
    pub const DURATIONS: &str = include_str!("../../data/business_time/durations.csv");
}

/// Asks every question of a file about its calendar, and counts them.
fn agree(client: &Client, calendars: &Value, csv: &str, asked: &str, answered: &str) -> usize {
    let rows: Vec<csv::StringRecord> =
        csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect();
    for (name, calendar) in calendars.as_object().unwrap() {
        let of: Vec<_> = rows.iter().filter(|row| row[0] == *name).collect();
        let value = |text: &str| text.parse::<i64>().map_or_else(|_| json!(text), |n| json!(n));
        let items: Vec<_> = of.iter().map(|row| json!({ "start": row[2], asked: value(&row[3]) })).collect();
        let answer = ask(client, &json!({ "calendar": calendar, "items": items })).expect(200).json();
        for (row, item) in of.iter().zip(answer["items"].as_array().unwrap()) {
            assert_eq!(item[answered], value(&row[4]), "{row:?}");
        }
    }
    rows.len()
}

#[test]
fn the_working_time_of_others_is_ours() {
    let world = World::new();
    let client = world.as_("engineer");
    let calendars: Value = serde_json::from_str(data::CALENDARS).unwrap();
    let due = agree(&client, &calendars, data::DUE, "target_minutes", "due");
    let durations = agree(&client, &calendars, data::DURATIONS, "end", "business_seconds");
    assert_eq!((calendars.as_object().unwrap().len(), due, durations), (7, 42, 42));
}

#[test]
fn a_question_without_an_answer_is_named_and_none_is_answered() {
    let world = World::new();
    let client = world.as_("technician");
    let good = json!({ "start": "2026-03-06T09:00:00Z", "target_minutes": 120 });
    let with = |item: Value| json!({ "calendar_id": SERVICE_DESK, "items": [good, item] });
    let start = "2026-03-06T09:00:00Z";
    for (item, pointer, code) in [
        (json!({ "start": start, "target_minutes": -1 }), "/items/1/target_minutes", "too_small"),
        (json!({ "start": start, "target_minutes": 52_596_001 }), "/items/1/target_minutes", "too_large"),
        (json!({ "start": start, "target_minutes": 1e30 }), "/items/1/target_minutes", "malformed"),
        (json!({ "start": start, "target_working_days": 0 }), "/items/1/target_working_days", "too_small"),
        (json!({ "start": start }), "/items/1/target_minutes", "required"),
        (json!({ "start": "yesterday", "target_minutes": 1 }), "/items/1/start", "malformed"),
        (
            json!({ "start": "9999-12-31T00:00:00Z", "target_minutes": 1 }),
            "/items/1/start",
            "date_out_of_range",
        ),
        (json!({ "start": start, "minutes": 1 }), "/items/1/minutes", "unknown"),
    ] {
        ask(&client, &with(item)).refused_field(pointer, code);
    }
    let once = json!({ "tz": "UTC", "shifts": { "2026-03-09": [["09:00", "10:00"]] } });
    let never = json!({ "calendar": once, "items": [good] });
    ask(&client, &never).refused_field("/items/0/target_minutes", "never_reached");
    let unknown = json!({ "calendar_id": "01933f0a-0000-7000-8000-00000000dead", "items": [good] });
    ask(&client, &unknown).refused_field("/calendar_id", "no_such_record");
    ask(&client, &json!({ "items": [good] })).refused_field("/calendar_id", "required");
    ask(&client, &json!({ "calendar_id": SERVICE_DESK, "items": [] })).refused_field("/items", "required");
    let many = json!({ "calendar_id": SERVICE_DESK, "items": vec![&good; 10_001] });
    ask(&client, &many).refused_field("/items", "too_large");
    let other = client.put("/calendars/calculate", "\"1\"", json!({})).refused(405, "method_not_allowed");
    assert_eq!(other.header("allow"), Some("POST"));
    ask(&world.as_("north_dealer"), &with(good.clone())).refused(403, "forbidden");
}

#[test]
fn ten_thousand_questions_are_answered_at_once() {
    let world = World::new();
    let client = world.as_("technician");
    let calendars: Value = serde_json::from_str(data::CALENDARS).unwrap();
    let item = |n: i64| {
        let start = chrono::DateTime::from_timestamp(1_600_000_000 + n * 7919, 0).unwrap();
        json!({ "start": start, "target_minutes": n, "end": "2026-03-06T09:00:00Z" })
    };
    let items: Vec<Value> = (0..10_000).map(item).collect();
    let body = json!({ "calendar": calendars["cn_5x8_lunch"], "items": items });
    let body = body.to_string();
    let begun = Instant::now();
    let headers = [("content-type", "application/json")];
    let answer = client.send("POST", "/calendars/calculate", &headers, Some(&body)).expect(200);
    let took = begun.elapsed();
    assert_eq!(answer.json()["items"].as_array().unwrap().len(), 10_000);
    assert!(took < Duration::from_secs(5), "{took:?}, even on a busy machine");
    println!("10,000 questions in {took:?}");
}
