//! What goes back to whoever supplied it, and what that supplier is to bear.

mod action_routes;
pub mod charges;
mod routes;
pub mod service;
mod store;

pub use routes::routes;
