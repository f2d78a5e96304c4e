//! Spare parts.

mod prices;
mod products;
pub mod routes;
pub mod service;
pub mod store;

pub use prices::of as prices_of;
pub use prices::prices_on;
pub use routes::routes;
