//! Campaigns: recalls and batch rectifications.

mod action_routes;
pub mod paper;
mod progress;
mod rehearsal;
mod routes;
mod scope;
mod scopes;
pub mod service;
mod store;
mod unit_routes;
mod units;

pub use progress::{list as units, progress};
pub use routes::routes;
