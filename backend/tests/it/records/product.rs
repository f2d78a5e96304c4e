//! Product models and their warranty terms.

use crate::support::World;
use serde_json::{Value, json};

fn product(code: &str, line: &str) -> Value {
    json!({ "code": code, "name": "乘客电梯 1000 kg", "line": line })
}

fn codes(page: &Value) -> Vec<&str> {
    page["items"].as_array().expect("items").iter().map(|i| i["code"].as_str().expect("a code")).collect()
}

#[test]
fn quality_keeps_the_models_and_everybody_reads_them() {
    let world = World::new();
    let quality = world.as_("quality");
    let mut input = product("SB-1000P", "passenger_lift");
    input["warranty_terms"] = json!([{ "part_class": "traction_machine", "months": 36, "percent": 80 }]);
    let made = quality.post("/products", input).expect(201);
    let own = format!("/products/{}", made.text("/id"));
    assert_eq!(made.header("location"), Some(&*format!("/api/v1{own}")));
    for reader in ["technician", "north_dealer", "tower_customer"] {
        let seen = world.as_(reader).get(&own).expect(200);
        assert_eq!((seen.json(), seen.etag()), (made.json(), "\"1\"".to_owned()), "{reader}");
        world.as_(reader).post("/products", product("X", "x")).refused(403, "forbidden");
    }
    world.as_("supplier").get(&own).refused(403, "forbidden");
    let mut change = product("SB-1000P", "passenger_lift");
    change["active"] = json!(false);
    let changed = quality.put(&own, "\"1\"", change.clone()).expect(200).json();
    assert_eq!((&changed["active"], &changed["warranty_terms"]), (&json!(false), &json!([])));
    quality.put(&own, "\"1\"", change).refused(412, "version_stale");
    let inactive = quality.get("/products?active=false").expect(200).json();
    assert_eq!(codes(&inactive), ["SB-1000P"]);
    assert_eq!(world.count("audit_entries WHERE record = 'product'"), 2);
}

#[test]
fn terms_out_of_range_are_refused_by_name() {
    let world = World::new();
    let mut input = product("SB-1", "x");
    input["warranty_terms"] = json!([{ "months": 601, "percent": 100 }, { "months": 1, "percent": 0 }]);
    let refused = world.as_("quality").post("/products", input).expect(422);
    assert_eq!(
        refused.errors(),
        [
            ("/warranty_terms/0/months".into(), "too_large".into()),
            ("/warranty_terms/1/percent".into(), "too_small".into())
        ]
    );
}

#[test]
fn a_code_is_given_once() {
    let world = World::new();
    let quality = world.as_("quality");
    quality.post("/products", product("SB-1", "x")).expect(201);
    let taken = quality.post("/products", product("SB-1", "y")).refused(409, "already_exists");
    assert_eq!(taken.errors(), [("/code".into(), "taken".into())]);
    // The refusal leaves its key free for a corrected request.
    quality.post("/products", product("SB-2", "y")).expect(201);
}

#[test]
fn a_cursor_walks_the_models_in_order_of_line_and_code() {
    let world = World::new();
    let quality = world.as_("quality");
    for (code, line) in
        [("B2", "lift"), ("A1", "escalator"), ("B1", "lift"), ("C1", "lift"), ("A2", "escalator")]
    {
        quality.post("/products", product(code, line)).expect(201);
    }
    let mut walked = vec![];
    let mut next = String::new();
    loop {
        let page = quality.get(&format!("/products?limit=2{next}")).expect(200).json();
        walked.extend(codes(&page).into_iter().map(str::to_owned));
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        next = format!("&cursor={cursor}");
    }
    assert_eq!(walked, ["A1", "A2", "B1", "B2", "C1"]);
    let lifts = quality.get("/products?line=lift&q=b").expect(200).json();
    assert_eq!((codes(&lifts), &lifts["total"]["count"]), (vec!["B1", "B2"], &json!(2)));
    quality.get("/products?limit=101").refused_field("?limit", "too_large");
    quality.get("/products?cursor=nonsense").refused_field("?cursor", "cursor_invalid");
}
