//! Files on tickets.

mod content;
mod routes;
pub mod service;
mod store;

pub use routes::routes;
pub use store::sweep;
