//! Tickets.

mod action_routes;
mod actions;
mod change;
mod comments;
mod create;
mod events;
mod links;
mod references;
mod routes;
mod rows;
pub mod service;
mod store;
mod warranty;

pub mod counts;

pub use routes::routes;
pub use store::return_waiting;
