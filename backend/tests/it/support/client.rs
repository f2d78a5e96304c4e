//! A small HTTP client that takes every status as an answer.

use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderMap, Method, Request};
use uuid::Uuid;

/// The largest answer that is read, in bytes.
const LARGEST: u64 = 64 * 1024 * 1024;

/// Somebody who sends requests. Cloning gives another with the same headers and connections.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    base: String,
    headers: Vec<(String, String)>,
}

impl Client {
    /// Somebody nobody knows, at a server's address.
    pub fn new(base: String) -> Self {
        let config = Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .proxy(None)
            .build();
        Self { agent: config.new_agent(), base, headers: vec![] }
    }

    /// The same, sending a header with each request; it takes the place of one of that name.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut client = self.clone();
        client.headers.retain(|(n, _)| !n.eq_ignore_ascii_case(name));
        client.headers.push((name.to_owned(), value.to_owned()));
        client
    }

    /// The same, with a bearer token.
    #[must_use]
    pub fn bearing(&self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }

    /// The same, from another address.
    #[must_use]
    pub fn from(&self, address: &str) -> Self {
        self.with("x-forwarded-for", address)
    }

    /// A header that is sent with each request.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str()).expect("such a header")
    }

    /// Sends a request with headers of its own. Paths are under `/api/v1` unless they begin with `//`.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<&str>) -> Response {
        self.send_bytes(method, path, headers, body.map(str::as_bytes))
    }

    fn send_bytes(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<&[u8]>,
    ) -> Response {
        let path = match path.strip_prefix('/') {
            Some(rest) if rest.starts_with('/') => rest.to_owned(),
            _ => format!("/api/v1{path}"),
        };
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        let overridden = |name: &str| headers.iter().any(|(n, _)| n.eq_ignore_ascii_case(name));
        for (name, value) in self.headers.iter().filter(|(name, _)| !overridden(name)) {
            request = request.header(name, value);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = match body {
            Some(body) => self.agent.run(request.body(body.to_owned()).expect("a request")),
            None => self.agent.run(request.body(()).expect("a request")),
        };
        let mut answer = answer.expect("an answer");
        // A stream has no end to read to.
        let streams = answer.headers().get("content-type").is_some_and(|t| t == "text/event-stream");
        let read = |body: &mut ureq::Body| body.with_config().limit(LARGEST).read_to_vec().expect("a body");
        let bytes = if streams { vec![] } else { read(answer.body_mut()) };
        let body = String::from_utf8_lossy(&bytes).into_owned();
        Response { status: answer.status().as_u16(), headers: answer.headers().clone(), body, bytes }
    }

    fn send_json(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Response {
        let mut headers = headers.to_vec();
        headers.push(("content-type", "application/json"));
        self.send(method, path, &headers, Some(&body.to_string()))
    }

    /// GET.
    pub fn get(&self, path: &str) -> Response {
        self.send("GET", path, &[], None)
    }

    /// POST, under a new key.
    pub fn post(&self, path: &str, body: Value) -> Response {
        self.post_as(path, &Uuid::now_v7().to_string(), body)
    }

    /// POST, under a key.
    pub fn post_as(&self, path: &str, key: &str, body: Value) -> Response {
        self.send_json("POST", path, &[("idempotency-key", key)], &body)
    }

    /// PUT.
    pub fn put(&self, path: &str, etag: &str, body: Value) -> Response {
        self.send_json("PUT", path, &[("if-match", etag)], &body)
    }

    /// PATCH.
    pub fn patch(&self, path: &str, etag: &str, body: Value) -> Response {
        self.send_json("PATCH", path, &[("if-match", etag)], &body)
    }

    /// An action: POST on a version, under a new key.
    pub fn act(&self, path: &str, etag: &str, body: Value) -> Response {
        let key = Uuid::now_v7().to_string();
        self.send_json("POST", path, &[("if-match", etag), ("idempotency-key", &key)], &body)
    }

    /// POST of a file, under a new key.
    pub fn upload(&self, path: &str, file: &[u8]) -> Response {
        let key = Uuid::now_v7().to_string();
        self.send_bytes("POST", path, &[("idempotency-key", &key)], Some(file))
    }

    /// DELETE.
    pub fn delete(&self, path: &str) -> Response {
        self.send("DELETE", path, &[], None)
    }
}

/// What came back.
#[derive(Debug)]
pub struct Response {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body, as text.
    pub body: String,
    /// The body.
    pub bytes: Vec<u8>,
}

impl Response {
    /// The same, if the status is the one expected.
    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", self.body);
        self
    }

    /// The same, if it is a refusal of this status and code.
    #[track_caller]
    pub fn refused(self, status: u16, code: &str) -> Self {
        assert_eq!((self.status, self.problem_code().as_str()), (status, code), "{}", self.body);
        self
    }

    /// The same, if it refuses this field for this reason.
    #[track_caller]
    pub fn refused_field(self, pointer: &str, code: &str) -> Self {
        let named = self.errors().iter().any(|(p, c)| p == pointer && c == code);
        assert!(self.status == 422 && named, "{} {}", self.status, self.body);
        self
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.body))
    }

    /// A text within the body, by JSON pointer.
    #[track_caller]
    pub fn text(&self, pointer: &str) -> String {
        let json = self.json();
        let found = json.pointer(pointer).and_then(Value::as_str);
        found.unwrap_or_else(|| panic!("no {pointer} in {}", self.body)).to_owned()
    }

    /// The code of a problem document; empty for anything else.
    pub fn problem_code(&self) -> String {
        let is_problem = self.header("content-type") == Some("application/problem+json");
        let code =
            || serde_json::from_str::<Value>(&self.body).ok()?.get("code")?.as_str().map(str::to_owned);
        if is_problem { code().unwrap_or_default() } else { String::new() }
    }

    /// The fields a problem names, each with its code.
    pub fn errors(&self) -> Vec<(String, String)> {
        let Ok(json) = serde_json::from_str::<Value>(&self.body) else { return vec![] };
        let word = |error: &Value, key: &str| error[key].as_str().unwrap_or_default().to_owned();
        json["errors"]
            .as_array()
            .into_iter()
            .flatten()
            .map(|e| (word(e, "pointer"), word(e, "code")))
            .collect()
    }

    /// A header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The version, as it is sent back in `If-Match`.
    #[track_caller]
    pub fn etag(&self) -> String {
        self.header("etag").unwrap_or_else(|| panic!("no ETag: {} {}", self.status, self.body)).to_owned()
    }

    /// A cookie that was set, as `name=value; attributes`.
    pub fn set_cookie(&self, name: &str) -> Option<String> {
        let values = self.headers.get_all("set-cookie").iter().filter_map(|v| v.to_str().ok());
        values.filter(|v| v.starts_with(&format!("{name}="))).map(str::to_owned).next_back()
    }

    /// The value of a cookie that was set.
    pub fn cookie(&self, name: &str) -> Option<String> {
        let cookie = self.set_cookie(name)?;
        Some(cookie.split(';').next()?.split_once('=')?.1.to_owned())
    }
}
