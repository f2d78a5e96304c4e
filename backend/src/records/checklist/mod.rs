//! Checklists (检查清单).

mod routes;
pub mod service;
mod store;

pub use routes::routes;
pub use store::{Automatic, automatic, offered};
