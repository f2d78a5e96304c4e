//! Notifications: written with what causes them, kept until read, told to open pages at once.

mod audience;
mod people;
mod routes;
mod service;
mod store;
mod stream_routes;

pub use audience::{Place, tell_audiences};
pub use people::{everybody, holders, holders_by, holders_in_house, with_role};
pub use routes::routes;
pub use store::{About, Word, recall, sweep, tell, tell_others};
