//! Stories of logging in, staying so, and logging out.

use crate::support::{Client, PASSWORD, Response, World, at_once, person};
use serde_json::json;

const COOKIE: &str = "sanbao_refresh";

fn refresh(client: &Client, token: &str) -> Response {
    client.send("POST", "/auth/refresh", &[("cookie", &format!("{COOKIE}={token}"))], None)
}

/// Logs in and gives the refresh token.
fn refresh_token(world: &World, key: &str) -> String {
    world.log_in(key).expect(200).cookie(COOKIE).expect("a refresh token")
}

#[track_caller]
fn is_over(answer: Response) {
    assert_eq!(answer.cookie(COOKIE).as_deref(), Some(""), "the browser is told to forget it");
    answer.refused(401, "unauthenticated");
}

/// Lets time pass since the refresh tokens were used.
fn eleven_seconds_pass(world: &World) {
    world.execute("UPDATE refresh_tokens SET used_at = used_at - interval '11 seconds'");
}

#[test]
fn somebody_logs_in_and_is_told_who_they_are() {
    let world = World::new();
    let answer = world.log_in("service_specialist").expect(200);
    assert_eq!(answer.text("/token_type"), "Bearer");
    let me = world.anyone().bearing(&answer.text("/access_token")).get("/me").expect(200);
    assert_eq!((me.text("/email").as_str(), me.etag().as_str()), ("specialist@maker.test", "\"1\""));
    assert_eq!(answer.json()["user"], me.json());
    let names_changed_by_case = world.try_log_in(&world.anyone(), "Specialist@Maker.Test", PASSWORD);
    names_changed_by_case.expect(200);
}

#[test]
fn the_refresh_token_is_out_of_reach_for_scripts_and_other_sites() {
    let world = World::new();
    let answer = world.log_in("admin").expect(200);
    for name in [COOKIE, "sanbao_device"] {
        let cookie = answer.set_cookie(name).expect(name);
        for attribute in ["HttpOnly", "SameSite=Strict", "Path=/api/v1/auth", "Max-Age="] {
            assert!(cookie.contains(attribute), "{cookie}");
        }
    }
    assert!(!answer.body.contains(&answer.cookie(COOKIE).expect("a token")));
}

#[test]
fn a_wrong_password_and_an_unknown_person_are_answered_alike() {
    let world = World::new();
    let told = |email: &str| {
        let mut body =
            world.try_log_in(&world.anyone(), email, "not the password").refused(401, "login_failed").json();
        body.as_object_mut().expect("an object").remove("request_id");
        body
    };
    let known = told("admin@maker.test");
    assert_eq!(known, told("nobody@maker.test"));
    world.execute("UPDATE users SET status = 'disabled' WHERE email = 'finance@maker.test'");
    world.execute("UPDATE organizations SET active = false WHERE code = 'parts'");
    for email in ["finance@maker.test", "supplier@parts.test"] {
        world.try_log_in(&world.anyone(), email, PASSWORD).refused(401, "login_failed");
    }
}

#[test]
fn a_used_refresh_token_ends_the_whole_session() {
    let world = World::new();
    let first = refresh_token(&world, "quality");
    let answer = refresh(&world.anyone(), &first).expect(200);
    let second = answer.cookie(COOKIE).expect("the next token");
    assert_ne!(first, second);
    let owner = world.anyone().bearing(&answer.text("/access_token"));
    owner.get("/me").expect(200);
    eleven_seconds_pass(&world);
    is_over(refresh(&world.anyone(), &first));
    owner.get("/me").refused(401, "unauthenticated");
    is_over(refresh(&world.anyone(), &second));
    assert_eq!(world.count("audit_entries WHERE changes ->> 'reason' = 'refresh_token_reused'"), 1);
}

#[test]
fn two_tabs_that_refresh_at_once_both_go_on() {
    let world = World::new();
    let token = refresh_token(&world, "quality");
    let answers = at_once(8, |_| refresh(&world.anyone(), &token).expect(200));
    let mut next: Vec<_> = answers.iter().filter_map(|answer| answer.cookie(COOKIE)).collect();
    next.dedup();
    assert_eq!(next.len(), 1, "one rotation, told to all");
    assert_eq!(world.count("refresh_tokens"), 2);
    eleven_seconds_pass(&world);
    refresh(&world.anyone(), &next[0]).expect(200);
}

#[test]
fn a_browser_that_never_got_the_answer_is_given_it_again() {
    let world = World::new();
    let token = refresh_token(&world, "quality");
    let lost = refresh(&world.anyone(), &token).expect(200);
    let again = refresh(&world.anyone(), &token).expect(200);
    assert_eq!(lost.cookie(COOKIE), again.cookie(COOKIE));
    // A tab that comes late must not put back what another tab has used by now.
    refresh(&world.anyone(), &lost.cookie(COOKIE).expect("a token")).expect(200);
    let late = refresh(&world.anyone(), &token).expect(200);
    assert_eq!(late.cookie(COOKIE), None);
}

#[test]
fn without_a_refresh_token_of_ours_nothing_is_renewed() {
    let world = World::new();
    is_over(world.anyone().send("POST", "/auth/refresh", &[], None));
    is_over(refresh(&world.anyone(), "made-up"));
    let token = refresh_token(&world, "quality");
    world.execute("UPDATE sessions SET expires_at = now() - interval '1 second'");
    is_over(refresh(&world.anyone(), &token));
}

#[test]
fn a_session_ends_after_ninety_days_however_much_it_is_used() {
    let world = World::new();
    let token = refresh_token(&world, "quality");
    world.execute("UPDATE sessions SET created_at = now() - interval '80 days'");
    let answer = refresh(&world.anyone(), &token).expect(200);
    let cookie = answer.set_cookie(COOKIE).expect("a token");
    let life = cookie.split("Max-Age=").nth(1).and_then(|rest| rest.split(';').next()?.parse::<i64>().ok());
    let ten_days = 10 * 24 * 60 * 60;
    assert!(life.is_some_and(|life| (ten_days - 60..=ten_days).contains(&life)), "{cookie}");
}

#[test]
fn logging_out_needs_only_the_cookie_and_may_be_done_twice() {
    let world = World::new();
    let answer = world.log_in("engineer").expect(200);
    let token = answer.cookie(COOKIE).expect("a token");
    let owner = world.anyone().bearing(&answer.text("/access_token"));
    for _ in 0..2 {
        let out =
            world.anyone().send("POST", "/auth/logout", &[("cookie", &format!("{COOKIE}={token}"))], None);
        assert_eq!(out.expect(204).cookie(COOKIE).as_deref(), Some(""));
    }
    owner.get("/me").refused(401, "unauthenticated");
    is_over(refresh(&world.anyone(), &token));
    world.anyone().send("POST", "/auth/logout", &[], None).expect(204);
    let other = world.as_("engineer");
    other.send("POST", "/auth/logout", &[], None).expect(204);
    other.get("/me").refused(401, "unauthenticated");
}

#[test]
fn a_guesser_is_slowed_down_while_the_owner_still_gets_in() {
    let world = World::new();
    let device = world.log_in("supervisor").expect(200).cookie("sanbao_device").expect("a device");
    let email = person("supervisor").email;
    let guesser = world.anyone().from("203.0.113.7");
    for _ in 0..5 {
        world.try_log_in(&guesser, email, "not the password").refused(401, "login_failed");
    }
    // Now even the right password is not told apart.
    let refused = world.try_log_in(&guesser, email, PASSWORD).refused(429, "too_many_requests");
    let wait: i64 = refused.header("retry-after").and_then(|s| s.parse().ok()).expect("seconds");
    assert!((1..=900).contains(&wait));
    // The owner elsewhere, and the owner's own device even behind the same address.
    world.try_log_in(&world.anyone().from("198.51.100.1"), email, PASSWORD).expect(200);
    let known = guesser.with("cookie", &format!("sanbao_device={device}"));
    world.try_log_in(&known, email, PASSWORD).expect(200);
    // Many addresses together slow strangers down, and still not the owner's device.
    world.execute(&format!(
        "INSERT INTO login_failures (id, email, address, at) \
         SELECT gen_random_uuid(), '{email}', '192.0.2.' || n, now() FROM generate_series(1, 50) AS n"
    ));
    world.try_log_in(&world.anyone().from("198.51.100.1"), email, PASSWORD).refused(429, "too_many_requests");
    world.try_log_in(&known, email, PASSWORD).expect(200);
    // What is over is forgotten.
    world.execute("UPDATE login_failures SET at = at - interval '15 minutes'");
    world.try_log_in(&guesser, email, PASSWORD).expect(200);
}

#[test]
fn guesses_sent_all_at_once_get_no_further() {
    let world = World::new();
    let answers = at_once(12, |n| {
        let guess = if n == 11 { PASSWORD } else { "not the password" };
        world.try_log_in(&world.anyone(), person("finance").email, guess).status
    });
    let told = answers.iter().filter(|status| **status == 401).count();
    assert!(told <= 5, "{answers:?}");
    assert!(answers.iter().all(|status| [200, 401, 429].contains(status)), "{answers:?}");
}

#[test]
fn a_password_is_changed_with_the_old_one_and_ends_the_other_sessions() {
    let world = World::new();
    let (here, elsewhere) = (world.as_("technician"), world.as_("technician"));
    let change = |current: &str, new: &str| {
        here.post("/me/password", json!({ "current_password": current, "new_password": new }))
    };
    change("not the password", "a much better one 2026").refused_field("/current_password", "not_allowed");
    change(PASSWORD, "short").refused_field("/new_password", "password_weak");
    change(PASSWORD, "technician-2026!").refused_field("/new_password", "password_weak");
    change(PASSWORD, "a much better one 2026").expect(204);
    here.get("/me").expect(200);
    elsewhere.get("/me").refused(401, "unauthenticated");
    world.log_in("technician").refused(401, "login_failed");
    world.try_log_in(&world.anyone(), "technician@maker.test", "a much better one 2026").expect(200);
}

#[test]
fn a_stolen_session_cannot_guess_the_password_for_long() {
    let world = World::new();
    let thief = world.as_("technician");
    let guess = json!({ "current_password": "not the password", "new_password": "a much better one 2026" });
    for _ in 0..5 {
        thief.post("/me/password", guess.clone()).expect(422);
    }
    thief.post("/me/password", guess).refused(429, "too_many_requests");
    // Guesses in here do not lock the owner out there.
    world.log_in("technician").expect(200);
}

#[test]
fn one_changes_ones_own_profile_and_nothing_else() {
    let world = World::new();
    let me = world.as_("engineer");
    let profile = json!({ "name": "李明", "phone": "0571-88888888", "locale": "zh-CN" });
    let after = me.put("/me", "\"1\"", profile.clone()).expect(200);
    assert_eq!((after.text("/name").as_str(), after.etag().as_str()), ("李明", "\"2\""));
    assert_eq!(me.get("/me").json(), after.json());
    me.put("/me", "\"1\"", profile.clone()).refused(412, "version_stale");
    me.send("PUT", "/me", &[("content-type", "application/json")], Some(&profile.to_string()))
        .refused(428, "version_missing");
    for (field, value) in [("roles", json!(["admin"])), ("version", json!(9)), ("email", json!("a@b.c"))] {
        let mut body = profile.clone();
        body[field] = value;
        me.put("/me", "\"2\"", body).refused_field(&format!("/{field}"), "unknown");
    }
    let bell = json!({ "name": "Li\u{7}Ming", "locale": "en" });
    me.put("/me", "\"2\"", bell).refused_field("/name", "control_character");
    assert_eq!(world.count("audit_entries WHERE record = 'user'"), 1);
}

#[test]
fn forged_and_foreign_access_tokens_open_nothing() {
    let world = World::new();
    let token = world.log_in("admin").text("/access_token");
    let (head, signature) = token.rsplit_once('.').expect("three parts");
    let first = if signature.starts_with('A') { "B" } else { "A" };
    let forged = [
        format!("{head}.{first}{}", &signature[1..]),
        format!("{head}."),
        head.to_owned(),
        "eyJhbGciOiJub25lIiwidHlwIjoiYXQrand0In0.e30.".into(),
        "sbt_made-up".into(),
        "x".repeat(5000),
    ];
    for token in forged {
        let answer = world.anyone().bearing(&token).get("/users").refused(401, "unauthenticated");
        assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
    }
    world.anyone().get("/users").refused(401, "unauthenticated");
    world
        .anyone()
        .with("authorization", &format!("Basic {token}"))
        .get("/me")
        .refused(401, "unauthenticated");
}
