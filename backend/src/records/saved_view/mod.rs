//! Saved views of lists.

mod routes;
mod service;
mod store;

pub use routes::routes;
