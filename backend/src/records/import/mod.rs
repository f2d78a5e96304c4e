//! Bringing in records from elsewhere.

pub mod read;
pub mod routes;
pub mod run;
pub mod service;
pub mod store;

pub use routes::routes;
pub use service::give_up_stalled;
