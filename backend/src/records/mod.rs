//! One folder or file per record: rows and SQL, use cases, handlers.

pub mod contact;
pub mod customer;
pub mod fault_code;
pub mod health;
pub mod import;
pub mod organization;
pub mod policy;
pub mod product;
pub mod site;
pub mod ticket;
pub mod unit;
pub mod unit_component;

use utoipa_actix_web::service_config::ServiceConfig;

/// The routes under `/api/v1`.
pub fn routes(config: &mut ServiceConfig<'_>) {
    config
        .configure(organization::routes)
        .configure(customer::routes)
        .configure(contact::routes)
        .configure(site::routes)
        .configure(product::routes)
        .configure(fault_code::routes)
        .configure(unit::routes)
        .configure(unit_component::routes)
        .configure(ticket::routes)
        .configure(import::routes);
}
