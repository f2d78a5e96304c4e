//! Stock: movements, and what they add up to.

mod levels;
mod movements;
pub mod routes;
pub mod service;

pub use routes::routes;
