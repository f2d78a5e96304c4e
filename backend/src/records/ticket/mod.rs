//! Tickets.

mod action_routes;
mod actions;
mod after;
mod change;
mod comments;
mod create;
mod events;
mod links;
mod narrow;
mod queues;
mod references;
mod routes;
mod rows;
pub mod service;
mod store;
mod warranty;

pub mod counts;

pub use narrow::turn;
pub(in crate::records) use narrow::writable;
pub(in crate::records) use store::filtered;

pub use events::{EventRow as TimelineEntry, write as write_timeline};
pub use routes::routes;
pub use service::find_visible;
pub use store::return_waiting;
