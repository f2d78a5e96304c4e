//! Knowledge articles.

mod files;
mod links;
mod routes;
pub mod service;
mod store;
mod suggest;

mod file_routes;

pub use routes::routes;
pub use service::check_named;
