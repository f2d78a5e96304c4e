//! The light path, and the register: what is late is found, and told of rung by rung.

use super::quality_feedback::{Case, ids, measure, refused_by, told, triage};
use crate::support::at_once;
use crate::support::desk::Desk;
use diesel::RunQueryDsl;
use sanbao::jobs::climb_quality_ladder;
use serde_json::json;

#[test]
fn the_light_path_is_short_and_the_register_finds_what_is_late() {
    let desk = Desk::open();
    let [technician, engineer, quality] = ["technician", "engineer", "quality"].map(|key| desk.as_(key));
    let mut light =
        Case::raise(&technician, json!({ "subject": "铭牌划痕", "quantity_checked": 5, "quantity_bad": 1 }));
    let too_many = json!({ "subject": "铭牌划痕", "quantity_checked": 1, "quantity_bad": 2 });
    technician.post("/quality-feedback", too_many).refused_field("/quantity_bad", "inconsistent");
    light.act(&quality, "triage", triage("minor", "simple", json!({}))).expect(200);
    light
        .act(&engineer, "contain", json!({ "places": [{ "place": "own_stock", "quantity": 1, "bad": 0 }] }))
        .refused(409, "transition_refused");
    refused_by(light.act(&engineer, "begin", json!({})), &["open_measure"]);
    light.act(&engineer, "measures", measure("corrective", "engineer")).expect(200);
    light.act(&engineer, "begin", json!({})).expect(200);
    light.finish(&engineer, 0).expect(200);
    light.act(&engineer, "complete", json!({})).expect(200);
    refused_by(light.act(&engineer, "reply", json!({ "text": "已处理" })), &["complaint"]);
    light.validate(&quality, 0).expect(200);
    light.act(&quality, "verify", json!({ "reason": "外观问题，无需实测" })).expect(200);
    light.act(&quality, "close", json!({})).expect(200);

    // One that waits for its verdict too long, one that is refused, one that waits.
    let mut late = Case::raise(&technician, json!({ "subject": "光幕误动作" }));
    desk.world.execute(&format!(
        "UPDATE quality_feedbacks SET created_at = now() - interval '20 days', due_at = now() - interval '18 days' WHERE id = '{}'",
        late.id
    ));
    let mut refused = Case::raise(&technician, json!({ "subject": "按钮不亮" }));
    refused.act(&quality, "reject", json!({ "reason": "灯泡为易耗件" })).expect(200);
    assert_eq!((refused.status(), &refused.last["available_actions"]), ("not_valid", &json!([])));
    let waiting = Case::raise(&technician, json!({ "subject": "平层不准" }));
    // What is raised in the evening is due within a day, and told of at once.
    desk.world.execute(&format!(
        "UPDATE quality_feedbacks SET due_at = now() + interval '3 days' WHERE id = '{}'",
        waiting.id
    ));
    assert_eq!(ids(&quality, "?overdue=true"), [late.id.clone()]);
    assert_eq!(ids(&quality, "?overdue=false").len(), 3);
    assert_eq!(ids(&quality, "?sort=due"), [late.id.clone(), waiting.id.clone()]);
    assert_eq!(ids(&quality, "?sort=due&limit=1"), [late.id.clone()]);
    assert_eq!(ids(&quality, "?open=true"), [waiting.id.clone(), late.id.clone()]);
    assert_eq!(ids(&quality, "?status=closed,not_valid"), [refused.id, light.id.clone()]);
    assert_eq!(ids(&quality, "?severity=minor&method=simple"), [light.id]);
    assert_eq!(ids(&quality, "?q=%E5%B9%B3%E5%B1%82"), std::slice::from_ref(&waiting.id));
    let page = quality.get("/quality-feedback?sort=due&limit=1").expect(200).json();
    let next = page["next_cursor"].as_str().unwrap();
    assert_eq!(ids(&quality, &format!("?sort=due&limit=1&cursor={next}")), [waiting.id]);
    quality.get(&format!("/quality-feedback?cursor={next}")).refused_field("?cursor", "cursor_invalid");
    // The highest rung of the ladder is told once; what is not due yet, not at all.
    let climb = || climb_quality_ladder(&desk.world.db(), chrono::Utc::now()).unwrap();
    assert_eq!(at_once(3, |_| climb()).into_iter().sum::<usize>(), 1);
    assert_eq!(climb(), 0);
    assert!(told(&desk.as_("supervisor")).contains(&json!("escalated")));
    assert!(!told(&quality).contains(&json!("breached")));
    assert_eq!(desk.world.count("audit_entries WHERE record = 'quality_feedback' AND action = 'remind'"), 1);
    let read = late.read(&quality);
    assert_eq!((&read["head"]["overdue"], &read["head"]["age_days"]), (&json!(true), &json!(20)));

    // What the API refuses the database refuses, too.
    for statement in [
        "UPDATE quality_feedbacks SET status = 'implementing'",
        "UPDATE quality_feedbacks SET status = 'closed'",
        "UPDATE quality_feedbacks SET merged_into_id = id",
    ] {
        let sql = format!("{statement} WHERE id = '{}'", late.id);
        let (refused, _) = desk.world.counted(|c| diesel::sql_query(sql).execute(c).is_err());
        assert!(refused, "{statement}");
    }
}
