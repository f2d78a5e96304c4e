//! Returned defective parts.

mod claims;
mod extras;
mod line_routes;
mod line_service;
mod line_store;
mod picture_routes;
mod pictures;
mod routes;
pub mod service;
mod store;

pub use line_service::collected;
pub use pictures::{add as add_picture, of as pictures_of};
pub use routes::routes;
