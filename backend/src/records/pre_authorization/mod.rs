//! Pre-authorisations: leave to repair for more than dealers decide by themselves.

mod routes;
mod service;
mod store;

pub use routes::routes;
