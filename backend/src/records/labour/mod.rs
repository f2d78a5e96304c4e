//! Labour operations, and what an hour of dealers' work is paid.

mod routes;
mod service;
mod store;

pub use routes::routes;
pub use store::rates as rates_of;
