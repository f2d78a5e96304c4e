//! What somebody sends who means harm: each is refused or taken for what it says, and the server goes on.

use crate::support::desk::Desk;
use crate::support::{Client, World, specification};
use sanbao::openapi;
use serde_json::{Value, json};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

/// What would be run, if it were put into a statement, a path, a template or a header as it is.
const SAID: &[&str] = &[
    "' OR 1=1 --",
    "x'; SELECT pg_sleep(5); --",
    "\" OR \"\"=\"",
    "created_at; DROP TABLE tickets",
    "(SELECT password_hash FROM users LIMIT 1)",
    "%' OR '%'='",
    "\\'; --",
    "$1",
    "../../../etc/passwd",
    "{{7*7}}${7*7}",
    "x\r\nset-cookie: a=b",
];

fn escaped(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Every GET with its parameters in the query.
fn questions() -> Vec<(String, Vec<String>)> {
    let api: Value = serde_json::from_str(&openapi::json(specification()).unwrap()).unwrap();
    let names = |operation: &Value| -> Vec<String> {
        let parameters = operation["parameters"].as_array().into_iter().flatten();
        parameters.filter(|p| p["in"] == "query").map(|p| p["name"].as_str().unwrap().to_owned()).collect()
    };
    let paths = api["paths"].as_object().unwrap().iter();
    paths
        .filter(|(path, item)| item["get"].is_object() && !path.ends_with("/stream"))
        .map(|(path, item)| (path.clone(), names(&item["get"])))
        .collect()
}

#[test]
fn what_is_asked_for_is_never_part_of_a_statement() {
    let desk = Desk::open();
    desk.file("service_specialist", json!({}));
    let admin = desk.as_("admin");
    let (mut asked, mut turn) = (0, 0);
    for (path, names) in questions() {
        // Also as an id: then it is none, and not there.
        let target: Vec<&str> = path
            .trim_start_matches("/api/v1")
            .split('/')
            .map(|part| if part.starts_with('{') { "%27%20OR%201%3D1%20--" } else { part })
            .collect();
        let target = target.join("/");
        let target = if path.starts_with("/api/") { target } else { format!("/{path}") };
        if path.contains('{') {
            let answer = admin.get(&target);
            assert!((400..500).contains(&answer.status), "{path}: {} {}", answer.status, answer.body);
            continue;
        }
        for name in names {
            // What decides over the order and what is looked for gets all of them, the others one each in turn.
            let all = matches!(name.as_str(), "sort" | "q" | "cursor");
            let some: Vec<&str> = if all { SAID.to_vec() } else { vec![SAID[turn % SAID.len()]] };
            turn += 1;
            for said in some {
                let begun = Instant::now();
                let answer = admin.get(&format!("{target}?{name}={}", escaped(said)));
                assert!(begun.elapsed() < Duration::from_secs(4), "{path} {name}={said} slept");
                asked += 1;
                assert!(answer.status < 500, "{path} {name}={said}: {} {}", answer.status, answer.body);
                assert!(answer.header("set-cookie").is_none(), "{path} {name}={said}");
                if answer.status == 200 && name == "q" && answer.body.starts_with("{\"items\"") {
                    assert_eq!(answer.json()["items"], json!([]), "{path} {name}={said} finds something");
                }
                if matches!(name.as_str(), "sort" | "cursor") {
                    assert!(answer.status >= 400, "{path} {name}={said} was taken");
                }
            }
        }
    }
    assert!(asked > 400, "{asked}");
    assert_eq!(desk.world.count("tickets"), 1);
}

#[test]
fn nobody_is_led_to_another_house_by_what_a_request_says_of_itself() {
    let desk = Desk::open();
    let evil = |who: &str| {
        let client = desk.as_(who).with("host", "evil.example").with("x-forwarded-host", "evil.example");
        client.with("forwarded", "host=evil.example").with("x-forwarded-proto", "gopher")
    };
    let body = json!({ "kind": "complaint", "channel": "phone", "subject": "门机异响" });
    let specialist = evil("service_specialist");
    let made = specialist.post("/tickets", body).expect(201);
    let label = specialist.post(&format!("/units/{}/label", crate::support::desk::UNIT), json!({}));
    let invited = evil("admin").post(
        "/users",
        json!({ "organization_id": crate::support::Organization::Maker.id(), "name": "新人", "email": "new@maker.test", "roles": ["technician"] }),
    );
    for answer in [&made, &label, &invited] {
        assert!(answer.status < 300, "{}", answer.body);
        let headers = format!("{:?}", answer.headers);
        assert!(
            !headers.contains("evil") && !answer.body.contains("evil") && !answer.body.contains("gopher")
        );
    }
}

#[test]
fn what_is_too_deep_too_long_or_too_slow_holds_nobody_up() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let raw = |body: &str| {
        let headers = [("content-type", "application/json"), ("idempotency-key", "deep")];
        specialist.send("POST", "/tickets", &headers, Some(body))
    };
    for (open, shut) in [("[", "]"), ("{\"a\":", "}"), ("{\"subject\":[", "]}")] {
        let deep = format!("{}1{}", open.repeat(100_000), shut.repeat(100_000));
        let answer = raw(&deep);
        assert!((400..500).contains(&answer.status), "{open}: {}", answer.status);
        assert!(answer.body.len() < 2000, "{open}");
    }
    raw(&format!("{{\"subject\":\"{}\"}}", "长".repeat(800_000))).refused(413, "body_too_large");
    assert!((400..500).contains(&raw("{\"subject\":1e999999}").status));
    let many = format!("/tickets?{}", "q=a&".repeat(4_000));
    assert!((400..500).contains(&specialist.get(&many).status));

    // Sixty-four who have said what they are going to send, and send it slowly: others are served meanwhile.
    let address = desk.world.base().trim_start_matches("http://").to_owned();
    let token = specialist.header("authorization").to_owned();
    let slow: Vec<TcpStream> = (0..64)
        .map(|n| {
            let mut stream = TcpStream::connect(&address).unwrap();
            write!(
                stream,
                "POST /api/v1/tickets HTTP/1.1\r\nhost: a\r\nauthorization: {token}\r\ncontent-type: application/json\r\n\
                 idempotency-key: slow-{n}\r\ncontent-length: 100000\r\n\r\n{{"
            )
            .unwrap();
            stream
        })
        .collect();
    let begun = Instant::now();
    specialist.get("/tickets").expect(200);
    desk.file("service_specialist", json!({}));
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    drop(slow);
}

#[test]
fn headers_are_not_written_by_those_who_ask() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let ticket = desk.file("service_specialist", json!({})).path();
    for name in [
        "a%0D%0Aset-cookie:%20a=b.txt",
        "%22;%20filename=evil.html;%20x=%22",
        "..%2F..%2Fetc%2Fpasswd",
        "a%00b.txt",
    ] {
        let made = specialist.upload(&format!("{ticket}/attachments?name={name}"), b"text");
        if made.status == 422 {
            continue;
        }
        let read =
            specialist.get(&format!("/attachments/{}/content", made.expect(201).text("/id"))).expect(200);
        assert!(read.header("set-cookie").is_none(), "{name}");
        let disposition = read.header("content-disposition").unwrap();
        let unquoted: String = disposition.split('"').step_by(2).collect();
        assert_eq!(unquoted.matches("; filename=").count(), 1, "{disposition}");
        assert!(disposition.starts_with("attachment") && !disposition.contains('/'), "{disposition}");
    }
    // Two lengths, or a length and pieces: what one reads as the end another reads as a request.
    let address = desk.world.base().trim_start_matches("http://").to_owned();
    for smuggled in [
        "POST /api/v1/auth/login HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ncontent-length: 50\r\n\r\nhello",
        "POST /api/v1/auth/login HTTP/1.1\r\nhost: a\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n",
    ] {
        let mut stream = TcpStream::connect(&address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.write_all(smuggled.as_bytes()).unwrap();
        let mut said = [0; 64];
        let n = stream.read(&mut said).unwrap_or(0);
        let said = String::from_utf8_lossy(&said[..n]);
        assert!(n == 0 || said.starts_with("HTTP/1.1 400"), "{said}");
    }
}

#[test]
fn fields_that_are_not_asked_for_are_refused_and_not_taken_over() {
    let world = World::new();
    let me = world.as_("north_dealer");
    let mine = me.get("/me").expect(200);
    let profile = mine.json();
    let put = |client: &Client, extra: Value| {
        let mut body = json!({ "name": profile["name"], "locale": "en" });
        body.as_object_mut().unwrap().extend(extra.as_object().unwrap().clone());
        client.put("/me", &mine.etag(), body)
    };
    for extra in [
        json!({ "roles": ["admin"] }),
        json!({ "organization_id": crate::support::Organization::Maker.id() }),
        json!({ "permissions": ["audit.read"] }),
        json!({ "password_hash": "x" }),
        json!({ "version": 99 }),
    ] {
        assert_eq!(put(&me, extra.clone()).status, 422, "{extra}");
    }
    assert_eq!(me.get("/me").expect(200).json(), profile);
    put(&me, json!({})).expect(200);
}
