//! Recoveries: quality loss claims on suppliers.

mod action_routes;
mod claim;
mod evidence;
mod lapse;
pub mod paper;
mod routes;
pub mod service;
mod store;
mod to_recover;

pub use lapse::lapse;
pub use routes::routes;
pub use store::{disputed, recovered, settled, unconfirmed};
