//! SLA policies.

mod routes;
pub mod service;

pub use routes::routes;
