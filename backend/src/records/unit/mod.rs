//! Units: the install base, its owners, warranty and life.

pub mod action_routes;
pub mod history;
pub mod routes;
pub mod service;
pub mod store;

pub use routes::routes;
