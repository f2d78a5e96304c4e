//! Tickets.

mod action_routes;
mod actions;
mod after;
mod bulk;
mod bulk_routes;
mod change;
mod check_routes;
mod checks;
mod comments;
mod create;
mod events;
mod links;
mod narrow;
pub mod paper;
mod presence;
mod presence_routes;
mod preview;
mod queues;
mod references;
mod routes;
mod rows;
pub mod service;
mod store;
mod subject;
mod tags;
mod undo;
mod warranty;
mod watch_routes;
mod watchers;

pub mod counts;

pub use narrow::turn;
pub(in crate::records) use narrow::writable;
pub(in crate::records) use store::filtered;

pub use events::{EventRow as TimelineEntry, note_goods, write as write_timeline};
pub use presence::sweep as sweep_presences;
pub use routes::routes;
pub use service::{dealer_of, find_visible};
pub use store::return_waiting;
pub use subject::{Subject, subject};
pub use undo::sweep as sweep_undos;
