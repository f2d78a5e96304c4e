//! One folder or file per record: rows and SQL, use cases, handlers.

pub mod account;
pub mod api_token;
pub mod audit_entry;
pub mod health;
pub mod organization;
pub mod policy;
pub mod session;
pub mod team;
pub mod user;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes under `/api/v1`.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .configure(account::routes)
        .configure(api_token::routes)
        .configure(audit_entry::routes)
        .configure(organization::routes)
        .configure(policy::routes)
        .configure(session::routes)
        .configure(team::routes)
        .configure(user::routes);
}
