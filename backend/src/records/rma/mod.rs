//! Returned defective parts.

pub mod dunning;
pub mod line_list;
mod line_list_routes;
mod line_routes;
mod line_service;
mod line_store;
mod notices;
pub mod overdue;
mod overdue_paper;
mod overdue_routes;
pub mod paper;
mod routes;
pub mod service;
mod store;

pub use routes::routes;
