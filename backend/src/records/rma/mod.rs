//! Returned defective parts.

mod line_routes;
mod line_service;
mod line_store;
mod routes;
pub mod service;
mod store;

pub use routes::routes;
