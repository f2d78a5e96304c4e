//! Requests for parts.

mod action_routes;
mod lines;
pub mod paper;
pub mod routes;
pub mod service;
mod store;

pub use routes::routes;
