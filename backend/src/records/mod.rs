//! One folder or file per record: rows and SQL, use cases, handlers.

pub mod health;
pub mod organization;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes under `/api/v1`.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.configure(organization::routes);
}
