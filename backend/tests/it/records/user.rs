//! Stories of people: invited, changed, switched off and on.

use crate::support::{Client, Organization, PASSWORD, Response, World, at_once, person};
use serde_json::{Value, json};

fn newcomer() -> Value {
    json!({ "organization_id": Organization::North.id(), "name": "陈工", "email": "chen@north.test", "roles": ["technician"] })
}

/// The token of a link in an answer.
fn token(answer: &Response) -> String {
    let link = answer.text("/link");
    link.strip_prefix("/welcome#token=").expect("a link to the page").to_owned()
}

fn redeem(client: &Client, token: &str, password: &str) -> Response {
    client.post("/auth/redeem-link", json!({ "token": token, "new_password": password }))
}

fn path(key: &str) -> String {
    format!("/users/{}", person(key).id())
}

#[test]
fn an_invitation_is_used_once_and_lets_the_person_in() {
    let world = World::new();
    let made = world.as_("admin").post("/users", newcomer()).expect(201);
    assert_eq!(made.text("/user/status"), "invited");
    assert_eq!(made.header("location"), Some(format!("/api/v1/users/{}", made.text("/user/id")).as_str()));
    let token = token(&made);
    let anyone = world.anyone();
    world.try_log_in(&anyone, "chen@north.test", "lifts and escalators").refused(401, "login_failed");
    redeem(&anyone, &token, "chen@north.t").refused_field("/new_password", "password_weak");
    redeem(&anyone, &token, "aaaaaaaaaaaaaaaa").refused_field("/new_password", "password_weak");
    redeem(&anyone, &token, "lifts and escalators").expect(204);
    redeem(&anyone, &token, "escalators and lifts").refused(422, "link_invalid");
    redeem(&anyone, "made-up", "escalators and lifts").refused(422, "link_invalid");
    let answer = world.try_log_in(&anyone, "chen@north.test", "lifts and escalators").expect(200);
    assert_eq!(answer.text("/user/organization_name"), "North");
    assert_eq!(world.count("audit_entries WHERE action = 'redeem_link'"), 1);
}

#[test]
fn a_link_is_used_once_even_by_many_at_once() {
    let world = World::new();
    let token = token(&world.as_("admin").post("/users", newcomer()).expect(201));
    let answers =
        at_once(6, |n| redeem(&world.anyone(), &token, &format!("lifts and escalators {n}")).status);
    assert_eq!(answers.iter().filter(|status| **status == 204).count(), 1, "{answers:?}");
}

#[test]
fn a_reset_link_replaces_earlier_ones_and_ends_every_session() {
    let world = World::new();
    let (admin, owner) = (world.as_("admin"), world.as_("finance"));
    let first = token(&admin.act(&format!("{}/reset_link", path("finance")), "\"1\"", json!({})).expect(200));
    let second =
        token(&admin.act(&format!("{}/reset_link", path("finance")), "\"1\"", json!({})).expect(200));
    assert_ne!(first, second);
    redeem(&world.anyone(), &first, "lifts and escalators").refused(422, "link_invalid");
    owner.get("/me").expect(200);
    redeem(&world.anyone(), &second, "lifts and escalators").expect(204);
    owner.get("/me").refused(401, "unauthenticated");
    world.log_in("finance").refused(401, "login_failed");
    let third = token(&admin.act(&format!("{}/reset_link", path("finance")), "\"2\"", json!({})).expect(200));
    world.execute("UPDATE one_use_links SET expires_at = now()");
    redeem(&world.anyone(), &third, "escalators and lifts").refused(422, "link_invalid");
}

#[test]
fn a_repeated_invitation_is_one_invitation_and_the_same_link() {
    let world = World::new();
    let admin = world.as_("admin");
    let answers = at_once(20, |_| admin.post_as("/users", "twin", newcomer()).expect(201));
    assert!(answers.iter().all(|answer| answer.body == answers[0].body));
    assert!(answers.iter().all(|answer| answer.etag() == "\"1\""));
    assert_eq!(world.count("users WHERE email = 'chen@north.test'"), 1);
    assert_eq!(world.count("one_use_links"), 1);
    assert_eq!(world.count("audit_entries WHERE record = 'user'"), 1);
    assert_eq!(world.count("idempotency_keys WHERE body LIKE '%token=%'"), 0, "the token is stored nowhere");
    redeem(&world.anyone(), &token(&answers[7]), "lifts and escalators").expect(204);
    let mut other = newcomer();
    other["name"] = json!("somebody else");
    admin.post_as("/users", "twin", other).refused(422, "idempotency_key_reused");
    let body = newcomer().to_string();
    admin
        .send("POST", "/users", &[("content-type", "application/json")], Some(&body))
        .refused(400, "idempotency_key_missing");
}

#[test]
fn an_invitation_names_every_field_that_is_wrong() {
    let world = World::new();
    let admin = world.as_("admin");
    let with = |field: &str, value: Value| {
        let mut body = newcomer();
        body[field] = value;
        admin.post("/users", body)
    };
    with("organization_id", json!(uuid::Uuid::nil())).refused_field("/organization_id", "no_such_record");
    with("roles", json!([])).refused_field("/roles", "required");
    with("roles", json!(["technician", "technician"])).refused_field("/roles", "not_allowed");
    let refused = with("roles", json!(["admin"])).refused_field("/roles", "not_allowed");
    assert_eq!(refused.json()["allowed"], json!(["dealer", "technician"]));
    with("name", json!("Chen\u{0}")).refused_field("/name", "control_character");
    with("name", json!("  ")).refused_field("/name", "blank");
    with("email", json!("not an address")).refused_field("/email", "email_malformed");
    with("status", json!("active")).refused_field("/status", "unknown");
    with("version", json!(7)).refused_field("/version", "unknown");
    with("password_hash", json!("x")).refused_field("/password_hash", "unknown");
    let taken = with("email", json!("Admin@Maker.test")).refused(409, "already_exists");
    assert_eq!(taken.errors(), [("/email".into(), "taken".into())]);
    assert_eq!(world.count("one_use_links"), 0);
}

#[test]
fn a_disabled_person_is_stopped_at_the_next_request_by_every_door() {
    let world = World::new();
    let (admin, owner) = (world.as_("admin"), world.as_("quality"));
    let log_in = world.log_in("quality").expect(200);
    let body = json!({ "name": "script", "permissions": ["user.read"], "days": 30 });
    let script = world.anyone().bearing(&owner.post("/me/api-tokens", body).expect(201).text("/secret"));
    let link = token(&admin.act(&format!("{}/reset_link", path("quality")), "\"1\"", json!({})).expect(200));
    script.get("/users").expect(200);

    let off = admin.act(&format!("{}/disable", path("quality")), "\"1\"", json!({})).expect(200);
    assert_eq!((off.text("/status").as_str(), off.etag().as_str()), ("disabled", "\"2\""));
    owner.get("/me").refused(401, "unauthenticated");
    script.get("/users").refused(401, "unauthenticated");
    let cookie = format!("sanbao_refresh={}", log_in.cookie("sanbao_refresh").expect("a token"));
    let refreshed = || world.anyone().send("POST", "/auth/refresh", &[("cookie", &cookie)], None);
    refreshed().refused(401, "unauthenticated");
    world.log_in("quality").refused(401, "login_failed");
    redeem(&world.anyone(), &link, "lifts and escalators").refused(422, "link_invalid");
    admin
        .act(&format!("{}/reset_link", path("quality")), "\"2\"", json!({}))
        .refused(409, "transition_refused");

    // Twice is no mistake; and what had ended stays ended when the person comes back.
    admin.act(&format!("{}/disable", path("quality")), "\"2\"", json!({})).expect(200);
    let on = admin.act(&format!("{}/enable", path("quality")), "\"2\"", json!({})).expect(200);
    assert_eq!(on.text("/status"), "active");
    admin.act(&format!("{}/enable", path("quality")), "\"3\"", json!({})).expect(200);
    owner.get("/me").refused(401, "unauthenticated");
    script.get("/users").refused(401, "unauthenticated");
    refreshed().refused(401, "unauthenticated");
    world.log_in("quality").expect(200);
}

#[test]
fn whoever_never_used_the_invitation_is_invited_again_when_enabled() {
    let world = World::new();
    let admin = world.as_("admin");
    let path = format!("/users/{}", admin.post("/users", newcomer()).expect(201).text("/user/id"));
    admin.act(&format!("{path}/disable"), "\"1\"", json!({})).expect(200);
    let back = admin.act(&format!("{path}/enable"), "\"2\"", json!({})).expect(200);
    assert_eq!(back.text("/status"), "invited");
}

#[test]
fn an_administrator_cannot_lock_themselves_out() {
    let world = World::new();
    let admin = world.as_("admin");
    admin.act(&format!("{}/disable", path("admin")), "\"1\"", json!({})).refused(403, "forbidden");
    let demoted = json!({ "name": "admin", "roles": ["finance"], "locale": "en" });
    admin.put(&path("admin"), "\"1\"", demoted).refused_field("/roles", "not_allowed");
    let more = json!({ "name": "admin", "roles": ["admin", "finance"], "locale": "en" });
    admin.put(&path("admin"), "\"1\"", more).expect(200);
}

#[test]
fn a_change_needs_the_version_that_was_read() {
    let world = World::new();
    let admin = world.as_("admin");
    let body = json!({ "name": "new name", "roles": ["finance", "quality"], "locale": "zh-CN" });
    let etag = admin.get(&path("finance")).expect(200).etag();
    let after = admin.put(&path("finance"), &etag, body.clone()).expect(200);
    assert_eq!((after.text("/name").as_str(), after.etag().as_str()), ("new name", "\"2\""));
    admin.put(&path("finance"), &etag, body.clone()).refused(412, "version_stale");
    admin.put(&path("finance"), "2", body.clone()).refused(412, "version_stale");
    let unread = &[("content-type", "application/json"), ("idempotency-key", "k")];
    admin.send("PUT", &path("finance"), unread, Some(&body.to_string())).refused(428, "version_missing");
    admin.send("POST", &format!("{}/disable", path("finance")), unread, None).refused(428, "version_missing");
    admin.act(&format!("{}/disable", path("finance")), &etag, json!({})).refused(412, "version_stale");
    let mut wrong = body.clone();
    wrong["version"] = json!(9);
    admin.put(&path("finance"), "\"2\"", wrong).refused_field("/version", "unknown");
    let with_words = json!({ "status": "active" });
    admin
        .act(&format!("{}/enable", path("finance")), "\"2\"", with_words)
        .refused_field("/status", "unknown");
    world.as_("supervisor").put(&path("finance"), "\"2\"", body).refused(403, "forbidden");
}

#[test]
fn of_many_writers_of_one_version_one_wins() {
    let world = World::new();
    let admin = world.as_("admin");
    let answers = at_once(16, |n| {
        let body = json!({ "name": format!("writer {n}"), "roles": ["finance"], "locale": "en" });
        admin.put(&path("finance"), "\"1\"", body).status
    });
    assert_eq!(answers.iter().filter(|status| **status == 200).count(), 1, "{answers:?}");
    assert_eq!(answers.iter().filter(|status| **status == 412).count(), 15, "{answers:?}");
}

#[test]
fn a_changed_role_counts_at_the_next_request() {
    let world = World::new();
    let (admin, owner) = (world.as_("admin"), world.as_("finance"));
    owner.get("/audit-entries").refused(403, "forbidden");
    let with = |roles: Value| json!({ "name": "finance", "roles": roles, "locale": "en" });
    admin.put(&path("finance"), "\"1\"", with(json!(["finance", "admin"]))).expect(200);
    owner.get("/audit-entries").expect(200);
    admin.put(&path("finance"), "\"2\"", with(json!(["finance"]))).expect(200);
    owner.get("/audit-entries").refused(403, "forbidden");
}

#[test]
fn a_dealer_sees_the_people_of_the_own_house_only() {
    let world = World::new();
    let dealer = world.as_("north_dealer");
    let listed = dealer.get("/users").expect(200);
    let emails: Vec<_> =
        listed.json()["items"].as_array().expect("a list").iter().map(|u| u["email"].clone()).collect();
    assert_eq!(emails, ["dealer@north.test", "technician@north.test"]);
    assert_eq!(listed.json()["total"]["count"], 2);
    dealer.get(&path("north_technician")).expect(200);
    let unknown = dealer.get(&format!("/users/{}", uuid::Uuid::nil())).refused(404, "not_found").json();
    for key in ["south_dealer", "admin", "tower_customer"] {
        let hidden = dealer.get(&path(key)).refused(404, "not_found").json();
        assert_eq!(hidden["detail"], unknown["detail"]);
    }
    let foreign = format!("/users?organization_id={}", Organization::South.id());
    assert_eq!(dealer.get(&foreign).expect(200).json()["items"], json!([]));
    dealer.post("/users", newcomer()).refused(403, "forbidden");
    for key in ["supplier", "tower_customer"] {
        world.as_(key).get("/users").refused(403, "forbidden");
    }
}

#[test]
fn the_list_is_filtered_ordered_and_paged() {
    let world = World::new();
    let admin = world.as_("admin");
    let emails = |query: &str| -> Vec<String> {
        let page = admin.get(&format!("/users{query}")).expect(200).json();
        let items = page["items"].as_array().expect("a list").clone();
        items.iter().map(|u| u["email"].as_str().expect("an e-mail").to_owned()).collect()
    };
    assert_eq!(emails("?role=supplier"), ["supplier@parts.test"]);
    assert_eq!(emails("?q=south").len(), 2);
    assert_eq!(emails("?status=invited,disabled"), [] as [&str; 0]);
    assert_eq!(emails(&format!("?organization_id={}", Organization::Tower.id())), ["customer@tower.test"]);
    for sort in ["name", "-created_at"] {
        let all = emails(&format!("?sort={sort}"));
        let (mut seen, mut cursor) = (vec![], String::new());
        loop {
            let page = admin.get(&format!("/users?sort={sort}&limit=4{cursor}")).expect(200).json();
            let items = page["items"].as_array().expect("a list").clone();
            seen.extend(items.iter().map(|u| u["email"].as_str().expect("an e-mail").to_owned()));
            match page["next_cursor"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(seen, all);
        assert_eq!(seen.len(), 14);
    }
    admin.get("/users?sort=email").refused_field("?sort", "not_allowed");
    admin.get("/users?limit=101").refused_field("?limit", "too_large");
    admin.get("/users?cursor=x").refused_field("?cursor", "cursor_invalid");
    admin.get("/users?colour=red").refused_field("?colour", "unknown");
}

#[test]
fn the_password_is_in_no_answer_and_no_audit_row() {
    let world = World::new();
    let admin = world.as_("admin");
    let made = admin.post("/users", newcomer()).expect(201);
    redeem(&world.anyone(), &token(&made), "lifts and escalators").expect(204);
    let user = admin.get(&format!("/users/{}", made.text("/user/id"))).expect(200);
    assert!(!user.body.contains("argon2"));
    let trail = admin.get("/audit-entries").expect(200).body;
    for secret in ["lifts and escalators", "argon2", PASSWORD, token(&made).as_str()] {
        assert!(!trail.contains(secret), "{secret}");
    }
}
