//! Reports: figures from what the records already tell.

mod csv;
mod routes;
pub mod service;
mod store;

pub use routes::routes;
