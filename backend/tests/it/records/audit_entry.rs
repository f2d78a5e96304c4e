//! Stories of the audit trail.

use crate::support::{World, person};
use serde_json::json;

#[test]
fn a_change_is_written_down_with_who_what_and_in_which_request() {
    let world = World::new();
    let admin = world.as_("admin");
    let body = json!({ "name": "renamed", "roles": ["finance"], "locale": "en" });
    let id = person("finance").id();
    let changed = admin.put(&format!("/users/{id}"), "\"1\"", body.clone()).expect(200);
    admin.put(&format!("/users/{id}"), "\"1\"", body).refused(412, "version_stale");
    let entries = admin.get(&format!("/audit-entries?record_id={id}")).expect(200).json();
    assert_eq!(entries["total"]["count"], 1, "a refusal changes nothing");
    let entry = &entries["items"][0];
    assert_eq!((entry["record"].as_str(), entry["action"].as_str()), (Some("user"), Some("update")));
    assert_eq!(entry["actor_id"], json!(person("admin").id()));
    assert_eq!(entry["request_id"].as_str(), changed.header("x-request-id"));
    assert_eq!(entry["changes"]["name"], "renamed");
}

#[test]
fn the_trail_is_read_newest_first_page_by_page_by_administrators() {
    let world = World::new();
    let admin = world.as_("admin");
    for version in 1..=5 {
        admin.put("/policy", &format!("\"{version}\""), json!({ "link_days": version })).expect(200);
    }
    let (mut seen, mut cursor) = (vec![], String::new());
    loop {
        let actor = person("admin").id();
        let page = admin.get(&format!("/audit-entries?limit=2&actor_id={actor}{cursor}")).expect(200).json();
        let items = page["items"].as_array().expect("a list").clone();
        seen.extend(items.iter().map(|entry| entry["changes"]["link_days"].as_i64().expect("days")));
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, [5, 4, 3, 2, 1]);
    world.as_("supervisor").get("/audit-entries").refused(403, "forbidden");
    world.as_("north_dealer").get("/audit-entries").refused(403, "forbidden");
}
