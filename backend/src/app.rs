//! Builds the application, the same for `serve` and for tests.

use crate::auth::jwt::Jwt;
use crate::db::Db;
use crate::error::Failure;
use crate::live::Live;
use crate::{http, openapi, page, records};
use actix_router::ResourceDef;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::from_fn;
use actix_web::{App, Error, HttpRequest, HttpResponse, web};
use shared::problem::{ProblemCode, Refusal};
use std::sync::{Arc, OnceLock};
use utoipa::openapi::OpenApi;
use utoipa::openapi::path::PathItem;
use utoipa_actix_web::AppExt;

/// What every handler may need.
pub struct House {
    /// The database.
    pub db: Db,
    /// Wakes open pages.
    pub live: Live,
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

/// The application and its specification.
pub fn build(
    house: web::Data<House>,
) -> (
    App<
        impl ServiceFactory<
            ServiceRequest,
            Config = (),
            Response = ServiceResponse<impl actix_web::body::MessageBody>,
            Error = Error,
            InitError = (),
        >,
    >,
    OpenApi,
) {
    // Served from inside the scope that it describes, so it is known only after that is built.
    let spec = Arc::new(OnceLock::new());
    let (app, api) = App::new()
        .into_utoipa_app()
        .openapi(openapi::base())
        .app_data(house)
        .app_data(web::PathConfig::default().error_handler(|_, _| Failure::not_found().into()))
        .configure(records::health::routes)
        .configure(|config| {
            config.route("/api/v1/openapi.json", openapi::file(spec.clone()));
        })
        .service(utoipa_actix_web::scope::scope("/api/v1").configure(records::routes))
        .split_for_parts();
    let api = openapi::complete(api);
    let _ = spec.set(openapi::json(&api).unwrap_or_default());
    let known = Arc::new(Known::of(&api));
    let app = app
        .configure(openapi::docs)
        .default_service(web::route().to(move |request: HttpRequest| {
            let known = known.clone();
            async move { fallback(&request, &known) }
        }))
        .wrap(from_fn(http::around))
        .wrap(from_fn(http::harden));
    (app, api)
}

/// The paths of the specification and their methods, to tell "no such thing" from "not in this way".
struct Known(Vec<(ResourceDef, Vec<&'static str>)>);

impl Known {
    fn of(api: &OpenApi) -> Self {
        Self(
            api.paths
                .paths
                .iter()
                .map(|(path, item)| (ResourceDef::new(path.as_str()), methods(item)))
                .collect(),
        )
    }
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

fn fallback(request: &HttpRequest, known: &Known) -> Result<HttpResponse, Failure> {
    let path = request.path();
    if let Some((_, methods)) = known.0.iter().find(|(def, _)| def.is_match(path)) {
        return Err(Refusal::new(ProblemCode::MethodNotAllowed).allowed(methods.iter().copied()).into());
    }
    let of_page = matches!(*request.method(), Method::GET | Method::HEAD) && !path.starts_with("/api/");
    if of_page && let Some(answer) = page::answer(request) {
        return Ok(answer);
    }
    Err(Failure::not_found())
}
