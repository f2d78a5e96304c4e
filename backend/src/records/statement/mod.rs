//! Settlement: entries, requests for them, and monthly statements.

mod action_routes;
mod collect;
mod entries;
mod lines;
pub mod paper;
mod request_routes;
mod requests;
mod routes;
pub mod service;
mod store;

pub use collect::{collect_drafts, tell_due};
pub use entries::{Entry, list as entries, post, reverse};
pub use lines::list as lines;
pub use requests::{RequestAct, act as act_on_request, list as requests, request};
pub use routes::routes;
