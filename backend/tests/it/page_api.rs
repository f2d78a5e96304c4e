//! The page expects of each operation what the specification says that it answers.

use serde_json::Value;
use std::fs;
use std::path::Path;

/// A function of the page that calls an operation.
struct Call {
    name: String,
    method: &'static str,
    /// Its path; what is put in is `{}`.
    path: Vec<String>,
    /// What it reads the answer as, without spaces.
    answer: String,
}

/// A path by its parts, with nothing said of what is put in.
fn parts(path: &str) -> Vec<String> {
    let path = path.split('?').next().unwrap_or_default();
    path.split('/')
        .map(|part| if part.starts_with('{') { "{}".to_owned() } else { part.to_owned() })
        .collect()
}

/// What calls an operation in a file of `frontend/src/api`, except what reads files and streams.
fn calls(file: &str, text: &str) -> Vec<Call> {
    let mut found = vec![];
    for function in text.split("pub async fn ").skip(1) {
        let name = function.split(['(', '<']).next().unwrap_or_default();
        let Some((answer, body)) =
            function.split_once("-> Answer<").and_then(|(_, rest)| rest.split_once("> {"))
        else {
            continue;
        };
        let body = body.split("\n}").next().unwrap_or_default();
        let verb =
            body.split("client::").nth(1).and_then(|rest| rest.split(['(', ':']).next()).unwrap_or_default();
        let method = match verb {
            "get" | "find" => "get",
            "post" | "ask" | "act" | "tell" | "upload" => "post",
            "put" | "say" => "put",
            "patch" => "patch",
            "delete" => "delete",
            _ => continue,
        };
        let path = body.split('"').nth(1).unwrap_or_else(|| panic!("{file}: {name} names no path"));
        let answer = answer.replace(' ', "");
        found.push(Call { name: format!("{file}: {name}"), method, path: parts(path), answer });
    }
    found
}

/// The type that the page has for a schema.
fn type_of(schema: &Value) -> String {
    match schema["$ref"].as_str().and_then(|name| name.rsplit('/').next()) {
        Some(name) => {
            name.strip_prefix("Page_").map_or_else(|| name.to_owned(), |one| format!("Page<{one}>"))
        }
        None if schema["type"] == "array" => format!("Vec<{}>", type_of(&schema["items"])),
        None => schema.to_string(),
    }
}

/// The types of all good answers of an operation.
fn answers(operation: &Value) -> Vec<String> {
    let good =
        operation["responses"].as_object().unwrap().iter().filter(|(status, _)| status.starts_with('2'));
    good.map(|(_, answer)| match &answer["content"]["application/json"]["schema"] {
        Value::Null => "()".to_owned(),
        schema => type_of(schema),
    })
    .collect()
}

#[test]
fn the_page_reads_what_the_api_answers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let specification = fs::read_to_string(root.join("openapi/openapi.json")).unwrap();
    let specification: Value = serde_json::from_str(&specification).unwrap();
    let operations: Vec<(Vec<String>, &Value)> = specification["paths"]
        .as_object()
        .unwrap()
        .iter()
        .map(|(path, item)| (parts(path.trim_start_matches("/api/v1/")), item))
        .collect();
    let (mut read, mut wrong) = (0, vec![]);
    for entry in fs::read_dir(root.join("frontend/src/api")).unwrap() {
        let path = entry.unwrap().path();
        let file = path.file_stem().unwrap().to_string_lossy().into_owned();
        if file == "client" {
            continue;
        }
        for call in calls(&file, &fs::read_to_string(&path).unwrap()) {
            let of = |fits: &dyn Fn(&str, &str) -> bool| -> Vec<String> {
                let same = |path: &[String]| {
                    path.len() == call.path.len()
                        && path.iter().zip(&call.path).all(|(one, other)| fits(one, other))
                };
                let found =
                    operations.iter().filter(|(path, item)| same(path) && item[call.method].is_object());
                found.flat_map(|(_, item)| answers(&item[call.method])).collect()
            };
            // An action is put in where the specification names each.
            let exact = of(&|one, other| one == other);
            let expected =
                if exact.is_empty() { of(&|one, other| one == other || other == "{}") } else { exact };
            read += 1;
            if !expected.contains(&call.answer) {
                wrong.push(format!("{}: {} instead of {expected:?}", call.name, call.answer));
            }
        }
    }
    assert!(read > 200, "only {read} calls were found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
