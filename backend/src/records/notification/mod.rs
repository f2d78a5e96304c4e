//! Notifications: written with what causes them, kept until read, told to open pages at once.

mod audience;
mod routes;
mod service;
mod store;
mod stream_routes;

pub use audience::{Place, people_of, people_with, tell_audiences};
pub use routes::routes;
pub use store::{Word, recall, sweep, tell};
