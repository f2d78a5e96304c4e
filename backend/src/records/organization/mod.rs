//! Organisations.

pub mod routes;
pub mod service;
pub mod store;

pub use routes::routes;
pub use store::{Maker, house_zone, maker};
