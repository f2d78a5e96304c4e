//! Looking for records of any kind by what one remembers of them.

mod goods;
mod money;
mod routes;
pub mod service;
mod store;

pub use routes::routes;
