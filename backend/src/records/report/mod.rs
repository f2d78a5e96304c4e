//! Reports: figures from what the records already tell.

mod csv;
pub mod desk;
mod desk_store;
mod early_warning;
mod early_warning_routes;
pub(in crate::records) mod over;
pub mod returns;
pub mod returns_paper;
mod returns_routes;
mod returns_store;
mod routes;
pub mod service;
mod service_analysis;
mod service_analysis_paper;
mod service_analysis_routes;
mod store;
pub mod warranty_cost;
mod warranty_cost_routes;

pub use routes::routes;
