//! Reconciliation of stock.

pub mod paper;
pub mod routes;
pub mod service;
mod store;

pub use routes::routes;
