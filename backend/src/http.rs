//! What every request goes through: ids, languages, bodies, queries, headers, problem documents.

use crate::auth::require::{CallerLocale, Gate};
use crate::error::Failure;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{Payload, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{FromRequest, HttpMessage, HttpRequest, HttpResponse, web};
use futures_util::StreamExt;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::{Digest, Sha256};
use shared::i18n::{Locale, Message};
use shared::malformed;
use shared::problem::{FieldProblem, FieldRefusal, ProblemCode, Refusal};
use shared::records::attachment::LARGEST;
use shared::text::TextError;
use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

/// Largest JSON body, in bytes.
pub const BODY_LIMIT: usize = 2 * 1024 * 1024;
/// Largest body of an import, in bytes: 8 MiB of CSV, written as a JSON string.
pub const IMPORT_LIMIT: usize = 20 * 1024 * 1024;
/// Time for a body to arrive.
const BODY_DEADLINE: Duration = Duration::from_secs(10);
/// Time for a file to arrive, from a telephone in a lift shaft.
const UPLOAD_DEADLINE: Duration = Duration::from_secs(120);

/// The id of a request: names it in logs, problems and the audit trail.
#[derive(Clone)]
struct RequestId(String);

/// The id of a request.
pub fn request_id(request: &HttpRequest) -> String {
    request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default()
}

/// The reader's language: asked for in the request, else the caller's own, else Chinese.
pub fn locale(request: &HttpRequest) -> Locale {
    request
        .headers()
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|v| v.to_str().ok())
        .and_then(Locale::negotiate)
        .or_else(|| request.extensions().get::<CallerLocale>().map(|l| l.0))
        .unwrap_or(Locale::ZhCn)
}

/// The client's address: the peer's, or behind a proxy the last one that the proxy itself wrote.
pub fn client_address(request: &HttpRequest, behind_proxy: bool) -> String {
    let forwarded = || {
        let value = request.headers().get_all("x-forwarded-for").last()?.to_str().ok()?;
        value.rsplit(',').next()?.trim().parse::<std::net::IpAddr>().ok().map(|ip| ip.to_string())
    };
    let peer = || request.peer_addr().map(|a| a.ip().to_string());
    if behind_proxy { forwarded().or_else(peer) } else { peer() }.unwrap_or_else(|| "unknown".into())
}

/// Gives each request an id, logs and measures it, and turns every refusal into a problem document in the
/// reader's language.
pub async fn around(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, actix_web::Error> {
    let id = uuid::Uuid::now_v7().to_string();
    request.extensions_mut().insert(RequestId(id.clone()));
    let begun = std::time::Instant::now();
    let method = request.method().clone();
    let mut response = next.call(request).await?.map_into_boxed_body();
    let status = response.status();
    if status.is_client_error() || status.is_server_error() {
        response = problem_document(response, &id);
    }
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(&id) {
        headers.insert(HeaderName::from_static("x-request-id"), value);
    }
    let route = response.request().match_pattern().unwrap_or_else(|| "other".into());
    let seconds = begun.elapsed().as_secs_f64();
    let labels =
        [("method", method.to_string()), ("route", route.clone()), ("status", status.as_u16().to_string())];
    metrics::counter!("sanbao_requests_total", &labels).increment(1);
    metrics::histogram!("sanbao_request_seconds", "method" => method.to_string(), "route" => route.clone())
        .record(seconds);
    // Neither path nor query are logged: they may hold names and numbers of customers.
    tracing::info!(request_id = %id, %method, %route, status = status.as_u16(), seconds, "request");
    Ok(response)
}

/// Headers that keep a browser from doing what nobody asked for.
pub async fn harden(
    request: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<impl MessageBody>, actix_web::Error> {
    let api = request.path().starts_with("/api/v1");
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    let mut set = |name: &'static str, value: &'static str| {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    };
    set("x-content-type-options", "nosniff");
    set("x-frame-options", "DENY");
    set("referrer-policy", "no-referrer");
    set("cross-origin-opener-policy", "same-origin");
    set("cross-origin-resource-policy", "same-origin");
    set(
        "content-security-policy",
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data: blob:; frame-src blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'",
    );
    if api {
        set("cache-control", "no-store");
    }
    Ok(response)
}

fn problem_document(response: ServiceResponse<BoxBody>, id: &str) -> ServiceResponse<BoxBody> {
    let (request, mut response) = response.into_parts();
    let refusal = response.extensions_mut().remove::<Refusal>();
    // What the framework itself refuses (bad HTTP, unknown paths) carries no refusal of ours.
    let refusal = refusal.unwrap_or_else(|| {
        let code = match response.status().as_u16() {
            404 => ProblemCode::NotFound,
            405 => ProblemCode::MethodNotAllowed,
            413 => ProblemCode::BodyTooLarge,
            415 => ProblemCode::MediaTypeUnsupported,
            408 => ProblemCode::BodyTooSlow,
            503 => ProblemCode::Unavailable,
            400..=499 => ProblemCode::MalformedRequest,
            _ => ProblemCode::Internal,
        };
        Refusal::new(code)
            .arg("reason", Message::new("malformed-http", &[]))
            .arg("limit", "")
            .arg("expected", "application/json")
    });
    let status = crate::error::status(refusal.code);
    let problem = crate::error::problem(refusal, locale(&request), id.to_owned());
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    let body = serde_json::to_string(&problem).unwrap_or_default();
    ServiceResponse::new(request, response.set_body(BoxBody::new(body)))
}

/// A JSON body, read within size and time, with every refusal naming its field.
pub struct Body<T, const LIMIT: usize = BODY_LIMIT> {
    /// What was sent.
    pub value: T,
    /// Names what was sent, to recognise a repetition.
    pub digest: Vec<u8>,
}

async fn read_bytes(
    request: &HttpRequest,
    mut payload: Payload,
    limit: usize,
    patience: Duration,
) -> Result<web::Bytes, Failure> {
    let too_large = || Refusal::new(ProblemCode::BodyTooLarge).arg("limit", limit as i64);
    let announced =
        request.headers().get(header::CONTENT_LENGTH).and_then(|v| v.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|n| n > limit) {
        return Err(too_large().into());
    }
    let mut bytes = web::BytesMut::new();
    let deadline = tokio::time::Instant::now() + patience;
    loop {
        match tokio::time::timeout_at(deadline, payload.next()).await {
            Err(_) => return Err(Refusal::new(ProblemCode::BodyTooSlow).into()),
            Ok(None) => return Ok(bytes.freeze()),
            Ok(Some(Err(_))) => {
                return Err(Refusal::new(ProblemCode::MalformedRequest)
                    .arg("reason", Message::new("malformed-http", &[]))
                    .into());
            }
            Ok(Some(Ok(chunk))) if bytes.len() + chunk.len() > limit => return Err(too_large().into()),
            Ok(Some(Ok(chunk))) => bytes.extend_from_slice(&chunk),
        }
    }
}

/// A body that is a file.
pub struct Upload(pub web::Bytes);

impl FromRequest for Upload {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            Gate::pass(&request).await;
            let bytes = read_bytes(&request, payload, LARGEST, UPLOAD_DEADLINE).await?;
            if bytes.is_empty() {
                return Err(Failure::field("", FieldProblem::Required));
            }
            Ok(Self(bytes))
        })
    }
}

impl utoipa::PartialSchema for Upload {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{ObjectBuilder, Type};
        ObjectBuilder::new().schema_type(Type::String).min_length(Some(1)).into()
    }
}

impl utoipa::ToSchema for Upload {}

/// The body of an action that takes no words: none, or an empty object.
#[derive(Debug, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoWords {}

impl<T: DeserializeOwned + 'static, const LIMIT: usize> FromRequest for Body<T, LIMIT> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let request = request.clone();
        let payload = payload.take();
        Box::pin(async move {
            Gate::pass(&request).await;
            let bytes = read_bytes(&request, payload, LIMIT, BODY_DEADLINE).await?;
            let json = request.headers().get(header::CONTENT_TYPE).is_some_and(is_json);
            // An action without further words needs no body.
            let bytes = match (bytes.is_empty(), json) {
                (true, _) if request.method() == Method::POST => web::Bytes::from_static(b"{}"),
                (_, true) => bytes,
                (_, false) => {
                    return Err(Refusal::new(ProblemCode::MediaTypeUnsupported)
                        .arg("expected", "application/json")
                        .into());
                }
            };
            let mut json = serde_json::Deserializer::from_slice(&bytes);
            let value = serde_path_to_error::deserialize(&mut json).map_err(|error| {
                let pointer = pointer(error.path());
                let inner = error.into_inner();
                if inner.is_data() { field_refusal(pointer, &inner.to_string()) } else { not_json(&inner) }
            })?;
            json.end().map_err(|error| not_json(&error))?;
            // serde reads a list as the fields of a record in their order; our bodies have names.
            if bytes.trim_ascii_start().first() == Some(&b'[') {
                return Err(field_refusal(String::new(), "invalid type: sequence, expected a map").into());
            }
            Ok(Self { value, digest: Sha256::digest(&bytes).to_vec() })
        })
    }
}

/// A part of a body whose form another part decides, with every refusal naming its field.
///
/// # Errors
/// `validation_failed`, as for the body itself.
pub fn part<T: DeserializeOwned>(at: &str, value: &serde_json::Value) -> Result<T, Refusal> {
    serde_path_to_error::deserialize(value).map_err(|error| {
        let pointer = format!("{at}{}", pointer(error.path()));
        field_refusal(pointer, &error.into_inner().to_string())
    })
}

fn is_json(value: &HeaderValue) -> bool {
    let essence =
        value.to_str().unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == "application/json"
}

fn not_json(error: &serde_json::Error) -> Refusal {
    Refusal::new(ProblemCode::MalformedRequest).arg("reason", malformed::json(error))
}

fn pointer(path: &serde_path_to_error::Path) -> String {
    use serde_path_to_error::Segment;
    path.iter()
        .map(|segment| match segment {
            Segment::Seq { index } => format!("/{index}"),
            Segment::Map { key } => format!("/{}", key.replace('~', "~0").replace('/', "~1")),
            Segment::Enum { variant } => format!("/{variant}"),
            Segment::Unknown => String::new(),
        })
        .collect()
}

/// Reads what serde says about a value that was well-formed but not right.
pub fn field_refusal(pointer: String, message: &str) -> Refusal {
    let named = || message.split('`').nth(1).unwrap_or_default();
    let field = if let Some(error) = TextError::from_message(message) {
        match error {
            TextError::Blank => FieldRefusal::new(pointer, FieldProblem::Blank),
            TextError::TooLong(limit) => {
                FieldRefusal::new(pointer, FieldProblem::TooLong).arg("limit", limit as i64)
            }
            TextError::ControlCharacter => FieldRefusal::new(pointer, FieldProblem::ControlCharacter),
            TextError::Email => FieldRefusal::new(pointer, FieldProblem::EmailMalformed),
        }
    } else if message.starts_with("amount_malformed") {
        FieldRefusal::new(pointer, FieldProblem::AmountMalformed)
    } else if message.starts_with("missing field") {
        FieldRefusal::new(format!("{pointer}/{}", named()), FieldProblem::Required)
    } else if message.starts_with("unknown field") {
        // The path ends in the unknown field already where serde could tell.
        let suffix = format!("/{}", named());
        let pointer = if pointer.ends_with(&suffix) { pointer } else { pointer + &suffix };
        FieldRefusal::new(pointer, FieldProblem::Unknown)
    } else if message.starts_with("unknown variant") || message.starts_with("unknown_value") {
        FieldRefusal::new(pointer, FieldProblem::NotAllowed)
    } else {
        FieldRefusal::new(pointer, FieldProblem::Malformed).arg("reason", malformed::value(message))
    };
    let allowed: Vec<String> =
        match message.split_once("expected one of ").or_else(|| message.split_once("expected ")) {
            Some((_, list)) if message.starts_with("unknown") => {
                list.split('`').skip(1).step_by(2).map(str::to_owned).collect()
            }
            _ => vec![],
        };
    Refusal::fields(vec![field]).allowed(allowed)
}

/// A query string, with every refusal naming its parameter.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned> FromRequest for Query<T> {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            Gate::pass(&request).await;
            Self::parse(&request)
        })
    }
}

impl<T: DeserializeOwned> Query<T> {
    fn parse(request: &HttpRequest) -> Result<Self, Failure> {
        parse_query(request.query_string()).map(Self)
    }
}

/// Reads a query string.
///
/// # Errors
/// `validation_failed` naming the parameter that is wrong.
pub fn parse_query<T: DeserializeOwned>(query: &str) -> Result<T, Failure> {
    let pairs = form_urlencoded::parse(query.as_bytes());
    let result = serde_path_to_error::deserialize(serde_urlencoded::Deserializer::new(pairs));
    result.map_err(|error| {
        let pointer = pointer(error.path());
        let mut refusal = field_refusal(pointer, &error.into_inner().to_string());
        for field in &mut refusal.fields {
            field.pointer = format!("?{}", field.pointer.trim_start_matches('/'));
        }
        refusal.into()
    })
}

/// The version that the caller has read, from `If-Match`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IfMatch(pub i32);

/// A record's version as a strong ETag.
pub fn etag(version: i32) -> String {
    format!("\"{version}\"")
}

impl FromRequest for IfMatch {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = Result<Self, Failure>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            Gate::pass(&request).await;
            Self::parse(&request)
        })
    }
}

impl IfMatch {
    fn parse(request: &HttpRequest) -> Result<Self, Failure> {
        let Some(value) = request.headers().get(header::IF_MATCH) else {
            return Err(Refusal::new(ProblemCode::VersionMissing).into());
        };
        // A tag that is not one of ours matches nothing.
        let tag = value.to_str().unwrap_or_default().trim();
        let version = tag.strip_prefix('"').and_then(|t| t.strip_suffix('"')).and_then(|t| t.parse().ok());
        version.map(Self).ok_or_else(|| Refusal::new(ProblemCode::VersionStale).into())
    }
}

/// The answer to a request that made something.
pub fn created(location: &str, version: i32, body: &impl Serialize) -> HttpResponse {
    HttpResponse::Created()
        .insert_header((header::LOCATION, location))
        .insert_header((header::ETAG, etag(version)))
        .json(body)
}

/// A record with its version.
pub fn versioned(version: i32, body: &impl Serialize) -> HttpResponse {
    HttpResponse::Ok().insert_header((header::ETAG, etag(version))).json(body)
}

/// Answers 405 at a fixed name that knows one method only: another one must not take the name for an id.
pub fn only(method: Method) -> actix_web::Route {
    web::route().to(move || {
        let refusal = Refusal::new(ProblemCode::MethodNotAllowed).allowed([method.as_str()]);
        async move { Err::<HttpResponse, Failure>(refusal.into()) }
    })
}
