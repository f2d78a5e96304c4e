//! The rules by which claims are adjudicated: drafted, rehearsed on the last months, published by a second person.

mod rehearsal;
mod routes;
mod service;
mod store;

pub use routes::routes;
