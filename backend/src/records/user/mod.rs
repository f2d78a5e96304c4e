//! People with a log-in.

pub mod link;
pub mod routes;
pub mod service;
pub mod store;

pub use routes::routes;
