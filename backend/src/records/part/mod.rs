//! Spare parts.

mod prices;
mod products;
pub mod routes;
pub mod service;
pub mod store;

pub use routes::routes;
