//! Builds the application, the same for `serve` and for tests.

use crate::auth::jwt::Jwt;
use crate::db::Db;
use crate::error::Failure;
use crate::live::Live;
use crate::together::Together;
use crate::{http, openapi, page, records, routing};
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::{App, Error, HttpRequest, HttpResponse, web};
use shared::problem::{ProblemCode, Refusal};
use std::sync::OnceLock;
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::PathItem;

/// What every handler may need.
pub struct House {
    /// The database.
    pub db: Db,
    /// Wakes open pages.
    pub live: Live,
    /// Figures that many ask for at once.
    pub figures: Together,
    /// Signs and checks access tokens.
    pub jwt: Jwt,
    /// Signs what else is handed out.
    pub secret: Vec<u8>,
    /// Address under which people reach the page, without a slash at the end: for links on paper. Never what a request
    /// says of itself.
    pub public_url: String,
    /// Whether cookies travel over HTTPS only.
    pub secure_cookies: bool,
    /// Whether a proxy says where requests come from.
    pub behind_proxy: bool,
}

/// Below this path lies the API.
const API: &str = "/api/v1";

/// What is said of the application.
struct Said {
    json: String,
    known: Known,
}

/// The same for all that are built in a process, and slow to put together: when it is first asked for.
fn said() -> &'static Said {
    static SAID: OnceLock<Said> = OnceLock::new();
    SAID.get_or_init(|| {
        let api = specification();
        Said { json: openapi::json(&api).unwrap_or_default(), known: Known::of(&api) }
    })
}

/// Puts it together ahead of the first who asks, on a thread of its own, which takes what it needed for that away with it.
///
/// # Errors
/// When there is no thread.
pub fn prepare() -> std::io::Result<()> {
    std::thread::Builder::new().name("specification".into()).spawn(said)?;
    Ok(())
}

/// The specification.
pub fn specification() -> OpenApi {
    let api = routing::describe(openapi::base(), "", records::health::routes);
    openapi::complete(routing::describe(api, API, records::routes))
}

/// The application.
pub fn build(
    house: web::Data<House>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl actix_web::body::MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    App::new()
        .app_data(house)
        .app_data(web::PathConfig::default().error_handler(|_, _| Failure::not_found().into()))
        .configure(|config| {
            config.route("/api/v1/openapi.json", openapi::file(|| said().json.as_str()));
        })
        .configure(routing::serve("", records::health::routes))
        .configure(routing::serve(API, records::routes))
        .configure(openapi::docs)
        .default_service(web::route().to(|request: HttpRequest| async move { fallback(&request) }))
        .wrap(from_fn(http::around))
        .wrap(from_fn(http::harden))
}

/// The paths of the specification and their methods, to tell "no such thing" from "not in this way".
struct Known(Vec<(String, Vec<&'static str>)>);

impl Known {
    fn of(api: &OpenApi) -> Self {
        Self(api.paths.paths.iter().map(|(path, item)| (path.clone(), methods(item))).collect())
    }

    /// The methods of a path; none for one that is not known.
    fn methods(&self, path: &str) -> Option<&[&'static str]> {
        self.0.iter().find(|(known, _)| fits(known, path)).map(|(_, methods)| methods.as_slice())
    }
}

/// Whether a path is one of those that a pattern like `/tickets/{id}` stands for.
fn fits(pattern: &str, path: &str) -> bool {
    let mut names = path.split('/');
    let all = pattern.split('/').all(|wanted| {
        names.next().is_some_and(|name| wanted == name || (wanted.starts_with('{') && !name.is_empty()))
    });
    all && names.next().is_none()
}

fn methods(item: &PathItem) -> Vec<&'static str> {
    [
        ("GET", item.get.is_some()),
        ("PUT", item.put.is_some()),
        ("POST", item.post.is_some()),
        ("PATCH", item.patch.is_some()),
        ("DELETE", item.delete.is_some()),
    ]
    .into_iter()
    .filter_map(|(name, there)| there.then_some(name))
    .collect()
}

fn fallback(request: &HttpRequest) -> Result<HttpResponse, Failure> {
    let path = request.path();
    let is_ours = path.starts_with("/api/") || path.starts_with("/health/");
    let of_page = matches!(*request.method(), Method::GET | Method::HEAD) && !is_ours;
    if of_page && let Some(answer) = page::answer(request) {
        return Ok(answer);
    }
    if let Some(methods) = said().known.methods(path) {
        return Err(Refusal::new(ProblemCode::MethodNotAllowed).allowed(methods.iter().copied()).into());
    }
    Err(Failure::not_found())
}
