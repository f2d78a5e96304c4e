//! Stories of tokens for scripts.

use crate::support::{Client, Response, World, at_once};
use serde_json::json;

fn make(owner: &Client, permissions: &[&str]) -> Response {
    owner.post("/me/api-tokens", json!({ "name": "nightly export", "permissions": permissions, "days": 90 }))
}

#[test]
fn a_token_may_do_what_it_was_made_for_and_no_more() {
    let world = World::new();
    let owner = world.as_("admin");
    let made = make(&owner, &["user.read"]).expect(201);
    assert!(made.text("/secret").starts_with("sbt_"));
    let script = world.anyone().bearing(&made.text("/secret"));
    script.get("/users").expect(200);
    script.get("/audit-entries").refused(403, "forbidden");
    assert_eq!(script.get("/me").expect(200).json()["permissions"], json!(["user.read"]));
    let listed = owner.get("/me/api-tokens").expect(200);
    assert_eq!(listed.text("/0/id"), made.text("/api_token/id"));
    assert!(!listed.body.contains("sbt_"));
}

#[test]
fn a_token_never_has_a_right_that_its_owner_lost() {
    let world = World::new();
    let made = make(&world.as_("admin"), &["user.read", "audit.read"]).expect(201);
    let script = world.anyone().bearing(&made.text("/secret"));
    script.get("/audit-entries").expect(200);
    world.execute("UPDATE users SET roles = '{finance}' WHERE email = 'admin@maker.test'");
    script.get("/audit-entries").refused(403, "forbidden");
    script.get("/users").expect(200);
    world.execute("UPDATE users SET status = 'disabled' WHERE email = 'admin@maker.test'");
    script.get("/users").refused(401, "unauthenticated");
}

#[test]
fn a_revoked_or_expired_token_stops_at_the_next_request() {
    let world = World::new();
    let owner = world.as_("quality");
    let made = make(&owner, &["user.read"]).expect(201);
    let script = world.anyone().bearing(&made.text("/secret"));
    script.get("/users").expect(200);
    let path = format!("/me/api-tokens/{}", made.text("/api_token/id"));
    world.as_("admin").delete(&path).refused(404, "not_found");
    for _ in 0..2 {
        owner.delete(&path).expect(204);
    }
    script.get("/users").refused(401, "unauthenticated");
    assert!(owner.get("/me/api-tokens").json()[0]["revoked_at"].is_string());

    let other = make(&owner, &["user.read"]).expect(201);
    world.execute("UPDATE api_tokens SET expires_at = now()");
    world.anyone().bearing(&other.text("/secret")).get("/users").refused(401, "unauthenticated");
}

#[test]
fn a_token_cannot_make_itself_at_home() {
    let world = World::new();
    let owner = world.as_("admin");
    let body = json!({ "name": "first", "permissions": ["user.read"], "days": 1 });
    let made = owner.post_as("/me/api-tokens", "the key", body.clone());
    made.refused(400, "idempotency_key_malformed");
    let made = owner.post_as("/me/api-tokens", "key-1", body.clone()).expect(201);
    let script = world.anyone().bearing(&made.text("/secret"));
    // Not even by repeating the request that made it.
    script.post_as("/me/api-tokens", "key-1", body).refused(403, "forbidden");
    make(&script, &["user.read"]).refused(403, "forbidden");
    script.get("/me/api-tokens").refused(403, "forbidden");
    script.get("/me/sessions").refused(403, "forbidden");
    script.put("/me", "\"1\"", json!({ "name": "x", "locale": "en" })).refused(403, "forbidden");
    let password =
        json!({ "current_password": "correct horse battery", "new_password": "another fine one 2026" });
    script.post("/me/password", password).refused(403, "forbidden");
    assert_eq!(world.count("api_tokens"), 1);
}

#[test]
fn a_token_takes_only_rights_of_ones_own_for_a_while() {
    let world = World::new();
    let owner = world.as_("quality");
    let refused =
        make(&owner, &["ticket.judge", "user.manage"]).refused_field("/permissions/1", "not_allowed");
    assert!(refused.json()["allowed"].as_array().is_some_and(|a| a.contains(&json!("ticket.judge"))));
    make(&owner, &["user.read", "user.read"]).refused_field("/permissions/1", "not_allowed");
    make(&owner, &["everything"]).refused_field("/permissions/0", "not_allowed");
    make(&owner, &[]).refused_field("/permissions", "required");
    for (days, code) in [(0, "too_small"), (367, "too_large")] {
        let body = json!({ "name": "x", "permissions": ["user.read"], "days": days });
        owner.post("/me/api-tokens", body).refused_field("/days", code);
    }
    assert_eq!(world.count("api_tokens"), 0);
}

#[test]
fn twenty_twins_make_one_token_and_hear_the_same_secret() {
    let world = World::new();
    let owner = world.as_("quality");
    let body = json!({ "name": "twins", "permissions": ["user.read"], "days": 30 });
    let answers = at_once(20, |_| owner.post_as("/me/api-tokens", "twin", body.clone()).expect(201).body);
    assert!(answers.iter().all(|answer| *answer == answers[0]));
    assert_eq!(world.count("api_tokens"), 1);
    assert_eq!(world.count("audit_entries WHERE record = 'api_token'"), 1);
}
