//! Rules about the code itself, read from the tree.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    fn walk(folder: &Path, ending: &str, found: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, ending, found);
            } else if path.to_string_lossy().ends_with(ending) {
                found.push((path.to_string_lossy().replace('\\', "/"), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut found = vec![];
    walk(&root().join(folder), ending, &mut found);
    assert!(!found.is_empty(), "{folder} holds no {ending}");
    found.sort();
    found
}

#[test]
fn the_library_of_the_server_has_no_tests_inside() {
    for (path, text) in files("backend/src", ".rs") {
        assert!(!text.contains("cfg(test)"), "{path}: nothing runs these; tests/it/unit is their place");
    }
}

#[test]
fn use_cases_and_sql_know_nothing_of_http() {
    for (path, text) in files("backend/src/records", ".rs") {
        let name = path.rsplit('/').next().unwrap();
        if name.ends_with("routes.rs") || matches!(name, "health.rs" | "cookies.rs" | "mod.rs") {
            continue;
        }
        // Records of one file hold their handlers too.
        let one_file = path.rsplit('/').nth(1) == Some("records");
        assert!(one_file || !text.contains("actix_web"), "{path} imports actix");
    }
}

#[test]
fn only_db_opens_transactions() {
    for (path, text) in files("backend/src", ".rs") {
        if path.ends_with("src/db.rs") {
            continue;
        }
        for forbidden in [".transaction(", ".build_transaction(", "web::block("] {
            // What takes long to compute: hashes of passwords, small pictures of large ones, spreadsheets, forms.
            let computes =
                ["auth/password.rs", "attachment/routes.rs", "register/routes.rs", "paper/answer.rs"]
                    .iter()
                    .any(|end| path.ends_with(end));
            let allowed = forbidden == "web::block(" && computes;
            assert!(allowed || !text.contains(forbidden), "{path} uses {forbidden}");
        }
    }
}

/// `a > x OR (a = x AND …)` alone is no place in an index: all rows before it would be gone through again for each page.
/// `after!` and `before!` give it its bound; what else is written out must have one too.
#[test]
fn a_page_begins_where_the_last_one_ended() {
    let by_macro = |part: &str| part.matches("after!(").count() + part.matches("before!(").count();
    let (mut used, mut written, mut own) = (0, 0, 0);
    for (path, text) in files("backend/src", ".rs") {
        // On one line, so that nothing depends on where lines break.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let text = text.replace(" .", ".").replace("( ", "(");
        used += by_macro(&text);
        for (at, _) in text.match_indices(".or(") {
            let (before, after) = text.split_at(at);
            let compared = before.rfind(".gt(").max(before.rfind(".lt("));
            let Some(compared) = compared.filter(|start| at - start < 40) else { continue };
            // With the sign of a macro's own arguments, so that the two macros are looked at as well.
            let in_name = |c: char| c.is_alphanumeric() || "_:$".contains(c);
            let column = before[..compared].rsplit(|c| !in_name(c)).next().unwrap();
            if !after.starts_with(&format!(".or({column}.eq(")) {
                continue;
            }
            written += 1;
            own += usize::from(column.starts_with('$'));
            let next = after.split(';').nth(1).unwrap_or_default();
            // The second of three keys is bound by the first, to which it is handed over.
            let statement = before.rsplit(|c: char| ";{}".contains(c)).next().unwrap().trim_start();
            let name = statement.strip_prefix("let ").and_then(|rest| rest.split(' ').next());
            if name.is_some_and(|name| by_macro(next) == 1 && next.ends_with(&format!(", {name})"))) {
                continue;
            }
            let bound =
                format!("{column}.{}(", if before[compared..].starts_with(".gt(") { "ge" } else { "le" });
            // In the same statement, or in the next.
            let near = [before.rsplit(';').next().unwrap(), after.split(';').next().unwrap(), next];
            assert!(near.into_iter().any(|part| part.contains(&bound)), "{path}: {bound}…) is missing");
        }
    }
    assert_eq!(own, 2, "after! and before! themselves");
    assert!(used + written > 45, "{used} pages by macro, {written} written out");
}

#[test]
fn only_error_picks_a_status_of_refusal() {
    for (path, text) in files("backend/src", ".rs") {
        if path.ends_with("src/error.rs") {
            continue;
        }
        for status in
            ["BAD_REQUEST", "FORBIDDEN", "CONFLICT", "UNPROCESSABLE", "PRECONDITION", "INTERNAL_SERVER"]
        {
            assert!(!text.contains(&format!("StatusCode::{status}")), "{path} picks {status}");
        }
    }
}

#[test]
fn only_policy_decides_which_rows_are_seen() {
    for (path, text) in files("backend/src/records", ".rs") {
        assert!(!text.contains("dealer_id.eq(caller") && !text.contains("customer_id.eq(caller"), "{path}");
    }
}

#[test]
fn every_handler_says_who_may_call_it() {
    let public = [
        "log_in",
        "log_out",
        "refresh_session",
        "redeem_link",
        "health_live",
        "health_ready",
        "get_public_unit",
        "create_public_report",
        "get_public_ticket",
    ];
    for (path, text) in files("backend/src/records", ".rs") {
        for piece in text.split("#[utoipa::path(").skip(1) {
            let Some((_, rest)) = piece.split_once("async fn ") else { continue };
            let name = rest.split('(').next().unwrap();
            let signature = rest.split('{').next().unwrap();
            let rule = signature.split("Require<").nth(1).and_then(|s| s.split('>').next());
            let declared = piece.split("security((\"bearer\" = [").nth(1).and_then(|s| s.split(']').next());
            match (rule, declared) {
                (None, None) => assert!(public.contains(&name), "{path}: {name} has no rule"),
                (Some("LoggedIn"), Some("")) => {}
                (Some(rule), Some(declared)) => {
                    let words: String = declared.trim_matches('"').split(['.', '_']).map(capital).collect();
                    assert_eq!(rule, words, "{path}: {name} declares {declared}");
                }
                other => panic!("{path}: {name} declares and asks for different things: {other:?}"),
            }
        }
    }
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|c| c.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

#[test]
fn files_stay_readable() {
    for folder in ["backend/src", "shared/src", "frontend/src"] {
        for (path, text) in files(folder, ".rs") {
            let lines = text.lines().count();
            assert!(
                lines <= 600 || path.ends_with("schema.rs"),
                "{path} has {lines} lines: split it by what it is about"
            );
        }
    }
}

#[test]
fn every_locale_of_the_page_has_the_same_keys() {
    let keys = |locale: &str| -> Vec<String> {
        let mut keys: Vec<String> = files(&format!("frontend/locales/{locale}"), ".ftl")
            .iter()
            .flat_map(|(_, text)| text.lines().map(str::to_owned).collect::<Vec<_>>())
            .filter_map(|line| Some(line.split_once(" =")?.0.to_owned()))
            .filter(|key| key.starts_with(|c: char| c.is_ascii_alphabetic()))
            .collect();
        keys.sort();
        keys
    };
    assert_eq!(keys("zh-CN"), keys("en"));
}

#[test]
fn every_problem_code_is_used() {
    let sources: String =
        ["backend/src", "shared/src"].iter().flat_map(|f| files(f, ".rs")).map(|(_, t)| t).collect();
    let name = |word: &str| word.split('_').map(capital).collect::<String>();
    for code in shared::problem::ProblemCode::ALL {
        let uses = sources.matches(&format!("ProblemCode::{}", name(code.as_str()))).count();
        assert!(uses >= 2, "{code} has a status but is never raised");
    }
    for field in shared::problem::FieldProblem::ALL {
        let uses = sources.matches(&format!("FieldProblem::{}", name(field.as_str()))).count();
        assert!(uses >= 1, "{field} is never raised");
    }
}

#[test]
fn every_fault_of_an_import_has_its_words_and_every_word_its_fault() {
    let source: String =
        files("backend/src/records/import", ".rs").into_iter().map(|(_, text)| text).collect();
    let words = files("shared/locales/en", "import.ftl").remove(0).1;
    let raised: BTreeSet<&str> =
        source.split('"').filter(|piece| piece.starts_with("import_fault-")).collect();
    let told: BTreeSet<&str> = words.lines().filter_map(|line| Some(line.split_once(" =")?.0)).collect();
    assert_eq!(raised, told);
}
