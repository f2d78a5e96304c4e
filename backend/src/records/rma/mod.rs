//! Returned defective parts.

mod claims;
pub mod dunning;
mod extras;
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
mod picture_routes;
mod pictures;
mod routes;
pub mod service;
mod store;

pub use line_service::collected;
pub use pictures::{add as add_picture, of as pictures_of};
pub use routes::routes;
