//! The policy prints itself: every operation × role, as the running server answers, in a committed file.

use crate::support::{World, person, specification};
use sanbao::openapi;
use shared::auth::{Permission, Role, permissions};
use std::fmt::Write;
use std::path::Path;
use utoipa::openapi::path::Operation;

/// One person for each role.
const CAST: &[(Role, &str)] = &[
    (Role::ServiceSpecialist, "service_specialist"),
    (Role::Technician, "technician"),
    (Role::Engineer, "engineer"),
    (Role::Quality, "quality"),
    (Role::Supervisor, "supervisor"),
    (Role::Finance, "finance"),
    (Role::Dealer, "north_dealer"),
    (Role::Supplier, "supplier"),
    (Role::Customer, "tower_customer"),
    (Role::Admin, "admin"),
];

fn operations() -> Vec<(&'static str, String, Operation)> {
    let mut all = vec![];
    for (path, item) in &specification().paths.paths {
        for (method, operation) in [
            ("GET", &item.get),
            ("POST", &item.post),
            ("PUT", &item.put),
            ("PATCH", &item.patch),
            ("DELETE", &item.delete),
        ] {
            all.extend(operation.clone().map(|o| (method, path.clone(), o)));
        }
    }
    all
}

/// Whether the server lets the person try: the ids are random and the body is empty, so the most that is
/// answered is "not found" or "something is missing".
fn may_try(client: &crate::support::Client, method: &str, path: &str) -> bool {
    let mut target = path.trim_start_matches("/api/v1").to_owned();
    while let (Some(a), Some(b)) = (target.find('{'), target.find('}')) {
        target.replace_range(a..=b, "01933f0a-0000-7000-8000-00000000dead");
    }
    let target = if path.starts_with("/api/v1") { target } else { format!("/{path}") };
    let key = uuid::Uuid::now_v7().to_string();
    let headers =
        [("content-type", "application/json"), ("if-match", "\"1\""), ("idempotency-key", key.as_str())];
    let body = (method != "GET").then_some("{}");
    let answer = client.send(method, &target, &headers, body);
    assert_ne!(answer.status, 401, "{method} {path}: {}", answer.body);
    assert!(answer.status < 500, "{method} {path}: {} {}", answer.status, answer.body);
    answer.status != 403
}

#[test]
fn the_matrix_is_the_one_that_was_agreed() {
    let world = World::new();
    let mut table =
        String::from("Written by the test `policy_matrix`; UPDATE_SNAPSHOTS=1 writes it anew.\n\n");
    let _ = write!(table, "{:<36}", "operation");
    for (role, _) in CAST {
        let _ = write!(table, " {:>18}", role.as_str());
    }
    table.push('\n');
    let mut rows = vec![];
    for (method, path, operation) in operations() {
        let id = operation.operation_id.clone().unwrap();
        let declared = openapi::permission(&operation);
        let permission: Option<Permission> = declared.parse().ok();
        assert!(
            permission.is_some() || matches!(declared.as_str(), "public" | "logged_in"),
            "{id}: {declared}"
        );
        let mut row = format!("{id:<36}");
        for (role, key) in CAST {
            // Logging out would end the session that the next question needs; each gets a new one.
            let allowed = declared == "public" || may_try(&world.as_(key), method, &path);
            let held = permissions(person(key).organization.kind(), &[*role], None);
            let expected = permission.is_none_or(|p| held.contains(&p));
            assert_eq!(allowed, expected, "{method} {path} as {role} ({declared})");
            let _ = write!(row, " {:>18}", if allowed { "✔" } else { "✘" });
        }
        rows.push(row);
    }
    rows.sort();
    table += &rows.join("\n");
    table.push('\n');
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/policy_matrix.txt");
    if std::env::var_os("UPDATE_SNAPSHOTS").is_some() {
        std::fs::write(&file, &table).unwrap();
    }
    let committed = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(
        committed == table,
        "the matrix has changed: UPDATE_SNAPSHOTS=1 cargo test policy_matrix, and look at the difference"
    );
}

/// An id that nothing has.
const NOBODY: &str = "01933f0a-0000-7000-8000-00000000dead";

#[test]
fn nobody_gets_in_without_a_token() {
    let world = World::new();
    let nobody = world.anyone();
    for (method, path, operation) in operations() {
        if openapi::permission(&operation) == "public" {
            continue;
        }
        let parts = path.trim_start_matches("/api/v1").split('/');
        let target =
            parts.map(|part| if part.starts_with('{') { NOBODY } else { part }).collect::<Vec<_>>().join("/");
        for token in [None, Some("Bearer nonsense"), Some("Bearer sbt_nonsense"), Some("Basic YTpi")] {
            let headers: Vec<(&str, &str)> = token.map(|t| ("authorization", t)).into_iter().collect();
            let answer = nobody.send(method, &target, &headers, (method != "GET").then_some("{}"));
            assert_eq!(
                (answer.status, answer.problem_code().as_str()),
                (401, "unauthenticated"),
                "{method} {path} {token:?}"
            );
            assert_eq!(answer.header("www-authenticate"), Some("Bearer"));
        }
    }
}
