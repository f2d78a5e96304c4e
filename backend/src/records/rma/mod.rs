//! Returned defective parts.

mod line_routes;
mod line_service;
mod line_store;
pub mod paper;
mod routes;
pub mod service;
mod store;

pub use routes::routes;
