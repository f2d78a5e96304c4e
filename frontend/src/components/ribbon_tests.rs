use super::*;
use serde_json::{Value, json};

const READER: Reader = Reader { locale: Locale::En, zone: chrono_tz::Tz::Asia__Shanghai };

fn stretch(from: &str, to: &str, kind: &str) -> Value {
    json!({"from": from, "to": to, "kind": kind, "ball_holder": "customer", "reason": "customer"})
}

/// Two hours are promised: one counted on Wednesday, then a holiday of nine days, now half an hour more.
fn clock(more: Value) -> Clock {
    let mut clock = json!({
        "kind": "respond", "state": "running", "rule": "一般故障", "target": {"minutes": 120},
        "target_seconds": 7200, "calendar_id": "00000000-0000-7000-8000-0000000ca001", "calendar_name": "服务台",
        "started_at": "2026-09-30T09:00:00Z", "counted_seconds": 5400, "remaining_seconds": 1800,
        "steps": [
            {"at_percent": 50, "at": "2026-09-30T10:00:00Z", "raise": false},
            {"at_percent": 80, "at": "2026-10-09T01:36:00Z", "raise": false},
        ],
        "due_at": "2026-10-09T02:00:00Z", "events": [],
        "ribbon": [
            stretch("2026-09-30T09:00:00Z", "2026-09-30T10:00:00Z", "counted"),
            stretch("2026-09-30T10:00:00Z", "2026-10-09T01:00:00Z", "off_hours"),
            stretch("2026-10-09T01:00:00Z", "2026-10-09T01:30:00Z", "counted"),
        ],
    });
    for (name, value) in more.as_object().unwrap() {
        clock[name] = value.clone();
    }
    serde_json::from_value(clock).unwrap()
}

#[test]
fn a_holiday_does_not_swallow_the_hour_of_work() {
    let pieces = pieces(&clock(json!({})));
    let widths: Vec<_> = pieces.iter().map(|p| p.width.round() as i64).collect();
    // Nine days of holiday are drawn as some fifteen hours, not as more than two hundred.
    assert!(widths[1] / widths[0] < 16, "{widths:?}");
    let all: f64 = pieces.iter().map(|p| p.width).sum();
    assert!((all - 1000.0).abs() < 0.01);
    // What is left of the target is drawn as wide as the half hour that counted last.
    assert!((pieces[3].width - pieces[2].width).abs() < 0.01);
}

#[test]
fn marks_behind_lie_on_their_stretch_and_marks_ahead_on_what_is_left() {
    let clock = clock(json!({}));
    let pieces = pieces(&clock);
    let marks = marks(&clock, &pieces);
    let percents: Vec<_> = marks.iter().map(|m| m.percent).collect();
    assert_eq!(percents, [50, 80, 100]);
    assert!((marks[0].at - pieces[0].width).abs() < 0.01);
    assert!(marks[1].at > pieces[3].at && marks[1].at < marks[2].at);
    assert!((marks[2].at - 1000.0).abs() < 0.01);
    // 80 and 100 percent stand side by side: the due time keeps its words.
    assert_eq!(marks.iter().map(|m| m.worded).collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn nothing_lies_ahead_of_a_clock_that_ended_or_is_late() {
    let ended = clock(json!({"state": "stopped", "outcome": "met"}));
    assert_eq!(pieces(&ended).len(), 3);
    let late = clock(json!({"remaining_seconds": -60, "counted_seconds": 7260}));
    assert_eq!(pieces(&late).len(), 3);
    assert!(pieces(&clock(json!({"ribbon": [], "state": "stopped"}))).is_empty());
}

#[test]
fn a_pause_says_why_and_who_holds_the_ball() {
    let pause: Stretch =
        serde_json::from_value(stretch("2026-09-30T09:00:00Z", "2026-09-30T10:30:00Z", "paused")).unwrap();
    assert_eq!(
        words(&pause, READER),
        "2026-09-30 17:00 – 18:30: Paused, waiting for the customer, ball: Customer (1 h 30 min)"
            .replace("waiting", "Waiting")
    );
    let clock = clock(json!({"ribbon": [pause]}));
    assert!(summary(&clock, READER).starts_with("Paused 1 h 30 min; 2026-09-30 17:00"));
}

#[test]
fn a_clock_that_has_only_begun_says_what_is_left() {
    let begun = clock(json!({"ribbon": [], "counted_seconds": 0, "remaining_seconds": 7200}));
    assert_eq!(pieces(&begun).len(), 1);
    assert_eq!(summary(&begun, READER), "2 h of working time left");
}
