//! Bringing in records from elsewhere.

pub mod cases;
mod catalogue;
pub mod columns;
pub mod read;
pub mod record;
mod repairs;
pub mod routes;
pub mod run;
pub mod service;
pub mod store;
pub mod subject;
mod write;

pub use routes::routes;
pub use service::give_up_stalled;
