//! Reports: figures from what the records already tell.

mod csv;
pub mod desk;
mod desk_store;
mod over;
mod routes;
pub mod service;
mod store;

pub use routes::routes;
