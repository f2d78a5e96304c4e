//! The fault catalogue.

use crate::support::World;
use serde_json::{Value, json};

fn fault(code: &str, line: Option<&str>) -> Value {
    json!({ "code": code, "name_zh": "门机异响", "name_en": "Door operator noisy", "line": line, "standard_minutes": 90 })
}

fn codes(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("items").iter().map(|i| i["code"].as_str().expect("a code")).collect()
}

#[test]
fn quality_keeps_the_catalogue_and_everybody_reads_it() {
    let world = World::new();
    let quality = world.as_("quality");
    let made = quality.post("/fault-codes", fault("DR-03", None)).expect(201);
    let own = format!("/fault-codes/{}", made.text("/id"));
    assert_eq!(made.header("location"), Some(&*format!("/api/v1{own}")));
    assert_eq!(world.as_("north_dealer").get(&own).expect(200).json(), made.json());
    world.as_("technician").post("/fault-codes", fault("X", None)).refused(403, "forbidden");
    quality.put(&own, "\"1\"", fault("DR-04", None)).expect(200);
    quality.put(&own, "\"1\"", fault("DR-05", None)).refused(412, "version_stale");
    quality.post("/fault-codes", fault("DR-04", None)).refused(409, "already_exists");
    assert_eq!(world.count("audit_entries WHERE record = 'fault_code'"), 2);
}

#[test]
fn a_standard_time_is_at_least_a_minute() {
    let world = World::new();
    let mut input = fault("DR-03", None);
    input["standard_minutes"] = json!(0);
    world.as_("quality").post("/fault-codes", input).refused_field("/standard_minutes", "too_small");
}

#[test]
fn a_product_line_has_its_own_faults_and_those_of_all_lines() {
    let world = World::new();
    let quality = world.as_("quality");
    for (code, line) in [("C", None), ("B", Some("escalator")), ("A", Some("lift"))] {
        quality.post("/fault-codes", fault(code, line)).expect(201);
    }
    let list = |query: &str| quality.get(&format!("/fault-codes{query}")).expect(200).json();
    assert_eq!(codes(&list("")), ["A", "B", "C"]);
    assert_eq!(codes(&list("?line=lift")), ["A", "C"]);
    // 异响, inside the longer name.
    assert_eq!(codes(&list("?q=%E5%BC%82%E5%93%8D&limit=2")), ["A", "B"]);
    let cursor = list("?limit=2")["next_cursor"].as_str().expect("a cursor").to_owned();
    assert_eq!(codes(&list(&format!("?limit=2&cursor={cursor}"))), ["C"]);
    quality.get("/fault-codes?limit=0").refused_field("?limit", "too_small");
}
