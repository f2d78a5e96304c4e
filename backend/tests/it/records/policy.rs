//! Stories of the policy.

use crate::support::World;
use serde_json::json;

#[test]
fn the_handbooks_numbers_are_in_force_until_they_are_changed() {
    let world = World::new();
    let admin = world.as_("admin");
    let before = admin.get("/policy").expect(200);
    assert_eq!(
        (before.json()["policy"]["warranty_months"].as_i64(), before.etag().as_str()),
        (Some(18), "\"1\"")
    );
    let after = admin.put("/policy", "\"1\"", json!({ "warranty_months": 24 })).expect(200);
    assert_eq!(after.json()["policy"]["warranty_months"], 24);
    assert_eq!(after.json()["policy"]["link_days"], 7);
    assert_eq!(admin.get("/policy").json(), after.json());
    admin.put("/policy", "\"1\"", json!({})).refused(412, "version_stale");
    assert_eq!(world.count("audit_entries WHERE record = 'policy'"), 1);
}

#[test]
fn numbers_out_of_range_and_unknown_ones_are_refused() {
    let world = World::new();
    let admin = world.as_("admin");
    let refused = admin.put("/policy", "\"1\"", json!({ "link_days": 61, "silence_working_days": 0 }));
    refused.refused_field("/link_days", "too_large").refused_field("/silence_working_days", "too_small");
    admin.put("/policy", "\"1\"", json!({ "link_day": 6 })).refused_field("/link_day", "unknown");
    admin.put("/policy", "\"1\"", json!({ "link_days": -1 })).refused_field("/link_days", "malformed");
    assert_eq!(admin.get("/policy").etag(), "\"1\"");
}

#[test]
fn the_policy_is_read_in_the_house_and_changed_by_administrators() {
    let world = World::new();
    let specialist = world.as_("service_specialist");
    specialist.get("/policy").expect(200);
    specialist.put("/policy", "\"1\"", json!({})).refused(403, "forbidden");
    world.as_("north_technician").get("/policy").refused(403, "forbidden");
    world.as_("north_dealer").get("/policy").refused(403, "forbidden");
}

#[test]
fn a_link_works_for_as_many_days_as_the_policy_says() {
    let world = World::new();
    let admin = world.as_("admin");
    admin.put("/policy", "\"1\"", json!({ "link_days": 2 })).expect(200);
    let path = format!("/users/{}/reset_link", crate::support::person("finance").id());
    admin.act(&path, "\"1\"", json!({})).expect(200);
    assert_eq!(world.count("one_use_links WHERE expires_at = created_at + interval '2 days'"), 1);
}
