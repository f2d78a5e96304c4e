//! Logging in and one's own account.

mod cookies;
pub mod me_routes;
pub mod password;
pub mod routes;
pub mod service;
pub mod store;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config.configure(routes::routes).configure(me_routes::routes);
}
