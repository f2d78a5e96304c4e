//! One's own log-ins, device by device, and the refresh tokens that keep them going.

pub mod routes;
pub mod service;
pub mod store;

pub use routes::routes;
