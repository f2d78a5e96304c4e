//! Whether the server lives, and whether it can work.

use crate::app::House;
use crate::error::Failure;
use crate::routing::Routes;
use actix_web::{HttpResponse, get, web};
use serde::Serialize;

/// The state of the server.
#[derive(Serialize, utoipa::ToSchema)]
pub struct Health {
    /// Always `ok`; when it is not, the answer is a problem.
    #[schema(example = "ok")]
    status: &'static str,
    /// The version of the program.
    #[schema(example = "0.1.0")]
    version: &'static str,
}

const OK: Health = Health { status: "ok", version: env!("CARGO_PKG_VERSION") };

/// Whether the process lives
///
/// Says nothing of the database: a process that lives must not be restarted because that is away.
#[utoipa::path(tag = "health", responses((status = 200, description = "It lives.", body = Health)))]
#[get("/health/live")]
async fn health_live() -> HttpResponse {
    HttpResponse::Ok().json(OK)
}

/// Whether the server can work
///
/// 503 while the database is away.
#[utoipa::path(tag = "health", responses((status = 200, description = "It can work.", body = Health)))]
#[get("/health/ready")]
async fn health_ready(house: web::Data<House>) -> Result<HttpResponse, Failure> {
    if house.db.is_ready().await {
        Ok(HttpResponse::Ok().json(OK))
    } else {
        Err(Failure::Unavailable("the database does not answer".into()))
    }
}

/// The routes.
pub fn routes(config: &mut Routes) {
    config.service(health_live).service(health_ready);
}
