//! Places where parts are kept.

pub mod routes;
pub mod service;
pub mod store;

pub use routes::routes;
