//! Quality feedback and corrective action (质量信息反馈; handbook 7).

mod action_routes;
mod acts;
mod children;
mod ladder;
mod measure_routes;
mod measures;
mod notices;
pub mod paper;
mod routes;
pub mod service;
mod similar;
mod store;
mod terms;
mod terms_routes;
mod watch;

pub use acts::{Act, act};
pub use ladder::climb;
pub use measures::{add as add_measure, add_source, finish as finish_measure, validate as validate_measure};
pub use routes::routes;
pub use watch::measure as measure_effects;
