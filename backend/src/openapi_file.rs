//! `sanbao openapi`: the specification as a file, without a database.

use crate::app::{self, House};
use crate::auth::jwt::Jwt;
use crate::db::{Db, DbSettings};
use crate::openapi;
use actix_web::web;
use std::path::Path;
use utoipa::openapi::OpenApi;

/// The specification, from an application that is built but never run.
///
/// # Errors
/// When a thread cannot be started.
pub fn specification() -> anyhow::Result<OpenApi> {
    let db = Db::open(&DbSettings { url: "postgres://nowhere".into(), connections: 1, queue: 1 })?;
    let house = House {
        db,
        live: crate::live::Live::default(),
        jwt: Jwt::new(b""),
        secret: vec![],
        public_url: String::new(),
        secure_cookies: false,
        behind_proxy: false,
    };
    Ok(app::build(web::Data::new(house)).1)
}

/// Prints the specification, or writes it with its list of routes to a folder.
///
/// # Errors
/// When the folder cannot be written.
pub fn run(folder: Option<&Path>) -> anyhow::Result<()> {
    let api = specification()?;
    match folder {
        None => print!("{}", openapi::json(&api)?),
        Some(folder) => {
            std::fs::write(folder.join("openapi.json"), openapi::json(&api)?)?;
            std::fs::write(folder.join("routes.txt"), openapi::routes_txt(&api))?;
        }
    }
    Ok(())
}
