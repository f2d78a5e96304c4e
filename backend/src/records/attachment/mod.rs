//! Files on tickets.

mod content;
mod routes;
pub mod service;
mod store;

pub use content::Content;
pub use routes::{File, examine, routes, serve};
pub use store::{digits, keep, sweep, thumbnail};
