//! Reconciliation of stock.

pub mod routes;
pub mod service;
mod store;

pub use routes::routes;
