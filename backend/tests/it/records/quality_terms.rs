//! Deadlines of quality feedback as sets with a first day, and cases that were heard of on a visit.

use super::quality_feedback::{Case, triage};
use crate::support::at_once;
use crate::support::desk::{Desk, FAULT, PRODUCT};
use serde_json::{Value, json};

fn terms(plan_days: i64) -> Value {
    let of = |severity: &str, hours: i64| json!({ "severity": severity, "containment_hours": hours, "cause_days": 3, "plan_days": plan_days });
    json!({ "triage_working_days": 2, "severities":
        [of("critical", 4), of("major", 8), of("moderate", 24), of("minor", 48)] })
}

fn set(valid_from: &str, plan_days: i64) -> Value {
    json!({ "valid_from": valid_from, "source": "质量例会决议", "terms": terms(plan_days) })
}

#[test]
fn a_case_keeps_the_deadlines_of_the_day_on_which_it_was_raised() {
    let desk = Desk::open();
    let [engineer, quality, supervisor] = ["engineer", "quality", "supervisor"].map(|key| desk.as_(key));
    let all = quality.get("/quality-terms").expect(200).json();
    assert_eq!(all.as_array().unwrap().len(), 1);
    assert_eq!(
        (&all[0]["terms"], &all[0]["in_force"], &all[0]["editable"], &all[0]["author_name"]),
        (
            &serde_json::to_value(shared::records::quality_feedback::QualityTerms::shipped()).unwrap(),
            &json!(true),
            &json!(false),
            &Value::Null
        )
    );
    // Wrong numbers, days that are over, a day twice, and who may not.
    quality.post("/quality-terms", set("2020-01-01", 5)).refused_field("/valid_from", "too_early");
    quality.post("/quality-terms", set("2999-01-01", 5)).refused_field("/valid_from", "date_out_of_range");
    quality
        .post("/quality-terms", set("2099-01-01", 2))
        .refused_field("/terms/severities/0/plan_days", "inconsistent");
    engineer.post("/quality-terms", set("2099-01-01", 5)).refused(403, "forbidden");
    desk.as_("supplier").get("/quality-terms").refused(403, "forbidden");
    let made = supervisor.post("/quality-terms", set("2099-01-01", 5)).expect(201);
    quality.post("/quality-terms", set("2099-01-01", 7)).refused(409, "already_exists");
    let path = format!("/quality-terms/{}", made.text("/id"));
    let answers = at_once(4, |n| {
        quality.put(&path, &made.etag(), set("2099-02-01", 5 + i64::try_from(n).unwrap())).status
    });
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
    let now = quality.get(&path).expect(200);
    quality.put(&path, &now.etag(), set("2099-02-01", 5)).expect(200);

    // Its first day has come: what is raised from now on takes it, what was raised before keeps what it had.
    let about = || json!({ "subject": "门机异响", "product_id": PRODUCT });
    let mut old = Case::raise(&quality, about());
    desk.world.execute(&format!(
        "UPDATE quality_feedbacks SET created_at = created_at - interval '3 days' WHERE id = '{}'",
        old.id
    ));
    desk.world
        .execute("UPDATE quality_terms SET valid_from = (now() AT TIME ZONE 'Asia/Shanghai')::date WHERE valid_from > now()");
    let mut new = Case::raise(&quality, about());
    let hours = |case: &mut Case| {
        case.act(&quality, "triage", triage("critical", "8d", json!({}))).expect(200);
        let at = |value: &Value| value.as_str().unwrap().parse::<chrono::DateTime<chrono::Utc>>().unwrap();
        let judged = at(&case.last["decisions"]["triage"]["at"]);
        [1, 2, 3].map(|n| (at(&case.last["deadlines"][n]["due_at"]) - judged).num_hours())
    };
    assert_eq!(hours(&mut old), [24, 240, 336]);
    assert_eq!(hours(&mut new), [4, 72, 120]);
    let all = quality.get("/quality-terms").expect(200).json();
    assert_eq!((&all[0]["in_force"], &all[0]["editable"]), (&json!(true), &json!(false)));
    let now = quality.get(&path).expect(200);
    quality.put(&path, &now.etag(), set("2099-03-01", 5)).refused(409, "transition_refused");
}

#[test]
fn what_was_heard_on_a_visit_or_in_a_survey_becomes_a_case() {
    let desk = Desk::open();
    let [specialist, engineer, quality] =
        ["service_specialist", "engineer", "quality"].map(|key| desk.as_(key));
    let heard = |kind: &str, day: &str| json!({ "kind": kind, "reference": "走访 12", "told_on": day, "told_by": "林建国" });
    let raise = |kind: &str, day: &str| json!({ "subject": "平层误差超标", "product_id": PRODUCT, "origin": heard(kind, day) });
    specialist
        .post("/quality-feedback", raise("visit", "2999-01-01"))
        .refused_field("/origin/told_on", "in_future");
    specialist
        .post("/quality-feedback", json!({ "origin": heard("visit", "2026-01-05") }))
        .refused_field("/subject", "required");
    let ticket = desk.file("service_specialist", json!({ "fault_code_id": FAULT }));
    let mut both = raise("visit", "2026-01-05");
    both["ticket_id"] = json!(ticket.id);
    specialist.post("/quality-feedback", both).refused_field("/origin", "inconsistent");

    let mut one = Case::raise(&specialist, raise("visit", "2026-01-05"));
    assert_eq!(one.last["sources"][0]["origin"], heard("visit", "2026-01-05"));
    // A survey says the same, and a complaint: one case of them all, of which each is kept.
    one.act(&engineer, "sources", json!({ "origin": heard("survey", "2026-01-07") })).expect(200);
    one.act(&engineer, "sources", json!({ "ticket_id": ticket.id })).expect(200);
    one.act(&engineer, "sources", json!({})).refused_field("/ticket_id", "required");
    let mut into = Case::raise(&specialist, raise("production", "2026-01-09"));
    one.act(&quality, "merge", json!({ "into_id": into.id })).expect(200);
    let kinds: Vec<_> = into.read(&quality)["sources"]
        .as_array()
        .unwrap()
        .iter()
        .map(|source| source["origin"]["kind"].clone())
        .collect();
    assert_eq!(into.last["head"]["sources"], 4);
    assert_eq!(
        (kinds.iter().filter(|kind| **kind == json!("production")).count(), kinds.len()),
        (1, 4),
        "{kinds:?}"
    );
    let paper = quality.get(&format!("{}/paper/feedback?lang=zh-CN", into.path)).expect(200);
    assert!(paper.bytes.starts_with(b"%PDF-"));

    // Cases with the same cause are told, whatever else they are about; the same model alone is no likeness.
    let cause = |case: &mut Case, words: &str| {
        case.act(&quality, "triage", triage("minor", "4d", json!({}))).expect(200);
        case.write(&engineer, json!({ "causes": { "occurrence": words } })).expect(200);
    };
    let mut wheel = Case::raise(&specialist, json!({ "subject": "停层抖动" }));
    let mut belt = Case::raise(&specialist, json!({ "subject": "皮带磨损", "product_id": PRODUCT }));
    cause(&mut wheel, "供方带轮偏心超差");
    cause(&mut belt, "带轮偏心 0.4 mm");
    let alike = quality.get(&format!("{}/similar", wheel.path)).expect(200).json();
    let found: Vec<_> = alike.as_array().unwrap().iter().map(|s| (&s["head"]["id"], &s["alike"])).collect();
    assert_eq!(found, [(&json!(belt.id), &json!(["cause"]))]);
}
