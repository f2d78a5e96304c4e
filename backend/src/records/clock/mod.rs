//! Clocks: the ledger, what is computed from it, and what happens when time runs out.

mod differences;
mod ledger;
mod moves;
mod preview;
mod recompute;
mod routes;
mod rulebook;
mod service;
mod steps;
mod store;
mod subject;
mod timeline;

pub use differences::differences;
pub use ledger::Author;
pub use moves::follow;
pub use preview::{Otherwise, preview};
pub use recompute::{begin_missing, mark_calendar_stale, mark_stale, recompute, stale};
pub use routes::routes;
pub use rulebook::Rulebook;
pub use service::of_ticket;
pub use steps::fire;
pub use subject::{Subject, subjects};
pub use timeline::from_timeline;
