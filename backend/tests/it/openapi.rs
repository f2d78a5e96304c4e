//! The specification is what is committed, and says what it must of every operation.

use crate::support::specification;
use sanbao::openapi;
use serde_json::Value;
use std::path::Path;

fn committed(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../openapi").join(file);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn what_is_committed_is_what_the_server_writes() {
    let api = specification();
    assert!(committed("openapi.json") == openapi::json(api).unwrap(), "openapi.json is stale: make openapi");
    assert!(committed("routes.txt") == openapi::routes_txt(api), "routes.txt is stale: make openapi");
}

fn operations() -> Vec<(String, String, Value)> {
    let api: Value = serde_json::from_str(&openapi::json(specification()).unwrap()).unwrap();
    let mut all = vec![];
    for (path, item) in api["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if operation.get("operationId").is_some() {
                all.push((method.to_uppercase(), path.clone(), operation.clone()));
            }
        }
    }
    all
}

#[test]
fn every_operation_has_a_summary_a_tag_and_a_described_success() {
    for (method, path, operation) in operations() {
        assert!(operation["summary"].as_str().is_some_and(|s| s.len() > 3), "{method} {path} has no summary");
        assert!(operation["tags"][0].is_string(), "{method} {path} has no tag");
        let responses = operation["responses"].as_object().unwrap();
        let success = responses.iter().find(|(status, _)| status.starts_with('2'));
        assert!(
            success.is_some_and(|(_, r)| r["description"].as_str().is_some_and(|d| !d.is_empty())),
            "{method} {path}"
        );
    }
}

#[test]
fn every_operation_is_public_by_decision_or_needs_a_log_in() {
    let public: Vec<String> = operations()
        .into_iter()
        .filter(|(_, _, o)| o.get("security").is_none_or(|s| s.as_array().is_some_and(Vec::is_empty)))
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect();
    assert_eq!(
        public,
        [
            "POST /api/v1/auth/login",
            "POST /api/v1/auth/logout",
            "POST /api/v1/auth/redeem-link",
            "POST /api/v1/auth/refresh",
            "GET /api/v1/public/tickets/{code}",
            "GET /api/v1/public/units/{code}",
            "POST /api/v1/public/units/{code}/reports",
            "GET /health/live",
            "GET /health/ready",
        ]
    );
}

#[test]
fn every_change_of_a_record_asks_for_its_version_and_every_creation_for_a_key() {
    // One's own sessions and tokens end without a version, and links and files never change: there is nothing in
    // them to overwrite.
    let exempt = [
        "/auth/",
        "/me/password",
        "/me/sessions/",
        "/me/api-tokens/",
        "/links/",
        // Says what is so now, and is said again within seconds.
        "/presence",
        "/api/v1/attachments/",
        "/api/v1/knowledge-files/",
        "/api/v1/rma-pictures/",
    ];
    // A question too long for a query string is a POST that changes nothing: repeating it is harmless.
    let questions = ["/calculate", "/preview", "/try", "/dry-run"];
    for (method, path, operation) in operations() {
        let has = |name: &str| {
            operation["parameters"].as_array().is_some_and(|p| p.iter().any(|p| p["name"] == name))
        };
        if exempt.iter().any(|part| path.contains(part)) {
            continue;
        }
        match method.as_str() {
            "PUT" | "PATCH" | "DELETE" => assert!(has("If-Match"), "{method} {path}"),
            "POST" if questions.iter().any(|end| path.ends_with(end)) => {
                assert!(!has("Idempotency-Key"), "{method} {path}");
            }
            "POST" => assert!(has("Idempotency-Key"), "{method} {path}"),
            _ => {}
        }
    }
}

#[test]
fn every_reference_leads_somewhere_and_words_are_as_they_travel() {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|v| references(v, found));
            }
            Value::Array(list) => list.iter().for_each(|v| references(v, found)),
            _ => {}
        }
    }
    let api: Value = serde_json::from_str(&openapi::json(specification()).unwrap()).unwrap();
    let mut found = vec![];
    references(&api, &mut found);
    for reference in found {
        assert!(api.pointer(reference.trim_start_matches('#')).is_some(), "{reference} leads nowhere");
    }
    let words = &api["components"]["schemas"]["TicketStatus"]["enum"];
    assert_eq!(words[3], "in_progress");
}

#[test]
fn every_body_answer_of_success_and_required_parameter_has_an_example() {
    // Whether they fit their schemas is asked by `.ci/conformance`, which has a validator.
    for (method, path, operation) in operations() {
        let content = operation["requestBody"]["content"].as_object().into_iter().flatten();
        let answers = operation["responses"].as_object().unwrap().iter();
        let answers = answers.filter(|(status, _)| status.starts_with('2'));
        let answers = answers.flat_map(|(_, r)| r["content"].as_object().into_iter().flatten());
        for (kind, content) in content.chain(answers) {
            let example = &content["example"];
            let written = kind != "application/json" && example.is_string();
            assert!(
                written || example.is_object() || example.is_array(),
                "{method} {path}: no example of {kind}"
            );
        }
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            if parameter["required"] == true {
                assert!(
                    parameter["example"].is_string() || parameter["example"].is_number(),
                    "{method} {path}: no example of {}",
                    parameter["name"]
                );
            }
        }
    }
}
