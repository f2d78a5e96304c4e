//! What every story needs: a world to play in and clients to play with.

#![allow(dead_code, reason = "not every helper has found its story yet")]

pub mod cast;
pub mod client;
pub mod database;
pub mod desk;
pub mod server;
pub mod statements;
pub mod world;

pub use cast::{Organization, PASSWORD, person};
pub use client::{Client, Response};
pub use world::{World, at_once};

/// The specification, put together once for all stories.
pub fn specification() -> &'static utoipa::openapi::OpenApi {
    static SPECIFICATION: std::sync::LazyLock<utoipa::openapi::OpenApi> =
        std::sync::LazyLock::new(sanbao::app::specification);
    &SPECIFICATION
}
