//! Business calendars.

pub mod holidays;
pub mod routes;
pub mod schedules;
pub mod service;
pub mod store;

pub use routes::routes;
