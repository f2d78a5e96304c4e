//! Warranty claims: filed, adjudicated, decided, paid with a statement.

mod action_routes;
mod acts;
mod children;
mod clock;
mod facts;
mod history;
mod notices;
pub mod paper;
mod proposal;
mod references;
mod routes;
pub mod service;
mod statement;
mod store;

pub use acts::{Act, act};
pub use clock::{parts_came, watch};
pub use references::dealer as dealer_of_claim;
pub use routes::routes;
pub use statement::follow_statement;
pub use store::rules_on;
