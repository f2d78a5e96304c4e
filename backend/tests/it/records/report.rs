//! How long tickets took, told by their timelines.

use super::import::import;
use super::import_tickets::body;
use crate::support::World;
use serde_json::{Value, json};

const CASES: &str = "id,filed,who,what,prio\n\
    =1+1,2026-03-09T01:00:00Z,Acme,Lift,\n\
    c-2,2026-03-09T02:00:00Z,Acme,Lift,\n\
    c-3,2026-03-09T03:00:00Z,Acme,Lift,\n";

/// In Shanghai it is eight hours later; the desk is open from 08:30 to 18:00.
const EVENTS: &str = "id,at,from,to,by,team,raw\n\
    =1+1,2026-03-09T01:10:00Z,NEW,WORK,Li,,\n\
    =1+1,2026-03-09T02:00:00Z,WORK,CALLED,Li,,\n\
    =1+1,2026-03-09T04:00:00Z,CALLED,DONE,Li,,\n\
    =1+1,2026-03-09T06:00:00Z,DONE,CLOSED,Li,,\n\
    =1+1,2026-03-09T08:00:00Z,CLOSED,WORK,Li,,\n\
    =1+1,2026-03-10T01:00:00Z,WORK,DONE,Li,,\n\
    c-2,2026-03-09T03:00:00Z,NEW,CLOSED,Li,,\n\
    c-3,2026-03-09T04:00:00Z,NEW,CALLED,Li,,\n";

fn spans(row: &Value) -> Value {
    [
        "gross_seconds",
        "paused_seconds",
        "parked_seconds",
        "net_seconds",
        "net_business_seconds",
        "reopen_count",
    ]
    .iter()
    .map(|key| row[key].clone())
    .collect()
}

#[test]
fn figures_follow_from_the_timeline() {
    let world = World::new();
    import(&world.as_("admin"), body(false, CASES, EVENTS));
    let report =
        world.as_("quality").get("/reports/ticket-times?external_source=old%20desk").expect(200).json();
    let items = report["items"].as_array().unwrap();
    const H: i64 = 3600;
    assert_eq!(items[0]["external_reference"], "=1+1");
    // Worked: 09:00–10:00, 16:00–18:00 and the next day 08:30–09:00.
    assert_eq!(spans(&items[0]), json!([24 * H, 2 * H, 4 * H, 18 * H, 3 * H + H / 2, 1]));
    assert_eq!(items[0]["first_resolved_at"], "2026-03-09T04:00:00Z");
    assert_eq!(items[0]["last_resolved_at"], "2026-03-10T01:00:00Z");
    assert_eq!(items[0]["closed_at"], "2026-03-09T06:00:00Z");
    assert_eq!(spans(&items[1]), json!([H, 0, 0, H, H, 0]));
    assert_eq!(spans(&items[2]), json!([null, null, null, null, null, 0]));
    assert_eq!((items[2]["status"].as_str(), items.len()), (Some("waiting"), 3));
}

#[test]
fn live_work_is_measured_alike() {
    let world = World::new();
    let desk = world.as_("service_specialist");
    let made = desk
        .post("/tickets", json!({ "kind": "inquiry", "channel": "phone", "subject": "门机异响" }))
        .expect(201);
    let id = made.text("/id");
    desk.act(&format!("/tickets/{id}/cancel"), &made.etag(), json!({ "reason": "打错电话" })).expect(200);
    world.execute("UPDATE ticket_events SET at = at + interval '90 seconds' WHERE to_status = 'cancelled'");
    let report = desk.get("/reports/ticket-times").expect(200).json();
    let row = &report["items"][0];
    assert_eq!((row["ticket_id"].as_str(), row["external_reference"].as_str()), (Some(id.as_str()), None));
    let gross = row["gross_seconds"].as_i64().unwrap();
    assert!((90..100).contains(&gross), "{row}");
    assert_eq!(row["net_seconds"], row["gross_seconds"]);
}

#[test]
fn pages_follow_each_other_and_filters_cut() {
    let world = World::new();
    import(&world.as_("admin"), body(false, CASES, EVENTS));
    let desk = world.as_("supervisor");
    let first = desk.get("/reports/ticket-times?limit=2").expect(200).json();
    let cursor = first["next_cursor"].as_str().unwrap();
    let second = desk.get(&format!("/reports/ticket-times?limit=2&cursor={cursor}")).expect(200).json();
    assert_eq!((first["items"].as_array().unwrap().len(), second["items"].as_array().unwrap().len()), (2, 1));
    assert_eq!(second["items"][0]["external_reference"], "c-3");
    assert!(second["next_cursor"].is_null());
    let cut = "created_from=2026-03-09T02:00:00Z&created_to=2026-03-09T03:00:00Z";
    let found = desk.get(&format!("/reports/ticket-times?{cut}")).expect(200).json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    assert_eq!(found["items"][0]["external_reference"], "c-2");
    let none = desk.get("/reports/ticket-times?external_source=elsewhere").expect(200).json();
    assert_eq!(none["items"], json!([]));
    desk.get("/reports/ticket-times?created_from=-262143-01-01T00:00:00Z").expect(200);
    desk.get("/reports/ticket-times?limit=101").refused_field("?limit", "too_large");
    desk.get("/reports/ticket-times?cursor=e30").refused_field("?cursor", "cursor_invalid");
    desk.get("/reports/ticket-times?format=xlsx").refused_field("?format", "not_allowed");
}

#[test]
fn as_csv_all_rows_come_at_once_and_no_cell_is_a_formula() {
    let world = World::new();
    import(&world.as_("admin"), body(false, CASES, EVENTS));
    // More than one chunk.
    world.execute(
        "INSERT INTO tickets (id, number, kind, channel, status, priority, subject, reported_at, topic, severity, impact, \
            safety_risk, crisis_status, crisis_kinds, individual_case, complaint_count, warranty, reopen_count, version, \
            created_at, updated_at) \
         SELECT gen_random_uuid(), 'X-' || n, 'inquiry', 'api', 'new', 'p4', 'x', now(), 'other', 'inquiry', 'low', false, \
            'none', '{}', false, 0, '[]', 0, 1, now() - n * interval '1 minute', now() FROM generate_series(1, 2100) AS n",
    );
    let desk = world.as_("finance");
    let answer =
        desk.with("accept", "text/csv, application/json;q=0.5").get("/reports/ticket-times").expect(200);
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    let lines: Vec<&str> = answer.body.lines().collect();
    assert_eq!(lines.len(), 1 + 3 + 2100);
    assert!(
        lines[0].starts_with("number,external_source,external_reference,status,created_at,"),
        "{}",
        lines[0]
    );
    let formula = lines.iter().find(|l| l.contains("1+1")).unwrap();
    assert!(formula.contains(",old desk,'=1+1,resolved,2026-03-09T01:00:00Z,"), "{formula}");
    let one = desk.get("/reports/ticket-times?format=csv&external_source=old%20desk").expect(200);
    assert_eq!(one.body.lines().count(), 4);
    assert_eq!(
        desk.get("/reports/ticket-times").expect(200).header("content-type"),
        Some("application/json")
    );
}

#[test]
fn reports_stay_in_the_house() {
    let world = World::new();
    for outside in ["north_dealer", "north_technician", "tower_customer", "supplier"] {
        world.as_(outside).get("/reports/ticket-times").refused(403, "forbidden");
    }
    world.anyone().get("/reports/ticket-times").refused(401, "unauthenticated");
}
