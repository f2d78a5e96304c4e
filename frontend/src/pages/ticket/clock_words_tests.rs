use super::*;
use serde_json::{Value, json};

const READER: Reader = Reader { locale: Locale::En, zone: chrono_tz::Tz::Asia__Shanghai };

fn time(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

fn stretch(from: &str, to: &str, kind: &str) -> Value {
    json!({"from": from, "to": to, "kind": kind, "ball_holder": "customer", "reason": "customer"})
}

fn clock(more: Value) -> Clock {
    let mut clock = json!({
        "kind": "respond", "state": "running", "rule": "一般故障", "target": {"minutes": 120},
        "target_seconds": 7200, "calendar_id": "00000000-0000-7000-8000-0000000ca001", "calendar_name": "服务台",
        "started_at": "2026-07-21T06:00:00Z", "counted_seconds": 3600, "remaining_seconds": 3600,
        "due_at": "2026-07-21T08:00:00Z", "steps": [], "events": [],
        "ribbon": [stretch("2026-07-21T06:00:00Z", "2026-07-21T07:00:00Z", "counted")],
    });
    for (name, value) in more.as_object().unwrap() {
        clock[name] = value.clone();
    }
    serde_json::from_value(clock).unwrap()
}

#[test]
fn a_breach_is_explained_to_a_person() {
    let late = clock(json!({
        "outcome": "breached", "breached_at": "2026-07-21T09:00:00Z", "due_at": "2026-07-21T09:00:00Z",
        "counted_seconds": 12_000, "remaining_seconds": -4800,
        "ribbon": [
            stretch("2026-07-21T06:00:00Z", "2026-07-21T06:30:00Z", "paused"),
            stretch("2026-07-21T06:30:00Z", "2026-07-21T07:00:00Z", "paused"),
            stretch("2026-07-21T07:00:00Z", "2026-07-21T10:20:00Z", "counted"),
        ],
    }));
    assert_eq!(
        explain(&late, READER),
        "Was due 2026-07-21 17:00. 3 h 20 min counted of 2 h: 1 h 20 min too late, and still counting. Paused 2× (1 h in all)."
    );
    assert_eq!(look(&late, Locale::En).2, "Missed");
}

#[test]
fn what_was_kept_says_how_early() {
    let kept = clock(json!({"state": "stopped", "outcome": "met", "stopped_at": "2026-07-21T07:00:00Z"}));
    assert_eq!(explain(&kept, READER), "Done 2026-07-21 15:00, 1 h before it was due: 1 h counted of 2 h.");
    assert_eq!(look(&kept, Locale::En).0, Color::Green);
}

#[test]
fn what_stands_still_says_why_and_who_holds_the_ball() {
    let paused = clock(json!({
        "state": "paused", "paused_at": "2026-07-21T07:00:00Z", "due_at": null,
        "ribbon": [stretch("2026-07-21T07:00:00Z", "2026-07-21T07:30:00Z", "paused")],
    }));
    let said = explain(&paused, READER);
    assert!(
        said.contains("Waiting for the customer") && said.contains("Customer") && said.contains("1 h"),
        "{said}"
    );
    assert_eq!(look(&paused, Locale::En).1, Icon::PauseCircle);
}

#[test]
fn time_goes_on_only_where_it_counts() {
    let (computed, now) = (time("2026-07-21T07:00:00Z"), time("2026-07-21T07:10:00Z"));
    let running = at(&clock(json!({})), computed, now);
    assert_eq!((running.counted_seconds, running.remaining_seconds), (4200, Some(3000)));
    let night =
        clock(json!({"ribbon": [stretch("2026-07-21T06:00:00Z", "2026-07-21T07:00:00Z", "off_hours")]}));
    assert_eq!(at(&night, computed, now), night);
    let ended = clock(json!({"state": "stopped"}));
    assert_eq!(at(&ended, computed, now), ended);
}

#[test]
fn the_badge_turns_when_the_time_is_up() {
    let (computed, now) = (time("2026-07-21T07:00:00Z"), time("2026-07-21T08:00:30Z"));
    assert_eq!(look(&at(&clock(json!({})), computed, now), Locale::En).2, "Missed");
    let near = at(&clock(json!({})), computed, time("2026-07-21T07:40:00Z"));
    assert_eq!(look(&near, Locale::En).0, Color::Orange);
}

#[test]
fn working_days_are_said_as_such() {
    assert_eq!(target_text(Target::WorkingDays(1), READER), "1 working day");
    assert_eq!(target_text(Target::Minutes(150), READER), "2 h 30 min");
}
