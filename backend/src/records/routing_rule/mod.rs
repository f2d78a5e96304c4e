//! Routing: who gets a ticket.

mod routes;
pub mod service;
mod store;

pub use routes::routes;
pub use service::{Routed, lightest, route};
pub use store::begin_teams;
