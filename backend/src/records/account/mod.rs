//! Logging in and one's own account.

mod cookies;
pub mod me_routes;
pub mod password;
pub mod routes;
pub mod service;
pub mod store;

use crate::routing::Routes;

/// The routes.
pub fn routes(config: &mut Routes) {
    config.configure(routes::routes).configure(me_routes::routes);
}
