//! The specification: what utoipa collects from the handlers, completed with what is the same everywhere.

use crate::openapi_example;
use actix_web::{HttpResponse, web};
use serde_json::{Value, json};
use shared::problem::Problem;
use std::collections::BTreeSet;
use utoipa::openapi::path::{Operation, ParameterIn, PathItem};
use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
use utoipa::openapi::{Content, ContentBuilder, OpenApi, Ref, RefOr, Required, ResponseBuilder, Server};
use utoipa::{IntoParams, OpenApi as _};
use utoipa_swagger_ui::SwaggerUi;

#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Sanbao",
        description = "After-sales service: complaint, clock, part out, part back, cause, cure, claim, recovery, settlement.\n\n\
            **Logging in.** `POST /api/v1/auth/login` gives an access token for fifteen minutes; scripts use an API token \
            of a person instead. Both travel as `Authorization: Bearer …`.\n\n\
            **Changing.** Every record carries a version as its `ETag`; a change sends it back as `If-Match`. Every POST that \
            creates or acts carries an `Idempotency-Key` of the caller's choice and may be repeated for 24 hours; those that only \
            ask (`calculate`) take none.\n\n\
            **Being refused.** Every refusal is an `application/problem+json` document with a stable `code`, in the language of \
            `Accept-Language` (zh-CN or en).",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    // Collected from bodies and answers; what only query strings use is named here.
    components(schemas(
        Problem,
        shared::auth::OrganizationKind,
        shared::auth::Role,
        shared::ids::CustomerId,
        shared::ids::LocationId,
        shared::ids::OrganizationId,
        shared::ids::PartId,
        shared::ids::ProductId,
        shared::ids::TeamId,
        shared::ids::UnitId,
        shared::ids::UserId,
        shared::records::campaign::CampaignForm,
        shared::records::campaign::CampaignSort,
        shared::records::customer::CustomerSort,
        shared::records::location::LocationKind,
        shared::records::material_transfer::TransferForm,
        shared::records::material_transfer::TransferSort,
        shared::records::organization::OrganizationSort,
        shared::records::part::PartSort,
        shared::records::quality_feedback::QualityForm,
        shared::records::quality_feedback::QualitySort,
        shared::records::register::ExportFormat,
        shared::records::report::ReportFormat,
        shared::records::rma::RmaForm,
        shared::records::stock::MovementKind,
        shared::records::stock::StockSort,
        shared::records::stock_count::StockCountForm,
        shared::records::stock_count::StockCountStatus,
        shared::records::supplier_return::SupplierReturnSort,
        shared::records::ticket::TicketForm,
        shared::records::ticket::TicketGroup,
        shared::records::recovery::RecoverySort,
        shared::records::statement::StatementForm,
        shared::records::statement::StatementSort,
        shared::records::ticket::TicketKind,
        shared::records::ticket::TicketPriority,
        shared::records::ticket::TicketSort,
        shared::records::ticket::TicketStatus,
        shared::records::unit::UnitSort,
        shared::records::unit::UnitStatus,
        shared::records::user::UserSort,
        shared::records::user::UserStatus,
        shared::records::warranty_claim::ClaimDecider,
        shared::records::warranty_claim::WarrantyClaimForm,
        shared::records::warranty_claim::WarrantyClaimSort,
    ))
)]
struct Base;

/// Before the handlers are collected.
pub fn base() -> OpenApi {
    let mut api = Base::openapi();
    let scheme = HttpBuilder::new()
        .scheme(HttpAuthScheme::Bearer)
        .description(Some("An access token from the log-in, or an API token."))
        .build();
    api.components.get_or_insert_default().add_security_scheme("bearer", SecurityScheme::Http(scheme));
    api.servers = Some(vec![Server::new("/")]);
    api
}

/// The header that says which version the caller has read.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "read by the derive")]
pub struct IfMatchHeader {
    /// The ETag the caller has read.
    #[param(rename = "If-Match", example = "\"1\"", max_length = 40)]
    if_match: String,
}

/// The header that makes a repeated request harmless.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "read by the derive")]
pub struct IdempotencyHeader {
    /// A value of the caller's own, new for each new request: 1–200 printable ASCII characters.
    #[param(
        rename = "Idempotency-Key",
        example = "9f1c2f5e-5f0b-4d63-9f0c-1f6e8d1a7a11",
        min_length = 1,
        max_length = 200,
        pattern = "^[!-~]+$"
    )]
    idempotency_key: String,
}

/// The operations of a path.
pub fn operations(item: &mut PathItem) -> impl Iterator<Item = &mut Operation> {
    [&mut item.get, &mut item.put, &mut item.post, &mut item.patch, &mut item.delete]
        .into_iter()
        .filter_map(Option::as_mut)
}

/// Adds to each operation the refusals it can give, which follow from what it takes, and examples.
pub fn complete(mut api: OpenApi) -> OpenApi {
    let schemas = json!(api.components.as_ref().map(|known| &known.schemas));
    for (path, item) in &mut api.paths.paths {
        // A POST without a body is one with an empty object.
        if let Some(RefOr::T(body)) = item.post.as_mut().and_then(|post| post.request_body.as_mut())
            && body.content.get("application/json").is_some_and(|content| asks_for_nothing(&schemas, content))
        {
            body.required = Some(Required::False);
        }
        for operation in operations(item) {
            let parameters: Vec<_> = operation
                .parameters
                .iter()
                .flatten()
                .filter_map(|p| match p {
                    RefOr::T(p) => Some((p.name.as_str(), p.parameter_in.clone())),
                    RefOr::Ref(_) => None,
                })
                .collect();
            let has = |name: &str| parameters.iter().any(|(n, _)| *n == name);
            let takes = |place: ParameterIn| parameters.iter().any(|(_, p)| *p == place);
            let mut refusals: BTreeSet<u16> = [500, 503].into();
            if operation.security.as_ref().is_some_and(|s| !s.is_empty()) {
                refusals.extend([401, 403]);
            }
            if takes(ParameterIn::Path) {
                refusals.insert(404);
            }
            if takes(ParameterIn::Query) {
                refusals.insert(422);
            }
            if operation.request_body.is_some() {
                refusals.extend([400, 404, 408, 409, 413, 415, 422]);
            }
            if has("If-Match") {
                refusals.extend([409, 412, 428]);
            }
            if has("Idempotency-Key") {
                refusals.extend([400, 409, 422]);
            }
            if path.contains("/auth/") || path.ends_with("/me/password") {
                refusals.extend([401, 429]);
            }
            if path.contains("/public/") && operation.request_body.is_some() {
                refusals.insert(429);
            }
            for status in refusals {
                let response = ResponseBuilder::new()
                    .description(describe(status))
                    .content(
                        "application/problem+json",
                        ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build(),
                    )
                    .build();
                operation.responses.responses.entry(status.to_string()).or_insert(RefOr::T(response));
            }
        }
    }
    openapi_example::complete(&mut api);
    api
}

/// Whether an empty object fits the schema of a body.
fn asks_for_nothing(schemas: &Value, content: &RefOr<Content>) -> bool {
    let content = json!(content);
    let name = content["schema"]["$ref"].as_str().and_then(|path| path.rsplit('/').next());
    let Some(schema) = name.and_then(|name| schemas.get(name)) else { return false };
    schema["type"] == "object" && schema.get("required").is_none()
}

fn describe(status: u16) -> &'static str {
    match status {
        400 => "The request is malformed, or its Idempotency-Key is missing or bad.",
        401 => "No token, or one that is not valid any more.",
        403 => "The caller sees it but may not do it.",
        404 => "Not there, or not visible to the caller.",
        408 => "The body took too long to arrive.",
        409 => {
            "The state does not allow it (`allowed` names what would be), the value is taken, or a twin is in flight."
        }
        412 => "Somebody has changed it since `If-Match` was read.",
        413 => "The body is too large.",
        415 => "The body is not JSON.",
        422 => "Fields are wrong or something is needed first; `errors` says what and where.",
        428 => "If-Match is missing.",
        429 => "Too many attempts; Retry-After says how long to wait.",
        503 => "Overloaded, or the database is away; Retry-After says when to try again.",
        _ => "A mistake of ours.",
    }
}

/// The specification as it is committed.
///
/// # Errors
/// Never in practice: it can always be written as JSON.
pub fn json(api: &OpenApi) -> anyhow::Result<String> {
    Ok(api.to_pretty_json()? + "\n")
}

/// Every operation with its method, path and permission, one per line.
pub fn routes_txt(api: &OpenApi) -> String {
    let mut lines = vec![];
    for (path, item) in &api.paths.paths {
        for (method, operation) in [
            ("GET", &item.get),
            ("POST", &item.post),
            ("PUT", &item.put),
            ("PATCH", &item.patch),
            ("DELETE", &item.delete),
        ] {
            let Some(operation) = operation else { continue };
            let id = operation.operation_id.as_deref().unwrap_or("?");
            lines.push(format!("{id:<36} {method:<6} {path:<56} {}", permission(operation)));
        }
    }
    lines.sort();
    lines.join("\n") + "\n"
}

/// The permission that an operation declares: `public`, `logged_in` or the permission's word.
pub fn permission(operation: &Operation) -> String {
    let security = serde_json::to_value(&operation.security).unwrap_or_default();
    match security.pointer("/0/bearer") {
        None => "public".into(),
        Some(scopes) => scopes.get(0).and_then(|s| s.as_str()).unwrap_or("logged_in").into(),
    }
}

/// The specification as a route.
pub fn file(text: fn() -> &'static str) -> actix_web::Route {
    web::get().to(move || async move { HttpResponse::Ok().content_type("application/json").body(text()) })
}

/// Its interactive form, which needs nothing from outside.
pub fn docs(config: &mut web::ServiceConfig) {
    config.service(web::redirect("/api/docs", "/api/docs/"));
    let look = utoipa_swagger_ui::Config::from("/api/v1/openapi.json")
        .try_it_out_enabled(true)
        .display_request_duration(true);
    config.service(SwaggerUi::new("/api/docs/{_:.*}").config(look));
}
