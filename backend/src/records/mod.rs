//! One folder or file per record: rows and SQL, use cases, handlers.

pub mod health;
pub mod import;
pub mod organization;
pub mod policy;
pub mod ticket;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes under `/api/v1`.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.configure(organization::routes).configure(ticket::routes).configure(import::routes);
}
