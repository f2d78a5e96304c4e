//! Reports by the QR code on a unit: labels, what strangers may see of a unit, what they send and how they follow it.

mod routes;
mod service;
mod store;

pub use routes::routes;
